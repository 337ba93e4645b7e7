"""The living room: both plans are refused there, for the reasons that counsel gives."""

from __future__ import annotations

import pytest

import dramaturge as dm
from dramaturge import bundled
from dramaturge.explore.advice import Counsel

FOLDER = bundled.locate("martyr").parent


@pytest.fixture(scope="module")
def world() -> dm.World:
    return dm.load(bundled.locate("martyr")).require()


@pytest.fixture(scope="module")
def distraction(world: dm.World) -> Counsel:
    return world.counsel(FOLDER / "distraction.plan", answers=1, ending="free")


@pytest.fixture(scope="module")
def surrender(world: dm.World) -> Counsel:
    return world.counsel(FOLDER / "surrender.plan", answers=1, ending="free")


def costs(found: Counsel) -> dict[str, str]:
    (losses,) = found.losses
    return {loss.character: loss.because for loss in losses}


def foresees(found: Counsel) -> dict[str, bool]:
    assert all(sight.decided for sight in found.foresight)
    return {sight.character: sight.foreseen is not None for sight in found.foresight}


def test_neither_plan_can_come_out_well(distraction: Counsel, surrender: Counsel) -> None:
    assert distraction.limit is surrender.limit is None
    assert distraction.success is surrender.success is None
    assert [line.failed_at for line in distraction.failures] == [None]  # done, and it ends badly


def test_rufus_would_see_the_trick_and_kill_dawn(distraction: Counsel) -> None:
    (slain,) = distraction.results
    assert slain.name == "slain"
    assert [act.action for act in slain.line.acts if act.step is None][-1].startswith("kill(Rufus")
    assert costs(distraction)["Rufus"]  # he must keep his word, then


def test_xander_sees_it_coming_and_buffy_does_not(distraction: Counsel) -> None:
    assert foresees(distraction) == {"Buffy": False, "Xander": True}


def test_handing_william_over_costs_his_life_and_she_will_not_have_it(surrender: Counsel) -> None:
    # Xander gets what he wants of it, and she alone loses so much.
    fates = {fate.character: fate for fate in surrender.fates}
    assert fates["Xander"].worst is not None
    assert fates["Xander"].before is not None
    assert fates["Xander"].worst > fates["Xander"].before
    assert fates["Buffy"].best is not None
    assert fates["Buffy"].before is not None
    assert fates["Buffy"].best < fates["Buffy"].before - 5
    assert "William is in the demons' dimension" in costs(surrender)["Buffy"]
    assert foresees(surrender) == {"Buffy": True, "William": True, "Xander": True}
