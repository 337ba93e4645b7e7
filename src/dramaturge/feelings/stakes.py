"""What a character has at stake: how much a change means to them, and whom they love."""

from __future__ import annotations

from functools import cache

from dramaturge.feelings.table import Degree
from dramaturge.ground.walk import reads
from dramaturge.ground.world import Arithmetic, Choice, Const, Term, Truth, Value
from dramaturge.knowledge.walk import corrected
from dramaturge.semantics import Dynamics, State

LOVE = 1 / 3  # of the most that one thing means to them


class Stakes:
    """Degrees of one world's characters."""

    def __init__(self, dynamics: Dynamics) -> None:
        self._dynamics = dynamics
        self._ground = dynamics.ground
        self._most = cache(self._most_of)
        self.love = cache(self._love)
        self._shared = cache(self._own_facts)

    def worth(self, state: State, character: int) -> float | None:
        """The character's utility in a state; None if it is unknown."""
        return self._dynamics.utility(state, 1 + character)

    def degree(self, character: int, change: float) -> Degree:
        """How much a change of their utility means to a character (docs/feelings.md, degrees)."""
        share = abs(change) / max(self._most(character), 1e-9)
        if share <= 1 / 8:
            return Degree.faint
        if share <= 1 / 3:
            return Degree.mild
        return Degree.strong if share <= 2 / 3 else Degree.overwhelming

    def _most_of(self, character: int) -> float:
        """The most that one condition in the character's utility is worth; 1 if it has none."""
        return _swing(self._ground.utilities[1 + character]) or 1.0

    def _love(self, mind: State, character: int, other: int) -> tuple[float, int] | None:
        """By how much the worst that can become of the other alone makes a character worse off, in
        whose mind it is bad for the other, too; and the fluent. None if that is no love."""
        worth, theirs = self.worth(mind, character), self.worth(mind, other)
        if worth is None or theirs is None:
            return None
        found: tuple[float, int] | None = None
        for fluent in self._shared(character, other):
            for value in self._alternatives(fluent, mind.values[fluent]):
                changed = corrected(self._dynamics, mind, character, {fluent: value})
                mine, yours = self.worth(changed, character), self.worth(changed, other)
                if mine is None or yours is None or mine >= worth or yours >= theirs:
                    continue
                if found is None or worth - mine > found[0]:
                    found = (worth - mine, fluent)
        return found if found is not None and found[0] >= LOVE * self._most(character) else None

    def _own_facts(self, character: int, other: int) -> tuple[int, ...]:
        """The fluents about the other alone that matter to both."""
        name = self._ground.characters[other]
        both = [
            {read.fluent for read in reads(self._ground.utilities[1 + c]) if not read.chain}
            for c in (character, other)
        ]
        shared = sorted(both[0] & both[1])
        return tuple(f for f in shared if self._ground.fluents[f].arguments == (name,))

    def _alternatives(self, fluent: int, value: Value) -> list[Value]:
        """The values that a truth value or an entity may have instead."""
        what = self._ground.fluents[fluent]
        if what.kind == "boolean":
            return [not value]
        return [other for other in what.domain if other != value]


def _swing(term: Term) -> float:
    """The most that a single condition decides in a term."""
    match term:
        case Choice(_, then, otherwise):
            ends = [*_range(then), *_range(otherwise)]
            return max(max(ends) - min(ends), _swing(then), _swing(otherwise))
        case Arithmetic("+" | "-", left, right):
            return max(_swing(left), _swing(right))
        case Arithmetic():
            low, high = _range(term)
            return high - low
        case Truth():
            return 1.0
        case _:
            return 0.0


def _range(term: Term) -> tuple[float, float]:
    """The least and the most that a term is worth, numbers in the world counted as 0."""
    match term:
        case Const(value):
            number = value if isinstance(value, float) else 0.0
            return number, number
        case Truth():
            return 0.0, 1.0
        case Choice(_, then, otherwise):
            one, two = _range(then), _range(otherwise)
            return min(one[0], two[0]), max(one[1], two[1])
        case Arithmetic(operator, left, right):
            one, two = _range(left), _range(right)
            if operator == "+":
                return one[0] + two[0], one[1] + two[1]
            if operator == "-":
                return one[0] - two[1], one[1] - two[0]
            if operator == "*":
                ends = [a * b for a in one for b in two]
                return min(ends), max(ends)
            ends = [a / b for a in one for b in two if b] or [0.0]
            return min(ends), max(ends)
        case _:
            return 0.0, 0.0
