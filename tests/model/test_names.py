"""Types, entities, domains and slots."""

from __future__ import annotations

import time

import pytest

from dramaturge.model import build
from dramaturge.model.world import World
from dramaturge.source import Source, Span
from dramaturge.syntax import tree
from tests.model.reading import build_text, codes, sound


def members(world: World, type_name: str) -> list[str]:
    return [entity.name for entity in world.members[type_name]]


def test_characters_come_first_in_every_domain() -> None:
    world = sound("entity Oak : plant; entity Zoe : character, plant; entity Al : character;")
    assert members(world, "entity") == ["Zoe", "Al", "Oak"]
    assert members(world, "plant") == ["Zoe", "Oak"]
    assert [character.name for character in world.characters] == ["Zoe", "Al"]


def test_naming_a_parent_creates_it() -> None:
    world = sound("type oak : tree; entity Old : oak;")
    assert world.types["oak"].is_a("tree")
    assert world.types["tree"].is_a("entity")
    assert members(world, "tree") == ["Old"]


def test_repeated_statements_accumulate() -> None:
    world = sound("type a : b; type a : c; entity X : a; entity Y : d; entity X : d;")
    assert world.types["a"].ancestors == {"a", "b", "c", "entity"}
    assert world.entities[0].types == {"a", "b", "c", "d", "entity"}
    assert members(world, "d") == ["X", "Y"]


def test_character_can_have_more_parents() -> None:
    world = sound("type character : place; entity Turtle : character; entity Sea : place;")
    assert members(world, "place") == ["Turtle", "Sea"]


def test_statements_may_stand_in_any_order() -> None:
    world = sound("hot(Pan); property hot(t : tool) : boolean; entity Pan : tool; type tool;")
    assert len(world.initial) == 1


def test_a_diamond_of_types_is_no_cycle() -> None:
    world = sound("type a : b, c; type b : d; type c : d; entity X : a;")
    assert world.types["a"].ancestors == {"a", "b", "c", "d", "entity"}


def test_a_long_chain_of_types_builds() -> None:
    chain = "".join(f"type t{i} : t{i + 1};" for i in range(1500))
    assert members(sound(chain + "type t1500; entity X : t0;"), "t1500") == ["X"]


def test_a_world_may_have_one_entity() -> None:
    assert sound("entity Eve : character; property glad() : boolean; glad();").entities


def test_an_empty_file_is_an_error_with_a_hint() -> None:
    world, (problem,) = build_text("")
    assert world is None
    assert problem.code == "E205"
    assert problem.hint is not None


def test_a_parameter_without_a_type_is_told_once_with_the_type_it_may_have() -> None:
    text = (
        "entity Ann : character;\nproperty fed(c : character) : boolean;\n"
        "action feed(giver, eater : character) { effect: fed(eater); consenting: giver; };"
    )
    (problem,) = build_text(text)[1]
    assert problem.hint == "every parameter needs its own type: 'giver : character'"


def test_hints_name_what_was_probably_meant() -> None:
    text = (
        "entity Xander : character; property at(c : character) : boolean; at(Xandr); att(Xander);"
    )
    hints = [problem.hint for problem in build_text(text)[1]]
    assert hints == ["did you mean 'Xander'?", "did you mean 'at'?"]


ENDED = "the quantifier of 'x' ends at '{}': put its body in brackets"


@pytest.mark.parametrize(
    ("statement", "hint"),
    [
        ("utility(): exists(x : character) p(x) & q(x);", ENDED.format("&")),
        ("utility(): exists(x : character) p(x) | (p(Al) & q(x));", ENDED.format("|")),
        ("utility(): !forall(y : character) exists(x : character) p(y) & q(x);", ENDED.format("&")),
        ("forall(x : character) p(x) & q(x);", ENDED.format("&")),
        (
            "action a() { effect: forall(x : character) p(x) & p(Al) & q(x) };",
            ENDED.format("&"),
        ),
        ("utility(): q(x) & exists(x : character) p(x);", None),
        ("utility(): exists(x : character) p(x) & q(y);", None),
    ],
)
def test_a_variable_behind_its_quantifier_is_told_where_that_ends(
    statement: str, hint: str | None
) -> None:
    world = (
        "entity Al : character; property p(c : character) : boolean;"
        "property q(c : character) : boolean;"
    )
    (problem,) = build_text(world + statement)[1]
    assert (problem.code, problem.hint) == ("E211", hint)


def test_brackets_or_a_variable_further_out_leave_nothing_to_tell() -> None:
    world = (
        "entity Al : character; property p(c : character) : boolean;"
        "property q(c : character) : boolean;"
    )
    for utility in (
        "exists(x : character) (p(x) & q(x))",
        "exists(x : character) p(x) & q(Al)",
        "forall(x : character) (exists(x : character) p(x) & q(x))",
    ):
        assert build_text(f"{world}utility(): {utility};")[1] == ()


def test_an_undefined_type_is_reported_once() -> None:
    uses = "".join(f"property p{i}(x : nothing) : boolean; p{i}(Al);" for i in range(5))
    assert codes("entity Al : character;" + uses) == ["E201"]


def test_the_first_fitting_definition_is_meant() -> None:
    world = sound(
        """entity Al : character; entity Pot : item;
        property at(c : character) : number;
        property at(i : item) : boolean;
        property at(Al, c : character) : boolean;
        action go(c : character, i : item) {
          precondition: at(c) > 1 & at(i) & at(Al, c); effect: at(c) = 0; };"""
    )
    assert [fluent.property.slots for fluent in fluents(world)] == [
        definition.slots for definition in world.properties
    ]


def fluents(world: World) -> list[object]:
    precondition = world.actions[0].precondition
    first, second, third = precondition.parts  # type: ignore[union-attr]
    return [first.left, second, third]


def test_true_and_one_are_different_arguments() -> None:
    text = "entity Al : character; property on(True) : boolean; property on(1) : number;"
    world = sound(text + "on(1) = 4; on(True);")
    assert [effect.fluent.property.type.name for effect in world.initial] == ["number", "boolean"]


def test_large_worlds_build_in_seconds() -> None:
    source = Source("large", "")
    span = Span(source, 0, 0)
    thing = tree.Name("thing", span)
    entities = tuple(
        tree.EntityStatement(tree.Name(f"E{i}", span), (thing,), span) for i in range(50_000)
    )
    overloads = tuple(
        tree.PropertyStatement(
            tree.Name("p", span),
            (tree.Variable(tree.Name("x", span), thing, span), tree.Name(f"E{i}", span)),
            tree.Name("boolean", span),
            span,
        )
        for i in range(10_000)
    )
    facts = tuple(
        tree.InitialStatement(
            tree.Reference(
                tree.Name("p", span), (tree.Name("E7", span), tree.Name(f"E{i}", span)), span
            ),
            span,
        )
        for i in range(10_000)
    )
    start = time.process_time()
    world, problems = build(tree.WorldText((*entities, *overloads, *facts)), "large")
    assert time.process_time() - start < 20
    assert world is not None
    assert not problems
