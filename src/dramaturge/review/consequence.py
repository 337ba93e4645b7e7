"""Whether anything later in a story depends on a beat, or on a deadline: the story is gone
through without it.

A later beat *rests on* an earlier one if without that it would be impossible, or if one of the
plans that its doers have in mind would then not go through in their minds, or would bring them
nothing. A story rests on a beat, too, if an expectation of it would be decided otherwise later, or
one of the world's endings at its end.
"""

from __future__ import annotations

from collections.abc import Sequence

from dramaturge.ground.world import Condition
from dramaturge.plan.story_text import Expectation
from dramaturge.review.reading import Reading
from dramaturge.semantics import Dynamics, State


class Consequences:
    """What follows from the beats of one story."""

    def __init__(self, reading: Reading, expectations: Sequence[Expectation]) -> None:
        self._reading = reading
        checker = reading.checker
        self._expected: list[tuple[int, Condition]] = [
            (each.after, checker.queries.condition(each.condition))
            for each in expectations
            if each.why is None
        ]
        self._endings = [
            checker.queries.condition(ending.condition) for ending in checker.world.endings.values()
        ]
        self._known: dict[int, int | None] = {}

    def of(self, index: int) -> int | None:
        """The first beat (from 1) with which something that rests on this one (from 0) comes out;
        None: nothing does."""
        if index not in self._known:
            self._known[index] = self._first(index)
        return self._known[index]

    def by_other_rules(self, dynamics: Dynamics, index: int) -> int | None:
        """The same if the world went by other rules, which make a difference with this beat for
        the first time: same index spaces, other effects."""
        state = dynamics.initial
        assert state is not None
        for action in self._reading.walk.actions[: index + 1]:
            if action is not None:
                state = dynamics.forced(state, action) or state
        return self._rests(dynamics, state, index + 1)

    def _first(self, index: int) -> int | None:
        return self._rests(self._reading.dynamics, self._reading.states[index], index + 1)

    def _rests(self, dynamics: Dynamics, state: State, beats: int) -> int | None:
        """What comes out otherwise if after so many beats this is the state."""
        reading = self._reading
        for later in range(beats, len(reading.story) + 1):
            if self._is_unexpected(later, state):
                return later
            if later == len(reading.story):
                break
            action = reading.walk.actions[later]
            if action is None:
                continue
            was_possible = reading.dynamics.after(reading.states[later], action) is not None
            after = dynamics.after(state, action)
            if was_possible and (after is None or not self._has_reasons(dynamics, later, state)):
                return later + 1
            state = after or dynamics.forced(state, action) or state
        return len(reading.story) if self._ends_otherwise(state) else None

    def _has_reasons(self, dynamics: Dynamics, later: int, state: State) -> bool:
        """Whether the plans of those who take part would still serve them."""
        reading = self._reading
        for explanation in reading.walk.explanations[later]:
            who = reading.ground.characters.index(explanation.character)
            plan = [reading.numbers[step.action] for step in explanation.plan]
            if not dynamics.improves(state.believed(who), 1 + who, plan):
                return False
        return True

    def _is_unexpected(self, beat: int, state: State) -> bool:
        holds = self._reading.dynamics.holds
        return any(
            after == beat
            and holds(condition, state) != holds(condition, self._reading.states[beat])
            for after, condition in self._expected
        )

    def _ends_otherwise(self, state: State) -> bool:
        dynamics, end = self._reading.dynamics, self._reading.states[-1]
        return dynamics.utility(state, 0) != dynamics.utility(end, 0) or any(
            dynamics.holds(ending, state) != dynamics.holds(ending, end) for ending in self._endings
        )
