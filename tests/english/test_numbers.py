"""Numbers and spans of time in words."""

from __future__ import annotations

import pytest

from dramaturge.english.numbers import number, singular, span


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "no"), (1, "one"), (13, "thirteen"), (20, "twenty"), (42, "forty-two"), (140, "140")],
)
def test_numbers(value: int, words: str) -> None:
    assert number(value) == words


@pytest.mark.parametrize(
    ("value", "unit", "words", "is_plural"),
    [
        (1, "minutes", "a minute", False),
        (25, "minutes", "twenty-five minutes", True),
        (30, "minutes", "half an hour", False),
        (60, "minutes", "an hour", False),
        (90, "minutes", "an hour and a half", False),
        (150, "minutes", "two and a half hours", True),
        (180, "minutes", "three hours", True),
        (48, "hours", "two days", True),
        (1, "bells", "a bell", False),
        (3, "rounds", "three rounds", True),
        (120, "seconds", "two minutes", True),
    ],
)
def test_spans(value: float, unit: str, words: str, is_plural: bool) -> None:
    assert span(value, unit) == (words, is_plural)


def test_one_of_a_unit() -> None:
    assert [singular(unit) for unit in ("days", "centuries", "hour")] == ["day", "century", "hour"]
