"""Attempts in a row that fail in the same way, as one sentence.

"Tom tried to light a match and then another one, but both were damp."
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dramaturge.english.verbs import base_of, verb
from dramaturge.tell.templates import Act, Clause, Ref, Said, Token, bound
from dramaturge.tell.units import Kind, Unit


def alike(units: Sequence[Unit]) -> list[Unit]:
    """The first attempt and those that follow it and differ from it in one thing only."""
    first = units[0]
    group = [first]
    for unit in units[1:]:
        if unit.kind is not Kind.attempt or unit.why or group[-1].why:
            break
        at = _differs(first.clause, unit.clause)
        if at is None or not first.cause:
            break
        if _renamed(first.cause, first.clause[at], unit.clause[at]) != unit.cause:
            break
        group.append(unit)
    return group


def attempted(group: Sequence[Unit]) -> Clause:
    """The sentence: what is tried, with what one after another, and why it fails."""
    first = group[0]
    if len(group) == 1:
        return (*first.clause, Said(", but "), *first.cause) if first.cause else first.clause
    at = _differs(first.clause, group[1].clause)
    assert at is not None
    listed: list[Token] = list(first.clause[: at + 1])
    for number, unit in enumerate(group[1:], 2):
        listed += [Said(" and then " if number == len(group) else ", "), unit.clause[at]]
    # "both" is what the verbs after it agree with: `bound` would make that whoever tries.
    tried = bound((*listed, *first.clause[at + 1 :]))
    return (*tried, Said(", but "), *_all(first, at, len(group)))


def _all(first: Unit, at: int, count: int) -> Clause:
    """Why all of them fail; if it is not about them, why the first does."""
    thing = first.clause[at]
    if first.cause[0] != thing:
        return first.cause
    found: list[Token] = [Said("both" if count == 2 else "each of them")]
    for token in first.cause[1:]:
        if isinstance(token, Act) and token.of == thing:
            base = base_of(token.written)[0]
            many = {"be": "are", "have": "have"}.get(base, base)
            found.append(Act(many if count == 2 else verb(base).third, None, token.next_word))
        else:
            found.append(token)
    return tuple(found)


def _differs(one: Clause, other: Clause) -> int | None:
    """The only place where two clauses differ, if there they name something."""
    if len(one) != len(other):
        return None
    places = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(places) != 1:
        return None
    both = one[places[0]], other[places[0]]
    return places[0] if all(isinstance(token, Ref) for token in both) else None


def _renamed(clause: Clause, old: Token, new: Token) -> Clause:
    """The clause with one name for another, wherever it stands or is agreed with."""
    found: list[Token] = []
    for token in clause:
        if isinstance(token, Act) and token.of == old and isinstance(new, Ref):
            found.append(replace(token, of=new))
        else:
            found.append(new if token == old else token)
    return tuple(found)
