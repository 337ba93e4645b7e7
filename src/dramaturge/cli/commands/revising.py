"""Commands that look for changes."""

from __future__ import annotations

from typing import Annotated

import typer

from dramaturge.cli.options import AsJson, StoryName, WorldName, examples

group = typer.Typer()


@group.command(
    epilog=examples(
        "dramaturge repair my.world my.story",
        "dramaturge repair my.world my.story --draft --time-limit 60",
    )
)
def repair(
    world: WorldName,
    story: StoryName,
    draft: Annotated[
        bool, typer.Option("--draft", help="The end is still to come: only the acts must hold.")
    ] = False,
    most: Annotated[int, typer.Option(min=1, metavar="N", help="Show at most so many.")] = 5,
    time_limit: Annotated[
        float, typer.Option(min=0.1, metavar="SECONDS", help="Stop looking after that long.")
    ] = 20.0,
    as_json: AsJson = False,
) -> None:
    """Look for the smallest changes that make a story hold together.

    A beat left out or moved, up to three put in, or something different at the start; each is
    checked before it is shown. Ctrl-C shows what was found so far.
    """
    from dramaturge.cli.repair import run

    run(world, story, as_json, draft=draft, most=most, time_limit=time_limit)
