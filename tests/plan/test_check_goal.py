"""A story judged by what its end is worth to the author."""

from __future__ import annotations

import pytest

import dramaturge as dm
from tests.cli.running import run
from tests.plan.market import MARKET

STORY = "walk(Ann, Inn, Mill) take(Ann, Mill)"


@pytest.fixture(scope="module")
def world() -> dm.World:
    return dm.loads(MARKET).require()


@pytest.mark.parametrize("brief", [False, True])
def test_a_goal_is_reached_or_missed(world: dm.World, brief: bool) -> None:
    verdict = world.check(STORY, goal=1, brief=brief)
    assert (verdict.ok, verdict.utility) == (True, 1.0)
    verdict = world.check(STORY, goal=1.5, brief=brief)
    assert [finding.code for finding in verdict.findings] == ["C104"]
    assert "is 1 at the end, and 1.5 was asked for" in verdict.findings[0].message
    assert verdict.utility == 1.0


def test_a_draft_has_no_end_yet(world: dm.World) -> None:
    assert world.check(STORY, goal=9, draft=True).ok


def test_an_end_that_is_not_reached_is_worth_nothing_that_is_known(world: dm.World) -> None:
    assert world.check("take(Bob, Inn)").utility is None


@pytest.mark.parametrize(
    ("goal", "ending", "said"),
    [(float("nan"), None, "finite number"), (1.0, "rich", "by a goal or by an ending, not both")],
)
def test_goals_that_make_no_sense_are_refused(
    world: dm.World, goal: float, ending: str | None, said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        world.check(STORY, goal=goal, ending=ending)
    idle = dm.loads(MARKET.replace("utility(): if(has(Ann)) 1 else 0;", ""))
    with pytest.raises(ValueError, match="the author wants nothing"):
        idle.check(STORY, goal=1)


def test_the_command_takes_a_goal_and_tells_the_worth() -> None:
    found = run("check", "key.world", "key.story", "--goal", "2", "--json")
    assert (found.code, found.json["utility"]) == (1, 1.0)
    found = run("check", "key.world", "key.story", "--goal", "1")
    assert found.code == 0
    assert "worth 1 to the author (asked for: 1)" in " ".join(found.out.split())
