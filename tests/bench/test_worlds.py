"""Worlds of any size, and worlds in another order."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from bench.generate import FAMILIES, INSTANCES
from bench.shuffle import shuffled
from bench.worlds.instance import Instance, Size

from dramaturge.ground import ground
from dramaturge.ground.world import GroundWorld
from dramaturge.model import build
from dramaturge.plan.search import find
from dramaturge.source import Source
from dramaturge.story import Limits, Outcome
from dramaturge.syntax import parse

ROOT = Path(__file__).resolve().parents[2]
SMALL = ("market-small", "gossip-small", "workshop-small", "court-small", "rescue-small")


def grounded(text: str) -> GroundWorld:
    """The ground world of a text that nothing is wrong with."""
    tree, problems = parse(Source("world", text))
    assert problems == ()
    world, problems = build(tree, "world")
    assert problems == ()
    assert world is not None
    found, problems = ground(world)
    assert problems == ()
    assert found is not None
    return found


def limits(known: Instance) -> Limits:
    return Limits(known.author_limit, known.character_limit, known.epistemic_limit)


@pytest.mark.parametrize("family", sorted(FAMILIES))
@pytest.mark.parametrize("size", [Size(4, 3, 3, 1), Size(7, 5, 6, 4)], ids=["small", "large"])
def test_worlds_of_any_size_have_nothing_wrong(family: str, size: Size) -> None:
    world = grounded(FAMILIES[family](family, size).text)
    assert len(world.characters) == size.people
    assert world.actions


@pytest.mark.parametrize(
    ("name", "characters", "fluents", "actions"),
    [("gossip-four", 4, 48, 392), ("workshop-four", 4, 95, 353), ("workshop-six", 6, 100, 398)],
)
def test_some_instances_have_the_size_of_hard_problems(
    name: str, characters: int, fluents: int, actions: int
) -> None:
    world = grounded(INSTANCES[name].text)
    assert (len(world.characters), len(world.fluents), len(world.actions)) == (
        characters,
        fluents,
        actions,
    )


@pytest.mark.parametrize("name", SMALL)
def test_known_stories_are_found_in_every_order(name: str) -> None:
    known = INSTANCES[name]
    for text in (known.text, shuffled(known.text, 1), shuffled(known.text, 2)):
        world = grounded(text)
        for goal in known.goals:
            assert find(world, limits(known), goal).outcome is Outcome.found


@pytest.mark.parametrize(
    ("name", "goal", "states"), [("workshop-four", 2, 30_000), ("intrigue-four", 3, 120_000)]
)
def test_hard_problems_take_few_states(name: str, goal: int, states: int) -> None:
    """Half as many are enough; it took more before dear questions were put off."""
    known = INSTANCES[name]
    within = Limits(known.author_limit, known.character_limit, known.epistemic_limit, states=states)
    assert find(grounded(known.text), within, goal).outcome is Outcome.found


def test_a_shuffled_world_says_the_same_in_another_order() -> None:
    text = INSTANCES["castle-small"].text
    plain, other = grounded(text), grounded(shuffled(text, 1))
    assert other.actions != plain.actions
    assert {action.name for action in other.actions} == {action.name for action in plain.actions}
    assert {fluent.name for fluent in other.fluents} == {fluent.name for fluent in plain.fluents}
    assert other.characters != plain.characters
    assert grounded(shuffled(text, 1, keep="entities")).characters == plain.characters
    kept = grounded(shuffled(text, 1, keep="actions"))
    events = [dict.fromkeys(action.event for action in world.actions) for world in (plain, kept)]
    assert list(events[0]) == list(events[1])


def test_the_tools_write_worlds(tmp_path: Path) -> None:
    def tool(*arguments: str) -> str:
        command = [sys.executable, "-m", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
        return done.stdout

    text = tool("bench.generate", "--named", "market-small")
    assert text == INSTANCES["market-small"].text
    file = tmp_path / "market.world"
    file.write_text(text, encoding="utf-8")
    assert tool("bench.shuffle", str(file), "--seed", "3") == shuffled(text, 3)
    assert "gossip-four: goals (1, 2), limits (8, 5, 3)" in tool("bench.generate", "--list")
