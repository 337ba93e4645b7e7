"""The state graph on tiny worlds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dramaturge.ground.world import (
    FALSE,
    TRUE,
    All,
    Any,
    Arithmetic,
    Chain,
    Choice,
    Compare,
    Const,
    Entry,
    GroundWorld,
    Match,
    Read,
    Truth,
    Value,
)
from dramaturge.kernel import StateGraph
from tests.kernel.toys import (
    ANN,
    AT,
    BEN,
    COINS,
    DEBT,
    FLUENTS,
    LIT,
    MORE,
    NEVER,
    UNSEEN,
    act,
    after,
    fact,
    look,
    put,
    trigger,
    world,
)

DOUBLE = Arithmetic("*", Read((), DEBT), Const(2.0))


# States and beliefs.


def test_without_explicit_beliefs_everybody_believes_in_the_state_itself() -> None:
    graph = StateGraph(world())
    assert graph.values(graph.initial) == (False, 0.0, "Inn", None)
    assert graph.believed(graph.initial, ANN) == graph.initial
    assert graph.believed(graph.initial, BEN) == graph.initial
    assert len(graph) == 1


def test_an_initial_belief_reaches_what_its_holder_believes_of_others() -> None:
    graph = StateGraph(world(initial=(Entry((ANN,), COINS, 1.0),)))
    believed = {chain: look(graph, graph.initial, chain, COINS) for chain in chains()}
    assert believed == {chain: 1.0 if chain[:1] == (ANN,) else 0.0 for chain in chains()}


def chains() -> Iterator[Chain]:
    yield from [(), (ANN,), (BEN,), (ANN, BEN), (BEN, ANN), (BEN, BEN), (ANN, BEN, BEN)]


def test_what_was_not_seen_stays_as_believed() -> None:
    graph = StateGraph(world(act("light", put(LIT, True), seen=(TRUE, FALSE))))
    state = after(graph, 0)
    assert look(graph, state, (ANN,), LIT) is True
    assert graph.believed(state, BEN) == graph.initial
    assert look(graph, state, (ANN, BEN), LIT) is False


def test_whether_others_saw_it_is_judged_in_the_observers_mind() -> None:
    seen = (TRUE, fact(AT, "Inn"))
    start = (Entry((ANN,), AT, "Mill"),)
    graph = StateGraph(world(act("light", put(LIT, True), seen=seen), initial=start))
    state = after(graph, 0)
    assert look(graph, state, (BEN,), LIT) is True
    assert look(graph, state, (ANN, BEN), LIT) is False


def test_the_same_meaning_has_the_same_number_on_every_way() -> None:
    graph = StateGraph(
        world(
            act("light", put(LIT, True)),
            act("darken", put(LIT, False)),
            act("pay", put(COINS, 1.0), seen=(FALSE, TRUE)),
        )
    )
    assert after(graph, 0, 1) == graph.initial
    assert after(graph, 0, 2) == after(graph, 2, 0)
    assert after(graph, 2, 0, 2, 1) == after(graph, 2)


def test_minds_that_believe_in_each_other_are_known_again() -> None:
    """Ann and Ben each hold the other right and themselves: a cycle of two, met twice."""
    start = (
        Entry((ANN,), COINS, 1.0),
        Entry((ANN, BEN), COINS, 2.0),
        Entry((ANN, BEN, ANN), COINS, 1.0),
    )
    graph = StateGraph(
        world(act("light", put(LIT, True)), act("dark", put(LIT, False)), initial=start)
    )
    assert after(graph, 0, 1) == graph.initial
    assert after(graph, 0) == after(graph, 0, 0)


# Effects.


def test_effects_read_the_state_before_and_the_later_one_wins() -> None:
    graph = StateGraph(
        world(act("pay", put(COINS, 5.0), put(COINS, MORE), put(DEBT, Read((), COINS))))
    )
    assert graph.values(after(graph, 0)) == (False, 1.0, "Inn", 0.0)


@pytest.mark.parametrize(
    ("operator", "right", "result"),
    [("/", 2.0, 1.5), ("/", 0.0, None), ("*", 1e308, None), ("-", 3.0, 0.0), ("*", None, None)],
)
def test_arithmetic(operator: str, right: float | None, result: float | None) -> None:
    left: Const = Const(3.0) if right != 1e308 else Const(1e308)
    term = Arithmetic(operator, left, Const(right))  # type: ignore[arg-type]
    graph = StateGraph(world(act("count", put(COINS, term))))
    assert graph.values(after(graph, 0))[COINS] == result


def test_zero_is_never_negative() -> None:
    minus = Arithmetic("*", Const(-1.0), Read((), COINS))
    graph = StateGraph(world(act("negate", put(COINS, minus))))
    assert after(graph, 0) == graph.initial


def test_choices_and_truths_are_values() -> None:
    choice = Choice(fact(COINS, 0.0), Const("Mill"), Const(None))
    truth = Truth(Any((NEVER, fact(AT, "Inn"))))
    graph = StateGraph(world(act("go", put(AT, choice), put(LIT, truth), put(COINS, MORE))))
    assert graph.values(after(graph, 0))[:3] == (True, 1.0, "Mill")
    assert graph.values(after(graph, 0, 0))[:3] == (False, 2.0, None)


def test_what_is_told_beats_what_is_seen_and_is_known_to_be_known() -> None:
    graph = StateGraph(world(act("fool", put(COINS, 1.0), put(COINS, 7.0, (ANN,)))))
    state = after(graph, 0)
    assert [look(graph, state, chain, COINS) for chain in [(), (BEN,)]] == [1.0, 1.0]
    assert look(graph, state, (ANN,), COINS) == 7.0
    assert look(graph, state, (ANN, ANN, ANN), COINS) == 7.0
    assert look(graph, state, (ANN, BEN), COINS) == 1.0


def test_a_nested_belief_is_told_through_a_mind() -> None:
    graph = StateGraph(world(act("hint", put(LIT, True, (ANN, BEN)), seen=UNSEEN)))
    state = after(graph, 0)
    assert look(graph, state, (ANN, BEN), LIT) is True
    assert look(graph, state, (ANN, ANN, BEN, BEN), LIT) is True
    assert look(graph, state, (ANN,), LIT) is False
    assert look(graph, state, (ANN, BEN, ANN), LIT) is False


# Surprise.


@pytest.mark.parametrize(
    ("when", "fluent", "expected"),
    [
        (fact(COINS, 5.0), COINS, 5.0),
        (fact(COINS, 3.0, ">"), COINS, None),
        (fact(AT, "Inn", "!="), AT, None),
        (fact(AT, "Mill"), AT, "Mill"),
        (fact(LIT, False, "!="), LIT, True),
        (All((fact(LIT, True), Any((fact(COINS, 9.0), fact(AT, "Mill"))))), COINS, 0.0),
        (Match(Read((), AT), Read((ANN,), AT), True), LIT, False),
    ],
)
def test_surprise_repairs_what_was_false(
    when: Compare | All | Match, fluent: int, expected: Value
) -> None:
    real = (Entry((), COINS, 5.0), Entry((), AT, "Mill"), Entry((), LIT, True))
    wrong = (Entry((BEN,), COINS, 0.0), Entry((BEN,), AT, "Inn"), Entry((BEN,), LIT, False))
    graph = StateGraph(world(act("shout", put(DEBT, 1.0), when=when), initial=(*real, *wrong)))
    state = after(graph, 0)
    assert look(graph, state, (BEN,), fluent) == expected
    assert look(graph, state, (BEN,), DEBT) == 1.0


def test_nobody_else_in_a_surprised_mind_has_learnt() -> None:
    seen = (FALSE, TRUE)
    shout = act("shout", put(DEBT, 1.0), when=fact(AT, "Inn"), seen=seen)
    graph = StateGraph(world(shout, initial=(Entry((BEN,), AT, "Mill"),)))
    state = after(graph, 0)
    assert look(graph, state, (BEN,), AT) == "Inn"
    assert look(graph, state, (BEN, BEN), AT) == "Inn"
    assert look(graph, state, (BEN, ANN), AT) == "Mill"


# Questions.


def test_possible_actions_are_those_whose_precondition_holds() -> None:
    graph = StateGraph(
        world(
            act("light", put(LIT, True), when=fact(LIT, False)),
            act("darken", put(LIT, False), when=fact(LIT, True)),
            act("pay", put(COINS, MORE), when=Any((fact(LIT, True), fact(COINS, 1.0, "<")))),
            act("never", put(COINS, MORE), when=FALSE),
        )
    )
    assert graph.possible_actions(graph.initial) == [0, 2]
    assert graph.possible_actions(after(graph, 0)) == [1, 2]
    assert graph.after(graph.initial, 1) is None
    assert not graph.possible(graph.initial, 3)


def test_utilities() -> None:
    utilities = (MORE, Read((), DEBT), Truth(fact(LIT, True)))
    graph = StateGraph(world(act("light", put(LIT, True)), utilities=utilities))
    assert [graph.utility(graph.initial, agent) for agent in range(3)] == [1.0, None, 0.0]
    assert graph.utility(after(graph, 0), 2) == 1.0


def test_counts_of_states() -> None:
    graph = StateGraph(world(act("pay", put(COINS, MORE))))
    assert graph.expand_count(3) == [2, 3, 4]
    assert graph.expand_count(0) == []
    assert graph.transitions == 3
    assert graph.size_bytes > 0


def test_numbers_are_the_same_in_every_run() -> None:
    ground = world(
        act("pay", put(COINS, MORE), seen=(TRUE, FALSE)),
        act("tell", put(COINS, 2.0, (BEN, ANN))),
        act("light", put(LIT, True), seen=(fact(COINS, 1.0, ">"), TRUE)),
    )
    one, other = StateGraph(ground), StateGraph(ground)
    assert one.expand_count(4) == other.expand_count(4)
    assert [one.values(s) for s in range(len(one))] == [other.values(s) for s in range(len(other))]


def test_a_boolean_is_never_unknown() -> None:
    graph = StateGraph(
        world(act("wait", when=fact(LIT, None)), act("go", when=fact(LIT, None, "!=")))
    )
    assert graph.possible_actions(graph.initial) == [1]


def test_a_world_without_fluents_or_characters_has_one_state() -> None:
    ground = GroundWorld("empty", (), (), (), (), (), (Const(None),), ())
    graph = StateGraph(ground)
    assert graph.values(graph.initial) == ()
    assert graph.utility(graph.initial, 0) is None
    assert graph.expand_count(2) == [1, 1]
    assert len(FLUENTS) == 4


def test_numbers_that_outgrow_their_bits_are_right_all_the_same() -> None:
    """Values are packed, and widened when more numbers come up: in reality, minds and triggers."""
    follow = trigger("follow", Compare("<", Read((), DEBT), Read((), COINS), ()), put(DEBT, DOUBLE))
    pay = act("pay", put(COINS, MORE), put(DEBT, MORE, (BEN,)), seen=(TRUE, FALSE))
    graph = StateGraph(world(pay, triggers=(follow,), initial=(Entry((), DEBT, 1.0),)))
    state, reached = graph.initial, [graph.initial]
    for coins in range(1, 3_000):
        following = graph.after(state, 0)
        assert following is not None
        state = following
        reached.append(state)
        assert graph.values(state)[COINS] == coins
        assert look(graph, state, (ANN, BEN), COINS) == 0.0
        assert look(graph, state, (BEN,), DEBT) == coins
    for coins, state in enumerate(reached):
        assert look(graph, state, (ANN,), COINS) == coins
        assert look(graph, state, (ANN,), DEBT) == 2 ** max(coins - 1, 0).bit_length()
    assert len(set(reached)) == len(reached)
