"""Adds people to a world: like one who is there, but unknown to everybody so far.

    python -m bench.crowded FILE [--like NAME] [--more N]

A new person has the types of the one named, and every fact about the beginning that has that person
for its first argument and nobody in particular for another, with the new name in its place.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from dramaturge.source import Source
from dramaturge.syntax import parse, show
from dramaturge.syntax import tree as syntax


def main() -> int:
    parser = argparse.ArgumentParser(description="Add people to a world.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--like", help="one of the persons there are [the first declared]")
    parser.add_argument("--more", type=int, default=2, help="how many [2]")
    options = parser.parse_args()
    sys.stdout.write(crowded(options.file.read_text(encoding="utf-8"), options.like, options.more))
    return 0


def crowded(text: str, like: str | None = None, more: int = 2) -> str:
    """The text with more people in it. like: the first entity declared, unless named."""
    found, problems = parse(Source("world", text))
    if any(problem.severity == "error" for problem in problems):
        raise ValueError("\n".join(map(str, problems)))
    declarations = [s for s in found.statements if isinstance(s, syntax.EntityStatement)]
    like = like or declarations[0].name.text
    names = [f"Newcomer{number}" for number in range(1, more + 1)]
    lines: list[str] = []
    for statement in found.statements:
        line = show(statement)
        lines.append(line)
        is_known = isinstance(statement, syntax.EntityStatement) and statement.name.text == like
        if is_known or (isinstance(statement, syntax.InitialStatement) and _is_about(line, like)):
            lines += [re.sub(rf"\b{like}\b", name, line) for name in names]
    return "".join(f"{line}\n" for line in lines)


def _is_about(line: str, who: str) -> bool:
    """Whether a fact has that person for the first argument of its property, and only there."""
    return re.match(rf"!?\w+\({who}\b", line) is not None and line.count(who) == 1


if __name__ == "__main__":
    sys.exit(main())
