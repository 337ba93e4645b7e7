"""What an act rests on: something that its doer has come to believe, without which they would not
do it.

A belief is a cause if the plan would not be possible, or would gain nothing, had it stayed as it
was before the doer learnt better.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dramaturge.ground.world import Value
from dramaturge.knowledge.walk import corrected
from dramaturge.narrate.lexicon import WHERE
from dramaturge.semantics import State
from dramaturge.tell.aims import Aim, Planner
from dramaturge.tell.mind import Mind
from dramaturge.tell.templates import Clause, denied_within
from dramaturge.tell.units import Source
from dramaturge.tell.wording import Wording


class Causes:
    """What acts rest on, as one mind sees it."""

    def __init__(self, wording: Wording, mind: Mind) -> None:
        self._wording = wording
        self._mind = mind
        self._dynamics = mind.dynamics
        self._ground = mind.ground
        self._numbers = {action.name: i for i, action in enumerate(self._ground.actions)}

    def of(self, beat: int, planner: Planner, plan: Sequence[str], *, opens: bool) -> Aim | None:
        """The belief that was gained last, of those on which the plan rests; None if there is none
        that can be told, or if it was told just now. opens: a scene begins with this beat."""
        for since, fluent, old in self._learnt(beat, planner):
            found = self._clause(planner, fluent)
            if found is None or not self._rests_on(planner, plan, fluent, old):
                continue
            if since >= self._mind.last_known(beat) and not opens:
                return None  # the reader has just seen it
            clause, denied = found
            value = planner.before.values[fluent]
            chain = (planner.name,) if planner.is_supposed else ()
            name = self._ground.fluents[fluent].name
            source = Source(beat - 1, "fluent", name, self._mind.name, chain, value)
            return Aim(clause, denied, (source,))
        return None

    def _learnt(self, beat: int, planner: Planner) -> Iterator[tuple[int, int, Value]]:
        """(since which beat, fluent, what was believed before), the last first."""
        later = planner.before
        for since in range(beat - 1, 0, -1):
            is_own = planner.character in self._mind.path.happenings[since - 1].event.consenting
            earlier = self._held(since - 1, planner)
            for fluent, (old, new) in enumerate(zip(earlier.values, later.values, strict=True)):
                kept = planner.before.values[fluent] == new
                if old != new and kept and not is_own:
                    yield since, fluent, old
            later = earlier

    def _held(self, beat: int, planner: Planner) -> State:
        held = self._mind.held(beat)
        return held.believed(planner.character) if planner.is_supposed else held

    def _clause(self, planner: Planner, fluent: int) -> tuple[Clause, bool] | None:
        told = self._ground.fluents[fluent]
        value = planner.before.values[fluent]
        if told.property.lower() in WHERE or value is None or told.is_public:
            return None
        found = self._wording.holds(told, value)
        if found is None:
            return None
        clause, denied = found
        if planner.is_supposed:
            inner = denied_within(clause) if denied else clause
            return self._wording.believed(planner.name, inner), False
        return clause, denied

    def _rests_on(self, planner: Planner, plan: Sequence[str], fluent: int, old: Value) -> bool:
        state = corrected(self._dynamics, planner.before, planner.character, {fluent: old})
        numbers = [self._numbers[act] for act in plan]
        return not self._dynamics.improves(state, 1 + planner.character, numbers)
