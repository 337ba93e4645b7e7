"""The plan that does without an act: what somebody would rather do, to the same end.

An act that helps only in plans that would do as well without it gives nobody a reason; which plan
that is, is what its author wants to know.
"""

from __future__ import annotations

from dramaturge.plan.walk import Missing
from dramaturge.review.reading import Reading
from dramaturge.semantics import State

MOST_ASKED = 60  # acts that somebody might begin with


def plan_without(
    reading: Reading, mind: State, action: int, lack: Missing
) -> tuple[int, ...] | None:
    """Where plans that begin with the act help but have needless acts: the shortest plan that
    somebody has a reason for, and that serves them at least as well as when the act is done first.
    None if it is otherwise, or nothing is soon found."""
    who, dynamics = lack.character, reading.dynamics
    motives, after = reading.checker.motives, dynamics.after(mind, action)
    if not lack.exhausted or after is None:
        return None
    if not motives.helps_needlessly(lack.searched, mind, who, action):
        return None
    best: tuple[int, ...] | None = None
    for first in _open(reading, mind, who)[:MOST_ASKED]:
        found = None if first == action else reading.checker.motives.thought(mind, who, first)
        if found is None:
            continue
        plan = tuple(reading.numbers[step.action] for step in found.plan)
        if best is not None and len(best) <= len(plan):
            continue
        if action not in plan and _serves_as_well(reading, mind, who, action, plan):
            best = plan
    return best or motives.rung(lack.searched).plan_without(mind, who, action)


def _open(reading: Reading, mind: State, who: int) -> list[int]:
    """What somebody could do now, or agree to, as they see it."""
    return [
        number
        for number, other in enumerate(reading.ground.actions)
        if who in other.consenting and reading.dynamics.possible(mind, number)
    ]


def _serves_as_well(
    reading: Reading, mind: State, who: int, action: int, plan: tuple[int, ...]
) -> bool:
    """Whether the plan still helps after the act, and no better."""
    dynamics = reading.dynamics
    if not dynamics.improves(mind, 1 + who, (action, *plan)):
        return False
    ends = (dynamics.after_all(mind, plan), dynamics.after_all(mind, (action, *plan)))
    without, with_it = (None if e is None else dynamics.utility(e, 1 + who) for e in ends)
    return without is not None and with_it is not None and without >= with_it
