"""Which parts of a utility a gain or a loss comes down to; the words are found elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from dramaturge.ground.walk import reads
from dramaturge.ground.world import Compare, Leaf, Match, Read, Value
from dramaturge.narrate.parts import utility_parts, worth
from dramaturge.plan.falsity import false_parts
from dramaturge.semantics import Dynamics, State


class Gains:
    """Compares two states as an agent (0: the author) values them."""

    def __init__(self, dynamics: Dynamics) -> None:
        self._dynamics = dynamics
        self._utilities = dynamics.ground.utilities

    def decisive(
        self, agent: int, start: State, end: State, *, worse: bool = False
    ) -> tuple[Leaf | Read, ...]:
        """The parts of an agent's utility that have changed for the better (or the worse): without
        the change of any one of them the end would be worth less (more); if there is none such,
        all that have changed."""
        parts = dict.fromkeys(utility_parts(self._utilities[agent]))
        changed = [part for part in parts if self._look(part, start) != self._look(part, end)]
        found = [part for part in changed if self._matters(part, agent, start, end, worse)]
        return tuple(found or changed)

    def cost(self, agent: int, parts: Sequence[Leaf | Read], start: State, end: State) -> float:
        """How much more the end would be worth to an agent if these parts were as at the start."""

        def look(part: Leaf | Read) -> Value:
            return self._look(part, start if part in parts else end)

        without = worth(self._utilities[agent], lambda leaf: bool(look(leaf)), look)
        after = self._dynamics.utility(end, agent)
        return without - after if isinstance(without, float) and after is not None else 0.0

    def mistaken(self, agent: int, truth: State, mind: State, end: State) -> Sequence[Leaf | Read]:
        """What an agent is wrong about without which the end of a plan in mind would bring less.
        Only what the plan itself leaves as it is."""
        if truth is mind:
            return ()
        utility = self._utilities[agent]
        wrong = [
            part
            for part in dict.fromkeys(utility_parts(utility))
            if self._look(part, mind) == self._look(part, end) != self._look(part, truth)
            and all(self._dynamics.value(read, mind) is not None for read in reads(part))
        ]

        def gained(corrected: set[Read]) -> float:
            """How much the plan brings if the agent were right about these facts."""

            def worth_in(state: State) -> float:
                def look(part: Leaf | Read) -> Value:
                    is_corrected = part in wrong and not corrected.isdisjoint(reads(part))
                    return self._look(part, truth if is_corrected else state)

                found = worth(utility, lambda leaf: bool(look(leaf)), look)
                return found if isinstance(found, float) else 0.0

            return worth_in(end) - worth_in(mind)

        hoped = gained(set())
        decisive = [part for part in wrong if gained(set(reads(part))) < hoped]
        if not decisive and gained({read for part in wrong for read in reads(part)}) < hoped:
            decisive = wrong
        return decisive

    def supposed(self, action: int, truth: State, mind: State) -> Sequence[Leaf]:
        """What somebody is wrong about who tries in vain: conditions of the act that hold in their
        mind only; of those that say what is known."""
        return [
            part
            for part in false_parts(
                self._dynamics, self._dynamics.ground.actions[action].precondition, truth
            )
            if isinstance(part, Compare | Match)
            and self._dynamics.holds(part, mind)
            and all(self._dynamics.value(read, mind) is not None for read in reads(part))
        ]

    def _look(self, part: Leaf | Read, state: State) -> Value:
        if isinstance(part, Read):
            return self._dynamics.value(part, state)
        return self._dynamics.holds(part, state)

    def _matters(
        self, part: Leaf | Read, agent: int, start: State, end: State, worse: bool
    ) -> bool:
        """Whether the end would be worth less (more) if just this part were as at the start."""

        def look(other: Leaf | Read) -> Value:
            return self._look(other, start if other == part else end)

        before = worth(self._utilities[agent], lambda leaf: bool(look(leaf)), look)
        after = self._dynamics.utility(end, agent)
        if not isinstance(before, float) or after is None:
            return False
        return after < before if worse else before < after
