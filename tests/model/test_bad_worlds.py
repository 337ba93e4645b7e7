"""The corpus of broken worlds, the table of codes, and robustness."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dramaturge.model import CODES, build
from dramaturge.source import Source, Span
from dramaturge.syntax import tree
from tests.model.reading import build_text

CORPUS = sorted((Path(__file__).parents[1] / "worlds" / "bad_model").glob("*.world"))
MARK = re.compile(r"//! (.*)")


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_exactly_the_marked_mistakes_are_reported(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    marked = [
        (number, code)
        for number, line in enumerate(text.splitlines(), start=1)
        for found in MARK.finditer(line)
        for code in found[1].split()
    ]
    _, problems = build_text(text, path.name)
    assert sorted((problem.place()[1], problem.code) for problem in problems) == marked


def test_every_code_has_a_marked_line_in_the_corpus() -> None:
    marks = {
        code
        for path in CORPUS
        for found in MARK.finditer(path.read_text(encoding="utf-8"))
        for code in found[1].split()
    }
    assert marks == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_the_example_of_a_code_has_that_problem_only(code: str) -> None:
    world, problems = build_text(CODES[code].example)
    assert [problem.code for problem in problems] == [code]
    assert (world is None) == code.startswith("E")
    assert all((p.severity == "error") == p.code.startswith("E") for p in problems)


def test_messages_follow_the_house_style() -> None:
    for path in CORPUS:
        for problem in build_text(path.read_text(encoding="utf-8"))[1]:
            assert not problem.message.endswith(".")
            assert problem.message[0] == problem.message[0].lower()
            assert problem.span is not None


VOCABULARY = (
    "type entity property action trigger utility effect precondition observing consenting "
    "believes forall exists sum if else ( ) ( ) { } , ; ; : : = == & | ! A B c d p q r thing "
    "character number boolean p() q(A) r(c) True False ? 1 + >"
)
WORDS = st.sampled_from(VOCABULARY.split())
STATEMENTS = st.sampled_from(
    [
        "type thing;",
        "type thing : place;",
        "type place : thing;",
        "entity A : character;",
        "entity B : thing, boolean;",
        "property p() : number;",
        "property p() : place;",
        "property q(c : character) : boolean;",
        "property q(A) : thing;",
        "property r(c : thing, c : thing) : entity;",
        "q(A);",
        "r(B, B) = q(A);",
        "believes(A, q(B) = True);",
        "forall(c : character) believes(c, q(c) & p() = p() + 1);",
        "action q(c : character, c : thing) { precondition: q(c); effect: !q(c); };",
        "action q(A) { effect: if(q(A)) p() = 2 else p() = ?; observing(c : thing): q(c); };",
        "trigger p() { precondition: p() > 2; effect: exists(c : character) q(c); };",
        "utility(A): if(q(A)) 1;",
        "utility(): sum(c : character) if(q(c)) p() else 0;",
    ]
)


@given(st.lists(STATEMENTS | st.lists(WORDS, max_size=12).map(" ".join)).map("\n".join))
@settings(deadline=None)
def test_any_text_gives_a_world_or_errors(text: str) -> None:
    world, problems = build_text(text)
    assert (world is None) == any(problem.severity == "error" for problem in problems)


SPAN = Span(Source("made", ""), 0, 0)


def name(text: str) -> tree.Name:
    return tree.Name(text, SPAN)


def made(**parts: Any) -> list[str]:
    """The codes for a trigger made without the parser, in a world with Al, p() and q(character)."""
    nothing = dict.fromkeys(("precondition", "effect", "consenting", "observing"))
    boolean, slot = name("boolean"), tree.Variable(name("c"), name("character"), SPAN)
    statements = (
        tree.EntityStatement(name("Al"), (name("character"),), SPAN),
        tree.PropertyStatement(name("p"), (), boolean, SPAN),
        tree.PropertyStatement(name("q"), (slot,), boolean, SPAN),
        tree.EventStatement("trigger", name("go"), (), **{**nothing, **parts}, span=SPAN),
    )
    return [problem.code for problem in build(tree.WorldText(statements), "made")[1]]


def test_trees_that_no_text_has_are_refused_too() -> None:
    unknown = tree.Literally(None, SPAN)
    assert made(consenting=(name("Al"),)) == ["E131"]
    assert made(effect=tree.Reference(name("q"), (unknown,), SPAN)) == ["E143"]
    assert made(effect=tree.Assignment(name("Al"), unknown, SPAN)) == ["E147"]
    assert made(effect=tree.Reference(name("p"), (), SPAN)) == []
