"""What is interchangeable, and what is not."""

from __future__ import annotations

from bench.generate import INSTANCES
from bench.symmetry import interchangeable, orbit_count

from tests.bench.test_worlds import grounded

TWINS = """
type place;
entity Ann : character;
entity Ben : character;
entity Cid : character;
entity Inn : place;
entity Mill : place;
property at(c : character) : place;
forall(c : character) at(c) = Inn;
action walk(c : character, p : place) {
    precondition: at(c) != p;
    effect: at(c) = p;
    consenting: c
};
utility(Cid): if(at(Cid) == Mill) 1 else 0;
"""


def test_those_of_whom_all_is_the_same_are_interchangeable() -> None:
    world = grounded(TWINS)
    assert interchangeable(world) == [["Ann", "Ben"]]
    # Everybody sees all, so a state is who is at the Mill: 8 of them, 2 pairs of which are alike.
    assert orbit_count(world, [["Ann", "Ben"]], 1000) == (8, 6)
    assert orbit_count(world, [], 1000) == (8, 8)


def test_the_beginning_and_wants_tell_people_apart() -> None:
    assert interchangeable(grounded(TWINS + "at(Ben) = Mill;")) == []
    assert interchangeable(grounded(TWINS + "utility(Ann): if(at(Ann) == Mill) 1 else 0;")) == [
        ["Ann", "Cid"]
    ]
    assert interchangeable(grounded(TWINS + "believes(Ann, at(Ben) = Mill);")) == []


def test_tales_about_the_same_person_are_interchangeable() -> None:
    classes = interchangeable(grounded(INSTANCES["gossip-six"].text))
    assert classes[0] == ["Tale1", "Tale7"]
    assert len(classes) == 6
