"""Compiled conditions and terms against walking the tree."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dramaturge.ground.world import (
    All,
    Any,
    Arithmetic,
    Choice,
    Compare,
    Condition,
    Const,
    Kind,
    Operator,
    Read,
    Term,
    Truth,
    Value,
)
from dramaturge.semantics import State
from dramaturge.semantics.evaluation import Evaluator
from tests.semantics import trees
from tests.semantics.strategies import CHARACTERS, FLUENTS, conditions, terms, valuations

MINDS = 4


@st.composite
def states(draw: st.DrawFn) -> State:
    """One of a few states that believe in each other."""
    node = st.integers(0, MINDS - 1)
    beliefs = [[draw(node) for _ in CHARACTERS] for _ in range(MINDS)]

    def made_of(minds: list[int]) -> State:
        return State(draw(valuations), len(CHARACTERS), lambda c: made[minds[c]])

    made = [made_of(minds) for minds in beliefs]
    return made[0]


def as_tree(state: State) -> trees.Tree:
    return trees.Tree(state.values, lambda c: as_tree(state.believed(c)))


def same_kind(left: Value, right: Value) -> bool:
    """Equal, and of one type: True is not 1."""
    return type(left) is type(right) and left == right


@given(state=states(), condition=conditions())
@settings(max_examples=150, deadline=None)
def test_a_compiled_condition_holds_where_the_tree_says_so(
    state: State, condition: Condition
) -> None:
    assert Evaluator().test(condition)(state) is trees.holds(condition, as_tree(state))


@pytest.mark.parametrize("kind", ["boolean", "number", "entity"])
def test_a_compiled_term_has_the_value_that_the_tree_gives(kind: Kind) -> None:
    @given(state=states(), term=terms(kind))
    @settings(max_examples=100, deadline=None)
    def check(state: State, term: Term) -> None:
        assert same_kind(Evaluator().value(term)(state), trees.value(term, as_tree(state)))

    check()


@given(
    state=states(),
    parts=st.lists(st.one_of(terms("boolean", 1), terms("number", 1)), max_size=6),
)
@settings(max_examples=80, deadline=None)
def test_what_one_evaluator_compiled_before_does_not_matter(
    state: State, parts: Sequence[Term]
) -> None:
    shared = Evaluator()
    for term in parts:
        assert same_kind(shared.value(term)(state), Evaluator().value(term)(state))


@given(state=states(), listed=st.lists(conditions(1), max_size=6))
@settings(max_examples=80, deadline=None)
def test_first_gives_the_first_condition_that_holds(
    state: State, listed: Sequence[Condition]
) -> None:
    holding = [i for i, each in enumerate(listed) if trees.holds(each, as_tree(state))]
    assert Evaluator().first(listed)(state) == (holding[0] if holding else -1)


STATE: State = State((True, False, 3.0, None, "Hall", None), len(CHARACTERS), lambda c: STATE)


def test_one_and_true_are_told_apart() -> None:
    evaluator = Evaluator()
    values = [evaluator.value(Const(each))(STATE) for each in (True, 1.0, False, 0.0)]
    assert [type(each) for each in values] == [bool, float, bool, float]
    lit = Compare("==", Read((), 0), Const(True), ())
    choices = [Choice(lit, Const(1.0), Const(0.0)), Choice(lit, Const(True), Const(False))]
    assert [type(evaluator.value(each)(STATE)) for each in choices] == [float, bool]


@pytest.mark.parametrize("depth", [10, 31, 60])
def test_deep_terms_and_conditions_are_compiled(depth: int) -> None:
    total: Term = Const(0.0)
    nested: Condition = Compare("==", Read((), 4), Const("Hall"), ())
    chosen: Term = Const("Park")
    for level in range(depth):
        total = Arithmetic("+", total, Const(1.0))
        wet = Compare("==", Read((), 1), Const(True), ())
        nested = Any((wet, nested)) if level % 2 else All((nested, truthful(level)))
        chosen = Choice(nested, chosen, Const("Yard"))
    evaluator = Evaluator()
    assert evaluator.value(total)(STATE) == float(depth)
    assert evaluator.test(nested)(STATE) is True
    assert evaluator.value(chosen)(STATE) == "Park"


def truthful(level: int) -> Condition:
    """A condition that always holds, and is another one for every level."""
    return Compare("==", Truth(Compare("<", Const(float(level)), Const(1e9), ())), Const(True), ())


@pytest.mark.parametrize(
    ("operator", "left", "right", "result"),
    [
        ("+", 1e308, 1e308, None),
        ("-", -1e308, 1e308, None),
        ("*", 1e200, 1e200, None),
        ("/", 1.0, 0.0, None),
        ("/", 0.0, 0.0, None),
        ("/", 1e308, 1e-308, None),
        ("+", None, 1.0, None),
        ("*", 0.0, None, None),
        ("/", 1.0, 4.0, 0.25),
        ("+", 0.1, 0.2, 0.1 + 0.2),
    ],
)
def test_arithmetic_gives_a_finite_double_or_unknown(
    operator: Operator, left: Value, right: Value, result: Value
) -> None:
    term = Arithmetic(operator, Const(left), Const(right))
    assert Evaluator().value(term)(STATE) == result


def test_there_is_one_zero() -> None:
    zero = Evaluator().value(Arithmetic("*", Const(0.0), Const(-1.0)))(STATE)
    assert str(zero) == "0.0"


def test_the_fluents_of_these_tests_have_every_kind() -> None:
    assert {fluent.kind for fluent in FLUENTS} == {"boolean", "number", "entity"}
