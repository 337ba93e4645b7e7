"""C114: a deadline passes, and nothing comes of it.

The story is gone through as it would be in a world in which the deadline means nothing: it passes,
and that is all. If all acts are then as possible and as well motivated as before, and the story
ends as it did, nobody has missed anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dramaturge.ground.world import GroundEvent
from dramaturge.model.clock import note_of
from dramaturge.narrate.words import as_sentence, listed
from dramaturge.review.consequence import Consequences
from dramaturge.review.minds import clause
from dramaturge.review.reading import Reading
from dramaturge.semantics import Dynamics
from dramaturge.verdict import Finding


def overdue(reading: Reading, consequences: Consequences) -> Iterator[Finding]:
    """For each deadline that passes after the last beat at fault, and of which nothing comes."""
    first = max((fault.index for fault in reading.walk.faults), default=-1) + 1
    notes = {fluent.property: i for i, fluent in enumerate(reading.ground.fluents)}
    for deadline in reading.checker.world.deadlines:
        note = notes.get(note_of(deadline.name))
        if note is None:
            continue  # it never comes, which W410 says of the world
        index = _passes(reading, note)
        if index is None or index < first:
            continue
        idle = _meaningless(reading, deadline.name, note)
        if consequences.by_other_rules(idle, index) is None:
            yield _finding(reading, deadline.name, deadline.time, note, index)


def _passes(reading: Reading, note: int) -> int | None:
    """The beat (from 0) with which a deadline passes."""
    for index in range(len(reading.story)):
        if reading.states[index + 1].values[note] and not reading.states[index].values[note]:
            return index
    return None


def _meaningless(reading: Reading, name: str, note: int) -> Dynamics:
    """The world in which a deadline passes without an effect."""

    def idle(trigger: GroundEvent) -> GroundEvent:
        if trigger.event != name:
            return trigger
        return replace(trigger, effects=tuple(e for e in trigger.effects if e.fluent == note))

    ground = reading.ground
    return Dynamics(replace(ground, triggers=tuple(idle(each) for each in ground.triggers)))


def _finding(reading: Reading, name: str, time: float, note: int, index: int) -> Finding:
    return reading.finding(
        "C114",
        index,
        f"the deadline '{name}' passes, at {time:g}, and nothing comes of it",
        [
            *_then(reading, name, note, index),
            "If it had no effect at all everything after it would happen all the same, for the same"
            " reasons.",
        ],
        repair="let it cost somebody something, end the story sooner, or mark this beat as"
        " deliberate",
        warning=True,
    )


def _then(reading: Reading, name: str, note: int, index: int) -> Iterator[str]:
    """What is so from then on by the deadline, if that can be said."""
    before, after = reading.states[index], reading.states[index + 1]
    clauses: list[str] = []
    for trigger in reading.ground.triggers:
        for effect in trigger.effects if trigger.event == name else ():
            new = after.values[effect.fluent]
            is_new = not effect.chain and new != before.values[effect.fluent]
            if effect.fluent != note and is_new:
                clauses.append(clause(reading, ((), effect.fluent), new))
    if clauses:
        yield as_sentence(f"from then on {listed(list(dict.fromkeys(clauses)))}")
