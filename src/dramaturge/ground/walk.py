"""Walking through ground conditions and terms."""

from __future__ import annotations

from collections.abc import Iterator

from dramaturge.ground.world import (
    All,
    Any,
    Arithmetic,
    Choice,
    Compare,
    Condition,
    Match,
    Read,
    Term,
    Truth,
)


def reads(tree: Condition | Term) -> Iterator[Read]:
    """The fluents that a condition or term rests on, in textual order, as often as they occur."""
    match tree:
        case Read():
            yield tree
        case All(parts) | Any(parts):
            for part in parts:
                yield from reads(part)
        case Compare(_, left, right, _) | Match(left, right, _) | Arithmetic(_, left, right):
            yield from reads(left)
            yield from reads(right)
        case Choice(condition, then, otherwise):
            yield from reads(condition)
            yield from reads(then)
            yield from reads(otherwise)
        case Truth(condition):
            yield from reads(condition)


def conjunctions(tree: Condition | Term) -> Iterator[All]:
    """The conjunctions within, the outer ones first."""
    match tree:
        case All(parts) | Any(parts):
            if isinstance(tree, All):
                yield tree
            for part in parts:
                yield from conjunctions(part)
        case Arithmetic(_, left, right) | Compare(_, left, right, _):
            yield from conjunctions(left)
            yield from conjunctions(right)
        case Choice(condition, then, otherwise):
            yield from conjunctions(condition)
            yield from conjunctions(then)
            yield from conjunctions(otherwise)
        case Truth(condition):
            yield from conjunctions(condition)
