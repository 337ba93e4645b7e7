"""C112: something is told or made believed, and nothing later depends on it.

A telling is an act that puts something into the mind of somebody who does not do it, by an effect
on that mind. What else is planted, and is to go off, the patterns of a world say.
"""

from __future__ import annotations

from collections.abc import Iterator

from dramaturge.narrate.words import listed
from dramaturge.review.consequence import Consequences
from dramaturge.review.minds import Place, clause, value_at
from dramaturge.review.reading import Reading
from dramaturge.verdict import Finding

MOST_TOLD = 2


def unfired(reading: Reading, consequences: Consequences) -> Iterator[Finding]:
    """For each telling of which nothing comes. What a beat at fault rests on nobody can say, so
    only what comes after the last of them is judged."""
    first = max((fault.index for fault in reading.walk.faults), default=-1) + 1
    for index in range(first, len(reading.story)):
        told = _told(reading, index)
        if told and consequences.of(index) is None:
            yield _finding(reading, index, told)


def _told(reading: Reading, index: int) -> dict[tuple[int, Place], str]:
    """What the act itself puts into the minds of others, as clauses."""
    action = reading.walk.actions[index]
    if action is None:
        return {}
    event = reading.ground.actions[action]
    before, after = reading.states[index], reading.states[index + 1]
    found: dict[tuple[int, Place], str] = {}
    for effect in event.effects:
        if not effect.chain or effect.chain[0] in event.consenting:
            continue
        if not reading.dynamics.holds(effect.condition, before):
            continue
        who, place = effect.chain[0], (effect.chain[1:], effect.fluent)
        value = value_at(after.believed(who), place)
        if value is not None and value != value_at(before.believed(who), place):
            found[who, place] = clause(reading, place, value, (who,))
    return found


def _finding(reading: Reading, index: int, told: dict[tuple[int, Place], str]) -> Finding:
    clauses = list(dict.fromkeys(told.values()))[:MOST_TOLD]
    return reading.finding(
        "C112",
        index,
        f"nothing comes of this: {listed(clauses)}",
        ["Without this beat everything after it would happen all the same, for the same reasons."],
        repair="leave it out, let somebody act on it later, or mark it as deliberate",
        warning=True,
    )
