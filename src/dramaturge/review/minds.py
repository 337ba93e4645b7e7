"""What is in a mind and how it could be otherwise: single facts at the end of chains of minds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dramaturge.ground.walk import reads
from dramaturge.ground.world import (
    All,
    Any,
    Chain,
    Compare,
    Condition,
    Match,
    Read,
    Term,
    Value,
)
from dramaturge.review.reading import Reading
from dramaturge.semantics import State

# A fact in a mind: whose mind within it (none: its owner's own), and which fluent.
Place = tuple[Chain, int]
Facts = Mapping[Place, Value]

DEPTH = 2  # minds within a mind that are looked into


def value_at(state: State, place: Place) -> Value:
    """What is so at the end of the chain."""
    for character in place[0]:
        state = state.believed(character)
    return state.values[place[1]]


def differences(mind: State, other: State, owner: int, depth: int = DEPTH) -> dict[Place, Value]:
    """What is otherwise in another state: facts, what others believe, and so on inwards; with the
    values there. What the owner believes goes without saying."""
    found: dict[Place, Value] = {}
    for fluent, value in enumerate(other.values):
        if mind.values[fluent] != value:
            found[(), fluent] = value
    for character, believed in enumerate(other.beliefs if depth else ()):
        inner = mind.believed(character)
        if character != owner and inner is not believed:
            for (chain, fluent), value in differences(
                inner, believed, character, depth - 1
            ).items():
                found[(character, *chain), fluent] = value
    return found


def moved(condition: Condition, change: Callable[[Chain], Chain]) -> Condition:
    """The condition with every chain of minds replaced."""

    def term(old: Term) -> Term:
        return Read(change(old.chain), old.fluent) if isinstance(old, Read) else old

    match condition:
        case All(parts):
            return All(tuple(moved(part, change) for part in parts))
        case Any(parts):
            return Any(tuple(moved(part, change) for part in parts))
        case Compare(operator, left, right):
            return Compare(operator, term(left), term(right), ())
        case Match(left, right, equal):
            return Match(
                Read(change(left.chain), left.fluent),
                Read(change(right.chain), right.fluent),
                equal,
            )
    return condition


def owner_of(condition: Condition) -> int | None:
    """Whose mind alone the condition is about: the first of every chain in it."""
    first = {read.chain[:1] for read in reads(condition)}
    if len(first) != 1:
        return None
    (chain,) = first
    return chain[0] if chain else None


def fitting_plan(
    reading: Reading, mind: State, character: int, action: int
) -> Sequence[int] | None:
    """The plan for an act that somebody would have in such a mind, if one is soon found."""
    found = reading.checker.motives.thought(mind, character, action)
    return None if found is None else [reading.numbers[step.action] for step in found.plan]


def needed(
    reading: Reading, mind: State, character: int, plan: Sequence[int], facts: Facts
) -> dict[Place, Value]:
    """Of the facts that make a plan good in a mind those without which it is not; empty if the
    plan is good anyway."""
    kept = dict(facts)
    for place in list(facts):
        fewer = {other: value for other, value in kept.items() if other != place}
        changed = reading.dynamics.enlightened(mind, character, fewer)
        if changed is not None and reading.dynamics.improves(changed, 1 + character, plan):
            kept = fewer
    return kept


def clause(reading: Reading, place: Place, value: Value, around: Chain = ()) -> str:
    """A fact as a clause, seen by the characters around it."""
    chain = [reading.ground.characters[c] for c in (*around, *place[0])]
    return reading.words.facts.clause(reading.ground.fluents[place[1]], value, chain)
