"""Scopes, kinds and the shape of resolved expressions."""

from __future__ import annotations

from dramaturge.model import World, build_expression
from dramaturge.model.expression import (
    And,
    Believed,
    Bound,
    Comparison,
    Conditional,
    Constant,
    Expression,
    Fluent,
    Not,
    Quantified,
)
from dramaturge.source import Source
from dramaturge.syntax.parser import parse_expression
from tests.model.reading import build_text, codes, sound

TOWN = """
entity Ann : character; entity Bea : character; entity Inn : place; entity Mill : place;
property at(c : character) : place;
property rich(c : character) : boolean;
property coins(c : character) : number;
"""


def ask(text: str, world: World | None = None) -> Expression:
    """The expression asked of the town, which must have no problems."""
    parsed, problems = parse_expression(Source("query", text))
    assert parsed is not None
    built, more = build_expression(parsed, world or sound(TOWN))
    assert not problems
    assert not more
    assert built is not None
    return built


def precondition(text: str, parameters: str = "c : character") -> Expression:
    action = f"action go({parameters}) {{ precondition: {text}; effect: rich(Ann); }};"
    return sound(TOWN + action).actions[0].precondition


def test_a_quantifier_hides_a_parameter_of_the_same_name() -> None:
    both = precondition("rich(c) & (exists(c : character) at(c) == Inn)")
    assert isinstance(both, And)
    outer, inner = both.parts
    assert isinstance(outer, Fluent)
    assert isinstance(inner, Quantified)
    assert inner.variable != outer.arguments[0]
    assert isinstance(inner.body, Comparison)
    assert isinstance(inner.body.left, Fluent)
    assert inner.body.left.arguments == (inner.variable,)


def test_quantifiers_side_by_side_have_different_variables() -> None:
    both = precondition("(exists(x : place) at(c) == x) & (exists(x : place) at(c) != x)")
    assert isinstance(both, And)
    one, other = both.parts
    assert isinstance(one, Quantified)
    assert isinstance(other, Quantified)
    assert one.variable != other.variable


def test_the_observer_hides_a_parameter_of_the_same_name() -> None:
    text = "action go(c : character) { effect: rich(c); observing(c : character): c == Ann; };"
    action = sound(TOWN + text).actions[0]
    assert action.observer is not None
    assert action.observer not in action.parameters
    assert isinstance(action.observing, Comparison)
    assert action.observing.left == Bound(action.observer, action.observing.span)


def test_an_observer_may_be_declared_as_an_ancestor_of_character() -> None:
    text = "action go() { effect: rich(Ann); observing(e : entity): e == Ann; };"
    assert sound(TOWN + text).actions[0].observer is not None


def test_a_variable_hides_an_entity() -> None:
    assert isinstance(precondition("rich(Ann)", "Ann : character"), Fluent)
    world = sound(TOWN + "action go(Inn : character) { effect: rich(Inn); };")
    assert world.actions[0].effect.fluent.arguments == world.actions[0].parameters


def test_a_missing_else_is_true_in_conditions() -> None:
    conditional = precondition("if(rich(c)) at(c) == Inn")
    assert isinstance(conditional, Conditional)
    assert conditional.otherwise == Constant(True, conditional.span)


def test_events_have_the_documented_defaults() -> None:
    action = sound(TOWN + "action idle() { };").actions[0]
    assert action.precondition == Constant(True, action.span)
    assert (action.effect.parts, action.consenting, action.observing) == ((), (), None)


def test_consenting_characters_are_listed_once() -> None:
    text = "action go(c : character) { effect: rich(c); consenting: c, Ann, c; };"
    action = sound(TOWN + text).actions[0]
    assert [who.name for who in action.consenting] == ["c", "Ann"]


def test_a_boolean_utility_counts_one_or_zero() -> None:
    utility = sound(TOWN + "utility(): rich(Ann);").utilities[""]
    assert isinstance(utility, Conditional)
    assert [value for _, value in utility.branches] == [Constant(1.0, utility.span)]
    assert utility.otherwise == Constant(0.0, utility.span)


def test_the_last_utility_of_a_character_counts() -> None:
    world, (problem,) = build_text(TOWN + "utility(Ann): 1; utility(Ann): 2;")
    assert world is not None
    assert problem.code == "W203"
    assert world.utilities["Ann"] == Constant(2.0, world.utilities["Ann"].span)


def test_unknown_is_a_number_but_no_boolean() -> None:
    assert sound(TOWN + "coins(Ann) = ? + 1; utility(): ?;")
    assert codes(TOWN + "rich(Ann) = if(rich(Bea)) True else ?;") == ["E223"]


def test_entities_of_other_types_may_be_equal_when_both_are_unknown() -> None:
    text = "type cat; property pet(c : character) : cat; utility(): at(Ann) == pet(Ann);"
    assert sound(TOWN + text)


def test_queries_may_yield_any_kind_of_value() -> None:
    assert isinstance(ask("at(Ann)"), Fluent)
    assert isinstance(ask("believes(Bea, coins(Ann) + 1)"), Believed)
    assert isinstance(ask("!rich(Ann)"), Not)
    assert ask("Mill").value.name == "Mill"  # type: ignore[union-attr]


def test_queries_report_what_is_wrong() -> None:
    parsed, _ = parse_expression(Source("query", "at(Anne) == Inn & richh(Bea)"))
    assert parsed is not None
    built, problems = build_expression(parsed, sound(TOWN))
    assert built is None
    assert [problem.code for problem in problems] == ["E211", "E212"]
