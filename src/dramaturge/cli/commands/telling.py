"""The command that tells a story in prose."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dramaturge.cli.choices import OrderChoice, PersonChoice, Prose, TenseChoice
from dramaturge.cli.options import StoryName, WorldName, examples

group = typer.Typer()


@group.command(
    epilog=examples(
        "dramaturge tell my.world my.story",
        "dramaturge tell my.world my.story --from Tom --person first --tense present",
        "dramaturge tell my.world my.story --order middle --format html --output story.html",
    )
)
def tell(
    world: WorldName,
    story: StoryName,
    teller: Annotated[
        str | None,
        typer.Option(
            "--from",
            "--as",
            metavar="NAME",
            help="Tell all of it from this character's mind. "
            "[dim]\\[each scene as the story says][/]",
        ),
    ] = None,
    observer: Annotated[
        bool, typer.Option("--observer", help="Look into nobody's mind: tell only what happens.")
    ] = False,
    person: Annotated[
        PersonChoice | None,
        typer.Option(metavar="PERSON", help="first or third."),
    ] = None,
    tense: Annotated[
        TenseChoice | None,
        typer.Option(
            metavar="TENSE", help="past or present. [dim]\\[past; a screenplay: present][/]"
        ),
    ] = None,
    order: Annotated[
        OrderChoice,
        typer.Option(
            metavar="ORDER", help="As it 'happened', or from the 'middle' with a flashback."
        ),
    ] = OrderChoice.happened,
    form: Annotated[
        Prose,
        typer.Option("--format", metavar="FORMAT", help="text, markdown, html, fountain or json."),
    ] = Prose.text,
    width: Annotated[
        int | None,
        typer.Option(min=0, metavar="N", help="Of lines of text; 0 leaves paragraphs whole."),
    ] = None,
    seed: Annotated[int, typer.Option(metavar="N", help="Another choice of words.")] = 0,
    quick: Annotated[
        bool,
        typer.Option("--quick", help="Leave out motives and feelings: much faster."),
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write there instead of the terminal."),
    ] = None,
) -> None:
    """Tell a story in prose, from one mind at a time.

    Only what that mind perceives, believes and concludes is told, in its own names for people.
    """
    from dramaturge.cli.tell import run

    run(
        world,
        story,
        teller=teller,
        observer=observer,
        person=person,
        tense=tense,
        order=order,
        form=form,
        width=width,
        seed=seed,
        is_quick=quick,
        output=output,
    )
