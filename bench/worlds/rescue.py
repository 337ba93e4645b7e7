"""A flood: a boat with little fuel, people on roofs, and nobody who knows of all of them.

People: the pilot, a trader who has fuel, and then people who wait to be saved; the trader wants a
locket that the first of them has. Places: the harbour and roofs; each way takes a can of fuel.
Things: cans, of which the trader has all but two. Topics: of how many of the waiting neither pilot
nor trader knows where they are.
"""

from __future__ import annotations

from bench.worlds.instance import Instance, Size, declared
from bench.worlds.names import numbered, people

RULES = """
type location;
type character : location;
type place : location;
type can;
type waiting : character;

entity Pilot : character;
entity Trader : character;
entity Harbour : place;
entity Locket : location;

property at(c : character) : place;
property holder(k : can) : character;
property owner() : character;
property promised(c : character) : boolean;
property lent(c : character) : boolean;

action sail(k : can, from : place, to : place) {
    precondition: from != to & at(Pilot) == from & holder(k) == Pilot;
    effect: at(Pilot) = to & holder(k) = ?;
    consenting: Pilot;
    observing(o : character): at(o) == from | at(o) == to
};

action fetch(w : waiting, k : can, from : place) {
    precondition: at(Pilot) == from & at(w) == from & from != Harbour & holder(k) == Pilot;
    effect: at(Pilot) = Harbour & at(w) = Harbour & holder(k) = ?;
    consenting: Pilot;
    observing(o : character): at(o) == from | at(o) == Harbour
};

action report(c : character, w : waiting, p : place) {
    precondition: c != w & c != Pilot & at(c) == at(Pilot) & at(w) == p & p != at(c);
    effect: believes(Pilot, at(w) = p);
    consenting: c;
    observing(o : character): at(o) == at(c)
};

action give(c : character, d : character) {
    precondition: c != d & at(c) == at(d) & owner() == c;
    effect: owner() = d;
    consenting: c;
    observing(o : character): at(o) == at(c)
};

action swap(k : can) {
    precondition: at(Pilot) == Harbour & holder(k) == Trader & owner() == Pilot;
    effect: holder(k) = Pilot & owner() = Trader;
    consenting: Pilot, Trader;
    observing(o : character): at(o) == Harbour
};

action lend(k : can, w : waiting) {
    precondition: at(Pilot) == Harbour & holder(k) == Trader & promised(w) & !lent(w);
    effect: holder(k) = Pilot & lent(w);
    consenting: Trader;
    observing(o : character): at(o) == Harbour
};

action promise(w : waiting) {
    precondition: at(w) == Harbour & !promised(w);
    effect: promised(w);
    consenting: w;
    observing(o : character): at(o) == Harbour
};
"""


def rescue(size: Size) -> str:
    """The text of a flood of that size: three people, two places and three things at least."""
    waiting = people(size.people - 2)
    roofs, cans = numbered("Roof", size.places - 1), numbered("Can", size.things)
    text = RULES + declared(waiting, "waiting") + declared(roofs, "place") + declared(cans, "can")
    text += "at(Pilot) = Harbour;\nat(Trader) = Harbour;\n"
    for at, one in enumerate(waiting):
        text += f"at({one}) = {roofs[at % len(roofs)]};\n"
    text += "".join(f"holder({can}) = Trader;\n" for can in cans)
    text += "".join(f"holder({can}) = Pilot;\n" for can in cans[:2])
    text += f"owner() = {waiting[0]};\n"
    for one in waiting[len(waiting) - min(size.topics, len(waiting) - 1) :]:
        for ignorant in ("Pilot", "Trader"):
            text += f"believes({ignorant}, at({one}) = ?);\nforall(c : character)"
            text += f" if(c != {ignorant}) believes(c, believes({ignorant}, at({one}) = ?));\n"
    return text + _utilities(waiting)


def instance(name: str, size: Size) -> Instance:
    """As many as the goal are saved."""
    return Instance(name, rescue(size), (1, 2), 14, 8, 2)


def _utilities(waiting: list[str]) -> str:
    saved = " + ".join(f"(if(at({one}) == Harbour) 1 else 0)" for one in waiting)
    text = f"utility(): {saved} + 0;\n"
    text += f"utility(Pilot): {saved} + 0;\n"
    text += "utility(Trader): (if(owner() == Trader) 3 else 0)"
    text += " + sum(w : waiting) (if(lent(w)) 1 else 0);\n"
    for at, one in enumerate(waiting):
        neighbour = waiting[(at + 1) % len(waiting)]
        text += f"utility({one}): ((if(at({one}) == Harbour) 4 else 0)"
        text += f" + (if(at({neighbour}) == Harbour) 2 else 0)) - (if(promised({one})) 1 else 0);\n"
    return text
