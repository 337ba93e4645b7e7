"""The list of all modules at the end of architecture.md: the first sentence of each, as it stands
at the head of its file.

The page is written by hand up to the heading HEADING; what follows is made here.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "dramaturge"
KERNEL = ROOT / "cpp"
PAGE = ROOT / "docs" / "architecture.md"
HEADING = "## Every module and header\n"

_END = re.compile(r"(?<=[.!?]) ")
_COMMENT = re.compile(r"(?://[^\n]*\n)+")


def page(text: str) -> str:
    """The page with its list made anew."""
    written, _, _ = text.partition(HEADING)
    return written + HEADING + "".join(f"\n{line}" for line in _listed()) + "\n"


def _listed() -> Iterator[str]:
    yield "The first sentence of each file; `make docs` writes this list."
    yield from ("", "### `dramaturge/`", "")
    yield from _modules(PACKAGE)
    folders = {path.parent for path in PACKAGE.rglob("*.py")} - {PACKAGE}
    for folder in sorted(folders):
        name = folder.relative_to(PACKAGE).as_posix()
        yield from ("", f"### `{name}/`", "", _about_module(folder / "__init__.py"))
        modules = list(_modules(folder))
        yield from ("", *modules) if modules else ()
    yield from ("", "### `cpp/`", "")
    for path in sorted(KERNEL.glob("*.hpp")):
        yield f"- `{path.name}`: {_about_header(path)}"


def _modules(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.py")):
        if path.name != "__init__.py":
            yield f"- `{path.name}`: {_about_module(path)}"


def _about_module(path: Path) -> str:
    return _sentence(ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "")


def _about_header(path: Path) -> str:
    found = _COMMENT.match(path.read_text(encoding="utf-8"))
    lines = [] if found is None else found[0].splitlines()
    return _sentence("\n".join(line.removeprefix("//").strip() for line in lines))


def _sentence(text: str) -> str:
    """The first sentence, in one line."""
    return _END.split(" ".join(text.split("\n\n")[0].split()), maxsplit=1)[0]
