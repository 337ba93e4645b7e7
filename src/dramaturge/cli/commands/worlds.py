"""Commands about world files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dramaturge.cli.options import AsJson, examples

group = typer.Typer()


@group.command()
def worlds(as_json: AsJson = False) -> None:
    """List the bundled worlds."""
    from dramaturge.cli.worlds import list_worlds

    list_worlds(as_json)


@group.command(epilog=examples("dramaturge new harbor.world"))
def new(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The file to write.")],
) -> None:
    """Start a small world with comments, ready to find a story in. Never overwrites."""
    from dramaturge.cli.worlds import start_world

    start_world(path)


def _complete_schema(incomplete: str) -> list[str]:
    from dramaturge.schemas import schemas

    return [name for name in schemas() if name.startswith(incomplete)]


@group.command(epilog=examples("dramaturge schema", "dramaturge schema find > find.schema.json"))
def schema(
    command: Annotated[
        str | None,
        typer.Argument(
            metavar="COMMAND",
            help="Whose answers; without it all that have one are listed.",
            autocompletion=_complete_schema,
            show_default=False,
        ),
    ] = None,
) -> None:
    """Print the JSON Schema of what a command prints with --json."""
    from dramaturge.cli.schema import run

    run(command)
