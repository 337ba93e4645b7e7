"""No world leaves the narrator speechless: every act and fact of every world has words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dramaturge as dm
from dramaturge.narrate.words import capitalised, infinitive, split, third_person, verb_words
from tests.shared import problem_files

GOOD = Path(__file__).resolve().parents[1] / "worlds" / "good"
MOST = 400  # acts and facts looked at per world


@pytest.mark.parametrize(
    "path", [*sorted(GOOD.glob("*.world")), *problem_files()], ids=lambda path: path.stem
)
def test_all_acts_and_facts_have_words(path: Path) -> None:
    world = dm.load(path).require()
    ground = world.ground
    for action in ground.actions[:: len(ground.actions) // MOST + 1]:
        words = world.sentence(action.name)
        assert words.endswith(".")
        assert action.event == action.name.partition("(")[0]
        assert "  " not in words
        assert "(" not in words, f"{action.name} was not understood"
        assert world.words.conditions.condition(action.precondition, ground)
    for fluent in ground.fluents[:: len(ground.fluents) // MOST + 1]:
        for value in (True, False) if fluent.kind == "boolean" else (None, *fluent.domain):
            for minds in ((), ("Tom",), ("Tom", "Ann")):
                words = world.words.facts.clause(fluent, value, minds)
                assert words == words.strip()
    for utility in ground.utilities:
        assert world.words.conditions.term(utility, ground)


NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs")), min_size=1, max_size=20)


@given(NAMES)
def test_any_name_can_be_a_verb(name: str) -> None:
    assert "".join(split(name)).replace("_", "").replace(".", "") == "".join(
        letter for letter in name if letter not in "_."
    )
    words = verb_words(name)
    assert words
    assert third_person(words[0])
    assert infinitive(words[0])
    assert capitalised(name)[1:] == name[1:] or len(name[:1].upper()) > 1
