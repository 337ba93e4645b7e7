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
from dramaturge.plan.motive import LONGEST, Motives
from dramaturge.plan.verify import STATES_PER_QUESTION, confirms
from dramaturge.semantics import Dynamics, State
from dramaturge.story import Explanation, Limits, Step

# (most acts of a plan, how many minds deep) and the small steps of work it may take.
RUNGS = (
    ((3, 1), 20_000),
    ((5, 2), 100_000),
    ((7, 1), 300_000),
    ((7, 2), 300_000),
    ((12, 1), 300_000),
    ((8, 2), 300_000),
    ((12, 3), 1_000_000),
)
MEGABYTES = 500


class Proposals:
    """Reasons for the acts of stories, within limits. What was asked before changes no answer."""

    def __init__(self, ground: GroundWorld, limits: Limits) -> None:
        self._ground = ground
        self._limits = replace(limits, memory_mb=MEGABYTES, states=None, time_s=None)

    def reason(
        self, acts: Sequence[int], state: State, character: int, action: int
    ) -> Explanation | None:
        """A reason of the character's for an act that is possible in the state after these acts,
        and in the character's mind; None if none is found within reasonable work."""
        asked = _Asked(self._ground, self._limits, self._compiled)
        found = asked.reason(acts, character, action)
        is_so = found is not None and confirms(self._motives, state, character, action, found)
        return found if is_so else None

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

    def __init__(self, ground: GroundWorld, limits: Limits, compiled: Compiled) -> None:
        self._ground = ground
        self._explorer = Explorer(ground, limits, compiled)
        self._longest = LONGEST if limits.character is None else limits.character
        self._deepest = LONGEST if limits.epistemic is None else limits.epistemic

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
        for (longest, minds), effort in RUNGS:
            within = (min(longest, left), min(minds, deepest))
            plan = self._explorer.reason(place, character, action, within, effort)
            if plan:
                mind = self._explorer.believed(place, character)
                return self._explanation(mind, character, plan, left, depth + 1)
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
