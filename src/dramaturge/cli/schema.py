"""`dramaturge schema`: what the answers of commands look like as JSON."""

from __future__ import annotations

from dramaturge.cli.screen import Screen, emit, misuse
from dramaturge.schemas import schema, schemas


def run(command: str | None) -> None:
    """The command: one schema, or the names of all."""
    if command is None:
        screen = Screen()
        for name in schemas():
            screen.paragraph(f"{name}: {schema(name)['title']}", indent=2)
        return
    try:
        emit(schema(command))
    except ValueError as error:
        misuse(str(error))
