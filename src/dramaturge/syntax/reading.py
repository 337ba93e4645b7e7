"""A file into a source: everything that can be wrong with it before its text is looked at."""

from __future__ import annotations

from pathlib import Path

from dramaturge.problems import Problem
from dramaturge.source import Source, Span

SIZE_LIMIT_BYTES = 16 * 1024 * 1024


def read(path: Path, rank: int = 0) -> tuple[Source | None, tuple[Problem, ...]]:
    """The text of a file under its own name, or why there is none. Never raises."""
    try:
        if not path.exists():
            return _no_file(path, "there is no file")
        if not path.is_file():
            return _no_plain_file(path)
        with path.open("rb") as file:
            content = file.read(SIZE_LIMIT_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        return _no_file(path, f"cannot read ({reason})")
    if len(content) > SIZE_LIMIT_BYTES:
        limit = f"{SIZE_LIMIT_BYTES // 1024 // 1024} MiB"
        hint = "is it the file that you mean? a world is a text, of some hundred lines at most"
        return None, (Problem("E107", f"the file '{path}' is larger than {limit}", hint=hint),)
    return decode(path.name, content, rank)


def decode(name: str, content: bytes, rank: int = 0) -> tuple[Source | None, tuple[Problem, ...]]:
    """The text in these bytes: UTF-8, with or without a byte order mark, without NUL."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        byte = f"byte 0x{content[error.start]:02X}"
        return _no_text(name, content, error.start, byte)
    if "\x00" in text:
        return _no_text(name, content, content.index(0), "a NUL byte")
    return Source(name, text, rank), ()


def _no_file(path: Path, what: str, hint: str | None = None) -> tuple[None, tuple[Problem, ...]]:
    return None, (Problem("E108", f"{what} '{path}'", hint=hint),)


def _no_plain_file(path: Path) -> tuple[None, tuple[Problem, ...]]:
    """Something else of this name: to read from a pipe might take for ever."""
    if path.is_dir():
        return _no_file(path, "this is a folder, no file:", "name a file in it")
    return _no_file(path, "this is a pipe or a device, no file:", "save it to a file first")


def _no_text(name: str, content: bytes, offset: int, what: str) -> tuple[None, tuple[Problem, ...]]:
    """A file that is no UTF-8 text, shown up to the place where it stops being one."""
    good = content[:offset].decode("utf-8-sig", errors="replace")
    source = Source(name, good + "\N{REPLACEMENT CHARACTER}")
    span = Span(source, len(good), len(good) + 1)
    line = source.position(len(good))[0]
    message = f"this is no UTF-8 text: {what} at offset {offset}, line {line}"
    return None, (Problem("E109", message, span, "save the file as UTF-8"),)
