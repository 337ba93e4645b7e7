"""What a search answers, and how it ends."""

from __future__ import annotations

import itertools
import math
import time

import pytest

from dramaturge.ground.world import (
    TRUE,
    All,
    Arithmetic,
    Choice,
    Compare,
    Condition,
    Const,
    Entry,
    GroundEffect,
    GroundEvent,
    GroundFluent,
    GroundWorld,
    Read,
    Term,
    Value,
)
from dramaturge.plan.search import find, next_goal
from dramaturge.story import Aim, Explanation, Limits, Outcome, Progress, SearchResult, Step

KEY, OPEN, GOLD = range(3)
ANN, BEN = range(2)


def is_true(fluent: int) -> Condition:
    return Compare("==", Read((), fluent), Const(True), (Read((), fluent),))


def act(name: str, needs: tuple[int, ...], gives: int, *willing: int) -> GroundEvent:
    precondition = All(tuple(is_true(fluent) for fluent in needs))
    effects = (GroundEffect((), gives, Const(True), TRUE),)
    return GroundEvent(name, name, (), precondition, effects, willing, (TRUE, TRUE))


def vault(*, ben_cares: bool = True, author: Term | None = None) -> GroundWorld:
    """Ann wants gold from a vault that Ben has to open, which he does for the fun of it, or would
    rather not."""
    fluents = tuple(GroundFluent(name, name, (), "boolean") for name in ("key", "open", "gold"))
    actions = (
        act("take_key", (), KEY, ANN),
        act("open", (KEY,), OPEN, BEN),
        act("take_gold", (OPEN,), GOLD, ANN),
    )
    wish = Choice(is_true(GOLD), Const(1.0), Const(0.0))
    fun = Choice(is_true(OPEN), Const(float(ben_cares)), Const(float(not ben_cares)))
    initial = tuple(Entry((), fluent, False) for fluent in range(3))
    utilities = (author or wish, wish, fun)
    return GroundWorld("vault", ("Ann", "Ben"), (), fluents, actions, (), utilities, initial)


def counters(count: int, *, reachable: bool) -> GroundWorld:
    """One character counts several counters up and down; the author wants them all high.

    There are very many states, and no way to see early that the goal is out of reach.
    """
    fluents = tuple(GroundFluent(f"n{i}", f"n{i}", (), "number") for i in range(count))
    actions = []
    for i in range(count):
        for sign in "+-":
            value = Arithmetic(sign, Read((), i), Const(1.0))  # type: ignore[arg-type]
            effects = (GroundEffect((), i, value, TRUE),)
            actions.append(GroundEvent(f"n{i}{sign}", "n", (), TRUE, effects, (), (TRUE,)))
    total: Term = Const(0.0)
    for i in range(count):
        high = Compare(">=", Read((), i), Const(4.0), (Read((), i),))
        low = Compare("<=", Read((), i), Const(3.0), (Read((), i),))
        met: Condition = high if reachable or i else All((high, low))
        total = Arithmetic("+", total, Choice(met, Const(1.0), Const(0.0)))
    initial = tuple(Entry((), i, 0.0) for i in range(count))
    utilities = (total, Const(0.0))
    return GroundWorld("counters", ("Ann",), (), fluents, tuple(actions), (), utilities, initial)


def names(result: SearchResult) -> list[str]:
    assert result.story is not None
    return [step.action for step in result.story.steps]


def test_finds_a_story_and_the_plans_behind_it() -> None:
    result = find(vault(), Limits(3, 3, 1))
    assert result.outcome is Outcome.found
    assert names(result) == ["take_key", "open", "take_gold"]
    assert result.goal == 1.0
    assert result.undecided == 0
    assert result.story is not None
    assert result.story.utility == 1.0
    fun = Explanation("Ben", (Step("open"),))
    plan = (Step("take_key"), Step("open", (fun,)), Step("take_gold"))
    assert result.story.steps[0] == Step("take_key", (Explanation("Ann", plan),))
    assert result.story.steps[1] == Step("open", (fun,))


def test_nobody_opens_without_a_reason() -> None:
    result = find(vault(ben_cares=False), Limits(3, 3, 1))
    assert result.outcome is Outcome.none
    assert result.story is None
    assert result.limit is None


@pytest.mark.parametrize("limits", [Limits(2, 3, 1), Limits(3, 2, 1), Limits(3, 3, 0)])
def test_each_limit_of_depth_can_rule_the_story_out(limits: Limits) -> None:
    assert find(vault(), limits).outcome is Outcome.none


@pytest.mark.parametrize("limits", [Limits(None, 3, 1), Limits(3, None, 1), Limits(3, 3, None)])
def test_no_limit_of_depth_is_a_limit_too(limits: Limits) -> None:
    result = find(vault(), limits)
    assert result.outcome is Outcome.found
    assert result.limits.character is not None


def test_none_is_not_claimed_while_longer_plans_are_untried() -> None:
    result = find(vault(ben_cares=False), Limits(3, None, None))
    assert result.outcome is Outcome.limit
    assert result.limit == "character"
    assert find(vault(ben_cares=False), Limits(3, None, 0)).outcome is Outcome.none


def test_a_story_must_improve_on_the_start_however_low_the_goal() -> None:
    assert find(vault(ben_cares=False), Limits(3, 3, 1), goal=-5.0).outcome is Outcome.none
    assert find(vault(), Limits(3, 3, 1), goal=-5.0).outcome is Outcome.found


def test_nothing_improves_on_the_unknown() -> None:
    unknown: Value = None
    author = Choice(is_true(GOLD), Const(1.0), Const(unknown))
    assert find(vault(author=author), Limits(3, 3, 1)).outcome is Outcome.none


def test_the_best_met_below_the_goal_is_kept() -> None:
    result = find(counters(2, reachable=False), Limits(9, 1, 0), goal=2.0)
    assert result.outcome is Outcome.none
    assert result.story is not None
    assert result.story.utility == 1.0
    assert names(result) == ["n1+"] * 4


@pytest.mark.parametrize(
    ("start", "goal"),
    [(0.0, 1.0), (-1.0, 0.0), (0.5, 1.0), (-0.5, 0.5), (-1.5, -0.5), (2.0, 3.0), (None, 1.0)],
)
def test_the_goal_is_one_step_up_unless_given(start: float | None, goal: float) -> None:
    assert next_goal(start) == goal


def test_a_goal_must_be_a_number() -> None:
    with pytest.raises(ValueError, match="goal"):
        find(vault(), Limits(), goal=math.nan)


def test_a_limit_must_not_be_negative() -> None:
    with pytest.raises(ValueError, match="negative"):
        find(vault(), Limits(author=-1))


def test_time_ends_a_search_in_time() -> None:
    start = time.perf_counter()
    result = find(counters(8, reachable=False), Limits(40, 1, 0, time_s=0.3), goal=8.0)
    assert (result.outcome, result.limit) == (Outcome.limit, "time")
    assert time.perf_counter() - start < 5.0


def test_states_end_a_search() -> None:
    result = find(counters(8, reachable=False), Limits(40, 1, 0, states=5_000), goal=8.0)
    assert (result.outcome, result.limit) == (Outcome.limit, "states")
    assert 5_000 < result.states <= 5_010  # one successor may have brought several minds


def test_memory_ends_a_search() -> None:
    seen: list[float] = []
    limits = Limits(40, 1, 0, memory_mb=64, time_s=60.0)
    result = find(
        counters(8, reachable=False), limits, goal=8.0, progress=lambda p: seen.append(p.memory_mb)
    )
    assert (result.outcome, result.limit) == (Outcome.limit, "memory")
    assert max(seen, default=0.0) <= 64 * 1.05


def test_interrupting_keeps_what_was_found() -> None:
    def interrupt(progress: Progress) -> None:
        if progress.best >= 1.0:
            raise KeyboardInterrupt

    result = find(
        counters(8, reachable=False), Limits(40, 1, 0, time_s=60.0), goal=8.0, progress=interrupt
    )
    assert result.outcome is Outcome.cancelled
    assert result.limit is None
    assert result.story is not None
    assert result.story.utility >= 1.0


def test_other_errors_of_the_callback_are_raised() -> None:
    def fail(progress: Progress) -> None:
        raise RuntimeError("no terminal")

    with pytest.raises(RuntimeError, match="no terminal"):
        find(counters(8, reachable=False), Limits(40, 1, 0, time_s=60.0), goal=8.0, progress=fail)


def test_progress_is_reported_but_not_too_often() -> None:
    seen: list[Progress] = []
    result = find(
        counters(8, reachable=False), Limits(40, 1, 0, time_s=1.1), goal=8.0, progress=seen.append
    )
    assert 1 <= len(seen) <= 6
    assert all(a.states <= b.states for a, b in itertools.pairwise(seen))
    assert seen[-1].states <= result.states


def test_the_same_search_gives_the_same_answer() -> None:
    first, second = (find(counters(3, reachable=True), Limits(12, 1, 0), goal=3.0) for _ in "12")
    assert first.story == second.story
    assert (first.states, first.expanded) == (second.states, second.expanded)


def test_the_shortest_story_is_found_if_asked_for() -> None:
    result = find(counters(2, reachable=True), Limits(12, 1, 0), goal=2.0, aim=Aim.shortest)
    assert result.proves == ("shortest",)
    assert len(names(result)) == result.bound == 8
