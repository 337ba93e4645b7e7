"""How values, minds and beats are written in tables and charts."""

from __future__ import annotations

from dramaturge.ground.table import show_value
from dramaturge.ground.world import Value
from dramaturge.knowledge.table import Change, How, Knowledge, Mind, Span, Standing

MARKS = {Standing.right: "", Standing.wrong: " *", Standing.unknown: ""}
HOW_TOLD = {
    How.start: "from the beginning",
    How.happened: "happened",
    How.told: "was told",
    How.saw: "saw it",
    How.noticed: "noticed",
    How.unaware: "is unaware of the change",
}


def mind_shown(known: Knowledge, mind: Mind) -> str:
    """`Buffy > William`, in the words of the world; "the world" for none."""
    return " > ".join(known.names.get(name, name) for name in mind) if mind else "the world"


def value_shown(known: Knowledge, value: Value) -> str:
    """A value in the words of the world; `?` if it is unknown, yes and no for truth values."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return known.names.get(value, value)
    return show_value(value)


def marked(known: Knowledge, change: Change) -> str:
    """The value with the mark of its standing."""
    return f"{value_shown(known, change.value)}{MARKS[change.standing]}"


def beats_shown(span: Span) -> str:
    """`3` or `3-5`."""
    return str(span.start) if span.start == span.end else f"{span.start}-{span.end}"
