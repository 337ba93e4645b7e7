"""Commands that read a written story and tell what is in it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dramaturge.cli.choices import By, Format
from dramaturge.cli.options import (
    AsJson,
    CharacterLimit,
    Ending,
    EpistemicLimit,
    StoryName,
    TimeLimit,
    WorldName,
    examples,
)

group = typer.Typer()


@group.command(
    epilog=examples(
        "dramaturge check my.world",
        "dramaturge check my.world my.story",
        "dramaturge check my.world my.story --draft",
        "dramaturge check my.world my.story --goal 2 --time-limit 60",
        "dramaturge check my.world my.story --feelings",
    )
)
def check(
    world: WorldName,
    story: Annotated[
        Path | None,
        typer.Argument(
            metavar="STORY",
            help="A file with one act per line. Without it only the world is checked.",
        ),
    ] = None,
    draft: Annotated[
        bool,
        typer.Option(
            "--draft", help="The end is still to come: judge each act, not where they lead."
        ),
    ] = False,
    goal: Annotated[
        float | None,
        typer.Option(
            metavar="N",
            help="The least author's utility at the end. [dim]\\[more than at the start][/]",
        ),
    ] = None,
    ending: Ending = None,
    feelings: Annotated[
        bool,
        typer.Option("--feelings", help="Tell what each character feels after each beat, and why."),
    ] = False,
    character_limit: CharacterLimit = None,
    epistemic_limit: EpistemicLimit = None,
    time_limit: TimeLimit = None,
    as_json: AsJson = False,
) -> None:
    """Check that a story holds together: each act possible, everybody with a reason.

    At the time limit, and at Ctrl-C, what was found so far is told, and what was left open.
    """
    from dramaturge.cli.check import run

    limits = {"character_limit": character_limit, "epistemic_limit": epistemic_limit}
    run(
        world,
        story,
        as_json,
        draft=draft,
        goal=goal,
        ending=ending,
        limits=limits,
        time_limit=time_limit,
        with_feelings=feelings,
    )


@group.command(
    epilog=examples(
        "dramaturge sift my.world my.story",
        "dramaturge sift my.world my.story --pattern deceived",
        "dramaturge sift my.world --depth 5",
    )
)
def sift(
    world: WorldName,
    story: Annotated[
        Path | None,
        typer.Argument(
            metavar="STORY",
            help="A file with one act per line. Without it all stories of the world are sifted.",
        ),
    ] = None,
    pattern: Annotated[
        str | None, typer.Option("--pattern", metavar="NAME", help="Only this pattern.")
    ] = None,
    depth: Annotated[
        int, typer.Option(min=1, max=50, metavar="N", help="Most acts, without a story.")
    ] = 4,
    stories: Annotated[
        int,
        typer.Option(
            min=1,
            max=100_000,
            metavar="N",
            help="Go through so many, without a story; of more, some are picked at random.",
        ),
    ] = 1000,
    seed: Annotated[int, typer.Option(metavar="N", help="Pick others.")] = 0,
    time_limit: Annotated[
        float, typer.Option(min=0.1, metavar="SECONDS", help="Without a story: stop after that.")
    ] = 20.0,
    memory_limit: Annotated[
        int | None,
        typer.Option(min=1, metavar="MB", help="Without a story: stop at that much memory."),
    ] = None,
    state_limit: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Without a story: stop at so many states."),
    ] = None,
    character_limit: CharacterLimit = None,
    epistemic_limit: EpistemicLimit = None,
    as_json: AsJson = False,
) -> None:
    """Tell where the patterns of a world and its library come about in a story.

    Without a story: in all motivated stories to a depth, each match with the shortest that has it.
    Ctrl-C shows what was found so far.
    """
    if story is not None:
        from dramaturge.cli.sift import run

        run(world, story, as_json, pattern, character_limit, epistemic_limit)
    from dramaturge.cli.sift_all import run as run_all

    run_all(
        world,
        as_json,
        pattern,
        depth=depth,
        stories=stories,
        seed=seed,
        time_limit=time_limit,
        memory_limit=memory_limit,
        state_limit=state_limit,
        character_limit=character_limit,
        epistemic_limit=epistemic_limit,
    )


@group.command(
    epilog=examples("dramaturge why my.world my.story", "dramaturge why my.world my.story 3")
)
def why(
    world: WorldName,
    story: StoryName,
    beat: Annotated[
        int | None, typer.Argument(min=1, metavar="BEAT", help="Only this beat (from 1).")
    ] = None,
    beat_option: Annotated[str | None, typer.Option("--beat", hidden=True)] = None,
    character_limit: CharacterLimit = None,
    epistemic_limit: EpistemicLimit = None,
    time_limit: TimeLimit = None,
    as_json: AsJson = False,
) -> None:
    """Explain why each character acts: the plan they have in mind.

    At the time limit, and at Ctrl-C, the reasons found so far are told.
    """
    from dramaturge.cli.why import run

    if beat_option is not None:
        from dramaturge.cli.screen import misuse

        misuse(f"the beat stands last, without '--beat': dramaturge why WORLD STORY {beat_option}")
    limits = {"character_limit": character_limit, "epistemic_limit": epistemic_limit}
    run(world, story, beat, as_json, limits, time_limit)


@group.command(
    epilog=examples(
        "dramaturge knows my.world my.story",
        "dramaturge knows my.world my.story --about 'at(Tom)' --about Key --depth 2",
        "dramaturge knows my.world my.story --by fact",
        "dramaturge knows my.world my.story --format svg --output minds.svg",
    )
)
def knows(
    world: WorldName,
    story: StoryName,
    about: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FLUENT",
            help="What to show: a fluent such as 'at(Tom)', a property, an entity or a fact; "
            "repeatable. [dim]\\[whatever somebody is wrong about][/]",
        ),
    ] = None,
    depth: Annotated[
        int, typer.Option(min=0, metavar="N", help="How deep minds are looked into.")
    ] = 1,
    by: Annotated[
        By, typer.Option(metavar="WAY", help="A table for each 'beat', or for each 'fact'.")
    ] = By.beat,
    form: Annotated[
        Format,
        typer.Option("--format", metavar="FORMAT", help="table, csv, json, markdown or svg."),
    ] = Format.table,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write there instead of the terminal."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show who knows what after each beat, and who is wrong.

    Then dramatic irony, secrets with their keepers, and lies, in sentences.
    """
    from dramaturge.cli.knows import run

    run(world, story, about, depth, Format.json if as_json else form, by, output)
