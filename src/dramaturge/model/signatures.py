"""Slots of properties and events: which arguments they accept, and which definitions overlap.

Source: SEMANTICS.md 1.2, "Properties"; section 9, D14.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic, Literal, TypeVar

from dramaturge.model.expression import Argument, Variable
from dramaturge.model.names import Names
from dramaturge.model.report import Report
from dramaturge.model.types import Entity
from dramaturge.syntax import tree

T = TypeVar("T")

Slots = tuple[Argument, ...]
_Pattern = tuple[int, ...]  # the positions that hold constants
_Constants = tuple[tuple[str, object], ...]  # with a word for the kind, as True == 1.0 in Python


def build_slots(
    parameters: tuple[tree.Parameter, ...], names: Names, report: Report
) -> tuple[list[Argument | None], dict[str, Variable | None]]:
    """The slots, None for broken ones; and the variables among them by name."""
    slots: list[Argument | None] = []
    variables: dict[str, Variable | None] = {}
    for parameter in parameters:
        if isinstance(parameter, tree.Variable):
            slots.append(_variable(parameter, variables, names, report))
        else:
            slots.append(_constant(parameter, parameters, names, report))
            if slots[-1] is None and isinstance(parameter, tree.Name):
                variables.setdefault(parameter.text, None)  # told once, not wherever it is used
    return slots, variables


def _variable(
    parameter: tree.Variable, variables: dict[str, Variable | None], names: Names, report: Report
) -> Variable | None:
    name = parameter.name.text
    type_ = names.domain(parameter.type)
    variable = None if type_ is None else Variable(name, type_)
    first = variables.setdefault(name, variable)
    if variable is not None and first is not None and first != variable:
        message = f"the parameter '{name}' is both {first.type.name} and {variable.type.name}"
        hint = "use two names, or the same type twice (both must then be the same value)"
        report.add("E208", message, parameter.span, hint)
        variables[name] = None
        return None
    return variable


def _constant(
    parameter: tree.Name | tree.Literally,
    all_of_them: Sequence[tree.Parameter],
    names: Names,
    report: Report,
) -> Argument | None:
    if isinstance(parameter, tree.Literally):
        return constant_argument(parameter, report)
    if parameter.text in names.broken_entities:
        return None
    entity = names.entities.get(parameter.text)
    if entity is None:
        hint = report.did_you_mean(parameter.text, names.entities)
        hint = hint or _typed(parameter, all_of_them)
        report.add("E211", f"unknown entity '{parameter.text}'", parameter.span, hint)
    return entity


def _typed(parameter: tree.Name, all_of_them: Sequence[tree.Parameter]) -> str:
    """How to write what looks like a variable without a type: with that of the next one."""
    later = all_of_them[all_of_them.index(parameter) :]
    types = (other.type.text for other in later if isinstance(other, tree.Variable))
    return f"every parameter needs its own type: '{parameter.text} : {next(types, 'type')}'"


def constant_argument(argument: tree.Literally, report: Report) -> bool | float | None:
    """The constant as an argument; None for `?`, which is reported."""
    if argument.value is None:
        hint = "an unknown value can only be compared or assigned"
        report.add("E143", "'?' cannot be an argument", argument.span, hint)
        return None
    return argument.value if isinstance(argument.value, bool) else float(argument.value)


class Overloads(Generic[T]):
    """The definitions of one name, in textual order.

    Kept apart by which positions hold constants, so that thousands of definitions that differ
    only in their constants cost no more than one look-up.
    """

    def __init__(self, names: Names) -> None:
        self._names = names
        self._count = 0
        self._patterns: dict[
            tuple[int, _Pattern], dict[_Constants, list[tuple[int, Slots, T]]]
        ] = {}

    def __iter__(self) -> Iterator[T]:
        found = [
            (order, definition)
            for by_constants in self._patterns.values()
            for bucket in by_constants.values()
            for order, _, definition in bucket
        ]
        return (definition for _, definition in sorted(found, key=lambda entry: entry[0]))

    def add(self, slots: Slots, definition: T) -> None:
        pattern = tuple(i for i, slot in enumerate(slots) if not isinstance(slot, Variable))
        by_constants = self._patterns.setdefault((len(slots), pattern), {})
        bucket = by_constants.setdefault(_constants(slots, pattern), [])
        bucket.append((self._count, slots, definition))
        self._count += 1

    def find(self, arguments: Slots) -> T | None:
        """The first definition that accepts these arguments."""
        first: tuple[int, T] | None = None
        for (arity, pattern), by_constants in self._patterns.items():
            if arity != len(arguments):
                continue
            for order, slots, definition in by_constants.get(_constants(arguments, pattern), ()):
                if first is not None and order > first[0]:
                    break
                if accepts(slots, arguments):
                    first = (order, definition)
                    break
        return None if first is None else first[1]

    def overlap(self, slots: Slots) -> tuple[T, Literal["constants", "variables"]] | None:
        """A definition that accepts some of the same arguments. "constants": nowhere do two
        variables meet, which is the worse kind, as one of the two could never be reached."""
        pattern = tuple(i for i, slot in enumerate(slots) if not isinstance(slot, Variable))
        worst: tuple[T, Literal["constants", "variables"]] | None = None
        for other, definition in self._candidates(slots, pattern):
            if not _overlap(slots, other, self._names):
                continue
            if not any(map(_both_variables, slots, other)):
                return definition, "constants"
            worst = worst or (definition, "variables")
            if not pattern and len(self._patterns) == 1:
                break
        return worst

    def _candidates(self, slots: Slots, pattern: _Pattern) -> Iterator[tuple[Slots, T]]:
        for (arity, other_pattern), by_constants in self._patterns.items():
            if arity != len(slots):
                continue
            if other_pattern == pattern:
                buckets = [by_constants.get(_constants(slots, pattern), [])]
            else:
                buckets = list(by_constants.values())
            for bucket in buckets:
                for _, other, definition in bucket:
                    yield other, definition


def _constants(slots: Slots, pattern: _Pattern) -> _Constants:
    """What stands at these positions; a variable there equals no constant."""
    return tuple((type(slots[i]).__name__, slots[i]) for i in pattern)


def accepts(slots: Slots, arguments: Slots) -> bool:
    """Whether each slot accepts its argument, equal variables only equal arguments."""
    if len(slots) != len(arguments):
        return False
    bound: dict[str, Argument] = {}
    for slot, argument in zip(slots, arguments, strict=True):
        if not _accepts(slot, argument):
            return False
        if isinstance(slot, Variable) and bound.setdefault(slot.name, argument) != argument:
            return False
    return True


def _accepts(slot: Argument, argument: Argument) -> bool:
    if not isinstance(slot, Variable):
        return type(slot) is type(argument) and slot == argument
    if isinstance(argument, Variable):
        return argument.type.is_a(slot.type.name)
    if isinstance(argument, Entity):
        return argument.is_a(slot.type.name)
    return isinstance(argument, bool) and slot.type.name == "boolean"


def _overlap(slots: Slots, others: Slots, names: Names) -> bool:
    """Whether some arguments are accepted by both."""
    bound: dict[tuple[int, str], Argument] = {}
    for slot, other in zip(slots, others, strict=True):
        if isinstance(slot, Variable) and isinstance(other, Variable):
            if not names.share_members(slot.type, other.type):
                return False
            continue
        if not (_accepts(slot, other) or _accepts(other, slot)):
            return False
        for side, one, opposite in ((0, slot, other), (1, other, slot)):
            if (
                isinstance(one, Variable)
                and bound.setdefault((side, one.name), opposite) != opposite
            ):
                return False
    return True


def _both_variables(slot: Argument, other: Argument) -> bool:
    return isinstance(slot, Variable) and isinstance(other, Variable)


def slots_shown(slots: Slots) -> str:
    """Slots as the text has them: `c : character, Camp`."""
    return ", ".join(_slot_shown(slot) for slot in slots)


def _slot_shown(slot: Argument) -> str:
    match slot:
        case Variable():
            return f"{slot.name} : {slot.type.name}"
        case Entity():
            return slot.name
        case bool():
            return str(slot)
        case _:
            return f"{slot:g}"
