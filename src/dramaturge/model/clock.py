"""Time, written out in what a world has anyway: a public clock, effects and triggers.

Source: docs/semantics.md 9.4 to 9.6; LANGUAGE.md 6.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from dramaturge.model.report import Report
from dramaturge.model.world import Deadline
from dramaturge.source import Span
from dramaturge.syntax import tree

CLOCK = "now"
BEFORE_AND_AFTER: dict[str, Literal["<", ">="]] = {"before": "<", "after": ">="}


def with_clock(text: tree.WorldText, report: Report) -> tree.WorldText:
    """The text with deadlines as triggers, durations in every action, and the clock declared; the
    text itself if it has none of these."""
    declared = _declared(text, report)
    default: tree.Expression | None = None
    statements: list[tree.Statement] = []
    first: Span | None = None
    for statement in text.statements:
        match statement:
            case tree.LastsStatement():
                default = statement.duration
            case tree.DeadlineStatement():
                statements += _deadline(statement)
            case tree.UnitStatement():
                pass
            case _:
                statements.append(statement)
        first = first or _mention(statement)
    if first is None:
        return text
    if default is not None:
        statements = [_lasting(statement, default) for statement in statements]
    if not declared:
        statements.insert(0, _clock(first))
    return tree.WorldText(tuple(statements))


def unit_of(text: tree.WorldText) -> str:
    """What the clock counts; "" if nothing says."""
    found = [s.text.text for s in text.statements if isinstance(s, tree.UnitStatement)]
    return found[-1] if found else ""


def deadlines_of(text: tree.WorldText) -> tuple[Deadline, ...]:
    """All deadlines with their times."""
    found: list[Deadline] = []
    for statement in text.statements:
        if isinstance(statement, tree.DeadlineStatement):
            assert isinstance(statement.time, tree.Literally)
            time = float(statement.time.value or 0)
            found.append(Deadline(statement.name.text, time, statement.span))
    return tuple(found)


def note_of(deadline: str) -> str:
    """The property that says that a deadline is over."""
    return f"deadline {deadline}"


def now(span: Span) -> tree.Reference:
    """What the clock shows."""
    return tree.Reference(tree.Name(CLOCK, span), (), span)


def _mention(statement: tree.Statement) -> Span | None:
    """Where a statement first speaks of time, if it does."""
    match statement:
        case tree.DeadlineStatement() | tree.LastsStatement() | tree.UnitStatement():
            return statement.span
        case tree.EventStatement():
            if statement.lasts is not None:
                return statement.lasts.span
            if statement.fails is not None and statement.fails.lasts is not None:
                return statement.fails.lasts.span
    return None


def _declared(text: tree.WorldText, report: Report) -> bool:
    """Whether the author declares the clock; E260 if as something else, and time is used."""
    uses_time = any(_mention(statement) for statement in text.statements)
    for statement in text.statements:
        if isinstance(statement, tree.PropertyStatement) and statement.name.text == CLOCK:
            is_number = statement.type.text == "number" and not statement.parameters
            if uses_time and not (is_number and statement.is_public):
                message = f"'{CLOCK}' is the clock here, which is a public number"
                hint = f"public property {CLOCK} : number; or rename this one"
                report.add("E260", message, statement.span, hint)
            return True
    return False


def _clock(span: Span) -> tree.PropertyStatement:
    name, number = tree.Name(CLOCK, span), tree.Name("number", span)
    return tree.PropertyStatement(name, (), number, span, is_public=True)


def _lasting(statement: tree.Statement, default: tree.Expression) -> tree.Statement:
    """An action that says nothing of its duration lasts as long as most."""
    if isinstance(statement, tree.EventStatement) and statement.kind == "action":
        return replace(statement, lasts=statement.lasts or default)
    return statement


def _deadline(statement: tree.DeadlineStatement) -> list[tree.Statement]:
    """A public note that it is over, and the trigger that fires as long as it is not."""
    span, name = statement.name.span, statement.name
    passed = tree.Name(note_of(name.text), span)
    note = tree.PropertyStatement(passed, (), tree.Name("boolean", span), span, is_public=True)
    over = tree.Reference(passed, (), span)
    reached = tree.Comparison(">=", now(span), statement.time, span)
    trigger = tree.EventStatement(
        kind="trigger",
        name=name,
        parameters=(),
        precondition=tree.Connective("&", (reached, tree.Not(over, span)), span),
        effect=tree.Connective("&", (over, statement.effect), span),
        consenting=None,
        observing=None,
        span=statement.span,
        description=statement.description,
    )
    return [note, trigger]
