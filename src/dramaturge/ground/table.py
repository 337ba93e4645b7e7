"""The fluents of a world: every declared property with its arguments, numbered.

An instance that several declarations accept belongs to the first of them. Source: SEMANTICS.md
1.2, 5.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dramaturge.ground.limits import Budget
from dramaturge.ground.world import GroundFluent, GroundWorld, Kind, Value
from dramaturge.model.expression import Argument, Variable
from dramaturge.model.terms import split_term
from dramaturge.model.types import Entity
from dramaturge.model.world import World

Key = tuple[str, ...]
"""A property's name, then its arguments as they are shown."""


@dataclass(slots=True)
class Table:
    """How properties with arguments become numbers.

    fixed: fluents that no effect in the text can assign and that have one value in every mind, by
    number; surprise does not touch them. constants: fluents without a number, by key.
    declared: the names of the fluents' types, if known.
    """

    world: World
    fluents: list[GroundFluent] = field(default_factory=list)
    index: dict[Key, int] = field(default_factory=dict)
    domains: list[frozenset[str]] = field(default_factory=list)
    declared: list[str] = field(default_factory=list)
    fixed: dict[int, Value] = field(default_factory=dict)
    constants: dict[Key, Value] = field(default_factory=dict)
    types: dict[str, frozenset[str]] = field(default_factory=dict)
    characters: dict[str, int] = field(default_factory=dict)

    def add(self, key: Key, fluent: GroundFluent) -> None:
        self.index[key] = len(self.fluents)
        self.fluents.append(fluent)
        self.domains.append(frozenset(fluent.domain))

    def is_a(self, entity: str, type_name: str) -> bool:
        return type_name in self.types.get(entity, ())


def fluent_table(world: World, budget: Budget) -> Table:
    """Every property instance in declaration order, then domain order, first argument outermost."""
    table = _empty(world)
    for prop in world.properties:
        kind = kind_of(prop.type.name)
        domain: tuple[str, ...] = ()
        if kind == "entity":
            domain = tuple(entity.name for entity in world.members.get(prop.type.name, ()))
        budget.demand(instance_count(world, prop.slots), f"property '{prop.name}'", prop.span)
        for arguments in slot_values(world, prop.slots):
            shown = tuple(show_value(argument) for argument in arguments)
            key = (prop.name, *shown)
            if key not in table.index:
                name = f"{prop.name}({', '.join(shown)})"
                table.add(key, GroundFluent(name, prop.name, shown, kind, domain, prop.is_public))
                table.declared.append(prop.type.name)
    return table


def table_of(world: World, ground: GroundWorld) -> Table:
    """The numbering of an existing ground world; pruned fluents are constants."""
    table = _empty(world)
    for fluent in ground.fluents:
        table.add((fluent.property, *fluent.arguments), fluent)
    for name, value in ground.constants.items():
        term = split_term(name)
        assert term is not None
        table.constants[term[0], *term[1]] = value
    return table


def kind_of(type_name: str) -> Kind:
    if type_name == "boolean":
        return "boolean"
    return "number" if type_name == "number" else "entity"


def value_kind(value: Value) -> Kind | None:
    """The kind of a value; None for unknown, which is a number or an entity as needed."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "boolean"
    return "number" if isinstance(value, float) else "entity"


def show_value(value: Value) -> str:
    """A value as an author writes it: `?`, `True`, `3`, `2.5`, `Tom`."""
    if value is None:
        return "?"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    return str(value)


def argument_value(argument: Argument) -> Value:
    """The value of a constant argument."""
    assert not isinstance(argument, Variable)
    if isinstance(argument, Entity):
        return argument.name
    return argument if isinstance(argument, bool) else float(argument)


def variable_values(world: World, variable: Variable) -> tuple[Value, ...]:
    """What a variable ranges over, in domain order."""
    if variable.type.name == "boolean":
        return (False, True)
    return tuple(entity.name for entity in world.members.get(variable.type.name, ()))


def slot_values(world: World, slots: Sequence[Argument]) -> Iterator[tuple[Value, ...]]:
    """Every tuple the slots accept, first slot outermost; equal variable names, equal values."""

    def extend(done: tuple[Value, ...], bound: Mapping[str, Value]) -> Iterator[tuple[Value, ...]]:
        if len(done) == len(slots):
            yield done
            return
        slot = slots[len(done)]
        if not isinstance(slot, Variable):
            yield from extend((*done, argument_value(slot)), bound)
            return
        values = variable_values(world, slot)
        if slot.name in bound:
            values = tuple(value for value in values if value == bound[slot.name])
        for value in values:
            yield from extend((*done, value), {**bound, slot.name: value})

    return extend((), {})


def instance_count(world: World, slots: Sequence[Argument]) -> int:
    """How many tuples the slots accept, at most; repeated variable names count once."""
    count = 1
    sizes = {
        slot.name: len(variable_values(world, slot)) for slot in slots if isinstance(slot, Variable)
    }
    for size in sizes.values():
        count *= size
    return count


def accepts(slot: Argument, value: str, types: frozenset[str] | None) -> bool:
    """Whether a slot takes an argument, given as shown; types: None unless it is an entity."""
    if not isinstance(slot, Variable):
        return show_value(argument_value(slot)) == value
    if types is None:
        return slot.type.name == "boolean" and value in ("True", "False")
    return slot.type.name in types


def _empty(world: World) -> Table:
    table = Table(world)
    table.types = {entity.name: entity.types for entity in world.entities}
    table.characters = {entity.name: at for at, entity in enumerate(world.characters)}
    return table
