"""Ground conditions and terms in the notation of the language."""

from __future__ import annotations

from dramaturge.ground.table import show_value
from dramaturge.ground.world import (
    All,
    Always,
    Any,
    Arithmetic,
    Choice,
    Condition,
    Const,
    GroundWorld,
    Match,
    Read,
    Term,
    Truth,
)


def show_read(ground: GroundWorld, read: Read) -> str:
    """`at(Tom)`, or `believes(Tom, at(Bandit))`."""
    shown = ground.fluents[read.fluent].name
    for character in reversed(read.chain):
        shown = f"believes({ground.characters[character]}, {shown})"
    return shown


def show_term(ground: GroundWorld, term: Term) -> str:
    """The term; operations inside it are bracketed."""
    match term:
        case Read():
            return show_read(ground, term)
        case Const():
            return show_value(term.value)
        case Arithmetic():
            left, right = _operand(ground, term.left), _operand(ground, term.right)
            return f"{left} {term.operator} {right}"
        case Choice():
            condition = show_condition(ground, term.condition)
            then, otherwise = _operand(ground, term.then), _operand(ground, term.otherwise)
            return f"if({condition}) {then} else {otherwise}"
        case Truth():
            return f"({show_condition(ground, term.condition)})"


def show_condition(ground: GroundWorld, condition: Condition) -> str:
    """The condition; a boolean fluent alone is `alive(Tom)` or `!alive(Tom)`."""
    match condition:
        case Always():
            return str(condition.value)
        case All():
            return " & ".join(_part(ground, part) for part in condition.parts)
        case Any():
            return " | ".join(_part(ground, part) for part in condition.parts)
        case Match():
            operator = "==" if condition.equal else "!="
            left, right = show_read(ground, condition.left), show_read(ground, condition.right)
            return f"{left} {operator} {right}"
    left = _operand(ground, condition.left)
    if isinstance(condition.right, Const) and isinstance(condition.right.value, bool):
        is_true = condition.right.value == (condition.operator == "==")
        return left if is_true else f"!{left}"
    return f"{left} {condition.operator} {_operand(ground, condition.right)}"


def _operand(ground: GroundWorld, term: Term) -> str:
    shown = show_term(ground, term)
    return f"({shown})" if isinstance(term, Arithmetic | Choice) else shown


def _part(ground: GroundWorld, condition: Condition) -> str:
    shown = show_condition(ground, condition)
    return f"({shown})" if isinstance(condition, All | Any) else shown
