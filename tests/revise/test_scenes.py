"""Stories in scenes are mended as written: headings, expectations, marks, comments stay."""

from __future__ import annotations

from pathlib import Path

import pytest

import dramaturge as dm
from dramaturge.revise.pieces import cut
from tests.cli.places import GOOD
from tests.cli.running import run

TEXT = """\
// The haul, as it was.
story "The haul" of "vault.world";

scene "Outside" at Yard seen by Pip;
    shout(Pip, Yard);
    expect noise(Yard);
    look(Gus, Vault);

scene "Inside" at Vault seen by Tess;
    // Now or never.
    enter(Tess);
    deliberate "she has waited long" take(Tess);
    expect rich(Tess) & !caught(Pip);
"""
ACTS = ("shout(Pip, Yard)", "look(Gus, Vault)", "enter(Tess)", "take(Tess)")
LINES = [line for line in TEXT.splitlines() if line.endswith(");") and "expect" not in line]


@pytest.fixture(scope="module")
def world() -> dm.World:
    return dm.load(GOOD / "vault.world").require()


def without(line: str) -> str:
    return TEXT.replace(f"{line}\n", "")


def test_a_story_is_cut_into_pieces_and_put_together_again(world: dm.World) -> None:
    script = world.read(TEXT).require()
    pieces = cut(script.beats, script.expectations, script.scenes)
    assert pieces.text == TEXT
    assert pieces.acts == ACTS


@pytest.mark.parametrize("to", [0, 1, 3, 6])
@pytest.mark.parametrize("place", [1, 3, 5])
def test_whatever_is_moved_where_the_heading_stays_first(
    world: dm.World, place: int, to: int
) -> None:
    script = world.read(TEXT).require()
    moved = cut(script.beats, script.expectations, script.scenes).moved(place, to)
    assert moved.text.startswith('// The haul, as it was.\nstory "The haul" of "vault.world";')
    again = world.read(moved.text)
    assert again.ok
    assert again.actions == moved.acts
    assert sorted(again.actions) == sorted(ACTS)


@pytest.mark.parametrize("line", LINES[:3])
def test_a_lost_line_comes_back_and_all_else_stays(world: dm.World, line: str) -> None:
    damaged = without(line)
    found = world.repairs(damaged).found
    mended = next(one for one in found if one.acts == ACTS)
    kept = [part for part in damaged.splitlines() if part.strip()]
    now = [part for part in mended.text.splitlines() if part.strip()]
    assert [part for part in now if part in kept] == kept
    assert [part.strip() for part in now if part not in kept] == [line.strip()]
    assert world.check(mended.text).ok


def test_an_expectation_that_fails_is_a_fault_like_others(world: dm.World) -> None:
    damaged = without(LINES[3])
    verdict = world.check(damaged)
    assert [finding.code for finding in verdict.findings] == ["C106"]
    assert ACTS in [one.acts for one in world.repairs(damaged).found]


def test_an_ending_that_is_not_reached_is_one_too(world: dm.World) -> None:
    short = "\n".join(ACTS[:2])
    assert world.check(short, draft=True).ok
    found = world.repairs(short, ending="robbed").found
    assert (found[0].kind, found[0].acts) == ("insert", ACTS)
    assert world.repairs(short, ending="foiled").found[0].acts[-1] == "seize(Gus, Pip)"


def test_a_wrong_act_is_replaced(world: dm.World) -> None:
    damaged = TEXT.replace("enter(Tess)", "shout(Pip, Yard)")
    found = world.repairs(damaged).found
    assert ("replace", ACTS) in [(one.kind, one.acts) for one in found]


def test_an_unmet_expectation_may_be_met_by_another_start() -> None:
    text = (GOOD / "vault.world").read_text(encoding="utf-8")
    world = dm.loads(text, "vault").require()
    found = world.repairs("expect at(Pip) == Hall;\nlook(Gus, Vault)", draft=True)
    assert not found.found or all(one.cost >= 2 for one in found.found)
    start = world.changed("noise(Yard)").repairs(
        "expect at(Pip) == Hall;\nlook(Gus, Vault)", draft=True
    )
    assert ("at(Pip) = Hall;",) in [one.statements for one in start.found]


def test_the_mended_story_is_written_as_a_file(tmp_path: Path) -> None:
    story = tmp_path / "damaged.story"
    story.write_text(without(LINES[1]), encoding="utf-8")
    out = tmp_path / "mended.story"
    found = run("repair", "vault.world", str(story), "--output", str(out))
    assert found.code == 0, found.err
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["damaged.story", "mended.story"]
    assert "// Now or never." in out.read_text(encoding="utf-8")
    assert run("check", "vault.world", str(out)).code == 0
    refused = run("repair", "vault.world", str(story), "--output", str(out), "--choose", "99")
    assert refused.code == 2
    assert "there is no repair 99" in refused.err
