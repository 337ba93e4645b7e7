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


def list_worlds(as_json: bool) -> NoReturn:
    """The command `worlds`."""
    found = bundled.worlds()
    if as_json:
        emit({"worlds": [{"name": name, "about": _about(path)} for name, path in found.items()]})
        raise typer.Exit(exits.YES)
    screen = Screen()
    if not found:
        screen.paragraph("There are no bundled worlds here.")
    width = max((len(name) for name in found), default=0) + 3
    for name, path in found.items():
        if screen.plain_width - width < 20:
            screen.verbatim(name, style="bold")
            screen.paragraph(_about(path), indent=4)
        else:
            screen.paragraph(
                _about(path) or " ", indent=width, label=name.ljust(width - 1), mark="bold"
            )
    raise typer.Exit(exits.YES)


def start_world(path: Path) -> NoReturn:
    """The command `new`."""
    try:
        _write_new(path, STARTER)
    except FileExistsError:
        misuse(f"'{path}' exists already and is left as it is")
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        misuse(f"cannot write '{path}': {reason}")
    screen = Screen()
    screen.paragraph(f"Wrote {path}. Now try:")
    screen.verbatim(f"dramaturge find {_quoted(path)}", indent=2, style="cyan")
    raise typer.Exit(exits.YES)


def _write_new(path: Path, text: str) -> None:
    """Writes a file that does not exist yet, wholly or not at all."""
    if path.exists() or path.is_symlink():
        raise FileExistsError
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        draft.chmod(0o666 & ~_umask())
        try:
            os.link(draft, path)  # unlike a rename this fails if somebody else was quicker
        except PermissionError:
            with path.open("x", encoding="utf-8", newline="\n") as file:  # no hard links here
                file.write(text)
    finally:
        draft.unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _quoted(path: Path) -> str:
    import shlex

    return shlex.quote(str(path))


def _about(path: Path) -> str:
    """The first sentence of the comment that a world begins with."""
    words: list[str] = []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        text = line.strip()
        if not text.startswith("//"):
            break
        words += text.lstrip("/").split()
        if words and words[-1].endswith((".", "!", "?")):
            break
    return " ".join(words)
