"""Dramatic irony, secrets and lies, each with what is none."""

from __future__ import annotations

from pathlib import Path

import pytest

import dramaturge as dm
from dramaturge.knowledge import How, Standing
from tests.knowledge.stage import STORY, WORLD, world

CHAPTER = Path(__file__).parents[2] / "worlds" / "almost-heaven"


@pytest.fixture(scope="module")
def known() -> dm.Knowledge:
    return world().knows(STORY, about="where(Ring)", depth=2)


@pytest.fixture(scope="module")
def chapter() -> dm.Knowledge:
    found = dm.load(CHAPTER / "almost-heaven.world").require()
    return found.knows(CHAPTER / "chapter.story")


def test_standing_tells_wrong_from_ignorant(known: dm.Knowledge) -> None:
    assert known.standing("where(Ring)", "Ann", beat=0) is Standing.right
    assert known.standing("where(Ring)", "Ann", beat=1) is Standing.wrong
    assert known.standing("where(Ring)", "Cid", beat=1) is Standing.unknown
    # Bob is right about Ann's mind, of which she is wrong.
    assert known.standing("where(Ring)", "Bob", "Ann", beat=1) is Standing.right


def test_since_when_and_from_what(known: dm.Knowledge) -> None:
    assert known.since("where(Ring)", beat=0).how is How.start
    assert known.since("where(Ring)", beat=2).beat == 1
    assert known.since("where(Ring)", "Bob", beat=2).how is How.saw
    unaware = known.since("where(Ring)", "Ann", beat=3)
    assert (unaware.beat, unaware.how) == (1, How.unaware)
    told = known.since("where(Ring)", "Cid", beat=4)
    assert (told.beat, told.how, told.value) == (3, How.told, "Hall")


def test_spans_cover_the_story_without_gap(known: dm.Knowledge) -> None:
    for fluent, mind, spans in known.all_spans():
        covered = [beat for span in spans for beat in range(span.start, span.end + 1)]
        assert covered == list(range(len(STORY) + 1))
        for span in spans:
            for beat in range(span.start, span.end + 1):
                assert known.value(fluent, *mind, beat=beat) == span.change.value


def test_a_lie_is_told_by_one_who_knows_better(known: dm.Knowledge) -> None:
    plain = [lie for lie in known.lies if len(lie.believer) == 1]
    assert [(lie.believer, lie.liars, lie.beat, lie.value) for lie in plain] == [
        (("Cid",), ("Bob",), 3, "Hall")
    ]
    (lie,) = plain
    assert (lie.end, lie.is_alive) == (4, False)
    assert lie.sentence.endswith("it became true at beat 5.")


def test_an_honest_mistake_is_no_lie() -> None:
    """Ann says where the ring was, for all she knows."""
    known = world().knows((*STORY[:2], "say(Ann, Cid, Ring, Hall)"), about="where(Ring)")
    assert known.standing("where(Ring)", "Cid") is Standing.wrong
    assert known.lies == ()


def test_the_truth_is_no_lie() -> None:
    known = world().knows((*STORY[:2], "say(Bob, Cid, Ring, Cellar)"), about="where(Ring)")
    assert known.standing("where(Ring)", "Cid") is Standing.right
    assert known.lies == ()


def test_a_secret_needs_one_who_knows_that_others_do_not(known: dm.Knowledge) -> None:
    first = known.secrets[0]
    # Cid does not know where the ring is, and Ann and Bob know that from the beginning? They take
    # him to think as they do, so nobody keeps anything from him until Bob moves the ring.
    assert (first.start, first.value) == (1, "Cellar")
    assert [keeper.character for keeper in first.keepers] == ["Bob"]
    assert first.kept_from == ("Ann", "Cid")
    assert first.sentence == (
        "Since beat 1 Bob knows that the ring is in the cellar, "
        "and that Ann and Cid do not know it, until beat 5."
    )


def test_nobody_keeps_what_all_know() -> None:
    known = world().knows(["walk(Ann, Hall, Cellar)"], about="at")
    assert known.secrets == ()
    assert known.ironies == ()
    assert known.lies == ()


def test_the_chapters_irony_is_that_she_goes_in_because_she_was_deceived(
    chapter: dm.Knowledge,
) -> None:
    (irony,) = [i for i in chapter.ironies if i.fluent == "wants_peace(William)"]
    assert (irony.character, irony.blind) == ("Buffy", (10,))
    assert "William" in irony.better
    (lie,) = chapter.lies
    assert (lie.fluent, lie.liars, lie.believer) == (
        "wants_peace(William)",
        ("William",),
        ("Buffy",),
    )
    assert lie.is_alive


def test_an_act_that_would_be_as_good_with_the_truth_does_not_rest_on_the_mistake(
    chapter: dm.Knowledge,
) -> None:
    """William thinks that nobody is attentive; he would slip out all the same."""
    (irony,) = [
        i for i in chapter.ironies if (i.fluent, i.character) == ("attentive(Buffy)", "William")
    ]
    assert 1 not in irony.blind


def test_the_chapters_secrets(chapter: dm.Knowledge) -> None:
    secret = next(s for s in chapter.secrets if s.fluent == "works(Ritual)")
    assert [(k.character, k.since) for k in secret.keepers] == [("William", 3), ("Giles", 0)]
    assert secret.kept_from == ("Buffy", "Xander", "Willow", "Dawn", "Rufus")


def test_the_answer_ends_where_the_story_cannot_go_on() -> None:
    known = world().knows(["walk(Ann, Hall, Cellar)", "walk(Ann, Hall, Cellar)"], about="at")
    assert (known.impossible, known.last_beat) == (2, 1)
    assert known.since("at(Ann)", "Ann").beat == 1


def test_a_fact_of_the_world_stands_for_what_it_speaks_of() -> None:
    text = WORLD + "fact ring_in_hall : where(Ring) == Hall;\nfact cid_has_it : has(Ring) == Cid;\n"
    told = dm.loads(text).require()
    known = told.knows(STORY, about="ring_in_hall")
    assert known.fluents == ("where(Ring)",)
    assert told.knows(STORY, about=["cid_has_it", "at(Cid)"]).fluents == ("at(Cid)", "has(Ring)")
