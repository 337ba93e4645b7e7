"""What the names in expressions stand for, given values for the variables."""

from __future__ import annotations

from dramaturge.ground import fold
from dramaturge.ground.leaves import Leaves
from dramaturge.ground.limits import GroundingError
from dramaturge.ground.table import (
    Table,
    argument_value,
    kind_of,
    show_value,
    value_kind,
    variable_values,
)
from dramaturge.ground.world import Chain, Const, Kind, Read, Value
from dramaturge.model import expression as model
from dramaturge.model.expression import Expression, Variable
from dramaturge.model.types import Entity
from dramaturge.problems import Problem

Bindings = dict[Variable, Value]


class References:
    """Looks up fluents, characters and members in one table."""

    def __init__(self, table: Table, leaves: Leaves) -> None:
        self.table = table
        self.leaves = leaves
        self._members: dict[Variable, tuple[Value, ...]] = {}
        self._variables: dict[int, tuple[model.Fluent, tuple[Variable, ...]]] = {}
        self._fluents: dict[tuple[Value | int, ...], int | Const] = {}

    def kind(self, expression: Expression, bound: Bindings) -> Kind | None:
        """The kind of an expression; None where it is `?` alone."""
        match expression:
            case model.Constant():
                return value_kind(constant_value(expression))
            case model.Bound():
                return value_kind(bound[expression.variable])
            case model.FactTerm():
                return "entity"
            case model.Fluent():
                return kind_of(expression.property.type.name)
            case model.Believed():
                return self.kind(expression.body, bound)
            case model.Arithmetic() | model.Quantified(quantifier="sum" | "product"):
                return "number"
            case model.Conditional():
                values = (*(value for _, value in expression.branches), expression.otherwise)
                kinds = (self.kind(value, bound) for value in values)
                return next((kind for kind in kinds if kind is not None), None)
            case _:
                return "boolean"

    def character(self, who: Entity | Variable, bound: Bindings) -> int:
        """The number of a believer."""
        name = who.name if isinstance(who, Entity) else bound[who]
        found = self.table.characters.get(name) if isinstance(name, str) else None
        if found is None:
            raise GroundingError(Problem("E404", f"'{show_value(name)}' has no beliefs"))
        return found

    def fact(self, fact: Entity | Variable, bound: Bindings) -> str:
        """The name of the fact in `holds(f)`."""
        name = fact.name if isinstance(fact, Entity) else bound[fact]
        assert isinstance(name, str)
        return name

    def fact_name(self, term: model.FactTerm, bound: Bindings) -> str:
        """The name of the fact about these arguments."""
        return f"{term.name}({', '.join(self._shown(each, bound) for each in term.arguments)})"

    def fluent(self, reference: model.Fluent, bound: Bindings) -> int | Const:
        """The number of the fluent, or its value if it has none because it never changes."""
        variables = self._variables.get(id(reference))  # kept, so that its id stays its own
        if variables is None:
            slots = tuple(slot for slot in reference.arguments if isinstance(slot, Variable))
            variables = self._variables[id(reference)] = (reference, slots)
        place = (id(reference), *[bound[slot] for slot in variables[1]])
        known = self._fluents.get(place)
        if known is None:
            known = self._fluents[place] = self._fluent(reference, bound)
        return known

    def _fluent(self, reference: model.Fluent, bound: Bindings) -> int | Const:
        shown = [self._shown(argument, bound) for argument in reference.arguments]
        key = (reference.property.name, *shown)
        found = self.table.index.get(key)
        if found is not None:
            declared = self.table.declared
            if not declared or declared[found] == reference.property.type.name:
                return found
        elif key in self.table.constants:
            return Const(self.table.constants[key])
        raise GroundingError(self._unowned(f"{key[0]}({', '.join(shown)})", found, reference))

    def read(self, reference: model.Fluent, bound: Bindings, chain: Chain) -> Read | Const:
        found = self.fluent(reference, bound)
        return found if isinstance(found, Const) else self.leaves.read(chain, found)

    def members(self, variable: Variable) -> tuple[Value, ...]:
        found = self._members.get(variable)
        if found is None:
            found = self._members[variable] = variable_values(self.table.world, variable)
        return found

    def _unowned(self, name: str, found: int | None, reference: model.Fluent) -> Problem:
        message = f"no property accepts '{name}'"
        if found is not None:
            message = (
                f"'{name}' holds {self.table.declared[found]} by an earlier definition, not"
                f" {reference.property.type.name}"
            )
        hint = "narrow the types of the variables, or rename one of the properties"
        return Problem("E404", message, reference.span, hint)

    def _shown(self, argument: model.Argument, bound: Bindings) -> str:
        if isinstance(argument, Entity):
            return argument.name
        value = bound[argument] if isinstance(argument, Variable) else argument_value(argument)
        return value if isinstance(value, str) else show_value(value)


def constant_value(constant: model.Constant) -> Value:
    """The value of a constant, as ground worlds write it."""
    value = constant.value
    if isinstance(value, Entity):
        return value.name
    if value is None or isinstance(value, bool):
        return value
    return fold.number(float(value))
