"""Conditions, terms and effects as relaxed clauses and rules: see `relaxed_rules`.

Source: SEMANTICS.md 2 "Unknown", 3.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import assert_never

from dramaturge.ground.world import (
    TRUE,
    All,
    Always,
    Any,
    Arithmetic,
    Chain,
    Choice,
    Compare,
    Condition,
    Const,
    GroundEffect,
    GroundEvent,
    Match,
    Read,
    Term,
    Truth,
)
from dramaturge.plan.relaxed_rules import (
    ANYTHING,
    FREE,
    MOST_CLAUSES,
    UNBOUNDED,
    UNLISTED,
    Check,
    Clause,
    Clauses,
    Estimate,
    Estimated,
    Facts,
    Numbers,
    Range,
    Rule,
    guarded,
    product,
)

_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


class View:
    """Conditions and terms as seen from one space, or from anywhere (None). believed: the space of
    each character's beliefs, if they are followed at all."""

    def __init__(self, facts: Facts, home: int | None, believed: tuple[int, ...] = ()) -> None:
        self.facts = facts
        self._home = home
        self._believed = believed
        self._known: dict[int, tuple[Condition, Clauses]] = {}

    def space(self, chain: Chain) -> int | None:
        """The space in which a read at the end of the chain looks; None: it may be anything."""
        if not chain:
            return self._home
        return self._believed[chain[0]] if self._believed and len(chain) == 1 else None

    def clauses(self, condition: Condition) -> Clauses:
        """Clauses of which one holds wherever the condition does."""
        found = self._known.get(id(condition))
        if found is None:
            found = self._known[id(condition)] = (condition, self._clauses(condition))
        return found[1]

    def _clauses(self, condition: Condition) -> Clauses:
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
        is_number = self.facts.is_number
        match leaf:
            case Match(left, right, equal):
                return self._pairs(left, right, equal)
            case Compare("==" | "!=" as operator, Read() as left, Read() as right, _) if not (
                is_number(left.fluent) or is_number(right.fluent)
            ):
                return self._pairs(left, right, operator == "==")
            case Compare("==" | "!=" as operator, Read(chain, fluent), Const(value), _) if (
                not is_number(fluent)
            ):
                space = self.space(chain)
                if space is None:
                    return FREE
                bit = self.facts.bit(space, fluent, value)
                if operator == "==":
                    return Clause(required=bit, facts=bit)
                others = self.facts.all(space, fluent) & ~bit
                return Clause(choices=(others,), facts=others)
            case Compare(operator, left_term, right_term, _):
                one, two = self.estimate(left_term), self.estimate(right_term)
                return _comparison(operator, one, two) if one and two else FREE
        assert_never(leaf)

    def _pairs(self, left: Read, right: Read, equal: bool) -> Clause:
        """Two fluents may be equal (or different)."""
        one, two = self.space(left.chain), self.space(right.chain)
        facts = self.facts
        numeric = facts.is_number(left.fluent) or facts.is_number(right.fluent)
        if not equal or numeric or one is None or two is None:
            return FREE
        read = facts.all(one, left.fluent) | facts.all(two, right.fluent)
        if facts.values(left.fluent) == facts.values(right.fluent):
            check = _in_step(facts.all(one, left.fluent), facts.all(two, right.fluent))
            return Clause(checks=(check,), facts=read)
        values = dict.fromkeys((*facts.values(left.fluent), *facts.values(right.fluent), UNLISTED))
        pairs = [
            facts.bit(one, left.fluent, value) | facts.bit(two, right.fluent, value)
            for value in values
        ]

        def is_any(reached: int, _: Numbers) -> bool:
            return any(reached & pair == pair for pair in pairs)

        return Clause(checks=(is_any,), facts=read)

    def estimate(self, term: Term) -> Estimated | None:
        """What a numeric term may be, or None if it is no number or too hard."""
        match term:
            case Const(float() as value):
                return Estimated(_constant(value))
            case Const(None):
                return Estimated(lambda _, __: Range(inf, -inf, True))
            case Read(chain, fluent) if self.facts.is_number(fluent):
                space = self.space(chain)
                if space is None:
                    return None
                number = self.facts.number(space, fluent)
                return Estimated(lambda _, numbers: numbers[number], 0, frozenset({number}))
            case Arithmetic(operator, left, right):
                one, two = self.estimate(left), self.estimate(right)
                return _arithmetic(operator, one, two) if one and two else None
            case Choice(condition, then, otherwise):
                one, two = self.estimate(then), self.estimate(otherwise)
                return self._choice(condition, one, two) if one and two else None
        return None

    def _choice(self, condition: Condition, then: Estimated, otherwise: Estimated) -> Estimated:
        yes, no = self._clauses(condition), self._clauses(negated(condition))

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

    def rules(self, event: GroundEvent, target: int) -> Iterator[Rule]:
        """What the event's effects on the state itself give in the target space."""
        possible = self.clauses(event.precondition)
        for effect in event.effects:
            if not effect.chain:
                for rule in self.effect(effect, target):
                    yield from guarded(possible, rule)

    def effect(self, effect: GroundEffect, target: int) -> Iterator[Rule]:
        """Under which clauses the effect gives which facts or numbers of the target space."""
        fluent, facts = effect.fluent, self.facts
        for condition, term in _cases(effect.value):
            given = self.clauses(effect.condition)
            if condition is not TRUE:
                given = self._clauses(All((effect.condition, condition)))
            if facts.is_number(fluent):
                change = (facts.number(target, fluent), self.estimate(term) or UNBOUNDED)
                yield from (Rule(clause, 0, (change,)) for clause in given)
                continue
            for held, gives in self._outcomes(term, fluent, target):
                both = product(given, self._clauses(held))
                yield from (Rule(clause, gives) for clause in both)

    def _outcomes(self, term: Term, fluent: int, target: int) -> Iterator[tuple[Condition, int]]:
        facts = self.facts
        match term:
            case Const(value):
                yield TRUE, facts.bit(target, fluent, value)
            case Read(_, other) if not facts.is_number(other):
                for value in facts.values(other):
                    same = Compare("==", term, Const(value), ())
                    yield same, facts.bit(target, fluent, value)
            case Truth(truth):
                yield truth, facts.bit(target, fluent, True)
                yield negated(truth), facts.bit(target, fluent, False)
            case _:
                yield TRUE, facts.all(target, fluent)


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
            yield TRUE, term


def _in_step(left: int, right: int) -> Check:
    """Whether some value is reached of both: the facts of either come in the same order."""
    low, high = sorted((left, right))
    apart = high.bit_length() - low.bit_length()
    return lambda reached, _: bool(reached & low & reached >> apart)


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
        if operator == "*":
            return _product(one, two)
        return ANYTHING

    return Estimated(estimate, left.facts | right.facts, left.numbers | right.numbers)


def _product(one: Range, two: Range) -> Range:
    """The corners bound it, as rounding never turns the order round; beyond what a double holds
    it is unknown (2.3)."""
    corners = [
        0.0 if 0.0 in (left, right) else left * right
        for left in (one.low, one.high)
        for right in (two.low, two.high)
    ]
    low, high = min(corners), max(corners)
    return Range(low, high, one.unknown or two.unknown or low == -inf or high == inf)


def _sum(left: float, right: float) -> float:
    """Bounds point outwards: of opposite infinities the left one wins."""
    return left if left in (inf, -inf) else left + right
