"""An act that grounding left out, looked at in the world with nothing left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dramaturge.ground.ground import ground as ground_world
from dramaturge.ground.world import Condition
from dramaturge.model.world import World
from dramaturge.semantics import Dynamics, State


@dataclass(frozen=True, slots=True)
class Unpruned:
    """states: before each act up to the last one, which `action` is; its effects are not there."""

    dynamics: Dynamics
    states: tuple[State, ...]
    action: int

    @property
    def precondition(self) -> Condition:
        """What the act needs."""
        return self.dynamics.ground.actions[self.action].precondition


def unpruned(world: World, acts: Sequence[str]) -> Unpruned | None:
    """The way to the last of the acts; None if the world is too large for this, or it is no act.

    Acts on the way count as having happened, possible or not.
    """
    full, _ = ground_world(world, prune=False, only=frozenset(acts))
    if full is None:
        return None
    dynamics = Dynamics(full)
    numbers = {action.name: i for i, action in enumerate(full.actions)}
    if dynamics.initial is None or acts[-1] not in numbers:
        return None
    states = [dynamics.initial]
    for act in acts[:-1]:
        number = numbers.get(act)
        after = None if number is None else dynamics.forced(states[-1], number)
        states.append(after or states[-1])
    return Unpruned(dynamics, tuple(states), numbers[acts[-1]])
