"""What an exploration says agrees with listing every sequence by the definition."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

import dramaturge as dm
from dramaturge import bundled
from dramaturge.explore import Exploration, Target, explore
from dramaturge.explore.informed import informed
from dramaturge.ground.world import GroundWorld
from dramaturge.semantics import AUTHOR, Dynamics, Reasons, State
from dramaturge.story import Limits
from tests.extended import extended
from tests.plan.small_worlds import small_world

ALMOST_HEAVEN = bundled.locate("almost-heaven")
SEEDS = range(60)
DEPTH = 3
LIMITS = Limits(author=DEPTH, character=3, epistemic=1)


class Listing:
    """All sequences of acts, one by one."""

    def __init__(self, ground: GroundWorld) -> None:
        self.ground = ground
        self.dynamics = Dynamics(ground)
        self.reasons = Reasons(self.dynamics, 3, 1)

    def moves(self, state: State, *, asked: bool) -> Iterator[tuple[int, State]]:
        for action in range(len(self.ground.actions)):
            following = self.dynamics.after(state, action)
            if following is None:
                continue
            if not asked or self.is_wanted(state, action):
                yield action, following

    def is_wanted(self, state: State, action: int) -> bool:
        return self.reasons.fully_explained(state, action)

    def count(self, state: State, acts: int, *, asked: bool) -> int:
        if acts == 0:
            return 1
        following = self.moves(state, asked=asked)
        return sum(self.count(after, acts - 1, asked=asked) for _, after in following)

    def first_time(
        self, state: State, left: int, test: Callable[[State], bool]
    ) -> tuple[int, int | None]:
        """How many motivated sequences first come to it, and the fewest acts that do."""
        if test(state):
            return 1, 0
        if left == 0:
            return 0, None
        found = [self.first_time(s, left - 1, test) for _, s in self.moves(state, asked=True)]
        lengths = [length + 1 for _, length in found if length is not None]
        return sum(number for number, _ in found), min(lengths, default=None)


def goal_of(dynamics: Dynamics) -> Callable[[State], bool]:
    """Whether the author fares better than at the start."""
    assert dynamics.initial is not None
    start = dynamics.utility(dynamics.initial, AUTHOR)

    def test(state: State) -> bool:
        now = dynamics.utility(state, AUTHOR)
        return now is not None and start is not None and now > start

    return test


def explored(seed: int) -> tuple[Listing, Callable[[State], bool], Exploration] | None:
    ground = small_world(seed)
    if seed % 2:  # attempts, public fluents and a clock
        ground = extended(ground, seed)
    listing = Listing(ground)
    if listing.dynamics.initial is None:
        return None
    test = goal_of(listing.dynamics)
    return listing, test, explore(ground, [Target("better", "it is better", test)], LIMITS)


@pytest.mark.parametrize("seed", SEEDS)
def test_it_counts_what_brute_force_lists(seed: int) -> None:
    if (case := explored(seed)) is None:
        return
    listing, test, found = case
    start = listing.dynamics.initial
    assert start is not None
    for count in found.counts:
        assert count.motivated == listing.count(start, count.acts, asked=True)
        assert count.possible == listing.count(start, count.acts, asked=False)
        assert isinstance(count.motivated, int)
    number, shortest = listing.first_time(start, DEPTH, test)
    (ending,) = found.endings
    assert ending.stories == number
    assert (None if ending.story is None else len(ending.story)) == shortest


@pytest.mark.parametrize("seed", SEEDS[::6])
def test_in_an_informed_world_everybody_knows_everything(seed: int) -> None:
    ground = informed(small_world(seed))
    dynamics = Dynamics(ground)
    state = dynamics.initial
    if state is None:
        return
    for action in range(len(ground.actions)):
        following = dynamics.after(state, action)
        if following is not None:
            state = following
        assert all(mind is state for mind in state.beliefs)


def test_the_worlds_are_worth_exploring() -> None:
    cases = [case for seed in SEEDS if (case := explored(seed)) is not None]
    reached = [found for *_, found in cases if found.endings[0].story is not None]
    assert len(reached) > len(cases) / 10
    assert any(found.turns for *_, found in cases)
    assert any(n.reason == "unwanted" for *_, found in cases for n in found.never)
    assert any(n.reason == "impossible" for *_, found in cases for n in found.never)
    assert any(found.closed for *_, found in cases)


@pytest.mark.parametrize("seed", SEEDS)
def test_points_of_no_return_hold(seed: int) -> None:
    if (case := explored(seed)) is None:
        return
    listing, test, found = case
    for turn in found.turns:
        state = listing.dynamics.initial
        for name in turn.before:
            assert state is not None
            action = [a.name for a in listing.ground.actions].index(name)
            state = listing.dynamics.after(state, action)
        assert state is not None
        left = DEPTH - len(turn.before)
        assert listing.first_time(state, left, test)[0] > 0
        action = [a.name for a in listing.ground.actions].index(turn.act)
        following = listing.dynamics.after(state, action)
        assert following is not None
        assert listing.first_time(following, left - 1, test)[0] == 0


def test_a_limit_is_told_and_what_was_met_is_kept() -> None:
    ground = dm.load(ALMOST_HEAVEN).ground
    found = explore(ground, [], Limits(author=40, character=5, epistemic=2, states=20_000))
    assert found.limit == "states"
    assert 0 < found.depth < 40
    assert not found.closed
    assert len(found.counts) >= 1


def test_too_many_sequences_are_estimated_and_that_is_told() -> None:
    ground = dm.load(ALMOST_HEAVEN).ground
    found = explore(ground, [], Limits(author=10, character=3, epistemic=1))
    again = explore(ground, [], Limits(author=10, character=3, epistemic=1))
    assert found.sampled
    assert isinstance(found.counts[3].possible, int)
    assert isinstance(found.counts[-1].possible, float)
    assert found.counts == again.counts


def test_an_impossible_beginning_is_refused() -> None:
    ground = dm.load(ALMOST_HEAVEN).ground
    with pytest.raises(ValueError, match="beat 1 is impossible: nonsense"):
        explore(ground, [], LIMITS, ["nonsense()"])
