"""`dramaturge whynot`: what keeps an act from happening, and what would have to be otherwise."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from dramaturge.cli import exits
from dramaturge.cli.opening import open_beginning, open_world, refusing, title
from dramaturge.cli.screen import Screen, emit, misuse
from dramaturge.narrate.words import as_sentence, listed, possessive
from dramaturge.revise.hypothesis import Difference
from dramaturge.revise.whynot import WhyNot

if TYPE_CHECKING:
    from dramaturge.api import World
    from dramaturge.semantics import State


def run(
    name: str,
    act: str,
    story: Path | None,
    as_json: bool,
    *,
    after_beat: int | None,
    time_limit: float,
    character_limit: int | None,
    epistemic_limit: int | None,
) -> NoReturn:
    """The command. Exit code 0 if something would be enough (or nothing is in the way), else 1."""
    world = open_world(name, as_json)
    acts = open_beginning(world, name, story, after_beat, as_json)
    try:
        with refusing(as_json):
            found = world.why_not(act, acts, character_limit, epistemic_limit, time_limit)
    except ValueError as error:
        misuse(str(error))
    if as_json:
        emit(as_object(found))
    else:
        show(Screen(), world, found, world.teller.states(acts)[-1])
    if found.happens or found.sets:
        raise typer.Exit(exits.YES)
    raise typer.Exit(exits.NO if found.limit is None else exits.GAVE_UP)


def as_object(found: WhyNot) -> dict[str, object]:
    """The answer as the JSON object that other programs read; `text` is each set in the notation
    of the language."""
    sets = [
        {
            "text": [str(one) for one in differences],
            "differences": [dataclasses.asdict(one) for one in differences],
        }
        for differences in found.sets
    ]
    plain = dataclasses.asdict(found)
    del plain["words"]
    return {**plain, "sets": sets}


def _told(world: World, one: Difference) -> str:
    """One difference in words."""
    fluents = (fluent for fluent in world.ground.fluents if fluent.name == one.fluent)
    fluent = next(fluents, None)
    if fluent is None:
        return str(one)
    facts = world.words.facts
    if one.kind == "want":
        who = world.words.names.of(one.minds[0])
        return as_sentence(f"{who} wants, above all, that {facts.clause(fluent, one.value)}")
    return as_sentence(facts.clause(fluent, one.value, one.minds))


def show(screen: Screen, world: World, found: WhyNot, state: State) -> None:
    """The answer for a reader."""
    screen.heading(title(world))
    screen.paragraph(world.sentence(found.act), style="bold")
    if found.happens:
        screen.paragraph("Nothing keeps it from happening: everybody concerned has a reason.")
        return
    if found.impossible:
        screen.paragraph("It is impossible now.", indent=2)
        for obstacle in world.teller.obstacles(found.act, state):
            screen.paragraph(obstacle, indent=4)
    for name in found.blocked:
        who = world.words.names.of(name)
        mind = world.teller.mind(name, state)
        for obstacle in world.teller.obstacles(found.act, mind):
            screen.paragraph(f"In {possessive(who)} mind: {obstacle}", indent=4)
    if found.unwilling:
        who = listed([world.sentence_start(name) for name in found.unwilling])
        has = "have" if len(found.unwilling) > 1 else "has"
        screen.paragraph(f"{who} {has} no reason for it.", indent=2)
    screen.print()
    if not found.sets:
        none = "Nothing small that would be enough was found"
        screen.paragraph(f"{none}, in the time." if found.limit else f"{none}.", style="red")
        return
    screen.paragraph("It would happen if, with all else as it is,")
    for number, differences in enumerate(found.sets, 1):
        for index, one in enumerate(differences):
            label = f"{number}." if index == 0 else "and"
            screen.paragraph(_told(world, one), indent=6, label=label)
            screen.verbatim(str(one), indent=8, style="dim")
    if found.limit:
        screen.paragraph("There may be more: the time was up.", style="yellow")
