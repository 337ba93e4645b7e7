"""Conditions in negation normal form, and the leaves in them."""

from __future__ import annotations

import pytest

from dramaturge.ground.world import Compare, Match, Read
from tests.ground.grounding import INN, LIVELY, action, grounded, precondition


@pytest.mark.parametrize(
    ("written", "ground"),
    [
        ("awake(Ann)", "awake(Ann)"),
        ("!awake(Ann)", "!awake(Ann)"),
        ("awake(Ann) != False", "awake(Ann)"),
        ("!(coins(Ann) > 1)", "coins(Ann) <= 1"),
        ("!(awake(Ann) & at(Ann) == Inn)", "!awake(Ann) | at(Ann) != Inn"),
        ("1 < coins(Ann)", "coins(Ann) > 1"),
        ("coins(Ann) > debt()", "coins(Ann) > debt()"),
        ("coins(Ann) + 1 > debt()", "debt() < (coins(Ann) + 1)"),
        ("coins(Ann) + 1 > (2 * debt())", "(coins(Ann) + 1) > (2 * debt())"),
        ("coins(Ann) > (2 + 3)", "coins(Ann) > 5"),
        ("coins(Ann) >= ?", "coins(Ann) == ?"),
        ("coins(Ann) == coins(Ann)", "True"),
        ("at(Ann) == at(Ben)", "at(Ann) == at(Ben)"),
        ("at(Ann) >= at(Ben)", "at(Ann) == at(Ben)"),
        ("at(Ann) > at(Ben)", "never"),
        ("Mill == at(Ann)", "at(Ann) == Mill"),
        ("at(Ann) != at(Ann)", "never"),
        ("at(Ann) : place", "at(Ann) == Inn | at(Ann) == Mill"),
        ("!(at(Ann) : place)", "at(Ann) != Inn & at(Ann) != Mill"),
        ("at(Ann) : character", "never"),
        ("Ann : character", "True"),
        ("awake(Ann) == awake(Ben)", "awake(Ann) == awake(Ben)"),
        (
            "awake(Ann) == (awake(Ben) & coins(Ann) > 1)",
            "(awake(Ann) & awake(Ben) & coins(Ann) > 1)"
            " | (!awake(Ann) & (!awake(Ben) | coins(Ann) <= 1))",
        ),
        (
            "(if(awake(Ann)) coins(Ann) else debt()) > 2",
            "(awake(Ann) & coins(Ann) > 2) | (!awake(Ann) & debt() > 2)",
        ),
        (
            "(if(awake(Ann)) Inn else Mill) == at(Ben)",
            "(awake(Ann) & at(Ben) == Inn) | (!awake(Ann) & at(Ben) == Mill)",
        ),
        ("if(awake(Ann)) open(Inn)", "(awake(Ann) & open(Inn)) | !awake(Ann)"),
        ("exists(c : character) awake(c)", "awake(Ann) | awake(Ben)"),
        ("!(exists(c : character) awake(c))", "!awake(Ann) & !awake(Ben)"),
        ("believes(Ann, at(Ben) == at(Ann))", "believes(Ann, at(Ben)) == believes(Ann, at(Ann))"),
        (
            "believes(Ann, believes(Ben, !awake(Ann)))",
            "!believes(Ann, believes(Ben, awake(Ann)))",
        ),
        ("believes(Ann, at(Ben)) != at(Ben)", "believes(Ann, at(Ben)) != at(Ben)"),
        ("(sum(c : character) coins(c)) < 2", "(coins(Ann) + coins(Ben)) < 2"),
    ],
)
def test_condition_is_ground_to(written: str, ground: str) -> None:
    assert precondition(written) == ground


def test_an_unordered_comparison_with_unknown_is_never_true() -> None:
    world = grounded(f"{INN}{LIVELY}property n() : number; n() = ?;")
    assert world.constants["n()"] is None
    assert precondition("coins(Ann) > debt() / debt()") != "never"


def leaf(condition: str) -> Compare | Match:
    text = f"{INN}{LIVELY}action test() {{ precondition: {condition}; effect: debt() = 99; }};"
    found = action(grounded(text), "test()").precondition
    assert isinstance(found, Compare | Match)
    return found


def repaired(condition: str) -> list[str]:
    """The names of the fluents that surprise repairs."""
    found = leaf(condition)
    assert isinstance(found, Compare)
    world = grounded(f"{INN}{LIVELY}")
    return [world.fluents[read.fluent].name for read in found.repaired]


def test_a_lone_fluent_on_the_left_is_the_one_repaired() -> None:
    assert repaired("coins(Ann) > debt()") == ["coins(Ann)"]


def test_a_lone_fluent_on_the_right_is_the_one_repaired() -> None:
    assert repaired("coins(Ann) + 1 > debt()") == ["debt()"]


def test_every_fluent_of_a_longer_comparison_is_repaired_in_textual_order() -> None:
    assert repaired("debt() + coins(Ben) > (debt() * coins(Ann))") == [
        "debt()",
        "coins(Ben)",
        "coins(Ann)",
    ]


def test_fluents_that_are_no_numbers_match() -> None:
    assert isinstance(leaf("at(Ann) == at(Ben)"), Match)
    assert isinstance(leaf("awake(Ann) != awake(Ben)"), Match)


def test_equal_leaves_are_repeated_once() -> None:
    assert precondition("awake(Ann) & at(Ann) == Inn & awake(Ann)") == "awake(Ann) & at(Ann) == Inn"


def test_many_cases_stay_in_one_comparison() -> None:
    many = " ".join(f"entity C{number} : character;" for number in range(9))
    text = f"""{INN}{LIVELY}{many}
    action test() {{
      precondition: (sum(c : character) (if(awake(c)) coins(c) else 0)) > 2;
      effect: debt() = 99;
    }};"""
    found = action(grounded(text), "test()").precondition
    assert isinstance(found, Compare)
    assert all(isinstance(read, Read) for read in found.repaired)
    assert len(found.repaired) == 22  # awake and coins of all eleven
