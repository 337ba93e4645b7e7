"""The definitions again, as directly as they can be written: on endless trees.

A tree has a value for every fluent and, for every character, a tree. Nothing is shared, compared or
remembered here, so minds are never finite graphs; what is asked for is worked out then. Triggers
are left out: on endless trees they have no end.
Source: docs/semantics.md 2.3, 3.2, 4.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import product

from dramaturge.ground.world import (
    All,
    Always,
    Any,
    Arithmetic,
    Chain,
    Choice,
    Compare,
    Condition,
    Const,
    GroundEvent,
    GroundWorld,
    Match,
    Read,
    Term,
    Truth,
    Value,
)


class Tree:
    """values[fluent], and the tree that a character believes in, worked out when asked for."""

    def __init__(self, values: Sequence[Value], believed: Callable[[int], Tree]) -> None:
        self.values = tuple(values)
        self._believed = believed
        self._known: dict[int, Tree] = {}

    def __getitem__(self, character: int) -> Tree:
        if character not in self._known:
            self._known[character] = self._believed(character)
        return self._known[character]

    def at(self, chain: Chain) -> Tree:
        return self[chain[0]].at(chain[1:]) if chain else self


def chains(characters: int, longest: int) -> Iterator[Chain]:
    """Every chain of at most that many characters, shorter ones first."""
    for length in range(longest + 1):
        yield from product(range(characters), repeat=length)


# 2.3: values of terms, truth of conditions.


def value(term: Term, tree: Tree) -> Value:
    match term:
        case Read(chain, fluent):
            return tree.at(chain).values[fluent]
        case Const(constant):
            return constant
        case Truth(condition):
            return holds(condition, tree)
        case Choice(condition, then, otherwise):
            return value(then if holds(condition, tree) else otherwise, tree)
        case Arithmetic(operator, left, right):
            return _calculated(operator, value(left, tree), value(right, tree))


def _calculated(operator: str, left: Value, right: Value) -> Value:
    if left is None or right is None:
        return None
    assert isinstance(left, float)
    assert isinstance(right, float)
    if operator == "/":
        if right == 0:
            return None
        result = left / right
    else:
        result = {"+": left + right, "-": left - right, "*": left * right}[operator]
    return result if math.isfinite(result) else None


def holds(condition: Condition, tree: Tree) -> bool:
    match condition:
        case Always(verdict):
            return verdict
        case All(parts):
            return all(holds(part, tree) for part in parts)
        case Any(parts):
            return any(holds(part, tree) for part in parts)
        case Match(left, right, equal):
            return (value(left, tree) == value(right, tree)) == equal
        case Compare(operator, left_term, right_term):
            return _compared(operator, value(left_term, tree), value(right_term, tree))


def _compared(operator: str, left: Value, right: Value) -> bool:
    if operator == "!=":
        return left != right
    if operator != "<" and operator != ">" and left == right:
        return True
    if operator == "==" or not (isinstance(left, float) and isinstance(right, float)):
        return False
    return left < right if operator[0] == "<" else left > right


# 3.2: the state that a set of entries describes.


def initial(ground: GroundWorld) -> Tree:
    return _described(
        ground, {(entry.chain, entry.fluent): entry.value for entry in ground.initial}
    )


def _described(ground: GroundWorld, entries: dict[tuple[Chain, int], Value]) -> Tree:
    values = [entries[(), fluent] for fluent in range(len(ground.fluents))]

    def believed(c: int) -> Tree:
        found: dict[tuple[Chain, int], Value] = {}
        for (chain, fluent), entry in entries.items():
            if not chain:
                found.setdefault(((), fluent), entry)
            if chain[:1] == (c,):
                found[chain[1:], fluent] = entry  # an entry on [c, c] lands on [c] ...
        for (chain, fluent), entry in entries.items():
            if chain[:1] == (c,) and ((c, *chain), fluent) not in entries:
                found[chain, fluent] = entry  # ... and only where there is none the own one stays
        return _described(ground, found)

    return Tree(values, believed)


# 4: what an event does.


def after(event: GroundEvent, s: Tree) -> Tree:
    """4.1 and 4.2. The event need not be possible in s."""
    values = list(s.values)
    for effect in event.effects:
        if not effect.chain and holds(effect.condition, s):
            values[effect.fluent] = value(effect.value, s)
    return Tree(values, lambda c: _mind_after(event, s, c))


def _mind_after(event: GroundEvent, s: Tree, c: int) -> Tree:
    b = s[c]
    if event.observing and holds(event.observing[c], s):
        b = after(event, _surprised(event, s, b, c))
    for effect in event.effects:
        if effect.chain[:1] == (c,) and holds(effect.condition, s):
            b = told(b, c, effect.chain[1:], effect.fluent, value(effect.value, s))
    return b


def told(b: Tree, c: int, w: Chain, fluent: int, new: Value) -> Tree:
    """4.3. Whether the value is there already is asked where it matters, so that it can be asked
    of minds that are still being told."""
    if not w:
        if b.values[fluent] == new:
            return b
        values = (*b.values[:fluent], new, *b.values[fluent + 1 :])
        return Tree(values, lambda x: told(b[x], c, (), fluent, new) if x == c else b[x])

    def believed(x: int) -> Tree:
        if x == w[0]:
            return told(b[x], x, w[1:], fluent, new)
        if x == c and b.at(w).values[fluent] != new:
            return told(b[x], c, w, fluent, new)
        return b[x]

    return Tree(b.values, believed)


def _surprised(event: GroundEvent, s: Tree, b: Tree, c: int) -> Tree:
    """4.4."""
    if holds(event.precondition, b) or not holds(event.precondition, s):
        return b
    for leaf in _seen(event.precondition, s):
        if isinstance(leaf, Match):
            v = value(leaf.left, s)
            b = told(b, c, leaf.left.chain, leaf.left.fluent, v)
            if leaf.equal:
                b = told(b, c, leaf.right.chain, leaf.right.fluent, v)
            elif value(leaf.right, b) == v:
                b = _doubted(leaf.right, s, b, c)
        else:
            for read in leaf.repaired:
                if holds(leaf, b):
                    break
                if leaf.operator == "==":
                    b = told(b, c, read.chain, read.fluent, value(read, s))
                else:
                    b = _doubted(read, s, b, c)
    return b


def _doubted(read: Read, s: Tree, b: Tree, c: int) -> Tree:
    """A fluent of which is only seen what it is not."""
    real = value(read, s)
    if isinstance(real, bool):
        return told(b, c, read.chain, read.fluent, real)
    assert not read.chain
    values = (*b.values[: read.fluent], None, *b.values[read.fluent + 1 :])
    return Tree(values, lambda x: b[x])


def _seen(condition: Condition, s: Tree) -> list[Compare | Match]:
    """The comparisons in the clauses that are true in s."""
    match condition:
        case All(parts):
            return [leaf for part in parts for leaf in _seen(part, s)]
        case Any(parts):
            return [leaf for part in parts if holds(part, s) for leaf in _seen(part, s)]
        case Always():
            return []
    return [condition]
