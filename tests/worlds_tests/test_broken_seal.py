"""The court of the broken seal: its endings are found, its story stands, and falls with each motive
and false belief that it rests on.

The limits are those of the README beside the world: plans in mind of four acts, one mind deep.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import dramaturge as dm

FOLDER = Path(__file__).resolve().parents[2] / "worlds" / "broken-seal"
TEXT = (FOLDER / "broken-seal.world").read_text(encoding="utf-8")
STORY = FOLDER / "intrigue.story"
CHARACTER_LIMIT = 4
EPISTEMIC_LIMIT = 1

TO_CABINET = "walk(Sidonie, Court, Cabinet)"
TO_COURT = "walk(Sidonie, Cabinet, Court)"
BANISHED = "banish(Leonor, Arden, DukePlots)"


def changed(old: str, new: str) -> dm.World:
    """The world with one passage replaced."""
    assert TEXT.count(old) == 1, old
    return dm.loads(TEXT.replace(old, new), "broken-seal.world").require()


@pytest.fixture(scope="module")
def world() -> dm.World:
    return dm.load(FOLDER / "broken-seal.world").require()


def found(world: dm.World, ending: str) -> tuple[str, ...]:
    result = world.find(
        ending=ending, character_limit=CHARACTER_LIMIT, epistemic_limit=EPISTEMIC_LIMIT
    )
    assert result.story is not None
    return tuple(step.action for step in result.story.steps)


def fault(world: dm.World) -> tuple[str, str | None, str]:
    """Code, character and act of the first fault of the story, other than in what it expects."""
    verdict = world.check(STORY, CHARACTER_LIMIT, EPISTEMIC_LIMIT, brief=True)
    assert not verdict.ok
    finding = next(each for each in verdict.findings if each.code != "C106")
    return finding.code, finding.character, world.read(STORY).actions[finding.beat - 1]


def test_the_world_is_whole_and_small(world: dm.World) -> None:
    assert not world.problems
    assert len(world.ground.characters) == 6
    assert len(world.ground.fluents) <= 40
    assert len(world.ground.actions) <= 280


def test_the_story_stands_with_all_that_it_expects(world: dm.World) -> None:
    verdict = world.check(STORY, CHARACTER_LIMIT, EPISTEMIC_LIMIT)
    assert verdict.ok
    assert not verdict.findings


def test_a_letter_that_nobody_opens_makes_the_marriage(world: dm.World) -> None:
    story = found(world, "wedding")
    assert story[-1] == "marry(Leonor, Arden, Court)"
    assert not any(act.startswith("pry") for act in story)


def test_the_innocent_is_banished_for_a_forged_letter(world: dm.World) -> None:
    story = found(world, "exile")
    assert story[-1] == BANISHED
    assert "forge(Varga, Ambrose, Dispatch, Arden, DukePlots, Cabinet)" in story


def test_the_count_falls_only_after_the_innocent(world: dm.World) -> None:
    story = found(world, "fall")
    assert story[-1] == "banish(Leonor, Varga, CountForged)"
    assert BANISHED in story


def test_the_written_story_ends_in_justice_and_needs_every_act(world: dm.World) -> None:
    verdict = world.check(STORY, CHARACTER_LIMIT, EPISTEMIC_LIMIT, ending="justice")
    assert verdict.ok
    assert not verdict.findings


def test_if_nobody_opens_letters_the_duke_is_safe() -> None:
    result = changed("\npries(Sidonie);", "").find(
        ending="exile",
        author_limit=8,
        character_limit=CHARACTER_LIMIT,
        epistemic_limit=EPISTEMIC_LIMIT,
    )
    assert result.outcome.value == "none"


def test_the_story_of_the_exile_stands(world: dm.World) -> None:
    verdict = world.check(
        FOLDER / "triumph.story", CHARACTER_LIMIT, EPISTEMIC_LIMIT, ending="exile"
    )
    assert verdict.ok
    assert not verdict.findings


# What the story rests on.

BREAKINGS = {
    "the Duke knows that he is loved": (
        "\tif(c != Leonor)\n",
        "\tif(c != Leonor & c != Arden)\n",
        ("C102", "Leonor", "write(Leonor, Billet, QueenLoves, Court)"),
    ),
    "the Queen thinks that the Duke knows it": (
        " & believes(Leonor, believes(c, !loves(Leonor, Arden))));",
        ");",
        ("C102", "Leonor", "write(Leonor, Billet, QueenLoves, Court)"),
    ),
    "the Count is told nothing that he believes": (
        "trusts(Varga, Sidonie);",
        "",
        ("C102", "Sidonie", TO_CABINET),
    ),
    "Ambrose does not care for gold": (
        "utility(Ambrose): if(paid(Ambrose)) 1 else 0;",
        "",
        ("C102", "Ambrose", "forge(Varga, Ambrose, Dispatch, Arden, DukePlots, Cabinet)"),
    ),
    "Sidonie has no conscience": (
        "\nupright(Sidonie);",
        "",
        ("C102", "Sidonie", TO_COURT),
    ),
    "the Queen would not believe Sidonie": (
        "trusts(Leonor, Sidonie);",
        "",
        ("C102", "Sidonie", TO_COURT),
    ),
}


@pytest.mark.parametrize("breaking", BREAKINGS)
def test_without_a_motive_or_a_belief_somebody_has_no_reason(breaking: str) -> None:
    old, new, expected = BREAKINGS[breaking]
    assert fault(changed(old, new)) == expected
