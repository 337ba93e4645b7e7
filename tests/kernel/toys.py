"""Tiny ground worlds by hand: two people, a lamp, coins, a place."""

from __future__ import annotations

from dramaturge.ground.world import (
    FALSE,
    TRUE,
    Arithmetic,
    Chain,
    Comparator,
    Compare,
    Condition,
    Const,
    Entry,
    GroundEffect,
    GroundEvent,
    GroundFluent,
    GroundWorld,
    Read,
    Term,
    Value,
)
from dramaturge.kernel import StateGraph

ANN, BEN = 0, 1
LIT, COINS, AT, DEBT = range(4)

FLUENTS = (
    GroundFluent("lit", "lit", (), "boolean"),
    GroundFluent("coins", "coins", (), "number"),
    GroundFluent("at", "at", (), "entity", ("Inn", "Mill")),
    GroundFluent("debt", "debt", (), "number"),
)
NEVER = Compare("!=", Read((), LIT), Read((), LIT), ())
MORE = Arithmetic("+", Read((), COINS), Const(1.0))
UNSEEN = (FALSE, FALSE)


def fact(fluent: int, value: Value, op: Comparator = "==", chain: Chain = ()) -> Compare:
    """A comparison with a constant, as the grounder writes it."""
    read = Read(chain, fluent)
    return Compare(op, read, Const(value), (read,))


def put(
    fluent: int, value: Value | Term, chain: Chain = (), condition: Condition = TRUE
) -> GroundEffect:
    """An effect; plain values become constants."""
    if value is None or isinstance(value, bool | float | str):
        value = Const(value)
    return GroundEffect(chain, fluent, value, condition)


def act(
    name: str,
    *effects: GroundEffect,
    when: Condition = TRUE,
    seen: tuple[Condition, ...] = (TRUE, TRUE),
) -> GroundEvent:
    return GroundEvent(name, name, (), when, effects, observing=seen)


def trigger(name: str, when: Condition, *effects: GroundEffect) -> GroundEvent:
    return GroundEvent(name, name, (), when, effects)


def world(
    *actions: GroundEvent,
    triggers: tuple[GroundEvent, ...] = (),
    initial: tuple[Entry, ...] = (),
    utilities: tuple[Term, ...] = (Const(0.0), Const(0.0), Const(0.0)),
) -> GroundWorld:
    """At first the lamp is dark, there are no coins, all is at the inn, and the debt is unknown;
    `initial` is added to that."""
    start = (Entry((), LIT, False), Entry((), COINS, 0.0), Entry((), AT, "Inn"))
    return GroundWorld(
        "toy",
        ("Ann", "Ben"),
        ("Ann", "Ben", "Inn", "Mill"),
        FLUENTS,
        actions,
        triggers,
        utilities,
        (*start, Entry((), DEBT, None), *initial),
    )


def look(graph: StateGraph, state: int, chain: Chain, fluent: int) -> Value:
    """The value that a fluent has in the minds of a chain."""
    for character in chain:
        state = graph.believed(state, character)
    return graph.values(state)[fluent]


def after(graph: StateGraph, *actions: int) -> int:
    """The state after these actions, which are possible, from the start on."""
    state = graph.initial
    for action in actions:
        following = graph.after(state, action)
        assert following is not None
        state = following
    return state
