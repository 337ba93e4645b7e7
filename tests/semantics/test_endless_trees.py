"""The reference against the definitions written on endless trees, on random worlds."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dramaturge.ground.world import Chain, GroundWorld, Value
from dramaturge.semantics import Dynamics, State
from tests.fuzzing import MANY
from tests.semantics import trees
from tests.semantics.strategies import CHARACTERS, worlds

DEPTH = 3
CHAINS = list(trees.chains(len(CHARACTERS), DEPTH))
RANDOM_WORLDS = settings(
    max_examples=2_000 if MANY else 60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def of_state(state: State, chain: Chain) -> tuple[Value, ...]:
    for character in chain:
        state = state.believed(character)
    return state.values


@pytest.mark.fuzz
@given(ground=worlds())
@RANDOM_WORLDS
def test_the_beginning_is_what_the_entries_describe(ground: GroundWorld) -> None:
    state, tree = Dynamics(ground).initial, trees.initial(ground)
    assert state is not None
    for chain in CHAINS:
        assert of_state(state, chain) == tree.at(chain).values


@pytest.mark.fuzz
@given(ground=worlds(), plan=st.lists(st.integers(0, 1), min_size=1, max_size=3))
@RANDOM_WORLDS
def test_acts_change_every_mind_as_the_definitions_say(
    ground: GroundWorld, plan: list[int]
) -> None:
    dynamics, tree = Dynamics(ground), trees.initial(ground)
    state = dynamics.initial
    assert state is not None
    for action in plan:
        event = ground.actions[action]
        possible = trees.holds(event.precondition, tree)
        assert dynamics.possible(state, action) == possible
        following = dynamics.after(state, action)
        assert (following is not None) == possible
        if following is None:
            continue
        state, tree = following, trees.after(event, tree)
        for chain in CHAINS:
            assert of_state(state, chain) == tree.at(chain).values
