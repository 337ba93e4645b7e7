"""Building worlds from text, in one step."""

from __future__ import annotations

from dramaturge.model import World, build
from dramaturge.problems import Problem
from dramaturge.source import Source
from dramaturge.syntax.parser import parse


def build_text(
    text: str, name: str = "test.world", *, legacy_arithmetic: bool = False
) -> tuple[World | None, tuple[Problem, ...]]:
    """The world, and the problems of both parsing and building."""
    parsed, problems = parse(Source(name, text), legacy_arithmetic=legacy_arithmetic)
    if any(problem.severity == "error" for problem in problems):
        return None, problems
    world, more = build(parsed, name)
    return world, (*problems, *more)


def sound(text: str) -> World:
    """The world of a text without a single problem."""
    world, problems = build_text(text)
    assert not problems, "\n".join(map(str, problems))
    assert world is not None
    return world


def codes(text: str) -> list[str]:
    """The codes of all problems, in order."""
    return [problem.code for problem in build_text(text)[1]]
