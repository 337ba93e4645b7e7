"""The corpus of broken worlds, and the table of codes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dramaturge.source import Source
from dramaturge.syntax import parse
from dramaturge.syntax.codes import CODES

CORPUS = sorted((Path(__file__).parents[1] / "worlds" / "bad_syntax").glob("*.world"))
MARK = re.compile(r"//! ([EW\d ]+)")
MODULES = {"E151", "E152", "E153", "E154"}  # see test_modules
# Told about whole files, or only about enormous ones.
UNMARKED = {"E107", "E108", "E109", "E115", "E116", "E119", "W119", *MODULES}


def _marks(path: Path) -> list[tuple[int, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [
        (number, code)
        for number, line in enumerate(lines, start=1)
        for found in MARK.finditer(line)
        for code in found[1].split()
    ]


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_exactly_the_marked_mistakes_are_reported(path: Path) -> None:
    _, problems = parse(Source(path.name, path.read_text(encoding="utf-8")))
    assert [(problem.place()[1], problem.code) for problem in problems] == _marks(path)


def test_every_code_has_a_marked_line_in_the_corpus() -> None:
    assert {code for path in CORPUS for _, code in _marks(path)} | UNMARKED == set(CODES)


@pytest.mark.parametrize("code", [code for code in CODES if CODES[code].example])
def test_the_example_of_a_code_has_that_problem_only(code: str) -> None:
    _, problems = parse(Source("example", CODES[code].example))
    assert [problem.code for problem in problems] == [code]
    assert problems[0].severity == ("error" if code[0] == "E" else "warning")


def test_messages_are_short_and_in_the_house_style() -> None:
    for path in CORPUS:
        _, problems = parse(Source(path.name, path.read_text(encoding="utf-8")))
        for problem in problems:
            assert not problem.message.endswith(".")
            assert problem.message[0] == problem.message[0].lower()
            assert len(problem.message) < 100
            assert problem.span is not None
            assert str(problem).startswith(f"{path.name}:")


def test_a_broken_statement_is_left_out_and_its_neighbours_stay() -> None:
    text = (
        "entity A : t;\nentity B-C : t;\nentity D : t;\naction f() { effect: (; };\nentity E : t;"
    )
    world, problems = parse(Source("test", text))
    assert [problem.code for problem in problems] == ["E103", "E110"]
    assert len(world.statements) == 3


def test_only_the_first_hundred_errors_are_shown_and_the_rest_counted() -> None:
    _, problems = parse(Source("test", "p( ;\n" * 250))
    assert [problem.code for problem in problems] == ["E110"] * 100 + ["E119"]
    assert problems[-1].message == "and 150 more errors"
