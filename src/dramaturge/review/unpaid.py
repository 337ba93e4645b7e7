"""C113: an ending that the story claims, or that is asked for, is not reached."""

from __future__ import annotations

from dramaturge.plan.falsity import false_parts, fell
from dramaturge.plan.story_text import Claim
from dramaturge.review.reading import Reading
from dramaturge.verdict import Finding


def unpaid(reading: Reading, claim: Claim) -> Finding | None:
    """What is missing of the ending, and since which beat; None if it is reached."""
    checker = reading.checker
    ending = checker.world.endings[claim.ending]
    condition = checker.queries.condition(ending.condition)
    states = reading.states[: claim.after + 1]
    parts = false_parts(reading.dynamics, condition, states[-1])
    if reading.dynamics.holds(condition, states[-1]):
        return None
    told = f" ({ending.text})" if ending.text else ""
    lines = [reading.obstacle(part, states, reading.teller) for part in parts]
    fallen = [fell(reading.dynamics, part, states) for part in parts]
    return reading.finding(
        "C113",
        claim.after - 1,
        f"the ending '{claim.ending}'{told} is not reached",
        lines,
        evidence=fallen,
        repair=f"go on until it is: find --ending {claim.ending} shows a way",
    )
