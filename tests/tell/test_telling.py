"""What a telling sounds like, and what it refuses."""

from __future__ import annotations

import json

import pytest

import dramaturge as dm
from dramaturge.tell.codes import CannotTellError
from dramaturge.tell.telling import Telling
from dramaturge.tell.units import Kind
from tests.tell.stage import STORIES, WORLDS, script_of, world_of

BELL = ("last-bell/last-bell.world", "last-bell/justice.story")

SMALL = """
type place;
entity Ann : character { pronoun she; };
entity Bob : character { called "Sir Bob"; by Ann "Bobby"; pronoun he; };
entity Cid : character { pronoun he; };
entity Inn : place { called "the inn"; text: "the fire [is] low"; };
entity Mill : place { called "the mill"; };
property at(c : character) : place;
property fed(c : character) : boolean { text: "{c} [is] fed"; denied: "{c} [is] hungry"; };
at(Ann) = Inn; at(Bob) = Inn; at(Cid) = Mill;
fact Food : fed(Cid) { text: "{Cid} [has] eaten"; says: "{Cid} [has] had his supper."; };
action go(c : character, to : place) {
    precondition: at(c) != to;
    effect: at(c) = to;
    consenting: c;
    observing(o : character): at(o) == to | o == c;
    text: "{c} [goes] to {to}";
};
action feed(a : character, b : character) {
    precondition: a != b & at(a) == at(b) & !fed(b);
    effect: fed(b);
    consenting: a;
    observing(o : character): at(o) == at(a);
    text: "{a} [gives] {b} something to eat";
    fails: { text: "{a} [offers] {b} a crust"; };
};
action claim(a : character, b : character, f : fact) {
    precondition: a != b & at(a) == at(b) & !believes(b, holds(f));
    effect: believes(b, holds(f));
    consenting: a;
    observing(o : character): o == a;
    text: "{a} [lies] to {b} that {f}";
    says: "{f}";
    heard: "{a} [tells] {b} that {f}";
};
action die(c : character) { effect: !alive(c); consenting: c; text: "{c} [dies]"; };
property alive(c : character) : boolean { text: "{c} [lives]"; denied: "{c} [is] dead"; };
forall(c : character) alive(c);
utility(Ann): fed(Cid);
utility(): fed(Cid);
"""


@pytest.fixture(scope="module")
def small() -> dm.World:
    return dm.loads(SMALL, "small").require()


def prose(telling: Telling) -> str:
    """All of it in one line."""
    return " ".join(p.text for scene in telling.scenes for p in scene.paragraphs)


def test_an_unseen_act_is_not_told(small: dm.World) -> None:
    told = small.tell("go(Ann, Mill)\nfeed(Ann, Cid)", "Cid", reasons=False)
    assert "Ann came to the mill" in prose(told)
    assert "gave him something to eat." in prose(told)
    with pytest.raises(CannotTellError, match="T102"):
        small.tell("go(Ann, Mill)\nfeed(Ann, Cid)", "Bob", reasons=False)


def test_a_lie_is_a_lie_to_the_liar_alone(small: dm.World) -> None:
    story = "claim(Bob, Ann, Food)"
    liar = prose(small.tell(story, "Bob", reasons=False))
    assert "“Cid has had his supper,” Sir Bob lied" in liar
    heard = prose(small.tell(story, "Ann", reasons=False))
    assert "“Cid has had his supper,” Bobby" in heard
    assert "lie" not in heard


def test_persons_and_tenses(small: dm.World) -> None:
    story = "go(Ann, Mill)\nfeed(Ann, Cid)"
    first = prose(small.tell(story, "Ann", person="first", tense="present", reasons=False))
    assert "I am in the inn with Bobby." in first
    assert "I go to the mill" in first
    third = prose(small.tell(story, "Ann", reasons=False))
    assert "Ann was in the inn with Bobby. The fire was low." in third
    assert "gave Cid something to eat." in third


def test_the_observer_sees_all_and_feels_nothing(small: dm.World) -> None:
    told = small.tell("go(Ann, Mill)\nfeed(Ann, Cid)", observer=True)
    assert {s.kind for s in told.sentences} <= {Kind.act, Kind.speech, Kind.attempt}
    assert all(scene.seen_by is None for scene in told.scenes)


def test_who_dies_stops_telling(small: dm.World) -> None:
    told = small.tell("die(Ann)\nfeed(Ann, Bob)", "Ann", reasons=False)
    assert told.stops == 1
    assert "something to eat" not in prose(told)
    dead = small.changed("!alive(Ann);")
    with pytest.raises(CannotTellError, match="T104"):
        dead.tell("go(Bob, Mill)", "Ann", reasons=False)


def test_what_cannot_be_told(small: dm.World) -> None:
    with pytest.raises(CannotTellError, match="T101"):
        small.tell("go(Ann, Mill)", "Zoe")
    with pytest.raises(CannotTellError, match="T103"):
        small.tell("go(Ann, Inn)", reasons=False)
    with pytest.raises(ValueError, match="not both"):
        small.tell("go(Ann, Mill)", "Ann", observer=True)


def test_motives_are_the_tellers_own(small: dm.World) -> None:
    told = prose(small.tell("go(Ann, Mill)\nfeed(Ann, Cid)", "Ann"))
    assert "so that Cid would eat" in told
    assert "so that" not in prose(small.tell("go(Ann, Mill)\nfeed(Ann, Cid)", "Cid"))
    told = prose(small.tell("go(Ann, Mill)", "Ann"))
    assert "meaning to give Cid something to eat" in told


@pytest.fixture(scope="module")
def bell() -> Telling:
    return world_of(BELL[0]).tell(script_of(*BELL), reasons=False)


def test_the_same_seed_gives_the_same_text_and_another_one_another(bell: Telling) -> None:
    world, script = world_of(BELL[0]), script_of(*BELL)
    assert world.tell(script, reasons=False).text == bell.text
    others = {world.tell(script, reasons=False, seed=seed).text for seed in range(6)}
    assert len(others) > 1


def test_from_the_middle_there_is_a_flashback(bell: Telling) -> None:
    told = world_of(BELL[0]).tell(script_of(*BELL), order="in the middle", reasons=False)
    titles = [scene.title for scene in told.scenes]
    assert titles[0] != bell.scenes[0].title
    assert sorted(titles) == sorted(scene.title for scene in bell.scenes)
    back = next(scene for scene in told.scenes if scene.is_flashback)
    assert " had " in back.paragraphs[0].text


def test_texts_are_wrapped_to_the_width(bell: Telling) -> None:
    assert max(map(len, bell.to_text(30).splitlines())) <= 30
    assert bell.to_text(10**6) == bell.to_text()
    assert " ".join(bell.to_text(24).split()) == " ".join(bell.to_text().split())


def test_json_holds_it_all(bell: Telling) -> None:
    data = json.loads(json.dumps(bell.to_json()))
    texts = [
        sentence["text"]
        for scene in data["scenes"]
        for paragraph in scene["paragraphs"]
        for sentence in paragraph
    ]
    assert texts == [sentence.text for sentence in bell.sentences]


def test_sentences_are_sentences() -> None:
    """Capital letters, full stops, no double spaces, no place or mark of the templates left."""
    for story in ("last-bell/justice.story", "last-bell/mistake.story"):
        for seed in range(3):
            told = world_of(BELL[0]).tell(script_of(BELL[0], story), reasons=False, seed=seed)
            for sentence in told.sentences:
                text = sentence.text
                assert text.lstrip("“")[0].isupper(), text
                assert text.rstrip("”")[-1] in ".?!…", text
                assert not {"{", "}", "[", "]"} & set(text)
                assert "  " not in text


def test_there_are_stories() -> None:
    assert (WORLDS / BELL[1]).exists()


@pytest.mark.parametrize(
    ("world", "story", "teller", "words"),
    [
        # what somebody is to believe
        ("last-bell", "justice", "Tom", "to make Inspector Hale believe that it had been Edmund"),
        ("broken-seal", "intrigue", "Varga", "Varga wanted Queen Leonor to believe it."),
        # what the teller is to be
        ("last-bell", "justice", "Clara", "so as not to be with Inspector Hale"),
        # the giver has no share in the taker's plan; nobody is "handed it" before a name
        ("broken-seal", "intrigue", "Tomas", "carried to Duke Arden. Tomas meant to go"),
        ("broken-seal", "intrigue", "Tomas", "Tomas handed Arden the billet"),
        # what an act rests on, and what others are taken to be after
        ("glass-heron", "betrayal", "Nora", "the gallery, because Hale thought the world of her."),
        ("broken-seal", "intrigue", "Sidonie", "because she believed that he did not mean to take"),
        ("glass-heron", "betrayal", "Silas", "perhaps to tell Nora that he thought the world of"),
        ("last-bell", "justice", "Edmund", "Edmund was afraid that he would be accused."),
        # how others take it
        ("last-bell", "justice", "Clara", "she lied. Hale believed it."),
        ("last-bell", "justice", "Mina", "Clara went to the deck, and so did Tom."),
        # a lie is heard by all around, whether or not they believe it
        ("last-bell", "mistake", "Mina", "Edmund was here in the saloon, with me. All the time,"),
        ("last-bell", "justice", "Edmund", "Edmund was here in the saloon, with me. All the time,"),
    ],
)
def test_reasons_as_a_writer_would_put_them(
    world: str, story: str, teller: str, words: str
) -> None:
    told = world_of(f"{world}/{world}.world").tell(WORLDS / world / f"{story}.story", teller)
    assert words in prose(told)


@pytest.mark.parametrize("teller", ["Hale", "Edmund", "Captain"])
def test_who_has_heard_a_lie_does_not_expect_it_again(teller: str) -> None:
    told = world_of(BELL[0]).tell(script_of(*BELL), teller)
    assert "Clara came to the saloon." in prose(told)  # not: "perhaps to tell Inspector Hale …"


@pytest.mark.parametrize(
    ("teller", "words"),
    [
        ("Buffy", "Twenty-five minutes had gone by, and thirty-five were left until the hour was"),
        (
            "William",
            "to light a cigarette and then another, but both came to pieces in his fingers.",
        ),
        ("William", "he lied again. He saw that Buffy doubted that he needed a smoke."),
        (
            "William",
            "William went to the backyard unnoticed, meaning to go to the back of the house.",
        ),
        ("Buffy", "She hoped that Dawn would be free."),
        ("Xander", "Buffy came from the backyard. Spike was nowhere to be seen."),
    ],
)
def test_the_chapter_as_its_people_have_it(teller: str, words: str) -> None:
    path, story = STORIES[0]
    assert words in prose(world_of(path).tell(script_of(path, story), teller))


def test_adverbs_stand_behind_the_helping_verb() -> None:
    path, story = STORIES[1]
    told = world_of(path).tell(script_of(path, story), order="in the middle", person="first")
    assert "I had secretly read her letter" in prose(told)


CLOCK = (
    SMALL
    + """
unit "minutes";
property late() : boolean { text: "it [is] too late"; };
deadline noon at 30 : late();
action sleep(c : character) { consenting: c; lasts: 20; text: "{c} [sleeps]";
    observing(o : character): at(o) == at(c); };
"""
)


def test_time_goes_by_and_what_is_due_falls_due() -> None:
    world = dm.loads(CLOCK, "clock").require()
    story = """story "Naps" of "clock";
scene "One" seen by Ann; sleep(Ann);
scene "Two" seen by Ann; go(Ann, Mill); sleep(Cid);"""
    told = prose(world.tell(world.read(story).require(), "Ann", reasons=False))
    assert "Ann slept. Twenty minutes had gone by." in told
    assert "Twenty minutes had gone by, and ten were left until it was too late. Ann went" in told
    assert told.endswith("Cid slept. Twenty minutes had gone by. It was too late.")


def test_a_promise_that_an_act_breaks_is_told_with_it() -> None:
    text = SMALL.replace("effect: fed(b);", "effect: fed(b) & gave(a);")
    world = dm.loads(
        text.replace("utility(Ann): fed(Cid);", "")
        + """
property gave(c : character) : boolean;
property vowed(c : character) : boolean { text: "{c} [has] vowed to keep what [is] left"; };
vowed(Ann);
action relent(c : character) { effect: !vowed(c); consenting: c; text: "{c} [relents]"; };
utility(Ann): (if(fed(Cid)) 2 else 0) - (if(vowed(Ann) & gave(Ann)) 1 else 0);
""",
        "vow",
    ).require()
    told = prose(world.tell("go(Ann, Mill)\nfeed(Ann, Cid)", "Ann"))
    assert "gave him something to eat, although she had vowed to keep what was left." in told
