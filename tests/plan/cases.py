"""A random world with limits, and what the definition says about it by brute force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from dramaturge.ground.world import ATTEMPT, GroundWorld
from dramaturge.kernel.planner import Hope, Reason, Rounds
from dramaturge.plan.search import find, next_goal
from dramaturge.semantics import AUTHOR, Dynamics, Reasons, State
from dramaturge.story import Aim, Limits, Outcome, SearchResult
from tests.extended import extended
from tests.plan.mixed_worlds import mixed_world
from tests.plan.planted_worlds import planted_world
from tests.plan.small_worlds import errand, small_world


@dataclass(frozen=True, slots=True)
class Kind:
    """A way to make worlds, and the limits to try; those that are listed twice come up more."""

    make: Callable[[int], GroundWorld]
    author: tuple[int, ...]
    character: tuple[int, ...]
    epistemic: tuple[int, ...]


def _extended_world(seed: int) -> GroundWorld:
    """One of the others, with attempts that fail and public fluents."""
    make = (small_world, errand, planted_world)[seed % 3]
    return extended(make(seed), seed)


KINDS = {
    "dense": Kind(small_world, (1, 2, 3, 3, 4), (0, 1, 2, 3, 3, 4), (0, 1, 1, 2, 2, 3)),
    "errands": Kind(errand, (1, 2, 3, 3, 4), (0, 1, 2, 3, 3, 4), (0, 1, 1, 2, 2, 3)),
    "planted": Kind(planted_world, (2, 3, 4, 4, 5), (1, 2, 3, 4, 4), (0, 1, 1, 2, 2)),
    "extended": Kind(_extended_world, (1, 2, 3, 3, 4), (0, 1, 2, 3, 3, 4), (0, 1, 1, 2, 2, 3)),
    "mixed": Kind(mixed_world, (2, 3, 3, 4), (1, 2, 3, 3, 4), (0, 1, 1, 2, 2, 3)),
}


class Case:
    """One random world with limits and its reference semantics."""

    def __init__(self, kind: str, seed: int) -> None:
        self.kind, self.seed = kind, seed
        draw = self.random = Random(seed)
        made = KINDS[kind]
        self.world = made.make(seed)
        self.limits = Limits(
            draw.choice(made.author), draw.choice(made.character), draw.choice(made.epistemic)
        )
        self.dynamics = Dynamics(self.world)
        assert self.limits.character is not None
        assert self.limits.epistemic is not None
        self.reasons = Reasons(self.dynamics, self.limits.character, self.limits.epistemic)

    @property
    def initial(self) -> State:
        assert self.dynamics.initial is not None
        return self.dynamics.initial

    @property
    def goal(self) -> float:
        return next_goal(self.dynamics.utility(self.initial, 0))

    def brute_force(self) -> tuple[int, ...] | None:
        """The acts of a shortest story; None: there is none."""
        assert self.limits.author is not None
        return next(self.reasons.solutions(self.limits.author, self.goal), None)

    def check_search(self) -> SearchResult:
        """A story is found iff there is one, and the shortest is as short as can be."""
        shortest = self.brute_force()
        names = [action.name for action in self.world.actions]
        for aim in (Aim.refute, Aim.shortest, Aim.any):
            result = find(self.world, self.limits, self.goal, aim=aim)
            expected = Outcome.none if shortest is None else Outcome.found
            assert result.outcome is expected, self
            if shortest is None:
                continue
            assert result.story is not None
            plan = tuple(names.index(step.action) for step in result.story.steps)
            assert self.reasons.is_solution(plan), self
            assert result.story.utility >= self.goal, self
            assert result.bound is not None
            assert result.bound <= len(shortest), self
            if result.round == "complete" or aim is not Aim.any:
                assert len(plan) == len(shortest) == result.bound, self
        self.check_hopes(shortest is not None)
        return result

    def check_hopes(self, is_there: bool) -> None:
        """What is found with shorter plans in mind is a story within the limits (`find` asserts
        that), and where there is none, none is found."""
        for hoped in (
            Hope(1, 0),
            Hope(2, 1),
            Hope(4, 2, commits=True),
            Hope(4, 2, commits=True, imagines=2),
            Hope(4, 2, commits=True, imagines=2, focuses=True),
        ):
            result = find(self.world, self.limits, self.goal, rounds=Rounds.hopeful, hoped=hoped)
            assert is_there or not result.stories, self
            assert result.outcome is not Outcome.none or not is_there, self

    def check_reasons(
        self,
        state: State,
        owner: int,
        action: int,
        given: tuple[Reason, ...],
        left: int,
        depth: int,
    ) -> None:
        """The reasons are those of everybody else concerned, and each of them stands."""
        willing = [c for c in self.world.actions[action].consenting if c != owner]
        assert [who for who, _ in given] == willing, self
        for who, plan in given:
            acts = tuple(act for act, _ in plan)
            assert acts[0] == self.world.meant(action), self
            assert 1 <= len(acts) <= left, self
            states = [state.believed(who)]
            for i, (act, nested) in enumerate(plan):
                if i == 0:
                    assert nested == (), self
                else:
                    self.check_reasons(states[-1], who, act, nested, left - i, depth + 1)
                after = self.dynamics.after(states[-1], act)
                assert after is not None, self
                states.append(after)
            if len(acts) > 1 and depth + 1 > self.reasons.epistemic_limit:
                assert owner != AUTHOR, self
                assert depth == self.reasons.epistemic_limit, self
                assert self.reasons._shared(acts, tuple(states), who, state), self
            assert self.reasons._minimal(acts, tuple(states), who, left, depth + 1), self

    def features(self, result: SearchResult) -> Counter[str]:
        """What makes this case worth trying, each 1 if it is there."""
        found = Counter({"stories" if result.story is not None else "none": 1})
        if result.story is None:
            return found
        steps = result.story.steps
        reasons = [reason for step in steps for reason in step.explanations]
        found["several acts"] = len(steps) > 1
        found["three acts or more"] = len(steps) > 2
        found["several consenting"] = any(len(step.explanations) > 1 for step in steps)
        found["plans of several acts"] = any(len(reason.plan) > 1 for reason in reasons)
        found["reasons within reasons"] = any(
            later.explanations for reason in reasons for later in reason.plan
        )
        names = [action.name for action in self.world.actions]
        state = self.initial
        for step in steps:
            action = self.world.actions[names.index(step.action)]
            for c, seen in enumerate(action.observing):
                if self.dynamics.holds(seen, state) and not self.dynamics.holds(
                    action.precondition, state.believed(c)
                ):
                    found["surprise"] = 1
            after = self.dynamics.after(state, names.index(step.action))
            assert after is not None
            state = after
        found["false beliefs"] = any(
            state.believed(c).values != state.values for c in range(len(self.world.characters))
        )
        found["triggers"] = bool(self.world.triggers)
        found["attempts"] = any(step.action.startswith(ATTEMPT) for step in steps)
        found["attempts foreseen"] = any(
            later.action.startswith(ATTEMPT) for reason in reasons for later in reason.plan
        )
        return found

    def __repr__(self) -> str:
        """How to see this case again."""
        return f"Case({self.kind!r}, {self.seed}), {self.limits}"


def settled(kind: str, seeds: range | list[int]) -> list[Case]:
    """The cases whose triggers settle at the start."""
    cases = (Case(kind, seed) for seed in seeds)
    return [case for case in cases if case.dynamics.initial is not None]
