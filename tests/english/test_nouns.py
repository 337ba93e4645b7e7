"""Articles, possessives, lists."""

from __future__ import annotations

import pytest

from dramaturge.english.nouns import article, listed, possessive, without_article


@pytest.mark.parametrize(
    "expected",
    [
        *("an hour", "an heir", "a house", "a hotel", "an honest man", "a unicorn", "an oath"),
        *("a European", "an umbrella", "a one-way street", "an X-ray", "a UFO", "an FBI agent"),
        *("an 8", "a 7", "an 11", "a 1100", "an 18", "an apple", "a useful key", "a usual day"),
        *("an unimportant man", "an uninvited guest", "a ewe", "a NASA man", "an MP"),
    ],
)
def test_articles(expected: str) -> None:
    assert article(expected.partition(" ")[2]) == expected


def test_articles_are_left_out_after_possessives() -> None:
    names = ["the old coin", "an axe", "a coin", "Theo", "theatre", "Anna the Bold"]
    without = ["old coin", "axe", "coin", "Theo", "theatre", "Anna the Bold"]
    assert [without_article(name) for name in names] == without


def test_possessives() -> None:
    assert possessive("Tom") == "Tom's"
    assert possessive("Rufus") == "Rufus's"
    assert possessive("the demons", plural=True) == "the demons'"
    assert possessive("the children", plural=True) == "the children's"


def test_lists() -> None:
    assert [listed(["a", "b", "c"][:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
