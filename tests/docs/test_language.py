"""What docs/language.md claims about grouping, and about differences from Sabre."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from docs.generate import DOCS

import dramaturge as dm
from dramaturge.source import Source
from dramaturge.syntax.parser import parse_expression

ROW = re.compile(r"^\| `([^`]+)` \| (?:`([^`]+)`)?([^|`]*(?:`[^`]*`[^|`]*)*) \|$", re.MULTILINE)
WORLD = (
    "type place;\nentity Ann : character;\nentity Ben : character;\nentity Inn : place;\n"
    "property at(c : character) : place;\nproperty coins(c : character) : number;\n"
    "property open(p : place) : boolean;\n"
)


def readings() -> Iterator[tuple[str, str, str]]:
    """The rows of the table: what is written, how it is read, and the rest of the cell."""
    text = (DOCS / "language.md").read_text(encoding="utf-8")
    table = text.partition("| Written | Read as |")[2].partition("\n\n")[0]
    for written, read_as, rest in ROW.findall(table):
        yield written.replace("\\|", "|"), read_as.replace("\\|", "|"), rest


def expression(text: str) -> tuple[object, list[str]]:
    found, problems = parse_expression(Source("text", text))
    return found, [problem.code for problem in problems]


def codes(text: str) -> list[str]:
    return [problem.code for problem in dm.loads(text).all_problems]


def test_the_table_is_read() -> None:
    text = (DOCS / "language.md").read_text(encoding="utf-8")
    table = text.partition("| Written | Read as |")[2].partition("\n\n")[0]
    assert len(list(readings())) == table.strip().count("\n") > 15


@pytest.mark.parametrize(("written", "read_as", "rest"), tuple(readings()), ids=str)
def test_signs_group_as_the_page_says(written: str, read_as: str, rest: str) -> None:
    found, problems = expression(written)
    promised = re.findall(r"\b[EW]\d{3}\b", rest)
    assert problems == promised
    if read_as:
        assert found is not None
        assert found == expression(read_as)[0]
    else:
        assert found is None


def test_an_order_of_three_is_an_error() -> None:
    assert codes(WORLD + "utility(): if(1 < coins(Ann) < 4) 1 else 0;") == ["E225"]


@pytest.mark.parametrize(
    "text",
    [
        "utility(): if(exists(c : character) (at(c) == Inn & exists(c : character) "
        "coins(c) > 1)) 1 else 0;",
        "utility(): if(exists(Ann : character) at(Ann) == Inn) 1 else 0;",
        "action a(c : character) { effect: open(Inn); consenting: (); };",
        "utility(): if(coins(Ann) > 1 & coins(Ann) < 4) 1 else 0;",
        "property type(c : character) : boolean;\nproperty if(c : character) : boolean;\n"
        "type(Ann);\nif(Ann);",
        "entity Zoë : character;\nentity A_1 : place;\nentity Y' : place;",
        "type shop;\ntype shop : place;\nentity Inn : shop;\nentity Sword : weapon;",
        "property key(Inn) : boolean;\nproperty day(3) : boolean;\nkey(Inn);\nday(3);",
        "property vote(c : character, b : boolean) : boolean;\nvote(Ann, True);",
    ],
)
def test_all_this_is_fine(text: str) -> None:
    assert codes(WORLD + text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["E205"]),
        (WORLD + "utility(): coins(Ann) / 0;", ["E403"]),
        (WORLD + "property open(q : place) : number;", ["W201"]),
        (WORLD + "entity Mary-Ann : character;", ["E103"]),
        (WORLD + "property owes(n : number) : boolean;", ["E206"]),
        (WORLD + "utility(): if(open(Inn)) 1;", ["E226"]),
        (WORLD + "coins(Ann) = -coins(Ben);", ["E142"]),
        (WORLD + "coins(Ann) = coins(!at(Ann));", ["E143"]),
        (WORLD + "open(Inn) = ?;", ["E224"]),
        (WORLD + "action a() { effect: open(Inn) | coins(Ann) = 1; };", ["E232"]),
        (WORLD + "action a() { effect: coins(Ann) = 2 & coins(Ann) = 1; };", ["E234"]),
        (WORLD + "action a() { effect: !open(Inn); effect: open(Inn); };", ["W104"]),
    ],
)
def test_all_this_is_objected_to(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def values(text: str, fluent: str, actions: list[str] | None = None) -> tuple[object, ...]:
    """What a fluent is in the world and in each mind after some acts."""
    known = dm.loads(text).knows(actions or [], about=fluent)
    return known.moments[-1].values[0]


def test_dividing_by_a_property_that_is_0_is_unknown() -> None:
    text = WORLD + "action a() { effect: coins(Ann) = 4 / coins(Ben); };"
    assert values(text, "coins(Ann)", ["a()"])[0] is None


def test_the_later_of_two_effects_wins() -> None:
    text = WORLD + (
        "action a() { effect: (if(!open(Inn)) coins(Ann) = 1) "
        "& (if(coins(Ben) == 0) coins(Ann) = 2); };"
    )
    assert values(text, "coins(Ann)", ["a()"])[0] == 2


def test_effects_read_how_things_were() -> None:
    text = WORLD + (
        "coins(Ann) = 1;\ncoins(Ben) = 2;\n"
        "action a() { effect: coins(Ann) = coins(Ben) & coins(Ben) = coins(Ann); };"
    )
    assert values(text, "coins(Ann)", ["a()"])[0] == 2
    assert values(text, "coins(Ben)", ["a()"])[0] == 1


def test_the_first_trigger_in_the_text_fires() -> None:
    text = WORLD + (
        "trigger b() { precondition: coins(Ann) == 1; effect: coins(Ann) = 2; };\n"
        "trigger a() { precondition: coins(Ann) == 1; effect: coins(Ann) = 3; };\n"
        "action go() { effect: coins(Ann) = 1; };"
    )
    assert values(text, "coins(Ann)", ["go()"])[0] == 2


def test_what_one_is_told_wins_over_what_one_sees() -> None:
    text = WORLD + "action a() { effect: coins(Ben) = 1 & believes(Ann, coins(Ben) = 5); };"
    world, ann, ben = values(text, "coins(Ben)", ["a()"])
    assert (world, ann, ben) == (1, 5, 1)


def test_only_more_is_a_reason() -> None:
    text = WORLD + (
        "coins(Ann) = 1;\nutility(Ann): coins(Ann);\nutility(): open(Inn);\n"
        "action a(c : character) { effect: open(Inn) & coins(c) = ?; consenting: c; };"
    )
    verdict = dm.loads(text).check(["a(Ann)"])
    assert [finding.code for finding in verdict.findings] == ["C102"]


def test_who_wants_nothing_consents_to_nothing() -> None:
    text = WORLD + (
        "utility(): open(Inn);\naction a(c : character) { effect: open(Inn); consenting: c; };"
    )
    assert dm.loads(text).find(author_limit=2).outcome is dm.Outcome.none
