"""A market: sellers and buyers, thieves whom not everybody sees, and a guard who must be told.

People: a guard, then thief, seller and buyer in turn. Places: a row of stalls, the guard at its
far end. Things: goods, which the sellers own in turn; each buyer craves one.
Topics: how many of the goods people talk about.
"""

from __future__ import annotations

from bench.worlds.instance import Instance, Size, declared, lane
from bench.worlds.names import numbered, people

RULES = """
type place;
type good;
type guard : character;
type thief : character;
type seller : character;
type buyer : character;

property path(from : place, to : place) : boolean;
property price(g : good) : number;
property notable(g : good) : boolean;
property craves(b : buyer, g : good) : boolean;
property rightful(g : good) : character;

property at(c : character) : place;
property owner(g : good) : character;
property coins(c : character) : number;
property accused(t : thief) : boolean;
property jailed(c : character) : boolean;

action walk(c : character, from : place, to : place) {
    precondition: at(c) == from & path(from, to) & !jailed(c);
    effect: at(c) = to;
    consenting: c;
    observing(o : character): at(o) == from | at(o) == to
};

action buy(b : buyer, s : seller, g : good) {
    precondition: at(b) == at(s) & owner(g) == s & rightful(g) == s & coins(b) >= price(g);
    effect: owner(g) = b & coins(b) = coins(b) - price(g) & coins(s) = coins(s) + price(g);
    consenting: b, s;
    observing(o : character): at(o) == at(b)
};

// The victim notices nothing.
action steal(t : thief, v : seller, g : good) {
    precondition: at(t) == at(v) & owner(g) == v & !jailed(t);
    effect: owner(g) = t;
    consenting: t;
    observing(o : character): at(o) == at(t) & o != v
};

action warn(w : character, v : character, g : good, t : thief) {
    precondition: w != v & w != t & v != t & at(w) == at(v) & notable(g) & owner(g) == t;
    effect: believes(v, owner(g) = t);
    consenting: w;
    observing(o : character): at(o) == at(w)
};

action accuse(v : seller, w : guard, t : thief, g : good) {
    precondition: at(v) == at(w) & owner(g) == t & rightful(g) == v & !accused(t);
    effect: accused(t) & believes(w, owner(g) = t);
    consenting: v;
    observing(o : character): at(o) == at(v)
};

action arrest(w : guard, t : thief) {
    precondition: at(w) == at(t) & accused(t) & !jailed(t);
    effect: jailed(t) & (forall(g : good) if(owner(g) == t) owner(g) = rightful(g));
    consenting: w;
    observing(o : character): at(o) == at(t)
};
"""


def market(size: Size) -> str:
    """The text of a market of that size: four people, two places and one good at least."""
    names = people(size.people)
    guards, rest = names[:1], names[1:]
    thieves, sellers, buyers = rest[0::3], rest[1::3], rest[2::3]
    places, goods = numbered("Stall", size.places), numbered("Good", size.things)
    text = RULES
    for group, kind in ((guards, "guard"), (thieves, "thief"), (sellers, "seller")):
        text += declared(group, kind)
    text += declared(buyers, "buyer") + declared(places, "place") + declared(goods, "good")
    text += lane(places)
    for name in names:
        text += f"at({name}) = {places[-1] if name in guards else places[0]};\n"
    for at, good in enumerate(goods):
        seller = sellers[at % len(sellers)]
        text += f"owner({good}) = {seller};\nrightful({good}) = {seller};\nprice({good}) = 1;\n"
        text += f"notable({good});\n" if at < size.topics else ""
    for at, buyer in enumerate(buyers):
        text += f"coins({buyer}) = 1;\ncraves({buyer}, {goods[-1 - at % len(goods)]});\n"
    return text + _utilities(guards, thieves, sellers, buyers)


def instance(name: str, size: Size) -> Instance:
    """1: a buyer has what was craved. 2: a thief is in prison, too, who stole and was seen."""
    return Instance(name, market(size), (1, 2), 6 + 2 * size.places, 3 + 2 * size.places, 2)


def _utilities(guards: list[str], thieves: list[str], sellers: list[str], buyers: list[str]) -> str:
    happy = "exists(b : buyer) exists(g : good) (craves(b, g) & owner(g) == b)"
    caught = "exists(t : thief) jailed(t)"
    text = f"utility(): (if({happy}) 1 else 0) + (if({caught}) 1 else 0);\n"
    for guard in guards:
        text += f"utility({guard}): sum(t : thief) (if(jailed(t)) 1 else 0);\n"
    for thief in thieves:
        booty = f"sum(g : good) (if(owner(g) == {thief}) 1 else 0)"
        text += f"utility({thief}): if(jailed({thief})) 0 else ({booty});\n"
    for seller in sellers:
        stock = f"sum(g : good) (if(owner(g) == {seller}) 1 else 0)"
        text += f"utility({seller}): (2 * coins({seller})) + ({stock});\n"
    for buyer in buyers:
        bought = f"exists(g : good) (craves({buyer}, g) & owner(g) == {buyer})"
        text += f"utility({buyer}): (if({bought}) 1 else 0) + (if({caught}) 1 else 0);\n"
    return text
