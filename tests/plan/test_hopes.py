"""What is found in whole worlds with plans that are only hoped for, and how soon."""

from __future__ import annotations

from itertools import permutations

from bench.generate import INSTANCES

import dramaturge as dm
from dramaturge.kernel.planner import Hope, Rounds
from dramaturge.plan.search import find
from dramaturge.story import Aim, Limits, Outcome


def test_long_plans_are_imagined_sooner_than_searched_for() -> None:
    known = INSTANCES["jailbreak"]
    world = dm.loads(known.text).require()
    within = Limits(*known.limits)
    searched, imagined = (
        find(world.ground, within, 3.0, rounds=Rounds.hopeful, hoped=Hope(10, 2, True, imagines))
        for imagines in (0, 2)
    )
    assert searched.outcome is imagined.outcome is Outcome.found
    assert imagined.story is not None
    assert imagined.story.verified
    assert 2 * imagined.states < searched.states


def test_a_long_plan_that_counts_on_others_is_found_without_being_asked_for() -> None:
    """The heir has most of the story in mind before he sets out."""
    world = dm.loads(INSTANCES["heir"].text).require()
    result = world.find(goal=3)
    assert result.outcome is Outcome.found
    assert result.story is not None
    assert result.story.verified
    plans = [each for step in result.story.steps for each in step.explanations]
    assert max(len(each.plan) for each in plans if each.character == "Aldo") >= 10


def test_people_who_have_nothing_to_do_with_it_cost_little() -> None:
    """Four more, who may walk anywhere: nobody's plan can need that, but to see it takes values."""
    world = dm.loads(INSTANCES["heir-crowd"].text).require()
    within = Limits(30, 12, 2, states=400_000)
    hoped = Hope(12, 2, commits=True, imagines=1)
    result = find(world.ground, within, 3.0, rounds=Rounds.hopeful, hoped=hoped)
    assert result.outcome is Outcome.found
    assert result.story is not None
    assert result.story.verified


def test_those_who_are_needed_are_looked_at_first() -> None:
    """Of nine people one tells another a lie to get by; all might walk anywhere, or tell it."""
    world = dm.loads(INSTANCES["harbour"].text).require()
    within = Limits(14, 12, 2, states=100_000)
    hoped = Hope(12, 2, commits=True, imagines=1)
    anybody, needed = (
        find(world.ground, within, 1.0, rounds=Rounds.hopeful, hoped=each)
        for each in (hoped, hoped._replace(focuses=True))
    )
    assert (anybody.outcome, anybody.limit) == (Outcome.limit, "states")
    assert needed.outcome is Outcome.found
    assert needed.story is not None
    assert needed.story.verified
    doers = {step.action.split("(")[1].split(",")[0] for step in needed.story.steps}
    assert doers <= {"Mira", "Venn"}


def test_a_story_that_goes_round_about_is_cut_short() -> None:
    """Piet goes to the market first and is seized there, but where he was would do as well."""
    world = dm.loads(INSTANCES["harbour"].text).require()
    within = Limits(14, 12, 2)
    hoped = Hope(12, 2, commits=True, imagines=1, focuses=True)
    result = find(world.ground, within, 2.0, rounds=Rounds.hopeful, hoped=hoped)
    assert result.story is not None
    assert result.story.verified
    assert len(result.story.steps) == 9


def test_who_may_walk_anywhere_does_not_walk_about_for_ever_in_mind() -> None:
    """Each walk leaves others with another belief of where somebody is, thousands in all."""
    known = INSTANCES["heir"]
    places = ("Farm", "Village", "Market", "Cathedral", "Barracks", "Palace")
    ways = "".join(f"path({one}, {other});" for one, other in permutations(places, 2))
    world = dm.loads(known.text + ways).require()
    hoped = Hope(12, 2, commits=True, imagines=1)
    within = Limits(30, 12, 2, states=900_000)
    result = find(world.ground, within, 3.0, rounds=Rounds.hopeful, hoped=hoped)
    assert result.outcome is Outcome.found
    assert result.story is not None
    assert result.story.verified


def test_what_is_found_with_shorter_plans_is_proved_within_the_limits() -> None:
    known = INSTANCES["heist-five"]
    world = dm.loads(known.text).require()
    within = Limits(*known.limits)
    alone = find(world.ground, within, 1.0, effort=400_000)
    assert (alone.outcome, alone.limit) == (Outcome.limit, "effort")
    hoped = find(world.ground, within, 1.0, effort=400_000, hoped=Hope(7, 1))
    assert (hoped.outcome, hoped.limits) == (Outcome.found, within)
    assert hoped.story is not None
    assert hoped.story.verified
    result = world.find(1.0, *known.limits)
    assert result.outcome is Outcome.found
    assert result.limits.character == known.character_limit


def test_what_somebody_else_will_do_is_thought_of_soon() -> None:
    """The servant tells the heir where the key is for the sake of the ten acts of the heir."""
    known = INSTANCES["castle-six"]
    world = dm.loads(known.text).require()
    result = find(world.ground, Limits(*known.limits), 2.0, effort=8_000_000)
    assert result.outcome is Outcome.found
    assert result.story is not None
    assert result.story.verified
    (told,) = result.story.steps[0].explanations
    assert told.character != "Heir"
    assert [step.action for step in told.plan] == [step.action for step in result.story.steps[:-1]]


def test_who_has_begun_with_a_plan_needs_no_new_one() -> None:
    known = INSTANCES["jailbreak"]
    world = dm.loads(known.text).require()
    within = Limits(*known.limits)
    anew, kept = (
        find(
            world.ground,
            within,
            2.0,
            aim=Aim.several,  # as it is found, not cut short
            rounds=Rounds.hopeful,
            hoped=Hope(10, 2, commits),
        )
        for commits in (False, True)
    )
    assert anew.outcome is kept.outcome is Outcome.found
    assert kept.states < anew.states
