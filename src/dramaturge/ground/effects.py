"""Effects of events and the initial state.

Source: SEMANTICS.md 1.3 (what may stand in an effect), 2 (initial state).
"""

from __future__ import annotations

from collections.abc import Iterator

from dramaturge.ground import fold
from dramaturge.ground.limits import GroundingError
from dramaturge.ground.lower import Lowering
from dramaturge.ground.references import Bindings
from dramaturge.ground.table import Table, accepts
from dramaturge.ground.world import (
    FALSE,
    TRUE,
    Chain,
    Condition,
    Const,
    GroundEffect,
    Kind,
    Read,
    Value,
)
from dramaturge.model.expression import Argument, Assign, Effect, ForAll, Together, When
from dramaturge.model.world import World
from dramaturge.problems import Problem

Entries = dict[tuple[Chain, int], Value]

DEFAULTS: dict[Kind, Value] = {"boolean": False, "number": 0.0, "entity": None}


def lower_effect(
    effect: Effect, lowering: Lowering, bound: Bindings, condition: Condition = TRUE
) -> Iterator[GroundEffect]:
    """One ground effect per assignment that its conditions allow, in textual order."""
    match effect:
        case Assign():
            yield _assign(effect, lowering, bound, condition)
        case Together():
            for part in effect.parts:
                yield from lower_effect(part, lowering, bound, condition)
        case ForAll():
            for value in lowering.names.members(effect.variable):
                bound[effect.variable] = value
                yield from lower_effect(effect.body, lowering, bound, condition)
        case When():
            for test, branch in effect.branches:
                here = fold.conjunction((condition, lowering.condition(test, bound)))
                if here is not FALSE:
                    yield from lower_effect(branch, lowering, bound, here)
                not_here = lowering.condition(test, bound, (), False)
                condition = fold.conjunction((condition, not_here))
                if condition is FALSE:
                    return
            yield from lower_effect(effect.otherwise, lowering, bound, condition)


def initial_entries(world: World, lowering: Lowering) -> Entries:
    """Every explicit initial value, chains included; every fluent has one at `()`."""
    table = lowering.table
    entries: Entries = {
        ((), fluent): DEFAULTS[shape.kind] for fluent, shape in enumerate(table.fluents)
    }

    def read(wanted: Read) -> Value:
        chain = wanted.chain
        while (chain, wanted.fluent) not in entries:
            chain = chain[:-1]
        return entries[chain, wanted.fluent]

    for statement in world.initial:
        changes = [
            ((effect.chain, effect.fluent), fold.evaluate(effect.value, read))
            for effect in lower_effect(statement, lowering, {})
            if fold.holds(effect.condition, read)
        ]
        entries.update(changes)
    return entries


def initial_values(table: Table, entries: Entries) -> list[list[Value]]:
    """The distinct values each fluent starts with in any mind: `values[fluent]`, reality first."""
    values: list[list[Value]] = [[] for _ in table.fluents]
    for (_, fluent), value in entries.items():
        if value not in values[fluent]:
            values[fluent].append(value)
    return values


def assigned_fluents(world: World, table: Table) -> list[bool]:
    """Per fluent, whether the effects in the text could ever assign it, conditions aside."""
    patterns: dict[str, list[tuple[Argument, ...]]] = {}
    for event in (*world.actions, *world.triggers):
        for assign in _assigns(event.effect):
            known = patterns.setdefault(assign.fluent.property.name, [])
            if assign.fluent.arguments not in known:
                known.append(assign.fluent.arguments)
    return [
        any(
            _matches(table, pattern, fluent.arguments)
            for pattern in patterns.get(fluent.property, ())
        )
        for fluent in table.fluents
    ]


def _assigns(effect: Effect) -> Iterator[Assign]:
    match effect:
        case Assign():
            yield effect
        case Together():
            for part in effect.parts:
                yield from _assigns(part)
        case ForAll():
            yield from _assigns(effect.body)
        case When():
            for _, branch in effect.branches:
                yield from _assigns(branch)
            yield from _assigns(effect.otherwise)


def _matches(table: Table, pattern: tuple[Argument, ...], arguments: tuple[str, ...]) -> bool:
    return len(pattern) == len(arguments) and all(
        accepts(slot, argument, table.types.get(argument))
        for slot, argument in zip(pattern, arguments, strict=True)
    )


def _assign(
    effect: Assign, lowering: Lowering, bound: Bindings, condition: Condition
) -> GroundEffect:
    chain = tuple(lowering.names.character(who, bound) for who in effect.believers)
    fluent = lowering.names.fluent(effect.fluent, bound)
    if isinstance(fluent, Const):  # only queries have constants, and they assign nothing
        raise GroundingError(Problem("E404", "this property never changes", effect.span))
    value = lowering.term(effect.value, bound)
    return GroundEffect(chain, fluent, value, condition)
