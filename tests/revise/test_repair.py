"""Damaged stories are mended, and every repair is verified."""

from __future__ import annotations

from typing import Any

import pytest

import dramaturge as dm
from dramaturge.plan.walk import Walker
from dramaturge.revise.change import changed_text
from dramaturge.revise.repair import Repairs
from tests.cli.places import GOOD

STORY = ("shout(Pip, Yard)", "look(Gus, Vault)", "enter(Tess)", "take(Tess)")


@pytest.fixture(scope="module")
def world() -> dm.World:
    return dm.load(GOOD / "vault.world").require()


@pytest.mark.parametrize("missing", range(3))
def test_a_missing_beat_is_found_again(world: dm.World, missing: int) -> None:
    damaged = STORY[:missing] + STORY[missing + 1 :]
    found = world.repairs(damaged)
    assert STORY in [one.acts for one in found.found]
    assert all(world.check(one.acts).ok for one in found.found if not one.statements)


def test_two_missing_beats_are_put_in_together(world: dm.World) -> None:
    found = world.repairs(STORY[2:], most=20).found
    costs = [one.cost for one in found]
    assert costs == sorted(costs)
    assert ("insert", 3, 1, STORY) in [(one.kind, one.cost, one.beat, one.acts) for one in found]


def test_a_beat_in_the_wrong_place_is_moved(world: dm.World) -> None:
    damaged = (STORY[1], STORY[0], *STORY[2:])
    first = world.repairs(damaged).found[0]
    assert (first.kind, first.acts) == ("move", STORY)


def test_a_needless_beat_is_left_out(world: dm.World) -> None:
    first = world.repairs((*STORY, "seize(Gus, Pip)")).found[0]
    assert (first.kind, first.acts, first.beat) == ("drop", STORY, 5)
    assert first.diff((*STORY, "seize(Gus, Pip)")).splitlines()[-1] == "-seize(Gus, Pip)"


def test_the_start_is_changed_where_no_beat_helps() -> None:
    text = (GOOD / "vault.world").read_text(encoding="utf-8")
    lazy = dm.loads(text.replace("at(Tess) = Hall;", "at(Tess) = Yard;"), "vault").require()
    first = lazy.repairs(STORY).found[0]
    assert first.statements == ("at(Tess) = Hall;",)
    assert lazy.changed(*first.statements).check(first.acts).ok


def test_a_story_that_holds_needs_none(world: dm.World) -> None:
    assert world.repairs(STORY) == Repairs((), 0, None)


def test_a_time_limit_is_told(world: dm.World) -> None:
    assert world.repairs(("seize(Gus, Pip)",), time_limit=1e-9).limit == "time"


@pytest.mark.parametrize("beats", [1, 5])
def test_ctrl_c_in_a_check_ends_the_search(
    world: dm.World, beats: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    beat, asked = Walker._beat, 0

    def interrupted(*arguments: Any) -> Any:
        nonlocal asked
        asked += 1
        if asked == beats:
            raise KeyboardInterrupt
        return beat(*arguments)

    monkeypatch.setattr(Walker, "_beat", interrupted)
    assert world.repairs(STORY[2:], most=20).limit == "cancelled"


def test_a_changed_utility_takes_the_place_of_the_old_one(world: dm.World) -> None:
    other = world.changed("utility(Gus): 0;", "at(Pip) = Hall")
    assert other.ok, other.problems
    assert not other.check(STORY).ok
    assert world.check(STORY).ok


def test_a_last_statement_without_its_semicolon_is_closed() -> None:
    text = "type place;\nentity Inn : place;\nproperty full(p : place) : boolean;\nfull(Inn)"
    changed = dm.loads(changed_text(text, ["full(Inn) = False"]))
    assert changed.ok, changed.problems


def test_a_mistake_in_a_change_is_a_problem_of_the_world(world: dm.World) -> None:
    other = world.changed("at(Pipp) = Hall;")
    assert not other.ok
    assert "Pipp" in str(other.problems[0])
