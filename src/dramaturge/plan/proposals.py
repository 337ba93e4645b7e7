"""Reasons that the kernel proposes where the definition alone comes to no end.

`plan.motive` refutes everything shorter before it finds a long plan, which can take it for ever.
The kernel soon has such a plan; what counts is only what `plan.verify` then makes of it.
Source: docs/semantics.md 6; PLANNER.md 3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from dramaturge.ground.world import GroundWorld
from dramaturge.kernel.compile import Compiled, compile
from dramaturge.kernel.explorer import Explorer
from dramaturge.plan.ladder import EFFORT, Proposal
from dramaturge.plan.motive import LONGEST, Motives
from dramaturge.plan.verify import STATES_PER_QUESTION, confirms
from dramaturge.semantics import Dynamics, State
from dramaturge.story import Explanation, Limits, Step

# (most acts of a plan, how many minds deep) and the small steps of work it may take.
Rung = tuple[tuple[int, int], int]
RUNGS: tuple[Rung, ...] = (
    ((3, 1), 20_000),
    ((5, 2), 100_000),
    ((7, 1), 100_000),
    ((7, 2), 100_000),
    ((8, 2), 200_000),
    ((10, 1), 100_000),
    ((12, 1), 150_000),
    ((12, 2), 200_000),
    ((LONGEST, LONGEST), 200_000),
)
LEAST = 20_000  # for why others join in a plan that was found
ENOUGH_MINDS = 2  # deep: what cannot be had with that hardly ever can
MEGABYTES = 500


class Proposals:
    """Reasons for the acts of stories, within limits. What was asked before changes no answer."""

    def __init__(self, ground: GroundWorld, limits: Limits) -> None:
        self._ground = ground
        self._limits = replace(limits, memory_mb=MEGABYTES, states=None, time_s=None)

    def reason(
        self,
        acts: Sequence[int],
        state: State,
        character: int,
        action: int,
        *,
        effort: int = EFFORT,
    ) -> Proposal:
        """See `ladder.Proposals`."""
        asked = _Asked(self._ground, self._limits, self._compiled, effort)
        found = asked.reason(acts, character, action)
        if found is None:
            return Proposal(None, asked.refuted, asked.effort)
        is_so = confirms(self._motives, state, character, action, found)
        return Proposal(found if is_so else None, effort=asked.effort)

    @cached_property
    def _compiled(self) -> Compiled:
        return compile(self._ground)

    @cached_property
    def _motives(self) -> Motives:
        limits = self._limits
        return Motives(
            Dynamics(self._ground), limits.character, limits.epistemic, STATES_PER_QUESTION
        )


class _Asked:
    """One question to the kernel: how much effort an answer takes depends on what was asked of the
    same explorer before."""

    def __init__(
        self, ground: GroundWorld, limits: Limits, compiled: Compiled, effort: int
    ) -> None:
        self._ground = ground
        self._most = effort
        self._explorer = Explorer(ground, limits, compiled)
        self._longest = LONGEST if limits.character is None else limits.character
        self._deepest = LONGEST if limits.epistemic is None else limits.epistemic
        self.refuted = 0  # plans of so many acts are no reason for what was asked

    @property
    def effort(self) -> int:
        """Small steps that it took so far."""
        return self._explorer.effort

    def reason(self, acts: Sequence[int], character: int, action: int) -> Explanation | None:
        """A reason, not confirmed yet, for an act after these acts; None if they are impossible."""
        place = self._explorer.initial
        for act in acts:
            after = self._explorer.after(place, act)
            if after is None:
                return None
            place = after
        return self._proposal(place, character, action, self._longest, 0)

    def _proposal(
        self, place: int, character: int, action: int, left: int, depth: int
    ) -> Explanation | None:
        """place: of reality, or of a mind so deep whose owner counts on the character."""
        action = self._ground.meant(action)
        deepest = max(self._deepest - depth, 0)
        tried: set[tuple[int, int]] = set()
        for (longest, minds), steps in RUNGS:
            within = (min(longest, left), min(minds, deepest))
            effort = min(steps, max(self._most - self.effort, LEAST if depth else 0))
            if within in tried or effort == 0:
                continue
            tried.add(within)
            plan = self._explorer.reason(place, character, action, within, effort)
            if plan:
                mind = self._explorer.believed(place, character)
                return self._explanation(mind, character, plan, left, depth + 1)
            if plan is not None and depth == 0 and within[1] >= min(ENOUGH_MINDS, deepest):
                self.refuted = max(self.refuted, within[0])
        return None

    def _explanation(
        self, place: int, owner: int, plan: Sequence[int], left: int, depth: int
    ) -> Explanation | None:
        """The plan with the reasons of those who join; None if one of them has none."""
        ground = self._ground
        steps = []
        at: int | None = place
        for position, action in enumerate(plan):
            reasons = []
            others = ground.actions[action].consenting if position else ()
            for other in others:
                if other == owner:
                    continue
                if at is None:
                    return None
                reason = self._proposal(at, other, action, left - position, depth)
                if reason is None:
                    return None
                reasons.append(reason)
            steps.append(Step(ground.actions[action].name, tuple(reasons)))
            at = None if at is None else self._explorer.after(at, action)
        return Explanation(ground.characters[owner], tuple(steps))
