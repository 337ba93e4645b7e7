"""One of the two worlds that are compared, and what the other's states mean in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dramaturge.ground.world import GroundWorld, Value
from dramaturge.narrate import Teller
from dramaturge.plan.ladder import Ladder
from dramaturge.plan.motive import Motive
from dramaturge.semantics import Dynamics, State
from dramaturge.whatif.result import Contrast


class Side:
    """A world in which a story is told: its states, who has which reason, and the words for it."""

    def __init__(self, teller: Teller, dynamics: Dynamics, motives: Ladder) -> None:
        assert dynamics.initial is not None
        self.teller = teller
        self.dynamics = dynamics
        self.ground: GroundWorld = dynamics.ground
        self.begun = dynamics.ground  # with the beginning of this side
        self.start: State = dynamics.initial
        self._motives = motives
        self._actions = {action.name: i for i, action in enumerate(self.ground.actions)}

    def beginning(self, other: Side, start: State) -> Side:
        """The same world, begun as the other: what was found out about its states stays."""
        side = Side(self.teller, self.dynamics, self._motives)
        side.start, side.begun = start, other.ground
        return side

    def action(self, act: str) -> int | None:
        """Its number; None if it can never happen in this world."""
        return self._actions.get(act)

    def after(self, state: State, act: str) -> State | None:
        action = self.action(act)
        return None if action is None else self.dynamics.after(state, action)

    def consenting(self, act: str) -> tuple[int, ...]:
        action = self.action(act)
        return () if action is None else self.ground.actions[action].consenting

    def motive(self, state: State, character: int, act: str) -> Motive:
        """The character's reason for an act that the world has."""
        return self._motives.motive(state, character, self._actions[act])

    def values(self, state: State) -> dict[str, Value]:
        """Every fact by the name of its fluent, those that never change included."""
        names = (fluent.name for fluent in self.ground.fluents)
        return {**self.ground.constants, **dict(zip(names, state.values, strict=True))}


def is_same_but_for_the_start(one: GroundWorld, other: GroundWorld) -> bool:
    """Whether the same can happen, for the same reasons, from another beginning."""
    return replace(one, initial=(), name="") == replace(other, initial=(), name="")


def contrasts(told: Side, then: Side, here: State, there: State) -> tuple[Contrast, ...]:
    """What is otherwise there than here, in the world and in what each character believes."""
    if here is there:
        return ()
    found = list(_of_mind((), told.values(here), then.values(there)))
    for index, name in enumerate(told.ground.characters):
        if index < len(then.ground.characters):
            mine, theirs = here.believed(index), there.believed(index)
            if mine is not theirs:
                found += _of_mind((name,), told.values(mine), then.values(theirs))
    return tuple(found)


def _of_mind(
    minds: tuple[str, ...], here: dict[str, Value], there: dict[str, Value]
) -> Iterable[Contrast]:
    for fluent, value in here.items():
        other = there.get(fluent, value)
        if type(other) is not type(value) or other != value:
            yield Contrast(minds, fluent, value, other)
