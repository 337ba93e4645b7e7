"""The bounds that the search prunes by, beside what the definition reaches by brute force.

A bound says how many acts it takes at least. One that says too many makes a reason vanish, which
shows in whole searches once in some thousands of worlds; here every bound is asked for itself, and
by a graph that has met nothing but the states asked about, since that is how the search asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import pytest

from dramaturge import _kernel
from dramaturge.ground.world import (
    TRUE,
    All,
    Arithmetic,
    Choice,
    Compare,
    Const,
    Entry,
    GroundEffect,
    GroundEvent,
    GroundFluent,
    GroundWorld,
    Read,
)
from dramaturge.kernel.compile import compile
from dramaturge.semantics import Dynamics, State
from tests.fuzzing import FIRST, MANY
from tests.plan.cases import KINDS
from tests.plan.distances import DEPTH, Distances

TESTS = 60 if MANY else 6
WORLDS_PER_TEST = 8
NEVER = 1 << 20  # bounds from here on say that no number of acts is enough


@dataclass(frozen=True, slots=True)
class Asked:
    """A state that the kernel and the definition both know."""

    number: int
    state: State


class Check(Distances):
    """One world: the kernel's bounds, and the definition's distances."""

    def __init__(self, world: GroundWorld, seed: int) -> None:
        super().__init__(world)
        self.bounds = _kernel.Bounds(compile(world), DEPTH + 1)
        self.draw = Random(seed)
        self.compared = 0

    def walk(self, length: int) -> Iterator[Asked]:
        """States on the way, some of them in minds."""
        state, number = self.dynamics.initial, self.bounds.initial
        assert state is not None
        for _ in range(length):
            yield Asked(number, state)
            if self.draw.random() < 0.4:
                who = self.draw.randrange(len(self.world.characters))
                state, number = state.believed(who), self.bounds.believed(number, who)
                continue
            actions = [a for a in range(len(self.world.actions)) if self.step(state, a)]
            if not actions:
                return
            action = self.draw.choice(actions)
            following = self.bounds.after(number, action)
            after = self.dynamics.after(state, action)
            assert following is not None
            assert after is not None
            state, number = after, following

    def step(self, state: State, action: int) -> bool:
        return self.dynamics.after(state, action) is not None

    def check_walk(self, length: int) -> None:
        for asked in self.walk(length):
            order = list(range(len(self.world.actions)))
            self.draw.shuffle(order)
            self.check_bounds(self.bounds.preview_of(asked.number), asked.state)
            for action in order:
                self.check_action(asked, action)

    def check_action(self, asked: Asked, action: int) -> None:
        after = self.dynamics.after(asked.state, action)
        if after is None:
            return
        for who in range(len(self.world.characters)):
            if self.all_gain(asked.state, action, who):
                meant = self.world.meant(action)
                assert self.bounds.may_gain(meant, who), self.world.actions[action].name
        preview = self.bounds.previewed(asked.number, action)
        if preview is not None:
            self.check_bounds(preview, after)

    def check_bounds(self, preview: int, state: State) -> None:
        """For a state with these values."""
        for agent in range(len(self.world.utilities)):
            utility = self.dynamics.utility(state, agent)
            if utility is None:
                continue
            for above in (utility, utility + self.draw.choice((-1.0, 0.5, 1.0))):
                self.check_bound(preview, state, agent, above)

    def check_bound(self, preview: int, state: State, agent: int, above: float) -> None:
        any_plan = self.distance(state, agent, above, at_once=False)
        relaxed = self.bounds.relaxed(preview, agent, above)
        assert relaxed <= any_plan or any_plan > DEPTH, (agent, above)
        if agent == 0:
            return
        longest = self.draw.randint(0, DEPTH)
        for at_once in (False, True):
            fewest = self.distance(state, agent, above, at_once=at_once)
            for most in (longest, DEPTH):
                sketched = self.bounds.sketched(preview, agent - 1, at_once, above, most)
                assert sketched <= fewest or fewest > DEPTH, (agent, above, at_once, most)
            self.compared += 0 < fewest <= DEPTH


@pytest.mark.fuzz
@pytest.mark.parametrize(("kind", "test"), [(k, t) for k in KINDS for t in range(TESTS)])
def test_no_bound_exceeds_what_brute_force_reaches(kind: str, test: int) -> None:
    first = FIRST + test * WORLDS_PER_TEST
    for seed in range(first, first + WORLDS_PER_TEST):
        world = KINDS[kind].make(seed)
        if Dynamics(world).initial is None:
            continue
        Check(world, seed).check_walk(6)


@pytest.mark.parametrize(
    ("kind", "seed"), [("planted", 867), ("extended", 1058), ("errands", 22483)]
)
def test_worlds_whose_bounds_were_wrong_once(kind: str, seed: int) -> None:
    for walk in range(8):
        check = Check(KINDS[kind].make(seed), walk)
        check.check_walk(6)
        assert check.compared


@pytest.mark.parametrize("kind", KINDS)
def test_a_bound_does_not_depend_on_what_was_asked_before(kind: str) -> None:
    """Layers are built until what is asked for may be so; whoever asks for more gets more."""
    for seed in range(FIRST, FIRST + WORLDS_PER_TEST):
        world = KINDS[kind].make(seed)
        if Dynamics(world).initial is None:
            continue
        asked = _kernel.Bounds(compile(world), DEPTH + 1)
        for agent in range(len(world.utilities)):
            for above in (-9.0, 0.0, 1.0, -1.0, 2.0, 5.0):
                fresh = _kernel.Bounds(compile(world), DEPTH + 1)
                said = asked.relaxed(asked.preview_of(asked.initial), agent, above)
                assert said == fresh.relaxed(fresh.preview_of(fresh.initial), agent, above)


def test_a_number_that_nobody_met_yet_leaves_all_others_known() -> None:
    """A preview that would need a new number is given up. That once forgot all numbers, so that
    comparisons for the acts tried next read whatever lay there: a bound that was kept for ever."""
    bounds = _kernel.Bounds(compile(mint()), DEPTH + 1)
    start = bounds.preview_of(bounds.initial)
    assert bounds.previewed(bounds.initial, 0) is None  # so many coins were not met yet
    for at_once in (False, True):
        assert bounds.sketched(start, 0, at_once, 0.0, DEPTH) == 1


def mint() -> GroundWorld:
    """Ann has a coin. She can get more, and then has so many as the world does not name, or spend
    it, which she wants, and for which many numbers are compared."""
    coins, happy = Read((), 0), Read((), 1)
    few = [Compare("<", coins, Const(float(most)), (coins,)) for most in range(2, 60)]
    spendable = All((Compare(">", coins, Const(0.0), (coins,)), *few))
    more = GroundEffect((), 0, Arithmetic("+", coins, Const(0.5)), TRUE)
    spends = GroundEffect((), 1, Const(True), TRUE)
    content = Choice(Compare("==", happy, Const(True), (happy,)), Const(1.0), Const(0.0))
    return GroundWorld(
        "mint",
        ("Ann",),
        ("Ann",),
        (
            GroundFluent("coins", "coins", (), "number", ()),
            GroundFluent("happy", "happy", (), "boolean", ()),
        ),
        (
            GroundEvent("earn", "earn", (), spendable, (more,), (0,), (TRUE,)),
            GroundEvent("spend", "spend", (), spendable, (spends,), (0,), (TRUE,)),
        ),
        (),
        (content, content),
        (Entry((), 0, 1.0), Entry((), 1, False)),
    )
