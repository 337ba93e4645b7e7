"""The epistemic state graph of a ground world, computed on demand by the native kernel.

A state is an int. Equal numbers mean equal states, with all that everybody believes in them, and
the other way round. Numbers belong to one graph. A character's belief is a state of the same graph.
"""

from __future__ import annotations

from dramaturge import _kernel
from dramaturge.ground.world import GroundWorld, Value
from dramaturge.kernel.compile import compile


class StateGraph:
    """States reached so far, what follows on them, and what is believed in them.

    Indices out of range raise IndexError; states are never forgotten. A graph must not be used by
    two threads at once: RuntimeError while another one is in `expand_count`.

    capacity: how many states can be numbered; MemoryError beyond. Less than what the kernel can
    count to only in tests.
    """

    capacity = _kernel.MOST_NUMBERS

    def __init__(self, ground: GroundWorld) -> None:
        """ValueError if the triggers of the initial state never settle."""
        self.ground = ground
        self._graph = _kernel.StateGraph(compile(ground), self.capacity)
        self._entities: tuple[str | None, ...] = (None, *ground.entities)
        self._kinds = tuple(fluent.kind for fluent in ground.fluents)

    @property
    def initial(self) -> int:
        """The state before any action, after its triggers."""
        return self._graph.initial

    def believed(self, state: int, character: int) -> int:
        """The state that the character takes to be actual."""
        return self._graph.believed(state, character)

    def possible(self, state: int, action: int) -> bool:
        """Whether the action's precondition holds."""
        return self._graph.possible(state, action)

    def possible_actions(self, state: int) -> list[int]:
        """All actions whose precondition holds, in order."""
        return self._graph.possible_actions(state)

    def after(self, state: int, action: int) -> int | None:
        """The state after the action and all triggers; None if its precondition does not hold or
        the triggers never settle (see `unsettled`)."""
        return self._graph.after(state, action)

    def utility(self, state: int, agent: int) -> float | None:
        """How well the agent fares: 0 is the author, 1 + c character c; None: unknown."""
        return self._graph.utility(state, agent)

    def values(self, state: int) -> tuple[Value, ...]:
        """values[fluent]"""
        codes = self._graph.values(state)
        return tuple(self._value(code, kind) for code, kind in zip(codes, self._kinds, strict=True))

    def expand_count(self, depth: int) -> list[int]:
        """How many distinct states there are within 1, 2, .. depth actions.

        Breadth first; whenever a state is met, those its characters believe in are met too, at
        the same depth, and so on inwards. May take long: Ctrl-C works, other threads go on.
        """
        return self._graph.expand_count(depth)

    def limit_memory(self, size_bytes: int) -> None:
        """From now on, what would need more memory raises MemoryError. The graph stays usable."""
        self._graph.limit_memory(size_bytes)

    def __len__(self) -> int:
        """States stored, all of them settled: what triggers only pass through is not kept."""
        return len(self._graph)

    @property
    def size_bytes(self) -> int:
        return self._graph.size_bytes

    @property
    def generated(self) -> int:
        """How many successors were computed, in reality and in minds: an action applied to a state
        and every firing of a trigger count one each; what was remembered does not count."""
        return self._graph.generated

    @property
    def transitions(self) -> int:
        """How many of these were actions."""
        return self._graph.transitions

    @property
    def unsettled(self) -> tuple[str, tuple[str, ...]] | None:
        """The first event after which the triggers never settled, and some of those that kept
        firing (none: the minds in the state grew without end)."""
        if not self._graph.unsettled:
            return None
        event, *triggers = self._graph.unsettled.split("\n")
        return event, tuple(triggers)

    def _value(self, code: int, kind: str) -> Value:
        if kind == "boolean":
            return bool(code)
        if kind == "entity":
            return self._entities[code]
        return self._graph.number(code) if code else None
