"""A clock that stops where it can never matter any more, so that states do not differ by it alone.

Where a public number is only raised, by amounts that do not depend on it, and otherwise only
compared with constants, all its values above the greatest of these constants have the same
consequences: one value stands for all. Stories, reasons and proofs are the same in both worlds;
only what the clock shows in the end is not. Source: docs/semantics.md 9.7.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dramaturge.ground.world import (
    All,
    Any,
    Arithmetic,
    Choice,
    Compare,
    Condition,
    Const,
    GroundEffect,
    GroundEvent,
    GroundWorld,
    Match,
    Read,
    Term,
    Truth,
)


def saturated(ground: GroundWorld) -> GroundWorld:
    """The world with all such clocks stopped; actions and fluents keep their numbers."""
    for fluent, shape in enumerate(ground.fluents):
        if shape.is_public and shape.kind == "number":
            last = _last_threshold(ground, fluent)
            if last is not None:
                ground = replace(
                    ground,
                    actions=tuple(_stopped(event, fluent, last) for event in ground.actions),
                    triggers=tuple(_stopped(event, fluent, last) for event in ground.triggers),
                )
    return ground


def _last_threshold(ground: GroundWorld, fluent: int) -> float | None:
    """The greatest number that the fluent is compared with; if there is none, a number below all
    its values. None: it matters in other ways, too."""
    start = next(e.value for e in ground.initial if e.fluent == fluent and not e.chain)
    if not isinstance(start, float):
        return None
    found: set[float] = set()
    for tree in _trees(ground, fluent):
        thresholds = _thresholds(tree, fluent)
        if thresholds is None:
            return None
        found |= thresholds
    return max(found, default=start - 1.0)


def _trees(ground: GroundWorld, fluent: int) -> Iterator[Condition | Term]:
    """All that the world reads, but for the fluent where it is raised itself."""
    yield from ground.utilities
    for event in (*ground.actions, *ground.triggers):
        yield event.precondition
        yield event.shown
        yield from event.observing
        for effect in event.effects:
            yield effect.condition
            step = _step(effect.value, fluent) if effect.fluent == fluent else None
            yield effect.value if step is None else step


def _step(value: Term, fluent: int) -> Term | None:
    """By what an effect raises the fluent, if it surely does."""
    match value:
        case Arithmetic("+", Read(_, read), step) if read == fluent and _never_negative(step):
            return step
    return None


def _never_negative(term: Term) -> bool:
    match term:
        case Const(value):
            return isinstance(value, float) and value >= 0
        case Choice(_, then, otherwise):
            return _never_negative(then) and _never_negative(otherwise)
    return False


def _thresholds(tree: Condition | Term, fluent: int) -> set[float] | None:
    """The numbers that the fluent is compared with; None: it is read otherwise, too."""
    match tree:
        case Compare(_, Read(_, read), Const(value), _) | Compare(
            _, Const(value), Read(_, read), _
        ) if read == fluent:
            return {value} if isinstance(value, float) else set()
        case Read(_, read):
            return None if read == fluent else set()
    found: set[float] = set()
    for part in _parts(tree):
        inner = _thresholds(part, fluent)
        if inner is None:
            return None
        found |= inner
    return found


def _parts(tree: Condition | Term) -> tuple[Condition | Term, ...]:
    match tree:
        case All(parts) | Any(parts):
            return parts
        case Compare(_, left, right, _) | Match(left, right, _) | Arithmetic(_, left, right):
            return (left, right)
        case Choice(condition, then, otherwise):
            return (condition, then, otherwise)
        case Truth(condition):
            return (condition,)
    return ()


def _stopped(event: GroundEvent, fluent: int, last: float) -> GroundEvent:
    effects = tuple(
        _capped(effect, last) if effect.fluent == fluent else effect for effect in event.effects
    )
    return event if effects == event.effects else replace(event, effects=effects)


def _capped(effect: GroundEffect, last: float) -> GroundEffect:
    beyond = Compare(">", effect.value, Const(last), ())
    return replace(effect, value=Choice(beyond, Const(last + 1.0), effect.value))
