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
