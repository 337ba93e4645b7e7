"""The command line as a whole: its groups of commands, in the order of the help."""

from __future__ import annotations

from typing import Annotated

import typer

from dramaturge import __version__
from dramaturge.cli.commands import (
    asking,
    judging,
    playing,
    revising,
    searching,
    telling,
    worlds,
)

app = typer.Typer(
    name="dramaturge",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=(
        "Exit codes: 0 yes, 1 no, 2 a mistake in the world, the story or the command, "
        "3 gave up at a limit, 70 a mistake in Dramaturge, 130 Ctrl-C."
    ),
)
for part in (searching, judging, telling, asking, revising, playing, worlds):
    app.add_typer(part.group)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dramaturge {__version__}")
        raise typer.Exit


@app.callback()
def dramaturge(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Stories in which everybody has a reason to act.

    A world is a text file: people, places, what can be done and who must want it.

    Begin with [bold]dramaturge new my.world[/] and [bold]dramaturge find my.world[/].
    """
