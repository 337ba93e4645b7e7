"""What a mind makes of an event."""

from __future__ import annotations

import random

import pytest

import dramaturge as dm
from dramaturge.semantics import State
from dramaturge.tell import Happening, How, Manner, Perception
from tests.tell.stage import STORIES, WORLDS, script_of, world_of

MARTYR = STORIES[0]


def happenings(world: dm.World, actions: tuple[str, ...]) -> list[Happening]:
    """One for each act of a story."""
    numbers = {action.name: i for i, action in enumerate(world.ground.actions)}
    state = world.dynamics.initial
    assert state is not None
    found = []
    for action in actions:
        found.append(Happening(world.dynamics, state, numbers[action]))
        state = found[-1].after
    return found


@pytest.fixture(scope="module")
def chapter() -> dict[str, Happening]:
    world = world_of(MARTYR[0])
    actions = script_of(*MARTYR).actions
    return dict(zip(actions, happenings(world, actions), strict=True))


def seen(chapter: dict[str, Happening], act: str, who: str) -> Perception:
    ground = world_of(MARTYR[0]).ground
    return chapter[act].perceived_by(ground.characters.index(who))


def told(perception: Perception) -> set[tuple[tuple[str, ...], str, object, str]]:
    """(whose mind within, fluent, value, how)."""
    ground = world_of(MARTYR[0]).ground
    return {
        (
            tuple(ground.characters[c] for c in each.inwards),
            ground.fluents[each.fluent].name,
            each.new,
            each.how.value,
        )
        for each in perception.learnt
    }


def test_who_slips_away_is_not_seen_but_missed(chapter: dict[str, Happening]) -> None:
    act = "walk(William, LivingRoom, Backyard)"
    buffy = seen(chapter, act, "Buffy")
    assert buffy.manner is Manner.unseen
    assert not buffy.is_known
    assert ((), "at(William)", None, "noticed") in told(buffy)
    assert seen(chapter, act, "Willow").is_nothing
    william = seen(chapter, act, "William")
    assert william.is_doer
    assert told(william) == {((), "at(William)", "Backyard", "seen")}


def test_who_comes_to_a_hiding_place_notices_who_hides_there(chapter: dict[str, Happening]) -> None:
    found = told(seen(chapter, "walk(William, Backyard, BehindHouse)", "William"))
    assert ((), "at(Giles)", "BehindHouse", "noticed") in found
    assert ((), "saw(William, Giles)", True, "inferred") in found


def test_a_lie_is_words_to_the_one_who_hears_it(chapter: dict[str, Happening]) -> None:
    act = "lie(William, Buffy, CatThere, Backyard)"
    buffy = seen(chapter, act, "Buffy")
    assert not buffy.is_known
    assert {
        ((), "prowls(BehindHouse)", True, "told"),
        (("William",), "prowls(BehindHouse)", True, "told"),
    } <= told(buffy)
    william = seen(chapter, act, "William")
    assert (("Buffy",), "prowls(BehindHouse)", True, "corrected") in told(william)
    assert not any(each.fluent for each in william.own if each.how is How.told)


def test_a_failed_attempt_is_seen_as_one_and_gives_the_liar_away(
    chapter: dict[str, Happening],
) -> None:
    act = "try smoke(William, Third, Backyard)"
    buffy = seen(chapter, act, "Buffy")
    assert buffy.manner is Manner.attempt
    assert ((), "turned(Third)", True, "corrected") in told(buffy)
    assert ((), "caught(Buffy, William)", True, "noticed") in told(buffy)
    assert seen(chapter, act, "Xander").is_nothing


def test_whispers_stay_between_two(chapter: dict[str, Happening]) -> None:
    act = "confide(Giles, William, RitualWorks, BehindHouse)"
    ground = world_of(MARTYR[0]).ground
    knowing = {who for who in ground.characters if not seen(chapter, act, who).is_nothing}
    assert knowing == {"William", "Giles"}
    assert seen(chapter, act, "William").company == tuple(
        ground.characters.index(who) for who in ("William", "Giles")
    )


def test_an_impossible_act_is_refused() -> None:
    world = world_of(STORIES[1][0])
    state = world.dynamics.initial
    assert state is not None
    impossible = next(
        i for i in range(len(world.ground.actions)) if world.dynamics.after(state, i) is None
    )
    with pytest.raises(ValueError, match="cannot happen here"):
        Happening(world.dynamics, state, impossible)


@pytest.mark.parametrize("path", sorted({world for world, _ in STORIES}))
def test_what_is_learnt_is_what_the_mind_did_not_hold_before(path: str) -> None:
    """Along random ways: all and only the differences between the two minds, net."""
    world = world_of(path)
    dynamics, chance = world.dynamics, random.Random(7)
    for _ in range(3):
        state = dynamics.initial
        for _ in range(8):
            assert state is not None
            open_ = [i for i in range(len(world.ground.actions)) if dynamics.after(state, i)]
            if not open_:
                break
            happening = Happening(dynamics, state, chance.choice(open_))
            for character in range(len(world.ground.characters)):
                compare(happening.perceived_by(character), world)
            state = happening.after


def compare(perception: Perception, world: dm.World) -> None:
    public = [fluent.is_public for fluent in world.ground.fluents]
    expected = set()
    for inwards in [(), *((d,) for d in range(len(world.ground.characters)))]:
        if inwards == (perception.character,):
            continue
        old, new = deep(perception.before, inwards), deep(perception.after, inwards)
        for fluent, (was, value) in enumerate(zip(old.values, new.values, strict=True)):
            if was != value and not (inwards and public[fluent]):
                expected.add((inwards, fluent, was, value))
    shallow = [each for each in perception.learnt if len(each.inwards) < 2]
    assert {(e.inwards, e.fluent, e.old, e.new) for e in shallow} == expected
    assert len(shallow) == len(expected)


def deep(state: State, inwards: tuple[int, ...]) -> State:
    for character in inwards:
        state = state.believed(character)
    return state


def test_the_worlds_are_there() -> None:
    assert all((WORLDS / story).exists() for _, story in STORIES)
