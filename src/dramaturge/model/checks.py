"""Checks of what is well-formed but wrong or surprising."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from dramaturge.model.expression import (
    Assign,
    Bound,
    Comparison,
    Constant,
    Effect,
    Fluent,
    ForAll,
    Property,
    Together,
    Variable,
    has_fluent,
)
from dramaturge.model.kinds import Kind, OneOf, Unknown, is_boolean, is_number, never_equal, shown
from dramaturge.model.names import Names
from dramaturge.model.report import Report
from dramaturge.model.signatures import Overloads
from dramaturge.model.types import Entity
from dramaturge.model.world import Event

_Definition = TypeVar("_Definition", Property, Event)


def check_comparison(
    comparison: Comparison, left: Kind, right: Kind, names: Names, report: Report
) -> bool:
    """Whether the comparison has a meaning; warns where it always comes out the same."""
    operator, span = comparison.operator, comparison.span
    mixed = (is_boolean(left) and is_number(right)) or (is_number(left) and is_boolean(right))
    if mixed and (has_fluent(comparison.left) or has_fluent(comparison.right)):
        message = f"{shown(left)} and {shown(right)} cannot be compared"
        report.add("E225", message, span, "a condition stands on its own, or equals True or False")
        return False
    if operator not in ("==", "!="):
        _check_order(comparison, left, right, report)
    elif never_equal(comparison.left, left, comparison.right, right, names):
        if (
            operator == "!="
            and isinstance(comparison.left, Bound)
            and isinstance(comparison.right, Bound)
        ):
            return True  # a needless guard, but no mistake
        outcome = "false" if operator == "==" else "true"
        message = f"always {outcome}: {shown(left)} and {shown(right)} are never equal"
        report.add("W204", message, span)
    return True


def _check_order(comparison: Comparison, left: Kind, right: Kind, report: Report) -> None:
    operator, span = comparison.operator, comparison.span
    strict = operator in ("<", ">")
    outcome = "is always false" if strict else "means '=='"
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        message = f"'{operator}' with '?' {outcome}"
        report.add("W206", message, span, "an unknown value is only equal to itself: '== ?'")
        return
    for kind in (left, right):
        if not isinstance(kind, OneOf) and not is_number(kind):
            message = f"'{operator}' {outcome} here: {shown(kind)} is not a number"
            report.add("W205", message, span, "only numbers have an order")
            return


def check_overlap(
    what: str, new: _Definition, earlier: Overloads[_Definition], report: Report
) -> bool:
    """Whether a definition may stand beside the earlier ones of its name; warns if some arguments
    fit both. Source: SEMANTICS.md 1.2; section 9, D14."""
    slots = new.slots if isinstance(new, Property) else new.parameters
    found = earlier.overlap(slots)
    if found is None:
        return True
    first, where = found
    line = first.span.line_shown(new.span)
    narrow = "rename one of them, or narrow the types of its slots"
    if where == "constants":
        message = f"the {what} '{new.name}' is already defined for these arguments in {line}"
        report.add("E209", message, new.span, narrow)
        return False
    if what == "property":
        message = f"the definition of '{new.name}' in {line} hides this one where both fit"
        report.add("W201", message, new.span, narrow)
    else:
        message = f"the {what} '{new.name}' of {line} fits some of the same arguments"
        hint = "both can happen; rename one to tell them apart in a story"
        report.add("W202", message, new.span, hint)
    return True


_Target = tuple[tuple[Entity | Variable, ...], Fluent]


def check_contradictions(effect: Effect, names: Names, report: Report) -> None:
    """E234: two unconditional assignments of different constants to the same fluent."""
    seen: dict[_Target, Assign] = {}
    reported: set[_Target] = set()
    for assign in _unconditional(effect, names, report):
        if not isinstance(assign.value, Constant):
            continue
        target = (assign.believers, assign.fluent)
        first = seen.setdefault(target, assign)
        assert isinstance(first.value, Constant)
        if first.value.value != assign.value.value and target not in reported:
            reported.add(target)
            message = f"this gives '{assign.fluent.property.name}' a second, different value"
            report.add("E234", message, assign.span, "an event gives each property one value")


def _unconditional(effect: Effect, names: Names, report: Report) -> Iterator[Assign]:
    """The assignments that always happen; those inside a forall are checked among themselves."""
    if isinstance(effect, Assign):
        yield effect
    elif isinstance(effect, Together):
        for part in effect.parts:
            yield from _unconditional(part, names, report)
    elif isinstance(effect, ForAll) and not names.is_empty(effect.variable.type):
        check_contradictions(effect.body, names, report)
