"""Findings that follow from an earlier mistake, and those that are only guesses."""

from __future__ import annotations

import pytest

import dramaturge as dm
from dramaturge.plan.walk import Missing
from dramaturge.verdict import Finding

WORLD = """
type place;
entity Ann : character; entity Bob : character;
entity Inn : place; entity Mill : place;
property at(c : character) : place;
property gem() : place;
property has(c : character) : boolean;
property sworn(c : character) : boolean;
at(Ann) = Inn; at(Bob) = Inn; gem() = Mill;
action walk(c : character, from : place, to : place) {
    precondition: at(c) == from & from != to; effect: at(c) = to; consenting: c;
};
action lie(c : character, d : character) {
    precondition: sworn(c) & c != d; effect: believes(d, gem() = Inn); consenting: c;
};
action swear(c : character) { effect: sworn(c); };
action take(c : character, p : place) {
    precondition: at(c) == p & gem() == p; effect: has(c) & gem() = ?; consenting: c;
};
utility(Ann): has(Ann);
utility(Bob): has(Bob);
"""


@pytest.fixture(scope="module")
def world() -> dm.World:
    return dm.loads(WORLD).require()


def found(world: dm.World, story: str) -> list[Finding]:
    return list(world.check(story, draft=True).findings)


def test_who_was_misled_by_what_cannot_be_makes_no_mistake_of_their_own(world: dm.World) -> None:
    lie, walk = found(world, "lie(Bob, Ann) walk(Ann, Inn, Mill)")
    assert (lie.code, lie.beat, lie.severity) == ("C101", 1, "error")
    assert (walk.code, walk.beat, walk.severity) == ("C110", 2, "warning")
    assert walk.details[-1] == (
        "This follows from the mistake at beat 1: otherwise nothing would be wrong here."
    )
    assert (walk.evidence, walk.repair) == ((1,), "mend beat 1 first")


def test_what_is_wrong_without_the_mistake_too_is_one_of_its_own(world: dm.World) -> None:
    _, walk = found(world, "lie(Bob, Ann) walk(Bob, Mill, Inn)")
    assert (walk.code, walk.severity) == ("C101", "error")
    swear = WORLD.replace("gem() = Mill;", "gem() = Mill; sworn(Bob);", 1)
    notes = found(dm.loads(swear).require(), "lie(Bob, Ann) walk(Ann, Inn, Mill)")
    assert (notes[-1].code, notes[-1].severity) == ("C110", "warning")


def test_where_the_search_gave_up_a_note_is_a_guess(
    world: dm.World, monkeypatch: pytest.MonkeyPatch
) -> None:
    swear = WORLD.replace("gem() = Mill;", "gem() = Mill; sworn(Bob);", 1)
    story = 'deliberate "so it is" lie(Bob, Ann);\nwalk(Ann, Inn, Mill);'
    (note,) = found(dm.loads(swear).require(), story)
    assert (note.code, note.severity) == ("C110", "error")

    def gave_up(character: int, searched: int, *_: object) -> Missing:
        return Missing(character, searched, False)

    monkeypatch.setattr("dramaturge.plan.walk.Missing", gave_up)
    verdict = dm.loads(swear).require().check(story, draft=True)
    (note,) = verdict.findings
    assert (note.code, verdict.is_open, note.evidence) == ("C105", True, (1,))
    assert "If there is none: Ann acts against what they learnt at beat 1." in note.details
