"""Checks that the time limit or Ctrl-C ends: what was found out is told, and what was left open."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import dramaturge as dm
from dramaturge.plan.check import Checker
from dramaturge.plan.hurried import OutOfTimeError
from dramaturge.plan.story_file import read_text
from dramaturge.plan.story_text import Beat
from dramaturge.source import Source
from dramaturge.story import Limits
from tests.plan.market import GROUND, MARKET, WORLD

STORY = "walk(Bob, Inn, Mill) walk(Ann, Inn, Mill) collapse() take(Ann, Mill)"


def beats(text: str) -> tuple[Beat, ...]:
    story, problems = read_text(Source("story", text), WORLD)
    assert not problems, [str(problem) for problem in problems]
    return story.beats


def at_beat(number: int, act: Callable[[], None]) -> Callable[[int, int], None]:
    def progress(beat: int, _of: int) -> None:
        if beat == number:
            act()

    return progress


def interrupt() -> None:
    raise KeyboardInterrupt


def late(*_: object) -> None:
    raise OutOfTimeError


@pytest.fixture
def world() -> dm.World:
    return dm.loads(MARKET).require()


def test_without_time_nobody_is_asked_but_what_is_impossible_is_told(world: dm.World) -> None:
    verdict = world.check(f"{STORY} take(Ann, Mill)", time_limit=1e-9)
    assert not verdict.ok
    assert not verdict.is_open
    assert verdict.limit == "time"
    assert [(each.code, each.beat) for each in verdict.findings] == [("C101", 5), ("C105", 0)]
    assert verdict.findings[-1].message.endswith("who has a reason for beats 1, 2, 4")


def test_a_story_that_was_not_judged_to_its_end_is_open(world: dm.World) -> None:
    verdict = world.check("walk(Ann, Inn, Mill) take(Ann, Mill)", time_limit=1e-9)
    assert (verdict.ok, verdict.is_open, verdict.limit) == (False, True, "time")
    assert world.check("walk(Ann, Inn, Mill) take(Ann, Mill)", time_limit=60).ok
    again = world.check("walk(Ann, Inn, Mill) take(Ann, Mill)", time_limit=1e-9)
    assert again == verdict


def test_ctrl_c_keeps_what_was_found(world: dm.World) -> None:
    verdict = world.check(STORY, progress=at_beat(2, interrupt))
    assert (verdict.ok, verdict.is_open, verdict.limit) == (False, False, "cancelled")
    first, *_, last = verdict.findings
    assert (first.code, first.beat, first.character) == ("C102", 1, "Bob")
    assert last.message.startswith("the check was stopped")


def test_who_keeps_nothing_is_interrupted() -> None:
    checker = Checker(WORLD, GROUND)
    with pytest.raises(KeyboardInterrupt):
        checker.walk(beats(STORY), progress=at_beat(2, interrupt))
    with checker.within(1e-9), pytest.raises(OutOfTimeError):
        checker.walk(beats(STORY))


def test_the_time_may_be_over_at_any_beat() -> None:
    checker = Checker(WORLD, GROUND)
    story = beats("walk(Ann, Inn, Mill) take(Ann, Mill)")
    over = at_beat(2, lambda: setattr(checker.dynamics, "until", 0.0))
    verdict = checker.check(story, solution=True, progress=over)
    assert (verdict.limit, verdict.is_open, len(verdict.explanations[0])) == ("time", True, 1)
    assert verdict.findings[-1].message.endswith("for beat 2")


def test_what_a_reader_would_miss_is_left_out_with_a_warning(
    world: dm.World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dramaturge.review.review.as_solution", late)
    verdict = world.check("walk(Ann, Inn, Mill) take(Ann, Mill)")
    assert (verdict.ok, verdict.limit) == (True, "time")
    assert [(each.code, each.severity) for each in verdict.findings] == [("C105", "warning")]


def test_reasons_are_told_in_brief_when_the_time_is_over(
    world: dm.World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dramaturge.review.review.acts_against", late)
    verdict = world.check("walk(Bob, Inn, Mill)", draft=True)
    note, rest = verdict.findings
    assert (note.code, note.beat, rest.severity) == ("C102", 1, "warning")
    assert "What Bob wants: that Bob has." in note.details


def test_acts_that_the_author_means_are_not_open(world: dm.World) -> None:
    told = 'deliberate "it is hers"\n'
    verdict = world.check(
        f"{told} walk(Ann, Inn, Mill);\n{told} take(Ann, Mill);", draft=True, time_limit=1e-9
    )
    assert [(each.code, each.severity) for each in verdict.findings] == [("C105", "warning")]
    assert verdict.ok


@pytest.mark.parametrize("states", [1, 2, 3, 5, 8, 13])
def test_the_same_question_has_the_same_answer(states: int) -> None:
    """Also where the state limit was met the first time: what is known by then would lead on."""
    checker = Checker(WORLD, GROUND, Limits(character=10, epistemic=2, states=states))
    for story in (beats("walk(Ann, Inn, Mill)"), beats("walk(Bob, Inn, Mill) brew(Ann, Bob)")):
        first = checker.check(story)
        assert [checker.check(story) for _ in range(3)] == [first] * 3


def test_a_time_limit_is_more_than_nothing(world: dm.World) -> None:
    with pytest.raises(ValueError, match="time_limit must be more than 0"):
        world.check(STORY, time_limit=0)
