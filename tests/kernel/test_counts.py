"""Limits that are larger than anything can count to."""

from __future__ import annotations

import math

import pytest

import dramaturge as dm
from dramaturge.kernel import counts
from dramaturge.kernel.explorer import Explorer
from dramaturge.plan.limits import search_limits
from dramaturge.story import Limits

# Each act takes both: each asks what the other thinks that they themselves think, and so on.
TOGETHER = """
entity Ann : character; entity Bob : character;
property n() : number; property done() : boolean;
action step(Ann, Bob) { precondition: n() < 3; effect: n() = n() + 1; consenting: Ann, Bob; };
action finish(Ann, Bob) {
    precondition: n() == 3 & !done(); effect: done(); consenting: Ann, Bob;
};
utility(Ann): done();
utility(Bob): done();
utility(): done();
"""


def test_minds_as_deep_as_can_be_do_not_exhaust_the_stack() -> None:
    world = dm.loads(TOGETHER).require()
    explorer = Explorer(world.ground, Limits(author=2, character=5, epistemic=None, time_s=5.0))
    assert [move.action for move in explorer.moves(explorer.initial)]


def test_what_the_kernel_cannot_count_to_is_refused() -> None:
    search_limits(counts.MOST_ACTS, counts.MOST_ACTS, counts.MOST_MINDS)
    with pytest.raises(ValueError, match=r"epistemic_limit must be at most 1,024, not 1025"):
        search_limits(None, 3, 1025)
    with pytest.raises(ValueError, match=r"author_limit must be at most 16,384"):
        search_limits(10**20, 3, 1)
    with pytest.raises(ValueError, match=r"character_limit must be at most 16,384"):
        search_limits(None, 10**20, 1)


def test_resources_without_end_are_no_limit() -> None:
    assert counts.resource(None) == counts.resource(math.inf) == counts.resource(10**30)
    assert counts.resource(2.5) == 2


@pytest.mark.parametrize("limit", [10**20, math.inf])
def test_a_search_takes_any_memory_time_and_number_of_stories(limit: float) -> None:
    world = dm.loads(TOGETHER).require()
    assert world.find(memory_limit=limit, time_limit=limit).story is not None  # type: ignore[arg-type]
    assert world.find(stories=10**20, author_limit=4).stories
