"""A situation with something in it otherwise: another fact, another belief, another want."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from dramaturge.ground.table import show_value
from dramaturge.ground.world import (
    Arithmetic,
    Chain,
    Choice,
    Compare,
    Const,
    GroundWorld,
    Read,
    Value,
)
from dramaturge.semantics import Dynamics, State

ENOUGH = 1_000.0  # of a further want: more than anything else that people want


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is otherwise.

    fact: the fluent has the value. belief: so it has in the eyes of the last of `minds`, in the
    eyes of those before. want: the only one in `minds` wants, above all, that it has.
    """

    kind: Literal["fact", "belief", "want"]
    minds: tuple[str, ...]
    fluent: str
    value: Value

    def __str__(self) -> str:
        shown = f"{self.fluent} = {show_value(self.value)}"
        if self.kind == "want":
            return f"{self.minds[0]} wants {shown}"
        for mind in reversed(self.minds):
            shown = f"believes({mind}, {shown})"
        return shown


def with_wants(ground: GroundWorld, differences: tuple[Difference, ...]) -> GroundWorld:
    """The world in which people have these further wants."""
    utilities = list(ground.utilities)
    names = [fluent.name for fluent in ground.fluents]
    for one in differences:
        if one.kind == "want":
            agent = 1 + ground.characters.index(one.minds[0])
            holds = Compare("==", Read((), names.index(one.fluent)), Const(one.value), ())
            further = Choice(holds, Const(ENOUGH), Const(0.0))
            utilities[agent] = Arithmetic("+", utilities[agent], further)
    return replace(ground, utilities=tuple(utilities))


def supposed(dynamics: Dynamics, state: State, differences: tuple[Difference, ...]) -> State:
    """The state, of these dynamics or others of the same world, with facts and beliefs otherwise.

    A mind that knows what it thinks goes on knowing it. Triggers do not fire yet.
    """
    ground = dynamics.ground
    names = [fluent.name for fluent in ground.fluents]
    state = dynamics.canonical(_copied(state, len(ground.characters), {}))
    for one in differences:
        if one.kind != "want":
            chain = tuple(ground.characters.index(mind) for mind in one.minds)
            draft = _edited(state, chain, names.index(one.fluent), one.value)
            state = dynamics.canonical(draft)
    return state


def _copied(state: State, count: int, known: dict[State, State]) -> State:
    if state not in known:
        known[state] = State(
            state.values, count, lambda c: _copied(state.believed(c), count, known)
        )
    return known[state]


def _edited(state: State, chain: Chain, fluent: int, value: Value) -> State:
    count = len(state.beliefs)
    if not chain:
        values = (*state.values[:fluent], value, *state.values[fluent + 1 :])
        return State(values, count, state.believed)
    owner, mind = chain[0], state.believed(chain[0])
    inner = _edited(mind, chain[1:], fluent, value)
    if len(chain) == 1 and mind.believed(owner) is mind:
        values = inner.values
        knowing = State(values, count, lambda c: knowing if c == owner else mind.believed(c))
        inner = knowing
    return State(state.values, count, lambda c: inner if c == owner else state.believed(c))
