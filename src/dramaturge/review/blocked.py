"""An act that cannot happen: the conditions that are false, which the kinds of finding sort out."""

from __future__ import annotations

from dataclasses import dataclass

from dramaturge.ground.world import Condition, GroundEvent, GroundWorld
from dramaturge.narrate import Teller
from dramaturge.plan.falsity import false_parts
from dramaturge.plan.walk import Fault
from dramaturge.review.reading import Reading
from dramaturge.semantics import Dynamics, State


@dataclass(frozen=True, slots=True)
class Blocked:
    """parts: what is false of what the act needs, in the last of the states, before the act.

    The world may be one with nothing left out, in which an act can be looked at that never
    happens; numbers of fluents and actions are those of `dynamics`.
    """

    index: int
    action: int
    dynamics: Dynamics
    states: tuple[State, ...]
    event: GroundEvent
    parts: tuple[Condition, ...]
    teller: Teller
    is_pruned: bool

    @property
    def ground(self) -> GroundWorld:
        return self.dynamics.ground

    @property
    def state(self) -> State:
        """Before the act."""
        return self.states[-1]


def blocked(reading: Reading, fault: Fault) -> Blocked | None:
    """What stands in the way of an impossible act; None if the world has no such act at all.

    Where an act before it had to be passed over, it is looked at as if that had happened, too.
    """
    is_passed_over = None in reading.walk.actions[: fault.index]
    if fault.action is not None and not (is_passed_over and reading.whole(fault.index)):
        action = fault.action
        dynamics, states = reading.dynamics, reading.states[: fault.index + 1]
        event, teller = reading.ground.actions[fault.action], reading.teller
    else:
        whole = reading.whole(fault.index)
        if whole is None:
            return None
        dynamics, states, action = whole.dynamics, whole.states, whole.action
        event = dynamics.ground.actions[whole.action]
        teller = Teller(reading.checker.world, dynamics, reading.words)
    parts = tuple(dict.fromkeys(false_parts(dynamics, event.precondition, states[-1])))
    is_pruned = dynamics is not reading.dynamics
    return Blocked(fault.index, action, dynamics, states, event, parts, teller, is_pruned)
