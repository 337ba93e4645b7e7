"""What a precondition says about other conditions of its event.

Conditions that it implies become TRUE and so hold even in the mind of a surprised observer, where
the precondition may stay false. Source: SEMANTICS.md 3, last paragraph.
"""

from __future__ import annotations

from dramaturge.ground import fold
from dramaturge.ground.table import Table
from dramaturge.ground.world import (
    All,
    Always,
    Any,
    Compare,
    Condition,
    Const,
    Leaf,
    Match,
    Read,
)


class Facts:
    """The leaves that hold wherever a precondition does.

    contradictory: nowhere, because two of them exclude each other.
    """

    def __init__(self, precondition: Condition, table: Table) -> None:
        self._fixed = table.fixed
        self._simple: dict[int, list[fold.Simple]] = {}  # by the id of a read
        self._others: list[Leaf] = []
        self._any: list[Any] = []
        self.contradictory = False
        parts = precondition.parts if isinstance(precondition, All) else (precondition,)
        for part in parts:
            if isinstance(part, Compare | Match):
                self._add(part)
            elif isinstance(part, Any):
                self._any.append(part)
        if any(all(self._decides(p) is False for p in part.parts) for part in self._any):
            self.contradictory = True

    def simplify(self, condition: Condition) -> Condition:
        """The condition with the leaves that the precondition decides replaced."""
        match condition:
            case Always():
                return condition
            case All():
                return fold.conjunction([self.simplify(part) for part in condition.parts])
            case Any():
                return fold.disjunction([self.simplify(part) for part in condition.parts])
            case _:
                decided = self._decides(condition)
                return condition if decided is None else fold.always(decided)

    def _add(self, leaf: Leaf) -> None:
        if self._by_leaves(leaf) is False:
            self.contradictory = True
        simple = self._as_simple(leaf)
        if simple is None:
            self._others.append(leaf)
        else:
            self._simple.setdefault(simple[0], []).append(simple[1])

    def _decides(self, condition: Condition) -> bool | None:
        """Whether the leaf must be true or false; None: open, or no leaf."""
        if not isinstance(condition, Compare | Match):
            return None
        decided = self._by_leaves(condition)
        if decided is None:
            for part in self._any:
                decided = self._by(part, condition)
                if decided is not None:
                    break
        return decided

    def _by_leaves(self, leaf: Leaf) -> bool | None:
        simple = self._as_simple(leaf)
        if simple is None:
            found = (_same_or_opposite(known, leaf) for known in self._others)
        else:
            found = (relation(known, simple[1]) for known in self._simple.get(simple[0], ()))
        return next((decided for decided in found if decided is not None), None)

    def _by(self, condition: Condition, leaf: Leaf) -> bool | None:
        """What a condition that holds says about the leaf."""
        match condition:
            case Always():
                return None
            case All():
                found = (self._by(part, leaf) for part in condition.parts)
                return next((decided for decided in found if decided is not None), None)
            case Any():
                verdicts = {self._by(part, leaf) for part in condition.parts}
                return verdicts.pop() if len(verdicts) == 1 else None
        known, simple = self._as_simple(condition), self._as_simple(leaf)
        if known is None or simple is None:
            return _same_or_opposite(condition, leaf)
        return relation(known[1], simple[1]) if known[0] == simple[0] else None

    def _as_simple(self, leaf: Leaf) -> tuple[int, fold.Simple] | None:
        """The leaf as `read op constant`, equal reads being one object here; a fixed fluent on the
        right counts as its value."""
        if not isinstance(leaf, Compare) or not isinstance(leaf.left, Read):
            return None
        if isinstance(leaf.right, Const):
            value = leaf.right.value
        elif isinstance(leaf.right, Read) and leaf.right.fluent in self._fixed:
            value = self._fixed[leaf.right.fluent]
        else:
            return None
        simple = fold.simple_comparison(leaf.operator, value)
        return None if simple is None else (id(leaf.left), simple)


def relation(known: fold.Simple, asked: fold.Simple) -> bool | None:
    """Whether a value that satisfies one comparison must, or cannot, satisfy another."""
    (operator, bound), (other, limit) = known, asked
    if operator == "==":
        return fold.compare_values(other, bound, limit)
    if operator == "!=":
        if fold.same(bound, limit) and other in ("==", "!="):
            return other == "!="
        return None
    if other in ("==", "!="):
        possible = fold.compare_values(operator, limit, bound)
        return None if possible else other == "!="
    assert isinstance(bound, float)
    assert isinstance(limit, float)
    strict = operator in ("<", ">")
    if operator[0] == other[0]:
        inside = bound > limit if operator[0] == ">" else bound < limit
        at_edge = bound == limit and (strict or len(other) == 2)
        return True if inside or at_edge else None
    outside = limit < bound if operator[0] == ">" else limit > bound
    at_edge = limit == bound and (strict or len(other) == 1)
    return False if outside or at_edge else None


def _same_or_opposite(known: Leaf, asked: Leaf) -> bool | None:
    if known is asked or known == asked:
        return True
    if isinstance(known, Match) and isinstance(asked, Match):
        return False if (known.left, known.right) == (asked.left, asked.right) else None
    if isinstance(known, Match) or isinstance(asked, Match):
        return None
    opposite = known.operator == fold.NEGATED[asked.operator]
    return False if opposite and (known.left, known.right) == (asked.left, asked.right) else None
