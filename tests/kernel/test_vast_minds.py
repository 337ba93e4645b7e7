"""Minds that grow and grow: where the bounds of docs/semantics.md 5.4 are, to the last mind."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from dramaturge.ground.world import TRUE, Const, Entry, GroundFluent, GroundWorld
from dramaturge.semantics.change import MOST_TOLD
from dramaturge.semantics.dynamics import MOST_MINDS
from dramaturge.semantics.state import reachable
from tests.kernel.comparing import Pair
from tests.kernel.toys import ANN, BEN, NEVER, act, put, world

PEOPLE = 30
CROWD = 14
ACTS = 300
COLOURS = ("Red", "Green", "Blue")


def gossip(seed: int) -> GroundWorld:
    """Somebody gets another colour while a few look on, and nobody knows who else does: each act
    has a crowd of its own."""
    lots = random.Random(seed)
    people = tuple(f"P{at}" for at in range(PEOPLE))
    actions = []
    for number in range(ACTS):
        at, colour = lots.randrange(PEOPLE), lots.choice(COLOURS)
        crowd = set(lots.sample(range(PEOPLE), CROWD))
        seen = tuple(TRUE if who in crowd else NEVER for who in range(PEOPLE))
        actions.append(act(f"dye{number}", put(at, colour), seen=seen))
    return GroundWorld(
        "gossip",
        people,
        (*people, *COLOURS),
        tuple(GroundFluent(f"hue({who})", "hue", (), "entity", COLOURS) for who in people),
        tuple(actions),
        (),
        (Const(0.0),) * (PEOPLE + 1),
        tuple(Entry((), at, "Red") for at in range(PEOPLE)),
    )


def test_a_state_holds_so_many_minds_and_no_more() -> None:
    """Acts are possible, in both, until there would be more than 5,000 different minds."""
    pair = Pair(gossip(1))
    state, number = pair.dynamics.initial, pair.graph.initial
    assert state is not None
    refused = 0
    for action in range(ACTS):
        after, found = pair.dynamics.after(state, action), pair.graph.after(number, action)
        assert (after is None) == (found is None)
        if after is not None and found is not None:
            state, number = after, found
            continue
        refused += 1
        if refused == 5:
            break
    pair.check_same(number, state)
    assert refused == 5
    assert 4_900 < len(reachable([state])) <= MOST_MINDS


@pytest.mark.parametrize("is_deep", [False, True])
@pytest.mark.parametrize("count", [MOST_TOLD, MOST_TOLD + 1])
def test_so_much_is_told_at_once_and_no_more(count: int, is_deep: bool) -> None:
    fluents = tuple(GroundFluent(f"lit{at}", "lit", (), "boolean") for at in range(count))
    chain = (BEN, ANN) if is_deep else (BEN,)
    tell = act("tell", *(put(at, True, chain) for at in range(count)))
    start = tuple(Entry(mind, at, at % 2 == 0) for at in range(count) for mind in ((), (BEN,)))
    ground = replace(world(tell), fluents=fluents, initial=start)
    pair = Pair(ground)
    assert pair.dynamics.initial is not None
    step = pair.check_step(pair.graph.initial, pair.dynamics.initial, 0)
    assert (step is not None) == (count <= MOST_TOLD)
