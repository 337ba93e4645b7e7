"""`dramaturge knows`: what holds and what everybody thinks, as a table per beat."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from dramaturge import bundled
from dramaturge.cli import exits
from dramaturge.cli.choices import By, Format
from dramaturge.cli.opening import open_story, open_world, refusing, title
from dramaturge.cli.screen import Screen, emit, misuse
from dramaturge.cli.writing import spare, write_answer
from dramaturge.ground.world import Value
from dramaturge.knowledge import Knowledge, Mind, Moment, Span
from dramaturge.knowledge.export import insights
from dramaturge.knowledge.show import HOW_TOLD, beats_shown, marked, mind_shown, value_shown

if TYPE_CHECKING:
    from dramaturge.api import World

WRONG, UNKNOWN = "*", "?"


def run(
    name: str,
    story: Path,
    about: list[str] | None,
    depth: int,
    form: Format,
    by: By,
    output: Path | None,
) -> NoReturn:
    """The command. Exit code 1 if the story is impossible from some beat on."""
    spare(output, world=bundled.locate(name), story=bundled.locate_story(str(story), name))
    as_json = form is Format.json
    world = open_world(name, as_json)
    script = open_story(world, name, story, as_json)
    try:
        with refusing(as_json):
            known = world.knows(script, about or None, depth)
    except ValueError as error:
        misuse(str(error))
    if output is not None:
        write(output, world, known, form, by)
    elif as_json:
        emit(known.to_json())
    elif form is Format.table:
        show(Screen(), world, known, by)
    else:
        sys.stdout.write(_text(known, form))
    raise typer.Exit(exits.YES if known.impossible is None else exits.NO)


def write(path: Path, world: World, known: Knowledge, form: Format, by: By) -> None:
    """The answer into a file."""
    if form is Format.table:
        out = io.StringIO()
        show(Screen(file=out), world, known, by)
        text = out.getvalue()
    else:
        text = _text(known, form)
    write_answer(path, text)


def _text(known: Knowledge, form: Format) -> str:
    with refusing(False):
        match form:
            case Format.csv:
                return known.to_csv()
            case Format.markdown:
                return known.to_markdown()
            case Format.svg:
                return known.to_svg()
            case _:
                return json.dumps(known.to_json(), indent=2, allow_nan=False) + "\n"


def show(screen: Screen, world: World, known: Knowledge, by: By = By.beat) -> None:
    """The tables for a reader, or a sentence if there is nothing to tell."""
    screen.heading(title(world))
    if not known.fluents and known.moments:
        screen.paragraph("Everybody is right about everything, all the time.")
        screen.paragraph("Ask with --about for what you want to see.", style="dim")
    else:
        if by is By.fact:
            show_facts(screen, known)
        else:
            for number, moment in enumerate(known.moments):
                before = known.moments[number - 1] if number else None
                _show_moment(screen, world, known, moment, before)
        screen.paragraph(f"{WRONG} wrong   {UNKNOWN} does not know", style="dim")
        for heading, sentences in insights(known):
            screen.print()
            screen.paragraph(heading, style="bold")
            for sentence in sentences:
                screen.paragraph(sentence, indent=4, label="-")
    if known.impossible:
        screen.print()
        text = f"Beat {known.impossible} is impossible; 'dramaturge check' tells why."
        screen.paragraph(text, style="bold red")


def show_facts(screen: Screen, known: Knowledge) -> None:
    """A table per fact: who thinks what from which beat on, and what made them think so."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    spans: dict[str, list[tuple[Mind, tuple[Span, ...]]]] = {}
    for fluent, mind, own in known.all_spans():
        spans.setdefault(fluent, []).append((mind, own))
    for fluent, question in zip(known.fluents, known.questions, strict=True):
        screen.paragraph(question[:1].upper() + question[1:], style="bold")
        table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
        for head in ("", "beats", "thinks", "how"):
            table.add_column(head, overflow="fold", no_wrap=head == "beats")
        for mind, own in spans[fluent]:
            for number, span in enumerate(own):
                shown = marked(known, span.change)
                table.add_row(
                    Text("" if number else mind_shown(known, mind)),
                    beats_shown(span),
                    Text(shown, style=_style(shown)),
                    Text(HOW_TOLD[span.change.how] if mind and span.start else "", style="dim"),
                )
        screen.print(table)
        screen.print()


def _show_moment(
    screen: Screen, world: World, known: Knowledge, moment: Moment, before: Moment | None
) -> None:
    """One table: what has changed, in the world or in a mind. Of nested minds only those are shown
    that somewhere differ from the world."""
    if moment.action is None:
        screen.paragraph("In the beginning", style="bold")
    else:
        indent = len(str(moment.beat)) + 3
        sentence = world.sentence(moment.action)
        screen.paragraph(sentence, indent=indent, label=f"{moment.beat}.", style="bold")
    changed = [
        row
        for row, values in enumerate(moment.values)
        if before is None or values != before.values[row]
    ]
    if not changed:
        screen.paragraph("Nothing of this changes.", indent=4, style="dim")
        screen.print()
        return
    columns = [
        i for i, mind in enumerate(known.minds) if len(mind) < 2 or _differs(moment, i, changed)
    ]
    rows = [
        (known.questions[row], [_cell(known, moment.values[row], column) for column in columns])
        for row in changed
    ]
    heads = [mind_shown(known, known.minds[column]) for column in columns]
    if _width(heads, rows) <= screen.plain_width:
        _show_table(screen, heads, rows)
    else:
        _show_list(screen, heads, rows)
    screen.print()


def _width(heads: list[str], rows: list[tuple[str, list[str]]]) -> int:
    """How wide the table is: its columns and three cells between two of them."""
    from rich.cells import cell_len

    lines = [["", *heads], *([fluent, *cells] for fluent, cells in rows)]
    widths = [max(cell_len(cell) for cell in column) for column in zip(*lines, strict=True)]
    return sum(widths) + 3 * len(widths)


def _show_table(screen: Screen, heads: list[str], rows: list[tuple[str, list[str]]]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column("", no_wrap=True)
    for head in heads:
        table.add_column(Text(head), no_wrap=True)
    for fluent, cells in rows:
        table.add_row(Text(fluent), *(Text(cell, style=_style(cell)) for cell in cells))
    screen.print(table)


def _show_list(screen: Screen, heads: list[str], rows: list[tuple[str, list[str]]]) -> None:
    """The same for a narrow screen: a line for each mind that does not think what is."""
    for fluent, cells in rows:
        screen.paragraph(f"{fluent}: {cells[0]}", indent=2)
        for head, cell in list(zip(heads, cells, strict=True))[1:]:
            if cell != cells[0]:
                screen.paragraph(f"{head}: {cell}", indent=4, style=_style(cell))


def _differs(moment: Moment, column: int, rows: list[int]) -> bool:
    return any(moment.values[row][column] != moment.values[row][0] for row in rows)


def _cell(known: Knowledge, values: tuple[Value, ...], column: int) -> str:
    """A value, marked if it is not what it is about: what one thinks of another's mind is right
    if it is what the other thinks."""
    value = values[column]
    shown = value_shown(known, value)
    meant = known.minds.index(known.minds[column][1:])
    if column and value is not None and value != values[meant]:
        return f"{shown} {WRONG}"
    return shown


def _style(cell: str) -> str:
    if cell.endswith(WRONG):
        return "bold red"
    return "yellow" if cell == UNKNOWN else ""
