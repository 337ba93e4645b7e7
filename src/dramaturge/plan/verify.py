"""Verifies a story that a search gives, with all its explanations, against the definition.

Nothing is searched for what the story claims; only that shorter ways would do as well is refuted
by search. Uses the reference semantics alone, never the kernel: who plans does not judge.
Source: docs/semantics.md 6, 7; SEMANTICS.md 6, 7.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from dramaturge.ground.world import GroundWorld
from dramaturge.plan.hurried import Hurried
from dramaturge.plan.imagine import shares
from dramaturge.plan.minimal import Willing, shorter_plan
from dramaturge.plan.motive import IMMEDIATE, SHARING, Motives, OutOfStatesError
from dramaturge.semantics import AUTHOR, Dynamics, State
from dramaturge.story import Explanation, Limits, Step, Story
from dramaturge.verdict import Finding

STATES_PER_QUESTION = 30


def verify(
    ground: GroundWorld,
    story: Story,
    limits: Limits,
    until: float = math.inf,
    after: Sequence[str] = (),
) -> tuple[Finding, ...]:
    """What is wrong with the story as a solution within the limits; empty if it stands.

    after: the acts that have happened before it begins.
    Whether others would join in a shorter way is not always decided: refuting it may be dear, and
    a question that takes too many states is not held against the story. Raises OutOfTimeError when
    time.perf_counter() passes `until`.
    """
    dynamics = Hurried(ground, until)
    motives = Motives(dynamics, limits.character, limits.epistemic, STATES_PER_QUESTION)
    try:
        _Verifier(dynamics, motives).story(story, limits, after)
    except _FaultError as fault:
        return (fault.finding,)
    return ()


def confirms(
    motives: Motives, state: State, character: int, action: int, explanation: Explanation
) -> bool:
    """Whether an explanation of an act that is possible in a real state stands within the limits
    of the motives; what these leave open is not held against it."""
    ground = motives.dynamics.ground
    act = ground.actions[ground.meant(action)].name
    within = max(motives.nesting(0) - 1, IMMEDIATE)
    longest = motives.character_limit if motives.nesting(0) > SHARING else 1
    if len(explanation.plan) > longest:
        return False
    verifier = _Verifier(motives.dynamics, motives)
    mind = state.believed(character)
    try:
        verifier.explain(mind, character, explanation, act, motives.character_limit, within)
    except _FaultError:
        return False
    return True


class _FaultError(Exception):
    def __init__(self, code: str, beat: int, message: str) -> None:
        super().__init__(message)
        self.finding = Finding(code, beat, message)


class _Verifier:
    def __init__(self, dynamics: Dynamics, motives: Motives) -> None:
        self._dynamics = dynamics
        self._motives = motives
        self._beat = 0
        self._actions: dict[str, list[int]] = {}
        for index, action in enumerate(dynamics.ground.actions):
            self._actions.setdefault(action.name, []).append(index)

    def story(self, story: Story, limits: Limits, after: Sequence[str]) -> None:
        state = self._dynamics.initial
        self._require(state is not None, "C101", "the triggers never settle at the start")
        assert state is not None
        for act in after:
            _, state = self._act(state, act)
        start = state
        longest = len(story.steps) if limits.author is None else limits.author
        fits = 0 < len(story.steps) <= longest
        self._require(fits, "C104", f"the story has {len(story.steps)} acts, not 1 to {longest}")
        actions = []
        for self._beat, step in enumerate(story.steps, 1):
            action, follows = self._act(state, step.action)
            left, nesting = self._motives.character_limit, self._motives.nesting(0)
            self._reasons(state, AUTHOR, action, step, left, nesting)
            actions.append(action)
            state = follows
        self._beat = 0
        end = self._improved(start, state, AUTHOR)
        self._require(end == story.utility, "C104", f"the story ends at {end}, not as it says")

        def willing(state: State, position: int, kept: int) -> bool:
            return self._motives.explained(state, actions[position])

        self._minimal(start, tuple(actions), AUTHOR, willing)

    def _require(self, holds: bool, code: str, message: str) -> None:
        if not holds:
            raise _FaultError(code, self._beat, message)

    def _act(self, state: State, name: str) -> tuple[int, State]:
        """The action of that name that is possible here, and what follows."""
        for action in self._actions.get(name, ()):
            after = self._dynamics.after(state, action)
            if after is not None:
                return action, after
        raise _FaultError("C101", self._beat, f"{name} is impossible")

    def _improved(self, start: State, end: State, owner: int) -> float:
        before, after = (self._dynamics.utility(state, 1 + owner) for state in (start, end))
        if before is None or after is None or after <= before:
            code = "C104" if owner == AUTHOR else "C102"
            raise _FaultError(code, self._beat, f"{self._name(owner)} gains nothing")
        return after

    def _name(self, owner: int) -> str:
        return "the author" if owner == AUTHOR else self._dynamics.ground.characters[owner]

    def _reasons(
        self, state: State, owner: int, action: int, step: Step, left: int, nesting: int
    ) -> None:
        """Everyone who must consent, but the owner, has a valid reason, and nobody else."""
        others = [c for c in self._dynamics.ground.actions[action].consenting if c != owner]
        names = [self._name(character) for character in others]
        given = {explanation.character: explanation for explanation in step.explanations}
        complete = len(given) == len(step.explanations) and sorted(given) == sorted(names)
        self._require(complete, "C102", f"{step.action} needs reasons of {', '.join(names)}")
        for character, name in zip(others, names, strict=True):
            explanation = given[name]
            longest = left if nesting > SHARING else min(left, 1)
            if nesting == SHARING and owner != AUTHOR and self._shared(state, explanation):
                longest = left
            mind = state.believed(character)
            fits = len(explanation.plan) <= longest
            count = f"{len(explanation.plan)} acts, not {longest}"
            self._require(fits, "C102", f"the plan of {name} has {count}")
            within = max(nesting - 1, IMMEDIATE)
            meant = self._dynamics.ground.actions[self._dynamics.ground.meant(action)].name
            self.explain(mind, character, explanation, meant, left, within)

    def _shared(self, state: State, explanation: Explanation) -> bool:
        character = self._dynamics.ground.characters.index(explanation.character)
        mind, plan = state.believed(character), []
        for step in explanation.plan:
            action, mind = self._act(mind, step.action)
            plan.append(action)
        return shares(self._dynamics, state, character, tuple(plan))

    def explain(
        self,
        mind: State,
        character: int,
        explanation: Explanation,
        act: str,
        left: int,
        nesting: int,
    ) -> None:
        """Raises _FaultError unless this is a reason for the act in the character's mind."""
        steps: Sequence[Step] = explanation.plan
        name = explanation.character
        begins = bool(steps) and steps[0].action == act and not steps[0].explanations
        self._require(begins, "C102", f"the plan of {name} does not begin with {act} alone")
        state, actions = mind, []
        for index, step in enumerate(steps):
            action, after = self._act(state, step.action)
            if index:
                is_act = bool(self._dynamics.ground.actions[action].consenting)
                self._require(is_act, "C102", f"{name} counts on chance: {step.action}")
                fails = self._dynamics.ground.fails_knowingly(action, character)
                self._require(not fails, "C102", f"{name} plans to fail: {step.action}")
                self._reasons(state, character, action, step, left - index, nesting)
            actions.append(action)
            state = after
        self._improved(mind, state, character)

        def willing(state: State, position: int, kept: int) -> bool:
            return (position == 0 and kept == 0) or self._motives.willing(
                state, character, actions[position], left - kept, nesting
            )

        self._minimal(mind, tuple(actions), character, willing)

    def _minimal(
        self, start: State, actions: tuple[int, ...], owner: int, willing: Willing
    ) -> None:
        def certainly_willing(state: State, position: int, kept: int) -> bool:
            try:
                return willing(state, position, kept)
            except OutOfStatesError:
                return False

        kept = shorter_plan(self._dynamics, start, actions, 1 + owner, certainly_willing)
        if kept is None:
            return
        names = (self._dynamics.ground.actions[action].name for action in actions)
        dropped = ", ".join(name for i, name in enumerate(names) if i not in kept)
        code = "C103" if owner == AUTHOR else "C102"
        raise _FaultError(code, self._beat, f"{self._name(owner)} could do without {dropped}")
