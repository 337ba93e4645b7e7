"""What others would answer to a plan, in a world small enough to see it."""

from __future__ import annotations

import pytest

import dramaturge as dm
from dramaturge.explore.advice import Counsel
from dramaturge.explore.counsel import counsel
from dramaturge.story import Limits
from tests.cli.places import GOOD

PLAN = ("shout(Pip, Yard)", "enter(Tess)", "take(Tess)")
LIMITS = Limits(character=3, epistemic=2)
TEXT = (GOOD / "vault.world").read_text(encoding="utf-8")


def advised(text: str = TEXT, **options: object) -> Counsel:
    ground = dm.loads(text, "vault").require().ground
    return counsel(ground, PLAN, LIMITS, **options)  # type: ignore[arg-type]


def test_a_plan_succeeds_by_what_others_do_of_themselves() -> None:
    found = advised()
    assert found.planners == ("Pip", "Tess")
    assert found.success is not None
    acts = [act.action for act in found.success.acts]
    assert acts == ["shout(Pip, Yard)", "look(Gus, Vault)", "enter(Tess)", "take(Tess)"]
    assert [act.step for act in found.success.acts] == [1, None, 2, 3]


def test_it_fails_where_nobody_answers_in_time() -> None:
    (failure,) = advised().failures
    assert failure.failed_at == 2
    assert [act.action for act in failure.acts] == ["shout(Pip, Yard)"]


def test_each_person_has_a_worst_and_a_best_end() -> None:
    fates = {fate.character: fate for fate in advised().fates}
    assert (fates["Pip"].worst, fates["Pip"].best) == (-1, 1)
    assert "seize(Gus, Pip)" in [act.action for act in fates["Pip"].worst_line.acts]
    assert (fates["Tess"].worst, fates["Tess"].best) == (0, 1)


def test_nobody_answers_against_their_own_wants() -> None:
    lazy = TEXT.replace("(if(at(Gus) == Yard & noise(Yard)) 1 else 0) + ", "")
    found = advised(lazy.replace("dutiful(Gus);\nbelieves", "believes"))
    assert found.success is None
    assert {fate.character: fate.worst for fate in found.fates}["Pip"] == 0


def test_what_the_planners_want_decides_what_is_good() -> None:
    ground = dm.loads(TEXT, "vault").require().ground
    caught = [fluent.name for fluent in ground.fluents].index("caught(Pip)")
    found = counsel(ground, PLAN, LIMITS, wanted=lambda state: state.values[caught] is False)
    bad_end = next(line for line in found.failures if line.failed_at is None)
    assert "seize(Gus, Pip)" in [act.action for act in bad_end.acts]
    assert any(turn.answer == "seize(Gus, Pip)" for turn in found.reversals)
    told = {(f.character, f.failure): f.foreseen for f in found.foresight}
    assert told["Pip", bad_end] is not None  # Pip knows what Gus is like
    assert told["Tess", bad_end] is None  # Tess does not


def test_an_act_that_the_world_does_not_have_is_refused() -> None:
    ground = dm.loads(TEXT, "vault").require().ground
    with pytest.raises(ValueError, match="never happen"):
        counsel(ground, ["fly(Pip)"], LIMITS)


def test_an_ending_of_the_world_can_be_what_they_want() -> None:
    world = dm.loads(TEXT, "vault")
    assert any(line.failed_at is None for line in world.counsel(PLAN, ending="robbed").failures)
    with pytest.raises(ValueError, match="did you mean 'robbed'"):
        world.counsel(PLAN, ending="robed")
