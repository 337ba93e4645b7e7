"""Conditions and effects, relaxed: nothing ever becomes false, and numbers are ranges.

A *fact* is one bit of a Python int: in some *space* a fluent may hold a value. Space 0 is the mind
whose plans are searched; the others, each as wide, follow it (see `relaxed_events`). Whatever is
hard to foresee (deeper beliefs, values computed from them) counts as possible, so a clause holds
whenever the condition could. Source: Bonet & Geffner 2001 (h_max).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import inf

from dramaturge.ground.world import GroundWorld, Value
from dramaturge.record import record

UNLISTED = "\0"  # stands for any value that a fluent's domain does not list
MOST_CLAUSES = 64  # of one condition; beyond it the hardest part counts as possible


@record
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
        if reached & self.required != self.required:
            return False
        for choice in self.choices:
            if not reached & choice:
                return False
        for check in self.checks:  # noqa: SIM110 - a generator takes twice the time here
            if not check(reached, numbers):
                return False
        return True

    def and_(self, other: Clause) -> Clause:
        if self is FREE or other is FREE:
            return other if self is FREE else self
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
class Estimated:
    """A numeric term: what it may be, and the facts and numbers that this depends on."""

    estimate: Estimate
    facts: int = 0
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Rule:
    """Where the clause holds, the facts of `gives` do, and each number of `changes` may become
    what its term says."""

    clause: Clause
    gives: int
    changes: tuple[tuple[int, Estimated], ...] = ()
    required: int = field(init=False)  # of the clause, nearer at hand

    def __post_init__(self) -> None:
        object.__setattr__(self, "required", self.clause.required)


class Facts:
    """Numbers the facts and the numbers of one ground world, space by space."""

    def __init__(self, ground: GroundWorld) -> None:
        self.ground = ground
        self._bits: list[dict[Value, int]] = []
        self._all: list[int] = []  # per fluent: all its facts
        count = 0
        for fluent in ground.fluents:
            values: tuple[Value, ...] = ()
            if fluent.kind == "boolean":
                values = (False, True)
            elif fluent.kind == "entity":
                values = (*fluent.domain, None)
            # The last bit stands for any value not listed.
            self._bits.append({value: 1 << (count + i) for i, value in enumerate(values)})
            size = len(values) + (fluent.kind != "number")
            self._all.append(((1 << size) - 1) << count)
            count += size
        self.width = count

    def is_number(self, fluent: int) -> bool:
        return self.ground.fluents[fluent].kind == "number"

    def bit(self, space: int, fluent: int, value: Value) -> int:
        found = self._bits[fluent].get(value)
        if found is None:
            found = 1 << (self._all[fluent].bit_length() - 1)
        return found << (space * self.width)

    def all(self, space: int, fluent: int) -> int:
        """All facts of a fluent."""
        return self._all[fluent] << (space * self.width)

    def number(self, space: int, fluent: int) -> int:
        """The index of a number."""
        return space * len(self._all) + fluent

    def values(self, fluent: int) -> tuple[Value, ...]:
        """The values that have a fact of their own."""
        return tuple(self._bits[fluent])

    def fluents(self, space: int, facts: int, numbers: frozenset[int]) -> list[int]:
        """The fluents of a space that have any of these facts, or are one of these numbers."""
        own = facts >> (space * self.width) & ((1 << self.width) - 1)
        return [
            fluent
            for fluent, mask in enumerate(self._all)
            if own & mask or self.number(space, fluent) in numbers
        ]


UNBOUNDED = Estimated(lambda _, __: ANYTHING)


def guarded(guards: Clauses, rule: Rule) -> Iterator[Rule]:
    """The rule, where one of the guards holds besides."""
    for clause in product(guards, (rule.clause,)):
        yield Rule(clause, rule.gives, rule.changes)


def product(left: Clauses, right: Clauses) -> Clauses:
    """Clauses of which one holds where one of each does."""
    if len(left) * len(right) > MOST_CLAUSES:
        return left
    return tuple(one.and_(two) for one in left for two in right)
