"""A clock that can never matter any more stands still: docs/semantics.md 9.7."""

from __future__ import annotations

import random

import pytest

from dramaturge.ground.saturate import saturated
from dramaturge.kernel import StateGraph
from dramaturge.plan.search import find
from dramaturge.semantics import Dynamics
from dramaturge.story import Limits, Outcome
from tests.semantics.test_attempts_and_time import ground_of

WAITING = """
action wait(c : character) {
  precondition: at(c) == Hall;
  effect: if(before(15)) noise();
  consenting: c;
  lasts: if(noise()) 4 else 7;
};
action leave(c : character) {
  precondition: after(20) & at(c) == Hall;
  effect: at(c) = Yard & !noise();
  consenting: c;
  observing(o : character): o != Ben;
};
deadline flood at 30 : forall(c : character) if(at(c) == Hall) at(c) = Pit;
utility(): if(at(Ann) == Yard & at(Ben) == Yard & at(Cid) == Yard & now() > 34) 2 else 0;
utility(Ann): if(at(Ann) == Yard) 1 else 0;
"""


def reached(graph: StateGraph, most: int) -> int:
    """How many states can be reached, as far as they are counted."""
    known, work = {graph.initial}, [graph.initial]
    while work and len(known) < most:
        state = work.pop()
        for action in graph.possible_actions(state):
            after = graph.after(state, action)
            if after is not None and after not in known:
                known.add(after)
                work.append(after)
    return len(known)


def test_states_do_not_go_on_for_ever() -> None:
    ground = ground_of(
        WAITING.replace("at(c) == Pit", "True").replace("if(at(c) == Hall) ", "if(False) ")
    )
    assert reached(StateGraph(ground), 3_000) >= 3_000
    assert reached(StateGraph(saturated(ground)), 3_000) < 500


@pytest.mark.parametrize("seed", range(20))
def test_everything_but_the_clock_goes_as_with_the_clock_running(seed: int) -> None:
    rng = random.Random(seed)
    ground = ground_of(WAITING)
    worlds = [Dynamics(ground), Dynamics(saturated(ground))]
    clock = [fluent.name for fluent in ground.fluents].index("now()")
    states = [world.initial for world in worlds]
    for _ in range(12):
        possible = []
        for world, state in zip(worlds, states, strict=True):
            assert state is not None
            possible.append([a for a in range(len(ground.actions)) if world.possible(state, a)])
            assert world.utility(state, 0) == worlds[0].utility(states[0], 0)
        assert possible[0] == possible[1]
        if not possible[0]:
            break
        action = rng.choice(possible[0])
        states = [w.after(s, action) for w, s in zip(worlds, states, strict=True)]
        left, right = states
        assert left is not None
        assert right is not None
        for _ in range(3):
            for fluent, (one, two) in enumerate(zip(left.values, right.values, strict=True)):
                assert one == two or fluent == clock
            who = rng.randrange(3)
            left, right = left.believed(who), right.believed(who)


def test_a_clock_that_nobody_reads_stands_still() -> None:
    ground = ground_of("action wait(c : character) { effect: noise(); consenting: c; lasts: 3; };")
    assert reached(StateGraph(saturated(ground)), 100) <= 2


@pytest.mark.parametrize(
    "more",
    [
        "utility(Ben): now();",
        "action note() { effect: coins() = now(); };",
        "action back() { effect: now() = now() - 1; };",
        "action spring() { effect: now() = now() * 2; };",
        "action jump() { effect: noise(); lasts: coins(); };\n"
        "action earn() { effect: coins() = coins() - 1; };",
    ],
)
def test_a_clock_that_matters_otherwise_goes_on(more: str) -> None:
    ground = ground_of(WAITING + more)
    assert saturated(ground) == ground


def test_that_there_is_no_story_is_found_out() -> None:
    ground = ground_of(WAITING)
    result = find(ground, Limits(None, 2, 1, time_s=20))
    assert result.outcome is Outcome.none
