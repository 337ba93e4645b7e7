"""Endings: named goals of the author's."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

import dramaturge as dm
from dramaturge.cli.app import app
from dramaturge.story import Outcome

TEXT = """
type place;
entity Ann : character;
entity Bob : character;
entity Inn : place;
entity Mill : place;
property at(c : character) : place;
action walk(c : character, from : place, to : place) {
    precondition: at(c) == from & from != to;
    effect: at(c) = to;
    consenting: c;
    observing(o : character): at(o) == from;
};
at(Ann) = Inn;
at(Bob) = Inn;
ending gone "Ann is at the mill, and Bob saw her go" :
    at(Ann) == Mill & believes(Bob, at(Ann)) == Mill;
ending left_alone : at(Bob) == Mill;
ending together : at(Ann) == at(Bob);
utility(Ann): at(Ann) == Mill;
"""


@pytest.fixture
def world() -> dm.World:
    return dm.loads(TEXT).require()


def test_a_story_is_found_in_which_the_ending_becomes_true(world: dm.World) -> None:
    result = world.find(ending="gone")
    assert result.outcome is Outcome.found
    assert result.story is not None
    acts = [step.action for step in result.story.steps]
    assert acts == ["walk(Ann, Inn, Mill)"]
    assert world.check(acts, ending="gone").ok
    (finding,) = world.check(acts, ending="left_alone").findings
    assert finding.code == "C113"
    assert "left_alone" in finding.message


def test_nobody_acts_without_a_reason_for_the_sake_of_an_ending(world: dm.World) -> None:
    assert world.find(ending="left_alone").outcome is Outcome.none


def test_what_holds_at_the_start_never_comes_true(world: dm.World) -> None:
    assert world.begins_with("together")
    assert not world.begins_with("gone")
    assert world.find(ending="together").outcome is Outcome.none


def test_the_endings_of_a_world_are_listed_in_order(world: dm.World) -> None:
    assert list(world.endings) == ["gone", "left_alone", "together"]
    assert world.endings["gone"].text == "Ann is at the mill, and Bob saw her go"


@pytest.mark.parametrize(
    ("name", "message"),
    [("gne", "did you mean 'gone'?"), ("xyz", "there are 'gone', 'left_alone', 'together'")],
)
def test_an_unknown_ending_is_refused_with_the_nearest_names(
    world: dm.World, name: str, message: str
) -> None:
    with pytest.raises(ValueError, match=message.replace("?", r"\?")):
        world.find(ending=name)


def test_a_goal_and_an_ending_exclude_each_other(world: dm.World) -> None:
    with pytest.raises(ValueError, match="not both"):
        world.find(goal=1, ending="gone")


def test_the_command_line_finds_and_checks_endings(tmp_path: Path) -> None:
    path = tmp_path / "mill.world"
    path.write_text(TEXT, encoding="utf-8")
    story = tmp_path / "mill.story"
    story.write_text("walk(Ann, Inn, Mill)", encoding="utf-8")
    run = CliRunner().invoke
    found = run(app, ["find", str(path), "--ending", "gone"])
    assert found.exit_code == 0
    assert "In the end: Ann is at the mill, and Bob saw her go." in found.output
    assert run(app, ["check", str(path), str(story), "--ending", "gone"]).exit_code == 0
    assert run(app, ["check", str(path), str(story), "--ending", "left_alone"]).exit_code == 1
    listed = run(app, ["check", str(path)])
    assert "Ending left_alone" in listed.output
    none = run(app, ["find", str(path), "--ending", "together"])
    assert none.exit_code == 1
    assert "It is so from the start" in none.output
    assert run(app, ["find", str(path), "--ending", "gon"]).exit_code == 2
