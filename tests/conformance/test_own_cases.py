"""Our own worlds: what each definition of docs/semantics.md means, question by question.

The expected answers were derived from the definitions by hand; see own_cases.py for the form.
"""

from __future__ import annotations

import pytest

from dramaturge.problems import errors
from dramaturge.source import Source
from dramaturge.syntax.parser import parse
from tests.conformance.own_cases import (
    CASES,
    Question,
    all_questions,
    answer,
    definitions,
    expected,
    needs_pruning,
    read_questions,
)

QUESTIONS = all_questions()
ABOUT_MEANING = [question for question in QUESTIONS if not needs_pruning(question)]
WORLDS = sorted(path.name for path in CASES.glob("*.world"))


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
def test_the_answer_is_what_the_definition_says(question: Question) -> None:
    assert answer(question) == expected(question)


@pytest.mark.parametrize("question", ABOUT_MEANING, ids=str)
def test_the_answer_does_not_depend_on_what_grounding_leaves_out(question: Question) -> None:
    assert answer(question, prune=False) == expected(question)


def test_every_definition_is_asked_about() -> None:
    assert (definitions()[0], definitions()[-1]) == ("1.1", "9.7")
    assert set(definitions()) - {question.definition for question in QUESTIONS} == set()


def test_every_question_cites_a_definition() -> None:
    assert {question.definition for question in QUESTIONS} - set(definitions()) == set()


@pytest.mark.parametrize("name", WORLDS)
def test_both_readings_of_arithmetic_agree_on_every_world(name: str) -> None:
    source = Source(name, (CASES / name).read_text(encoding="utf-8"))
    for legacy in (True, False):
        tree, wrong = parse(source, legacy_arithmetic=legacy)
        assert not errors(wrong)
        assert tree is not None


def test_a_world_without_questions_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing is asked"):
        read_questions("entity Ann : character;\n// no question here\n", "silent.world")


@pytest.mark.parametrize(
    "line",
    [
        "//? value mood() -> 3",
        "//? 4.2 value mood()",
        "//? 4.2 wonder mood() -> 3",
        "//?4.2 value mood() -> 3",
        "mood() = 3; //? 4.2 value mood() -> 3",
    ],
)
def test_a_malformed_question_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="not a question"):
        read_questions(line, "slip.world")
