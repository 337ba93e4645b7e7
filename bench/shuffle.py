"""Writes a world with its actions and entities in another order, which means the same.

    python -m bench.shuffle FILE [--seed N] [--keep actions|entities]

Actions trade places with actions, entities with entities; everything else stays, since the order of
facts about the beginning and of triggers matters. (The order of entities matters, too, but only
where several arguments of one trigger, or effects on one property, get in each other's way.)
Comments are lost. A search should find a story in every order, and in about the same time.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from random import Random

from dramaturge.source import Source
from dramaturge.syntax import parse, show
from dramaturge.syntax import tree as syntax


def main() -> int:
    parser = argparse.ArgumentParser(
        description="Write a world with its actions and entities in another order."
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--seed", type=int, default=1, help="which order [1]")
    parser.add_argument(
        "--keep", choices=("actions", "entities"), help="leave these where they are"
    )
    options = parser.parse_args()
    text = options.file.read_text(encoding="utf-8")
    sys.stdout.write(shuffled(text, options.seed, options.keep))
    return 0


def shuffled(text: str, seed: int, keep: str | None = None) -> str:
    """The text of the world in the order of that seed. keep: "actions" or "entities" stay."""
    found, problems = parse(Source("world", text))
    if any(problem.severity == "error" for problem in problems):
        raise ValueError("\n".join(map(str, problems)))
    random = Random(seed)
    actions = [s for s in found.statements if _is_action(s)]
    entities = [s for s in found.statements if isinstance(s, syntax.EntityStatement)]
    if keep != "actions":
        random.shuffle(actions)
    if keep != "entities":
        random.shuffle(entities)
    following_action, following_entity = iter(actions), iter(entities)
    statements: list[syntax.Statement] = []
    for statement in found.statements:
        if _is_action(statement):
            statements.append(next(following_action))
        elif isinstance(statement, syntax.EntityStatement):
            statements.append(next(following_entity))
        else:
            statements.append(statement)
    return show(syntax.WorldText(tuple(statements)))


def _is_action(statement: syntax.Statement) -> bool:
    return isinstance(statement, syntax.EventStatement) and statement.kind == "action"


if __name__ == "__main__":
    sys.exit(main())
