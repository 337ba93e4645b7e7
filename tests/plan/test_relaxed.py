"""The bounds of the reference search, beside what the definition reaches by brute force.

Each is asked for itself: a bound that says too many makes a reason vanish, but rarely.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from dramaturge.ground.world import GroundWorld
from dramaturge.plan.bounds import Bounds
from dramaturge.plan.relaxed import Relaxed
from dramaturge.semantics import Dynamics, State
from tests.fuzzing import FIRST, MANY
from tests.plan.cases import KINDS
from tests.plan.distances import DEPTH, Distances

TESTS = 60 if MANY else 6
WORLDS_PER_TEST = 8


class Check(Distances):
    """One world: the bounds, and the definition's distances."""

    def __init__(self, world: GroundWorld, seed: int) -> None:
        super().__init__(world)
        self.bounds = Bounds(world, DEPTH + 1)
        self.draw = Random(seed)
        self.compared = self.refused = self.missed = 0

    def walk(self, length: int) -> Iterator[State]:
        """States on the way, some of them in minds."""
        state = self.dynamics.initial
        for _ in range(length):
            assert state is not None
            yield state
            if self.draw.random() < 0.4:
                state = state.believed(self.draw.randrange(len(self.world.characters)))
                continue
            following = [self.dynamics.after(state, a) for a in range(len(self.world.actions))]
            following = [after for after in following if after is not None]
            if not following:
                return
            state = self.draw.choice(following)

    def check_walk(self, length: int) -> None:
        for state in self.walk(length):
            for character in range(len(self.world.characters)):
                self.check_bounds(state, character)
                self.check_glance(state, character)

    def check_glance(self, state: State, character: int) -> None:
        """At what each act brings at once, the mind's owner included."""
        glance = self.bounds.glance(self.dynamics, character)
        for action in range(len(self.world.actions)):
            after = self.dynamics.after(state, action)
            if after is None:
                continue
            utility = self.dynamics.utility(after, 1 + character)
            if utility != self.dynamics.utility(state, 1 + character):
                assert glance.may_change(state, action), (character, action)
            for above in (-1.0, 0.0, 0.5, 1.0, 2.0):
                is_reached = utility is not None and utility > above
                is_hoped = glance.may_exceed(state, action, above)
                assert is_hoped or not is_reached, (character, action, above)
                self.refused += not is_hoped
                self.missed += is_hoped and not is_reached

    def check_bounds(self, state: State, character: int) -> None:
        utility = self.dynamics.utility(state, 1 + character)
        if utility is None:
            return
        above = utility + self.draw.choice((-1.0, 0.0, 0.0, 0.5, 1.0))
        self.check_bound(state, character, above, at_once=False)
        self.check_bound(state, character, above, at_once=True)

    def check_bound(self, state: State, character: int, above: float, *, at_once: bool) -> None:
        bounds = [self.bounds.plain(character, at_once)]
        if at_once:
            bounds.append(self.bounds.rich(character))
        self.compare(bounds, state, None, character, above, at_once=at_once)
        for action in self.bounds.actions(character, at_once):
            if at_once and not self.all_gain(state, action, character):
                continue
            self.compare(bounds, state, action, character, above, at_once=at_once)

    def compare(
        self,
        bounds: list[Relaxed],
        state: State,
        action: int | None,
        character: int,
        above: float,
        *,
        at_once: bool,
    ) -> None:
        """Of the state, or of what comes of an action there."""
        after = state if action is None else self.dynamics.after(state, action)
        if after is None:
            return
        fewest = self.distance(after, 1 + character, above, at_once=at_once)
        for bound in bounds:
            if action is None:
                least = bound.steps(state, above)
                assert bound.is_within(state, above, least)
                assert least == 0 or not bound.is_within(state, above, least - 1)
                is_open = least <= fewest
            else:
                is_open = bound.is_within_after(state, action, above, fewest)
            assert is_open or fewest > DEPTH, (character, action, above, at_once)
        self.compared += 0 < fewest <= DEPTH


@pytest.mark.fuzz
@pytest.mark.parametrize(("kind", "test"), [(k, t) for k in KINDS for t in range(TESTS)])
def test_no_bound_exceeds_what_brute_force_reaches(kind: str, test: int) -> None:
    first = FIRST + test * WORLDS_PER_TEST
    compared = refused = missed = 0
    for seed in range(first, first + WORLDS_PER_TEST):
        world = KINDS[kind].make(seed)
        if Dynamics(world).initial is None:
            continue
        check = Check(world, seed)
        check.check_walk(6)
        compared += check.compared
        refused += check.refused
        missed += check.missed
    assert compared or MANY
    assert refused > missed or MANY
