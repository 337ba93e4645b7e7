"""Finding how a story can go on: the search begins where a written story ends."""

from __future__ import annotations

from pathlib import Path

import pytest

import dramaturge as dm
from tests.cli.running import run

FOLDER = Path(__file__).resolve().parents[1] / "worlds" / "almost-heaven"
STORY = FOLDER / "chapter.story"
DIES = "die_by(William, Stake, Street)"


@pytest.fixture(scope="module")
def world() -> dm.World:
    return dm.load(FOLDER / "almost-heaven.world").require()


def acts(result: dm.SearchResult) -> tuple[str, ...]:
    assert result.story is not None
    return tuple(step.action for step in result.story.steps)


def test_the_story_goes_on_to_the_next_ending(world: dm.World) -> None:
    result = world.find(after=STORY, character_limit=5)
    assert acts(result) == (DIES,)
    assert result.story is not None
    assert result.story.utility == 2.0  # the next step above what has been reached
    assert result.story.verified
    assert result.after == world.read(STORY).actions


def test_what_was_done_need_not_be_needed(world: dm.World) -> None:
    roundabout = ["walk(William, LivingRoom, Backyard)", "walk(William, Backyard, LivingRoom)"]
    result = world.find(after=[*roundabout, *world.read(STORY).actions], character_limit=5)
    assert acts(result) == (DIES,)


def test_nothing_is_to_be_found_where_the_goal_is_reached(world: dm.World) -> None:
    done = (*world.read(STORY).actions, DIES)
    result = world.find(after=done, goal=2, character_limit=5)
    assert result.outcome is dm.Outcome.none


def test_an_impossible_beginning_is_refused(world: dm.World) -> None:
    with pytest.raises(ValueError, match=r"beat 2 is impossible: walk\(William, Backyard, Street"):
        world.find(after=["walk(William, LivingRoom, Backyard)", "walk(William, Backyard, Street)"])


def test_the_command_numbers_on() -> None:
    shown = run("find", "almost-heaven", "--after", "chapter", "--character-limit", "5")
    assert shown.code == 0
    assert "After 11 acts:" in shown.out
    assert "  12. William " in shown.out
    as_json = run(
        "find", "almost-heaven", "--after", "chapter", "--after-beat", "10",
        "--character-limit", "5", "--json",
    )  # fmt: skip
    answer = as_json.json
    assert len(answer["after"]) == 10
    assert answer["story"] == ["walk(William, Backyard, Street)"]
    assert run("find", "almost-heaven", "--after-beat", "1").code == 2


def test_a_world_that_begins_otherwise() -> None:
    """Giles is wrong about the ritual: nothing is sealed, and no other limits help."""
    deluded = run(
        "find", "almost-heaven", "--after", "chapter",
        "--set", "works(Ritual) = False", "--set", "believes(Giles, works(Ritual))",
        "--goal", "2", "--character-limit", "5", "--json",
    )  # fmt: skip
    assert deluded.code == 1
    assert deluded.json["story"] is None
    mistaken = run("find", "almost-heaven", "--set", "works(Rituel) = False")
    assert mistaken.code == 2
    assert "did you mean 'Ritual'?" in mistaken.err
