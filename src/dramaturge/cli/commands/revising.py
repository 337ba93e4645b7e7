"""Commands that look for changes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dramaturge.cli.options import AsJson, Ending, StoryName, WorldName, examples

group = typer.Typer()


@group.command(
    epilog=examples(
        "dramaturge repair my.world my.story",
        "dramaturge repair my.world my.story --draft --time-limit 60",
        "dramaturge repair my.world my.story --output mended.story --choose 2",
    )
)
def repair(
    world: WorldName,
    story: StoryName,
    draft: Annotated[
        bool, typer.Option("--draft", help="The end is still to come: only the acts must hold.")
    ] = False,
    ending: Ending = None,
    most: Annotated[int, typer.Option(min=1, metavar="N", help="Show at most so many.")] = 5,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write the mended story there, scenes and all."
        ),
    ] = None,
    choose: Annotated[
        int, typer.Option(min=1, metavar="N", help="Which repair to write: the first unless given.")
    ] = 1,
    time_limit: Annotated[
        float, typer.Option(min=0.1, metavar="SECONDS", help="Stop looking after that long.")
    ] = 20.0,
    as_json: AsJson = False,
) -> None:
    """Look for the smallest changes that make a story hold together.

    A beat left out, moved or replaced, up to three put in, or something different at the start;
    each is checked before it is shown. Scenes, expectations and marks are kept. Ctrl-C shows what
    was found so far.
    """
    from dramaturge.cli.repair import run

    run(
        world,
        story,
        as_json,
        draft=draft,
        ending=ending,
        most=most,
        output=output,
        choose=choose,
        time_limit=time_limit,
    )
