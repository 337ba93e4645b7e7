"""Reasons looked for within small limits first, then within larger ones.

What plans in minds cost to refute grows steeply with their length and with how deep they are
nested, and most acts have a simple reason. A reason found on a low rung is a reason. That there is
none is said of the highest rung that could be searched to its end within the state limit. Once the
lower rungs have none that is soon found, what is left of a plan that was begun may be it, or one
may be proposed; what that leaves open is asked of the definition with more patience, and then of
the rungs beyond the usual size of plans.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from dramaturge.plan.bounds import Bounds
from dramaturge.plan.foreseen import Foreseen, Needed, needed
from dramaturge.plan.motive import LONGEST, Motive, Motives, OutOfStatesError
from dramaturge.plan.refuted import RefutableMotives
from dramaturge.plan.unwilling import Refusal, refusals
from dramaturge.plan.verify import STATES_PER_QUESTION, confirms
from dramaturge.plan.ways import Acts
from dramaturge.semantics import Dynamics, State
from dramaturge.story import Explanation, Limits

# (most acts of a plan, how many minds deep), below the limits asked for.
RUNGS = ((3, 1), (5, 2), (8, 2))
STATES_PER_GUESS = 100  # visited for a reason in a mind that is only supposed
EFFORT = 1_200_000  # small steps of the kernel's for one question
HASTE = EFFORT // 2  # where there is less, the definition is not asked for long, either
STEPS_PER_STATE = 50  # small steps of the kernel's, in the time of which a state is made
USUAL = 5  # acts: hardly any reason is longer
SOON = 250  # states per question at first
PATIENCE = 1_000  # states per question about longer plans
ENOUGH = 8  # acts: where no such plan is a reason, there hardly is one


@dataclass(frozen=True, slots=True)
class Proposal:
    """found: a reason, confirmed by the definition; None: there is none of up to `searched` acts,
    as far as who proposes can tell. effort: small steps that it took."""

    found: Explanation | None
    searched: int = 0
    effort: int = 0


class Proposals(Protocol):
    """Where reasons come from that are too long to be found here."""

    def reason(
        self, acts: Sequence[int], state: State, character: int, action: int, *, effort: int
    ) -> Proposal:
        """What can be said of the character's reasons for an act that is possible in the state
        after these acts, and in the character's mind. effort: small steps that it may take."""


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
        self._rungs: list[RefutableMotives] = []
        for character, epistemic in [*rungs, (longest, deepest)]:
            states = limits.states
            if rungs and character > USUAL and states is not None:
                states = min(states, PATIENCE)
            self._rungs.append(
                RefutableMotives(dynamics, character, epistemic, states, quick, bounds)
            )
        self.top = self._rungs[-1]
        self._usual = [each for each in self._rungs if each.character_limit <= USUAL]
        self._long = [each for each in self._rungs if each.character_limit > USUAL]
        self._proposals = proposals
        self._proposed: dict[tuple[State, int, int, int], Proposal] = {}
        self._judge = Motives(dynamics, longest, deepest, STATES_PER_QUESTION, bounds=bounds)
        self._going_on: dict[tuple[State, int, int, Explanation], bool] = {}
        self._foreseen = Foreseen(dynamics, longest, deepest, bounds)
        self._ahead: dict[tuple[State, int, int, Acts], Explanation | None] = {}
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
        self,
        state: State,
        character: int,
        action: int,
        before: Sequence[int] | None = None,
        begun: Explanation | None = None,
        rest: Acts = (),
        *,
        effort: int = EFFORT,
    ) -> Motive:
        """The character's reason for the act in reality, from the lowest rung that has one.

        before: the acts that led to the state; None: no reason is to be proposed. effort: small
        steps that whoever proposes may take; below HASTE nothing may take long. begun: what is left
        of a plan of the character's that was followed so far, the act being next. rest: the acts of
        the story that follow.
        Without a reason: `searched` is of the highest rung that was exhausted, if any was, and
        `exhausted` says whether that leaves little doubt.
        """
        enough = min(ENOUGH, self.top.character_limit)
        usual = self._usual[-1].character_limit if self._usual else 0
        best = self._first(self._usual, state, character, action, SOON)
        spent, is_brief = best.effort, effort < HASTE
        if best.found is not None:
            return best
        if begun is not None and self._long and self._goes_on(state, character, action, begun):
            return Motive(begun, len(begun.plan), True)
        ahead = self._in_what_follows(state, character, action, rest)
        if ahead is not None:
            return Motive(ahead, len(ahead.plan), True)
        if before is not None and self._long:
            proposal = self._proposal(before, effort, state, character, action)
            if proposal.found is not None:
                return Motive(proposal.found, len(proposal.found.plan), True)
            best = replace(best, searched=max(best.searched, proposal.searched))
            spent += proposal.effort
        if best.searched < usual:
            patience = PATIENCE if is_brief else None
            longer = self._first(self._usual, state, character, action, patience)
            if longer.found is not None:
                return longer
            best = replace(best, searched=max(best.searched, longer.searched))
            spent += longer.effort
        if best.searched < enough and not is_brief:
            longer = self._first(self._long, state, character, action)
            if longer.found is not None:
                return longer
            best = replace(best, searched=max(best.searched, longer.searched))
            spent += longer.effort
        return replace(best, exhausted=best.searched >= enough, effort=spent)

    def _first(
        self,
        rungs: Sequence[Motives],
        state: State,
        character: int,
        action: int,
        states: int | None = None,
    ) -> Motive:
        """From the lowest of these rungs that has a reason; else of the highest exhausted one.
        states: a lower limit for each of them."""
        best = Motive(None, 0, False)
        effort = 0
        for motives in rungs:
            motive = motives.motive(state, character, action, states=states)
            if motive.found is not None:
                return motive
            if motive.exhausted or not best.exhausted:
                best = motive
            effort += motives.effort * STEPS_PER_STATE
        return replace(best, effort=effort)

    def _proposal(
        self, before: Sequence[int], effort: int, state: State, character: int, action: int
    ) -> Proposal:
        dynamics = self.top.dynamics
        mind, meant = state.believed(character), dynamics.ground.meant(action)
        if self._proposals is None or dynamics.after(mind, meant) is None:
            return Proposal(None)
        key = (state, character, action, effort)
        if key not in self._proposed:
            self._proposed[key] = self._proposals.reason(
                before, state, character, action, effort=effort
            )
        return self._proposed[key]

    def _goes_on(self, state: State, character: int, action: int, begun: Explanation) -> bool:
        """Whether what is left of a plan is a reason by itself."""
        key = (state, character, action, begun)
        if key not in self._going_on:
            dynamics = self._judge.dynamics
            mind, meant = state.believed(character), dynamics.ground.meant(action)
            self._going_on[key] = dynamics.after(mind, meant) is not None and confirms(
                self._judge, state, character, action, begun
            )
        return self._going_on[key]

    def _in_what_follows(
        self, state: State, character: int, action: int, rest: Acts
    ) -> Explanation | None:
        """A longer reason than usual that the story itself tells."""
        if not self._long or not rest:
            return None
        key = (state, character, action, rest)
        if key not in self._ahead:
            self._ahead[key] = self._foreseen.reason(state, character, action, rest)
        return self._ahead[key]

    def limits_for(self, state: State, character: int, action: int, rest: Acts) -> Needed | None:
        """Further limits within which the acts of the story that follow are a reason, where they
        are none within these."""
        within = self.top.character_limit, self.top.epistemic_limit
        return needed(self.top.dynamics, within, state, character, action, rest)

    def unwilling(
        self, state: State, character: int, action: int, rest: Acts
    ) -> tuple[Refusal, ...]:
        """Who would not join in, where that alone keeps the acts of the story that follow from
        being a reason."""
        return refusals(self._foreseen, state, character, action, rest)

    def helps_needlessly(self, searched: int, mind: State, character: int, action: int) -> bool:
        """See `RefutableMotives`; of plans up to the length that was searched. On the rungs that
        were not needed, because somebody proposed, it is not looked for long."""
        return any(
            motives.helps_needlessly(mind, character, action)
            for motives in self._rungs
            if motives.character_limit <= searched
        )

    def rung(self, searched: int) -> RefutableMotives:
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
