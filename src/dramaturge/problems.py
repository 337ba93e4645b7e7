"""What is wrong with a text of the author's: coded messages with a place, collected, never raised
inside the pipeline."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from dramaturge.source import Span

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a world or story, told to its author.

    `code` is stable; docs/problems.md explains it and holds an example.
    """

    code: str
    message: str  # lower case, no full stop, quotes what was found
    span: Span | None = None
    hint: str | None = None  # what to do next
    severity: Severity = "error"
    also: tuple[str, Span] | None = None  # a second place, and what is there

    def place(self) -> tuple[str, int, int]:
        """File name, line and column (from 1); line and column are 0 where there is no place."""
        if self.span is None:
            return "", 0, 0
        line, column = self.span.source.position(self.span.start)
        return self.span.source.name, line, column

    def __str__(self) -> str:
        head = f"{self.code} {'warning: ' if self.severity == 'warning' else ''}{self.message}"
        if self.span is not None:
            source = self.span.source
            line, column = source.position(self.span.start)
            head = f"{source.name}:{line}:{column}: {head}\n{_excerpt(self.span)}"
        if self.also is not None:
            what, span = self.also
            line, column = span.source.position(span.start)
            head = f"{head}\n{span.source.name}:{line}:{column}: {what}\n{_excerpt(span)}"
        return f"{head}\nhint: {self.hint}" if self.hint else head


def _excerpt(span: Span) -> str:
    """The marked line; long lines are cut around the place, tabs become single spaces."""
    line, column = span.source.position(span.start)
    text = span.source.line(line)
    width = max(min(span.end - span.start, len(text) - column + 1), 1)
    first = max(column - 60, 0)
    shown = text[first : first + 110].replace("\t", " ")
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in shown)
    width = min(width, max(len(shown) - (column - 1 - first), 1))
    return f"    {shown}\n    {' ' * (column - 1 - first)}{'^' * width}"


class WorldError(Exception):
    """Raised by `.require()` for those who prefer exceptions; carries every problem."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Only the problems that forbid going on."""
    return tuple(problem for problem in problems if problem.severity == "error")
