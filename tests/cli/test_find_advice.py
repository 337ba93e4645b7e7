"""Hints name only what can help, and what was searched is told of all that took turns."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dramaturge.api import World, load
from dramaturge.cli.find_advice import Asked, advice
from dramaturge.cli.find_conclusions import searched
from dramaturge.story import Limits, Outcome, SearchResult
from tests.cli.places import GOOD
from tests.cli.running import run

LONGER = "a longer story: --author-limit"
AHEAD = "characters who plan further ahead: --character-limit"
DEEPER = "minds that see deeper into each other: --epistemic-limit"
REASON = "give somebody in the world a reason, or a way, to bring the ending about"


@pytest.fixture(scope="module")
def world() -> World:
    return load(GOOD / "key.world").require()


@pytest.fixture(scope="module")
def none(world: World) -> SearchResult:
    result = world.find(author_limit=1, character_limit=1, epistemic_limit=0)
    assert result.outcome is Outcome.none
    return result


@pytest.mark.parametrize(
    ("limits", "hints"),
    [
        (Limits(0, 10, 3), [f"{LONGER} 4"]),
        (Limits(2, 0, 0), [f"{LONGER} 6", f"{AHEAD} 2", REASON]),
        (Limits(2, 0, 3), [f"{LONGER} 6", f"{AHEAD} 2", REASON]),
        (Limits(2, 1, 0), [f"{LONGER} 6", REASON]),
        (Limits(2, 2, 0), [f"{LONGER} 6", f"{DEEPER} 1", REASON]),
        (Limits(2, 3, 2), [f"{LONGER} 6", f"{AHEAD} 5", REASON]),
        (Limits(2, 5, 2), [f"{LONGER} 6", f"{AHEAD} 7", f"{DEEPER} 3", REASON]),
    ],
)
def test_larger_limits_are_named_where_they_can_help(
    world: World, none: SearchResult, limits: Limits, hints: list[str]
) -> None:
    result = replace(none, limits=limits, bound=1)
    assert list(advice(world, result, None, Asked(None, None, None))) == hints


def test_nothing_lies_beyond_limits_that_others_make_void(none: SearchResult) -> None:
    """With no act, and where only immediate reasons count, there is nothing beyond."""
    assert not Asked(author=0).goes_beyond(Limits(0, 10, 3))
    assert not Asked(epistemic=0).goes_beyond(Limits(30, 10, 0))
    assert not Asked(character=0).goes_beyond(Limits(30, 0, 3))
    assert Asked(epistemic=0).goes_beyond(Limits(12, 10, 0))
    assert Asked(author=2).goes_beyond(Limits(2, 10, 3))
    assert not Asked(is_strict=True).goes_beyond(Limits(2, 10, 3))


@pytest.mark.parametrize(
    ("asked", "options"),
    [
        (Asked(), "--character-limit 10 --epistemic-limit 1"),
        (Asked(author=12), "--character-limit 10 --epistemic-limit 1"),
        (Asked(epistemic=1), "--character-limit 10"),
        (Asked(character=7), "--epistemic-limit 1"),
        (Asked(epistemic=0), None),
    ],
)
def test_where_limits_took_turns_those_of_minds_are_to_be_fixed(
    world: World, none: SearchResult, asked: Asked, options: str | None
) -> None:
    tried = (Limits(30, 5, 2), Limits(12, 3, 1))
    limits = Limits(12, 5, 2, time_s=60)
    stopped = replace(none, outcome=Outcome.limit, limit="time", limits=limits, tried=tried)
    hints = list(advice(world, stopped, None, asked))
    assert hints[0] == "more time: --time-limit 240"
    fixed = "plans of one kind only, which have all the time then:"
    assert hints[1:] == ([] if options is None else [f"{fixed} {options}"])


def test_a_search_in_vain_tells_all_that_took_turns(none: SearchResult) -> None:
    tried = (Limits(30, 3, 1), Limits(30, 12, 3), Limits(12, 3, 1))
    result = replace(none, outcome=Outcome.limit, tried=tried, refuted=tried[2])
    assert list(searched(result)) == [
        "Limits that took turns: stories of up to 12 or 30 acts; plans in the characters' minds of "
        "up to 3 or 12 acts, 1 or 3 minds deep.",
        "Certain is that within these there is none: stories of up to 12 acts; plans in the "
        "characters' minds of up to 3 acts, 1 mind deep.",
    ]


def test_what_was_tried_and_refuted_is_what_took_turns(world: World) -> None:
    open_end = world.find(2.0, author_limit=2, state_limit=200)
    assert open_end.tried
    assert {limits.author for limits in open_end.tried} == {2}
    assert world.find(author_limit=1).refuted is None


def test_no_story_has_no_acts() -> None:
    found = run("find", "key.world", "--author-limit", "0")
    assert "not to the end" not in found.out
    assert found.out.rstrip().endswith("- a longer story: --author-limit 4")
