"""Patterns looked for in all the stories of a world, not in one that is written."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from dramaturge.api.exploring import rungs
from dramaturge.api.judging import pattern_names, sift
from dramaturge.api.loaded import LoadedWorld
from dramaturge.plan.limits import check_limits, search_limits
from dramaturge.story import Limits

if TYPE_CHECKING:
    from dramaturge.ground.world import Value
    from dramaturge.review.patterns import Match
    from dramaturge.review.sifted import Sifted

Acts = tuple[str, ...]
Key = tuple[str, tuple[tuple[str, "Value"], ...]]
Progress = Callable[[int, int], None]

MOST_ACTS = 50  # of a story, and
MOST_STORIES = 100_000  # of them: what can be held and gone through


class _Gathering:
    """The matches met so far, each with its shortest story."""

    def __init__(self, look: Callable[[Acts], Iterable[Match]]) -> None:
        self._look = look
        self.found: dict[Key, tuple[Match, Acts]] = {}

    def add(self, acts: Acts, is_picked: bool) -> None:
        """What is new in a story. is_picked: shorter ones were not all gone through, so each match
        is given the shortest beginning of the story that has it."""
        new = {_key(match): match for match in self._look(acts)}
        new = {key: match for key, match in new.items() if key not in self.found}
        self.found |= {key: (match, acts) for key, match in new.items()}
        for length in range(1, len(acts) if is_picked and new else 0):
            start = acts[:length]
            for match in self._look(start):
                key = _key(match)
                if key in new and len(self.found[key][1]) > length:
                    self.found[key] = match, start


def _key(match: Match) -> Key:
    return match.pattern, match.bindings


def sift_all(
    world: LoadedWorld,
    name: str | None,
    character_limit: int | None,
    epistemic_limit: int | None,
    *,
    depth: int,
    time_limit: float | None,
    memory_limit: int | None,
    state_limit: int | None,
    stories: int,
    seed: int,
    progress: Progress | None,
) -> Sifted:
    """See `World.patterns`."""
    began = time.monotonic()
    names = pattern_names(world, name)
    for what, value, most in (("depth", depth, MOST_ACTS), ("stories", stories, MOST_STORIES)):
        if not 1 <= value <= most:
            raise ValueError(f"{what} must be between 1 and {most}, not {value}")
    assert world.dynamics.initial is not None
    found: Sifted | None = None
    for inner in rungs(world, character_limit, epistemic_limit):
        left = time_limit
        if found is not None and time_limit is not None:
            left = time_limit - (time.monotonic() - began)
            if left <= 0:
                break
        limits = search_limits(depth, *inner, left, memory_limit, state_limit)
        further, closed = _sifted(world, names, limits, stories, seed, progress)
        # What a limit ended early may have seen less than the rung before.
        if found is None or further.stories >= found.stories:
            found = further
        if not closed or not further.never:
            break
    assert found is not None
    told = [act for each in found.matches for act in each.story]
    return replace(found, seconds=time.monotonic() - began, words=world.in_words(told))


def _sifted(
    world: LoadedWorld,
    names: list[str],
    limits: Limits,
    most: int,
    seed: int,
    progress: Progress | None,
) -> tuple[Sifted, bool]:
    """The answer within certain limits of minds, and whether no story is as long as asked for: then
    people who plan further ahead may have more."""
    from dramaturge.explore.stories import Stories
    from dramaturge.review.sifted import Sifted, StoryMatch

    began, done, limit = time.monotonic(), 0, None
    judged = check_limits(limits.character, limits.epistemic)
    gathering = _Gathering(lambda acts: sift(world, acts, names, judged))
    all_ = Stories(world.ground, limits, most, Random(seed), progress)
    try:
        for acts in all_ if names else ():
            if limits.time_s is not None and time.monotonic() - began > limits.time_s:
                limit = "time"
                break
            gathering.add(acts, all_.sampled)
            done += 1
    except KeyboardInterrupt:
        limit = "cancelled"
    found = sorted(
        gathering.found.values(), key=lambda each: (names.index(each[0].pattern), len(each[1]))
    )
    met = {match.pattern for match, _ in found}
    sifted = Sifted(
        matches=tuple(StoryMatch(match, acts) for match, acts in found),
        never=tuple(each for each in names if each not in met),
        asked=limits.author or 0,
        depth=all_.depth,
        stories=done,
        sampled=all_.sampled,
        limit=limit or all_.limit,
    )
    return sifted, all_.closed and sifted.limit is None
