"""The museum world: both its stories stand, its endings are found, and what they rest on cannot be
taken away.

The limits are those of the README beside the world: plans in mind of four acts, one mind deep.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import dramaturge as dm

FOLDER = Path(__file__).resolve().parents[2] / "worlds" / "glass-heron"
TEXT = (FOLDER / "glass-heron.world").read_text(encoding="utf-8")
NIGHT, BETRAYAL = ("night", "unsuspected"), ("betrayal", "betrayed")


def changed(old: str, new: str = "") -> dm.World:
    """The world with one passage replaced."""
    assert TEXT.count(old) == 1, old
    return dm.loads(TEXT.replace(old, new), "glass-heron").require()


@pytest.fixture(scope="module")
def world() -> dm.World:
    return dm.loads(TEXT, "glass-heron").require()


def verdict(world: dm.World, story: tuple[str, str]) -> dm.Verdict:
    name, ending = story
    path = FOLDER / f"{name}.story"
    return world.check(path, ending=ending, character_limit=4, epistemic_limit=1)


def faults(world: dm.World, story: tuple[str, str]) -> set[tuple[str, str | None, int]]:
    """Code, character and beat of all that is wrong with the acts of a story."""
    judged = world.check(FOLDER / f"{story[0]}.story", 4, 1, draft=True, brief=True)
    return {(f.code, f.character, f.beat) for f in judged.findings}


def found(world: dm.World, ending: str) -> list[str]:
    """The acts of a story that comes to the ending."""
    result = world.find(ending=ending, author_limit=12, character_limit=4, epistemic_limit=1)
    assert result.story is not None
    return [step.action for step in result.story.steps]


def test_the_world_is_whole_and_small(world: dm.World) -> None:
    assert not world.problems
    assert len(world.ground.characters) == 6
    assert len(world.ground.actions) < 250


@pytest.mark.parametrize("story", [NIGHT, BETRAYAL])
def test_the_stories_stand_without_a_finding(world: dm.World, story: tuple[str, str]) -> None:
    judged = verdict(world, story)
    assert judged.ok
    assert not judged.findings


def test_the_heron_can_go_unnoticed(world: dm.World) -> None:
    acts = found(world, "unsuspected")
    assert acts.index("steal(Vera, Key, Gallery)") < acts.index("replace(Vera, Gallery)")


def test_the_insider_can_betray_them(world: dm.World) -> None:
    acts = found(world, "betrayed")
    assert acts.index("hand_over(Nora, Vera, Key, Workshop)") < acts.index(
        "inform(Nora, Otto, Plot, Gallery)"
    )


def test_the_case_can_be_left_empty(world: dm.World) -> None:
    assert "replace(Vera, Gallery)" not in found(world, "noticed")


def test_the_thieves_plan_hangs_on_somebody_they_do_not_think_of(world: dm.World) -> None:
    advice = world.counsel(
        FOLDER / "theft.plan",
        FOLDER / "key.plan",
        ending="unsuspected",
        character_limit=3,
        epistemic_limit=1,
    )
    assert advice.success is not None
    lines = [[act.action for act in line.acts] for line in advice.failures]
    assert any("inform(Silas, Hale, Grudge, Office)" in line for line in lines)
    assert any("inform(Silas, Hale, Grudge, Office)" not in line for line in lines)


# What is taken away, and who stops then.


def test_nora_helps_for_a_false_belief() -> None:
    content = changed("believes(Nora, !values(Hale, Nora));\nbelieves(Vera", "believes(Vera")
    assert ("C102", "Nora", 1) in faults(content, NIGHT)


def test_nora_hands_over_the_key_for_a_promise() -> None:
    """Were it nothing to her that Otto is blamed, nobody would ask for a promise."""
    careless = changed("\t(if(at(Key) == Vera & !sworn(Vera, Word)) -4 else 0) +\n")
    assert ("C102", "Nora", 1) in faults(careless, NIGHT)


def test_vera_leaves_the_copy_for_her_promise_alone() -> None:
    faithless = changed(" -\n\tdues(Vera);", ";")
    assert faults(faithless, NIGHT) == {("C102", "Vera", 9)}


def test_milo_dresses_up_for_one_who_heeds_uniforms() -> None:
    wary = changed("heeds_uniforms(Otto);\n")
    assert faults(wary, NIGHT) == {("C102", "Milo", 4)}


def test_otto_is_lured_by_his_duty() -> None:
    idle = changed("\t(if(burning(Cellar) & at(Otto) != Cellar) -4 else 0) +\n")
    assert faults(idle, NIGHT) == {("C102", "Milo", 4)}


def test_hale_goes_to_nora_because_he_trusts_silas() -> None:
    distrustful = changed("trusts(Hale, Silas);\n", "believes(Silas, trusts(Hale, Silas));\n")
    assert ("C102", "Hale", 5) in faults(distrustful, BETRAYAL)


def test_nora_changes_sides_because_she_trusts_hale() -> None:
    bitter = changed(
        "trusts(Nora, Hale);\n",
        "believes(Hale, trusts(Nora, Hale));\nbelieves(Silas, trusts(Nora, Hale));\n",
    )
    assert ("C102", "Nora", 7) in faults(bitter, BETRAYAL)


def test_silas_speaks_to_take_her_insider_from_vera() -> None:
    indifferent = changed(
        "\t(if(believes(Nora, values(Hale, Nora))) 1 else 0) +\n\t(if(bound", "\t(if(bound"
    )
    assert faults(indifferent, BETRAYAL) == {("C102", "Silas", 4)}
