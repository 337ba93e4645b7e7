"""Which values fluents can come to hold, in reality or in any mind, at most.

One set of values per fluent stands for reality and all minds together, so beliefs that are wrong
or set by effects just add values. Conditions are checked part by part against these sets. Numbers
are ranges; a bound that arithmetic pushes becomes infinite. Surprise adds unknown wherever it can
store it. Source: SEMANTICS.md 3, 5, D10.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dramaturge.ground import fold
from dramaturge.ground.world import (
    All,
    Always,
    Any,
    Arithmetic,
    Choice,
    Comparator,
    Compare,
    Condition,
    Const,
    GroundFluent,
    Leaf,
    Match,
    Operator,
    Read,
    Term,
    Value,
)

Values = set[Value]


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers from low to high (none if low > high), and perhaps unknown."""

    low: float
    high: float
    unknown: bool

    @property
    def is_number(self) -> bool:
        return self.low <= self.high

    def union(self, other: Range) -> Range:
        return Range(
            min(self.low, other.low), max(self.high, other.high), self.unknown or other.unknown
        )

    def is_within(self, other: Range) -> bool:
        return self.union(other) == other


UNKNOWN = Range(math.inf, -math.inf, True)
ANY_NUMBER = Range(-math.inf, math.inf, True)
NO_NUMBER = Range(math.inf, -math.inf, False)


class Reach:
    """The values of each fluent; None: not known, so possibly any."""

    def __init__(self, fluents: Sequence[GroundFluent], values: Sequence[Sequence[Value] | None]):
        self.fluents = fluents
        self.numbers: list[Range | None] = []
        self.values: list[Values | None] = []
        for fluent, start in zip(fluents, values, strict=True):
            is_number = fluent.kind == "number"
            self.numbers.append(None if start is None or not is_number else _range(start))
            self.values.append(None if start is None or is_number else set(start))

    def add(self, fluent: int, added: Values | Range | None, grows: bool = False) -> bool:
        """Include values; whether that changed anything. grows: by arithmetic, so to any size."""
        if isinstance(added, Range):
            return self._add_number(fluent, added, grows)
        known = self.values[fluent]
        if known is None or (added is not None and added <= known):
            return False
        self.values[fluent] = None if added is None else known | added
        return True

    def add_unknown(self, fluent: int) -> bool:
        """Include `?`; whether that changed anything. Booleans are never unknown."""
        kind = self.fluents[fluent].kind
        if kind == "boolean":
            return False
        return self.add(fluent, UNKNOWN if kind == "number" else {None})

    def constant(self, fluent: int) -> Const | None:
        """The only value, if there is only one."""
        values, numbers = self.values[fluent], self.numbers[fluent]
        if values is not None and len(values) == 1:
            return Const(next(iter(values)))
        if numbers is not None and numbers == UNKNOWN:
            return Const(None)
        if numbers is not None and numbers.low == numbers.high and not numbers.unknown:
            return Const(numbers.low)
        return None

    def possible(self, condition: Condition) -> bool:
        """Whether the condition might hold somewhere; False is certain."""
        match condition:
            case Compare():  # nearly all there are
                return self._can(condition.operator, condition.left, condition.right)
            case Always():
                return condition.value
            case All():
                return all(map(self.possible, condition.parts))
            case Any():
                return any(map(self.possible, condition.parts))
            case Match():
                lefts, rights = (
                    self.values[condition.left.fluent],
                    self.values[condition.right.fluent],
                )
                return _sets_can("==" if condition.equal else "!=", lefts, rights)

    def refutable(self, leaf: Leaf) -> bool:
        """Whether the leaf might be false somewhere; False is certain."""
        if isinstance(leaf, Match):
            return self.possible(Match(leaf.left, leaf.right, not leaf.equal))
        if self._can(fold.NEGATED[leaf.operator], leaf.left, leaf.right):
            return True
        ordered = leaf.operator not in ("==", "!=")
        return ordered and (self.range(leaf.left).unknown or self.range(leaf.right).unknown)

    def is_numeric(self, term: Term) -> bool:
        match term:
            case Read():
                return self.fluents[term.fluent].kind == "number"
            case Const():
                return type(term.value) is float
            case Arithmetic():
                return True
            case Choice():
                return self.is_numeric(term.then) or self.is_numeric(term.otherwise)
            case _:
                return False

    def set_of(self, term: Term) -> Values | None:
        """The values of a term that is no number; None: any."""
        match term:
            case Read():
                return self.values[term.fluent]
            case Const():
                return {term.value}
            case Choice():
                then = self.set_of(term.then) if self.possible(term.condition) else set()
                otherwise = self.set_of(term.otherwise)
                return None if then is None or otherwise is None else then | otherwise
            case _:
                return {False, True}

    def range(self, term: Term) -> Range:
        """The values of a numeric term."""
        match term:
            case Read():
                return self.numbers[term.fluent] or ANY_NUMBER
            case Const():
                return _range((term.value,))
            case Arithmetic():
                return _combined(term.operator, self.range(term.left), self.range(term.right))
            case Choice():
                then = self.range(term.then) if self.possible(term.condition) else NO_NUMBER
                return then.union(self.range(term.otherwise))
            case _:
                return ANY_NUMBER

    def _add_number(self, fluent: int, added: Range, grows: bool) -> bool:
        known = self.numbers[fluent]
        if known is None or added.is_within(known):
            return False
        if grows and added.is_number:
            low = -math.inf if added.low < known.low else added.low
            high = math.inf if added.high > known.high else added.high
            added = Range(low, high, added.unknown)
        self.numbers[fluent] = known.union(added)
        return True

    def _can(self, operator: Comparator, left: Term, right: Term) -> bool:
        if type(left) is Read and type(right) is Const:  # nearly all there are
            values, value = self.values[left.fluent], right.value
            if values is not None:
                return (
                    value in values if operator == "==" else len(values) > 1 or value not in values
                )
        if self.is_numeric(left) or self.is_numeric(right):
            return _ranges_can(operator, self.range(left), self.range(right))
        return _sets_can(operator, self.set_of(left), self.set_of(right))


def _range(values: Iterable[Value]) -> Range:
    numbers = [value for value in values if isinstance(value, float)]
    unknown = any(value is None for value in values)
    return Range(min(numbers, default=math.inf), max(numbers, default=-math.inf), unknown)


def _sets_can(operator: Comparator, lefts: Values | None, rights: Values | None) -> bool:
    if operator in ("<", ">"):
        return False
    if operator != "!=":
        return lefts is None or rights is None or not lefts.isdisjoint(rights)
    return lefts is None or rights is None or len(lefts) > 1 or lefts != rights


def _ranges_can(operator: Comparator, left: Range, right: Range) -> bool:
    both = left.is_number and right.is_number
    match operator:
        case "==":
            meet = both and left.low <= right.high and right.low <= left.high
            return meet or (left.unknown and right.unknown)
        case "!=":
            if (left.unknown and right.is_number) or (right.unknown and left.is_number):
                return True
            return both and not left.low == left.high == right.low == right.high
        case ">":
            return both and left.high > right.low
        case "<":
            return both and left.low < right.high
        case ">=":
            return (both and left.high >= right.low) or (left.unknown and right.unknown)
        case _:
            return (both and left.low <= right.high) or (left.unknown and right.unknown)


def _combined(operator: Operator, left: Range, right: Range) -> Range:
    """The results of an operation; sums are taken never to overflow, products to perhaps do."""
    unknown = left.unknown or right.unknown
    if not (left.is_number and right.is_number):
        return Range(math.inf, -math.inf, unknown)
    if operator == "+":
        return Range(_sum(left.low, right.low), _sum(left.high, right.high), unknown)
    if operator == "-":
        return Range(_sum(left.low, -right.high), _sum(left.high, -right.low), unknown)
    bounds = (left.low, left.high, right.low, right.high)
    if (operator == "/" and right.low <= 0.0 <= right.high) or not all(map(math.isfinite, bounds)):
        return ANY_NUMBER
    results = [
        fold.calculate(operator, one, other)
        for one in (left.low, left.high)
        for other in (right.low, right.high)
    ]
    known = [result for result in results if result is not None]
    if len(known) < len(results):
        return ANY_NUMBER
    return Range(min(known), max(known), unknown)


def _sum(left: float, right: float) -> float:
    """A bound of a sum; of infinite bounds the left one's sign is the sum's as both agree."""
    return left if math.isinf(left) else left + right
