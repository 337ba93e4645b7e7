"""Free text: what it is matched to, what is asked back, and that nothing breaks it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dramaturge.play import Choice, Do
from dramaturge.play.match import cleaned, match
from dramaturge.play.people import find_person
from tests.play.stage import shop

TEXTS = (
    "go from the living room to the backyard",
    "go from the living room to the street",
    "tell Buffy that Giles is behind the house",
    "lie to Buffy that there was a stray cat",
    "lie to Xander that there was a stray cat",
    "take the stake from Giles",
    "promise Giles silence",
)
CHOICES = (
    *(Choice(n, Do.act, f"act{n}(X)", text) for n, text in enumerate(TEXTS, 1)),
    Choice(0, Do.wait, "", "wait"),
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1", 1),
        ("0", 0),
        (" 3. ", 3),
        ("go to the backyard", 1),
        ("go to the yard", 1),
        ("Walk to the street!", 2),
        ("street", 2),
        ("tell Buffy about Giles", 3),
        ("tell buffy about the cat", 4),
        ("tell Xander of a cat", 5),
        ("take stake", 6),
        ("grab the stake", 6),
        ("take the steak", 6),
        ("swear silence to giles", 7),
        ("wait", 0),
        ("act6(X)", 6),
        ("TAKE THE STAKE FROM GILES", 6),
        ("go to the bakyard", 1),
    ],
)
def test_what_is_meant(text: str, number: int) -> None:
    found = match(text, CHOICES)
    assert found.only is not None, found
    assert found.only.number == number


@pytest.mark.parametrize(
    ("text", "numbers"), [("go", {1, 2}), ("lie about the cat", {4, 5}), ("Giles", {3, 6, 7})]
)
def test_what_is_ambiguous_is_asked_back(text: str, numbers: set[int]) -> None:
    found = match(text, CHOICES)
    assert found.only is None
    assert {choice.number for choice in found.choices} == numbers


def test_what_fits_in_part_is_suggested() -> None:
    found = match("take the cross from Giles", CHOICES)
    assert found.choices == ()
    assert found.suggestions[0].number == 6


@pytest.mark.parametrize("text", ["", "???", "99", "zzzz qqqq", "the of to", "\x00\x1b[31m"])
def test_what_fits_nothing(text: str) -> None:
    found = match(text, CHOICES)
    assert found.only is None


def test_a_megabyte_takes_no_time() -> None:
    assert match("go to the street " * 60_000, CHOICES).only is not None
    assert match("x" * 1_000_000, CHOICES).only is None
    assert match("\u202e\u0000" * 500_000, CHOICES).only is None


def test_marks_of_direction_and_control_are_dropped() -> None:
    assert cleaned("\u202ego\x1b to\u200b the\tyard\n") == "go to the yard"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_has_an_answer(text: str) -> None:
    found = match(text, CHOICES)
    assert set(found.choices) <= set(CHOICES)
    assert set(found.suggestions) <= set(CHOICES)


@pytest.mark.parametrize(("text", "name"), [("ann", "Ann"), ("old bob", "Bob"), ("CID", "Cid")])
def test_people_by_any_name(text: str, name: str) -> None:
    assert find_person(shop().stage, text) == name


def test_nobody_of_that_name() -> None:
    with pytest.raises(ValueError, match="did you mean Bob"):
        find_person(shop().stage, "Bobb")
    with pytest.raises(ValueError, match="there are"):
        find_person(shop().stage, "\x00" * 100_000)
