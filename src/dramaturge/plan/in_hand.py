"""A search that goes on with a story in hand: when it was met, and the time to verify it."""

from __future__ import annotations

import time
from collections.abc import Callable

from dramaturge.story import Aim, Progress

# This share of the time is kept for verifying: at least so many seconds, where that is not too
# large a part of it, and at most so many. What is found is mostly verified within 0.1 s.
KEPT_SHARE = 0.05
KEPT_LEAST_S = 0.2
KEPT_MOST_S = 3.0
KEPT_PART = 0.25


class Met:
    """Passes on how far a search is. seconds: when the shortest of its stories was met."""

    def __init__(self, start: float, progress: Callable[[Progress], None] | None) -> None:
        self._start = start
        self._progress = progress
        self._shortest = 0
        self.seconds = 0.0

    def __call__(self, now: Progress) -> None:
        if now.shortest != self._shortest:
            self._shortest = now.shortest
            self.seconds = time.perf_counter() - self._start
        if self._progress is not None:
            self._progress(now)


def time_to_search(time_s: float | None, aim: Aim) -> float | None:
    """Of a time limit, what the search itself may take. Where the first story is the answer,
    finding it leaves what is not spent."""
    if time_s is None or aim not in (Aim.shortest, Aim.several):
        return time_s
    least = min(KEPT_LEAST_S, KEPT_PART * time_s)
    return time_s - min(max(KEPT_SHARE * time_s, least), KEPT_MOST_S)
