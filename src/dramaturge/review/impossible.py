"""C101, C103: an act that cannot happen, which condition is false, since which beat and by what."""

from __future__ import annotations

from dramaturge.plan.falsity import MOST_PARTS, fell
from dramaturge.plan.walk import Fault
from dramaturge.review.blocked import Blocked
from dramaturge.review.reading import Reading
from dramaturge.verdict import Finding


def impossible(reading: Reading, fault: Fault, found: Blocked | None) -> Finding | None:
    """The act does not go, and what it would take; None if it goes after what else should not."""
    message = cannot(reading, fault.index)
    if found is None:
        return reading.finding("C101", fault.index, f"{message}: it can never happen in this world")
    if not found.parts:
        return _without_obstacle(reading, fault, found, message)
    lines = [
        reading.obstacle(part, found.states, found.teller) for part in found.parts[:MOST_PARTS]
    ]
    fallen = [fell(found.dynamics, part, found.states) for part in found.parts]
    if len(found.parts) > MOST_PARTS:
        lines.append(f"and {len(found.parts) - MOST_PARTS} more")
    return reading.finding(
        "C101", fault.index, message, lines, evidence=fallen, repair=_hint(fallen)
    )


def cannot(reading: Reading, index: int) -> str:
    """`Tom cannot walk home`."""
    act = reading.words.phrase(reading.story[index].text)
    if act.subject and act.verb:
        return f"{act.subject} cannot {act.infinitive}"
    return f"this cannot happen: {act.clause}"


def _without_obstacle(
    reading: Reading, fault: Fault, found: Blocked, message: str
) -> Finding | None:
    if found.is_pruned:
        if found.dynamics.forced(found.state, found.action) is not found.state:
            return None
        told = f"{reading.clause(fault.index)}: that changes nothing, so it is no event"
        return reading.finding("C103", fault.index, told, repair="leave the beat out")
    what, lines = reading.checker.endless(reading.story[fault.index].text)
    return reading.finding("C101", fault.index, f"{message}: the consequences {what}", lines)


def _hint(fallen: list[int | None]) -> str | None:
    beats = sorted({beat for beat in fallen if beat is not None})
    if not beats:
        return (
            "change how things are at the start, or put in a beat before it that brings this about"
        )
    return f"move it before beat {beats[0]}, or put in a beat that undoes what beat {beats[-1]} did"
