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


class Prose(Enum):
    """What a telling can be written as."""

    text = "text"
    markdown = "markdown"
    html = "html"
    fountain = "fountain"
    json = "json"


class PersonChoice(Enum):
    """How the teller speaks of themselves."""

    first = "first"
    third = "third"


class TenseChoice(Enum):
    """When a telling places what happens."""

    past = "past"
    present = "present"


class OrderChoice(Enum):
    """Where a telling begins."""

    happened = "happened"
    middle = "middle"
