"""The world of the seed chapter: its story stands, both endings are found, and what the story needs
cannot be taken away.

The limits are those of the README beside the world: plans in mind of five acts, two minds deep.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import dramaturge as dm
from dramaturge.ground.world import Read
from dramaturge.semantics import State

FOLDER = Path(__file__).resolve().parents[2] / "worlds" / "almost-heaven"
TEXT = (FOLDER / "almost-heaven.world").read_text(encoding="utf-8")
STORY = FOLDER / "chapter.story"
CHARACTER_LIMIT = 5
DEPARTED, SEALED = 1, 2
AUTHOR_LIMIT = 12  # the chapter, and the act that makes it sealed

CHAPTER = (
    "walk(William, LivingRoom, Backyard)",
    "walk(William, Backyard, BehindHouse)",
    "persuade(Giles, William, Ritual)",
    "give(Giles, William, Stake)",
    "hide(William, Stake, Coat)",
    "look_for(Buffy, William, LivingRoom, Backyard)",
    "promise_silence(William, Giles)",
    "walk(William, BehindHouse, Backyard)",
    "deceive(William, Buffy, Cigarettes)",
    "walk(Buffy, Backyard, LivingRoom)",
    "walk(William, Backyard, Street)",
)


def changed(old: str, new: str = "") -> dm.World:
    """The world with one passage replaced."""
    assert TEXT.count(old) == 1, old
    return dm.loads(TEXT.replace(old, new), "almost-heaven").require()


def without_action(name: str) -> dm.World:
    action = re.search(rf"^action {name}\(.*?^}};\n", TEXT, re.DOTALL | re.MULTILINE)
    assert action is not None, name
    return changed(action.group())


@pytest.fixture(scope="module")
def world() -> dm.World:
    return dm.loads(TEXT, "almost-heaven").require()


def fault(world: dm.World, story: tuple[str, ...] = CHAPTER) -> tuple[str, str | None, str]:
    """Code, character and act of the first thing wrong with a story."""
    verdict = world.check(story, character_limit=CHARACTER_LIMIT, brief=True)
    assert not verdict.ok
    finding = verdict.findings[0]
    return finding.code, finding.character, story[finding.beat - 1] if finding.beat else ""


def found(world: dm.World, goal: int) -> tuple[str, ...] | None:
    """The acts of a story that reaches the goal; None if it is proven that there is none."""
    result = world.find(
        goal=goal, author_limit=AUTHOR_LIMIT, character_limit=CHARACTER_LIMIT, epistemic_limit=2
    )
    assert result.outcome.value in ("found", "none")
    if result.outcome.value == "none":
        return None
    assert result.story is not None
    assert result.story.utility == goal
    return tuple(step.action for step in result.story.steps)


def test_the_world_is_whole_and_small(world: dm.World) -> None:
    assert not world.problems
    assert set(world.ground.characters) == {
        "Buffy", "Xander", "Willow", "William", "Giles", "Dawn", "Rufus",
    }  # fmt: skip
    assert len(world.ground.fluents) <= 60
    assert len(world.ground.actions) <= 150


# The chapter.


def test_the_chapter_holds_and_needs_every_act(world: dm.World) -> None:
    assert world.read(STORY).actions == CHAPTER
    assert world.check(STORY, character_limit=CHARACTER_LIMIT).ok


@pytest.mark.parametrize(
    ("left_out", "code", "character", "act"),
    [
        ("persuade(Giles, William, Ritual)", "C102", "William", "give(Giles, William, Stake)"),
        ("give(Giles, William, Stake)", "C101", None, "hide(William, Stake, Coat)"),
        ("hide(William, Stake, Coat)", "C102", "William", "walk(William, BehindHouse, Backyard)"),
        (
            "look_for(Buffy, William, LivingRoom, Backyard)",
            "C101", None, "deceive(William, Buffy, Cigarettes)",
        ),
        (
            "promise_silence(William, Giles)",
            "C102", "William", "walk(William, BehindHouse, Backyard)",
        ),
        (
            "deceive(William, Buffy, Cigarettes)",
            "C102", "Buffy", "walk(Buffy, Backyard, LivingRoom)",
        ),
        (
            "walk(Buffy, Backyard, LivingRoom)",
            "C101", None, "walk(William, Backyard, Street)",
        ),
    ],
)  # fmt: skip
def test_without_an_act_a_later_one_is_impossible_or_has_no_reason(
    world: dm.World, left_out: str, code: str, character: str | None, act: str
) -> None:
    story = tuple(beat for beat in CHAPTER if beat != left_out)
    assert fault(world, story) == (code, character, act)


def test_who_knows_what_at_the_end(world: dm.World) -> None:
    dynamics, ground = world.dynamics, world.ground
    acts = [action.name for action in ground.actions]
    state = dynamics.initial
    assert state is not None
    states: list[State] = [state]
    for beat in CHAPTER:
        state = dynamics.after(state, acts.index(beat))
        assert state is not None, beat
        states.append(state)

    def value(state: State, fluent: str, *minds: str) -> object:
        index = next(i for i, f in enumerate(ground.fluents) if f.name == fluent)
        chain = tuple(ground.characters.index(mind) for mind in minds)
        return dynamics.value(Read(chain, index), state)

    # She notices at once that he is gone; he thinks that she did not, until he hears her call.
    gone, called = states[1], states[6]
    assert value(gone, "at(William)", "Buffy") is None
    assert value(gone, "at(William)", "Xander") == "LivingRoom"
    assert value(gone, "at(William)", "William", "Buffy") == "LivingRoom"
    assert value(called, "at(William)", "Buffy") is None
    assert value(called, "at(William)", "William", "Buffy") is None

    end = states[-1]
    assert value(end, "at(William)") == "Street"
    assert value(end, "at(William)", "Buffy") == "Backyard"
    assert value(end, "at(William)", "Buffy", "William") == "Backyard"
    assert value(end, "at(William)", "William", "Buffy") == "Backyard"
    assert value(end, "wants_peace(William)") is False
    assert value(end, "wants_peace(William)", "Buffy") is True
    assert value(end, "wants_peace(William)", "Buffy", "William") is True
    assert value(end, "at(Stake)") == "William"
    assert value(end, "at(Stake)", "Buffy") is None
    assert value(end, "works(Ritual)", "William") is True
    assert value(end, "works(Ritual)", "Buffy") is False
    assert value(end, "at(Giles)", "William") == "BehindHouse"
    assert value(end, "at(Giles)", "Buffy") is None
    assert value(end, "promised(William, Giles)", "Giles", "William") is True


# The endings.


def test_departed_is_found(world: dm.World) -> None:
    story = found(world, DEPARTED)
    assert story is not None
    assert sorted(story) == sorted(CHAPTER)


def test_sealed_is_found(world: dm.World) -> None:
    story = found(world, SEALED)
    assert story is not None
    assert story[-2:] == ("walk(William, Backyard, Street)", "die_by(William, Stake, Street)")
    assert "deceive(William, Buffy, Cigarettes)" in story


# A story that is sealed would count as departed too: none for the lower goal is none for both.


def test_without_the_lie_there_is_no_such_story() -> None:
    assert found(without_action("deceive"), DEPARTED) is None


LEAVES_IN_PEACE = "\t(if(at(Buffy) == at(William) & wants_peace(William)) -2 else 0) +\n"


def test_if_buffy_would_not_leave_him_in_peace_there_is_no_such_story() -> None:
    assert found(changed(LEAVES_IN_PEACE), DEPARTED) is None


@pytest.mark.parametrize("action", ["promise_silence", "hide", "persuade", "give", "look_for"])
def test_without_a_means_there_is_no_such_story(action: str) -> None:
    assert found(without_action(action), DEPARTED) is None


def test_a_delusion_motivates_as_well_but_seals_nothing() -> None:
    delusion = changed("\nworks(Ritual);\n", "\nbelieves(Giles, works(Ritual));\n")
    assert delusion.check(STORY, character_limit=CHARACTER_LIMIT).ok
    assert found(delusion, SEALED) is None


# Motives: take one away, and the story fails at the one who loses it.

GILES_WANTS = "\t(if(sealed(Hellmouth)) 3 else 0) +\n"
WILLIAM_TRUSTS = "trusts(William, Giles);\n"
BUFFY_TRUSTS = "trusts(Buffy, William);\n"


def test_giles_acts_for_the_hellmouth() -> None:
    indifferent = changed(GILES_WANTS)
    assert fault(indifferent) == ("C102", "Giles", "persuade(Giles, William, Ritual)")
    assert found(indifferent, DEPARTED) is None


def test_william_takes_the_stake_for_what_he_believes() -> None:
    unconvinced = changed(WILLIAM_TRUSTS, f"believes(Giles, {WILLIAM_TRUSTS[:-2]});\n")
    assert fault(unconvinced) == ("C102", "William", "give(Giles, William, Stake)")
    assert found(unconvinced, DEPARTED) is None


def test_giles_would_not_speak_to_one_whom_he_knows_to_mistrust_him() -> None:
    assert fault(changed(WILLIAM_TRUSTS)) == ("C102", "Giles", "persuade(Giles, William, Ritual)")


def test_buffy_goes_in_because_she_trusts_him() -> None:
    mistrusted = changed(BUFFY_TRUSTS, f"believes(William, {BUFFY_TRUSTS[:-2]});\n")
    assert fault(mistrusted) == ("C102", "Buffy", "walk(Buffy, Backyard, LivingRoom)")


def test_an_attentive_buffy_is_what_william_does_not_expect() -> None:
    expected = changed("\tif(c != Buffy)\n\t\tbelieves(c, !attentive(Buffy));", "\tTrue;")
    assert fault(expected) == ("C102", "Giles", "persuade(Giles, William, Ritual)")
