"""What a search has come to, in sentences, whatever made it stop."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dramaturge.cli.find_conclusions import conclusions
from dramaturge.plan.search import find
from dramaturge.story import Aim, Limits, SearchResult
from tests.plan.test_search import vault


@pytest.fixture(scope="module")
def open_result() -> SearchResult:
    """A story of three acts, of which a shorter one was looked for until a limit."""
    result = find(vault(), Limits(3, 3, 1, time_s=60.0), aim=Aim.shortest)
    return replace(result, limit="time")


def told(result: SearchResult) -> list[str]:
    return list(conclusions(result, None))


@pytest.mark.parametrize("bound", [0, 1])
def test_a_bound_that_says_nothing_is_not_told(open_result: SearchResult, bound: int) -> None:
    lines = told(replace(open_result, bound=bound))
    assert "Whether there is a shorter one is open: the time limit of 60 s was reached." in lines, (
        lines
    )


def test_a_bound_that_says_something_is_told(open_result: SearchResult) -> None:
    lines = told(replace(open_result, bound=2))
    assert any(line.endswith("Certain is that none has fewer than 2 acts.") for line in lines)


def test_found_is_when_the_story_was_met_not_when_the_proof_ended(
    open_result: SearchResult,
) -> None:
    seconds = {"load": 0.1, "ground": 0.1, "search": 58.0, "verify": 0.1, "found": 0.3}
    first = told(replace(open_result, seconds=seconds))[0]
    assert first.startswith("Found in 0.50 s (58 s with the search for a shorter one). ")
    soon = told(replace(open_result, seconds={**seconds, "search": 0.4}))[0]
    assert soon.startswith("Found in 0.70 s. ")
