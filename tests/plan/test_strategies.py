"""What the ways of searching find, what that proves, and what else may be asked for."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from dramaturge import _kernel
from dramaturge.ground.world import Choice, Const
from dramaturge.kernel.compile import compile
from dramaturge.kernel.planner import Planner, order, rounds
from dramaturge.plan.search import find
from dramaturge.plan.variety import distance, most_different
from dramaturge.story import Aim, Limits, Outcome, Progress, Step, Story
from tests.fuzzing import FIRST, MANY
from tests.plan.cases import KINDS, Case, settled
from tests.plan.test_search import OPEN, counters, is_true, names, vault

TESTS = 20 if MANY else 2
CASES_PER_TEST = 50
# Stories, so that some worlds have several.
LONGEST = {"dense": 3, "errands": 6, "planted": 5, "extended": 3, "mixed": 3}


def story(*acts: str) -> Story:
    return Story(tuple(Step(act) for act in acts), 1.0)


def test_only_the_last_round_proves_anything() -> None:
    assert [round.name for round in rounds()] == ["novel", "shared", "complete"]
    assert [round.complete for round in rounds()] == [False, False, True]
    assert [round.optimal for round in rounds()] == [False, False, True]
    assert all(round.doing for round in rounds())


def test_a_story_tells_which_round_found_it() -> None:
    result = find(vault(), Limits(3, 3, 1))
    assert result.story is not None
    assert result.round == result.story.round == "novel"
    assert find(vault(), Limits(3, 3, 1), aim=Aim.refute).round == "complete"


def test_a_first_story_can_be_proved_shortest_by_the_estimate_alone() -> None:
    result = find(vault(), Limits(5, 3, 1))
    assert result.bound == 3
    assert result.proves == ("shortest",)


def test_none_is_proved_for_the_limits_or_for_all_limits() -> None:
    within = find(vault(ben_cares=False), Limits(3, 3, 1), aim=Aim.refute)
    assert (within.outcome, within.proves, within.bound) == (Outcome.none, ("none",), 4)
    ever = find(vault(), Limits(3, 3, 1), goal=2.0, aim=Aim.refute)
    assert (ever.outcome, ever.proves, ever.bound) == (Outcome.none, ("none", "never"), None)


def test_what_takes_somebody_who_wants_nothing_never_happens() -> None:
    world = vault()
    author, ann, _ = world.utilities
    idle = replace(world, utilities=(author, ann, Choice(is_true(OPEN), Const(1.0), Const(1.0))))
    result = find(idle, Limits(3, 3, 1))
    assert (result.outcome, result.proves, result.bound) == (Outcome.none, ("none", "never"), None)
    assert result.expanded == 0


def test_a_refuted_none_is_a_shortest_story() -> None:
    result = find(counters(2, reachable=True), Limits(12, 1, 0), goal=2.0, aim=Aim.refute)
    assert result.proves == ("shortest",)
    assert len(names(result)) == 8


def test_a_stopped_search_for_the_shortest_keeps_its_story_and_what_is_certain() -> None:
    seen: list[Progress] = []

    def stop(now: Progress) -> None:
        seen.append(now)
        if now.stories:
            raise KeyboardInterrupt

    limits = Limits(40, 1, 0, time_s=60.0)
    result = find(counters(6, reachable=True), limits, 6.0, stop, aim=Aim.shortest)
    assert result.outcome is Outcome.found
    assert result.story is not None
    assert result.story.utility == 6.0
    assert seen[-1].shortest == len(result.story.steps)
    assert result.bound is not None
    assert 0 < seen[-1].bound <= result.bound <= len(result.story.steps)


def test_stories_get_shorter_while_the_search_goes_on() -> None:
    seen: list[int] = []
    result = find(
        counters(3, reachable=True),
        Limits(20, 1, 0),
        3.0,
        lambda now: seen.append(now.shortest),
        aim=Aim.shortest,
    )
    lengths = [length for length in seen if length]
    assert lengths == sorted(lengths, reverse=True)
    assert result.proves == ("shortest",)


def test_several_stories_differ_in_their_acts_or_in_how_they_end() -> None:
    result = find(counters(3, reachable=False), Limits(4, 1, 0), 1.0, aim=Aim.several, count=2)
    assert result.outcome is Outcome.found
    first, second = result.stories
    assert distance(first, second) == 1.0
    more = find(counters(3, reachable=False), Limits(4, 1, 0), 1.0, aim=Aim.several, count=5)
    assert len(more.stories) == 2  # there are no others
    assert more.proves == ("shortest", "all")


@pytest.mark.fuzz
@pytest.mark.parametrize(
    ("kind", "test"), [(kind, test) for kind in sorted(KINDS) for test in range(TESTS)]
)
def test_all_stories_are_found_once_each(kind: str, test: int) -> None:
    """Against brute force, but for stories that go on after the goal is reached."""
    first = FIRST + test * CASES_PER_TEST
    seeds = list(range(first, first + CASES_PER_TEST))
    compared = 0
    for case in settled(kind, seeds):
        limits = case.limits = replace(case.limits, author=LONGEST[kind])
        result = find(case.world, limits, case.goal, aim=Aim.several, count=200)
        expected = all_stories(case)
        numbers = {action.name: i for i, action in enumerate(case.world.actions)}
        plans = [tuple(numbers[step.action] for step in s.steps) for s in result.stories]
        found = [likeness(case, plan) for plan in plans]
        assert all(case.reasons.is_solution(plan) for plan in plans), case
        assert len(set(found)) == len(found), case
        assert expected <= set(found), case
        assert result.exhausted == bool(found) or result.outcome is Outcome.none, case
        compared += len(found) > 1
    # Elsewhere several stories are rare, and in other cases there may be few.
    assert compared >= 2 or kind != "dense" or MANY


def all_stories(case: Case) -> set[object]:
    """What they are like, of those that end as soon as the goal is reached."""
    assert case.limits.author is not None
    return {
        likeness(case, plan)
        for plan in case.reasons.solutions(case.limits.author, case.goal)
        if not any(reaches(case, plan[:end]) for end in range(1, len(plan)))
    }


def reaches(case: Case, plan: tuple[int, ...]) -> bool:
    utility = case.dynamics.utility(end_of(case, plan), 0)
    return utility is not None and utility >= case.goal


def likeness(case: Case, plan: tuple[int, ...]) -> object:
    return tuple(sorted(plan)), end_of(case, plan)


def end_of(case: Case, plan: tuple[int, ...]) -> object:
    state = case.dynamics.initial
    for act in plan:
        assert state is not None
        state = case.dynamics.after(state, act)
    assert state is not None
    return state


def test_the_order_of_independent_acts_makes_no_other_story() -> None:
    world = counters(3, reachable=True)
    result = find(world, Limits(8, 1, 0), 2.0, aim=Aim.several, count=9)
    assert len(result.stories) == 3  # which two of three; 70 orders each
    assert result.exhausted


def test_the_distance_is_the_share_of_acts_not_in_common() -> None:
    assert distance(story("a", "b"), story("b", "a")) == 0.0
    assert distance(story("a", "b"), story("c")) == 1.0
    assert distance(story("a", "b", "b"), story("a", "b", "c")) == 0.5
    assert distance(story(), story()) == 0.0


def test_the_most_different_stories_are_chosen_and_the_first_stays() -> None:
    stories = [story("a", "b"), story("a", "c"), story("d", "e", "f"), story("d", "e")]
    assert most_different(stories, 2) == [0, 3]  # as far as the third, and shorter
    assert most_different(stories, 3) == [0, 3, 1]
    assert most_different(stories, 9) == [0, 3, 1, 2]
    assert most_different([], 3) == []


def test_the_default_order_is_that_of_names() -> None:
    assert order(["b", "c", "a"]) == [1, 2, 0]


def test_a_seed_draws_the_same_lots_everywhere() -> None:
    acts = [f"act{i}" for i in range(5)]
    assert order(acts, 1) == [1, 4, 2, 3, 0]
    assert order(acts, 1) == order(acts, 1) != order(acts, 2)
    assert sorted(order(acts, 7)) == [0, 1, 2, 3, 4]


def test_a_seed_can_bring_another_story_but_no_other_answer() -> None:
    results = [find(counters(3, reachable=True), Limits(9, 1, 0), 2.0, seed=s) for s in range(8)]
    assert {result.outcome for result in results} == {Outcome.found}
    assert len({tuple(names(result)) for result in results}) > 1
    for seed in range(3):
        again = find(counters(3, reachable=True), Limits(9, 1, 0), 2.0, seed=seed)
        assert again.story == results[seed].story
        assert (again.states, again.expanded) == (results[seed].states, results[seed].expanded)


def test_where_the_states_end_a_search_does_not_depend_on_luck() -> None:
    limits = Limits(40, 1, 0, states=3_000)
    ended = [find(counters(8, reachable=False), limits, 8.0) for _ in range(3)]
    assert len({(result.states, result.expanded) for result in ended}) == 1
    assert ended[0].limit == "states"


@pytest.mark.parametrize(("places", "message"), [([0], "every action"), ([0] * 4, "every action")])
def test_an_order_must_place_every_action(places: list[int], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        _kernel.Planner(compile(vault()), 3, 3, 1, 9.0, 2**40, 2**40, None, places, 1, [])


def test_aims_and_counts_are_checked() -> None:
    planner = Planner(vault(), Limits(3, 3, 1))
    with pytest.raises(ValueError, match="at least one"):
        planner.run(1.0, Aim.several, 0)


def test_every_permutation_of_the_actions_gives_the_same_story() -> None:
    world = vault()
    found = set()
    for actions in itertools.permutations(world.actions):
        result = find(replace(world, actions=actions), Limits(3, 3, 1))
        found.add((tuple(names(result)), result.expanded))
    assert len(found) == 1
