"""Ground conditions and terms, built in simplest form, and their value.

Every constructor folds what is already decided, so that later stages never meet `All(())`, a
comparison of two constants or an `if` on a known condition. Within this package every `Always` is
one of the objects TRUE and FALSE.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator

from dramaturge.ground.world import (
    FALSE,
    TRUE,
    All,
    Always,
    Any,
    Arithmetic,
    Choice,
    Comparator,
    Compare,
    Condition,
    Const,
    Match,
    Operator,
    Read,
    Term,
    Truth,
    Value,
)

NEGATED: dict[Comparator, Comparator] = {
    "==": "!=",
    "!=": "==",
    ">=": "<",
    "<": ">=",
    "<=": ">",
    ">": "<=",
}
FLIPPED: dict[Comparator, Comparator] = {
    "==": "==",
    "!=": "!=",
    ">=": "<=",
    "<": ">",
    "<=": ">=",
    ">": "<",
}


Simple = tuple[Comparator, Value]
"""A comparison of some fluent with a constant."""


def number(value: float) -> float | None:
    """The number with its one zero; unknown if it is not finite."""
    return value + 0.0 if math.isfinite(value) else None


def same(left: Value, right: Value) -> bool:
    """Equal, kinds included: True is not 1."""
    return type(left) is type(right) and left == right


def compare_values(operator: Comparator, left: Value, right: Value) -> bool:
    """`left op right` as `Compare` defines it."""
    if operator == "==":
        return same(left, right)
    if operator == "!=":
        return not same(left, right)
    if type(left) is not float or type(right) is not float:
        return operator in (">=", "<=") and same(left, right)
    match operator:
        case ">=":
            return left >= right
        case "<=":
            return left <= right
        case ">":
            return left > right
        case _:
            return left < right


def simple_comparison(operator: Comparator, value: Value) -> Simple | None:
    """The one way to write a comparison with a constant; None: it never holds."""
    if isinstance(value, bool):
        return "==", value == (operator == "==")
    if isinstance(value, float) or operator in ("==", "!="):
        return operator, value
    return None if operator in ("<", ">") else ("==", value)


def calculate(operator: Operator, left: Value, right: Value) -> float | None:
    """Double arithmetic; unknown if an operand is no number or the result is not finite."""
    if type(left) is not float or type(right) is not float:
        return None
    match operator:
        case "+":
            return number(left + right)
        case "-":
            return number(left - right)
        case "*":
            return number(left * right)
        case _:
            return number(left / right) if right else None


def conjunction(parts: Iterable[Condition]) -> Condition:
    """All of them; nested conjunctions are flattened, and each part object is kept once."""
    found: dict[int, Condition] = {}
    for part in parts:
        if type(part) is All:
            for inner in part.parts:
                found[id(inner)] = inner
        elif part is not TRUE:
            if part is FALSE:
                return FALSE
            found[id(part)] = part
    if not found:
        return TRUE
    kept = tuple(found.values())
    return kept[0] if len(kept) == 1 else All(kept)


def disjunction(parts: Iterable[Condition]) -> Condition:
    """One of them; nested disjunctions are flattened, and each part object is kept once."""
    found: dict[int, Condition] = {}
    for part in parts:
        if type(part) is Any:
            for inner in part.parts:
                found[id(inner)] = inner
        elif part is not FALSE:
            if part is TRUE:
                return TRUE
            found[id(part)] = part
    if not found:
        return FALSE
    kept = tuple(found.values())
    return kept[0] if len(kept) == 1 else Any(kept)


def always(value: bool) -> Always:
    return TRUE if value else FALSE


def arithmetic(operator: Operator, left: Term, right: Term) -> Term:
    """The operation, folded where constants decide it (`x + 0` is x, `x + ?` is unknown)."""
    known_left, known_right = type(left) is Const, type(right) is Const
    if isinstance(left, Const) and isinstance(right, Const):
        return Const(calculate(operator, left.value, right.value))
    if isinstance(left, Const) and left.value is None:
        return left
    if isinstance(right, Const) and right.value is None:
        return right
    if known_right and operator in "+-" and right == Const(0.0):
        return left
    if known_left and operator == "+" and left == Const(0.0):
        return right
    return Arithmetic(operator, left, right)


def choice(condition: Condition, then: Term, otherwise: Term) -> Term:
    if isinstance(condition, Always):
        return then if condition.value else otherwise
    if isinstance(then, Const) and isinstance(otherwise, Const):
        if same(then.value, otherwise.value):
            return then
        if then.value is True and otherwise.value is False:
            return truth(condition)
    return Choice(condition, then, otherwise)


def truth(condition: Condition) -> Term:
    """The condition as a value; the truth of `f == True` is f itself."""
    if isinstance(condition, Always):
        return Const(condition.value)
    if (
        isinstance(condition, Compare)
        and condition.operator == "=="
        and isinstance(condition.left, Read)
        and isinstance(condition.right, Const)
        and condition.right.value is True
    ):
        return condition.left
    return Truth(condition)


def term_reads(term: Term) -> Iterator[Read]:
    """Every read in the term, conditions of choices included, in textual order."""
    match term:
        case Read():
            yield term
        case Const():
            pass
        case Arithmetic():
            yield from term_reads(term.left)
            yield from term_reads(term.right)
        case Choice():
            yield from condition_reads(term.condition)
            yield from term_reads(term.then)
            yield from term_reads(term.otherwise)
        case Truth():
            yield from condition_reads(term.condition)


def condition_reads(condition: Condition) -> Iterator[Read]:
    """Every read in the condition, in textual order; repeated where it is repeated."""
    match condition:
        case Always():
            pass
        case All() | Any():
            for part in condition.parts:
                yield from condition_reads(part)
        case Compare():
            yield from term_reads(condition.left)
            yield from term_reads(condition.right)
        case Match():
            yield condition.left
            yield condition.right


def evaluate(term: Term, read: Callable[[Read], Value]) -> Value:
    """The value of a term where `read` gives the values of fluents."""
    match term:
        case Read():
            return read(term)
        case Const():
            return term.value
        case Arithmetic():
            return calculate(term.operator, evaluate(term.left, read), evaluate(term.right, read))
        case Choice():
            taken = term.then if holds(term.condition, read) else term.otherwise
            return evaluate(taken, read)
        case Truth():
            return holds(term.condition, read)


def holds(condition: Condition, read: Callable[[Read], Value]) -> bool:
    """Whether the condition is true where `read` gives the values of fluents."""
    match condition:
        case Always():
            return condition.value
        case All():
            return all(holds(part, read) for part in condition.parts)
        case Any():
            return any(holds(part, read) for part in condition.parts)
        case Compare():
            left, right = evaluate(condition.left, read), evaluate(condition.right, read)
            return compare_values(condition.operator, left, right)
        case Match():
            return same(read(condition.left), read(condition.right)) == condition.equal
