"""Instances of events: their order, effects, observers and implied conditions."""

from __future__ import annotations

import pytest

from dramaturge.ground import ground, show_condition
from dramaturge.ground.fold import Simple, compare_values
from dramaturge.ground.imply import relation
from dramaturge.ground.world import FALSE, TRUE
from tests.ground.grounding import INN, LIVELY, action, built, effects, grounded, names

WALK = """
action walk(c : character, a : place, b : place) {
  precondition: a != b & at(c) == a;
  effect: at(c) = b;
  consenting: c;
  observing(o : character): at(o) == a | at(o) == b;
};
"""


def test_instances_come_in_domain_order_with_the_first_parameter_outermost() -> None:
    world = grounded(f"{INN}at(Ben) = Mill;{WALK}")
    assert names(world) == [
        "walk(Ann, Inn, Mill)",
        "walk(Ann, Mill, Inn)",
        "walk(Ben, Inn, Mill)",
        "walk(Ben, Mill, Inn)",
    ]


def test_equal_parameter_names_give_the_diagonal() -> None:
    text = f"{INN}{LIVELY}action nod(c : character, c : character) {{ effect: awake(c); }};"
    assert [n for n in names(grounded(text)) if n.startswith("nod")] == [
        "nod(Ann, Ann)",
        "nod(Ben, Ben)",
    ]


def test_a_constant_slot_stands_for_itself() -> None:
    text = f"{INN}{LIVELY}action nod(Ann, c : character) {{ effect: awake(c); }};"
    assert "nod(Ann, Ben)" in names(grounded(text))
    assert "nod(Ben, Ann)" not in names(grounded(text))


def test_a_doubled_action_has_doubled_instances() -> None:
    nod = "action nod(c : character) { effect: awake(c); };"
    world, _ = ground(built(f"{INN}{LIVELY}{nod}{nod}"))
    assert world is not None
    assert names(world).count("nod(Ann)") == 2


def test_only_the_named_actions_are_instantiated_but_all_triggers() -> None:
    text = (
        f"{INN}{WALK}trigger t(c : character) {{ precondition: at(c) == Mill; effect: awake(c); }};"
    )
    world = grounded(text, prune=False, only=frozenset({"walk(Ann, Inn, Mill)", "walk(Ann)"}))
    assert names(world) == ["walk(Ann, Inn, Mill)"]
    assert [event.name for event in world.triggers] == ["t(Ann)", "t(Ben)"]


def test_unpruned_instances_keep_a_precondition_that_their_arguments_refute() -> None:
    world = grounded(f"{INN}{WALK}", prune=False)
    assert len(world.actions) == 8
    assert action(world, "walk(Ann, Inn, Inn)").precondition is FALSE


def test_branches_of_effects_exclude_the_branches_before() -> None:
    text = f"""{INN}{LIVELY}
    action deal() {{
      effect: if(coins(Ann) > 5) debt() = 1 elseif(awake(Ann)) debt() = 2 else debt() = 3;
    }};"""
    assert effects(grounded(text), "deal()") == [
        "debt() = 1 if coins(Ann) > 5",
        "debt() = 2 if coins(Ann) <= 5 & awake(Ann)",
        "debt() = 3 if coins(Ann) <= 5 & !awake(Ann)",
    ]


def test_effects_reach_into_chains_and_read_reality_unless_they_say_believed() -> None:
    text = f"""{INN}{LIVELY}
    action lie(c : character) {{
      effect: believes(c, believes(Ann, debt() = debt() + 1)) & believes(c, coins(c)) = coins(c);
      observing(o : character): False;
    }};"""
    assert effects(grounded(text), "lie(Ben)") == [
        "believes(Ben, believes(Ann, debt())) = believes(Ben, believes(Ann, debt())) + 1 if True",
        "believes(Ben, coins(Ben)) = coins(Ben) if True",
    ]


def test_values_may_be_conditions_choices_and_sums() -> None:
    text = f"""{INN}{LIVELY}
    action count() {{
      effect: awake(Ann) = (coins(Ann) > 1) & debt() = sum(c : character) coins(c) &
        coins(Ben) = if(awake(Ben)) 1 else debt() & at(Ben) = at(Ann);
    }};"""
    assert effects(grounded(text), "count()") == [
        "awake(Ann) = (coins(Ann) > 1) if True",
        "debt() = coins(Ann) + coins(Ben) if True",
        "coins(Ben) = if(awake(Ben)) 1 else debt() if True",
        "at(Ben) = at(Ann) if True",
    ]


def test_everybody_observes_an_action_and_nobody_a_trigger_unless_it_says() -> None:
    text = f"""{INN}{LIVELY}trigger t() {{ precondition: awake(Ann); effect: !awake(Ben); }};"""
    world = grounded(text)
    assert action(world, "stir(Ann, Inn)").observing == (TRUE, TRUE)
    assert world.triggers[0].observing == ()


def test_consenters_are_numbers_each_once_in_order() -> None:
    text = f"""{INN}{LIVELY}
    action meet(a : character, b : character) {{ effect: debt() = 9; consenting: b, a, Ben; }};"""
    world = grounded(text)
    assert action(world, "meet(Ann, Ben)").consenting == (1, 0)
    assert action(world, "meet(Ben, Ann)").consenting == (0, 1)


def test_conditions_implied_by_the_precondition_hold_always() -> None:
    text = f"""{INN}{LIVELY}
    action pay(c : character) {{
      precondition: coins(c) > 3 & (at(c) == Inn | at(c) == Mill);
      effect: if(coins(c) >= 2 & at(c) != ?) debt() = 5;
      observing(o : character): (o == c & coins(o) != 3) | (o != c & coins(c) < 2);
    }};"""
    pay = action(grounded(text, prune=False), "pay(Ann)")
    assert [effect.condition for effect in pay.effects] == [TRUE]
    assert pay.observing == (TRUE, FALSE)


def test_what_the_precondition_leaves_open_stays() -> None:
    text = f"""{INN}{LIVELY}
    action pay(c : character) {{
      precondition: coins(c) > 3 | awake(c);
      effect: if(coins(c) >= 2) debt() = 5;
    }};"""
    assert effects(grounded(text), "pay(Ann)") == ["debt() = 5 if coins(Ann) >= 2"]


ORDERED = ("==", "!=", ">=", "<=", ">", "<")


@pytest.mark.parametrize("known_operator", ORDERED)
@pytest.mark.parametrize("asked_operator", ORDERED)
@pytest.mark.parametrize("limit", [1.0, 2.0, 3.0])
def test_relations_between_comparisons_are_exact(
    known_operator: str, asked_operator: str, limit: float
) -> None:
    known: Simple = (known_operator, 2.0)  # type: ignore[assignment]
    asked: Simple = (asked_operator, limit)  # type: ignore[assignment]
    values = [None, 0.0, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0]
    outcomes = {
        compare_values(asked[0], value, asked[1])
        for value in values
        if compare_values(known[0], value, known[1])
    }
    assert relation(known, asked) == (outcomes.pop() if len(outcomes) == 1 else None)


def test_conflicting_effects_of_a_possible_instance_are_an_error_once() -> None:
    text = f"""{INN}
    action swap(a : character, b : character) {{ effect: coins(a) = 1 & coins(b) = 2; }};"""
    world, problems = ground(built(text))
    assert world is None
    assert [problem.code for problem in problems] == ["E402"]
    assert "'swap(Ann, Ann)' gives 'coins(Ann)' two values: 1 and 2" in problems[0].message


@pytest.mark.parametrize(
    "guard",
    ["a != b", "at(a) == Inn & at(b) == Mill", "open(Mill)", "awake(a) & !awake(b)"],
)
@pytest.mark.parametrize("prune", [True, False])
def test_a_guard_against_equal_arguments_settles_the_conflict(guard: str, prune: bool) -> None:
    text = f"""{INN}at(Ben) = Mill;
    action swap(a : character, b : character) {{
      precondition: {guard};
      effect: coins(a) = 1 & coins(b) = 2;
    }};
    action wake(c : character) {{ effect: awake(c) & at(c) = Mill; }};"""
    assert ground(built(text), prune=prune)[1] == ()


def test_conflicts_within_a_mind_count_but_not_between_minds() -> None:
    tell = "action tell(a : character, b : character) {{ effect: {}; }};"
    fine = "believes(a, debt() = 1) & debt() = 2"
    clash = "believes(a, debt() = 1) & believes(b, debt() = 2)"
    assert ground(built(INN + tell.format(fine)))[1] == ()
    (problem,) = ground(built(INN + tell.format(clash)))[1]
    assert "believes(Ann, debt())" in problem.message


def test_observing_is_read_for_each_character() -> None:
    world = grounded(f"{INN}at(Ben) = Mill;{WALK}")
    shown = [show_condition(world, c) for c in action(world, "walk(Ann, Inn, Mill)").observing]
    assert shown == ["True", "at(Ben) == Inn | at(Ben) == Mill"]
