"""Property definitions. Source: SEMANTICS.md 1.2, "Properties"."""

from __future__ import annotations

from collections.abc import Iterable

from dramaturge.model.checks import check_overlap
from dramaturge.model.expression import Property
from dramaturge.model.expressions import Resolver
from dramaturge.model.names import Names
from dramaturge.model.report import Report
from dramaturge.model.signatures import Overloads, build_slots
from dramaturge.syntax import tree


def build_properties(
    text: tree.WorldText, names: Names, report: Report
) -> tuple[tuple[Property, ...], Resolver]:
    """All sound definitions in textual order, and what resolves references to them."""
    properties: list[Property] = []
    overloads: dict[str, Overloads[Property]] = {}
    broken: set[str] = set()
    for statement in text.statements:
        if isinstance(statement, tree.PropertyStatement):
            name = statement.name.text
            found = _property(statement, names, report)
            earlier = overloads.setdefault(name, Overloads(names))
            if found is None or not check_overlap("property", found, earlier, report):
                broken.add(name)
            else:
                earlier.add(found.slots, found)
                properties.append(found)
    return tuple(properties), Resolver(names, overloads, frozenset(broken), report)


def overloads_of(properties: Iterable[Property], names: Names) -> dict[str, Overloads[Property]]:
    """Finished properties by name."""
    overloads: dict[str, Overloads[Property]] = {}
    for definition in properties:
        earlier = overloads.setdefault(definition.name, Overloads(names))
        earlier.add(definition.slots, definition)
    return overloads


def _property(statement: tree.PropertyStatement, names: Names, report: Report) -> Property | None:
    slots, _ = build_slots(statement.parameters, names, report)
    type_ = names.type(statement.type)
    known = tuple(slot for slot in slots if slot is not None)
    if type_ is None or len(known) < len(slots):
        return None
    return Property(
        statement.name.text, known, type_, statement.span, statement.is_public, statement.words
    )
