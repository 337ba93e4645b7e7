"""On which plan somebody takes part in an act: asked of the kernel, confirmed by the definition.

The kernel finds reasons far faster than `plan.motive`, which searches with the definition. A plan
counts only if the definition confirms it: it is possible in its owner's mind, it helps, all who
join have plans that are confirmed in the same way, and no act could be left out. That somebody
would not join a shorter plan is the kernel's word. Source: docs/semantics.md 6.
"""

from __future__ import annotations

from collections.abc import Sequence

from dramaturge.kernel.explorer import Explorer
from dramaturge.plan.minimal import shorter_plan
from dramaturge.semantics import Dynamics, State
from dramaturge.story import Limits

# (most acts of a plan, how many minds deep) and the small steps of work it may take. Of the motives
# in the stories of the bundled worlds the longest has 5 acts, and the hardest took 42,000 steps.
RUNGS = (((3, 1), 5_000), ((5, 2), 50_000))
LONG = ((8, 2), 50_000)  # besides, for the plans of those who act in the story
GUESSES = (((3, 1), 2_000), ((5, 2), 8_000))  # for what one supposes of another
DEEPEST = 4  # minds within minds whose plans are confirmed; deeper ones are not looked for
MEGABYTES = 500

Plan = tuple[int, ...]
Rung = tuple[tuple[int, int], int]


class Reasoner:
    """Plans of everybody along one story. states[i] is where acts[:i] lead.

    A place in the story is a state of the kernel beside the same one of the definition, so that
    what one finds the other can confirm.
    """

    def __init__(self, dynamics: Dynamics, states: Sequence[State], acts: Sequence[int]) -> None:
        self._dynamics = dynamics
        longest, deepest = LONG[0]
        limits = Limits(character=longest, epistemic=deepest, memory_mb=MEGABYTES)
        self._explorer = Explorer(dynamics.ground, limits)
        self._known: dict[tuple[int, int, int, bool], Plan | None] = {}
        self._states = states
        self._places = [self._explorer.initial]
        for act in acts[: len(states) - 1]:
            after = self._explorer.after(self._places[-1], act)
            assert after is not None, "the kernel and the definition disagree"
            self._places.append(after)

    def plan(
        self, beat: int, character: int, action: int, within: int | None = None
    ) -> Plan | None:
        """The plan on which the character would take part in an act (of a failing attempt: in what
        is attempted) before a beat, the act first; None if there is none, or none is found within
        reasonable work.

        within: in the opinion of that other character; None: in truth.
        """
        state, place = self._states[beat - 1], self._places[beat - 1]
        if within is not None:
            state, place = state.believed(within), self._explorer.believed(place, within)
        meant = self._dynamics.ground.meant(action)
        return self._plan(state, place, character, meant, 0, is_guess=within is not None)

    def _plan(
        self,
        state: State,
        place: int,
        character: int,
        action: int,
        depth: int,
        *,
        is_guess: bool,
    ) -> Plan | None:
        key = (self._explorer.believed(place, character), character, action, is_guess)
        if key not in self._known:
            self._known[key] = None  # who asks for it while it is looked for goes round in a circle
            mind, inner = state.believed(character), key[0]
            rungs: Sequence[Rung] = GUESSES if is_guess else RUNGS
            if not depth and not is_guess:
                rungs = (*rungs, LONG)
            plan = self._asked(place, character, action, rungs)
            is_so = plan is not None and self._stands(mind, inner, character, plan, depth)
            self._known[key] = plan if is_so else None
        return self._known[key]

    def _asked(self, place: int, character: int, action: int, rungs: Sequence[Rung]) -> Plan | None:
        for limits, effort in rungs:
            plan = self._explorer.reason(place, character, action, limits, effort)
            if plan:
                return plan
        return None

    def _stands(self, mind: State, place: int, owner: int, plan: Plan, depth: int) -> bool:
        """Whether the definition confirms it."""
        dynamics, ground = self._dynamics, self._dynamics.ground
        if depth > DEEPEST:
            return False
        if not all(ground.may_be_planned(action, owner) for action in plan[1:]):
            return False
        if not dynamics.improves(mind, 1 + owner, plan):
            return False
        known, state = {mind: place}, mind
        for position, action in enumerate(plan):
            if position and not self._all_join(state, place, owner, action, depth):
                return False
            after, following = dynamics.after(state, action), self._explorer.after(place, action)
            assert after is not None
            if following is None:
                return False
            known[after], state, place = following, after, following

        def willing(state: State, position: int, kept: int) -> bool:
            if position == 0 and kept == 0:
                return True
            at = known.get(state)  # off the way nobody can be asked: they join only on their own
            others = set(ground.actions[plan[position]].consenting) - {owner}
            if at is None:
                return not others
            return self._all_join(state, at, owner, plan[position], depth)

        return shorter_plan(dynamics, mind, plan, 1 + owner, willing) is None

    def _all_join(self, state: State, place: int, owner: int, action: int, depth: int) -> bool:
        return all(
            self._plan(state, place, other, action, depth + 1, is_guess=False) is not None
            for other in self._dynamics.ground.actions[action].consenting
            if other != owner
        )
