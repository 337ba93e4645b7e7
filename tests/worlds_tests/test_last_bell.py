"""The murder mystery: its stories stand, its endings are found, and nothing in it can be spared.

The limits of the checks are those of the README beside the world.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import dramaturge as dm

FOLDER = Path(__file__).resolve().parents[2] / "worlds" / "last-bell"
TEXT = (FOLDER / "last-bell.world").read_text(encoding="utf-8")
CHARACTER_LIMIT, EPISTEMIC_LIMIT = 4, 1


@pytest.fixture(scope="module")
def world() -> dm.World:
    return dm.loads(TEXT, "last-bell").require()


def changed(old: str, new: str = "") -> dm.World:
    """The world with one passage replaced."""
    assert TEXT.count(old) == 1, old
    return dm.loads(TEXT.replace(old, new), "last-bell").require()


def check(world: dm.World, story: str, ending: str) -> tuple[tuple[str, str | None, str], ...]:
    """Code, character and act of each thing wrong with a story."""
    read = world.read(FOLDER / story)
    verdict = world.check(read, CHARACTER_LIMIT, EPISTEMIC_LIMIT, ending=ending, brief=True)
    return tuple(
        (finding.code, finding.character, read.actions[finding.beat - 1] if finding.beat else "")
        for finding in verdict.findings
    )


def test_the_world_is_whole_and_small(world: dm.World) -> None:
    assert not world.problems
    assert len(world.ground.characters) == 6
    assert len(world.ground.actions) <= 120
    assert len(world.ground.fluents) <= 30


@pytest.mark.parametrize(("story", "ending"), [("justice", "named"), ("mistake", "wrong")])
def test_the_stories_hold(world: dm.World, story: str, ending: str) -> None:
    assert check(world, f"{story}.story", ending) == ()


@pytest.mark.parametrize(
    ("ending", "last"),
    [
        ("named", "accuse(Hale, Edmund, Saloon)"),
        ("wrong", "accuse(Hale, Mina, Saloon)"),
    ],
)
def test_the_endings_are_found(world: dm.World, ending: str, last: str) -> None:
    result = world.find(
        ending=ending, character_limit=CHARACTER_LIMIT, epistemic_limit=EPISTEMIC_LIMIT
    )
    assert result.story is not None
    assert result.story.steps[-1].action == last


def test_too_late_is_found(world: dm.World) -> None:
    result = world.find(
        ending="too_late", character_limit=CHARACTER_LIMIT, epistemic_limit=EPISTEMIC_LIMIT
    )
    assert result.story is not None
    acts = {step.action for step in result.story.steps}
    assert {"accuse(Hale, Mina, Saloon)", "confide(Tom, Clara, EdmundThere, Deck)"} <= acts


# Take a motive, a belief or a trust away, and the story fails at the one who loses it.


@pytest.mark.parametrize(
    ("old", "new", "code", "character", "act"),
    [
        (  # the nephew need not have her on his side
            "(if(believes(Clara, place_then(Edmund)) == Deck) 1 else 0)", "0",
            "C102", "Edmund", "assure(Edmund, Clara, OnDeck, Saloon)",
        ),
        (  # she does not believe him, so that a lie for him weighs too much
            "trusts(Clara, Edmund);", "believes(Edmund, trusts(Clara, Edmund));",
            "C102", "Clara", "lie(Clara, Hale, Alibi, Saloon)",
        ),
        (  # who lies without shame stays where she is
            "at(Clara) == at(Hale)) -1", "at(Clara) == at(Hale)) 0",
            "C102", "Clara", "walk(Clara, Saloon, Deck)",
        ),
        (  # no sister to clear: the witness keeps silent
            "if(believes(Hale, intruder()) == Mina | accused() == Mina) -2",
            "if(believes(Hale, intruder()) == Mina | accused() == Mina) 0",
            "C102", "Tom", "walk(Tom, Saloon, Deck)",
        ),
        (  # the captain has seen nobody
            "believes(Captain, intruder() = Mina);\nbelieves(Captain,", "believes(Captain,",
            "C101", None, "tell(Captain, Hale, MinaThere, Saloon)",
        ),
        (  # the detective does not take her word
            "trusts(Hale, Clara);", "",
            "C102", "Hale", "ask(Hale, Clara, AboutEdmund, Saloon)",
        ),
    ],
)  # fmt: skip
def test_without_it_the_story_falls_apart(
    old: str, new: str, code: str, character: str | None, act: str
) -> None:
    assert (code, character, act) in check(changed(old, new), "justice.story", "named")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("trusts(Clara, Tom); ", ""),
        (
            "if(believes(Hale, intruder()) == Mina | accused() == Mina) -2",
            "if(believes(Hale, intruder()) == Mina | accused() == Mina) 0",
        ),
    ],
)
def test_without_the_witness_only_the_wrong_one_is_named(old: str, new: str) -> None:
    without = changed(old, new)
    outcomes = {
        ending: without.find(
            ending=ending, character_limit=CHARACTER_LIMIT, epistemic_limit=EPISTEMIC_LIMIT
        ).outcome.value
        for ending in ("named", "wrong", "too_late")
    }
    assert outcomes == {"named": "none", "wrong": "found", "too_late": "none"}


IN_THE_SALOON = (
    "assure(Edmund, Clara, OnDeck, Saloon)",
    "ask(Hale, Clara, AboutEdmund, Saloon)",
    "lie(Clara, Hale, Alibi, Saloon)",
    "ask(Hale, Captain, AboutCabin, Saloon)",
    "tell(Captain, Hale, MinaThere, Saloon)",
    "confide(Tom, Clara, EdmundThere, Saloon)",
    "confide(Clara, Hale, EdmundThere, Saloon)",
    "accuse(Hale, Edmund, Saloon)",
)


def test_the_witness_keeps_silent_where_the_murderer_would_hear_him(world: dm.World) -> None:
    def faults(world: dm.World) -> list[tuple[str, str | None, int | None]]:
        verdict = world.check(
            IN_THE_SALOON,
            ending="named",
            character_limit=CHARACTER_LIMIT,
            epistemic_limit=EPISTEMIC_LIMIT,
            brief=True,
        )
        return [(finding.code, finding.character, finding.beat) for finding in verdict.findings]

    assert faults(world) == [("C102", "Tom", 6)]
    unheard = faults(changed("keen(Edmund); "))
    assert [fault for fault in unheard if fault[0] != "C103"] == []  # though it could be shorter
