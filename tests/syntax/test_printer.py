"""Printing is the inverse of parsing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from dramaturge.source import Source
from dramaturge.syntax import parse, parse_expression, show, tree
from tests.shared import BENCHMARKS, needs_benchmarks
from tests.syntax.trees import expressions, worlds

EXPRESSIONS = [
    "a + b - c",
    "a - b + c",
    "a * b / c",
    "(a * b) + c",
    "a * (b + c)",
    "(a - b) - c",
    "a - (b - c)",
    "a + b + c + d",
    "(a + b) + c + d",
    "a - -1",
    "!p()",
    "!!p()",
    "!(a == b)",
    "!(x : item)",
    "!exists(x : item) held(x)",
    "forall(x : item) (held(x) | lost(x))",
    "p() & (q() | r())",
    "(p() & q()) & r()",
    "(if(p()) q()) & r()",
    "p() & if(q()) r()",
    "if(p()) (if(q()) 1 else 2) else 3",
    "if(p()) 1 elseif(q()) 2 else 3 + 4",
    "(if(p()) 1 else 2) + (if(q()) 3 else 4)",
    "(sum(x : item) worth(x)) > 3",
    "sum(x : item) sum(y : item) near(x, y)",
    "believes(Ann, p() & q())",
    "believes(Ann, at(Ben)) = Inn",
    "believes(Ann, believes(Ben, n() = n() + 1))",
    "n() = if(p()) 1 else 0",
    "p() = (q() & r())",
    "p() = !q()",
    "(1 == 2) == True",
    "1 == (2 == True)",
    "at(Ann) == ?",
]


@pytest.mark.parametrize("text", EXPRESSIONS)
def test_an_expression_in_good_style_is_printed_as_it_was_written(text: str) -> None:
    expression, problems = parse_expression(Source("test", text))
    assert problems == ()
    assert expression is not None
    assert show(expression) == text


@given(expressions)
@settings(deadline=None)
def test_every_printed_expression_reads_as_the_same_tree(expression: tree.Expression) -> None:
    text = show(expression)
    found, problems = parse_expression(Source("test", text))
    assert problems == ()
    assert repr(found) == repr(expression)  # repr tells 1 from True


@given(worlds)
@settings(max_examples=200, deadline=None)
def test_every_printed_world_reads_as_the_same_tree(world: tree.WorldText) -> None:
    found, problems = parse(Source("test", show(world)))
    assert problems == ()
    assert repr(found) == repr(world)


def test_printing_twice_changes_nothing() -> None:
    text = "action a ( ) { effect:p()&q( ) ;consenting:(Ann,Ben) } ;1+2-n()==3"
    once = show(parse(Source("test", text))[0])
    assert show(parse(Source("test", once))[0]) == once


def test_a_large_or_tiny_number_is_printed_without_exponent() -> None:
    for text in ("100000000000000000000000", "0.0000001", "-2.5", "0.1"):
        expression, _ = parse_expression(Source("test", text))
        assert expression is not None
        assert show(expression) == text


@needs_benchmarks
@pytest.mark.parametrize(
    "path",
    sorted(BENCHMARKS.glob("problems/*.txt")) + sorted(BENCHMARKS.glob("conformance/c*.txt")),
    ids=lambda path: path.stem,
)
def test_every_benchmark_survives_printing(path: Path) -> None:
    source = Source(path.name, path.read_text(encoding="utf-8"))
    world, problems = parse(source, legacy_arithmetic=True)
    assert [problem for problem in problems if problem.severity == "error"] == []
    again, problems = parse(Source("printed", show(world)))
    assert problems == ()
    assert repr(again) == repr(world)
    assert [_description(one) for one in again.statements] == [
        _description(one) for one in world.statements
    ]


def _description(statement: tree.Statement) -> str | None:
    return statement.description if isinstance(statement, tree.EventStatement) else None
