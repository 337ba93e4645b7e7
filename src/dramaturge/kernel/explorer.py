"""All that can come of a state, in the kernel: possible acts, where they lead, who is willing."""

from __future__ import annotations

import math
from dataclasses import dataclass

from dramaturge import _kernel
from dramaturge.ground.world import GroundWorld, Value
from dramaturge.kernel import counts
from dramaturge.kernel.compile import Compiled, compiled_within
from dramaturge.semantics.state import State
from dramaturge.story import Limits


@dataclass(frozen=True, slots=True)
class Move:
    """An act that is possible in a state. willing: all who must consent have a reason."""

    action: int
    after: int
    willing: bool


class StoppedError(Exception):
    """A limit ended the work: `limit` is "time", "memory", "states" or "cancelled"."""

    def __init__(self, limit: str) -> None:
        super().__init__(limit)
        self.limit = limit


class Explorer:
    """The states of a world by number (see `StateGraph`), and the moves from each.

    limits: of plans in minds; of time (from now on), memory and states. capacity: as of `Planner`.
    """

    capacity = _kernel.MOST_NUMBERS

    def __init__(
        self, ground: GroundWorld, limits: Limits, compiled: Compiled | None = None
    ) -> None:
        """ValueError if the triggers of the initial state never settle. compiled: the world, if it
        was compiled before."""
        self.ground = ground
        tables, limits = compiled_within(ground, limits, compiled)
        self._explorer = _kernel.Explorer(
            tables,
            character=counts.acts(limits.character),
            epistemic=counts.minds(limits.epistemic),
            seconds=math.inf if limits.time_s is None else limits.time_s,
            bytes=counts.memory(limits.memory_mb),
            states=counts.resource(limits.states),
            capacity=self.capacity,
        )
        self._entities: tuple[str | None, ...] = (None, *ground.entities)
        self._kinds = tuple(fluent.kind for fluent in ground.fluents)
        self._views: dict[int, State] = {}

    @property
    def initial(self) -> int:
        return self._explorer.initial

    def moves(self, state: int, *, ask: bool = True) -> tuple[Move, ...]:
        """The possible acts, in the order of the world. ask: whether it is found out who is
        willing; if not, all count as willing. Raises StoppedError."""
        found = self._explorer.moves(state, ask)
        if found is None:
            raise StoppedError(self._explorer.stop or "cancelled")
        return tuple(Move(*move) for move in found)

    def believed(self, state: int, character: int) -> int:
        """The state that the character takes to be actual."""
        return self._explorer.believed(state, character)

    def after(self, state: int, action: int) -> int | None:
        """The state after an action; None if it is impossible."""
        return self._explorer.after(state, action)

    def reason(
        self,
        state: int,
        character: int,
        action: int,
        limits: tuple[int, int],
        effort: int,
        states: int | None = None,
    ) -> tuple[int, ...] | None:
        """The plan, actions by number, on which somebody who must consent to a possible action
        would take part in it; empty if there is none.

        limits: the most acts of plans in minds, and how many minds deep; within the explorer's own.
        effort: how many small steps of work it may take; states: how many new states. None if that,
        or a limit, left it open.
        """
        most_acts, deepest = counts.acts(limits[0]), counts.minds(limits[1])
        found = self._explorer.reason(
            state, character, action, most_acts, deepest, effort, counts.resource(states)
        )
        return None if found is None else tuple(found)

    def hope(self, state: int, above: float) -> int | None:
        """At least so many acts are needed, whoever wants them, for the author to have more than
        that; None: no acts can bring it about. Far ones only count as far."""
        return self._explorer.hope(state, above)

    def view(self, state: int) -> State:
        """The state as the reference semantics has it, to evaluate conditions in. Views of equal
        states are equal only as far as they came from the same call."""
        if state not in self._views:
            codes = self._explorer.values(state)
            values = tuple(map(self._value, codes, self._kinds))

            def believe(character: int) -> State:
                return self.view(self.believed(state, character))

            self._views[state] = State(values, len(self.ground.characters), believe)
        return self._views[state]

    def utility(self, state: int, agent: int) -> float | None:
        """How well the agent fares: 0 is the author, 1 + c character c; None: unknown."""
        value = self._explorer.utility(state, agent)
        return None if math.isnan(value) else value

    @property
    def effort(self) -> int:
        """Small steps of work done so far."""
        return self._explorer.ticks

    def __len__(self) -> int:
        """States stored, believed ones included."""
        return len(self._explorer)

    @property
    def size_bytes(self) -> int:
        return self._explorer.size_bytes

    def _value(self, code: int, kind: str) -> Value:
        if kind == "boolean":
            return bool(code)
        if kind == "entity":
            return self._entities[code]
        return self._explorer.number(code) if code else None
