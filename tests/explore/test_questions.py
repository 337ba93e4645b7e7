"""Single questions to the kernel's explorer, and searches that begin in the middle."""

from __future__ import annotations

from functools import cache

import pytest

from dramaturge.ground.world import GroundWorld
from dramaturge.kernel.explorer import Explorer
from dramaturge.kernel.planner import Planner
from dramaturge.plan.motive import Motives
from dramaturge.semantics import Dynamics
from dramaturge.story import Limits
from tests.plan.small_worlds import small_world

LIMITS = Limits(author=4, character=3, epistemic=1)
PLENTY = 10**9


@cache
def world(seed: int) -> GroundWorld:
    return small_world(seed)


SEEDS = [seed for seed in range(30) if Dynamics(world(seed)).initial is not None]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_reason_is_found_where_the_definition_has_one(seed: int) -> None:
    ground = world(seed)
    explorer, dynamics = Explorer(ground, LIMITS), Dynamics(ground)
    motives = Motives(dynamics, 3, 1)
    assert dynamics.initial is not None
    pairs = [(explorer.initial, dynamics.initial)]
    for number, state in pairs[:6]:
        for move in explorer.moves(number, ask=False):
            assert explorer.after(number, move.action) == move.after
            for who in ground.actions[move.action].consenting:
                plan = explorer.reason(number, who, move.action, (3, 1), PLENTY)
                assert plan is not None
                assert bool(plan) == (motives.motive(state, who, move.action).found is not None)
                assert not plan or plan[0] == ground.meant(move.action)
            after = dynamics.after(state, move.action)
            assert after is not None
            pairs.append((move.after, after))


def test_too_little_effort_leaves_it_open_and_spoils_nothing() -> None:
    efforts = 0
    for seed in SEEDS:
        explorer, fresh = Explorer(world(seed), LIMITS), Explorer(world(seed), LIMITS)
        for move in explorer.moves(explorer.initial, ask=False):
            for who in world(seed).actions[move.action].consenting:
                asked = (explorer.initial, who, move.action, (3, 1))
                explorer.reason(*asked, 0)
                assert explorer.reason(*asked, PLENTY) == fresh.reason(*asked, PLENTY)
        efforts += explorer.effort
    assert efforts > 0


@pytest.mark.parametrize("seed", SEEDS)
def test_hope_is_no_further_than_a_story(seed: int) -> None:
    ground = world(seed)
    explorer = Explorer(ground, LIMITS)
    start = explorer.utility(explorer.initial, 0)
    planner = Planner(ground, LIMITS)
    if start is None:
        return
    answer = planner.run(start + 0.001)
    hope = explorer.hope(explorer.initial, start)
    if answer.tales:
        assert hope is not None
        assert hope <= len(answer.tales[0].deeds)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_search_goes_on_where_a_story_stands(seed: int) -> None:
    ground, dynamics = world(seed), Dynamics(world(seed))
    explorer = Explorer(ground, LIMITS)
    for move in explorer.moves(explorer.initial, ask=False)[:3]:
        start = explorer.utility(move.after, 0)
        planner = Planner(ground, LIMITS, begun=[move.action])
        assert planner.start == start
        if start is None:
            continue
        answer = planner.run(start + 0.001)
        for tale in answer.tales:
            assert dynamics.initial is not None
            state = dynamics.after(dynamics.initial, move.action)
            for action, _ in tale.deeds:
                assert state is not None
                state = dynamics.after(state, action)
            assert state is not None
            assert dynamics.utility(state, 0) == tale.utility


def test_a_search_does_not_begin_after_what_cannot_happen() -> None:
    ground = world(0)
    explorer = Explorer(ground, LIMITS)
    possible = {move.action for move in explorer.moves(explorer.initial, ask=False)}
    impossible = next(a for a in range(len(ground.actions)) if a not in possible)
    with pytest.raises(ValueError, match="not possible"):
        Planner(ground, LIMITS, begun=[impossible])
    with pytest.raises(IndexError):
        Planner(ground, LIMITS, begun=[len(ground.actions)])
