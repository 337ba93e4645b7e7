"""Limits that take turns: which ones, with how much effort, and when the turns end."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from bench.generate import INSTANCES

import dramaturge as dm
from dramaturge.kernel.planner import Hope, Rounds
from dramaturge.plan.limits import AUTHOR_LIMIT, HOPES, RUNGS, question_of
from dramaturge.plan.schedule import (
    FAR,
    FIRST_EFFORT,
    FOCUSED,
    GIVEN_GROWTH,
    GIVEN_SHARE,
    GROWTH,
    IMAGINED,
    LEAST_TURNS,
    SHORTCUT_SHARE,
    Attempt,
    attempts_of,
    results,
)
from dramaturge.plan.search import find
from dramaturge.story import Limits, Outcome, Progress, SearchResult
from tests.plan.test_search import counters, vault

ANY = question_of(False, False, None, 0)
CORRIDOR = """
property steps() : number;
entity Ann : character;
steps() = 0;
action walk() {{
    precondition: steps() < {length};
    effect: steps() = steps() + 1;
    consenting: Ann
}};
utility(): if(steps() == {length}) 1 else 0;
utility(Ann): steps();
"""


def none() -> SearchResult:
    return find(vault(ben_cares=False), Limits(3, 3, 1))


def found() -> SearchResult:
    return find(vault(), Limits(3, 3, 1))


OPEN_ENDED = replace(none(), outcome=Outcome.limit, limit="effort")


def test_all_limits_get_a_hopeful_and_a_certain_attempt() -> None:
    attempts = attempts_of(None, None, None, ANY)
    hopeful, further = attempts[: len(HOPES)], attempts[len(HOPES) :]
    count = len(FOCUSED) + len(IMAGINED)
    imagined, certain = further[:count], further[count:]
    assert [(each.character, each.epistemic) for each in hopeful] == list(HOPES)
    focused = [Hope(*hope, True, 1, True) for hope in FOCUSED]
    assert [each.hoped for each in imagined] == [
        *focused,
        *(Hope(*hope, True, 1) for hope in IMAGINED),
    ]
    assert [(each.character, each.epistemic) for each in certain] == list(RUNGS)
    assert {each.rounds for each in (*hopeful, *imagined)} == {Rounds.hopeful}
    assert {each.character for each in hopeful if _commits(each)} == {12, 20}
    for each in hopeful:
        assert each.author == FAR
    assert {(each.author, each.rounds) for each in certain} == {(AUTHOR_LIMIT, Rounds.certain)}


def _commits(attempt: Attempt) -> bool:
    return attempt.hoped is not None and attempt.hoped.commits


def test_limits_that_are_given_are_kept() -> None:
    assert {
        (each.author, each.character, each.epistemic) for each in attempts_of(7, 4, 1, ANY)
    } == {(7, 4, 1)}
    assert {each.author for each in attempts_of(7, None, None, ANY)} == {7}
    assert {each.author for each in attempts_of(50, 4, 1, ANY)} == {50}
    assert {each.author for each in attempts_of(50, 9, 2, ANY)} == {50}
    shortest = attempts_of(None, None, None, question_of(True, False, None, 0))
    assert shortest == [Attempt(AUTHOR_LIMIT, *RUNGS[-1], Rounds.all, None)]


def test_within_limits_that_are_given_shorter_plans_are_hoped_for_too() -> None:
    whole, *shortcuts = attempts_of(14, 6, 2, ANY)
    assert whole == Attempt(14, 6, 2, Rounds.all, GIVEN_SHARE, growth=GIVEN_GROWTH)
    assert {(each.author, each.character, each.epistemic) for each in shortcuts} == {(14, 6, 2)}
    assert {each.rounds for each in shortcuts} == {Rounds.hopeful}
    assert {each.effort for each in shortcuts if not _commits(each)} == {SHORTCUT_SHARE}
    assert {each.effort for each in shortcuts if _commits(each)} == {GIVEN_SHARE}
    hopes = [Hope(6, 2, commits=True), Hope(5, 1), Hope(6, 1)]
    assert [each.hoped for each in shortcuts] == hopes
    assert [each.hoped for each in attempts_of(14, 5, 1, ANY)] == [None, Hope(5, 1, commits=True)]
    assert len(attempts_of(14, 2, 1, ANY)) == 1
    assert len(attempts_of(14, 0, 0, ANY)) == 1
    for strict in (question_of(True, False, None, 0), question_of(False, True, None, 0)):
        assert attempts_of(14, 6, 2, strict) == [Attempt(14, 6, 2, Rounds.all, None)]


def test_where_long_plans_are_allowed_they_are_imagined_more_with_each_turn() -> None:
    imagined = attempts_of(14, 10, 2, ANY)[1]
    assert imagined.hoped == Hope(10, 2, commits=True, imagines=1)
    assert [imagined.at(turn).hoped for turn in range(3)] == [
        Hope(10, 2, commits=True, imagines=imagines) for imagines in (1, 1, 2)
    ]
    assert Hope(12, 1, commits=True) in [each.hoped for each in attempts_of(14, 12, 2, ANY)]


def test_with_and_without_a_look_at_who_is_needed_first() -> None:
    whole, imagined, focused, *_ = attempts_of(14, 10, 2, ANY)
    assert imagined.hoped is not None
    assert focused == replace(imagined, hoped=imagined.hoped._replace(focuses=True))
    free = [each.hoped for each in attempts_of(None, None, None, ANY)]
    assert Hope(12, 2, commits=True, imagines=1, focuses=True) in free
    assert whole.hoped is None


def test_what_is_imagined_is_looked_for_again_where_all_of_it_led_nowhere() -> None:
    imagined = attempts_of(14, 10, 2, ANY)[1]
    assert imagined.is_open(replace(OPEN_ENDED, limit="rounds"))
    assert imagined.is_open(OPEN_ENDED)
    other = attempts_of(14, 10, 2, ANY)[3]
    assert not other.is_open(replace(OPEN_ENDED, limit="rounds"))
    assert other.is_open(OPEN_ENDED)


def test_who_is_alone_goes_on_to_the_end() -> None:
    tried: list[Attempt] = []

    def search(attempt: Attempt) -> SearchResult:
        tried.append(attempt)
        limit = "effort" if attempt.effort is not None else None
        limit = "rounds" if attempt.rounds is Rounds.hopeful else limit
        return replace(none(), outcome=Outcome.limit if limit else Outcome.none, limit=limit)

    given = list(results(attempts_of(14, 6, 1, ANY), ANY, search))
    assert [attempt.effort for attempt in tried] == [
        GIVEN_SHARE * FIRST_EFFORT,
        GIVEN_SHARE * FIRST_EFFORT,
        SHORTCUT_SHARE * FIRST_EFFORT,
        None,
    ]
    assert given[-1].outcome is Outcome.none


def test_what_is_proved_within_the_limits_given_is_the_answer() -> None:
    given = list(results(attempts_of(14, 6, 2, ANY), ANY, lambda attempt: none()))
    assert [result.outcome for result in given] == [Outcome.none]
    world = dm.loads(CORRIDOR.format(length=20)).require()
    assert world.find(None, 12, 6, 2).outcome is Outcome.none


def test_memory_that_is_full_of_hopes_ends_nothing() -> None:
    def search(attempt: Attempt) -> SearchResult:
        limit = "memory" if attempt.rounds is Rounds.hopeful else None
        return replace(none(), outcome=Outcome.limit if limit else Outcome.none, limit=limit)

    attempts = [Attempt(30, 3, 1, Rounds.hopeful, 1), Attempt(12, 3, 1, Rounds.certain, 1)]
    assert [each.limit for each in results(attempts, ANY, search)] == ["memory", None]


def test_an_attempt_that_came_to_its_end_is_not_repeated() -> None:
    tried: list[Attempt] = []

    def search(attempt: Attempt) -> SearchResult:
        tried.append(attempt)
        if len(tried) == 6:
            return found()
        return none() if attempt.character == 3 else OPEN_ENDED

    attempts = [
        Attempt(12, 3, 1, Rounds.hopeful, 1),
        Attempt(12, 5, 2, Rounds.hopeful, 4),
        Attempt(12, 5, 2, Rounds.certain, 1),
    ]
    given = list(results(attempts, ANY, search))
    assert [(each.character, each.effort) for each in tried] == [
        (3, FIRST_EFFORT),
        (5, 4 * FIRST_EFFORT),
        (5, FIRST_EFFORT),
        (5, 4 * FIRST_EFFORT * GROWTH),
        (5, FIRST_EFFORT * GROWTH),
        (5, 4 * FIRST_EFFORT * GROWTH**2),
    ]
    assert given[-1].outcome is Outcome.found


def test_long_stories_are_looked_for_some_turns_after_short_ones_are_ruled_out() -> None:
    tried: list[Attempt] = []

    def search(attempt: Attempt) -> SearchResult:
        tried.append(attempt)
        return OPEN_ENDED if attempt.rounds is Rounds.hopeful else none()

    attempts = [Attempt(30, 3, 1, Rounds.hopeful, 1), Attempt(12, 3, 1, Rounds.certain, 1)]
    given = list(results(attempts, ANY, search))
    assert [each.author for each in tried] == [30, 12] + (LEAST_TURNS - 1) * [30]
    assert [each.effort for each in tried[2:]] == [
        FIRST_EFFORT * GROWTH**turn for turn in range(1, LEAST_TURNS)
    ]
    assert [result.outcome for result in given] == [Outcome.limit] + LEAST_TURNS * [Outcome.none]


def test_what_cannot_be_longer_is_not_tried_again() -> None:
    """Neither within the limits that are searched already nor where no length helps."""
    tried: list[Attempt] = []
    for author, bound in ((12, 13), (30, None)):
        proof = replace(none(), bound=bound)
        tried.clear()

        def search(attempt: Attempt, proof: SearchResult = proof) -> SearchResult:
            tried.append(attempt)
            return proof if attempt.rounds is Rounds.certain else OPEN_ENDED

        attempts = [Attempt(author, 3, 1, Rounds.hopeful, 1), Attempt(12, 3, 1, Rounds.certain, 1)]
        list(results(attempts, ANY, search))
        assert len(tried) == 2


def test_a_hope_that_came_to_nothing_goes_on_until_it_is_certain() -> None:
    tried: list[Attempt] = []

    def search(attempt: Attempt) -> SearchResult:
        tried.append(attempt)
        if attempt.rounds is Rounds.hopeful:
            return replace(none(), outcome=Outcome.limit, limit="rounds")
        limits = replace(none().limits, author=attempt.author)
        return replace(none(), limits=limits, bound=attempt.author + 1)

    attempts = [Attempt(30, 3, 1, Rounds.hopeful, 1), Attempt(12, 3, 1, Rounds.certain, 1)]
    given = list(results(attempts, ANY, search))
    assert [(each.author, each.rounds) for each in tried] == [
        (30, Rounds.hopeful),
        (12, Rounds.certain),
        (30, Rounds.certain),
    ]
    assert [result.limits.author for result in given[1:]] == [12, 30]


def test_hopeful_rounds_prove_nothing() -> None:
    result = find(vault(ben_cares=False), Limits(3, 3, 1), rounds=Rounds.hopeful)
    assert (result.outcome, result.limit, result.round) == (Outcome.limit, "rounds", "novel")
    result = find(vault(ben_cares=False), Limits(3, 3, 1), rounds=Rounds.certain)
    assert (result.outcome, result.limit, result.round) == (Outcome.none, None, "complete")
    assert find(vault(), Limits(3, 3, 1), rounds=Rounds.certain).round == "complete"


def test_effort_ends_a_search_always_at_the_same_place() -> None:
    world, limits = counters(6, reachable=True), Limits(40, 1, 0)
    first, second = (
        find(world, limits, 6.0, effort=1_000, rounds=Rounds.certain) for _ in range(2)
    )
    assert (first.outcome, first.limit) == (Outcome.limit, "effort")
    assert (first.states, first.expanded) == (second.states, second.expanded)
    more = find(world, limits, 6.0, effort=2_000, rounds=Rounds.certain)
    assert more.states > first.states


def test_comparing_states_counts_as_effort() -> None:
    """Where there are many fluents it is most of the work: 833 steps came of this effort once."""
    lamps = " ".join(f"entity L{number} : lamp;" for number in range(120))
    world = dm.loads(
        f"""type lamp; entity Ann : character; {lamps}
        property lit(l : lamp) : boolean;
        action light(l : lamp) {{ precondition: !lit(l); effect: lit(l); consenting: Ann }};
        utility(): sum(l : lamp) (if(lit(l)) 1 else 0);
        utility(Ann): sum(l : lamp) (if(lit(l)) 1 else 0);"""
    ).require()
    limits = Limits(30, 1, 0)
    result = find(world.ground, limits, 30.0, effort=100_000, rounds=Rounds.hopeful)
    assert result.limit == "effort"
    assert 0 < result.expanded < 200


def test_a_long_story_is_found_without_being_asked_for() -> None:
    world = dm.loads(CORRIDOR.format(length=20)).require()
    result = world.find()
    assert result.story is not None
    assert len(result.story.steps) == 20
    assert result.limits.author == FAR
    assert world.find(author_limit=19).outcome is Outcome.none
    far = dm.loads(CORRIDOR.format(length=FAR + 1)).require().find()
    assert (far.outcome, far.limits.author) == (Outcome.none, AUTHOR_LIMIT)
    short = dm.loads(CORRIDOR.format(length=4)).require().find()
    assert (short.outcome, short.limits.author) == (Outcome.found, AUTHOR_LIMIT)


def test_to_let_in_longer_stories_costs_next_to_nothing() -> None:
    known = INSTANCES["western"]
    world = dm.loads(known.text).require()
    near, far = (
        find(world.ground, Limits(acts, 7, 2), 3.0, effort=2_000_000, rounds=Rounds.hopeful)
        for acts in (14, FAR)
    )
    assert near.outcome is far.outcome is Outcome.found
    assert far.states < 1.5 * near.states


def test_who_waits_is_told_what_all_attempts_have_come_to() -> None:
    known = INSTANCES["western"]
    world = dm.loads(known.text).require()
    told: list[Progress] = []
    result = world.find(2.0, *known.limits, progress=told.append)
    assert result.outcome is Outcome.found
    for earlier, later in pairwise(told):
        assert earlier.states <= later.states
        assert earlier.seconds <= later.seconds
    assert told[-1].states > result.states  # the limits given were tried before, in vain
