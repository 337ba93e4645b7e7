"""Any text gives a tree and problems: quickly, and never an exception."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dramaturge.source import Source
from dramaturge.syntax import parse, parse_expression, show
from dramaturge.syntax.findings import Findings
from dramaturge.syntax.lexer import tokenize
from tests.shared import PROBLEMS, needs_benchmarks
from tests.syntax.trees import worlds

_ALL_WORDS = """
    type entity property action trigger utility precondition effect consenting observing believes
    if elseif else forall exists sum product True False ? a b 1 -1 .5 ( ) { } , ; ; : = == != < <=
    > >= + - * / & | ! && -> [ // /* */
"""
WORDS = _ALL_WORDS.split()
SECONDS = 30.0  # of CPU: far above what is needed, far below what blow-up takes

HUGE = {
    "brackets": "x() = " + "(" * 100_000 + "1" + ")" * 100_000 + ";",
    "nested calls": "p(" * 100_000 + ")" * 100_000 + ";",
    "open brackets": "(" * 300_000,
    "closing brackets": ")" * 300_000,
    "open braces": "{" * 300_000,
    "closing braces": "}" * 300_000,
    "semicolons": ";" * 300_000,
    "negations": "!" * 300_000 + "p();",
    "beliefs": "believes(A, " * 50_000 + "p()" + ")" * 50_000 + ";",
    "elseif chain": "if(a()) b() " + "elseif(a()) b() " * 20_000 + "else c();",
    "else if chain": "if(a()) b() " + "else if(a()) b() " * 20_000 + "else c();",
    "nested ifs": "if(a()) " * 50_000 + "b();",
    "sum of ifs": "utility(): " + " + ".join(["if(a()) 2 else 0"] * 20_000) + ";",
    "long sum": "x() = " + " + ".join(["1"] * 100_000) + ";",
    "mixed sum": "x() = 1" + " + 1 - 2 * 3 / 4" * 20_000 + ";",
    "long conjunction": " & ".join(["p()"] * 90_000) + ";",
    "mixed conjunction": "p() & q() | " * 40_000 + "r();",
    "all signs": "x " + "= a == b != c >= d <= e > f < g : h * i / j + k - l " * 10_000 + ";",
    "bad signs": ("x " + "= a == b != c >= d : h * i / j + k - l p() p() " * 20 + ";") * 200,
    "quantifiers": "exists(a : b) " * 50_000 + "p();",
    "arguments": "p(" + "a, " * 200_000 + "?);",
    "entities": "".join(f"entity e{number} : thing;\n" for number in range(1_000_000)),
    "types of one entity": "entity e : " + ", ".join(["t"] * 200_000) + ";",
    "parts": "action f() {" + "effect: p(); " * 60_000 + "};",
    "parts without end": "action f() {" + "effect: p() " * 60_000 + "};",
    "statements without end": "entity a : b " * 100_000,
    "bodies without end": "action f() { effect: p(); " * 40_000,
    "odd words": "@ " * 200_000,
    "one odd word": "@#" * 1_000_000,
    "one name": "a" * 5_000_000 + ";",
    "one number": "x() = " + "9" * 1_000_000 + ";",
    "one odd number": "x() = " + "9" * 1_000_000 + "x;",
    "zeros": "\x00" * 1_000_000,
    "surrogates": "\ud800 a\udfff",
    "comments": "// x\n" * 200_000 + "action f() { };",
    "open comments": "/* " * 1_000_000,
    "tiny comments": "/*/" * 300_000,
    "empty lines": "\n" * 3_000_000,
}


@pytest.mark.parametrize("name", HUGE)
def test_a_huge_text_ends_in_a_result_within_seconds(name: str) -> None:
    start = time.process_time()
    world, problems = parse(Source(name, HUGE[name]))
    for problem in problems[:3]:
        assert len(str(problem)) < 2_000
    assert len(problems) <= 202
    if not problems and len(world.statements) < 10:
        assert parse(Source(name, show(world)))[0] == world
    assert time.process_time() - start < SECONDS


@given(st.text())
@settings(deadline=None)
def test_any_text_gives_a_tree_and_problems(text: str) -> None:
    world, problems = parse(Source("any", text))
    assert "\n".join(str(problem) for problem in problems) is not None
    again, _ = parse(Source("again", show(world)))
    assert repr(again) == repr(world)
    parse_expression(Source("any", text))


@given(st.lists(st.sampled_from(WORDS), max_size=60), st.sampled_from([" ", "\n"]))
@settings(max_examples=400, deadline=None)
def test_any_sequence_of_words_gives_a_tree_and_problems(words: list[str], separator: str) -> None:
    source = Source("words", separator.join(words))
    world, problems = parse(source)
    assert problems or repr(parse(Source("again", show(world)))[0]) == repr(world)
    expression, problems = parse_expression(source)
    assert (expression is None) == any(problem.severity == "error" for problem in problems)


@given(worlds, st.data())
@settings(deadline=None)
def test_a_valid_world_with_a_token_lost_or_doubled_still_ends_well(
    world: object, data: st.DataObject
) -> None:
    text = show(world)  # type: ignore[arg-type]
    _mutate(text, data)


@needs_benchmarks
@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_benchmark_with_a_token_lost_or_doubled_still_ends_well(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(PROBLEMS.glob("*.txt"))))
    _mutate(path.read_text(encoding="utf-8"), data)


def _mutate(text: str, data: st.DataObject) -> None:
    tokens = tokenize(Source("valid", text), Findings())
    if len(tokens) == 0:
        return
    place = data.draw(st.integers(0, len(tokens) - 1))
    start, end = tokens.starts[place], tokens.ends[place]
    count = data.draw(st.sampled_from([0, 2]))
    mutant = f"{text[:start]} {f'{text[start:end]} ' * count}{text[end:]}"
    found, problems = parse(Source("mutant", mutant))
    again, _ = parse(Source("again", show(found)), legacy_arithmetic=True)
    assert repr(again) == repr(found)
    for problem in problems:
        assert problem.span is None or problem.span.end <= len(mutant)


@needs_benchmarks
@pytest.mark.parametrize("path", sorted(PROBLEMS.glob("*.txt")), ids=lambda path: path.stem)
def test_a_benchmark_is_read_without_a_word_in_milliseconds(path: Path) -> None:
    source = Source(path.name, path.read_text(encoding="utf-8"))
    start = time.process_time()
    _, problems = parse(source)
    assert time.process_time() - start < 0.5
    assert problems == ()
