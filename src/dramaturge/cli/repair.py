"""`dramaturge repair`: the smallest changes that make a story hold."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from dramaturge import bundled
from dramaturge.cli import exits
from dramaturge.cli.opening import open_story, open_world, refusing, title
from dramaturge.cli.progress import status_line
from dramaturge.cli.screen import Screen, emit, misuse
from dramaturge.cli.writing import spare, write_answer
from dramaturge.narrate.words import counted
from dramaturge.revise.repair import Repair, Repairs

if TYPE_CHECKING:
    from dramaturge.api import World


def run(
    name: str,
    story: Path,
    as_json: bool,
    *,
    draft: bool,
    ending: str | None,
    most: int,
    output: Path | None,
    choose: int,
    time_limit: float,
) -> NoReturn:
    """The command. Exit code 0 if the story holds or can be mended, 1 if no change was found."""
    spare(output, world=bundled.locate(name))  # the story may give way to the mended one
    world = open_world(name, as_json)
    script = open_story(world, name, story, as_json)
    try:
        line = status_line(_how_far, wanted=not as_json, first="looking for repairs")
        with refusing(as_json), line as report:
            verdict = world.check(
                script, draft=draft, ending=ending, brief=True, time_limit=time_limit
            )
            holds = verdict.ok
            found = Repairs((), 0, None if holds else verdict.limit)
            if not holds and verdict.limit is None:
                found = world.repairs(
                    script,
                    draft=draft,
                    ending=ending,
                    most=most,
                    time_limit=time_limit,
                    progress=report,
                )
    except ValueError as error:
        misuse(str(error))
    if as_json:
        emit(as_object(script.actions, found, holds=holds))
    else:
        show(Screen(), world, script.actions, found, holds=holds)
    if output is not None and found.found:
        _write(output, found, choose)
    if found.limit == "cancelled":
        raise typer.Exit(exits.CANCELLED)
    if holds or found.found:
        raise typer.Exit(exits.YES)
    raise typer.Exit(exits.NO if found.limit is None else exits.GAVE_UP)


def as_object(story: Sequence[str], found: Repairs, *, holds: bool) -> dict[str, object]:
    """The answer as the JSON object that other programs read."""
    return {
        "ok": holds,
        "repairs": [
            {
                "kind": one.kind,
                "cost": one.cost,
                "beat": one.beat,
                "story": list(one.acts),
                "statements": list(one.statements),
                "text": one.text,
                "diff": one.diff(story),
            }
            for one in found.found
        ],
        "tried": found.tried,
        "limit": found.limit,
    }


def show(
    screen: Screen, world: World, story: Sequence[str], found: Repairs, *, holds: bool
) -> None:
    """The answer for a reader."""
    screen.heading(title(world))
    if holds:
        screen.paragraph("The story holds as it is.", style="bold green")
        return
    if found.limit is not None:
        reason = "the time was up" if found.limit == "time" else "it was cancelled"
        screen.paragraph(f"The search ended early: {reason}.", style="yellow")
    if not found.found:
        screen.paragraph("No small change was found that makes the story hold.", style="bold red")
        return
    screen.paragraph("With any one of these changes the story holds, small ones first.")
    for number, one in enumerate(found.found, 1):
        screen.print()
        screen.paragraph(_told(world, story, one), indent=4, label=f"{number}.", style="bold")
        for line in one.diff(story).splitlines():
            if not line.startswith("@@"):
                style = {"+": "green", "-": "red"}.get(line[:1], "dim")
                screen.verbatim(line, indent=6, style=style)


def _write(path: Path, found: Repairs, number: int) -> None:
    """The mended story into a file, wholly or not at all."""
    if number > len(found.found):
        misuse(f"there is no repair {number} to write: {len(found.found)} found")
    one = found.found[number - 1]
    if one.statements:
        misuse(
            f"repair {number} changes the start of the world, not the story: add "
            f"'{' '.join(one.statements)}' to the world, or choose another with --choose"
        )
    write_answer(path, one.text if one.text.endswith("\n") else f"{one.text}\n")
    Screen(stderr=True).verbatim(f"Wrote {path}, with repair {number}.")


def _told(world: World, story: Sequence[str], one: Repair) -> str:
    match one.kind:
        case "drop":
            return f"Leave out beat {one.beat}: {world.sentence(story[one.beat - 1])}"
        case "move":
            act = story[one.beat - 1]
            return f"Move beat {one.beat}: {world.sentence(act)}"
        case "replace":
            new = world.sentence(one.acts[one.beat - 1])
            return f"Instead of beat {one.beat}: {new}"
        case "insert":
            count = len(one.acts) - len(story)
            new = " ".join(
                world.sentence(act) for act in one.acts[one.beat - 1 : one.beat - 1 + count]
            )
            place = f"before beat {one.beat}" if one.beat <= len(story) else "at the end"
            return f"Put in {counted(count, 'beat')} {place}: {new}"
        case "start":
            return "Let something be different at the start:"


def _how_far(what: str, tried: int) -> str:
    return f"{what}: {tried:,} changes tried"
