"""Events as relaxed rules: nothing ever becomes false, beliefs are anything, numbers are ranges.

A *fact* is one bit of a Python int: a fluent of the owner's mind may hold a value. Whatever is hard
to foresee (beliefs of others, values computed from them) counts as possible, so that a rule fires
whenever the event could. Source: Bonet & Geffner 2001 (h_max); SEMANTICS.md 3, 4.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import inf
from typing import assert_never

from dramaturge.ground.world import (
    All,
    Always,
    Any,
    Arithmetic,
    Choice,
    Compare,
    Condition,
    Const,
    GroundEffect,
    GroundEvent,
    GroundWorld,
    Match,
    Read,
    Term,
    Truth,
    Value,
)

UNLISTED = "\0"  # stands for any value that a fluent's domain does not list
MOST_CLAUSES = 64  # of one condition; beyond it the hardest part counts as possible

_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


@dataclass(frozen=True, slots=True)
class Range:
    """What a number may be; empty if low > high."""

    low: float
    high: float
    unknown: bool

    def with_(self, other: Range) -> Range:
        """The least range that has both."""
        return Range(
            min(self.low, other.low), max(self.high, other.high), self.unknown or other.unknown
        )


ANYTHING = Range(-inf, inf, True)

Numbers = dict[int, Range]  # per numeric fluent
Check = Callable[[int, Numbers], bool]
Estimate = Callable[[int, Numbers], Range]


@dataclass(frozen=True, slots=True)
class Clause:
    """What must be reached: all facts of `required`, one of each mask in `choices`, all checks.

    facts, numbers: everything the clause reads.
    """

    required: int = 0
    choices: tuple[int, ...] = ()
    checks: tuple[Check, ...] = ()
    facts: int = 0
    numbers: frozenset[int] = frozenset()

    def holds(self, reached: int, numbers: Numbers) -> bool:
        required = self.required
        if reached & required != required:
            return False
        for choice in self.choices:
            if not reached & choice:
                return False
        return all(check(reached, numbers) for check in self.checks)

    def and_(self, other: Clause) -> Clause:
        return Clause(
            self.required | other.required,
            tuple(dict.fromkeys(self.choices + other.choices)),
            self.checks + other.checks,
            self.facts | other.facts,
            self.numbers | other.numbers,
        )


FREE = Clause()
Clauses = tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """Where the clause holds, the facts of `gives` do and the numbers may change so.

    event: index of the action or, for a trigger, of the trigger.
    """

    event: int
    clause: Clause
    gives: int
    changes: tuple[tuple[int, Estimate, frozenset[int], int], ...] = ()


class Facts:
    """Numbers the facts of one ground world and writes its events as rules."""

    def __init__(self, ground: GroundWorld) -> None:
        self._ground = ground
        self._bits: list[dict[Value, int]] = []
        self.all: list[int] = []  # per fluent: all its facts
        count = 0
        for fluent in ground.fluents:
            values: tuple[Value, ...] = ()
            if fluent.kind == "boolean":
                values = (False, True)
            elif fluent.kind == "entity":
                values = (*fluent.domain, None)
            # The last bit stands for any value not listed.
            self._bits.append({value: 1 << (count + i) for i, value in enumerate(values)})
            width = len(values) + (fluent.kind != "number")
            self.all.append(((1 << width) - 1) << count)
            count += width

    def is_number(self, fluent: int) -> bool:
        return self._ground.fluents[fluent].kind == "number"

    def bit(self, fluent: int, value: Value) -> int:
        found = self._bits[fluent].get(value)
        return found if found is not None else 1 << (self.all[fluent].bit_length() - 1)

    def values(self, fluent: int) -> tuple[Value, ...]:
        """The values that have a fact of their own."""
        return tuple(self._bits[fluent])

    # Conditions.

    def clauses(self, condition: Condition) -> Clauses:
        """Clauses of which one holds wherever the condition does."""
        match condition:
            case Always(value):
                return (FREE,) if value else ()
            case All(parts):
                result: Clauses = (FREE,)
                for part in sorted((self.clauses(part) for part in parts), key=len):
                    if len(result) * len(part) <= MOST_CLAUSES:
                        result = tuple(left.and_(right) for left in result for right in part)
                return result
            case Any(parts):
                found = tuple(clause for part in parts for clause in self.clauses(part))
                if FREE in found or len(found) > MOST_CLAUSES:
                    return (FREE,)
                return found
            case Compare() | Match():
                return (self._leaf(condition),)
        assert_never(condition)

    def _leaf(self, leaf: Compare | Match) -> Clause:
        match leaf:
            case Match(Read((), left), Read((), right), equal):
                return self._pairs(left, right, equal)
            case Compare("==" | "!=" as operator, Read((), left), Read((), right), _) if not (
                self.is_number(left) or self.is_number(right)
            ):
                return self._pairs(left, right, operator == "==")
            case Compare("==" | "!=" as operator, Read((), fluent), Const(value), _) if (
                not self.is_number(fluent)
            ):
                bit = self.bit(fluent, value)
                if operator == "==":
                    return Clause(required=bit, facts=bit)
                others = self.all[fluent] & ~bit
                return Clause(choices=(others,), facts=others)
            case Compare(operator, left_term, right_term, _):
                one, two = self.estimate(left_term), self.estimate(right_term)
                return _comparison(operator, one, two) if one and two else FREE
        return FREE

    def _pairs(self, left: int, right: int, equal: bool) -> Clause:
        """Two fluents may be equal (or different)."""
        values = {**self._bits[left], **self._bits[right]}
        if not equal or self.is_number(left) or self.is_number(right):
            return FREE
        pairs = [self.bit(left, value) | self.bit(right, value) for value in values]
        pairs.append(self.bit(left, UNLISTED) | self.bit(right, UNLISTED))

        def check(reached: int, _: Numbers) -> bool:
            return any(reached & pair == pair for pair in pairs)

        return Clause(checks=(check,), facts=self.all[left] | self.all[right])

    # Numbers.

    def estimate(self, term: Term) -> Estimated | None:
        """What a numeric term may be, or None if it is no number or too hard."""
        match term:
            case Const(float() as value):
                return Estimated(_constant(value))
            case Const(None):
                return Estimated(lambda _, __: Range(inf, -inf, True))
            case Read((), fluent) if self.is_number(fluent):
                return Estimated(lambda _, numbers: numbers[fluent], 0, frozenset({fluent}))
            case Arithmetic(operator, left, right):
                one, two = self.estimate(left), self.estimate(right)
                return _arithmetic(operator, one, two) if one and two else None
            case Choice(condition, then, otherwise):
                one, two = self.estimate(then), self.estimate(otherwise)
                return self._choice(condition, one, two) if one and two else None
            case Truth(condition):
                true, false = (Estimated(_constant(value)) for value in (1.0, 0.0))
                return self._choice(condition, true, false)
        return None

    def _choice(self, condition: Condition, then: Estimated, otherwise: Estimated) -> Estimated:
        yes, no = self.clauses(condition), self.clauses(negated(condition))

        def estimate(reached: int, numbers: Numbers) -> Range:
            found: Range | None = None
            for clauses, branch in ((yes, then), (no, otherwise)):
                if any(clause.holds(reached, numbers) for clause in clauses):
                    value = branch.estimate(reached, numbers)
                    found = value if found is None else found.with_(value)
            return found if found is not None else ANYTHING

        facts, read = then.facts | otherwise.facts, then.numbers | otherwise.numbers
        for clause in yes + no:
            facts, read = facts | clause.facts, read | clause.numbers
        return Estimated(estimate, facts, read)

    # Events.

    def rules(self, index: int, event: GroundEvent) -> Iterator[Rule]:
        """The rules of an event, as far as they change the state itself."""
        precondition = self.clauses(event.precondition)
        gathered: dict[Clause, tuple[int, list[tuple[int, Estimate, frozenset[int], int]]]] = {}
        for effect in event.effects:
            if effect.chain:
                continue
            for condition, gives, change in self._outcomes(effect):
                for clause in _product(precondition, self.clauses(condition)):
                    facts, changes = gathered.get(clause, (0, []))
                    if change is not None:
                        value = change.estimate
                        changes.append((effect.fluent, value, change.numbers, change.facts))
                    gathered[clause] = (facts | gives, changes)
        for clause, (facts, changes) in gathered.items():
            yield Rule(index, clause, facts, tuple(changes))

    def _outcomes(self, effect: GroundEffect) -> Iterator[tuple[Condition, int, Estimated | None]]:
        """Under which condition the effect gives which facts, or which numbers."""
        fluent = effect.fluent
        for condition, term in _cases(effect.value):
            given = All((effect.condition, condition))
            if self.is_number(fluent):
                yield given, 0, self.estimate(term) or Estimated(lambda _, __: ANYTHING)
                continue
            match term:
                case Const(value):
                    yield given, self.bit(fluent, value), None
                case Read((), other) if not self.is_number(other):
                    for value in self._bits[other]:
                        same = Compare("==", term, Const(value), ())
                        yield All((given, same)), self.bit(fluent, value), None
                case Truth(truth):
                    yield All((given, truth)), self.bit(fluent, True), None
                    yield All((given, negated(truth))), self.bit(fluent, False), None
                case _:
                    yield given, self.all[fluent], None


@dataclass(frozen=True, slots=True)
class Estimated:
    """A numeric term: what it may be, and the facts and numbers that this depends on."""

    estimate: Estimate
    facts: int = 0
    numbers: frozenset[int] = frozenset()


def negated(condition: Condition) -> Condition:
    """Holds, relaxed, wherever the condition does not."""
    match condition:
        case Always(value):
            return Always(not value)
        case All(parts):
            return Any(tuple(negated(part) for part in parts))
        case Any(parts):
            return All(tuple(negated(part) for part in parts))
        case Match(left, right, equal):
            return Match(left, right, not equal)
        case Compare(operator, left_term, right_term, _):
            return Compare(_OPPOSITE[operator], left_term, right_term, ())  # type: ignore[arg-type]
    assert_never(condition)


def _cases(term: Term) -> Iterator[tuple[Condition, Term]]:
    match term:
        case Choice(condition, then, otherwise):
            for inner, value in _cases(then):
                yield All((condition, inner)), value
            for inner, value in _cases(otherwise):
                yield All((negated(condition), inner)), value
        case _:
            yield Always(True), term


def _product(left: Clauses, right: Clauses) -> Iterator[Clause]:
    for one in left:
        for two in right if len(left) * len(right) <= MOST_CLAUSES else (FREE,):
            yield one.and_(two)


def _constant(value: float) -> Estimate:
    point = Range(value, value, False)
    return lambda _, __: point


def _comparison(operator: str, left: Estimated, right: Estimated) -> Clause:
    def check(reached: int, numbers: Numbers) -> bool:
        one, two = left.estimate(reached, numbers), right.estimate(reached, numbers)
        if one.unknown or two.unknown:
            return True
        match operator:
            case "==":
                return one.low <= two.high and two.low <= one.high
            case "!=":
                return not one.low == one.high == two.low == two.high
            case "<":
                return one.low < two.high
            case "<=":
                return one.low <= two.high
            case ">":
                return one.high > two.low
        return one.high >= two.low

    return Clause(
        checks=(check,), facts=left.facts | right.facts, numbers=left.numbers | right.numbers
    )


def _arithmetic(operator: str, left: Estimated, right: Estimated) -> Estimated:
    def estimate(reached: int, numbers: Numbers) -> Range:
        one, two = left.estimate(reached, numbers), right.estimate(reached, numbers)
        unknown = one.unknown or two.unknown
        if one.low > one.high or two.low > two.high:
            return Range(inf, -inf, unknown)
        if operator == "+":
            return Range(_sum(one.low, two.low), _sum(one.high, two.high), unknown)
        if operator == "-":
            return Range(_sum(one.low, -two.high), _sum(one.high, -two.low), unknown)
        return ANYTHING

    return Estimated(estimate, left.facts | right.facts, left.numbers | right.numbers)


def _sum(left: float, right: float) -> float:
    """Bounds point outwards: of opposite infinities the left one wins."""
    return left if left in (inf, -inf) else left + right
