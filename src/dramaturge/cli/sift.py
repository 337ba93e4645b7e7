"""`dramaturge sift`: where the patterns of a world come about in a story."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from dramaturge.cli import exits
from dramaturge.cli.opening import open_story, open_world, refusing
from dramaturge.cli.screen import Screen, emit, misuse
from dramaturge.review.patterns import Match

if TYPE_CHECKING:
    from dramaturge.api import Script, World


def run(
    name: str,
    story: Path,
    as_json: bool,
    pattern: str | None,
    character_limit: int | None,
    epistemic_limit: int | None,
) -> NoReturn:
    """The command. Exit code 0 if a pattern comes about, else 1."""
    world = open_world(name, as_json)
    script = open_story(world, name, story, as_json)
    try:
        with refusing(as_json):
            found = world.patterns(script, pattern, character_limit, epistemic_limit)
    except ValueError as error:
        misuse(str(error))
    if as_json:
        emit(as_object(found))
    else:
        show(Screen(), world, script, found)
    raise typer.Exit(exits.YES if found else exits.NO)


def as_object(found: Sequence[Match]) -> dict[str, object]:
    """The matches as the JSON object that other programs read."""
    return {"matches": [as_match(match) for match in found]}


def as_match(match: Match) -> dict[str, object]:
    """One match."""
    return {
        "pattern": match.pattern,
        "bindings": dict(match.bindings),
        "beats": list(match.beats),
        "sentence": match.sentence,
        "role": match.role or None,
    }


def show(screen: Screen, world: World, script: Script, found: Sequence[Match]) -> None:
    """The matches for a reader, each with its beats."""
    if not found:
        known = ", ".join(world.model.patterns) or "none: 'pattern' declares one"
        screen.paragraph(f"Nothing of the kind. The patterns of this world: {known}.")
        return
    last = ""
    for match in found:
        if match.pattern != last:
            screen.paragraph(match.pattern, style="bold")
        last = match.pattern
        screen.paragraph(f"{match.sentence}.", indent=2)
        for beat in match.beats:
            if beat:
                told = world.sentence(script.beats[beat - 1].text)
                screen.paragraph(told, indent=8, label=f"{beat}.", style="dim")
