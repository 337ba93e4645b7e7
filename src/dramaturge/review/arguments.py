"""C101: an act whose own arguments rule it out, however things are: `walk(Tom, Inn, Inn)`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dramaturge.ground.world import FALSE
from dramaturge.model.expression import (
    And,
    Bound,
    Comparison,
    Constant,
    Expression,
    Not,
    Or,
    TypeTest,
    Variable,
)
from dramaturge.model.types import Entity
from dramaturge.narrate.acts import parse_act
from dramaturge.plan.walk import Fault
from dramaturge.review.blocked import Blocked
from dramaturge.review.impossible import cannot
from dramaturge.review.reading import Reading
from dramaturge.verdict import Finding

Arguments = Mapping[str, Entity]  # by the name of the parameter


def ruled_out(reading: Reading, fault: Fault, found: Blocked) -> Finding | None:
    """What the act asks of its arguments, and they are not; None if that is not the reason."""
    if FALSE not in found.parts:
        return None
    world = reading.checker.world
    act = parse_act(world, reading.story[fault.index].text)
    if act is None:
        return None
    entities = {entity.name: entity for entity in world.entities}
    arguments = {
        slot.name: entities[written]
        for slot, written in zip(act.event.parameters, act.arguments, strict=True)
        if isinstance(slot, Variable) and written in entities
    }
    lines = [
        _asked(part) for part in _parts(act.event.precondition) if _holds(part, arguments) is False
    ]
    return reading.finding(
        "C101",
        fault.index,
        cannot(reading, fault.index),
        lines or ["What is named in the act rules it out, however things are."],
        repair="name something else in the act",
    )


def _parts(condition: Expression) -> Iterator[Expression]:
    if isinstance(condition, And):
        for part in condition.parts:
            yield from _parts(part)
    else:
        yield condition


def _asked(part: Expression) -> str:
    """What a condition asks of the arguments, as a sentence."""
    match part:
        case Comparison("!=", Bound(one), Bound(other)):
            return f"'{one.name}' and '{other.name}' must be different."
        case Comparison("==", Bound(one), Bound(other)):
            return f"'{one.name}' and '{other.name}' must be the same."
    written = part.span.source.text[part.span.start : part.span.end]
    return f"What is named in the act must be so: {' '.join(written.split())}."


def _holds(part: Expression, arguments: Arguments) -> bool | None:
    """Whether a condition holds of the arguments; None if that depends on the state."""
    match part:
        case And(parts) | Or(parts):
            decisive = isinstance(part, Or)
            found = {_holds(each, arguments) for each in parts}
            return decisive if decisive in found else None if None in found else not decisive
        case Not(body):
            held = _holds(body, arguments)
            return None if held is None else not held
        case Comparison("==" | "!=" as operator, left, right):
            one, other = _entity(left, arguments), _entity(right, arguments)
            return None if one is None or other is None else (one == other) == (operator == "==")
        case TypeTest(subject, type):
            entity = _entity(subject, arguments)
            return None if entity is None else type.name in entity.types
        case Constant(bool(value)):
            return value
    return None


def _entity(term: Expression, arguments: Arguments) -> Entity | None:
    """The entity that a term names, whatever the state."""
    match term:
        case Constant(Entity() as entity):
            return entity
        case Bound(variable):
            return arguments.get(variable.name)
    return None
