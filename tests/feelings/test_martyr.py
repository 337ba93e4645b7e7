"""The chapter's relief and guilt come out of the whole chapter, too, without being written in."""

from __future__ import annotations

import pytest

import dramaturge as dm
from dramaturge import bundled

SEES_HIM, LIES = 18, 20


@pytest.fixture(scope="module")
def felt() -> dm.Feelings:
    world = dm.load(bundled.locate("martyr")).require()
    acts = world.read(bundled.locate_story("martyr", "martyr")).require().actions
    return world.feelings(acts[:LIES])


def test_she_is_relieved_when_she_sees_him(felt: dm.Feelings) -> None:
    (relief,) = [f for f in felt.at(SEES_HIM, "Buffy") if f.kind.value == "relief"]
    assert relief.degree.name == "overwhelming"
    assert "William is in the demons' dimension" in relief.sentence
    missed = min(relief.causes)
    fears = [f for f in felt.at(missed, "Buffy") if f.kind.value == "fear"]
    assert [fear.facts for fear in fears] == [relief.facts]  # since she missed him


def test_he_is_guilty_when_he_lies_to_her(felt: dm.Feelings) -> None:
    guilty = [f for f in felt.all if f.kind.value == "guilt" and f.character == "William"]
    assert [(f.beat, f.toward) for f in guilty] == [(LIES, "Buffy")]


def test_a_plan_that_is_not_on_the_table_is_no_secret_to_fear(felt: dm.Feelings) -> None:
    # Only what Xander is about to propose is feared, and only by her who will not have it.
    fears = [f for f in felt.all if f.beat == 0 and any("tabled" in fact for fact in f.facts)]
    assert {(fear.character, fear.facts) for fear in fears} <= {("Buffy", ("tabled(Sacrifice)",))}
