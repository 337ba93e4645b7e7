"""What several commands accept, and how their examples are shown."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dramaturge import bundled


def examples(*commands: str) -> str:
    """The end of a command's help."""
    return "\n\n".join(("Examples:", *(f"  {command}" for command in commands)))


def _complete(incomplete: str) -> list[str]:
    return [name for name in bundled.worlds() if name.startswith(incomplete)]


WorldName = Annotated[
    str,
    typer.Argument(
        metavar="WORLD",
        help="A world file, or the name of a bundled world (see 'dramaturge worlds').",
        autocompletion=_complete,
        show_default=False,
    ),
]
StoryName = Annotated[
    Path,
    typer.Argument(
        metavar="STORY", help="A file with one act per line: walk(Tom, Cottage, Market)."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
CharacterLimit = Annotated[
    int | None,
    typer.Option(min=0, metavar="N", help="Most acts of a plan that a character has in mind."),
]
Ending = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="The ending of the world that must come true, in place of the author's utility.",
    ),
]
TimeLimit = Annotated[
    float | None, typer.Option(metavar="SECONDS", help="Give up after that long.")
]
EpistemicLimit = Annotated[
    int | None,
    typer.Option(
        min=0,
        metavar="N",
        help="How many minds deep plans may be nested. Without these two, easy values come first.",
    ),
]
Statements = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="STATEMENT",
        help="Something otherwise at the start: a fact, a belief 'believes(Ann, at(Tom)) = "
        "Inn', a want 'wants(Ann, at(Tom) == Inn)', a utility 'utility(Ann): 0'; repeatable.",
    ),
]
