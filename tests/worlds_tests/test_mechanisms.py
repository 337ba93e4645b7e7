"""The 22 mechanisms of the seed's chapter: each is taken away once, and something is found wrong.

The table in docs/mechanisms.md tells of them in the same order, by the names of these tests.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import dramaturge as dm
from dramaturge.tell import Happening, Manner
from tests.worlds_tests.martyr import STORY, Edit, Fault, faults, story, world

# Behind the chapter: he does it, and what comes of it.
AFTERWARDS = """
scene "The street" at Street seen by William;
	die_by(William, Stake, Street);
	expect sealed(Hellmouth) & !alive(Rufus);
	expect at(William) == DemonDimension & alive(William);
	tell(William, Kin, RufusDidIt, DemonDimension);
	expect believes(Kin, guilty(Rufus));
"""

# Rufus is given reason to keep his word.
REPRISAL = """
story "They try it all the same" of "martyr.world";
scene "The living room" at LivingRoom seen by Xander;
	propose(Buffy, Distraction, LivingRoom);
	deliberate "what nobody would do" agree(Xander, Buffy, Distraction, LivingRoom);
	carry_out(Buffy, Distraction);
	expect due(Rufus, Reprisal);
	kill(Rufus, Dawn, Lair);
"""


def lack(act: str, who: str) -> Fault:
    return ("C102", act, who)


def impossible(act: str) -> Fault:
    return ("C101", act, "")


def false(expectation: str) -> Fault:
    return ("C106", expectation, "")


def test_nothing_is_wrong_with_the_chapter_nor_with_what_follows() -> None:
    assert faults(world(), STORY + AFTERWARDS) == []


# What is taken out of the world, and what is then wrong with the chapter and what follows it.
WORLDS: dict[str, tuple[list[Edit], list[Fault]]] = {
    "1 counsel: she would let somebody die": (
        [("dreads(Buffy, WilliamDies);", "")],
        [lack("refuse(Buffy, Xander, Sacrifice, LivingRoom)", "Buffy")],
    ),
    "1 counsel: nobody foresees how the enemy answers": (
        [("brings(Distraction, TrickSeen);  ", "")],
        [impossible("object(Xander, Buffy, Distraction, TrickSeen, LivingRoom)")],
    ),
    "2 deadline: the hour is over before they are": (
        [("deadline hour at 60", "deadline hour at 20")],
        [false("expect !hour_over() & before(60)")],
    ),
    "4 absence: nobody is attentive": (
        [("attentive(Buffy);", "")],
        [
            false("expect believes(Buffy, at(William)) == ?"),
            impossible("look_for(Buffy, William, LivingRoom, Backyard)"),
        ],
    ),
    "5 false belief: she knows where Giles is": (
        [("frail(First);", "believes(Buffy, at(Giles) = BehindHouse);\nfrail(First);")],
        [false("expect believes(Buffy, prowls(BehindHouse)) & believes(Buffy, at(Giles)) == ?")],
    ),
    "6 nested belief: she has never said what she does not want": (
        [("against(Buffy, Alone); ", "")],
        [false("expect believes(Buffy, believes(William, against(Buffy, Alone)))")],
    ),
    "7 persuading: he does not take Giles's word": (
        [("trusts(William, Giles);", "believes(Giles, trusts(William, Giles));")],
        [lack("give(Giles, William, Stake, BehindHouse)", "William")],
    ),
    "8 doubtful truth: Giles is wrong, and all goes as before but the end": (
        [("\nworks();\n", "\nbelieves(Giles, works());\n")],
        [false("expect sealed(Hellmouth) & !alive(Rufus)")],
    ),
    "11 commission: he has not been asked": (
        [("may_swear(Errand, Giles, William);", "")],
        [impossible("commission(William, Giles, Errand, BehindHouse)")],
    ),
    "12 oath: it does not act by itself": (
        [("acts_by_itself(BloodOath);", "")],
        [
            false("expect at(William) == DemonDimension & alive(William)"),
            impossible("tell(William, Kin, RufusDidIt, DemonDimension)"),
        ],
    ),
    "13 trust: she does not forgive the lie that she sees through": (
        [("forgives(Buffy, William); ", "")],
        [
            false("expect trusts(Buffy, William)"),
            lack("walk(Buffy, Backyard, LivingRoom)", "Buffy"),
        ],
    ),
    "14 attempt: the third cigarette is sound": (
        [("turned(Third);", "")],
        [impossible("try smoke(William, Third, Backyard)")],
    ),
}

# What is taken out of the story, or put into it, and what is then wrong with it.
STORIES: dict[str, tuple[list[Edit], list[Fault]]] = {
    "9 concealing: he carries the stake openly": (
        [("\thide(William, Stake, Coat, BehindHouse);\n", "")],
        [lack("walk(William, BehindHouse, Backyard)", "William")],
    ),
    "9 concealing: he carries it openly, and goes all the same": (
        [
            ("\thide(William, Stake, Coat, BehindHouse);\n", ""),
            ("\twalk(William, BehindHouse", '\tdeliberate "rash" walk(William, BehindHouse'),
            (
                "\tlie(William, Buffy, CatThere",
                '\tdeliberate "even so" lie(William, Buffy, CatThere',
            ),
            ("\tlie(William, Buffy, Needs", '\tdeliberate "even so" lie(William, Buffy, Needs'),
            ("\ttry smoke(William, First", '\tdeliberate "even so" try smoke(William, First'),
            ("\ttry smoke(William, Second", '\tdeliberate "even so" try smoke(William, Second'),
            ("\ttry smoke(William, Third", '\tdeliberate "even so" try smoke(William, Third'),
        ],
        [
            false("expect believes(William, set_on_it(William)) & believes(Buffy, at(Stake)) == ?"),
            lack("walk(Buffy, Backyard, LivingRoom)", "Buffy"),
        ],
    ),
    "10 promise: he breaks it": (
        [("lie(William, Buffy, CatThere, Back", "tell(William, Buffy, GilesHere, Back")],
        [lack("tell(William, Buffy, GilesHere, Backyard)", "William")],
    ),
    "15 guarding: she does not go in": (
        [("\twalk(Buffy, Backyard, LivingRoom);\n", "")],
        [impossible("walk(William, Backyard, Street)")],
    ),
    "16 conflicting wants: no promise weighs against the lie": (
        [("\tpromise(William, Giles, Silence, BehindHouse);\n", "")],
        [lack("walk(William, BehindHouse, Backyard)", "William")],
    ),
    "21 anticipated discovery: she is back before he has gone": (
        [
            (
                "!deserted(Buffy);\n",
                '!deserted(Buffy);\n\tdeliberate "even so" walk(Buffy, LivingRoom, Backyard);\n',
            )
        ],
        [impossible("walk(William, Backyard, Street)")],
    ),
}


@pytest.mark.parametrize("name", WORLDS)
def test_taken_out_of_the_world(name: str) -> None:
    edits, expected = WORLDS[name]
    assert faults(world(*edits), STORY + AFTERWARDS) == expected


@pytest.mark.parametrize("name", STORIES)
def test_taken_out_of_the_story(name: str) -> None:
    edits, expected = STORIES[name]
    assert faults(world(), story(*edits)) == expected


def test_3_threat_without_his_oath_rufus_has_no_reason_to_kill() -> None:
    assert faults(world(), REPRISAL) == []
    assert faults(world(("sworn(Rufus, Reprisal);\n", "")), REPRISAL) == [
        false("expect due(Rufus, Reprisal)"),
        lack("kill(Rufus, Dawn, Lair)", "Rufus"),
    ]


def test_4_senses_the_quarrel_is_not_heard_outside() -> None:
    indoors = STORY[: STORY.index('scene "The yard"')]
    deaf = world(("carries(LivingRoom, Backyard); ", ""), ("keen(William);", ""))
    assert faults(deaf, indoors) == [
        false("expect believes(William, believes(Xander, !weary(Buffy)))")
    ]


def test_18_one_person_has_several_names() -> None:
    assert [world().words.names.of("William", by=who) for who in ("Xander", "Giles")] == [
        "Spike",
        "William",
    ]
    unnamed = world(('by Xander "Spike"; ', ""))
    assert unnamed.words.names.of("William", by="Xander") == "William"
    assert unnamed.ground == world().ground  # words never change what is so


def unseen(text: str) -> list[tuple[str, str]]:
    """The acts of which whoever a scene is seen by perceives and learns nothing."""
    script = world().read(text).require()
    dynamics, ground = world().dynamics, world().ground
    numbers = {action.name: number for number, action in enumerate(ground.actions)}
    state = dynamics.initial
    found = []
    for beat, act in enumerate(script.actions, 1):
        eyes = next(scene.seen_by for scene in reversed(script.scenes) if scene.first <= beat)
        assert eyes is not None
        assert state is not None
        happening = Happening(dynamics, state, numbers[act])
        seen = happening.perceived_by(ground.characters.index(eyes), 0)
        if seen.manner is Manner.unseen and seen.is_nothing:
            found.append((eyes, act))
        state = happening.after
    return found


def test_19_each_scene_is_seen_by_somebody_who_can_know_what_happens() -> None:
    assert unseen(STORY) == []
    from_indoors = story(
        ("seen by William;\n\twalk(William, Backyard", "seen by Xander;\n\twalk(William, Backyard")
    )
    assert ("Xander", "give(Giles, William, Stake, BehindHouse)") in unseen(from_indoors)


FOLDER = Path(__file__).resolve().parents[2] / "worlds" / "almost-heaven"


def test_20_irony_that_she_sees_the_stake_ends_it() -> None:
    """In the small world, where all minds are soon compared."""
    small = dm.load(FOLDER / "almost-heaven.world").require()
    acts = small.read(FOLDER / "chapter.story").actions
    openly = [act for act in acts if not act.startswith("hide(")]
    ends = []
    for told in (acts, openly):
        ironies = small.knows(told, about="at(Stake)").ironies
        ends.append([each.end for each in ironies if each.character == "Buffy"])
    assert ends == [[len(acts)], []]


@pytest.mark.parametrize(
    ("ending", "acts"),
    [
        ("sealed", ["die_by(William, Stake, Street)"]),
        (
            "absolved",
            [
                "die_by(William, Stake, Street)",
                "tell(William, Kin, RufusDidIt, DemonDimension)",
            ],
        ),
        (
            "slain",
            [
                "walk(William, Street, Lair)",
                "walk(William, Lair, Street)",
                "kill(Rufus, Dawn, Lair)",
            ],
        ),
        ("free", None),
    ],
)
def test_22_the_chapter_ends_openly(ending: str, acts: list[str] | None) -> None:
    result = world().find(
        ending=ending, after=STORY, author_limit=6, character_limit=5, epistemic_limit=2
    )
    found = None if result.story is None else [step.action for step in result.story.steps]
    assert found == acts
    assert acts is not None or result.proves == ("none", "never")


def test_22_without_the_stake_nothing_can_come_of_it() -> None:
    """What is open at the end of a chapter hangs on what stands in it."""
    laid_down = "\tleave(William, Stake, Street);\n"
    result = world().find(
        ending="sealed", after=STORY + laid_down, author_limit=1, character_limit=5
    )
    assert result.outcome is dm.Outcome.none
