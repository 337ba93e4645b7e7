"""When no number is left for one more state, value or plan: an answer, with what was found so far.

The kernel counts to 2^30, which nobody can wait for; here it is told that it cannot count so far.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from dramaturge.explore.space import Space
from dramaturge.kernel import StateGraph
from dramaturge.kernel.explorer import Explorer, StoppedError
from dramaturge.kernel.planner import Planner
from dramaturge.plan.search import find
from dramaturge.semantics import Dynamics
from dramaturge.story import Aim, Limits, Outcome
from tests.cli.running import environment
from tests.fuzzing import FIRST, MANY
from tests.kernel.comparing import Pair
from tests.plan.cases import KINDS, settled
from tests.plan.test_search import counters

TESTS = 20 if MANY else 2


@pytest.mark.fuzz
@pytest.mark.parametrize(("kind", "test"), [(k, t) for k in KINDS for t in range(TESTS)])
def test_a_graph_that_ran_out_says_nothing_wrong(
    kind: str, test: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it can still tell is what the definition tells, and it tells all that it knew."""
    ran_out = 0
    for case in settled(kind, range(FIRST + 30 * test, FIRST + 30 * test + 30)):
        monkeypatch.setattr(StateGraph, "capacity", case.random.choice((5, 6, 8, 12, 16, 24)))
        try:
            pair = Pair(case.world)
        except MemoryError:
            continue
        assert pair.dynamics.initial is not None
        pair.check_same(pair.graph.initial, pair.dynamics.initial)
        for _ in range(40):
            number, state = case.random.choice(sorted(pair.back.items(), key=lambda i: i[0]))
            action = case.random.randrange(len(case.world.actions))
            try:
                pair.check_step(number, state, action)
            except MemoryError:
                ran_out += 1
            assert len(pair.graph) <= StateGraph.capacity
        for state, number in list(pair.known.items()):
            assert pair.graph.values(number) == state.values
    assert ran_out or MANY


@pytest.mark.fuzz
@pytest.mark.parametrize(("kind", "test"), [(k, t) for k in KINDS for t in range(TESTS)])
def test_a_search_that_ran_out_claims_nothing_wrong(
    kind: str, test: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: Counter[Outcome] = Counter()
    for case in settled(kind, range(FIRST + 30 * test, FIRST + 30 * test + 30)):
        shortest = case.brute_force()
        names = [action.name for action in case.world.actions]
        for aim in (Aim.any, Aim.refute, Aim.several):
            monkeypatch.setattr(
                Planner, "capacity", case.random.choice((6, 8, 10, 12, 16, 24, 999))
            )
            try:
                result = find(case.world, case.limits, case.goal, aim=aim, count=3)
            except MemoryError:  # not even the beginning can be numbered
                assert Planner.capacity < 32
                continue
            told[result.outcome] += 1
            if result.outcome is Outcome.limit:
                assert result.limit == "memory", case
            elif result.outcome is Outcome.none:
                assert shortest is None, case
            for story in result.stories:
                plan = tuple(names.index(step.action) for step in story.steps)
                assert case.reasons.is_solution(plan), case
    if not MANY:  # else some blocks are poor
        assert told[Outcome.limit] or kind == "errands"  # these have few states
        assert told[Outcome.none]
        assert told[Outcome.found]


def test_what_was_found_before_the_numbers_ran_out_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Planner, "capacity", 4_000)
    below = find(counters(8, reachable=False), Limits(40, 1, 0), goal=8.0)
    assert (below.outcome, below.limit) == (Outcome.limit, "memory")
    assert below.best is not None
    assert below.best.utility >= 1.0
    assert below.states <= 4_000
    monkeypatch.setattr(Planner, "capacity", 12_000)
    found = find(counters(5, reachable=True), Limits(40, 1, 0), 5.0, aim=Aim.shortest)
    assert (found.outcome, found.limit) == (Outcome.found, "memory")
    several = find(counters(8, reachable=True), Limits(12, 1, 0), 2.0, aim=Aim.several, count=900)
    assert (several.outcome, several.limit) == (Outcome.found, "memory")
    assert several.stories
    assert not several.exhausted


def test_every_capacity_ends_in_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever table is full first."""
    world, limits = KINDS["planted"].make(867), Limits(3, 4, 1)
    assert Dynamics(world).initial is not None
    outcomes = []
    for capacity in range(6, 90):
        monkeypatch.setattr(Planner, "capacity", capacity)
        try:
            outcomes.append(find(world, limits, aim=Aim.shortest).outcome)
        except MemoryError:
            assert not outcomes, "only where not even the beginning can be numbered"
    assert set(outcomes) == {Outcome.limit, Outcome.found}
    assert outcomes[-1] is Outcome.found


def test_exploring_ends_with_the_limit_of_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Explorer, "capacity", 200)
    explorer = Explorer(counters(3, reachable=True), Limits(character=2, epistemic=1))
    space = Space(explorer, asks=True)
    with pytest.raises(StoppedError, match="memory"):
        list(map(space.moves, range(201)))
    assert space.moves(explorer.initial)  # what is known stays known


def test_the_command_names_the_limit(tmp_path: Path) -> None:
    world = tmp_path / "count.world"
    world.write_text(COUNT, encoding="utf-8")
    command = [sys.executable, "-c", SHORT_OF_NUMBERS, "find", str(world), "--goal", "9", "--json"]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    answer = json.loads(done.stdout)
    assert (answer["outcome"], answer["limit"]) == ("limit", "memory"), done.stderr
    assert "Traceback" not in done.stderr


SHORT_OF_NUMBERS = """
from dramaturge.cli.main import main
from dramaturge.kernel.planner import Planner

Planner.capacity = 60
main()
"""
COUNT = """
entity Ann : character;
property left() : number; property right() : number;
action left_up() { effect: left() = left() + 1 };
action left_down() { effect: left() = left() - 1 };
action right_up() { effect: right() = right() + 1 };
action right_down() { effect: right() = right() - 1 };
utility(): if(left() > 3 & left() < right() & right() < 2) 9 elseif(left() > 0) 1 else 0;
"""
