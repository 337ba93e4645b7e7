"""Why a condition is false: the parts to blame, what is the case instead, and since when."""

from __future__ import annotations

from collections.abc import Sequence

from dramaturge.ground.show import show_condition, show_read
from dramaturge.ground.table import show_value
from dramaturge.ground.walk import reads
from dramaturge.ground.world import (
    All,
    Any,
    Condition,
)
from dramaturge.semantics import Dynamics, State

MOST_PARTS = 8
MOST_LETTERS = 300
MOST_LEAVES = 8  # values that a condition may look at and still be told in full
MOST_WAYS = 3  # alternatives told of a longer one


def false_parts(dynamics: Dynamics, condition: Condition, state: State) -> list[Condition]:
    """The parts that make a condition false, smallest first to blame: single comparisons, or an
    alternative of which nothing holds. Empty if the condition holds."""
    if dynamics.holds(condition, state):
        return []
    if isinstance(condition, All):
        return [p for part in condition.parts for p in false_parts(dynamics, part, state)]
    return [condition]


def nearest(dynamics: Dynamics, condition: Condition, state: State) -> tuple[Condition, int]:
    """What a long condition that is false lacks, in the alternatives that lack least; and how many
    alternatives there are besides. A short one stays as it is."""
    if len(list(reads(condition))) <= MOST_LEAVES or not isinstance(condition, Any):
        return condition, 0
    ways = sorted((_lacking(dynamics, part, state) for part in condition.parts), key=_size)
    ways = list(dict.fromkeys(ways))
    near = ways[:MOST_WAYS]
    return near[0] if len(near) == 1 else Any(tuple(near)), len(ways) - len(near)


def _lacking(dynamics: Dynamics, condition: Condition, state: State) -> Condition:
    """What of a condition is false, of alternatives the one that lacks least."""
    parts = []
    for part in false_parts(dynamics, condition, state):
        if isinstance(part, Any):
            part = min((_lacking(dynamics, way, state) for way in part.parts), key=_size)
        parts.append(part)
    return parts[0] if len(parts) == 1 else All(tuple(dict.fromkeys(parts)))


def _size(condition: Condition) -> int:
    return len(list(reads(condition)))


def actual(dynamics: Dynamics, condition: Condition, state: State) -> str:
    """What is the case: `at(Tom) is Cottage, open(Mill) is False`."""
    named = dict.fromkeys(reads(condition))
    shown = [
        f"{show_read(dynamics.ground, read)} is {show_value(dynamics.value(read, state))}"
        for read in list(named)[:MOST_PARTS]
    ]
    more = len(named) - len(shown)
    return ", ".join([*shown, f"and {more} more"] if more > 0 else shown)


def blame(
    dynamics: Dynamics,
    condition: Condition,
    states: Sequence[State],
    acts: Sequence[str],
    truth: State | None = None,
) -> tuple[str, ...]:
    """A line for each part of the condition that is false in the last of the states.

    acts[i] led from states[i] to states[i + 1]. truth: the real state, if those are a mind's.
    """
    parts = false_parts(dynamics, condition, states[-1])
    lines = []
    for part in parts[:MOST_PARTS]:
        near, more = nearest(dynamics, part, states[-1])
        shown = shortened(show_condition(dynamics.ground, near))
        line = f"{shown} is false"
        if more:
            line = f"none of {more + MOST_WAYS} alternatives is true, such as {shown}"
        is_so = actual(dynamics, near, states[-1])
        if is_so and is_so != f"{shown} is False":
            line += f": {is_so}"
        if is_so:
            line += f", {_since(dynamics, part, states, acts)}"
        if truth is not None and actual(dynamics, near, truth) != is_so:
            line += f"; in truth {actual(dynamics, near, truth)}"
        lines.append(line)
    if len(parts) > MOST_PARTS:
        lines.append(f"and {len(parts) - MOST_PARTS} more")
    return tuple(lines)


def shortened(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 1]}…"


def fell(dynamics: Dynamics, part: Condition, states: Sequence[State]) -> int | None:
    """The beat (from 1) since which a condition is false in the last of the states; None: it never
    held before."""
    for index in range(len(states) - 2, -1, -1):
        if dynamics.holds(part, states[index]):
            return index + 1
    return None


def stands(dynamics: Dynamics, part: Condition, states: Sequence[State]) -> int | None:
    """The beat (from 1) since which it is as told of a condition that is false in the last of the
    states: since which it is false or, where a single value is told, since which that is the value.
    None: from the start on."""
    found = tuple(dict.fromkeys(reads(part)))
    beat = fell(dynamics, part, states)
    if beat is not None and len(found) > 1:
        return beat
    for index in range(len(states) - 2, -1, -1):
        one, two = states[index], states[index + 1]
        if any(dynamics.value(read, one) != dynamics.value(read, two) for read in found):
            return index + 1
    return None


def _since(
    dynamics: Dynamics, part: Condition, states: Sequence[State], acts: Sequence[str]
) -> str:
    beat = stands(dynamics, part, states)
    return "from the start on" if beat is None else f"since beat {beat}, {acts[beat - 1]}"
