"""What there is to tell of an act for which no reason was found: would it help, if only needlessly?

Source: docs/semantics.md 6 (what is needless in a plan).
"""

from __future__ import annotations

from functools import cached_property

from dramaturge.plan.imagine import Plan
from dramaturge.plan.motive import IMMEDIATE, Motives, OutOfStatesError
from dramaturge.semantics import State


class RefutableMotives(Motives):
    """Motives that also tell something of the acts that have none."""

    # What was asked before has the same answer again, though more may be known by then.
    @cached_property
    def _needless(self) -> dict[tuple[State, int, int], bool]:
        return {}

    @cached_property
    def _without(self) -> dict[tuple[State, int, int], Plan | None]:
        return {}

    def helps_needlessly(self, mind: State, character: int, action: int) -> bool:
        """After a motive in reality was refuted: whether a plan within the limits that begins with
        the act helps all the same, but has needless acts. Costs nothing new."""
        key = (mind, character, action)
        if key not in self._needless:
            self._needless[key] = self._helps(mind, character, action)
        return self._needless[key]

    def _helps(self, mind: State, character: int, action: int) -> bool:
        self._begin(self._quick_limit)
        nesting = self.nesting(1)
        if self.character_limit < 2 or nesting == IMMEDIATE:
            return False
        imagination = self._imagination(character, nesting)
        action = self._ground.meant(action)
        try:
            return imagination.helps(mind, action, self.character_limit)
        except OutOfStatesError:
            return False

    def plan_without(self, mind: State, character: int, action: int) -> Plan | None:
        """Where plans that begin with the act help needlessly: one that serves as well, and does
        without the act. None if that is not soon found."""
        key = (mind, character, action)
        if key not in self._without:
            self._without[key] = self._found_without(mind, character, action)
        return self._without[key]

    def _found_without(self, mind: State, character: int, action: int) -> Plan | None:
        self._begin(self._quick_limit)
        nesting, action = self.nesting(1), self._ground.meant(action)
        imagination = self._imagination(character, nesting)
        try:
            plan = imagination.helping(mind, action, self.character_limit)
            while plan is not None and plan[0] == action:
                plan = self._shortened(mind, character, plan, self.character_limit, nesting)
        except (OutOfStatesError, RecursionError):
            return None
        return plan

    def is_hopeless(self, mind: State, character: int, action: int) -> bool:
        """Whether no plan of whatever length that begins with a possible act can help, even if
        everybody were willing; by a bound, so that False says nothing for certain."""
        after = self.dynamics.after(mind, self._ground.meant(action))
        worth = self.dynamics.utility(mind, 1 + character)
        if after is None or worth is None:
            return worth is None
        return not self._bounds.plain(character, False).is_ever(after, worth)
