"""Whether a character has a reason to act, and which: *explained*, decided exactly and fast.

The definition is tried out by brute force in `semantics.explained`; this finds the same answers.
The way: reasons in which everybody else gains at once are cheap to find and cheap to refute, so
they are proposed first, then deeper and longer ones; a proposal counts only once it is confirmed
within the full limits, because what is needless in a plan depends on the limits.
Source: docs/semantics.md 6; SEMANTICS.md 6, 7; PLANNER.md 2, 3.
"""

from __future__ import annotations

from dataclasses import dataclass

from dramaturge.plan.bounds import Bounds
from dramaturge.plan.glance import Glance
from dramaturge.plan.imagine import Imagination, Plan, shares
from dramaturge.plan.minimal import shorter_plan
from dramaturge.semantics import AUTHOR, Dynamics, State
from dramaturge.story import Explanation, Step

# Nesting: what plans may look like in a mind k deep. Above SHARING: epistemic limit - k + 1.
FLAT = -1  # everybody else must gain at once: within no limits, but a guess that is soon made
IMMEDIATE = 0  # no plan of several acts any more
SHARING = 1  # everybody else must gain at once, or by a plan that this mind shares
LONGEST = 100  # plan, and nesting of plans, where there is no limit
# What a visited state may cost on an average, in states made; and how many rules that a bound looks
# at take as long as to make one.
EFFORT_PER_STATE = 8
LOOKS_PER_EFFORT = 500


class OutOfStatesError(Exception):
    """The limit of states or of effort is used up (or Python's stack); nothing is decided."""


@dataclass(frozen=True, slots=True)
class Motive:
    """What was found out about one character's reason for one act.

    found: the reason, if there is one. Otherwise there is none of up to `searched` acts, and with
    `exhausted` none at all within the limits; if not exhausted the state limit ended the search.
    effort: what was spent in vain, if it was asked for, in small steps of the kernel's.
    """

    found: Explanation | None
    searched: int
    exhausted: bool
    effort: int = 0


class Motives:
    """Decides within limits who has which reason for what.

    character_limit: the most acts of an imagined plan, the first included; nested plans share it.
    epistemic_limit: minds nested deeper than this have only immediate reasons.
    state_limit: the most states that may be visited for one question, and by EFFORT_PER_STATE what
    it may cost in all. None: no limit; for the two others that means LONGEST. quick_limit: the same
    for questions of yes or no (default: equal).
    bounds: of plans of at least character_limit acts, if they are shared.
    """

    def __init__(
        self,
        dynamics: Dynamics,
        character_limit: int | None,
        epistemic_limit: int | None,
        state_limit: int | None = None,
        quick_limit: int | None = None,
        bounds: Bounds | None = None,
    ) -> None:
        self.dynamics = dynamics
        self.character_limit = LONGEST if character_limit is None else character_limit
        self.epistemic_limit = LONGEST if epistemic_limit is None else epistemic_limit
        self._state_limit = state_limit
        self._quick_limit = state_limit if quick_limit is None else quick_limit
        self._limit = state_limit
        self.visited = 0
        self._spent = 0  # before the question
        self._ground = dynamics.ground
        self._bounds = bounds or Bounds(dynamics.ground, self.character_limit)
        self._minds: dict[tuple[int, int], Imagination] = {}
        self._flat: dict[tuple[State, int, int], tuple[Plan | None, int]] = {}
        self._undecided: set[tuple[State, int, int, int, int]] = set()
        self._deep: dict[tuple[State, int, int, int, int], Plan | None] = {}
        self._shared: dict[tuple[State, int, int, int], Plan | None] = {}
        # What was asked before has the same answer again, though more may be known by then.
        self._given_up: dict[tuple[State, int, int, int, int, int, int | None], Motive] = {}

    def motive(
        self,
        state: State,
        character: int,
        action: int,
        *,
        owner: int = AUTHOR,
        left: int | None = None,
        depth: int = 0,
        states: int | None = None,
    ) -> Motive:
        """The character's reason for the act in a state that is the owner's mind (reality's owner
        is AUTHOR), `depth` minds deep, for a plan of at most `left` acts. states: a lower state
        limit for the question."""
        nesting = self.nesting(depth)
        limit = self.character_limit if left is None else left
        limits = [each for each in (self._state_limit, states) if each is not None]
        patience = min(limits, default=None)
        key = (state, character, action, owner, limit, depth, patience)
        if key in self._given_up:
            return self._given_up[key]
        mind, inner = state, nesting
        if character != owner:
            mind, inner = state.believed(character), _within(nesting)
        self._begin(patience)
        try:
            if character == owner:
                plan = self.plan(mind, character, action, limit, inner)
            else:
                plan = self.reason(state, owner, character, action, limit, nesting)
            if plan is not None:
                found = self.explanation(mind, character, plan, limit, inner)
                return Motive(found, len(plan), True)
        except (OutOfStatesError, RecursionError):
            searched = self._searched(mind, character, action, limit, inner)
            self._given_up[key] = Motive(None, searched, False)
            return self._given_up[key]
        return Motive(None, limit, True)

    def nesting(self, depth: int) -> int:
        """That of a state so many minds deep; see above."""
        return max(self.epistemic_limit - depth + 1, IMMEDIATE)

    def explained(self, state: State, action: int) -> bool:
        """Whether everyone who must consent to the act in reality has a reason.

        Raises OutOfStatesError if the state limit leaves that open.
        """
        return self.willing(state, AUTHOR, action, self.character_limit, self.nesting(0))

    def willing(self, state: State, owner: int, action: int, left: int, nesting: int) -> bool:
        """Whether all who must consent, but the owner, have reasons; `nesting` is the owner's.

        Raises OutOfStatesError if the state limit leaves that open.
        """
        key = (state, owner, action, left, nesting)
        if key in self._undecided:
            raise OutOfStatesError
        self._begin(self._quick_limit)
        try:
            return self._all_have_reason(state, owner, action, left, nesting)
        except (OutOfStatesError, RecursionError):
            self._undecided.add(key)
            raise OutOfStatesError from None

    def reason(
        self, state: State, owner: int, character: int, action: int, left: int, nesting: int
    ) -> Plan | None:
        """The plan of another character in the owner's state, whose nesting is given."""
        mind, inner = state.believed(character), _within(nesting)
        action = self._ground.meant(action)
        plan = self.plan(mind, character, action, left, inner)
        if plan is None and nesting == SHARING and owner != AUTHOR and left > 1:
            key = (state, character, action, left)
            if key not in self._shared:
                self._shared[key] = self._shared_plan(*key)
            plan = self._shared[key]
        return plan

    def plan(
        self, mind: State, character: int, action: int, left: int, nesting: int
    ) -> Plan | None:
        """The actions of the reason, in the character's own mind."""
        action = self._ground.meant(action)
        if left < 1:
            return None
        worth = self.dynamics.utility(mind, 1 + character)
        if worth is None:
            return None
        is_single = left == 1 or nesting == IMMEDIATE
        if is_single and not self._may_gain(mind, character, action, worth):
            return None
        after = self.dynamics.after(mind, action)
        if after is None:
            return None
        better = self.dynamics.utility(after, 1 + character)
        if better is not None and better > worth:
            return (action,)
        if is_single:
            return None
        if nesting == FLAT:
            return self._flat_plan(mind, character, action, left)
        key = (mind, character, action, left, nesting)
        if key not in self._deep:
            self._deep[key] = self._deep_plan(mind, character, action, left, nesting)
        return self._deep[key]

    def _may_gain(self, mind: State, character: int, action: int, worth: float) -> bool:
        """Whether the act may be possible and a gain at once. Far cheaper than to see what follows,
        and most acts are not."""
        if not self.dynamics.possible(mind, action):
            return False
        return self._glance(character).may_exceed(mind, action, worth)

    def explanation(
        self, mind: State, character: int, plan: Plan, left: int, nesting: int
    ) -> Explanation:
        """The plan with the reasons of all others who take part."""
        steps = []
        state = mind
        for index, action in enumerate(plan):
            reasons = []
            for other in self._ground.actions[action].consenting if index else ():
                if other == character:
                    continue
                reason = self.reason(state, character, other, action, left - index, nesting)
                assert reason is not None
                mind_within, within = state.believed(other), _within(nesting)
                reasons.append(self.explanation(mind_within, other, reason, left - index, within))
            steps.append(Step(self._ground.actions[action].name, tuple(reasons)))
            following = self.dynamics.after(state, action)
            assert following is not None
            state = following
        return Explanation(self._ground.characters[character], tuple(steps))

    def _flat_plan(self, mind: State, character: int, action: int, left: int) -> Plan | None:
        """Others gain at once or do not join, so the limit matters for the length alone."""
        key = (mind, character, action)
        found, searched = self._flat.get(key, (None, 1))
        while found is None and searched < left:
            searched += 1
            imagination = self._imagination(character, FLAT)
            found = imagination.plan(mind, action, searched, left)
            self._flat[key] = (found, searched)
        return found if found is not None and len(found) <= left else None

    def _deep_plan(
        self, mind: State, character: int, action: int, left: int, nesting: int
    ) -> Plan | None:
        shallower = FLAT if nesting == SHARING else nesting - 1
        proposals = [(left, shallower), *((shorter, nesting) for shorter in range(2, left))]
        for shorter, nested in proposals:
            plan = self.plan(mind, character, action, shorter, nested)
            if plan is not None and self.is_reason(mind, character, plan, left, nesting):
                return plan
        imagination = self._imagination(character, nesting)
        for length in range(2, left + 1):
            plan = imagination.plan(mind, action, length, left)
            if plan is not None:
                return plan
        return None

    def is_reason(self, mind: State, character: int, plan: Plan, left: int, nesting: int) -> bool:
        """Whether a possible plan that improves matters is a reason within these limits."""
        state = self.dynamics.after(mind, plan[0])
        for index, action in enumerate(plan[1:], 1):
            assert state is not None
            if not self._all_have_reason(state, character, action, left - index, nesting):
                return False
            state = self.dynamics.after(state, action)
        return self._shortened(mind, character, plan, left, nesting) is None

    def _shortened(
        self, mind: State, character: int, plan: Plan, left: int, nesting: int
    ) -> Plan | None:
        """What is left of a plan without some needless acts; None if each is needed."""

        def willing(state: State, position: int, kept: int) -> bool:
            return (position == 0 and kept == 0) or self._all_have_reason(
                state, character, plan[position], left - kept, nesting
            )

        kept = shorter_plan(self.dynamics, mind, plan, 1 + character, willing)
        return None if kept is None else tuple(plan[position] for position in kept)

    def _all_have_reason(
        self, state: State, owner: int, action: int, left: int, nesting: int
    ) -> bool:
        """Whether all consenting but the owner have reasons; `nesting` is the owner's."""
        return not self._ground.fails_knowingly(action, owner) and all(
            self.reason(state, owner, other, action, left, nesting) is not None
            for other in self._ground.actions[action].consenting
            if other != owner
        )

    def _shared_plan(self, state: State, character: int, action: int, left: int) -> Plan | None:
        """A flat plan of several acts in the mind of the character that the state shares."""
        mind = state.believed(character)
        plan = self.plan(mind, character, action, left, FLAT)
        if plan is None or shares(self.dynamics, state, character, plan):
            return plan
        imagination = self._imagination(character, FLAT)
        for other_plan in imagination.shared_plans(state, action, left):
            if self.is_reason(mind, character, other_plan, left, FLAT):
                return other_plan
        return None

    def _imagination(self, character: int, nesting: int) -> Imagination:
        key = (character, nesting)
        if key not in self._minds:
            is_flat = nesting == FLAT
            bounds = self._bounds
            self._minds[key] = Imagination(
                self.dynamics,
                character,
                self._glance(character),
                bounds.plain(character, is_flat),
                (lambda: bounds.rich(character)) if is_flat else None,
                bounds.actions(character, is_flat),
                lambda state, other, action, left: (
                    self.reason(state, character, other, action, left, nesting) is not None
                ),
                is_flat,
                self._visit,
            )
        return self._minds[key]

    def _glance(self, character: int) -> Glance:
        return self._bounds.glance(self.dynamics, character)

    def _begin(self, limit: int | None) -> None:
        self._limit, self.visited, self._spent = limit, 0, 0
        self._spent = self.effort

    @property
    def effort(self) -> int:
        """What the last question cost, in states made; the work of bounds counts as well."""
        looks = self._bounds.work.looks // LOOKS_PER_EFFORT
        return self.dynamics.state_count + looks - self._spent

    def _visit(self) -> None:
        if self._limit is not None and (
            self.visited >= self._limit or self.effort > self._limit * EFFORT_PER_STATE
        ):
            raise OutOfStatesError
        self.visited += 1

    def _searched(self, mind: State, character: int, action: int, limit: int, nesting: int) -> int:
        """How long reasons have been refuted before the search ended."""
        action = self._ground.meant(action)
        if nesting == FLAT:
            return self._flat.get((mind, character, action), (None, 1))[1]
        done = [n for n in range(2, limit) if (mind, character, action, n, nesting) in self._deep]
        return max(done, default=1)


def _within(nesting: int) -> int:
    """The nesting of the minds within."""
    return max(nesting - 1, IMMEDIATE)
