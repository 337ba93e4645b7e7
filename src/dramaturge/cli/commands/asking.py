"""Commands that ask what else could happen, and why something does not."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dramaturge.cli.options import (
    AsJson,
    CharacterLimit,
    EpistemicLimit,
    Statements,
    WorldName,
    examples,
)

group = typer.Typer()


@group.command(
    epilog=examples(
        "dramaturge explore my.world",
        "dramaturge explore my.world my.story --after-beat 4 --depth 6",
    )
)
def explore(
    world: WorldName,
    story: Annotated[
        Path | None,
        typer.Argument(metavar="STORY", help="Begin where this story ends, not at the start."),
    ] = None,
    after_beat: Annotated[
        int | None,
        typer.Option(min=0, metavar="N", help="Begin after beat N of the story."),
    ] = None,
    depth: Annotated[int, typer.Option(min=1, metavar="N", help="Most acts from there.")] = 8,
    seed: Annotated[int, typer.Option(metavar="N", help="Other samples for estimates.")] = 0,
    time_limit: Annotated[
        float, typer.Option(min=0.1, metavar="SECONDS", help="Stop after that long.")
    ] = 20.0,
    beyond: Annotated[
        float,
        typer.Option(
            min=0,
            metavar="SECONDS",
            help="Then look that long for endings that take more acts, from the start only.",
        ),
    ] = 10.0,
    memory_limit: Annotated[
        int | None, typer.Option(min=1, metavar="MB", help="Stop at that much memory.")
    ] = None,
    state_limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Stop at so many states.")
    ] = None,
    character_limit: CharacterLimit = None,
    epistemic_limit: EpistemicLimit = None,
    as_json: AsJson = False,
) -> None:
    """Map all that can happen: endings, points of no return, what never happens.

    Only acts that everybody concerned has a reason for. Ctrl-C shows what was met so far.
    """
    from dramaturge.cli.explore import run

    run(
        world,
        story,
        as_json,
        after_beat=after_beat,
        depth=depth,
        seed=seed,
        time_limit=time_limit,
        beyond=beyond,
        memory_limit=memory_limit,
        state_limit=state_limit,
        character_limit=character_limit,
        epistemic_limit=epistemic_limit,
    )


@group.command(
    epilog=examples(
        "dramaturge counsel my.world plan.story",
        "dramaturge counsel my.world plan.story --after my.story --answers 3",
    )
)
def counsel(
    world: WorldName,
    plan: Annotated[
        Path, typer.Argument(metavar="PLAN", help="A file with the steps, one act per line.")
    ],
    after: Annotated[
        Path | None,
        typer.Option(metavar="STORY", help="The plan begins where this story ends."),
    ] = None,
    answers: Annotated[
        int, typer.Option(min=0, metavar="N", help="Most acts of others in a row.")
    ] = 2,
    ending: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="What they want to come of it: an ending of the world."),
    ] = None,
    time_limit: Annotated[
        float, typer.Option(min=0.1, metavar="SECONDS", help="Stop after that long.")
    ] = 60.0,
    character_limit: CharacterLimit = None,
    epistemic_limit: EpistemicLimit = None,
    as_json: AsJson = False,
) -> None:
    """Ask what would go wrong with a plan: how would the others answer each step?"""
    from dramaturge.cli.counsel import run

    run(
        world,
        plan,
        after,
        as_json,
        answers=answers,
        ending=ending,
        time_limit=time_limit,
        character_limit=character_limit,
        epistemic_limit=epistemic_limit,
    )


@group.command(
    epilog=examples(
        "dramaturge whynot my.world 'take(Tom, Key, Cottage)'",
        "dramaturge whynot my.world 'take(Tom, Key, Cottage)' my.story --after-beat 3",
    )
)
def whynot(
    world: WorldName,
    act: Annotated[
        str, typer.Argument(metavar="ACT", help="One act: 'walk(Tom, Cottage, Market)'.")
    ],
    story: Annotated[
        Path | None,
        typer.Argument(metavar="STORY", help="Ask at its end, not at the start of the world."),
    ] = None,
    after_beat: Annotated[
        int | None, typer.Option(min=0, metavar="N", help="Ask after beat N of the story.")
    ] = None,
    time_limit: Annotated[
        float, typer.Option(min=0.1, metavar="SECONDS", help="Stop looking after that long.")
    ] = 10.0,
    character_limit: CharacterLimit = None,
    epistemic_limit: EpistemicLimit = None,
    as_json: AsJson = False,
) -> None:
    """Ask why an act does not happen, and what would have to be otherwise."""
    from dramaturge.cli.whynot import run

    run(
        world,
        act,
        story,
        as_json,
        after_beat=after_beat,
        time_limit=time_limit,
        character_limit=character_limit,
        epistemic_limit=epistemic_limit,
    )


@group.command(
    epilog=examples(
        "dramaturge whatif my.world my.story --set 'believes(Ann, at(Tom)) = Inn'",
        "dramaturge whatif my.world my.story --without 4",
        "dramaturge whatif my.world my.story --instead '4 walk(Tom, Inn, Mill)' "
        "--set 'wants(Tom, at(Tom) == Mill)'",
    )
)
def whatif(
    world: WorldName,
    story: Annotated[
        Path | None,
        typer.Argument(metavar="STORY", help="The story. Without it only starts are compared."),
    ] = None,
    statements: Statements = None,
    without: Annotated[
        list[int] | None, typer.Option(metavar="BEAT", help="Leave this beat out; repeatable.")
    ] = None,
    instead: Annotated[
        list[str] | None,
        typer.Option(metavar="'BEAT ACT'", help="Another act in the place of a beat; repeatable."),
    ] = None,
    after: Annotated[
        list[str] | None,
        typer.Option(
            metavar="'BEAT ACT'", help="An act put in after a beat (0: first); repeatable."
        ),
    ] = None,
    depth: Annotated[
        int, typer.Option(min=0, metavar="N", help="Look for endings so many acts beyond the end.")
    ] = 4,
    time_limit: Annotated[
        float, typer.Option(min=0.1, metavar="SECONDS", help="Look for endings that long.")
    ] = 10.0,
    as_json: AsJson = False,
) -> None:
    """Change something, and see what differs: facts, minds, reasons, endings.

    A beat that is not possible any more, or that somebody has no reason for any more, does not
    happen; the story goes on without it.
    """
    from dramaturge.cli.whatif import run

    run(
        world,
        story,
        as_json,
        statements=statements or (),
        without=without or (),
        instead=instead or (),
        after=after or (),
        depth=depth,
        time_limit=time_limit,
    )
