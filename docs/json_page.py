"""The page json.md, made from the JSON Schemas of the commands' answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dramaturge.schemas import schema, schemas

NOTE = "<!-- Made by `make docs`; changes here are lost. -->"
LEAD = """\
# Answers as JSON

{note}

Every command that answers something prints one JSON object with `--json` and nothing else on
standard output. What the object holds is given below for each command, and as a machine-readable
[JSON Schema](https://json-schema.org) (draft 2020-12): `dramaturge schema find` prints it, in
Python `dramaturge.schemas.schema("find")` gives it, and the files lie in the package, in
`dramaturge/schemas`. Every answer has all keys, unless one is marked as optional, and no others; a
test compares the answers of all commands with their schemas.

A telling is JSON with `tell --format json`. Two more schemas are of single lines of JSON Lines:
[game](#game) of an exported game, [player](#player) of the messages between a game and a program
that takes a part in it.

With exit code 2 (a mistake in the world, in the story or in the command) the object is that of
[problems](#problems) instead, where a text is at fault. Acts are written as in a story file:
`walk(Tom, Cottage, Market)`; beats count from 1, and 0 is the beginning; "or null" means that there
may be no such thing.
"""


def json_page() -> str:
    """The whole page."""
    parts = [LEAD.format(note=NOTE)]
    for name in schemas():
        found = schema(name)
        table = _table(found) if "properties" in found else f"One of: {_kind(found)}.\n"
        parts.append(f"## {name}\n\n{found['title']}\n\n{table}")
        for part, inner in found.get("$defs", {}).items():
            if "properties" in inner:
                about = inner.get("description", "")
                parts.append(f"**{part}**. {about}\n\n{_table(inner)}")
    return "\n".join(parts)


def _table(part: Mapping[str, Any]) -> str:
    lines = ["| key | type | |", "|---|---|---|"]
    lines += [f"| `{key}` | {kind} | {about} |" for key, kind, about in _rows(part, "")]
    return "\n".join(lines) + "\n"


def _rows(part: Mapping[str, Any], before: str) -> Iterator[tuple[str, str, str]]:
    required = part.get("required", ())
    for key, value in part.get("properties", {}).items():
        about = str(value.get("description", "")).replace("|", "\\|")
        if key not in required:
            about = f"{about} (optional)".strip()
        yield f"{before}{key}", _kind(value), about
        inner, dots = value, ""
        while "items" in inner or "anyOf" in inner:
            dots += "[]" if "items" in inner else ""
            inner = inner["items"] if "items" in inner else inner["anyOf"][0]
        yield from _rows(inner, f"{before}{key}{dots}.")


def _kind(part: Mapping[str, Any]) -> str:
    """The type in a few words: `list of texts`, `text or null`."""
    if "$ref" in part:
        return str(part["$ref"]).rpartition("/")[2]
    if "const" in part:
        return f"`{part['const']}`"
    if "enum" in part:
        return ", ".join("null" if v is None else f"`{v}`" for v in part["enum"])
    if "anyOf" in part:
        return " or ".join(_kind(each) for each in part["anyOf"])
    kinds = part.get("type", "anything")
    if isinstance(kinds, str):
        kinds = [kinds]
    return " or ".join(_plain(kind, part) for kind in kinds)


def _plain(kind: str, part: Mapping[str, Any]) -> str:
    match kind:
        case "array":
            return f"list of {_plural(_kind(part['items']))}"
        case "string":
            return "text"
        case "integer":
            return "whole number"
        case "boolean":
            return "true or false"
        case _:
            return kind


def _plural(kind: str) -> str:
    for one in ("text", "whole number", "number", "object"):
        if kind == one:
            return f"{one}s"
    return kind if kind.startswith(("list", "true", "text or")) else f"`{kind}`"
