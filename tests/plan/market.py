"""A small world to check stories in, and how to read one."""

from __future__ import annotations

from dramaturge.ground.ground import ground
from dramaturge.ground.world import GroundWorld
from dramaturge.model.build import build
from dramaturge.model.world import World
from dramaturge.source import Source
from dramaturge.syntax.parser import parse

# Ann wants the gem. It lies in the chest at the Mill; Bob thinks that it is in the Inn. The bridge
# to the Mill may fall: nobody decides that. Eve only wants Ann to be happy about tea.
MARKET = """
type place;
entity Ann : character; entity Bob : character; entity Eve : character;
entity Inn : place; entity Mill : place; entity Moor : place;
property at(c : character) : place;
property gem() : place;
property has(c : character) : boolean;
property road(from : place, to : place) : boolean;
property tea(c : character) : boolean;
property days() : number;
at(Ann) = Inn; at(Bob) = Inn; at(Eve) = Moor;
gem() = Mill;
believes(Bob, gem() = Inn);
road(Inn, Mill); road(Mill, Inn);
action walk(c : character, from : place, to : place) {
    precondition: at(c) == from & road(from, to);
    effect: at(c) = to;
    consenting: c
};
action take(c : character, p : place) {
    precondition: at(c) == p & gem() == p;
    effect: has(c) & gem() = ?;
    consenting: c;
    observing(o : character): at(o) == p
};
action collapse() { effect: !road(Inn, Mill); };
action brew(c : character, d : character) {
    precondition: at(c) == at(d) & c != d;
    effect: tea(d);
    consenting: c, d
};
action idle(c : character) { consenting: c };
action drift(n : character) { effect: days() = days() + 1; };
trigger spin() { precondition: days() > 1; effect: days() = days() + 1; };
utility(): if(has(Ann)) 1 else 0;
utility(Ann): if(has(Ann)) 1 else 0;
utility(Bob): if(has(Bob)) 1 else 0;
utility(Eve): if(tea(Ann)) 1 else 0;
"""


def grounded(text: str) -> tuple[World, GroundWorld]:
    tree, _ = parse(Source("example", text))
    world, problems = build(tree, "example")
    assert world is not None, [str(problem) for problem in problems]
    found, problems = ground(world)
    assert found is not None, [str(problem) for problem in problems]
    return world, found


WORLD, GROUND = grounded(MARKET)
