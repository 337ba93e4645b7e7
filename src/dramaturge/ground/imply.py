"""What a precondition says about other conditions of its event.

Conditions that it implies become TRUE and so hold even in the mind of a surprised observer, where
the precondition may stay false. Source: SEMANTICS.md 3, last paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dramaturge.ground import fold
from dramaturge.ground.world import (
    TRUE,
    All,
    Always,
    Any,
    Compare,
    Condition,
    Const,
    Leaf,
    Match,
    Read,
    Term,
    Value,
)

Pair = tuple[type, Term, Term]  # the sides of a leaf that is no comparison with a constant


class SimpleForms:
    """What conditions are about, remembered: leaves come back in many events.

    fixed: the values of fluents that count as constants.
    """

    def __init__(self, fixed: Mapping[int, Value]) -> None:
        self._fixed = fixed
        self._simple: dict[int, tuple[Condition, tuple[int, fold.Simple] | None]] = {}
        self._subjects: dict[int, tuple[Condition, frozenset[int]]] = {}
        self._pairs: dict[Pair, int] = {}
        self._simplified: dict[tuple[int, ...], Condition] = {}

    def simple(self, leaf: Condition) -> tuple[int, fold.Simple] | None:
        """The leaf as `read op constant`, by the id of the read, equal reads being one object here;
        a fixed fluent on the right counts as its value."""
        known = self._simple.get(id(leaf))  # the leaf is kept, so its id stays its own
        if known is None:
            known = self._simple[id(leaf)] = (leaf, self._as_simple(leaf))
        return known[1]

    def subject(self, leaf: Leaf) -> int:
        """What the leaf is about: nothing about something else decides it. The id of the read that
        is compared with a constant, or a number below zero for two sides."""
        simple = self.simple(leaf)
        if simple is not None:
            return simple[0]
        return self._pairs.setdefault((type(leaf), leaf.left, leaf.right), ~len(self._pairs))

    def subjects(self, condition: Condition) -> frozenset[int]:
        """What its leaves are about."""
        known = self._subjects.get(id(condition))
        if known is None:
            if isinstance(condition, Always):
                found: frozenset[int] = frozenset()
            elif isinstance(condition, All | Any):
                found = frozenset().union(*map(self.subjects, condition.parts))
            else:
                found = frozenset((self.subject(condition),))
            known = self._subjects[id(condition)] = (condition, found)
        return known[1]

    def plain(self, parts: Iterable[Condition]) -> tuple[tuple[int, Condition], ...] | None:
        """The leaves that all hold, each with what it alone is about; None if it is not as simple
        as that: then `Facts` tells more."""
        found: dict[int, Condition] = {}
        for part in parts:
            if not isinstance(part, Compare | Match):
                return None
            if found.setdefault(self.subject(part), part) is not part:
                return None
        return tuple(found.items())

    def simplify(self, condition: Condition, plain: Mapping[int, Condition]) -> Condition:
        """As `Facts.simplify` where nothing but plain facts are known, by what they are about; the
        same comes back in many events."""
        touched = [plain[subject] for subject in self.subjects(condition) if subject in plain]
        if not touched:
            return condition
        key = (id(condition), *map(id, touched))  # all of them are kept, so ids stay their own
        found = self._simplified.get(key)
        if found is None:
            found = self._simplified[key] = Facts(touched, self).simplify(condition)
        return found

    def _as_simple(self, leaf: Condition) -> tuple[int, fold.Simple] | None:
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


class Facts:
    """The leaves that hold wherever all parts of a precondition do.

    contradictory: nowhere, because two of them exclude each other. subjects: what they are about
    (see `SimpleForms.subjects`); nothing else is decided by them.
    """

    def __init__(self, parts: Iterable[Condition], forms: SimpleForms) -> None:
        self._forms = forms
        self._simple: dict[int, list[fold.Simple]] = {}  # by the id of a read
        self._others: dict[int, list[Leaf]] = {}  # by what they are about
        self._any: list[Any] = []
        self.contradictory = False
        for part in parts:
            if isinstance(part, Compare | Match):
                self._add(part)
            elif isinstance(part, Any):
                self._any.append(part)
        self.subjects = {*self._simple, *self._others}
        for part in self._any:
            self.subjects |= forms.subjects(part)
        if any(all(self._decides(p) is False for p in part.parts) for part in self._any):
            self.contradictory = True

    def simplify(self, condition: Condition) -> Condition:
        """The condition with the leaves that the precondition decides replaced."""
        if condition is TRUE or self.subjects.isdisjoint(self._forms.subjects(condition)):
            return condition
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
        simple = self._forms.simple(leaf)
        facts = None if simple is None else self._simple.get(simple[0])
        if simple is not None and facts is None:  # nearly always
            self._simple[simple[0]] = [simple[1]]
            return
        if self._by_leaves(leaf) is False:
            self.contradictory = True
        if simple is None or facts is None:
            self._others.setdefault(self._forms.subject(leaf), []).append(leaf)
        else:
            facts.append(simple[1])

    def _decides(self, condition: Condition) -> bool | None:
        """Whether the leaf must be true or false; None: open, or no leaf."""
        if not isinstance(condition, Compare | Match):
            return None
        decided = self._by_leaves(condition)
        if decided is None:
            subject = self._forms.subject(condition)
            for part in self._any:
                if subject not in self._forms.subjects(part):
                    continue
                decided = self._by(part, condition)
                if decided is not None:
                    break
        return decided

    def _by_leaves(self, leaf: Leaf) -> bool | None:
        simple = self._forms.simple(leaf)
        if simple is None:
            others = self._others.get(self._forms.subject(leaf), ())
            found = (_same_or_opposite(known, leaf) for known in others)
        else:
            facts = self._simple.get(simple[0])
            if facts is None:
                return None
            found = (relation(known, simple[1]) for known in facts)
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
                return self._by_all(condition.parts, leaf)
        known, simple = self._forms.simple(condition), self._forms.simple(leaf)
        if known is None or simple is None:
            return _same_or_opposite(condition, leaf)
        return relation(known[1], simple[1]) if known[0] == simple[0] else None

    def _by_all(self, parts: Sequence[Condition], leaf: Leaf) -> bool | None:
        """What each of the conditions says about the leaf, if all say the same."""
        verdict: bool | None = None
        for part in parts:
            said = self._by(part, leaf)
            if said is None or verdict not in (None, said):
                return None
            verdict = said
        return verdict


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
