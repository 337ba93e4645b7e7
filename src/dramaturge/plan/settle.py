"""A story that was found within small limits of minds, looked at again within larger ones.

Who knows more of others may see a shorter way, or none at all: so what was found within limits
where it was soon found need not stand within those of a check.
Source: docs/semantics.md 6.3, 7.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace

from dramaturge.ground.saturate import saturated
from dramaturge.ground.world import GroundWorld
from dramaturge.kernel.compile import Compiled
from dramaturge.kernel.planner import Hope, Planner, Tale, rounds
from dramaturge.plan.search import numbers_of, story_of, verified_by
from dramaturge.story import Limits, SearchResult

EFFORT = 100_000  # small steps of work that may go into each of the larger limits


def settled(
    ground: GroundWorld,
    result: SearchResult,
    rungs: Iterable[tuple[int, int]],
    time_s: float | None = None,
    compiled: Compiled | None = None,
) -> SearchResult:
    """The result with its story proved within the largest of the limits in which it stands and that
    is soon seen; there it may have turned out that fewer acts do.

    rungs: limits of minds (acts, depth), small ones first. time_s: for all of them together.
    The cost is added to the seconds of the result.
    """
    until = math.inf if time_s is None else time.perf_counter() + time_s
    for character, epistemic in rungs:
        c, e = result.limits.character, result.limits.epistemic
        if c is None or e is None or (c >= character and e >= epistemic):
            continue
        left = None if time_s is None else max(0.0, until - time.perf_counter())
        within = replace(
            result.limits, character=max(c, character), epistemic=max(e, epistemic), time_s=left
        )
        result, stands = _within(ground, result, within, until, compiled)
        if not stands:
            break  # larger limits take longer
    return result


def _within(
    ground: GroundWorld,
    result: SearchResult,
    limits: Limits,
    until: float,
    compiled: Compiled | None,
) -> tuple[SearchResult, bool]:
    """The result within larger limits, or with nothing but its cost added; which of the two."""
    known = result.story
    assert known is not None
    start, busy = time.perf_counter(), time.process_time()
    begun = numbers_of(ground, result.after)
    acts = numbers_of(ground, [step.action for step in known.steps])
    hoped = Hope(result.limits.character, result.limits.epistemic)
    tale: Tale | None = None
    with suppress(MemoryError):  # there is no room to look
        planner = Planner(saturated(ground), limits, begun=begun, compiled=compiled, hoped=hoped)
        tale = planner.settle(acts, EFFORT)
    searched, searched_cpu = time.perf_counter(), time.process_time() - busy
    stories = () if tale is None else (replace(story_of(ground, tale), round=known.round),)
    judged = verified_by(ground, list(stories), limits, until, result.after)
    cost = {
        "search": searched - start,
        "search_cpu": searched_cpu,
        "verify": time.perf_counter() - searched,
    }
    seconds = {key: result.seconds.get(key, 0.0) + more for key, more in cost.items()}
    result = replace(result, seconds={**result.seconds, **seconds})
    if tale is None or not isinstance(judged, tuple) or not judged[0].verified:
        return result, False
    # That nothing shorter is there was seen within the smaller limits only.
    is_estimate = not any(round.optimal for round in rounds() if round.name == result.round)
    return (
        replace(
            result,
            stories=judged,
            undecided=tale.undecided,
            limits=replace(limits, time_s=result.limits.time_s),
            bound=result.bound if is_estimate else 1,
        ),
        True,
    )
