"""The chapter of almost-heaven: nobody wrote down what anybody feels."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import dramaturge as dm
from dramaturge.feelings import Kind
from tests.cli.running import run

PLACE = Path(__file__).parents[2] / "worlds" / "almost-heaven"
STORY = PLACE / "chapter.story"
SEES_HIM, DECEIVES_HER = 8, 9  # beats


@pytest.fixture(scope="module")
def world() -> dm.World:
    return dm.load(PLACE / "almost-heaven.world").require()


@pytest.fixture(scope="module")
def felt(world: dm.World) -> dm.Feelings:
    return world.feelings(STORY)


def test_buffy_fears_from_when_she_misses_him(felt: dm.Feelings) -> None:
    fear = felt.of("Buffy", Kind.fear)[0]
    assert fear.beat == 1
    assert "at(Stake)" in fear.facts


def test_buffy_is_relieved_when_she_sees_him(felt: dm.Feelings) -> None:
    (relief,) = felt.of("Buffy", Kind.relief)
    assert (relief.beat, relief.causes) == (SEES_HIM, (1, SEES_HIM))
    assert "at(Stake)" in relief.facts
    assert "joy" in {feeling.kind.value for feeling in felt.at(SEES_HIM, "Buffy")}


def test_she_was_disappointed_not_to_find_him(felt: dm.Feelings) -> None:
    assert [feeling.beat for feeling in felt.of("Buffy", Kind.disappointment)] == [6]


def test_william_feels_guilty_as_he_deceives_her(felt: dm.Feelings) -> None:
    (guilt,) = felt.of("William", Kind.guilt)
    assert (guilt.beat, guilt.toward) == (DECEIVES_HER, "Buffy")
    assert "wants_peace(William)" in guilt.facts
    assert guilt.sentence.startswith("William feels guilty towards Buffy")
    assert not felt.of("William", Kind.shame)  # nobody else knows


def test_nobody_is_angry_and_only_he_is_guilty(felt: dm.Feelings) -> None:
    kinds = {(feeling.character, feeling.kind) for feeling in felt.all}
    assert not [who for who, kind in kinds if kind in (Kind.anger, Kind.hurt, Kind.reproach)]
    assert [who for who, kind in kinds if kind is Kind.guilt] == ["William"]


def test_without_his_conscience_there_is_no_guilt() -> None:
    text = (PLACE / "almost-heaven.world").read_text(encoding="utf-8")
    for want in (
        "(if(lied(William, Buffy)) -2 else 0) +",
        "(if(wronged(William, Buffy)) -9 else 0) +",
    ):
        assert want in text
        text = text.replace(want, "")
    felt = dm.loads(text).require().feelings(STORY)
    assert not felt.of("William", Kind.guilt)
    assert felt.of("Buffy", Kind.relief)


def test_without_her_care_for_him_there_is_no_relief() -> None:
    text = (PLACE / "almost-heaven.world").read_text(encoding="utf-8")
    start, end = text.index("utility(Buffy):"), text.index("// Xander would give")
    text = f"{text[:start]}utility(Buffy): if(at(Buffy) == at(Willow)) 1 else 0;\n{text[end:]}"
    felt = dm.loads(text).require().feelings(STORY)
    assert not felt.of("Buffy", Kind.relief)
    assert not felt.of("Buffy", Kind.love)
    assert felt.of("William", Kind.guilt)


def test_if_he_never_left_there_is_nothing_to_be_relieved_of(world: dm.World) -> None:
    felt = world.feelings(["walk(Buffy, LivingRoom, Backyard)"])
    assert not felt.of("Buffy", Kind.relief)


def test_who_knows_the_plan_hopes_and_who_does_not_does_not(felt: dm.Feelings) -> None:
    assert felt.of("Giles", Kind.hope)
    for name in ("Xander", "Dawn", "Rufus"):
        assert not felt.of(name), name


def test_the_command_tells_feelings_beat_by_beat() -> None:
    world, story = PLACE / "almost-heaven.world", STORY
    found = run("check", world, story, "--feelings")
    assert "What they feel" in found.out
    assert "William feels guilty towards Buffy" in " ".join(found.out.split())
    told = run("check", world, story, "--feelings", "--json").json["feelings"]
    assert {"beat", "character", "kind", "degree", "toward", "facts", "causes", "sentence"} == set(
        told[0]
    )
    assert "feelings" not in run("check", world, story, "--json").json


def test_feelings_do_not_depend_on_the_hash_seed() -> None:
    script = (
        "import dramaturge as dm, json\nfrom pathlib import Path\n"
        f"w = dm.load({str(PLACE / 'almost-heaven.world')!r})\n"
        f"print(json.dumps(w.feelings(Path({str(STORY)!r})).to_json()))\n"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(told) == 1
    assert json.loads(told.pop())
