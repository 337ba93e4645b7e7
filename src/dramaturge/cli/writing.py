"""Files that are written wholly or not at all, and never over what they were made from."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from dramaturge.cli.screen import misuse

LONGEST_STEM = 40  # characters of a file's name that its draft is called by


def write_whole(path: Path, text: str) -> None:
    """Writes a text in the place of what is there, if anything: others see the old or the new file,
    never a part. Raises OSError, and ValueError for what cannot be a path."""
    if path.exists() and not path.is_file():
        path.write_text(text, encoding="utf-8", newline="")  # such as /dev/stdout
        return
    target = path.resolve()
    mode = target.stat().st_mode if target.exists() else 0o666 & ~umask()
    prefix = f".{target.name[:LONGEST_STEM]}."
    descriptor, name = tempfile.mkstemp(prefix=prefix, dir=target.parent)
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        draft.chmod(mode & 0o777)
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def write_answer(path: Path, text: str) -> None:
    """Writes what a command was asked for; ends the command if that cannot be."""
    try:
        write_whole(path, text)
    except (OSError, ValueError) as error:
        misuse(f"cannot write '{path}': {reason(error)}")


def spare(output: Path | None, /, option: str = "--output", **read: Path | None) -> None:
    """Ends the command if its output would take the place of something it is made from: a slip of
    the hand must not cost anybody a world. read: such files, by what they are."""
    for what, path in read.items():
        if output is not None and path is not None and _is_same(output, path):
            kept = f"'{output}' is the {what} itself and is left as it is"
            misuse(f"{kept}: name another file with {option}")


def check_place(output: Path) -> None:
    """Ends the command if nothing can be written there: for answers that come long after."""
    folder = output.resolve().parent
    if output.is_dir():
        misuse(f"cannot write '{output}': it is a folder")
    if not folder.is_dir():
        misuse(f"cannot write '{output}': there is no folder '{folder}'")
    if not os.access(folder, os.W_OK) and not (output.exists() and not output.is_file()):
        misuse(f"cannot write '{output}': you may not write in '{folder}'")


def reason(error: OSError | ValueError) -> str:
    """Why a file could not be written, in the system's words."""
    return (getattr(error, "strerror", None) or str(error)).lower()


def umask() -> int:
    """What new files are not allowed; there is no way to read it but setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.resolve() == other.resolve() or one.samefile(other)
    except (OSError, ValueError):  # one of them is not there
        return False
