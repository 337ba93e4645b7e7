"""Two tellings compared: what no longer happens and why, who thinks what, which ends come."""

from __future__ import annotations

import json

import pytest

import dramaturge as dm
from dramaturge.revise.change import changed_text
from dramaturge.whatif import BeatReport, Contrast, WhatIf
from tests.cli.places import GOOD
from tests.cli.running import run

STORY = ("shout(Pip, Yard)", "look(Gus, Vault)", "enter(Tess)", "take(Tess)")


@pytest.fixture(scope="module")
def world() -> dm.World:
    return dm.load(GOOD / "vault.world").require()


def outcomes(found: WhatIf) -> list[str]:
    return [beat.outcome for beat in found.beats]


def beat(found: WhatIf, number: int) -> BeatReport:
    return next(beat for beat in found.beats if beat.beat == number)


def test_nothing_differs_if_nothing_is_changed(world: dm.World) -> None:
    found = world.what_if(STORY)
    assert not found.differs
    assert outcomes(found) == ["as told"] * 4
    assert found.acts == STORY
    assert found.parts_at is None


def test_what_rests_on_a_beat_left_out_does_not_happen(world: dm.World) -> None:
    found = world.what_if(STORY, without=[2])
    assert outcomes(found) == ["as told", "left out", "impossible", "impossible"]
    assert found.parts_at == 1
    assert found.acts == STORY[:1]
    assert beat(found, 3).why == (
        "It would take that Gus is not in the vault, but Gus is in the vault.",
    )
    (fact, *beliefs) = [c for c in beat(found, 2).begins if c.fluent == "at(Gus)"]
    assert fact == Contrast((), "at(Gus)", "Yard", "Vault")
    assert {c.minds for c in beliefs} == {("Tess",), ("Pip",), ("Gus",)}


def test_an_ending_that_is_lost_is_told_with_the_way_to_it(world: dm.World) -> None:
    endings = {e.name: e for e in world.what_if(STORY, without=[2], depth=4).endings}
    robbed = endings["robbed"]
    assert robbed.told.came == 4
    assert robbed.then.came is None
    assert robbed.then.story == STORY[1:]
    assert world.check((*STORY[:1], *robbed.then.story), ending="robbed").ok


def test_who_counts_on_somebody_without_wants_does_nothing(world: dm.World) -> None:
    gone = beat(world.what_if(STORY, "utility(Gus): 0"), 1)
    assert (gone.outcome, gone.unwilling) == ("unwilling", ("Pip",))
    assert gone.why[0].startswith("Pip would not: on the plan that Pip had not all would join in")


def test_who_wants_nothing_does_nothing_and_it_is_said_why(world: dm.World) -> None:
    loud = world.changed("noise(Yard)", "utility(Tess): 1")  # Gus hears it from the start
    gone = beat(loud.what_if(STORY[1:], "utility(Gus): 0"), 1)
    assert (gone.outcome, gone.unwilling) == ("unwilling", ("Gus",))
    assert gone.why == ("Gus would not: what it led to is not wanted then.",)


def test_a_belief_at_the_start_is_a_difference_of_minds_alone(world: dm.World) -> None:
    found = world.what_if(STORY, "believes(Tess, dutiful(Gus))")
    assert found.at_start == (Contrast(("Tess",), "dutiful(Gus)", False, True),)
    assert found.start_sentences == ("Tess believes that Gus is dutiful (as told: the contrary).",)
    assert found.acts == STORY


def test_a_fact_at_the_start_takes_a_plan_away(world: dm.World) -> None:
    found = world.what_if(STORY, "at(Tess) = Yard")
    assert outcomes(found)[2:] == ["impossible", "impossible"]
    assert beat(found, 1).outcome == "unwilling"  # it was all for her
    assert "the plan would fail where Tess enters" in beat(found, 1).why[0]


def test_an_act_put_in_happens_wanted_or_not(world: dm.World) -> None:
    found = world.what_if(STORY, instead={4: "seize(Gus, Pip)"})
    assert outcomes(found)[3:] == ["left out", "put in"]
    assert found.acts == (*STORY[:3], "seize(Gus, Pip)")
    assert found.endings[1].then.came == 4
    early = world.what_if(STORY, after={0: "look(Gus, Vault)"}).beats[0]
    assert (early.beat, early.outcome) == (None, "impossible")


def test_a_want_is_added_to_what_is_wanted(world: dm.World) -> None:
    found = world.what_if((), "wants(Tess, at(Tess) == Hall)", depth=0)
    assert not found.at_start
    text = (GOOD / "vault.world").read_text(encoding="utf-8")
    changed = changed_text(text, ["wants(Tess, at(Tess) == Hall)"])
    assert (
        "utility(Tess): (if(rich(Tess)) 1 else 0) + (if( at(Tess) == Hall) 1000 else 0)" in changed
    )
    home = world.what_if(STORY, "wants(Tess, at(Tess) == Hall)")
    assert beat(home, 1).unwilling == ("Pip",)  # who knows that she will not go in


@pytest.mark.parametrize(
    "edits",
    [{"without": [5]}, {"instead": {0: STORY[0]}}, {"after": {5: STORY[0]}}, {"depth": -1}],
)
def test_what_the_story_does_not_have_is_refused(world: dm.World, edits: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"story|depth"):
        world.what_if(STORY, **edits)  # type: ignore[arg-type]


def test_a_mistake_in_a_statement_is_the_authors(world: dm.World) -> None:
    with pytest.raises(dm.WorldError):
        world.what_if(STORY, "at(Tess) = Nowhere")


def test_the_command_says_it_all_as_json() -> None:
    found = run("whatif", "vault.world", "vault.story", "--without", "2", "--json")
    assert found.code == 0
    answer = json.loads(found.out)
    assert answer["acts"] == list(STORY[:1])
    assert [beat["outcome"] for beat in answer["beats"]][1:3] == ["left out", "impossible"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "say what is otherwise"),
        (("--instead", "walk(Tom)"), "takes a beat and an act"),
        (("--without", "9"), "beat 9 is not in the story"),
        (("--set", "at(Tess) = Nowhere"), "Nowhere"),
    ],
)
def test_the_command_refuses_what_makes_no_sense(options: tuple[str, ...], said: str) -> None:
    found = run("whatif", "vault.world", "vault.story", *options)
    assert found.code == 2
    assert said in found.err
