"""The plan that comes nearest to a reason: a short search in one mind, everybody taken as willing.

Found shortest first; then the first obstacle is named: somebody in it who has no reason to join
in, or an act that could be left out.
"""

from __future__ import annotations

from dataclasses import dataclass

from dramaturge.ground.walk import reads
from dramaturge.review.reading import Reading
from dramaturge.semantics import State

MOST_ACTS = 3
MOST_TRIED = 300  # acts, before the search gives up


@dataclass(frozen=True, slots=True)
class NearestPlan:
    """plan: actions, the one in question first. step: where it fails; refuser: who does not join
    in there; None: the step is needless."""

    plan: tuple[int, ...]
    step: int
    refuser: int | None


@dataclass(frozen=True, slots=True)
class FormerPlan:
    """A plan that somebody had at an earlier beat (from 1): the rest of it, from the act in
    question on. fails_at: the step that is impossible now, and the mind it would be taken in."""

    beat: int
    plan: tuple[int, ...]
    fails_at: tuple[int, State] | None


def former_plan(reading: Reading, index: int, who: int, action: int) -> FormerPlan | None:
    """The last plan before a beat (from 0) in which somebody meant to do the act."""
    name = reading.ground.characters[who]
    for earlier in reversed(range(index)):
        for explanation in reading.walk.explanations[earlier]:
            plan = tuple(reading.numbers[step.action] for step in explanation.plan)
            if explanation.character != name or action not in plan[1:]:
                continue
            rest = plan[plan.index(action) :]
            state: State | None = reading.states[index].believed(who)
            for step, act in enumerate(rest):
                assert state is not None
                after = reading.dynamics.after(state, act)
                if after is None:
                    return FormerPlan(earlier + 1, rest, (step, state))
                state = after
            return FormerPlan(earlier + 1, rest, None)
    return None


def nearest_plan(reading: Reading, mind: State, who: int, action: int) -> NearestPlan | None:
    """What would be a reason in a mind, but for one thing; None if nothing is soon found."""
    start = reading.dynamics.utility(mind, 1 + who)
    after = reading.dynamics.after(mind, action)
    if start is None or after is None:
        return None
    likely = _likely(reading, who)
    layer: list[tuple[State, tuple[int, ...]]] = [(after, (action,))]
    seen, tried = {mind, after}, 0
    while layer and len(layer[0][1]) < MOST_ACTS:
        following: list[tuple[State, tuple[int, ...]]] = []
        for state, plan in layer:
            for step in likely:
                if not reading.dynamics.possible(state, step):
                    continue
                tried += 1
                if tried > MOST_TRIED:
                    return None
                reached = reading.dynamics.after(state, step)
                if reached is None or reached in seen:
                    continue
                seen.add(reached)
                worth = reading.dynamics.utility(reached, 1 + who)
                if worth is not None and worth > start:
                    return _obstacle(reading, mind, who, (*plan, step))
                following.append((reached, (*plan, step)))
        layer = following
    return None


def _likely(reading: Reading, who: int) -> list[int]:
    """What somebody may count on: acts of their own, and those of others that touch what they
    want; never chance, nor failing."""
    wanted = {read.fluent for read in reads(reading.ground.utilities[1 + who])}
    return [
        number
        for number, action in enumerate(reading.ground.actions)
        if reading.ground.may_be_planned(number, who)
        and (who in action.consenting or any(effect.fluent in wanted for effect in action.effects))
    ]


def _obstacle(reading: Reading, mind: State, who: int, plan: tuple[int, ...]) -> NearestPlan | None:
    state: State | None = mind
    for step, action in enumerate(plan):
        if state is None:
            return None
        for other in reading.ground.actions[action].consenting if step else ():
            if other == who:
                continue
            theirs = state.believed(other)
            if reading.checker.motives.thought(theirs, other, action) is None:
                return NearestPlan(plan, step, other)
        state = reading.dynamics.after(state, action)
    for step in range(len(plan)):
        if reading.dynamics.improves(mind, 1 + who, plan[:step] + plan[step + 1 :]):
            return NearestPlan(plan, step, None)
    return None
