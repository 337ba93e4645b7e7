"""What kind of value an expression yields: its static type. Source: SEMANTICS.md 1.3, "Typing"."""

from __future__ import annotations

from dataclasses import dataclass

from dramaturge.model.expression import (
    Arithmetic,
    Believed,
    Bound,
    Conditional,
    Constant,
    Expression,
    Fluent,
    Quantified,
)
from dramaturge.model.names import Names
from dramaturge.model.types import Entity, Type


@dataclass(frozen=True, slots=True)
class Unknown:
    """The kind of `?`: good for a number or any entity, but not for a boolean."""

    def is_a(self, type_name: str) -> bool:
        return type_name != "boolean"


@dataclass(frozen=True, slots=True)
class OneOf:
    """The kind of a conditional whose branches differ."""

    kinds: tuple[Kind, ...]

    def is_a(self, type_name: str) -> bool:
        return all(kind.is_a(type_name) for kind in self.kinds)


Kind = Type | Entity | Unknown | OneOf


def one_of(kinds: list[Kind]) -> Kind:
    """The kind of a value that has one of these kinds."""
    distinct = tuple(dict.fromkeys(kinds))
    return distinct[0] if len(distinct) == 1 else OneOf(distinct)


def shown(kind: Kind) -> str:
    """The kind as messages show it."""
    match kind:
        case Type():
            return kind.name
        case Entity():
            return f"the entity '{kind.name}'"
        case Unknown():
            return "'?'"
        case OneOf():
            return " or ".join(shown(each) for each in kind.kinds)


def is_boolean(kind: Kind) -> bool:
    return kind.is_a("boolean")


def is_number(kind: Kind) -> bool:
    """Whether it is surely a number; `?` alone is not."""
    return kind.is_a("number") and not isinstance(kind, Unknown)


def is_numeric(expression: Expression) -> bool:
    """Whether an expression that a definition got for a parameter is a number, else a condition."""
    match expression:
        case Arithmetic() | Quantified(quantifier="sum" | "product"):
            return True
        case Fluent():
            return expression.property.type.name == "number"
        case Believed():
            return is_numeric(expression.body)
        case Conditional():
            return is_numeric(expression.otherwise)
        case _:
            return False


def never_equal(
    left: Expression, first: Kind, right: Expression, second: Kind, names: Names
) -> bool:
    """Whether the two values surely differ. Values of properties that are no booleans may both be
    unknown, hence equal."""
    if isinstance(first, Unknown | OneOf) or isinstance(second, Unknown | OneOf):
        return False
    if not (_is_known(left, first) or _is_known(right, second)):
        return False
    if isinstance(first, Entity) and isinstance(second, Entity):
        return first.name != second.name
    if isinstance(first, Entity) and isinstance(second, Type):
        return not first.is_a(second.name)
    if isinstance(first, Type) and isinstance(second, Entity):
        return not second.is_a(first.name)
    assert isinstance(first, Type)
    assert isinstance(second, Type)
    return not names.share_members(first, second)


def _is_known(expression: Expression, kind: Kind) -> bool:
    """Whether the value is never unknown."""
    while isinstance(expression, Believed):
        expression = expression.body
    return is_boolean(kind) or isinstance(expression, Constant | Bound)
