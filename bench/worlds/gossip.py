"""A village: tales go round, true or not, and who believes a tale about a friend drops the friend.

People: villagers, the last of whom is the mayor; the first wants the mayor dropped by everybody.
Places: a row of houses; all are in the first but the mayor. Things: none. Topics: tales, about each
of the villagers in turn, the mayor first.
"""

from __future__ import annotations

from bench.worlds.instance import Instance, Size, declared, lane
from bench.worlds.names import numbered, people

RULES = """
type place;
type tale;

property path(from : place, to : place) : boolean;
property about(t : tale) : character;

property at(c : character) : place;
property so(t : tale) : boolean;
property likes(c : character, d : character) : boolean;

action stroll(c : character, from : place, to : place) {
    precondition: at(c) == from & path(from, to);
    effect: at(c) = to;
    consenting: c;
    observing(o : character): at(o) == from | at(o) == to
};

// One may tell what one does not believe oneself.
action tell(c : character, d : character, t : tale) {
    precondition: c != d & about(t) != c & about(t) != d & at(c) == at(d);
    effect: believes(d, so(t));
    consenting: c;
    observing(o : character): at(o) == at(c)
};

action drop(c : character, d : character, t : tale) {
    precondition: about(t) == d & c != d & likes(c, d) & believes(c, so(t));
    effect: !likes(c, d);
    consenting: c
};

action make_up(c : character, d : character, t : tale) {
    precondition: about(t) == d & c != d & at(c) == at(d) & !likes(c, d);
    effect: likes(c, d) & believes(c, !so(t));
    consenting: c, d;
    observing(o : character): at(o) == at(c)
};
"""


def gossip(size: Size) -> str:
    """The text of a village of that size: three people, a place and a tale at least."""
    names, places = people(size.people), numbered("House", size.places)
    tales, mayor = numbered("Tale", size.topics), names[-1]
    text = RULES + declared(names, "character") + declared(places, "place")
    text += declared(tales, "tale") + lane(places)
    text += "forall(c : character) at(c) = House1;\n"
    text += f"at({mayor}) = {places[-1]};\n"
    for at, tale in enumerate(tales):
        text += f"about({tale}) = {names[-1 - at % len(names)]};\n"
    text += "forall(c : character) forall(d : character) if(c != d) likes(c, d);\n"
    return text + _utilities(names, mayor)


def instance(name: str, size: Size) -> Instance:
    """As many as the goal have dropped the mayor."""
    return Instance(name, gossip(size), tuple(range(1, size.people - 1)), 2 * size.people, 4, 2)


def _utilities(names: list[str], mayor: str) -> str:
    lost = f"sum(c : character) (if(c != {mayor} & !likes(c, {mayor})) 1 else 0)"
    text = f"utility(): {lost};\n"
    for name in names:
        friends = f"sum(d : character) (if(likes({name}, d)) 1 else 0)"
        shame = f"sum(t : tale) ({_fooled(name, names)})"
        text += f"utility({name}): ({friends}) - ({shame})"
        text += f" + ({lost})" if name == names[0] else ""
        text += ";\n"
    return text


def _fooled(name: str, names: list[str]) -> str:
    """Two points for a tale that is believed about a friend."""
    others = "".join(
        f"if(about(t) == {other} & so(t) & likes({name}, {other})) 2 else"
        for other in names
        if other != name
    )
    return others.replace("else" + "if", "elseif") + " 0"
