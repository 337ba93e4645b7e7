"""Commands that look for stories."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dramaturge.cli.options import (
    AsJson,
    CharacterLimit,
    Ending,
    EpistemicLimit,
    Statements,
    TimeLimit,
    WorldName,
    examples,
)

group = typer.Typer()


@group.command(
    epilog=examples(
        "dramaturge find my.world",
        "dramaturge find my.world --goal 2 --author-limit 12 --time-limit 60",
        "dramaturge find my.world --shortest",
        "dramaturge find my.world --all 3",
        "dramaturge find my.world --after my.story --ending happy",
        "dramaturge find my.world --set '!trusts(Ann, Tom)'",
        "dramaturge find my.world --output found.story",
        "dramaturge find my.world --json > story.json",
    )
)
def find(
    world: WorldName,
    goal: Annotated[
        float | None,
        typer.Option(
            metavar="N",
            help="The least author's utility at the end. [dim]\\[the next whole step][/]",
        ),
    ] = None,
    ending: Ending = None,
    after: Annotated[
        Path | None,
        typer.Option(metavar="STORY", help="Go on from where this story ends."),
    ] = None,
    after_beat: Annotated[
        int | None, typer.Option(min=0, metavar="N", help="Go on from its beat N instead.")
    ] = None,
    statements: Statements = None,
    author_limit: Annotated[
        int | None,
        typer.Option(
            min=0,
            metavar="N",
            help="Most acts of the story. [dim]\\[12; longer ones are looked for, too][/]",
        ),
    ] = None,
    character_limit: CharacterLimit = None,
    epistemic_limit: EpistemicLimit = None,
    time_limit: TimeLimit = None,
    memory_limit: Annotated[
        int | None,
        typer.Option(min=1, metavar="MB", help="Give up at that much memory. [dim]\\[4096][/]"),
    ] = None,
    shortest: Annotated[
        bool,
        typer.Option(
            "--shortest",
            help="With as few acts as possible: better and better ones, and the proof in the end.",
        ),
    ] = False,
    prove: Annotated[
        bool,
        typer.Option(
            "--prove", help="Prove that there is no story within the limits, or find one after all."
        ),
    ] = False,
    stories: Annotated[
        int | None,
        typer.Option(
            "--all",
            min=1,
            metavar="N",
            help="So many stories. They differ in what happens, or in how it ends for somebody's "
            "mind, not just in the order of acts; those with the fewest acts in common are chosen.",
        ),
    ] = None,
    seed: Annotated[
        int,
        typer.Option(
            min=0,
            metavar="N",
            help="Another number tries equal things in another order, so that another story may "
            "come first. The same number gives the same answer.",
        ),
    ] = 0,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write the story there as well, for check, why and tell; of several, each into a "
            "file with its number.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Find a story that reaches an ending, with every act motivated.

    Ctrl-C ends the search and shows the best that was found so far.
    """
    from dramaturge.cli.find import run

    run(
        world,
        as_json,
        goal=goal,
        author_limit=author_limit,
        character_limit=character_limit,
        epistemic_limit=epistemic_limit,
        time_limit=time_limit,
        memory_limit=memory_limit,
        shortest=shortest,
        prove=prove,
        stories=stories,
        seed=seed,
        ending=ending,
        after=after,
        after_beat=after_beat,
        statements=statements or (),
        output=output,
    )
