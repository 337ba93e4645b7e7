"""What people write out of habit, and how well the message says what to write instead."""

from __future__ import annotations

import pytest

import dramaturge as dm

START = """type place;
entity Ann : character;
entity Inn : place;
property at(who : character) : place;
property fed(who : character) : boolean;
property coins(who : character) : number;
"""


@pytest.mark.parametrize(
    ("written", "code", "marked", "hint"),
    [
        ("at(Ann) = None;", "E211", "None", "'?', which is unknown"),
        ("at(Ann) = nowhere;", "E211", "nowhere", "'?', which is unknown"),
        ("fed(Ann) = true;", "E211", "true", "write 'True'"),
        ("fed(Ann) = no;", "E211", "no", "write 'False'"),
        ("coins(Ann) = three;", "E211", "three", "in digits: 3"),
        ("at(Ann) = inn;", "E211", "inn", "did you mean 'Inn'?"),
        ("at(Ann, Inn);", "E213", "at(Ann, Inn)", "'at(Ann) = Inn'"),
        ("fed(Ann, Ann);", "E213", "fed(Ann, Ann)", "it takes 1 argument: fed(who : character)"),
        (
            "type fool : character; property led(f : fool) : boolean;"
            "action go(c : character) { precondition: c : fool & led(c); };",
            "E213",
            "led(c)",
            "declare 'c : fool', or take a narrower variable: exists(f : fool) (f == c & …)",
        ),
        (
            "forall(c : character) utility(c): 1;",
            "E126",
            "forall(c : character) utility(c)",
            "each",
        ),
        ("utility(c : character): 1;", "E126", "utility(c : character)", "write one for each"),
        ("fed(Inn);", "E213", "fed(Inn)", "'Inn' is not of the type character"),
        ("fed(Ann) = 1;", "E223", "1", "write True or False"),
        ("utility(): coins(Ann) + fed(Ann);", "E222", "fed(Ann)", "'if(…) 1 else 0'"),
        ("coins(Ann) = Inn;", "E223", "Inn", "write a number"),
        ("at(Ann) = Ann;", "E223", "Ann", "'Ann' would have to be declared as place"),
        ("at(Ann) = 3;", "E223", "3", "name something that is declared as place"),
        ("knows(Ann, fed(Ann));", "E212", "knows", "'believes(Ann, at(Tom) = Inn)'"),
        ("wants(Ann, coins(Ann));", "E212", "wants", "'utility(Ann): …'"),
        ("utility(Ann) = coins(Ann);", "E212", "utility", "a utility has ':'"),
        ("utility(Inn): 1;", "E214", "Inn", "'entity Ann : character;'"),
        ("property age() : integer;", "E201", "integer", "of the type 'number'"),
        ("property name() : string;", "E201", "string", "no value is a text"),
        ("property boss() : person;", "E201", "person", "is a 'character'"),
        ("property lit() : bool;", "E201", "bool", "did you mean 'boolean'?"),
        ("entity Old Tom : character;", "E124", "Tom", "'Old_Tom'"),
        ("entity Tom character;", "E124", "character", "'entity Tom : type'"),
        ("entity Tom, Ben : character;", "E124", ",", "a statement of its own"),
        ("character Tom;", "E122", "character", "'entity Tom : character;'"),
        ("The Inn: a tale.", "E122", "The", "comments with '//'"),
        ("at(Ann) = Inn\ncoins(Ann) = 3;", "E120", "", "every statement ends with ';'"),
        ("fed(Ann) = (at(Ann) == Inn\ncoins(Ann) > 1);", "E141", "coins", "'&' joins"),
        ("fed(Ann), coins(Ann) = 3;", "E141", ",", "'&' joins"),
        ("at(Ann) = \u201cInn\u201d;", "E103", "\u201cInn\u201d", "names need no quotes"),
        ("at(Ann) = Inn\uff1b", "E101", "\uff1b", "write ';', the plain one"),
        ("action go home(who : character) { effect: fed(who); };", "E127", "home", "'go_home'"),
        ("action go() { effect fed(Ann); };", "E132", "fed", "write 'effect: …'"),
    ],
)
def test_a_habit_is_understood(written: str, code: str, marked: str, hint: str) -> None:
    problem = dm.loads(START + written).problems[0]
    assert problem.code == code
    assert problem.span is not None
    assert problem.span.source.text[problem.span.start : problem.span.end].strip() == marked
    assert hint in (problem.hint or "")


def test_names_of_the_world_come_before_habits() -> None:
    world = dm.loads(START + "entity Nobody : place;\nat(Ann) = nobody;")
    assert [problem.hint for problem in world.problems] == ["did you mean 'Nobody'?"]


def test_a_missing_semicolon_in_an_action_is_not_looked_for_in_the_next_line() -> None:
    world = dm.loads(
        START + "action go() {\n    precondition: fed(Ann)\n        at(Ann) == Inn;\n};"
    )
    assert [problem.code for problem in world.problems] == ["E141"]
