"""The kernel means what the definition means."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dramaturge.ground.world import GroundWorld
from dramaturge.kernel import StateGraph
from dramaturge.semantics import Dynamics
from tests.extended import extended
from tests.fuzzing import FIRST, MANY
from tests.kernel.comparing import Pair
from tests.kernel.loading import load
from tests.kernel.random_worlds import ground_worlds
from tests.shared import needs_benchmarks, problem_files


@pytest.mark.fuzz
@settings(
    max_examples=5_000 if MANY else 150,
    deadline=None,
    derandomize=not MANY,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(ground_worlds(), st.lists(st.integers(0, 100), min_size=4, max_size=10))
def test_random_worlds_walk_like_the_definition(ground: GroundWorld, choices: list[int]) -> None:
    if Dynamics(ground).initial is None:
        with pytest.raises(ValueError, match="never settle"):
            StateGraph(ground)
        return
    Pair(ground).check_walk(choices)


@pytest.mark.fuzz
@settings(
    max_examples=5_000 if MANY else 150,
    deadline=None,
    derandomize=not MANY,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(
    ground_worlds(), st.integers(0, 2**32), st.lists(st.integers(0, 100), min_size=4, max_size=10)
)
def test_attempts_and_public_fluents_walk_like_the_definition(
    ground: GroundWorld, seed: int, choices: list[int]
) -> None:
    world = extended(ground, seed)
    if Dynamics(world).initial is None:
        return
    pair = Pair(world)
    pair.check_walk(choices)
    public = [number for number, fluent in enumerate(world.fluents) if fluent.is_public]
    for state in pair.known:
        for mind in state.beliefs:
            assert [mind.values[f] for f in public] == [state.values[f] for f in public]


@needs_benchmarks
@pytest.mark.fuzz
@pytest.mark.parametrize("path", problem_files(), ids=lambda path: path.stem)
def test_benchmarks_walk_like_the_definition(path: Path) -> None:
    pair = Pair(load(path))
    for seed in range(FIRST, FIRST + (20 if MANY else 1)):
        rng = random.Random(seed)
        state = pair.dynamics.initial
        assert state is not None
        number = pair.graph.initial
        pair.check_same(number, state)
        for _ in range(12 if MANY else 6):
            actions = pair.graph.possible_actions(number)
            if rng.random() < 0.2 or not actions:
                character = rng.randrange(len(pair.ground.characters))
                number, state = pair.graph.believed(number, character), state.believed(character)
                continue
            for action in rng.sample(range(len(pair.ground.actions)), 5):
                pair.check_step(number, state, action)
            step = pair.check_step(number, state, rng.choice(actions))
            if step is not None:
                number, state = step
