"""The commands and what they accept; each does its work in a module of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dramaturge import __version__, bundled
from dramaturge.cli.choices import By, Format

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


def _examples(*commands: str) -> str:
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
EpistemicLimit = Annotated[
    int | None,
    typer.Option(
        min=0,
        metavar="N",
        help="How many minds deep plans may be nested. Without these two, easy values come first.",
    ),
]


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


@app.command(
    epilog=_examples(
        "dramaturge find my.world",
        "dramaturge find my.world --goal 2 --author-limit 12 --time-limit 60",
        "dramaturge find my.world --shortest",
        "dramaturge find my.world --all 3",
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
    author_limit: Annotated[
        int | None, typer.Option(min=0, metavar="N", help="Most acts of the story. [dim]\\[12][/]")
    ] = None,
    character_limit: CharacterLimit = None,
    epistemic_limit: EpistemicLimit = None,
    time_limit: Annotated[
        float | None, typer.Option(metavar="SECONDS", help="Give up after that long.")
    ] = None,
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
    )


@app.command(
    epilog=_examples(
        "dramaturge check my.world",
        "dramaturge check my.world my.story",
        "dramaturge check my.world my.story --draft",
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
    ending: Ending = None,
    feelings: Annotated[
        bool,
        typer.Option("--feelings", help="Tell what each character feels after each beat, and why."),
    ] = False,
    character_limit: CharacterLimit = None,
    epistemic_limit: EpistemicLimit = None,
    as_json: AsJson = False,
) -> None:
    """Check that a story holds together: each act possible, everybody with a reason."""
    from dramaturge.cli.check import run

    limits = {"character_limit": character_limit, "epistemic_limit": epistemic_limit}
    run(world, story, as_json, draft=draft, ending=ending, limits=limits, with_feelings=feelings)


@app.command(
    epilog=_examples("dramaturge why my.world my.story", "dramaturge why my.world my.story 3")
)
def why(
    world: WorldName,
    story: StoryName,
    beat: Annotated[
        int | None, typer.Argument(min=1, metavar="BEAT", help="Only this beat (from 1).")
    ] = None,
    character_limit: CharacterLimit = None,
    epistemic_limit: EpistemicLimit = None,
    as_json: AsJson = False,
) -> None:
    """Explain why each character acts: the plan they have in mind."""
    from dramaturge.cli.why import run

    limits = {"character_limit": character_limit, "epistemic_limit": epistemic_limit}
    run(world, story, beat, as_json, limits)


@app.command(
    epilog=_examples(
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


@app.command(
    epilog=_examples(
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
        float | None, typer.Option(metavar="SECONDS", help="Stop after that long.")
    ] = None,
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
        memory_limit=memory_limit,
        state_limit=state_limit,
        character_limit=character_limit,
        epistemic_limit=epistemic_limit,
    )


@app.command(
    epilog=_examples(
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
        float | None, typer.Option(metavar="SECONDS", help="Stop after that long.")
    ] = None,
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


@app.command(
    epilog=_examples(
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


@app.command(
    epilog=_examples(
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


@app.command()
def worlds(as_json: AsJson = False) -> None:
    """List the bundled worlds."""
    from dramaturge.cli.worlds import list_worlds

    list_worlds(as_json)


@app.command(epilog=_examples("dramaturge new harbor.world"))
def new(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The file to write.")],
) -> None:
    """Start a small world with comments, ready to find a story in. Never overwrites."""
    from dramaturge.cli.worlds import start_world

    start_world(path)
