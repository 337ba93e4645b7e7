"""What does not fit a property, in the hint of a message: which argument, which kind of value."""

from __future__ import annotations

from dramaturge.model.expression import Argument, Property, Variable
from dramaturge.model.kinds import Kind
from dramaturge.model.signatures import Slots, slots_shown
from dramaturge.model.types import Entity, Type


def misfit(prop: Property, given: Slots) -> str | None:
    """Why the one property of this name does not accept these arguments, and what may be meant;
    None if that is not plain."""
    expected = len(prop.slots)
    takes = f"{prop.name}({slots_shown(prop.slots)})"
    if len(given) == expected + 1 and _fits_value(prop.type, given[-1]):
        written = f"{prop.name}({slots_shown(given[:-1])}) = {slots_shown(given[-1:])}"
        return f"a value comes after the brackets: '{written}'"
    if len(given) != expected:
        return f"it takes {expected or 'no'} argument{'' if expected == 1 else 's'}: {takes}"
    for slot, argument in zip(prop.slots, given, strict=True):
        if isinstance(slot, Variable) and isinstance(argument, Variable):
            found = too_wide(slot, argument)
            if found is not None:
                return found
        if not isinstance(slot, Variable) or not isinstance(argument, Entity):
            continue
        if not argument.is_a(slot.type.name):
            kind = slot.type.name
            return (
                f"'{argument.name}' is not of the type {kind}, and '{slot.name}' must be: {takes}"
            )
    return None


def too_wide(slot: Variable, given: Variable) -> str | None:
    """What to do about a variable of a type above the one that is wanted. A test before it does
    not help: what a variable can be is what it was declared as."""
    wanted, kind = slot.type.name, given.type.name
    if wanted == kind or not slot.type.is_a(kind):
        return None
    name = given.name.partition("/")[0]
    return (
        f"'{name}' may be any {kind}, whatever is asked before: declare '{name} : {wanted}', or "
        f"take a narrower variable: exists({slot.name} : {wanted}) ({slot.name} == {name} & …)"
    )


def fitting(wanted: Type, given: Kind) -> str:
    """What can be the value of a property instead."""
    if wanted.name == "boolean":
        return "write True or False"
    if wanted.name == "number":
        return "write a number, such as 3"
    if isinstance(given, Entity):
        return f"'{given.name}' would have to be declared as {wanted.name}"
    return f"name something that is declared as {wanted.name}"


def _fits_value(wanted: Type, argument: Argument) -> bool:
    if isinstance(argument, Entity):
        return argument.is_a(wanted.name)
    if isinstance(argument, Variable):
        return argument.type.is_a(wanted.name)
    return wanted.name == ("boolean" if isinstance(argument, bool) else "number")
