"""Choices as they are listed in a plain terminal."""

from __future__ import annotations

from dramaturge.cli.play_listing import Row, rows


def test_what_differs_in_a_name_shares_a_line() -> None:
    texts = [
        "go to the deck",
        "lie to Ann that it rains",
        "lie to the captain that it rains",
        "lie to Tom that it rains",
        "lie to Tom that he sleeps",
    ]
    found = list(rows(list(enumerate(texts, 1))))
    assert found == [
        Row("go to the deck", ((1, "go to the deck"),)),
        Row("lie to … that it rains", ((2, "Ann"), (3, "the captain"), (4, "Tom"))),
        Row("lie to Tom that he sleeps", ((5, "lie to Tom that he sleeps"),)),
    ]


def test_an_article_stays_with_its_name() -> None:
    texts = [f"go from the gallery to the {place}" for place in ("street", "workshop", "cellar")]
    (row,) = rows(list(enumerate(texts, 1)))
    assert row.text == "go from the gallery to …"
    assert row.items == ((1, "the street"), (2, "the workshop"), (3, "the cellar"))


def test_every_choice_is_listed_once_and_in_order() -> None:
    texts = ["a b c d", "a x c d", "a y c d", "e", "e f g", "", "a b c d", "a b c d", "a b c d"]
    found = [number for row in rows(list(enumerate(texts))) for number, _ in row.items]
    assert found == list(range(len(texts)))


def test_two_stay_as_they_are() -> None:
    pair = [(1, "name Edmund as the murderer"), (2, "name Mina as the murderer")]
    assert [row.items for row in rows(pair)] == [((1, pair[0][1]),), ((2, pair[1][1]),)]
