"""The rest of a story as a reason: what is told later is what somebody has in mind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import dramaturge as dm
from dramaturge.plan.bounds import Bounds
from dramaturge.plan.check import HAND_WRITTEN, Checker
from dramaturge.plan.foreseen import Foreseen, Needed, needed
from dramaturge.plan.motive import Motives
from dramaturge.plan.verify import STATES_PER_QUESTION, confirms
from dramaturge.story import Explanation
from tests.cli.running import run

# Ann barters her way to a boat. The pilot blesses her for the sake of what comes five acts later;
# Dora gives the boat to whoever greeted her. Zoe's songs are nothing to anybody else.
WORLD = """
type place; type character; type thing;
entity Home : place; entity Mill : place; entity Inn : place; entity Port : place;
entity Ann : character; entity Bert : character; entity Cleo : character; entity Dora : character;
entity Pilot : character; entity Zoe : character;
entity Apple : thing; entity Bread : thing; entity Cloth : thing; entity Boat : thing;
property at(c : character) : place;
property path(a : place, b : place) : boolean;
property has(t : thing) : character;
property greeted(c : character) : boolean;
property blessed() : boolean;
property sailed() : boolean;
property songs() : number;
action walk(c : character, a : place, b : place) {
    precondition: at(c) == a & path(a, b);
    effect: at(c) = b;
    consenting: c;
    observing(o : character): True
};
action greet(c : character, d : character) {
    precondition: c != d & at(c) == at(d) & !greeted(d);
    effect: greeted(d);
    consenting: c;
    observing(o : character): True
};
action swap(c : character, x : thing, d : character, y : thing) {
    precondition: c != d & x != y & at(c) == at(d) & has(x) == c & has(y) == d;
    effect: has(x) = d & has(y) = c;
    consenting: c, d;
    observing(o : character): True
};
action bless(c : character) {
    precondition: c != Pilot & at(c) == at(Pilot) & !blessed();
    effect: blessed();
    consenting: Pilot;
    observing(o : character): True
};
action sail(c : character) {
    precondition: has(Boat) == c & at(c) == Port & blessed() & !sailed();
    effect: sailed();
    consenting: c;
    observing(o : character): True
};
action sing(c : character) {
    precondition: at(c) == Inn & songs() < 2;
    effect: songs() = songs() + 1;
    consenting: c;
    observing(o : character): True
};
path(Home, Mill); path(Mill, Home); path(Mill, Inn); path(Inn, Mill);
path(Inn, Port); path(Port, Inn);
at(Ann) = Home; at(Bert) = Inn; at(Cleo) = Mill; at(Dora) = Port; at(Pilot) = Mill; at(Zoe) = Inn;
has(Apple) = Ann; has(Bread) = Bert; has(Cloth) = Cleo; has(Boat) = Dora;
songs() = 0;
utility(): if (sailed()) 1 else 0;
utility(Ann): if (sailed()) 1 else 0;
utility(Bert): if (has(Apple) == Bert) 1 else 0;
utility(Cleo): if (has(Bread) == Cleo) 1 else 0;
utility(Dora): if (has(Cloth) == Dora & greeted(Dora)) 1 else 0;
utility(Pilot): if (sailed()) 1 else 0;
utility(Zoe): songs();
"""
STORY = """\
walk(Ann, Home, Mill)
walk(Ann, Mill, Inn)
sing(Zoe)
swap(Ann, Apple, Bert, Bread)
walk(Ann, Inn, Mill)
swap(Ann, Bread, Cleo, Cloth)
sing(Zoe)
bless(Ann)
walk(Ann, Mill, Inn)
walk(Ann, Inn, Port)
greet(Ann, Dora)
swap(Ann, Cloth, Dora, Boat)
sail(Ann)
"""
ACTS = STORY.split("\n")[:-1]
PLAN = tuple(act for act in ACTS if not act.startswith("sing"))
BLESSING = ACTS.index("bless(Ann)")


@pytest.fixture(scope="module")
def world() -> dm.World:
    return dm.loads(WORLD).require()


@pytest.fixture
def written(tmp_path: Path) -> tuple[str, str]:
    """The world and the story as files."""
    world, story = tmp_path / "boat.world", tmp_path / "boat.story"
    world.write_text(WORLD)
    story.write_text(STORY)
    return str(world), str(story)


Reason = Callable[[list[str]], Explanation | None]


@pytest.fixture
def reason(world: dm.World) -> Reason:
    """Ann's reason for the first act of a story."""
    return lambda acts: reason_for(world, acts, 0, "Ann", 12, 3)


def reason_for(
    world: dm.World, acts: list[str], at: int, name: str, longest: int, deepest: int
) -> Explanation | None:
    state, numbers = world.teller.states(acts)[at], [world.teller.number(act) for act in acts]
    who, rest = world.ground.characters.index(name), tuple((n,) for n in numbers[at + 1 :])
    bounds = Bounds(world.ground, longest)
    asked = Foreseen(world.dynamics, longest, deepest, bounds)
    return asked.reason(state, who, numbers[at], rest)


def plan(found: Explanation | None) -> tuple[str, ...]:
    return () if found is None else tuple(step.action for step in found.plan)


def test_what_follows_is_the_plan_without_what_does_not_matter(reason: Reason) -> None:
    assert plan(reason(ACTS)) == PLAN


def test_whoever_joins_in_for_something_distant_has_the_rest_in_mind(reason: Reason) -> None:
    found = reason(ACTS)
    assert found is not None
    blessing = next(step for step in found.plan if step.action == "bless(Ann)")
    (pilot,) = blessing.explanations
    assert (pilot.character, plan(pilot)) == ("Pilot", PLAN[PLAN.index("bless(Ann)") :])


def test_what_only_makes_somebody_willing_stays_in_the_plan(reason: Reason) -> None:
    """Without the greeting all would be possible, but Dora would not swap."""
    assert "greet(Ann, Dora)" in plan(reason(ACTS))
    without = [act for act in ACTS if not act.startswith("greet")]
    assert reason(without) is None


def test_what_leads_away_and_back_is_no_plan(world: dm.World, reason: Reason) -> None:
    """Though the search leaves open that the pilot would bless her without."""
    away, back = "walk(Ann, Mill, Home)", "walk(Ann, Home, Mill)"
    assert plan(reason([ACTS[0], away, back, *ACTS[1:]])) == PLAN
    assert reason_for(world, [ACTS[0], away, back, *ACTS[1:]], 1, "Ann", 13, 3) is None


def test_a_story_may_end_before_the_plan_does(reason: Reason) -> None:
    """From Ann's last act on she would go on as anybody can tell."""
    assert plan(reason(ACTS[:-1])) == PLAN
    assert plan(reason(ACTS[:-3])) == PLAN


def test_what_never_leads_there_is_no_plan(reason: Reason) -> None:
    assert reason(ACTS[:3]) is None
    assert reason(["walk(Ann, Home, Mill)"]) is None


def test_a_plan_keeps_to_the_limits(world: dm.World) -> None:
    assert plan(reason_for(world, ACTS, 0, "Ann", len(PLAN), 3)) == PLAN
    assert reason_for(world, ACTS, 0, "Ann", len(PLAN) - 1, 3) is None
    # That the pilot counts on somebody who counts on Dora is three minds deep.
    assert reason_for(world, ACTS, 0, "Ann", len(PLAN), 1) is None


def test_it_counts_only_as_the_definition_confirms_it(world: dm.World) -> None:
    state = world.teller.states(ACTS)[BLESSING]
    pilot, act = world.ground.characters.index("Pilot"), world.teller.number(ACTS[BLESSING])
    found = reason_for(world, ACTS, BLESSING, "Pilot", 12, 3)
    assert found is not None
    motives = Motives(world.dynamics, 12, 3, STATES_PER_QUESTION)
    assert confirms(motives, state, pilot, act, found)
    assert not confirms(motives, state, pilot, act, replace(found, plan=found.plan[:-1]))


def test_limits_that_would_do_are_told(world: dm.World) -> None:
    state, numbers = world.teller.states([])[0], [world.teller.number(act) for act in ACTS]
    rest = tuple((number,) for number in numbers[1:])

    def asked(longest: int, deepest: int) -> Needed | None:
        return needed(world.dynamics, (longest, deepest), state, 0, numbers[0], rest)

    assert world.ground.characters[0] == "Ann"
    assert asked(8, 3) == Needed(len(PLAN), len(PLAN), 3)
    assert asked(12, 1) == Needed(len(PLAN), 12, 2)
    assert asked(12, 3) is None  # nothing more is needed
    assert needed(world.dynamics, (8, 3), state, 0, numbers[0], rest[:3]) is None


def test_the_story_holds_and_why_tells_the_same(world: dm.World) -> None:
    beats = world.read(STORY).require().beats
    walk = Checker(world.model, world.ground, HAND_WRITTEN).walk(beats)
    assert not isinstance(walk, dm.Finding)
    assert walk.faults == ()
    assert plan(walk.explanations[0][0]) == PLAN
    assert world.check(STORY).ok
    for beat in (1, 2, BLESSING + 1):
        assert world.why(STORY, beat).explanations == walk.explanations[beat - 1]


def test_what_was_asked_before_changes_nothing(world: dm.World) -> None:
    beats = world.read(STORY).require().beats
    given = []
    for asked in ((), (ACTS[:4], ACTS[4:8])):
        checker = Checker(world.model, world.ground, replace(HAND_WRITTEN, states=200))
        for acts in asked:
            checker.walk(world.read("\n".join(acts)).require().beats)
        walk = checker.walk(beats)
        assert not isinstance(walk, dm.Finding)
        given.append((walk.explanations, walk.faults))
    assert given[0] == given[1]


def test_as_a_user_types_it(written: tuple[str, str]) -> None:
    whole = run("check", *written)
    assert whole.code == 0
    assert "The story holds: 13 acts" in whole.out
    told = " ".join(run("check", *written, "--character-limit", "10").out.split())
    assert "a plan of 11 acts: ask with --character-limit 11" in told
    assert run("check", *written, "--character-limit", "11").code == 0
