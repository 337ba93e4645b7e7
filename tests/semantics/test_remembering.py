"""What was asked before changes no answer."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dramaturge.ground.world import GroundWorld
from dramaturge.semantics import Dynamics, State, dynamics
from dramaturge.semantics.state import reachable
from tests.semantics.strategies import worlds

RANDOM_WORLDS = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def same(left: State | None, right: State | None) -> bool:
    """Whether states of different dynamics mean the same."""
    if left is None or right is None:
        return left is right
    pairs = {left: right}
    for one in (walk := [left]):  # grows while it is walked
        if one.values != pairs[one].values:
            return False
        for mind, other in zip(one.beliefs, pairs[one].beliefs, strict=True):
            if pairs.setdefault(mind, other) is not other:
                return False
            if mind not in walk:
                walk.append(mind)
    return True


def walked(asked: Dynamics, path: list[int]) -> list[State | None]:
    """The states along a path of actions, as far as it goes."""
    found = [asked.initial]
    for action in path:
        state = found[-1]
        if state is None:
            break
        found.append(asked.after(state, action))
    return found


@pytest.mark.fuzz
@given(ground=worlds(), seed=st.integers(0, 1_000))
@RANDOM_WORLDS
def test_one_who_was_asked_much_answers_like_a_fresh_one(ground: GroundWorld, seed: int) -> None:
    lots = random.Random(seed)
    count = len(ground.actions)
    path = [lots.randrange(count) for _ in range(3)] if count else []
    used = Dynamics(ground)
    for _ in range(5):
        for state in walked(used, [lots.randrange(count) for _ in range(3)] if count else []):
            for mind in reachable([state] if state is not None else []):
                for action in range(count):
                    used.after(mind, action)
    fresh = walked(Dynamics(ground), path)
    again = walked(used, path)
    assert len(fresh) == len(again)
    assert all(same(one, two) for one, two in zip(fresh, again, strict=True))


@pytest.mark.fuzz
@given(ground=worlds(), bound=st.integers(1, 6), seed=st.integers(0, 1_000))
@RANDOM_WORLDS
def test_what_would_exceed_the_bound_is_made_without_what_is_remembered(
    ground: GroundWorld, bound: int, seed: int
) -> None:
    lots = random.Random(seed)
    count = len(ground.actions)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dynamics, "BOUND", bound)
        used, fresh = Dynamics(ground), Dynamics(ground)
        for _ in range(3):
            walked(used, [lots.randrange(count) for _ in range(3)] if count else [])
        start = fresh.initial
        assert same(start, used.initial)
        if start is None or used.initial is None:
            return
        for action in range(count):
            assert same(fresh.after(start, action), used.after(used.initial, action))
