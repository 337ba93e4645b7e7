"""The seed's chapter, whole: each act has its reasons, and what it rests on can be taken away.

Each case takes one thing out of the world or the story and says at which act it then stops. The
judge is the kernel, within plans of five acts, two minds deep: `check` agrees, but takes minutes.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import dramaturge as dm
from dramaturge.kernel.planner import Planner
from dramaturge.story import Limits

FOLDER = Path(__file__).resolve().parents[2] / "worlds" / "almost-heaven"
WORLD = (FOLDER / "martyr.world").read_text(encoding="utf-8")
STORY = (FOLDER / "martyr.story").read_text(encoding="utf-8")

Edit = tuple[str, str]
NOTHING: Edit = ("", "")


def edited(text: str, edit: Edit) -> str:
    old, new = edit
    assert old == "" or text.count(old) == 1, old
    return text.replace(old, new) if old else text


def stop(world: Edit, story: Edit) -> str:
    """The first act that is impossible or lacks a reason; empty if there is none."""
    ground = dm.loads(edited(WORLD, world), "martyr").require().ground
    numbers = {action.name: number for number, action in enumerate(ground.actions)}
    planner = Planner(ground, Limits(author=40, character=5, epistemic=2))
    acts = re.findall(r"^\t((?!expect)\w[^;]*);", edited(STORY, story), re.MULTILINE)
    assert len(acts) > 20
    done: list[int] = []
    for act in acts:
        if act not in numbers or planner.reasons(done, numbers[act]) is None:
            return str(act)
        done.append(numbers[act])
    return ""


# The mechanism of STORY_SYSTEMS.md, edits of world and story, the act at which it stops.
CASES = [
    ("all of it", NOTHING, NOTHING, ""),
    ("1 counsel", ("dreads(Xander, TrickSeen);", ""), NOTHING, "object(Xander"),
    (
        "7 persuading",
        ("trusts(William, Giles);", "believes(Giles, trusts(William, Giles));"),
        NOTHING,
        "give(Giles, William",
    ),
    (
        "10 promise",
        NOTHING,
        ("lie(William, Buffy, CatThere, Backyard)", "tell(William, Buffy, GilesHere, Backyard)"),
        "tell(William, Buffy, GilesHere",
    ),
    ("11 commission", ("may_swear(Errand, Giles, William);", ""), NOTHING, "commission("),
    ("13 trust", ("forgives(Buffy, William); ", ""), NOTHING, "walk(Buffy, Backyard, LivingRoom"),
    ("14 attempt", ("turned(Third);", ""), NOTHING, "try smoke(William, Third"),
    (
        "15 guarding",
        NOTHING,
        ("\twalk(Buffy, Backyard, LivingRoom);\n", ""),
        "walk(William, Backyard, Street)",
    ),
    (
        "16 conscience",
        NOTHING,
        ("\tpromise(William, Giles, Silence, BehindHouse);\n", ""),
        "William",
    ),
]


@pytest.mark.parametrize(
    ("name", "world", "story", "act"), CASES, ids=[case[0].replace(" ", "_") for case in CASES]
)
def test_where_it_stops(name: str, world: Edit, story: Edit, act: str) -> None:
    found = stop(world, story)
    assert bool(found) == bool(act), (name, found)
    assert act in found
