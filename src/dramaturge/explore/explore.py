"""What can happen in a world from a situation on: all motivated stories to a depth.

Source of the counts: Siler & Ware 2020, A good story is one in a million (solution density).
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from random import Random

from dramaturge.explore.informed import informed
from dramaturge.explore.map import Map, Progress
from dramaturge.explore.result import (
    Count,
    EndingReport,
    Exploration,
    Never,
    Turn,
    nothing,
)
from dramaturge.explore.space import Space
from dramaturge.ground.world import GroundWorld
from dramaturge.kernel.counts import MEGABYTE
from dramaturge.kernel.explorer import Explorer, StoppedError
from dramaturge.semantics.state import State
from dramaturge.story import Limits

MOST_LEVELS = 10  # of the author's utility that are reported
MOST_COUNTED = 4_000  # situations expanded for a count before it becomes an estimate
FOR_THE_MAP = 0.6  # of the time; the rest is for counting what else there could be


@dataclass(frozen=True, slots=True)
class Target:
    """An ending to look out for: its name, what it is in words, and how to tell."""

    name: str
    text: str
    test: Callable[[State], bool]


def explore(
    ground: GroundWorld,
    targets: Sequence[Target] | None,
    limits: Limits,
    start: Sequence[str] = (),
    *,
    all_acts: Mapping[str, Sequence[str]] | None = None,
    seed: int = 0,
    progress: Progress | None = None,
) -> Exploration:
    """Everything motivated that can follow on the acts in `start`.

    targets: None: what the author's utility comes to, each value above that at the start. limits:
    author: the depth, in acts from there; of plans in minds; of time, memory and states.
    all_acts: the names of the ground acts by action, to report those that never happen; default:
    those that grounding kept. Raises ValueError if the acts in `start` are not possible.
    """
    began, until = time.perf_counter(), _share(limits.time_s, FOR_THE_MAP)
    depth = limits.author if limits.author is not None else 1 << 14
    explorer = Explorer(ground, limits)
    try:
        here = after(explorer, start)
    except StoppedError as stopped:
        return nothing(depth, stopped.limit, tuple(start), time.perf_counter() - began)
    space = Space(explorer, asks=True)
    map_ = Map(space, here)
    map_.grow(depth, progress, until)
    space.limit = map_.limit
    # Where nothing new lies beyond, known acts can still follow on one another.
    horizon = depth if map_.closed and limits.author is not None else map_.depth
    if targets is None:
        reached = _levels(explorer, map_)
        targets = [Target(name, name, lambda _: False) for name in reached]
    else:
        reached = {t.name: _where(explorer, map_, t) for t in targets}
    names = [action.name for action in ground.actions]
    counts, limit = _counts(ground, space, here, start, horizon, limits, seed, began)
    return Exploration(
        start=tuple(start),
        asked=depth,
        depth=horizon,
        closed=map_.closed,
        limit=map_.limit or limit,
        situations=len(map_.depths),
        counts=counts,
        endings=tuple(_ending(t, reached[t.name], map_, names, horizon) for t in targets),
        turns=_turns(targets, reached, map_, names),
        never=_never(ground, map_, all_acts),
        states=len(explorer),
        character_limit=limits.character,
        epistemic_limit=limits.epistemic,
        seconds=time.perf_counter() - began,
    )


def _share(seconds: float | None, share: float) -> float | None:
    """The time on the monotonic clock at which a share of the seconds from now on is over."""
    return None if seconds is None else time.monotonic() + share * seconds


def after(explorer: Explorer, acts: Sequence[str]) -> int:
    """The situation after the acts, wanted or not. ValueError if one is not possible."""
    names = [action.name for action in explorer.ground.actions]
    state = explorer.initial
    for number, act in enumerate(acts, 1):
        moves = explorer.moves(state, ask=False)
        found = next((m.after for m in moves if names[m.action] == act), None)
        if found is None:
            raise ValueError(f"beat {number} is impossible: {act}")
        state = found
    return state


def _where(explorer: Explorer, map_: Map, target: Target) -> list[int]:
    """The situations on the map in which the ending has come."""
    return [state for state in map_.depths if target.test(explorer.view(state))]


def _levels(explorer: Explorer, map_: Map) -> dict[str, list[int]]:
    """Where the author's utility is at least so high, for each value above the first."""
    utilities = {state: explorer.utility(state, 0) for state in map_.depths}
    first = utilities[map_.start]
    levels = sorted({u for u in utilities.values() if u is not None and u > (first or 0.0)})
    return {
        f"worth {level:g} to the author": [
            state for state, u in utilities.items() if u is not None and u >= level
        ]
        for level in (levels[:MOST_LEVELS] if first is not None else ())
    }


def _ending(
    target: Target, reached: list[int], map_: Map, names: list[str], horizon: int
) -> EndingReport:
    first = min(reached, key=lambda state: map_.depths[state], default=None)
    story = None if first is None else tuple(names[a] for a in map_.way_to(first))
    return EndingReport(
        name=target.name,
        text=target.text,
        story=story,
        open=first is None and map_.limit is not None,
        for_ever=first is None and map_.closed,
        stories=_stories_to(map_, set(reached), horizon),
    )


def _stories_to(map_: Map, reached: set[int], horizon: int) -> int:
    """How many stories of at most so many acts first come to one of these situations."""
    layer = {map_.start: 1}
    found = 0
    for done in range(horizon + 1):
        found += sum(ways for state, ways in layer.items() if state in reached)
        if done == horizon:
            break
        following: dict[int, int] = {}
        for state, ways in layer.items():
            if state not in reached:
                for move in map_.moves.get(state, ()):
                    following[move.after] = following.get(move.after, 0) + ways
        layer = following
    return found


def _counts(
    ground: GroundWorld,
    space: Space,
    here: int,
    start: Sequence[str],
    depth: int,
    limits: Limits,
    seed: int,
    began: float,
) -> tuple[tuple[Count, ...], str | None]:
    """The counts, and what ended the counting; after a limit only what is known is counted."""
    possible: list[float | int] = []
    knowing: list[float | int] = []
    motivated: list[float | int] = []
    limit = space.limit
    try:
        motivated = list(space.counts(here, depth, MOST_COUNTED, Random(seed)))
        limit = space.limit
        if limit in (None, "time"):
            anyone = Explorer(ground, _left_of(limits, space.explorer, began, 2))
            there, all_ = after(anyone, start), Space(anyone, asks=False)
            possible = list(all_.counts(there, depth, MOST_COUNTED, Random(seed)))
            limit = limit or all_.limit
        if limit in (None, "time"):
            other = Explorer(informed(ground), _left_of(limits, space.explorer, began))
            there, wanted = after(other, start), Space(other, asks=True)
            knowing = list(wanted.counts(there, depth, MOST_COUNTED, Random(seed)))
            limit = limit or wanted.limit
    except ValueError:
        pass  # the beginning is not possible there, or its triggers never settle: not counted
    except StoppedError as stopped:
        limit = stopped.limit
    except KeyboardInterrupt:
        limit = "cancelled"
    rows = zip_longest(possible, knowing, motivated)
    counts = tuple(
        Count(number, row[0], row[1], row[2])
        for number, row in enumerate(rows, 1)
        if row[2] is not None
    )
    return counts, limit


def _left_of(limits: Limits, explorer: Explorer, began: float, parts: int = 1) -> Limits:
    """What there is for another explorer beside the first; of the time a part."""
    left_s, left_mb = limits.time_s, limits.memory_mb
    if left_s is not None:
        left_s = max(left_s - (time.perf_counter() - began), 0.0) / parts
    if left_mb is not None:
        left_mb = max(left_mb - math.ceil(explorer.size_bytes / MEGABYTE), 1)
    return replace(limits, time_s=left_s, memory_mb=left_mb)


def _turns(
    targets: Sequence[Target],
    reached: Mapping[str, list[int]],
    map_: Map,
    names: list[str],
) -> tuple[Turn, ...]:
    """The moves that lose an ending, those with the shortest way there first; the same act with the
    same loss, in whatever situations, is one."""
    beyond = map_.beyond()
    alive = {t.name: map_.leading_to(reached[t.name]) for t in targets}
    there = {t.name: set(reached[t.name]) for t in targets}
    turns: dict[tuple[str, tuple[str, ...]], Turn] = {}
    for state, moves in sorted(map_.moves.items(), key=lambda item: map_.depths[item[0]]):
        come = {name for name, states in there.items() if state in states}
        for move in moves:
            lost = tuple(
                t.name
                for t in targets
                if t.name not in come and state in alive[t.name] and move.after not in alive[t.name]
            )
            if not lost:
                continue
            key = names[move.action], lost
            known = turns.get(key)
            certain = move.after not in beyond
            if known is None:
                before = tuple(names[a] for a in map_.way_to(state))
                turns[key] = Turn(before, names[move.action], lost, certain)
            else:
                is_sure = certain and known.certain
                turns[key] = replace(known, certain=is_sure, situations=known.situations + 1)
    return tuple(turns.values())


def _never(
    ground: GroundWorld, map_: Map, all_acts: Mapping[str, Sequence[str]] | None
) -> tuple[Never, ...]:
    by_event: dict[str, list[str]] = {e: list(acts) for e, acts in (all_acts or {}).items()}
    if all_acts is None:
        for action in ground.actions:
            by_event.setdefault(action.event, []).append(action.name)
    happened = {ground.actions[a].name for a in map_.happened}
    possible = {ground.actions[a].name for a in map_.possible}
    found: list[Never] = []
    for event, acts in by_event.items():
        unwanted = tuple(a for a in acts if a in possible and a not in happened)
        impossible = tuple(a for a in acts if a not in possible)
        if unwanted:
            found.append(Never(event, "unwanted", unwanted, len(unwanted) == len(acts)))
        if impossible:
            found.append(Never(event, "impossible", impossible, len(impossible) == len(acts)))
    return tuple(found)
