"""`dramaturge whatif`: a story as told, and as it would be if something were otherwise."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from dramaturge.cli import exits
from dramaturge.cli.opening import open_story, open_world, refusing, title
from dramaturge.cli.screen import Screen, emit, misuse
from dramaturge.narrate.words import counted
from dramaturge.whatif import BeatReport, WhatIf

if TYPE_CHECKING:
    from dramaturge.api import World

MOST_SENTENCES = 6  # about what is otherwise after one beat
TOLD = {
    "unwilling": "does not happen",
    "impossible": "cannot happen",
    "left out": "left out",
    "put in": "put in",
    "other reason": "for another reason",
}
STYLES = {"unwilling": "red", "impossible": "red", "left out": "yellow", "put in": "green"}
_EDIT = re.compile(r"\s*([0-9]+)(?:\s*[:=]\s*|\s+)([^\W\d].*)", re.DOTALL)


def run(
    name: str,
    story: Path | None,
    as_json: bool,
    *,
    statements: Sequence[str],
    without: Sequence[int],
    instead: Sequence[str],
    after: Sequence[str],
    depth: int,
    time_limit: float,
) -> NoReturn:
    """The command. Exit code 0 if something differs, 1 if nothing does."""
    if not (statements or without or instead or after):
        misuse("say what is otherwise: --set, --without, --instead or --after")
    world = open_world(name, as_json)
    script = () if story is None else open_story(world, name, story, as_json)
    try:
        with refusing(as_json):
            found = world.what_if(
                script,
                *statements,
                without=without,
                instead=_edits(instead, "--instead"),
                after=_edits(after, "--after"),
                depth=depth,
                time_limit=time_limit,
            )
    except ValueError as error:
        misuse(str(error))
    if as_json:
        emit(as_object(found))
    else:
        show(Screen(), world, found)
    if found.limit == "cancelled":
        raise typer.Exit(exits.CANCELLED)
    raise typer.Exit(exits.YES if found.differs else exits.NO)


def _edits(given: Sequence[str], option: str) -> dict[int, list[str]]:
    """`4 walk(Tom, Inn, Mill)` by beat; several for one beat come one after another."""
    found: dict[int, list[str]] = {}
    for text in given:
        match = _EDIT.fullmatch(text)
        if match is None:
            misuse(f"{option} takes a beat and an act, '4 walk(Tom, Inn, Mill)', not '{text}'")
        found.setdefault(int(match[1]), []).append(match[2].strip())
    return found


def as_object(found: WhatIf) -> dict[str, object]:
    """The answer as the JSON object that other programs read."""
    plain = dataclasses.asdict(found)
    plain["beats"] = [{**dataclasses.asdict(beat), "happens": beat.happens} for beat in found.beats]
    plain["endings"] = [
        {**dataclasses.asdict(ending), "differs": ending.differs} for ending in found.endings
    ]
    return {**plain, "acts": found.acts, "parts_at": found.parts_at, "differs": found.differs}


def show(screen: Screen, world: World, found: WhatIf) -> None:
    """The answer for a reader."""
    screen.heading(title(world))
    screen.paragraph("What if", style="bold")
    for change in found.changes:
        screen.paragraph(change, indent=4, label="-")
    screen.print()
    if not found.differs:
        screen.paragraph("Nothing that was looked at would differ.", style="yellow")
        return
    _show_parting(screen, found)
    if found.at_start:
        screen.print()
        screen.paragraph("At the start", style="bold")
        _show_sentences(screen, found.start_sentences, 4)
    if found.beats:
        screen.print()
        for beat in found.beats:
            _show_beat(screen, beat)
    if found.endings:
        screen.print()
        screen.paragraph("Endings", style="bold")
        for ending in found.endings:
            style = "bold" if ending.differs else ""
            screen.paragraph(f"{ending.text or ending.name}", indent=4, label="-", style=style)
            screen.paragraph(ending.sentence, indent=6, style="" if ending.differs else "dim")
    if found.limit is not None:
        screen.paragraph(
            "Not everything that can come after the end was looked at: "
            + ("it was cancelled." if found.limit == "cancelled" else "the time was up."),
            style="yellow",
        )


def _show_parting(screen: Screen, found: WhatIf) -> None:
    if not found.beats:
        return
    at = found.parts_at
    if at is None:
        text = "Everything happens as told, for the same reasons."
    else:
        beat = found.beats[at]
        where = f"at beat {beat.beat}" if beat.beat else "where the new act is put in"
        lost = sum(beat.outcome in ("unwilling", "impossible") for beat in found.beats)
        told = sum(beat.beat is not None for beat in found.beats)
        text = f"The stories part {where}."
        if lost:
            text += f" Of {counted(told, 'beat')}, {lost} would not happen any more."
    screen.paragraph(text, style="bold")


def _show_beat(screen: Screen, beat: BeatReport) -> None:
    label = f"{beat.beat}." if beat.beat is not None else "+"
    style = STYLES.get(beat.outcome, "")
    mark = TOLD.get(beat.outcome)
    text = beat.sentence if mark is None else f"{beat.sentence.rstrip('.')}: {mark}."
    screen.paragraph(text, indent=5, label=label, style=style)
    for line in beat.why:
        screen.paragraph(line, indent=7, style=style)
    _show_sentences(screen, beat.sentences, 9)


def _show_sentences(screen: Screen, sentences: Sequence[str], indent: int) -> None:
    for sentence in sentences[:MOST_SENTENCES]:
        screen.paragraph(sentence, indent=indent, label="-", style="cyan")
    more = len(sentences) - MOST_SENTENCES
    if more > 0:
        screen.paragraph(f"... and {more} more; --json has them all.", indent=indent, style="dim")
