"""`dramaturge worlds` and `dramaturge new`: worlds that are there, and one to begin with."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import NoReturn

import typer

from dramaturge import bundled
from dramaturge.cli import exits
from dramaturge.cli.screen import Screen, emit, misuse
from dramaturge.cli.starter import STARTER
from dramaturge.cli.writing import LONGEST_STEM, reason, umask


def list_worlds(as_json: bool) -> NoReturn:
    """The command `worlds`."""
    found = bundled.worlds()
    if as_json:
        emit({"worlds": [_world_object(name, path) for name, path in found.items()]})
        raise typer.Exit(exits.YES)
    screen = Screen()
    if not found:
        screen.paragraph("There are no bundled worlds here.")
    for name, path in found.items():
        screen.paragraph(name, style="bold")
        screen.paragraph(bundled.about(path), indent=2)
        for story in bundled.stories(path):
            command = f"dramaturge check {name} {story.stem}"
            screen.verbatim(command, indent=2, style="cyan")
        screen.verbatim(f"dramaturge find {name}", indent=2, style="cyan")
        screen.print()
    raise typer.Exit(exits.YES)


def _world_object(name: str, path: Path) -> dict[str, object]:
    stories = [story.stem for story in bundled.stories(path)]
    return {"name": name, "about": bundled.about(path), "stories": stories}


def start_world(path: Path) -> NoReturn:
    """The command `new`."""
    try:
        _write_new(path, STARTER)
    except FileExistsError:
        misuse(f"'{path}' exists already and is left as it is")
    except (OSError, ValueError) as error:
        misuse(f"cannot write '{path}': {reason(error)}")
    screen = Screen()
    screen.verbatim(f"Wrote {path}. Now try:")
    screen.verbatim(f"dramaturge find {_quoted(path)}", indent=2, style="cyan")
    raise typer.Exit(exits.YES)


def _write_new(path: Path, text: str) -> None:
    """Writes a file that does not exist yet, wholly or not at all."""
    if path.exists() or path.is_symlink():
        raise FileExistsError
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name[:LONGEST_STEM]}.", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        draft.chmod(0o666 & ~umask())
        try:
            os.link(draft, path)  # unlike a rename this fails if somebody else was quicker
        except PermissionError:
            with path.open("x", encoding="utf-8", newline="\n") as file:  # no hard links here
                file.write(text)
    finally:
        draft.unlink()


def _quoted(path: Path) -> str:
    import shlex

    return shlex.quote(str(path))
