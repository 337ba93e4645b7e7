"""Conditions and terms as Python functions of a state.

`Evaluator` writes each one down as Python text and compiles it: the same meaning as walking the
tree, an order of magnitude faster. The comparisons below are the definition of unknown.
Source: docs/semantics.md 2.3; SEMANTICS.md 2 "Unknown".
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any as Anything
from typing import assert_never

from dramaturge.ground.world import (
    TRUE,
    All,
    Always,
    Any,
    Arithmetic,
    Choice,
    Compare,
    Condition,
    Const,
    Match,
    Read,
    Term,
    Truth,
    Value,
)
from dramaturge.semantics.state import State

_Case = tuple[int, tuple[str, ...]]  # a condition by number, the texts of its parts

Test = Callable[[State], bool]
Valuer = Callable[[State], Value]


def less(left: Value, right: Value) -> bool:
    """`left < right`; false where either is unknown or not a number."""
    return _number(left) and _number(right) and left < right  # type: ignore[operator]


def at_most(left: Value, right: Value) -> bool:
    """`left <= right`; with unknown: whether both are equal."""
    return left == right or less(left, right)


def combine(operator: str, left: Value, right: Value) -> Value:
    """Double arithmetic; unknown where an operand is, or where the result is not finite."""
    if not (isinstance(left, float) and isinstance(right, float)):
        return None
    match operator:
        case "+":
            result = left + right
        case "-":
            result = left - right
        case "*":
            result = left * right
        case _:
            if right == 0.0:
                return None
            result = left / right
    return result + 0.0 if math.isfinite(result) else None  # + 0.0: no negative zero


def _number(value: Value) -> bool:
    return isinstance(value, float)


_HUGE = 1e300


class Evaluator:
    """Compiles conditions and terms of one ground world; equal trees give one function."""

    _DEEPEST = 30  # nesting of one Python expression; deeper parts become functions of their own

    def __init__(self) -> None:
        # By text, not by tree: as dictionary keys, Const(True) and Const(1.0) would be the same.
        self._known: dict[str, Callable[[State], Anything]] = {}
        self._by_tree: dict[int, tuple[Condition | Term, Callable[[State], Anything]]] = {}
        self._sizes: dict[int, tuple[Term, float]] = {}
        self._texts: dict[int, tuple[Condition, str]] = {}
        self._names: dict[str, Anything] = {
            "less": less,
            "at_most": at_most,
            "combine": combine,
        }

    def test(self, condition: Condition) -> Test:
        """The function that tells whether the condition holds in a state."""
        return self._function(condition)

    def value(self, term: Term) -> Valuer:
        """The function that gives the term's value in a state."""
        return self._function(term)

    def first(self, conditions: Sequence[Condition]) -> Callable[[State], int]:
        """The function that gives the index of the first condition that holds, or -1."""
        return self._gathering(conditions, "min(found, default=-1)")

    def all(self, conditions: Sequence[Condition]) -> Callable[[State], list[int]]:
        """The function that gives the indices of the conditions that hold, in order."""
        return self._gathering(conditions, "sorted(found)")

    def _gathering(
        self, conditions: Sequence[Condition], result: str
    ) -> Callable[[State], Anything]:
        lines = self._listed(self._cases(conditions), 1)
        return self._define(["    found = []", *lines, f"    return {result}"])

    def _cases(self, conditions: Sequence[Condition]) -> list[_Case]:
        cases = []
        for index, condition in enumerate(conditions):
            parts = condition.parts if isinstance(condition, All) else (condition,)
            texts = dict.fromkeys(self._part(part) for part in parts if part is not TRUE)
            cases.append((index, tuple(texts)))
        return cases

    def _part(self, condition: Condition) -> str:
        """The text of a condition, written once: most are parts of many others."""
        known = self._texts.get(id(condition))
        if known is None:
            known = self._texts[id(condition)] = (condition, self._condition(condition, 0))
        return known[1]

    def _listed(self, cases: list[_Case], depth: int) -> list[str]:
        """Lines that note every case of which all parts hold; a part that many cases have is
        looked at once."""
        indent = "    " * depth
        lines = []
        while cases:
            counts = Counter(part for _, parts in cases for part in parts)
            common, count = counts.most_common(1)[0] if counts else ("", 0)
            if count < 2 or depth == self._DEEPEST:
                for index, parts in cases:
                    test = f"if {' and '.join(parts)}: " if parts else ""
                    lines.append(f"{indent}{test}found.append({index})")
                break
            inner = [
                (i, tuple(p for p in parts if p != common)) for i, parts in cases if common in parts
            ]
            cases = [(i, parts) for i, parts in cases if common not in parts]
            lines += [f"{indent}if {common}:", *self._listed(inner, depth + 1)]
        return lines

    def tests(self, conditions: Sequence[Condition]) -> Callable[[State], tuple[bool, ...]]:
        """The function that tells which of the conditions hold in a state."""
        texts = [self._condition(condition, 0) for condition in conditions]
        return self._by_text(f"({''.join(f'{text}, ' for text in texts)})")

    def _function(self, tree: Condition | Term) -> Callable[[State], Anything]:
        known = self._by_tree.get(id(tree))
        if known is None:
            # The tree is kept with it, so that its id stays its own.
            known = self._by_tree[id(tree)] = (tree, self._by_text(self._text(tree, 0)))
        return known[1]

    def _by_text(self, text: str) -> Callable[[State], Anything]:
        if text not in self._known:
            self._known[text] = self._define([f"    return {text}"])
        return self._known[text]

    def _define(self, lines: list[str]) -> Callable[[State], Anything]:
        name = f"f{len(self._names)}"
        self._names[name] = None  # keeps the name while the body defines others
        exec("\n".join([f"def {name}(s):", "    v = s.values", *lines]), self._names)
        function: Callable[[State], Anything] = self._names[name]
        return function

    def _text(self, tree: Condition | Term, depth: int) -> str:
        if isinstance(tree, Always | All | Any | Compare | Match):
            return self._condition(tree, depth)
        return self._term(tree, depth)

    def _nested(self, tree: Condition | Term, depth: int) -> str:
        if depth < self._DEEPEST:
            return self._text(tree, depth + 1)
        return f"{self._function(tree).__name__}(s)"

    def _condition(self, condition: Condition, depth: int) -> str:
        match condition:
            case Always(value):
                return repr(value)
            case All(parts):
                inner = " and ".join(self._nested(part, depth) for part in parts)
                return f"({inner or 'True'})"
            case Any(parts):
                inner = " or ".join(self._nested(part, depth) for part in parts)
                return f"({inner or 'False'})"
            case Match(first, second, equal):
                return f"({self._read(first)} {'==' if equal else '!='} {self._read(second)})"
            case Compare(operator, left_term, right_term):
                left, right = self._nested(left_term, depth), self._nested(right_term, depth)
                match operator:
                    case "==" | "!=":
                        return f"({left} {operator} {right})"
                    case "<":
                        return f"less({left}, {right})"
                    case ">":
                        return f"less({right}, {left})"
                    case "<=":
                        return f"at_most({left}, {right})"
                    case ">=":
                        return f"at_most({right}, {left})"
        assert_never(condition)

    def _term(self, term: Term, depth: int) -> str:
        match term:
            case Const(value):
                return repr(value)
            case Read():
                return self._read(term)
            case Truth(condition):
                return self._nested(condition, depth)
            case Choice(condition, then, otherwise):
                chosen, other = self._nested(then, depth), self._nested(otherwise, depth)
                return f"({chosen} if {self._nested(condition, depth)} else {other})"
            case Arithmetic("+" | "-" as operator, left, right) if self._size(term) < _HUGE:
                return f"({self._nested(left, depth)} {operator} {self._nested(right, depth)})"
            case Arithmetic(operator, left, right):
                operands = f"{self._nested(left, depth)}, {self._nested(right, depth)}"
                return f"combine({operator!r}, {operands})"
        assert_never(term)

    def _size(self, term: Term) -> float:
        """How far from 0 the term may be, if it is certainly a number; else infinite. Such numbers
        can be added without looking at them."""
        known = self._sizes.get(id(term))
        if known is None:
            known = self._sizes[id(term)] = (term, self._measured(term))
        return known[1]

    def _measured(self, term: Term) -> float:
        match term:
            case Const(float() as value) if value or math.copysign(1.0, value) > 0:
                return abs(value)
            case Choice(_, then, otherwise):
                return max(self._size(then), self._size(otherwise))
            case Arithmetic("+" | "-", left, right):
                return self._size(left) + self._size(right)
            case Arithmetic("*", left, right) if max(self._size(left), self._size(right)) < _HUGE:
                return self._size(left) * self._size(right)
        return math.inf

    def _read(self, read: Read) -> str:
        if not read.chain:
            return f"v[{read.fluent}]"
        return f"s{''.join(f'.believed({c})' for c in read.chain)}.values[{read.fluent}]"
