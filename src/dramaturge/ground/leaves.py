"""The leaves of conditions: comparisons in the one form that says what surprise repairs.

Equal reads and simple comparisons are one object each, so that parts of conditions can be told
apart by identity. Fixed fluents (see `Table`) count as constants: they are never repaired, and
`F op E` is told from other numeric comparisons as if they were written as numbers.
Source: SEMANTICS.md 2, 3.
"""

from __future__ import annotations

from dramaturge.ground import fold
from dramaturge.ground.table import Table
from dramaturge.ground.world import (
    FALSE,
    TRUE,
    Chain,
    Comparator,
    Compare,
    Condition,
    Const,
    Match,
    Read,
    Term,
    Value,
)


class Leaves:
    """Makes the leaves over one table."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._reads: dict[tuple[Chain, int], Read] = {}
        self._compares: dict[tuple[str, int, Value], Compare] = {}
        self._matches: dict[tuple[int, int, bool], Match] = {}

    def read(self, chain: Chain, fluent: int) -> Read:
        """The fluent at the end of the chain; a public one is read where it is the same anyway."""
        if chain and self.table.fluents[fluent].is_public:
            chain = ()
        key = (chain, fluent)
        found = self._reads.get(key)
        if found is None:
            found = self._reads[key] = Read(chain, fluent)
        return found

    def boolean(self, subject: Read | Const, wanted: bool) -> Condition:
        """A boolean fluent has this value; always written with `==`, since it is never unknown."""
        if isinstance(subject, Const):
            return fold.always((subject.value is True) == wanted)
        return self._with_constant("==", subject, wanted)

    def booleans(self, left: Read | Const, right: Read | Const, equal: bool) -> Condition:
        """Two booleans agree (or not)."""
        if isinstance(left, Const):
            return self.boolean(right, (left.value is True) == equal)
        if isinstance(right, Const):
            return self.boolean(left, (right.value is True) == equal)
        return self._fluents(left, right, equal)

    def entities(self, operator: Comparator, left: Term, right: Term) -> Condition:
        """Two entities, or unknown, compare."""
        if operator in ("<", ">"):
            return FALSE
        equal = operator != "!="
        if isinstance(left, Const) and isinstance(right, Const):
            return fold.always(fold.same(left.value, right.value) == equal)
        if isinstance(left, Const):
            left, right = right, left
        if not isinstance(left, Read):
            return Compare("==" if equal else "!=", left, right, self.repaired(left, right))
        if isinstance(right, Const):
            if right.value is not None and right.value not in self.table.domains[left.fluent]:
                return fold.always(not equal)
            return self._with_constant("==" if equal else "!=", left, right.value)
        if isinstance(right, Read):
            return self._fluents(left, right, equal)
        return Compare("==" if equal else "!=", left, right, self._alone(left))

    def numbers(self, operator: Comparator, left: Term, right: Term) -> Condition:
        """Two numbers, or unknown, compare; a lone fluent comes to stand on the left."""
        if isinstance(left, Const) and isinstance(right, Const):
            return fold.always(fold.compare_values(operator, left.value, right.value))
        if isinstance(left, Read) and left is right:
            return fold.always(operator in ("==", ">=", "<="))
        if Const(None) in (left, right) and operator not in ("==", "!="):
            if operator in ("<", ">"):
                return FALSE
            operator = "=="
        if (not self._is_free(left) and self._is_free(right)) or (
            isinstance(left, Const) and self._is_public(right)
        ):
            left, right, operator = right, left, fold.FLIPPED[operator]
        if isinstance(left, Read) and self._is_public(left) and isinstance(right, Const):
            return self._with_constant(operator, left, right.value)
        if isinstance(left, Read) and self._is_free(left):
            if isinstance(right, Const):
                return self._with_constant(operator, left, right.value)
            return Compare(operator, left, right, (left,))
        return Compare(operator, left, right, self.repaired(left, right))

    def is_a(self, subject: Term, type_name: str, wanted: bool) -> Condition:
        """An entity is (or is not) of a type; a fluent is expanded to the values that are."""
        if isinstance(subject, Const):
            is_a = isinstance(subject.value, str) and self.table.is_a(subject.value, type_name)
            return fold.always(is_a == wanted)
        if not isinstance(subject, Read):
            return fold.always(not wanted)
        domain = self.table.fluents[subject.fluent].domain
        values = [value for value in domain if self.table.is_a(value, type_name)]
        if wanted:
            return fold.disjunction(self._with_constant("==", subject, v) for v in values)
        return fold.conjunction(self._with_constant("!=", subject, v) for v in values)

    def repaired(self, left: Term, right: Term) -> tuple[Read, ...]:
        """Every distinct read of two terms in textual order; without fixed fluents and public
        ones, about which nobody can be wrong."""
        reads = dict.fromkeys((*fold.term_reads(left), *fold.term_reads(right)))
        return tuple(read for read in reads if self._is_free(read))

    def _fluents(self, left: Read, right: Read, equal: bool) -> Condition:
        """Two fluents of one kind, neither a number, agree (or not)."""
        if left is right:
            return TRUE if equal else FALSE
        operator: Comparator = "==" if equal else "!="
        if right.fluent in self.table.fixed:
            return Compare(operator, left, right, self.repaired(left, left))
        if left.fluent in self.table.fixed:
            return Compare(operator, right, left, self._alone(right))
        key = (id(left), id(right), equal)
        found = self._matches.get(key)
        if found is None:
            found = self._matches[key] = Match(left, right, equal)
        return found

    def _is_free(self, term: Term) -> bool:
        return (
            isinstance(term, Read)
            and term.fluent not in self.table.fixed
            and not self.table.fluents[term.fluent].is_public
        )

    def _is_public(self, term: Term) -> bool:
        return isinstance(term, Read) and self.table.fluents[term.fluent].is_public

    def _alone(self, read: Read) -> tuple[Read, ...]:
        return () if self._is_public(read) else (read,)

    def _with_constant(self, operator: Comparator, read: Read, value: Value) -> Compare:
        key = (operator, id(read), value)
        found = self._compares.get(key)
        if found is None:
            repaired = (read,) if self._is_free(read) else ()
            found = self._compares[key] = Compare(operator, read, Const(value), repaired)
        return found
