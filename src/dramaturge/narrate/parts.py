"""The parts of conditions and terms that are worth a clause of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dramaturge.ground.world import (
    All,
    Any,
    Arithmetic,
    Choice,
    Compare,
    Condition,
    Leaf,
    Match,
    Read,
    Term,
    Truth,
    Value,
)
from dramaturge.semantics.evaluation import combine

Judge = Callable[[Leaf], bool]
Reader = Callable[[Read], Value]


def utility_parts(term: Term) -> Iterator[Leaf | Read]:
    """The comparisons a utility rests on, and the numbers it counts, in textual order."""
    match term:
        case Read():
            yield term
        case Arithmetic(_, left, right):
            yield from utility_parts(left)
            yield from utility_parts(right)
        case Choice(condition, then, otherwise):
            yield from _leaves(condition)
            yield from utility_parts(then)
            yield from utility_parts(otherwise)
        case Truth(condition):
            yield from _leaves(condition)


def _leaves(condition: Condition) -> Iterator[Leaf]:
    match condition:
        case All(parts) | Any(parts):
            for part in parts:
                yield from _leaves(part)
        case Compare() | Match():
            yield condition


def worth(term: Term, holds: Judge, value: Reader) -> Value:
    """A term's value where the truth of comparisons and the fluents it counts are as told."""
    match term:
        case Read():
            return value(term)
        case Arithmetic(operator, left, right):
            return combine(operator, worth(left, holds, value), worth(right, holds, value))
        case Choice(condition, then, otherwise):
            return worth(then if _true(condition, holds) else otherwise, holds, value)
        case Truth(condition):
            return _true(condition, holds)
        case _:
            return term.value


def _true(condition: Condition, holds: Judge) -> bool:
    match condition:
        case All(parts):
            return all(_true(part, holds) for part in parts)
        case Any(parts):
            return any(_true(part, holds) for part in parts)
        case Compare() | Match():
            return holds(condition)
        case _:
            return condition.value
