"""Where an act leads from and to, by what it does: `go(c, a, b)` takes `c` from `a` to `b`."""

from __future__ import annotations

from collections.abc import Iterator

from dramaturge.model.expression import (
    And,
    Assign,
    Bound,
    Comparison,
    Effect,
    Expression,
    Fluent,
    Together,
)
from dramaturge.model.world import Event


def journey(event: Event) -> tuple[str | None, str | None]:
    """The names of the parameters that a property of the event's has before it and after it.

    None where there is none; the origin is told only together with a goal.
    """
    for fluent, goal in _assigned(event.effect):
        for place, origin in _required(event.precondition):
            if origin != goal and _alike(place, fluent):
                return origin, goal
    return None, next((goal for _, goal in _assigned(event.effect)), None)


def _alike(one: Fluent, other: Fluent) -> bool:
    return one.property.name == other.property.name and one.arguments == other.arguments


def _assigned(effect: Effect) -> Iterator[tuple[Fluent, str]]:
    """What is surely set in reality, and to which parameter."""
    if isinstance(effect, Together):
        for part in effect.parts:
            yield from _assigned(part)
    elif isinstance(effect, Assign) and not effect.believers and isinstance(effect.value, Bound):
        yield effect.fluent, effect.value.variable.name


def _required(condition: Expression) -> Iterator[tuple[Fluent, str]]:
    if isinstance(condition, And):
        for part in condition.parts:
            yield from _required(part)
    elif isinstance(condition, Comparison) and condition.operator == "==":
        for one, other in (
            (condition.left, condition.right),
            (condition.right, condition.left),
        ):
            if isinstance(one, Fluent) and isinstance(other, Bound):
                yield one, other.variable.name
