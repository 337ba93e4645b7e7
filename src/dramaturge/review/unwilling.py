"""What follows in the story would do as somebody's plan, but for others who would not join in."""

from __future__ import annotations

from dataclasses import dataclass

from dramaturge.narrate.words import as_sentence, listed, possessive
from dramaturge.plan.falsity import false_parts
from dramaturge.plan.unwilling import Refusal
from dramaturge.plan.walk import Fault
from dramaturge.review.reading import Reading

MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class Unwilling:
    """beats: from 1, in which somebody would not join in. hint: what may help."""

    lines: tuple[str, ...]
    hint: str
    beats: tuple[int, ...]


def unwilling(reading: Reading, fault: Fault, who: int) -> Unwilling | None:
    """For a possible act without a reason; None if that is not what its plan lacks."""
    assert fault.action is not None
    rest = reading.checker.meanings(reading.story[fault.index + 1 :])
    state = reading.states[fault.index]
    refusals = reading.checker.motives.unwilling(state, who, fault.action, rest)[:MOST_TOLD]
    if not refusals:
        return None
    first = refusals[0]
    other, beat = reading.name(first.other), fault.index + 1 + first.position
    if _obstacles(reading, first):
        hint = f"let {other} see or be told before beat {beat} what makes it possible"
    else:
        hint = f"let {other} want something that beat {beat} leads to"
    return Unwilling(
        tuple(_told(reading, fault, who, refusal) for refusal in refusals),
        f"{hint}, as {reading.name(who)} sees it",
        tuple(fault.index + 1 + refusal.position for refusal in refusals),
    )


def _told(reading: Reading, fault: Fault, who: int, refusal: Refusal) -> str:
    name, other = reading.name(who), reading.name(refusal.other)
    act = reading.words.phrase(reading.ground.actions[refusal.action].name).clause
    where = f"beat {fault.index + 1 + refusal.position}, {act}"
    obstacles = _obstacles(reading, refusal)
    why = f"{other} would think it impossible: {listed(obstacles)}"
    if not obstacles:
        why = f"no reason of {possessive(other)} for it was found"
    fails = f"in {possessive(name)} eyes {other} would not join in ({where})"
    plan = as_sentence(f"what follows would do as {possessive(name)} plan, but {fails}")
    return f"{plan} {as_sentence(why)}"


def _obstacles(reading: Reading, refusal: Refusal) -> list[str]:
    """Why the act is impossible in the mind of who would not join in."""
    meant = reading.ground.meant(refusal.action)
    precondition = reading.ground.actions[meant].precondition
    parts = dict.fromkeys(false_parts(reading.dynamics, precondition, refusal.mind))
    return [reading.teller.obstacle(part, refusal.mind) for part in parts]
