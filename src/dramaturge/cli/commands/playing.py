"""The command that puts one into a world."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dramaturge.cli.options import WorldName, examples

group = typer.Typer()


@group.command(
    epilog=examples(
        "dramaturge play glass-heron --as Nora",
        "dramaturge play my.world --as Ann --save ann.saves --ending wedding",
        "dramaturge play my.world --watch",
        "dramaturge play broken-seal --full-screen",
    )
)
def play(
    world: WorldName,
    who: Annotated[
        str, typer.Option("--as", metavar="NAME", help="Whom you play; without it you are asked.")
    ] = "",
    watch: Annotated[
        bool, typer.Option("--watch", help="Play nobody, and watch what they all do.")
    ] = False,
    ending: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Steer to this ending, as far as motives allow."),
    ] = None,
    seed: Annotated[
        int, typer.Option(min=0, max=2**62, metavar="N", help="Other choices among equals.")
    ] = 0,
    full_screen: Annotated[
        bool,
        typer.Option("--full-screen", help=r"Play in panes (needs the extra dramaturge\[play])."),
    ] = False,
    save: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Keep every turn in this file, and go on from there."),
    ] = None,
    new: Annotated[
        bool, typer.Option("--new", help="Begin anew though the file holds a game.")
    ] = False,
    bring: Annotated[
        Path | None,
        typer.Option("--import", metavar="FILE", help="Go on with an exported game (JSON Lines)."),
    ] = None,
    export: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="In the end, write the game as JSON Lines."),
    ] = None,
    player: Annotated[
        str,
        typer.Option(
            metavar="COMMAND",
            help="Let a program play (docs/players.md), or one of: random, greedy, planning.",
        ),
    ] = "",
    turns: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Most turns of a program's game.")
    ] = None,
) -> None:
    """Step into a world as one of its people; the others act on their own wants.

    You decide what your person does; everybody else does what they have reasons for.
    """
    from dramaturge.cli.play import Options, run

    options = Options(
        who, watch, ending, seed, save, new, bring, export, player, turns, full_screen
    )
    run(world, options)
