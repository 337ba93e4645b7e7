"""Statements, bodies, comments: SEMANTICS.md 1.1 and 1.2."""

from __future__ import annotations

import pytest

from dramaturge.source import Source
from dramaturge.syntax import parse, show, tree


def read(text: str) -> tuple[tree.Statement, ...]:
    world, problems = parse(Source("test", text))
    assert problems == ()
    return world.statements


def event(text: str) -> tree.EventStatement:
    (found,) = read(text)
    assert isinstance(found, tree.EventStatement)
    return found


@pytest.mark.parametrize("text", ["", " \r\n\t", "// nothing", "/* nothing */", "/**/"])
def test_an_empty_text_is_an_empty_world(text: str) -> None:
    assert read(text) == ()


def test_only_the_last_statement_may_omit_its_semicolon() -> None:
    assert len(read("type a; type b")) == 2
    world, problems = parse(Source("test", "action a() { } type b;"))
    assert [problem.code for problem in problems] == ["E120"]
    assert len(world.statements) == 2


def test_parts_may_come_in_any_order_and_be_missing() -> None:
    found = event("action a() { observing(c : character): True; effect: p() }")
    assert found.precondition is None
    assert found.consenting is None
    assert found.effect is not None
    assert found.observing is not None
    assert found.observing.variable.name.text == "c"


@pytest.mark.parametrize("names", ["a, b", "(a, b)", "( a , b )"])
def test_the_consenting_list_may_stand_in_brackets(names: str) -> None:
    found = event(f"action f(a : character, b : character) {{ consenting: {names}; }};")
    assert [name.text for name in found.consenting or () if isinstance(name, tree.Name)] == [
        "a",
        "b",
    ]


@pytest.mark.parametrize("names", ["", "()", " ( ) "])
def test_an_empty_consenting_list_means_nobody(names: str) -> None:
    assert event(f"action f() {{ consenting:{names}; }};").consenting == ()


def test_the_later_of_two_parts_counts() -> None:
    world, problems = parse(Source("test", "action f() { effect: p(); effect: q(); };"))
    assert [problem.code for problem in problems] == ["W104"]
    assert isinstance(world.statements[0], tree.EventStatement)
    assert world.statements[0].effect is not None
    assert show(world.statements[0].effect) == "q()"


def test_parameters_may_be_constants_and_share_names() -> None:
    (found,) = read("property p(A, 3, True, x : t, x : t) : boolean;")
    assert isinstance(found, tree.PropertyStatement)
    assert len(found.parameters) == 5


@pytest.mark.parametrize("written", ["c person", "a : place, c person", "character c"])
def test_a_parameter_without_a_colon_is_told_with_one(written: str) -> None:
    _, problems = parse(Source("test", f"action f({written}) {{ effect: p(); }};"))
    (problem,) = problems
    shown = "c : character" if written == "character c" else "c : person"
    assert problem.hint == f"':' comes before the type of a parameter: '{shown}'"


def test_spans_cover_what_was_written() -> None:
    text = "type a;\naction f() { effect: p() & (q()); };"
    found = read(text)[1]
    assert isinstance(found, tree.EventStatement)
    assert text[found.span.start : found.span.end] == text[8:-1]
    assert found.effect is not None
    assert text[found.effect.span.start : found.effect.span.end] == "p() & (q())"


def test_comments_directly_before_an_event_describe_it() -> None:
    text = "type a; // not this\n\n// nor this\n\n// To walk\n/* is\n * human. */\naction f() { };"
    found = [one for one in read(text) if isinstance(one, tree.EventStatement)]
    assert found[0].description == "To walk\nis\nhuman."


def test_an_event_without_comment_has_no_description() -> None:
    text = "// head of the file\n\naction f() { }; // trailing\ntrigger g() { };"
    assert [one.description for one in read(text) if isinstance(one, tree.EventStatement)] == [
        None,
        None,
    ]


def test_an_endless_comment_is_only_a_warning() -> None:
    world, problems = parse(Source("test", "type a; /* type b;"))
    assert [(problem.code, problem.severity) for problem in problems] == [("W101", "warning")]
    assert len(world.statements) == 1


def test_names_of_any_script_are_names() -> None:
    assert len(read("entity Зоя : герой; entity 勇者 : герой; entity A_1.b : герой;")) == 3


def test_a_lost_brace_costs_one_action_only() -> None:
    text = "action a() {\n effect: p();\naction b() { effect: q(); };\nentity E : t;"
    world, problems = parse(Source("test", text))
    assert [(problem.code, problem.place()[1]) for problem in problems] == [("E112", 1)]
    assert len(world.statements) == 2
