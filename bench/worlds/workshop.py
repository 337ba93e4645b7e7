"""A street of workshops: crafts are taught for a favour, and who wants a thing cannot make it.

People: masters of the crafts in turn. Places: a row of houses, in which they live in turn. Things:
what can be made, once; each needs one of the crafts in turn, and somebody wants it who does not
have that craft. Topics: the crafts.
"""

from __future__ import annotations

from bench.worlds.instance import Instance, Size, declared, lane
from bench.worlds.names import numbered, people

RULES = """
type place;
type thing;
type craft;

property path(from : place, to : place) : boolean;
property wants(c : character, t : thing) : boolean;
property needs(t : thing, k : craft) : boolean;

property at(c : character) : place;
property skill(c : character, k : craft) : boolean;
property holder(t : thing) : character;
property owes(c : character, d : character) : boolean;

action walk(c : character, from : place, to : place) {
    precondition: at(c) == from & path(from, to);
    effect: at(c) = to;
    consenting: c;
    observing(o : character): at(o) == from | at(o) == to
};

action teach(c : character, d : character, k : craft) {
    precondition: c != d & at(c) == at(d) & skill(c, k) & !skill(d, k);
    effect: skill(d, k) & owes(d, c);
    consenting: c, d;
    observing(o : character): at(o) == at(c)
};

action make(c : character, t : thing, k : craft) {
    precondition: needs(t, k) & skill(c, k) & holder(t) == ?;
    effect: holder(t) = c;
    consenting: c;
    observing(o : character): at(o) == at(c)
};

action give(c : character, d : character, t : thing) {
    precondition: c != d & wants(d, t) & at(c) == at(d) & holder(t) == c;
    effect: holder(t) = d & !owes(c, d) & owes(d, c);
    consenting: c, d;
    observing(o : character): at(o) == at(c)
};
"""


def workshop(size: Size) -> str:
    """The text of a street of that size: two people, one of everything else at least."""
    names, places = people(size.people), numbered("House", size.places)
    things, crafts = numbered("Thing", size.things), numbered("Craft", size.topics)
    text = RULES + declared(names, "character") + declared(places, "place")
    text += declared(things, "thing") + declared(crafts, "craft") + lane(places)
    for at, name in enumerate(names):
        text += f"at({name}) = {places[at % len(places)]};\n"
    for at, craft in enumerate(crafts):
        text += f"skill({names[at % len(names)]}, {craft});\n"
    for at, thing in enumerate(things):
        number = at % len(crafts)
        wanting = names[(number + 1) % len(names)]
        text += f"wants({wanting}, {thing});\nneeds({thing}, {crafts[number]});\n"
    return text + _utilities(names)


def instance(name: str, size: Size) -> Instance:
    """As many as the goal have something they wanted, at a favour each."""
    return Instance(name, workshop(size), (1, 2, 3), 4 * size.places, 6, 2)


def _utilities(names: list[str]) -> str:
    content = "exists(t : thing) (wants(c, t) & holder(t) == c)"
    text = f"utility(): sum(c : character) (if({content}) 1 else 0);\n"
    for name in names:
        own = f"sum(t : thing) (if(wants({name}, t) & holder(t) == {name}) 3 else 0)"
        debts = f"sum(c : character) (if(owes({name}, c)) 1 else 0)"
        credit = f"sum(c : character) (if(owes(c, {name})) 1 else 0)"
        text += f"utility({name}): (({own}) + ({credit})) - ({debts});\n"
    return text
