"""Conditions and terms with constants put in for fluents, and the rest renumbered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dramaturge.ground import fold
from dramaturge.ground.world import (
    FALSE,
    TRUE,
    All,
    Always,
    Any,
    Arithmetic,
    Choice,
    Compare,
    Condition,
    Const,
    GroundFluent,
    Leaf,
    Match,
    Read,
    Term,
    Truth,
    Value,
)


def _undecided(leaf: Leaf) -> bool | None:
    return None


class Substitution:
    """Rewrites what it is given; the same condition or read comes out as one object.

    constants: values by fluent. numbers: the new number of every other fluent; None: unchanged.
    decided: what is known of a leaf (with old numbers) beforehand.
    """

    def __init__(
        self,
        fluents: Sequence[GroundFluent],
        constants: Mapping[int, Value],
        numbers: Mapping[int, int] | None = None,
        decided: Callable[[Leaf], bool | None] = _undecided,
    ) -> None:
        self.fluents = fluents
        self.constants = constants
        self.numbers = numbers
        self.decided = decided
        self._reads: dict[int, tuple[Read, Read | Const]] = {}
        self._known: dict[int, tuple[Condition, Condition]] = {}
        self._known_kept: dict[int, tuple[Condition, Condition]] = {}

    def condition(self, condition: Condition) -> Condition:
        known = self._known.get(id(condition))  # the condition is kept, so its id stays its own
        if known is None:
            known = self._known[id(condition)] = (condition, self._condition(condition))
        return known[1]

    def parts(self, condition: Condition) -> Condition:
        """As `condition`, for one that does not come back: only its parts are kept."""
        if type(condition) is All:
            return fold.conjunction([self.condition(part) for part in condition.parts])
        return self.condition(condition)

    def precondition(self, condition: Condition) -> Condition:
        """As `condition`, but a disjunction that always holds keeps its other alternatives: a
        surprised observer who thinks the whole false learns those that are true."""
        if type(condition) is All:
            return fold.conjunction([self._kept(part) for part in condition.parts])
        return self._kept(condition)

    def _kept(self, condition: Condition) -> Condition:
        if type(condition) is Compare:  # nearly all there are
            return self.condition(condition)
        known = self._known_kept.get(id(condition))
        if known is None:
            known = self._known_kept[id(condition)] = (condition, self._open(condition))
        return known[1]

    def _open(self, condition: Condition) -> Condition:
        if isinstance(condition, All):
            return fold.conjunction([self._kept(part) for part in condition.parts])
        if isinstance(condition, Any):
            parts = [self._kept(part) for part in condition.parts]
            open_parts = [part for part in parts if not isinstance(part, Always)]
            if TRUE in parts and open_parts:
                return Any((TRUE, *open_parts))
            return fold.disjunction(parts)
        return self.condition(condition)

    def _condition(self, condition: Condition) -> Condition:
        match condition:
            case Always():
                return condition
            case All():
                return fold.conjunction([self.condition(part) for part in condition.parts])
            case Any():
                return fold.disjunction([self.condition(part) for part in condition.parts])
        return self._leaf(condition)

    def term(self, term: Term) -> Term:
        match term:
            case Read():
                return self.read(term)
            case Const():
                return term
            case Arithmetic():
                return fold.arithmetic(term.operator, self.term(term.left), self.term(term.right))
            case Choice():
                condition = self.condition(term.condition)
                return fold.choice(condition, self.term(term.then), self.term(term.otherwise))
            case Truth():
                return fold.truth(self.condition(term.condition))

    def read(self, read: Read) -> Read | Const:
        known = self._reads.get(id(read))
        if known is None:
            known = self._reads[id(read)] = (read, self._read(read))
        return known[1]

    def _read(self, read: Read) -> Read | Const:
        if read.fluent in self.constants:
            return Const(self.constants[read.fluent])
        if self.numbers is None:
            return read
        return Read(read.chain, self.numbers[read.fluent])

    def _leaf(self, leaf: Leaf) -> Condition:
        decided = self.decided(leaf)
        if decided is not None:
            return TRUE if decided else FALSE
        if isinstance(leaf, Match):
            return self._match(leaf)
        left, right = self.term(leaf.left), self.term(leaf.right)
        if left is leaf.left and right is leaf.right:
            return leaf
        repaired = tuple(read for old in leaf.repaired if isinstance(read := self.read(old), Read))
        if isinstance(left, Read) and isinstance(right, Const):
            simple = fold.simple_comparison(leaf.operator, right.value)
            return FALSE if simple is None else Compare(simple[0], left, Const(simple[1]), repaired)
        if isinstance(left, Const) and isinstance(right, Const):
            return fold.always(fold.compare_values(leaf.operator, left.value, right.value))
        return Compare(leaf.operator, left, right, repaired)

    def _match(self, leaf: Match) -> Condition:
        """Where a side is constant, exactly the clauses that are left: what they repair stays."""
        left, right = self.read(leaf.left), self.read(leaf.right)
        if isinstance(left, Read) and isinstance(right, Read):
            return Match(left, right, leaf.equal)
        if isinstance(left, Const) and isinstance(right, Const):
            return fold.always(fold.same(left.value, right.value) == leaf.equal)
        if isinstance(left, Const):
            assert isinstance(right, Read)
            return _compare(right, left.value, leaf.equal)
        assert isinstance(left, Read)
        assert isinstance(right, Const)
        value = right.value
        if leaf.equal or isinstance(value, bool):
            return _compare(left, value, leaf.equal)
        others = (None, *self.fluents[leaf.left.fluent].domain)
        return fold.disjunction(_compare(left, other, True) for other in others if other != value)


def _compare(read: Read, value: Value, equal: bool) -> Compare:
    if isinstance(value, bool):
        return Compare("==", read, Const(value == equal), (read,))
    return Compare("==" if equal else "!=", read, Const(value), (read,))
