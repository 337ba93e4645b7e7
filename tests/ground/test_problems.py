"""Problems found while grounding: the corpus, the table of codes, and limits."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from dramaturge.ground import CODES, ground
from dramaturge.ground.checks import never_happening
from dramaturge.problems import Problem
from tests.ground.grounding import INN, built
from tests.model.reading import build_text

CORPUS = sorted((Path(__file__).parents[1] / "worlds" / "bad_ground").glob("*.world"))
MARK = re.compile(r"//! (.*)")


def problems_of(text: str, name: str = "test.world") -> tuple[Problem, ...]:
    world, problems = build_text(text, name)
    assert world is not None, problems
    return ground(world)[1]


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_exactly_the_marked_mistakes_are_reported(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    marked = [
        (number, code)
        for number, line in enumerate(text.splitlines(), start=1)
        for found in MARK.finditer(line)
        for code in found[1].split()
    ]
    problems = problems_of(text, path.name)
    assert sorted((problem.place()[1], problem.code) for problem in problems) == marked


@pytest.mark.parametrize("code", CODES)
def test_the_example_of_a_code_has_that_problem_only(code: str) -> None:
    world, _ = build_text(CODES[code].example, "test.world")
    assert world is not None
    found, problems = ground(world)
    problems += () if found is None else tuple(never_happening(world, found))
    assert [problem.code for problem in problems] == [code]
    assert (problems[0].severity == "error") == code.startswith("E")
    assert problems[0].span is not None
    assert not problems[0].message.endswith(".")


def test_a_world_that_is_too_large_is_refused_by_count_not_by_time() -> None:
    people = " ".join(f"entity C{number} : character;" for number in range(300))
    text = f"""{people}
    property knows(a : character, b : character, c : character) : boolean;"""
    start = time.process_time()
    (problem,) = problems_of(text)
    assert time.process_time() - start < 5
    assert problem.code == "E401"
    assert "'knows', which asks for 27000000 instances" in problem.message


def test_a_smaller_limit_refuses_smaller_worlds() -> None:
    text = f"{INN}action wake(c : character) {{ effect: awake(c); }};"
    assert ground(built(text), limit=10_000)[0] is not None
    world, (problem,) = ground(built(text), limit=12)
    assert world is None
    assert problem.code == "E401"
    assert "action 'wake'" in problem.message
