"""Triggers in the state graph, on tiny worlds."""

from __future__ import annotations

import time

import pytest

from dramaturge.ground.world import TRUE, All, Entry
from dramaturge.kernel import StateGraph
from tests.kernel.toys import (
    ANN,
    AT,
    BEN,
    COINS,
    LIT,
    MORE,
    UNSEEN,
    act,
    after,
    fact,
    look,
    put,
    trigger,
    world,
)


def test_the_first_trigger_that_applies_goes_first() -> None:
    light = trigger("light", All((fact(COINS, 1.0), fact(LIT, False))), put(LIT, True))
    move = trigger(
        "move", All((fact(COINS, 1.0), fact(LIT, False))), put(LIT, True), put(AT, "Mill")
    )
    pay = act("pay", put(COINS, MORE))
    one, other = (
        StateGraph(world(pay, triggers=(light, move))),
        StateGraph(world(pay, triggers=(move, light))),
    )
    assert one.values(after(one, 0))[:3] == (True, 1.0, "Inn")
    assert other.values(after(other, 0))[:3] == (True, 1.0, "Mill")


def test_triggers_run_in_minds_and_at_the_start() -> None:
    glow = trigger("glow", All((fact(COINS, 1.0), fact(LIT, False))), put(LIT, True))
    graph = StateGraph(world(triggers=(glow,), initial=(Entry((BEN,), COINS, 1.0),)))
    assert look(graph, graph.initial, (), LIT) is False
    assert look(graph, graph.initial, (BEN,), LIT) is True


def test_a_trigger_may_read_minds_and_change_them() -> None:
    see = trigger(
        "see", All((fact(LIT, True), fact(LIT, False, chain=(BEN,)))), put(LIT, True, (BEN,))
    )
    graph = StateGraph(world(act("light", put(LIT, True), seen=UNSEEN), triggers=(see,)))
    state = after(graph, 0)
    assert look(graph, state, (BEN,), LIT) is True
    assert look(graph, state, (BEN, BEN), LIT) is True
    assert look(graph, state, (ANN,), LIT) is False


def test_triggers_that_never_settle_make_the_successor_impossible() -> None:
    on = trigger("on", All((fact(COINS, 1.0), fact(LIT, False))), put(LIT, True))
    off = trigger("off", All((fact(COINS, 1.0), fact(LIT, True))), put(LIT, False))
    graph = StateGraph(world(act("pay", put(COINS, MORE)), triggers=(on, off)))
    assert graph.unsettled is None
    assert graph.possible(graph.initial, 0)
    assert graph.after(graph.initial, 0) is None
    assert graph.after(graph.initial, 0) is None
    assert graph.unsettled == ("pay", ("on", "off"))


def test_a_trigger_without_effect_never_settles() -> None:
    same = trigger("same", fact(LIT, True), put(LIT, True))
    graph = StateGraph(world(act("light", put(LIT, True)), triggers=(same,)))
    assert graph.after(graph.initial, 0) is None
    assert graph.unsettled == ("light", ("same",))


def test_an_initial_state_that_never_settles_is_refused() -> None:
    count = trigger("count", TRUE, put(COINS, MORE))
    with pytest.raises(ValueError, match=r"initial state never settle: count$"):
        StateGraph(world(triggers=(count,)))


def test_what_a_mind_undoes_in_each_round_never_settles() -> None:
    """Ben is told that it is the Inn, and concludes that it is the Mill: round after round."""
    tell = trigger("tell", fact(AT, "Inn", "!=", chain=(BEN,)), put(AT, "Inn", (BEN,)))
    move = trigger("move", fact(AT, "Mill", "!="), put(AT, "Mill"))
    with pytest.raises(ValueError, match="never settle"):
        StateGraph(world(triggers=(tell, move)))


def test_minds_that_grow_without_end_are_given_up() -> None:
    """Ann is told about herself and then about the world: each undoes what the other did."""
    muddle = act("muddle", put(COINS, 2.0, (ANN, ANN)), put(COINS, 1.0, (ANN,)))
    graph = StateGraph(world(muddle))
    started = time.monotonic()
    assert graph.after(graph.initial, 0) is None
    assert time.monotonic() - started < 10
    assert graph.unsettled == ("muddle", ())
    assert len(graph) == 1
