"""An act whose own arguments rule it out is told as that, not as a matter of the state."""

from __future__ import annotations

import pytest

from dramaturge.api import World, loads

WORLD = """
type place; type shed : place;
entity Ann : character; entity Bob : character;
entity Inn : place; entity Mill : place; entity Hut : shed;
property at(c : character) : place;
at(Ann) = Inn; at(Bob) = Inn;
action walk(who : character, from : place, to : place) {
  precondition: at(who) == from & from != to & (to == Mill | to == Inn | to is shed);
  effect: at(who) = to; consenting: who;
};
action stay(who : character, here : place, there : place) {
  precondition: here == there; effect: at(who) = Hut; consenting: who;
};
utility(): if(at(Ann) == Mill) 1 else 0;
utility(Ann): if(at(Ann) == Mill) 1 else 0;
"""


@pytest.fixture(scope="module")
def world() -> World:
    return loads(WORLD.replace("to is shed", "(at(Bob) == Hut & to == Hut)")).require()


@pytest.mark.parametrize(
    ("act", "told"),
    [
        ("walk(Ann, Inn, Inn)", "'from' and 'to' must be different."),
        ("walk(Ann, Mill, Mill)", "'from' and 'to' must be different."),
        ("stay(Ann, Inn, Mill)", "'here' and 'there' must be the same."),
    ],
)
def test_what_the_arguments_must_be_is_told(world: World, act: str, told: str) -> None:
    (finding,) = world.check(act, draft=True).findings
    assert (finding.code, finding.details) == ("C101", (told,))
    assert finding.repair == "name something else in the act"


def test_what_depends_on_the_state_is_told_as_before(world: World) -> None:
    (finding,) = world.check("walk(Ann, Mill, Inn)", draft=True).findings
    assert "must be" not in " ".join(finding.details)


def test_a_longer_condition_on_arguments_is_told_as_it_is_written() -> None:
    written = WORLD.replace(" | to is shed", "")
    (finding,) = loads(written).require().check("walk(Ann, Inn, Hut)", draft=True).findings
    assert finding.details == ("What is named in the act must be so: to == Mill | to == Inn.",)
