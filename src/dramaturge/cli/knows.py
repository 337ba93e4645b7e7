"""`dramaturge knows`: what holds and what everybody thinks, as a table per beat."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from dramaturge.cli import exits
from dramaturge.cli.opening import open_story, open_world, refusing, title
from dramaturge.cli.screen import Screen, emit, misuse
from dramaturge.ground.table import show_value
from dramaturge.knowledge import Knowledge, Mind, Moment

if TYPE_CHECKING:
    from dramaturge.api import World

WRONG, UNKNOWN = "*", "?"


def run(name: str, story: Path, about: list[str] | None, depth: int, as_json: bool) -> NoReturn:
    """The command. Exit code 1 if the story is impossible from some beat on."""
    world = open_world(name, as_json)
    script = open_story(world, str(story), as_json)
    try:
        with refusing(as_json):
            known = world.knows(script, about or None, depth)
    except ValueError as error:
        misuse(str(error))
    if as_json:
        emit(as_object(known))
    else:
        show(Screen(), world, known)
    raise typer.Exit(exits.YES if known.impossible is None else exits.NO)


def as_object(known: Knowledge) -> dict[str, object]:
    """The table as a JSON object; minds are lists of characters, [] being the world."""
    return {
        "fluents": list(known.fluents),
        "minds": [list(mind) for mind in known.minds],
        "moments": [
            {
                "beat": moment.beat,
                "action": moment.action,
                "values": [list(row) for row in moment.values],
            }
            for moment in known.moments
        ],
        "impossible": known.impossible,
    }


def show(screen: Screen, world: World, known: Knowledge) -> None:
    """The tables for a reader, or a sentence if there is nothing to tell."""
    screen.heading(title(world))
    if not known.fluents and known.moments:
        screen.paragraph("Everybody is right about everything, all the time.")
        screen.paragraph("Ask with --about for what you want to see.", style="dim")
    else:
        for moment in known.moments:
            _show_moment(screen, world, known, moment)
        screen.paragraph(f"{WRONG} wrong   {UNKNOWN} does not know", style="dim")
    if known.impossible:
        screen.print()
        text = f"Beat {known.impossible} is impossible; 'dramaturge check' tells why."
        screen.paragraph(text, style="bold red")
    elif known.impossible == 0:
        screen.paragraph("The story cannot begin: the triggers never settle.", style="bold red")


def _show_moment(screen: Screen, world: World, known: Knowledge, moment: Moment) -> None:
    """One table; minds that think of everything what the world is are left out."""
    if moment.action is None:
        screen.paragraph("In the beginning", style="bold")
    else:
        indent = len(str(moment.beat)) + 3
        sentence = world.sentence(moment.action)
        screen.paragraph(sentence, indent=indent, label=f"{moment.beat}.", style="bold")
    columns = [i for i, mind in enumerate(known.minds) if len(mind) < 2 or _differs(moment, i)]
    rows = [
        (known.fluents[row], [_cell(values, column) for column in columns])
        for row, values in enumerate(moment.values)
    ]
    heads = [_head(known.minds[column]) for column in columns]
    if not _show_table(screen, heads, rows):
        _show_list(screen, heads, rows)
    screen.print()


def _show_table(screen: Screen, heads: list[str], rows: list[tuple[str, list[str]]]) -> bool:
    """Draws a table if the screen is wide enough for it."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    table.add_column("", no_wrap=True)
    for head in heads:
        table.add_column(Text(head), no_wrap=True)
    for fluent, cells in rows:
        table.add_row(Text(fluent), *(Text(cell, style=_style(cell)) for cell in cells))
    if screen.measure(table).minimum > screen.plain_width:
        return False
    screen.print(table)
    return True


def _show_list(screen: Screen, heads: list[str], rows: list[tuple[str, list[str]]]) -> None:
    """The same for a narrow screen: a line for each mind that does not think what is."""
    for fluent, cells in rows:
        screen.paragraph(f"{fluent}: {cells[0]}", indent=2)
        for head, cell in list(zip(heads, cells, strict=True))[1:]:
            if cell != cells[0]:
                screen.paragraph(f"{head}: {cell}", indent=4, style=_style(cell))


def _differs(moment: Moment, column: int) -> bool:
    return any(values[column] != values[0] for values in moment.values)


def _cell(values: tuple[object, ...], column: int) -> str:
    value = values[column]
    assert value is None or isinstance(value, bool | float | str)
    shown = show_value(value)
    if column and value is not None and value != values[0]:
        return f"{shown} {WRONG}"
    return shown


def _style(cell: str) -> str:
    if cell.endswith(WRONG):
        return "bold red"
    return "yellow" if cell == UNKNOWN else ""


def _head(mind: Mind) -> str:
    return " > ".join(mind) if mind else "the world"
