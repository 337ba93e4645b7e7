"""What commands print with: text that fits the terminal, problems, JSON.

Answers go to standard output, everything else to standard error. With `--json` standard output
holds one object and nothing else.
"""

from __future__ import annotations

import json
import math
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, NoReturn

import typer
from rich.console import Console
from rich.text import Text

from dramaturge.cli import exits
from dramaturge.problems import Problem, errors
from dramaturge.source import Span

NARROWEST = 24


class Screen(Console):
    """A console that leaves names and brackets alone and lets a broken pipe be noticed."""

    def __init__(self, stderr: bool = False, file: IO[str] | None = None) -> None:
        super().__init__(stderr=stderr, file=file, highlight=False, markup=False, emoji=False)

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError

    @property
    def plain_width(self) -> int:
        return max(self.width, NARROWEST)

    def paragraph(
        self, text: str, *, indent: int = 0, label: str = "", style: str = "", mark: str = ""
    ) -> None:
        """Text wrapped to the screen, all lines indented; the label stands left of the first."""
        width = self.plain_width
        for line in wrapped(self, width, text, indent, label, style=style, mark=mark):
            self.print(line, soft_wrap=True)

    def verbatim(self, text: str, *, indent: int = 0, style: str = "") -> None:
        """Text that must stay as it is: never wrapped."""
        self.print(Text(" " * indent + text, style=style), soft_wrap=True)

    def heading(self, text: str) -> None:
        self.paragraph(text, style="bold")
        self.print()


def wrapped(
    console: Console,
    width: int,
    text: str,
    indent: int = 0,
    label: str = "",
    *,
    style: str = "",
    mark: str = "",
) -> Iterator[Text]:
    """The lines of a paragraph, all indented; the label stands left of the first."""
    for number, line in enumerate(Text(text).wrap(console, width - indent, no_wrap=False)):
        line.rstrip()
        lead = Text(label.rjust(indent - 1) + " " if label and not number else " " * indent)
        lead.stylize(mark)
        line.stylize(style)
        yield lead + line


def make_safe() -> None:
    """Output never fails for a character that the terminal's encoding does not have, nor vanishes
    in a terminal that says it is no column wide."""
    if not os.environ.get("COLUMNS", "80").strip("0"):
        del os.environ["COLUMNS"]
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def emit(answer: Mapping[str, object]) -> None:
    """One JSON object on standard output, in ASCII."""
    sys.stdout.write(json.dumps(answer, indent=2, allow_nan=False) + "\n")
    sys.stdout.flush()


def finite(value: float | None) -> float | None:
    """The number, or null where JSON has no word for it."""
    return value if value is not None and math.isfinite(value) else None


def problem_json(problem: Problem) -> dict[str, object]:
    file, line, column = problem.place()
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "file": file or None,
        "line": line or None,
        "column": column or None,
        "hint": problem.hint,
        "also": None if problem.also is None else _also_json(*problem.also),
    }


def _also_json(what: str, span: Span) -> dict[str, object]:
    """The second place of a problem, and what is there."""
    line, column = span.source.position(span.start)
    return {"message": what, "file": span.source.name, "line": line, "column": column}


def refuse(problems: Iterable[Problem], as_json: bool) -> NoReturn:
    """Tells the author's mistakes and ends the command."""
    problems = tuple(problems)
    if as_json:
        emit({"problems": [problem_json(problem) for problem in problems]})
        raise typer.Exit(exits.BAD)
    screen = Screen(stderr=True)
    show_problems(screen, problems)
    count = len(errors(problems))
    if count > 1:
        screen.paragraph(f"{count} mistakes", style="bold")
    raise typer.Exit(exits.BAD)


def show_problems(screen: Screen, problems: Iterable[Problem]) -> None:
    for problem in problems:
        head, *rest = str(problem).split("\n")
        screen.verbatim(head, style="bold red" if problem.severity == "error" else "bold yellow")
        for line in rest:
            screen.verbatim(line, style="cyan" if line.startswith("hint:") else "")
        screen.print()


def misuse(message: str) -> NoReturn:
    """Ends the command for a mistake in how it was called."""
    Screen(stderr=True).paragraph(f"Error: {message}", style="bold red")
    raise typer.Exit(exits.BAD)
