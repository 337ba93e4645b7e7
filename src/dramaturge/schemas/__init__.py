"""JSON Schemas of what the commands print with `--json`: docs/json.md is made from them."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

_END = ".schema.json"


def schemas() -> tuple[str, ...]:
    """The commands that have one, in alphabetical order; `problems` is what any of them answers to
    a world or a story with mistakes."""
    names = (entry.name for entry in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(_END) for name in names if name.endswith(_END)))


@cache
def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a command's answer. Raises ValueError if it has none."""
    if name not in schemas():
        raise ValueError(f"there is no schema '{name}'; there are {', '.join(schemas())}")
    text = files(__name__).joinpath(f"{name}{_END}").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found
