"""Definitions, facts and terms inside terms: what they mean, told by the ground world."""

from __future__ import annotations

import time

import pytest

from dramaturge.api import World, loads

BASE = """
type place;
type item;
entity Ann : character;
entity Bob : character;
entity Inn : place;
entity Mill : place;
entity Key : item;
property at(c : character) : place;
property in(i : item) : place;
property lit(p : place) : boolean;
property safe(c : character) : boolean;
property coins(c : character) : number;
at(Ann) = Inn; at(Bob) = Mill; in(Key) = Mill; coins(Ann) = 2; coins(Bob) = 5;
"""


def world(text: str) -> World:
    found = loads(BASE + text)
    assert found.ok, "\n".join(map(str, found.problems))
    assert not found.problems, "\n".join(map(str, found.problems))
    return found


def same(one: str, other: str) -> None:
    """Both texts give the same ground events and utilities, names of events apart."""
    first, second = world(one).ground, world(other).ground
    assert first.actions == second.actions
    assert first.utilities == second.utilities
    assert first.initial == second.initial


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("near(Ann, Inn)", "(at(Ann) == Inn | lit(Inn))"),
        ("richer(Ann, 3)", "coins(Ann) > 3"),
        ("richer(Ann, coins(Bob))", "coins(Ann) > coins(Bob)"),
        ("all(2) > 3", "sum(c : character) (if(coins(c) > 2) 1 else 0) > 3"),
        ("alone(Ann)", "!exists(o : character) (o != Ann & at(o) == at(Ann))"),
        ("crowd()", "exists(c : character) exists(d : character) (c != d & at(d) == at(c))"),
        ("who(Inn) == Ann", "(if(lit(Inn)) Ann else Bob) == Ann"),
    ],
)
def test_a_definition_means_what_stands_in_its_place(one: str, other: str) -> None:
    definitions = """
    define near(c : character, p : place) : at(c) == p | lit(p);
    define richer(c : character, n : number) : coins(c) > n;
    define all(n : number) : sum(c : character) (if(richer(c, n)) 1 else 0);
    define alone(c : character) : !exists(o : character) (o != c & at(o) == at(c));
    define crowd() : exists(c : character) !alone(c);
    define who(p : place) : if(lit(p)) Ann else Bob;
    """
    act = (
        "action go() {{ precondition: {0}; effect: lit(Mill) & coins(Ann) = 9 & at(Bob) = Inn; }};"
    )
    more = "action rest() { effect: lit(Inn) & coins(Bob) = 1 & at(Ann) = Mill; };"
    if one == "crowd()":
        other = "exists(c : character) !!exists(o : character) (o != c & at(o) == at(c))"
    same(definitions + act.format(one) + more, act.format(other) + more)


def test_variables_of_a_definition_never_meet_those_around_it() -> None:
    one = """
    define somebody(p : place) : exists(c : character) at(c) == p;
    action go(c : character) { precondition: forall(p : place) (somebody(p) | at(c) == p);
                               effect: at(c) = Inn; };
    action to(c : character) { effect: at(c) = Mill; };
    """
    other = """
    action go(c : character) {
        precondition: forall(p : place) (exists(d : character) at(d) == p | at(c) == p);
        effect: at(c) = Inn; };
    action to(c : character) { effect: at(c) = Mill; };
    """
    same(one, other)


def test_a_definition_can_be_an_effect_and_stand_in_a_mind() -> None:
    one = """
    define moved(c : character, p : place) : at(c) == p & lit(p);
    action go(c : character, p : place) { effect: moved(c, p) & believes(Bob, moved(c, Inn)); };
    """
    other = """
    action go(c : character, p : place) {
        effect: at(c) = p & lit(p) & believes(Bob, at(c) = Inn) & believes(Bob, lit(Inn)); };
    """
    same(one, other)


def test_terms_inside_terms_ask_for_their_value() -> None:
    act = "action go() {{ {0} }}; action to() {{ effect: lit(Inn) & lit(Mill) & at(Ann) = Mill; }};"
    same(
        act.format("precondition: lit(at(Ann)); effect: coins(Ann) = 1;"),
        act.format(
            "precondition: exists(p : place) (at(Ann) == p & lit(p)); effect: coins(Ann) = 1;"
        ),
    )
    same(
        act.format("effect: !lit(at(Ann));"),
        act.format("effect: forall(p : place) if(at(Ann) == p) !lit(p);"),
    )
    same(
        act.format("effect: believes(Bob, lit(at(Ann)) = True);"),
        act.format(
            "effect: forall(p : place) if(believes(Bob, at(Ann)) == p) believes(Bob, lit(p));"
        ),
    )


FACTS = """
fact ann_here : at(Ann) == Inn { text: "Ann is here"; };
fact hidden(i : item, p : place) : in(i) == p;
fact thinks_safe(a : character, b : character) : believes(a, safe(b)) == True;
fact sure(a : character, f : hidden) : believes(a, holds(f));
fact both : at(Ann) == Mill & safe(Ann) { kind: secret; };
"""


def test_every_choice_of_arguments_is_a_fact() -> None:
    found = world(FACTS).model
    assert [entity.name for entity in found.members["fact"]] == [
        "ann_here",
        "hidden(Key, Inn)",
        "hidden(Key, Mill)",
        "thinks_safe(Ann, Ann)",
        "thinks_safe(Ann, Bob)",
        "thinks_safe(Bob, Ann)",
        "thinks_safe(Bob, Bob)",
        "both",
        "sure(Ann, hidden(Key, Inn))",
        "sure(Ann, hidden(Key, Mill))",
        "sure(Bob, hidden(Key, Inn))",
        "sure(Bob, hidden(Key, Mill))",
    ]
    assert [entity.name for entity in found.members["secret"]] == ["both"]
    assert len(found.members["hidden"]) == 2


CONTENTS = {
    "ann_here": ("at(Ann) == Inn", "at(Ann) = Inn", "if(at(Ann) == Inn) at(Ann) = ?"),
    "hidden(Key, Mill)": ("in(Key) == Mill", "in(Key) = Mill", "if(in(Key) == Mill) in(Key) = ?"),
    "thinks_safe(Bob, Ann)": (
        "believes(Bob, safe(Ann))",
        "believes(Bob, safe(Ann))",
        "believes(Bob, !safe(Ann))",
    ),
    "sure(Ann, hidden(Key, Inn))": (
        "believes(Ann, in(Key) == Inn)",
        "believes(Ann, in(Key) = Inn)",
        "believes(Ann, if(in(Key) == Inn) in(Key) = ?)",
    ),
}
STIR = "action stir() { effect: at(Ann) = Mill & in(Key) = Inn & safe(Ann) & safe(Bob); };"


@pytest.mark.parametrize("mind", ["{}", "believes(Bob, {})"])
@pytest.mark.parametrize("fact", CONTENTS)
def test_holds_stands_for_the_content(fact: str, mind: str) -> None:
    def text(condition: str, effect: str) -> str:
        parts = f"precondition: {condition}; effect: {effect};"
        return f"{FACTS}{STIR}action tell() {{ {parts} }};"

    condition, effect, denial = (mind.format(each) for each in CONTENTS[fact])
    holds, fails = mind.format(f"holds({fact})"), mind.format(f"!holds({fact})")
    same(text(holds, "lit(Inn)"), text(condition, "lit(Inn)"))
    same(text("!lit(Inn)", f"lit(Inn) & {holds}"), text("!lit(Inn)", f"lit(Inn) & {effect}"))
    same(text("!lit(Inn)", f"lit(Inn) & {fails}"), text("!lit(Inn)", f"lit(Inn) & ({denial})"))


def test_one_action_tells_every_fact() -> None:
    told = world(
        FACTS
        + STIR
        + """action tell(a : character, b : character, f : fact) {
        precondition: a != b & believes(a, holds(f));
        effect: believes(b, holds(f));
        consenting: a;
        };"""
    ).ground
    names = {action.name for action in told.actions}
    assert "tell(Ann, Bob, hidden(Key, Mill))" in names
    assert "tell(Bob, Ann, sure(Bob, hidden(Key, Mill)))" in names
    (one,) = [each for each in told.actions if each.name == "tell(Ann, Bob, hidden(Key, Mill))"]
    assert one.arguments == ("Ann", "Bob", "hidden(Key, Mill)")
    (effect,) = one.effects
    assert (effect.chain, told.fluents[effect.fluent].name) == ((1,), "in(Key)")


def test_a_fact_with_variables_is_found_among_its_kind() -> None:
    said = """action look(c : character, p : place) {
        precondition: holds(hidden(Key, p)) & at(c) == p;
        effect: lit(p); };"""
    meant = """action look(c : character, p : place) {
        precondition: in(Key) == p & at(c) == p;
        effect: lit(p); };"""
    wanted = [action.name for action in world(meant + STIR).ground.actions]
    assert [action.name for action in world(FACTS + said + STIR).ground.actions] == wanted


def test_facts_are_values_like_other_entities() -> None:
    found = world(
        FACTS
        + STIR
        + """property topic() : fact;
        action think(f : secret) { effect: topic() = f; };
        action change(i : item, p : place) { effect: topic() = hidden(i, p); };
        utility(): topic() == hidden(Key, Inn);"""
    )
    result = found.find(author_limit=2)
    assert result.story is not None
    assert [step.action for step in result.story.steps] == ["change(Key, Inn)"]


def test_a_property_of_the_core_called_holds_stays_what_it_is() -> None:
    one = "property holds(c : character, i : item) : boolean; utility(): holds(Ann, Key);"
    assert world(one + "action take() { effect: holds(Ann, Key); };").ground.actions
    one = "property holds(c : character) : boolean; action a() { effect: holds(Ann); };"
    assert world(one).ground.actions


def test_a_type_called_fact_of_an_old_world_stays_what_it_is() -> None:
    found = world("entity Rumour : fact; property known(f : fact) : boolean;")
    assert [entity.name for entity in found.model.members["fact"]] == ["Rumour"]


def test_mistakes_in_a_definition_are_told_once_and_where_it_is_used_only_if_it_is_there() -> None:
    text = BASE + "define odd(c : character) : at(c) == Barn;"
    text += "action go(c : character) { precondition: odd(c) & !odd(Ann); effect: lit(Inn); };"
    assert [problem.code for problem in loads(text).problems] == ["E211"]
    text = BASE + "define rich(c : character) : coins(c) > 3;"
    text += "action go(c : character) { effect: rich(c); };"
    (problem,) = loads(text).problems
    assert problem.code == "E231"
    assert problem.also is not None
    assert "in the definition of 'rich'" in str(problem)


@pytest.mark.parametrize("shape", ["a{0}(p) & a{0}(p)", "lit(p) & a{0}(p)"])
def test_chains_of_definitions_end_in_a_message(shape: str) -> None:
    text = BASE + "define a0(p : place) : lit(p);"
    text += "".join(f"define a{n}(p : place) : {shape.format(n - 1)};" for n in range(1, 3_000))
    started = time.process_time()
    found = loads(text + "utility(): a2999(Inn);")
    assert [problem.code for problem in found.problems] == ["E252"]
    assert time.process_time() - started < 20


def test_uses_together_are_bounded() -> None:
    big = " & ".join(["(lit(p) | !lit(p))"] * 3_000)
    text = BASE + f"define big(p : place) : {big};"
    text += "".join(
        f"action go{n}() {{ precondition: big(Inn); effect: lit(Inn); }};" for n in range(90)
    )
    assert {problem.code for problem in loads(text).problems} == {"E252"}


def test_chains_of_facts_end_in_a_message() -> None:
    text = BASE + "fact f0 : lit(Inn);"
    text += "".join(
        f"fact f{n} : holds(f{n - 1}) & (safe(Ann) | holds(f{n - 1}));" for n in range(1, 400)
    )
    found = loads(text + "action go() { precondition: holds(f399); effect: safe(Ann); };")
    assert not found.problems
    assert {problem.code for problem in found.all_problems} <= {"E401", "E405"}
    assert found.all_problems
