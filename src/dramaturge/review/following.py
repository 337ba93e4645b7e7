"""What merely follows from an earlier mistake: without the beats at fault it would not be found.

A story goes on after a beat at fault as though that had happened (docs/review.md). What others then
do or know may rest on it; to tell that as a mistake of its own would tell one mistake twice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from dramaturge.narrate.words import listed
from dramaturge.plan.walk import Fault
from dramaturge.review.reading import Reading
from dramaturge.semantics import State
from dramaturge.verdict import Finding

CODES = ("C102", "C105", "C109", "C110")  # that may follow; what is impossible is told in any case
MOST_TRIED = 4  # beats at fault, one at a time, the latest first; then all at once


def as_following(reading: Reading, fault: Fault, note: Finding) -> Finding:
    """The finding; as a warning that names the beats, if it follows from some that are at fault."""
    if note.code not in CODES or fault.action is None or note.character is None:
        return note
    who = reading.ground.characters.index(note.character)
    for dropped in _mistakes(reading, fault.index):
        state = _without(reading, fault.index, dropped)
        if state is not None and _stands(reading, fault, who, state):
            return _following(note, dropped)
    return note


def _mistakes(reading: Reading, index: int) -> Iterator[tuple[int, ...]]:
    """The earlier beats (from 0) at fault that have happened all the same."""
    earlier = [
        fault.index
        for fault in reading.walk.faults
        if fault.index < index and reading.walk.actions[fault.index] is not None
    ]
    yield from ((beat,) for beat in earlier[: -MOST_TRIED - 1 : -1])
    if len(earlier) > 1:
        yield tuple(earlier)


def _without(reading: Reading, index: int, dropped: Collection[int]) -> State | None:
    """The state before a beat if some earlier ones had not happened, nor what they make possible;
    None if it is the same."""
    state = reading.states[0]
    for beat, action in enumerate(reading.walk.actions[:index]):
        if action is not None and beat not in dropped:
            state = reading.dynamics.after(state, action) or state
    return None if state is reading.states[index] else state


def _stands(reading: Reading, fault: Fault, who: int, state: State) -> bool:
    """Whether the act is possible there, with a reason for it that is soon found."""
    assert fault.action is not None
    if reading.dynamics.after(state, fault.action) is None:
        return False
    if fault.is_impossible:
        return True
    mind = state.believed(who)
    return reading.checker.motives.thought(mind, who, fault.action) is not None


def _following(note: Finding, dropped: Collection[int]) -> Finding:
    beats = [str(index + 1) for index in sorted(dropped)]
    named = f"beat{'s' if len(beats) > 1 else ''} {listed(beats)}"
    return replace(
        note,
        details=(
            *note.details,
            f"This follows from the mistake at {named}: otherwise nothing would be wrong here.",
        ),
        severity="warning",
        evidence=tuple(sorted({*note.evidence, *(index + 1 for index in dropped)})),
        repair=f"mend {named} first",
    )
