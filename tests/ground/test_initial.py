"""The initial state: statements in order, explicit entries on chains."""

from __future__ import annotations

from dramaturge.ground.world import Chain, Value
from tests.ground.grounding import INN, grounded


def entries(facts: str) -> dict[tuple[Chain, str], Value]:
    world = grounded(INN + facts, prune=False)
    return {(entry.chain, world.fluents[entry.fluent].name): entry.value for entry in world.initial}


def test_every_fluent_has_an_entry_in_reality() -> None:
    found = entries("")
    assert len([place for place in found if place[0] == ()]) == 9
    assert found[(), "awake(Ben)"] is False
    assert found[(), "coins(Ben)"] == 0.0
    assert found[(), "at(Ben)"] is None


def test_a_statement_reads_what_was_set_before() -> None:
    assert entries("debt() = 4; coins(Ben) = debt() + 1; debt() = 9;")[(), "coins(Ben)"] == 5.0


def test_the_parts_of_one_forall_are_simultaneous() -> None:
    found = entries("forall(c : character) coins(c) = coins(Ann) + 1;")
    assert (found[(), "coins(Ann)"], found[(), "coins(Ben)"]) == (4.0, 4.0)


def test_a_chain_without_an_entry_reads_what_the_shorter_one_says() -> None:
    found = entries(
        "believes(Ann, debt() = 7); believes(Ben, coins(Ben) = believes(Ann, debt()));"
        "believes(Ann, coins(Ann) = believes(Ben, debt()) + 1);"
    )
    assert found[(1,), "coins(Ben)"] == 0.0 + 0.0  # [Ben, Ann] is what Ben thinks: 0
    assert found[(0,), "coins(Ann)"] == 8.0


def test_an_entry_equal_to_its_default_is_kept() -> None:
    assert entries("believes(Ann, coins(Ann) = 3);")[(0,), "coins(Ann)"] == 3.0


def test_setting_reality_later_leaves_a_belief_alone() -> None:
    found = entries("believes(Ann, debt() = 1); debt() = 2;")
    assert (found[(0,), "debt()"], found[(), "debt()"]) == (1.0, 2.0)


def test_dividing_by_a_zero_that_is_no_literal_is_unknown() -> None:
    assert entries("coins(Ben) = 1 / debt();")[(), "coins(Ben)"] is None


def test_negative_zero_is_zero() -> None:
    assert str(entries("coins(Ben) = -0;")[(), "coins(Ben)"]) == "0.0"
    assert str(entries("coins(Ben) = debt() * -1;")[(), "coins(Ben)"]) == "0.0"


def test_entries_come_in_order_of_chain_length() -> None:
    world = grounded(
        f"{INN} believes(Ben, believes(Ann, debt() = 1)); believes(Ben, debt() = 1);", prune=False
    )
    assert [entry.chain for entry in world.initial][-2:] == [(1,), (1, 0)]
