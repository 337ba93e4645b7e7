"""What is left out, and what must not be."""

from __future__ import annotations

from dramaturge.ground import ground_condition, ground_term, show_condition, show_term
from dramaturge.ground.world import FALSE, Const
from dramaturge.model import World, build_expression
from dramaturge.model.expression import Expression
from dramaturge.source import Source
from dramaturge.syntax import parse_expression
from tests.ground.grounding import INN, LIVELY, action, built, effects, grounded, names

ROADS = """
property road(a : place, b : place) : boolean;
road(Inn, Mill);
action go(c : character, a : place, b : place) {
  precondition: road(a, b) & at(c) == a;
  effect: at(c) = b;
  consenting: c;
};
"""


def test_what_never_changes_is_a_constant_and_decides_conditions() -> None:
    world = grounded(INN + ROADS)
    assert names(world) == ["go(Ann, Inn, Mill)"]
    assert [fluent.name for fluent in world.fluents] == ["at(Ann)"]
    assert world.constants["road(Inn, Mill)"] is True
    assert world.constants["at(Ben)"] is None
    assert show_condition(world, world.actions[0].precondition) == "at(Ann) == Inn"


def test_a_static_property_that_some_mind_sees_otherwise_stays() -> None:
    world = grounded(f"{INN}{ROADS}believes(Ben, road(Mill, Inn));")
    assert names(world) == ["go(Ann, Inn, Mill)", "go(Ann, Mill, Inn)"]
    assert "road(Mill, Inn)" in [fluent.name for fluent in world.fluents]


def test_a_wrong_belief_makes_an_action_thinkable() -> None:
    assert names(grounded(f"{INN}{ROADS}believes(Ann, at(Ben) = Inn);")) == [
        "go(Ann, Inn, Mill)",
        "go(Ben, Inn, Mill)",
    ]


def test_an_effect_on_a_belief_makes_an_action_thinkable() -> None:
    text = f"{INN}{ROADS}action lie(c : character) {{ effect: believes(c, at(Ben) = Inn); }};"
    assert "go(Ben, Inn, Mill)" in names(grounded(text))


def test_an_action_without_effects_is_left_out() -> None:
    text = f"""{INN}{LIVELY}
    action stare(c : character) {{ consenting: c; }};
    action shine() {{ effect: if(debt() == 0.5) open(Inn); }};"""
    assert not {"stare(Ann)", "stare(Ben)"} & set(names(grounded(text)))
    assert "shine()" in names(grounded(text))


def test_an_effect_that_repeats_a_constant_is_none() -> None:
    world = grounded(f"{INN}action wake() {{ effect: awake(Ann); }};")
    assert names(world) == []
    assert world.constants["awake(Ann)"] is True


def test_numbers_grow_without_bound_in_the_direction_of_arithmetic_only() -> None:
    text = f"""{INN}
    action earn() {{ effect: coins(Ann) = coins(Ann) + 1; }};
    action rich() {{ precondition: coins(Ann) == 1000; effect: awake(Ben); }};
    action poor() {{ precondition: coins(Ann) < 3; effect: awake(Ben); }};"""
    assert names(grounded(text)) == ["earn()", "rich()"]


def test_contradicting_conditions_leave_an_action_out() -> None:
    text = f"""{INN}{LIVELY}
    action a(p : place) {{ precondition: at(Ann) == p & at(Ann) == Inn; effect: debt() = 9; }};
    action b() {{ precondition: coins(Ann) > 2 & coins(Ann) <= 2; effect: debt() = 9; }};"""
    found = names(grounded(text))
    assert "a(Inn)" in found
    assert not {"a(Mill)", "b()"} & set(found)


def test_surprise_makes_unknown_reachable() -> None:
    text = f"""{INN}
    believes(Ben, at(Ann) = Mill);
    action leave() {{ precondition: at(Ann) != Mill; effect: debt() = debt() + 1; }};
    action seek() {{ precondition: at(Ann) == ?; effect: awake(Ben); consenting: Ben; }};"""
    assert names(grounded(text)) == ["leave()", "seek()"]


def test_an_action_that_is_left_out_surprises_nobody() -> None:
    text = f"""{INN}
    believes(Ben, at(Ann) = Mill);
    action stare() {{ precondition: at(Ann) != Mill; }};
    action seek() {{ precondition: at(Ann) == ?; effect: awake(Ben); consenting: Ben; }};"""
    assert names(grounded(text)) == []


def test_an_announced_action_is_kept_and_its_effects_can_come_about() -> None:
    text = f"""{INN}
    action flood(p : place) {{ precondition: False; effect: open(p); }};
    action never(c : character) {{ precondition: False; effect: awake(c); consenting: c; }};
    action enter() {{ precondition: open(Inn); effect: coins(Ann) = 9; }};"""
    world = grounded(text)
    assert names(world) == ["flood(Inn)", "flood(Mill)", "enter()"]
    assert action(world, "flood(Inn)").precondition is FALSE


def test_a_trigger_counts_as_a_way_to_reach() -> None:
    text = f"""{INN}
    trigger ring() {{ precondition: awake(Ann); effect: open(Inn); }};
    action enter() {{ precondition: open(Inn); effect: coins(Ann) = 9; }};"""
    assert names(grounded(text)) == ["enter()"]


def test_utilities_keep_their_fluents_whether_or_not_they_matter() -> None:
    world = grounded(f"{INN}{LIVELY}utility(): awake(Ben); utility(Ann): coins(Ann) - 1;")
    assert [show_term(world, term) for term in world.utilities] == [
        "if(awake(Ben)) 1 else 0",
        "coins(Ann) - 1",
        "0",
    ]


def test_entries_of_constants_disappear_and_the_others_are_renumbered() -> None:
    world = grounded(f"{INN}{ROADS}believes(Ben, at(Ann) = Mill);")
    assert [(entry.chain, entry.fluent, entry.value) for entry in world.initial] == [
        ((), 0, "Inn"),
        ((1,), 0, "Mill"),
    ]


def test_effects_on_constants_disappear() -> None:
    text = f"{INN}action wake() {{ effect: awake(Ann) & awake(Ben); }};"
    assert effects(grounded(text), "wake()") == ["awake(Ben) = True if True"]


def test_the_first_property_that_accepts_the_arguments_owns_the_instance() -> None:
    text = """
    type person : character; entity Ann : person; entity Ben : character; entity Inn : place;
    property at(p : person) : place; property at(c : character) : place;
    at(Ben) = Inn;
    """
    world = grounded(text, prune=False)
    assert [fluent.name for fluent in world.fluents] == ["at(Ann)", "at(Ben)"]
    assert world.fluents[0].domain == ("Inn",)


def query(world: World, text: str) -> Expression:
    parsed, problems = parse_expression(Source("query", text))
    assert parsed is not None, problems
    built, problems = build_expression(parsed, world)
    assert built is not None, problems
    return built


def test_queries_see_constants_and_fluents_alike() -> None:
    world, found = built(INN + ROADS), grounded(INN + ROADS)
    condition = ground_condition(world, found, query(world, "road(Inn, Mill) & at(Ann) == Mill"))
    assert show_condition(found, condition) == "at(Ann) == Mill"
    assert ground_term(world, found, query(world, "coins(Ann) + 1")) == Const(4.0)
    assert ground_term(world, found, query(world, "believes(Ben, at(Ben))")) == Const(None)


def test_alternatives_that_surprise_may_repair_stay_beside_one_that_always_holds() -> None:
    text = f"""{INN}{LIVELY}
    property lame(c : character) : boolean;
    action a() {{ precondition: !lame(Ann) | coins(Ann) > 3; effect: debt() = 9; }};
    trigger t() {{ precondition: !lame(Ann) | coins(Ann) > 3; effect: debt() = 9; }};"""
    world = grounded(text)
    assert show_condition(world, action(world, "a()").precondition) == "True | coins(Ann) > 3"
    assert show_condition(world, world.triggers[0].precondition) == "True"
