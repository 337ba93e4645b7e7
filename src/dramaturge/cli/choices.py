"""What options choose from."""

from __future__ import annotations

from enum import Enum


class Format(Enum):
    """What the answer can be written as."""

    table = "table"
    csv = "csv"
    json = "json"
    markdown = "markdown"
    svg = "svg"


class By(Enum):
    """What a table in the terminal is about."""

    beat = "beat"
    fact = "fact"
