"""The reference part of the pages of the drama library, from the modules themselves.

A page is written by hand up to its heading `## Reference`; what follows is made here, from the
declarations of the module and the comments at them. A comment above a declaration tells what it
is; one that ends its line, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIBRARY = ROOT / "src" / "dramaturge" / "library"
PAGES = ROOT / "docs" / "library"
MODULES = ("stage", "senses", "people", "things", "speech", "oaths", "counsel", "harm", "time")
HEADING = "## Reference\n"

SECTIONS = {
    "type": "Types",
    "property": "Properties",
    "define": "Definitions",
    "action": "Actions",
    "trigger": "What happens by itself",
}
_DECLARED = re.compile(rf"(?P<kind>{'|'.join(SECTIONS)}) (?P<rest>.*)")
_COMMENT = re.compile(r"\s*//+\s?(?P<text>.*)")


@dataclass(frozen=True, slots=True)
class Item:
    """A declaration, as it is written up to its body, and what its comments say."""

    kind: str
    written: str
    about: str


def paths() -> tuple[Path, ...]:
    """The pages of the library."""
    return tuple(PAGES / f"{module}.md" for module in MODULES)


def page(path: Path) -> str:
    """The page of a module with its reference as it is now."""
    by_hand = path.read_text(encoding="utf-8").partition(HEADING)[0]
    return f"{by_hand}{HEADING}\n{reference(path.stem)}"


def reference(module: str) -> str:
    """The types, properties, definitions, actions and triggers of a module, as tables."""
    text = (LIBRARY / f"{module}.world").read_text(encoding="utf-8")
    used = re.findall(r"^use (\w+);", text, re.MULTILINE)
    parts = [f"`use {module};` {_brings(used)}\n"]
    found = list(items(text))
    for kind, heading in SECTIONS.items():
        rows = [f"| `{item.written}` | {item.about} |" for item in found if item.kind == kind]
        if rows:
            parts.append("\n".join([f"### {heading}\n", "| | |", "|---|---|", *rows]) + "\n")
    return "\n".join(parts)


def _brings(used: list[str]) -> str:
    if not used:
        return "needs no other module."
    links = ", ".join(f"[{name}]({name}.md)" for name in used)
    return f"brings in {links} as well."


def items(text: str) -> Iterator[Item]:
    """The declarations of a module in order."""
    above: list[str] = []
    lines = iter(text.splitlines())
    for line in lines:
        if (comment := _COMMENT.fullmatch(line)) is not None:
            above.append(comment["text"])
            continue
        if (declared := _DECLARED.match(line)) is not None:
            code, _, beside = declared["rest"].partition("//")
            kind = declared["kind"]
            told = beside or ("" if kind == "property" else " ".join(above))
            yield Item(kind, _written(kind, code), _sentence(told))
        above = []


def _written(kind: str, code: str) -> str:
    """A declaration without its body and words."""
    end = code.index(")") + 1 if kind == "define" else len(code)
    return re.split(r"\s*[{;]", code[:end].strip())[0]


def _sentence(text: str) -> str:
    text = " ".join(text.split()).replace("|", "\\|")
    return text[:1].upper() + text[1:]
