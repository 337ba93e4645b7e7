"""Effects of events and the initial state.

Source: SEMANTICS.md 1.3 (what may stand in an effect), 2 (initial state).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
from dramaturge.model.clock import CLOCK
from dramaturge.model.expression import (
    Argument,
    Assign,
    Effect,
    Establish,
    Expression,
    ForAll,
    Together,
    Variable,
    When,
)
from dramaturge.model.world import FactDefinition, World
from dramaturge.problems import Problem

Entries = dict[tuple[Chain, int], Value]

DEFAULTS: dict[Kind, Value] = {"boolean": False, "number": 0.0, "entity": None}


def lower_effect(
    effect: Effect,
    lowering: Lowering,
    bound: Bindings,
    condition: Condition = TRUE,
    minds: Chain = (),
) -> Iterator[GroundEffect]:
    """One ground effect per assignment that its conditions allow, in textual order.

    minds: where all of it happens and is read; only what facts say is put into other minds.
    """
    match effect:
        case Assign():
            yield _assign(effect, lowering, bound, condition, minds)
        case Together():
            for part in effect.parts:
                yield from lower_effect(part, lowering, bound, condition, minds)
        case ForAll():
            for value in lowering.names.members(effect.variable):
                bound[effect.variable] = value
                yield from lower_effect(effect.body, lowering, bound, condition, minds)
        case Establish():
            name = lowering.names.fact(effect.fact, bound)
            fact, given = lowering.fact_content(name)
            content = fact.denial if effect.negated else fact.effect
            assert content is not None  # else E253
            inner = (*minds, *(lowering.names.character(who, bound) for who in effect.believers))
            yield from lower_effect(content, lowering, given, condition, inner)
        case When():
            for test, branch in effect.branches:
                here = fold.conjunction((condition, lowering.condition(test, bound, minds)))
                if here is not FALSE:
                    yield from lower_effect(branch, lowering, bound, here, minds)
                not_here = lowering.condition(test, bound, minds, False)
                condition = fold.conjunction((condition, not_here))
                if condition is FALSE:
                    return
            yield from lower_effect(effect.otherwise, lowering, bound, condition, minds)


def passing(lasts: Expression, lowering: Lowering, bound: Bindings) -> Iterator[GroundEffect]:
    """The effect on the clock of what lasts so long; none if it takes no time."""
    clock = lowering.table.index[CLOCK,]
    before = lowering.leaves.read((), clock)
    after = fold.arithmetic("+", before, lowering.term(lasts, bound))
    if after is not before:
        yield GroundEffect((), clock, after, TRUE)


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
    if any(event.lasts or (event.fails and event.fails.lasts) for event in world.actions):
        patterns[CLOCK] = [()]
    for effect in _all_effects(world):
        for assign in _assigns(effect, world):
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


def _all_effects(world: World) -> Iterator[Effect]:
    for event in (*world.actions, *world.triggers):
        yield event.effect
        if event.fails is not None:
            yield event.fails.effect


def _assigns(effect: Effect, world: World) -> Iterator[Assign]:
    match effect:
        case Assign():
            yield effect
        case Together():
            for part in effect.parts:
                yield from _assigns(part, world)
        case ForAll():
            yield from _assigns(effect.body, world)
        case When():
            for _, branch in effect.branches:
                yield from _assigns(branch, world)
            yield from _assigns(effect.otherwise, world)
        case Establish():
            for fact in _facts(effect, world):
                content = fact.denial if effect.negated else fact.effect
                if content is not None:
                    yield from _assigns(content, world)


def _facts(effect: Establish, world: World) -> Iterable[FactDefinition]:
    """What the facts say that an effect may bring about."""
    named = [effect.fact]
    if isinstance(effect.fact, Variable):
        named = list(world.members.get(effect.fact.type.name, ()))
    found = (world.facts[each.name].definition for each in named)
    return {definition.name: definition for definition in found}.values()


def _matches(table: Table, pattern: tuple[Argument, ...], arguments: tuple[str, ...]) -> bool:
    return len(pattern) == len(arguments) and all(
        accepts(slot, argument, table.types.get(argument))
        for slot, argument in zip(pattern, arguments, strict=True)
    )


def _assign(
    effect: Assign, lowering: Lowering, bound: Bindings, condition: Condition, minds: Chain
) -> GroundEffect:
    chain = minds + tuple(lowering.names.character(who, bound) for who in effect.believers)
    fluent = lowering.names.fluent(effect.fluent, bound)
    if isinstance(fluent, Const):  # only queries have constants, and they assign nothing
        raise GroundingError(Problem("E404", "this property never changes", effect.span))
    if chain and lowering.table.fluents[fluent].is_public:
        name = lowering.table.fluents[fluent].name
        message = f"'{name}' is public: no mind has a value of its own for it"
        hint = "set it outside 'believes': everybody knows at once"
        raise GroundingError(Problem("E413", message, effect.span, hint))
    value = lowering.term(effect.value, bound, minds)
    return GroundEffect(chain, fluent, value, condition)
