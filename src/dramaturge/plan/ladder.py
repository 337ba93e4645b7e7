"""Reasons looked for within small limits first, then within larger ones.

What plans in minds cost to refute grows steeply with their length and with how deep they are
nested, and most acts have a simple reason. A reason found on a low rung is a reason. That there is
none is said of the highest rung that could be searched to its end within the state limit. Once a
lower rung has none, the higher ones beyond the usual size of plans are given less patience; but
where that leaves open whether a longer plan is a reason, one may be proposed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from dramaturge.plan.bounds import Bounds
from dramaturge.plan.motive import LONGEST, Motive, Motives, OutOfStatesError
from dramaturge.semantics import Dynamics, State
from dramaturge.story import Explanation, Limits

# (most acts of a plan, how many minds deep), below the limits asked for.
RUNGS = ((3, 1), (5, 2), (8, 2))
STATES_PER_GUESS = 100  # visited for a reason in a mind that is only supposed
USUAL = 5  # acts: hardly any reason is longer
PATIENCE = 2_000  # states per question about longer plans


class Proposals(Protocol):
    """Where reasons come from that are too long to be found here."""

    def reason(
        self, acts: Sequence[int], state: State, character: int, action: int
    ) -> Explanation | None:
        """A reason of the character's for an act in the state after these acts, confirmed by the
        definition, if one is found."""


class Ladder:
    """`Motives` within growing limits, up to the given ones. quick: see Motives.quick_limit."""

    def __init__(
        self,
        dynamics: Dynamics,
        limits: Limits,
        quick: int | None,
        proposals: Proposals | None = None,
    ) -> None:
        longest = LONGEST if limits.character is None else limits.character
        deepest = LONGEST if limits.epistemic is None else limits.epistemic
        bounds = Bounds(dynamics.ground, longest)
        rungs = [rung for rung in RUNGS if rung[0] < longest and rung[1] <= deepest]
        self._rungs = []
        for character, epistemic in [*rungs, (longest, deepest)]:
            states = limits.states
            if rungs and character > USUAL and states is not None:
                states = min(states, PATIENCE)
            self._rungs.append(Motives(dynamics, character, epistemic, states, quick, bounds))
        self.top = self._rungs[-1]
        self._proposals = proposals
        self._proposed: dict[tuple[State, int, int], Explanation | None] = {}
        self._guess = Motives(
            dynamics, min(longest, 5), min(deepest, 2), STATES_PER_GUESS, bounds=bounds
        )

    def thought(self, mind: State, character: int, action: int) -> Explanation | None:
        """A reason for an act in a mind that the character might have, if a short one is found
        soon. None says nothing for certain."""
        if self._guess.dynamics.after(mind, self._guess.dynamics.ground.meant(action)) is None:
            return None
        return self._guess.motive(mind, character, action, owner=character, depth=1).found

    def motive(
        self, state: State, character: int, action: int, before: Sequence[int] | None = None
    ) -> Motive:
        """The character's reason for the act in reality, from the lowest rung that has one.

        before: the acts that led to the state; None: no reason is to be proposed.
        Without a reason: `searched` is of the highest rung that was exhausted, if any was.
        """
        known = None if before is None else self._proposed.get((state, character, action))
        if known is not None:
            return Motive(known, len(known.plan), True)
        best = Motive(None, 0, False)
        for motives in self._rungs:
            motive = motives.motive(state, character, action)
            if motive.found is not None:
                return motive
            if motive.exhausted or not best.exhausted:
                best = motive
        if before is not None and self.is_open(best):
            reason = self._proposal(before, state, character, action)
            if reason is not None:
                return Motive(reason, len(reason.plan), True)
        return best

    def is_open(self, motive: Motive) -> bool:
        """Whether there may be a reason that was not found."""
        return motive.found is None and motive.searched < self.top.character_limit

    def _proposal(
        self, before: Sequence[int], state: State, character: int, action: int
    ) -> Explanation | None:
        key = (state, character, action)
        if key not in self._proposed:
            dynamics = self.top.dynamics
            mind, meant = state.believed(character), dynamics.ground.meant(action)
            if self._proposals is None or dynamics.after(mind, meant) is None:
                return None
            self._proposed[key] = self._proposals.reason(before, *key)
        return self._proposed[key]

    def rung(self, searched: int) -> Motives:
        """The rung that searched plans of so many acts to the end; else the highest."""
        fitting = (motives for motives in self._rungs if motives.character_limit == searched)
        return next(fitting, self.top)

    def explained(self, state: State, action: int) -> bool:
        """Whether everyone who must consent has a reason on some rung.

        Raises OutOfStatesError if the state limit leaves that open.
        """
        is_open = False
        for motives in self._rungs:
            try:
                if motives.explained(state, action):
                    return True
            except OutOfStatesError:
                is_open = True
            else:
                is_open = False
        if is_open:
            raise OutOfStatesError
        return False
