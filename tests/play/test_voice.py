"""The words in which the player is addressed."""

from __future__ import annotations

import dramaturge as dm
from dramaturge.play.picture import own_words
from dramaturge.play.voice import Voice

TALK = """
type place;
entity Ann : character { pronoun she; };
entity Eve : character { pronoun she; };
entity Bob : character { pronoun he; };
entity Pat : character { pronoun they; };
entity Kin : character { called "the demons"; pronoun they; };
entity Yard : place { called "the yard"; };
property at(c : character) : place { text: "{c} [was] {value at}"; };
property sad(c : character) : boolean { text: "{c} [is] sad"; };
at(Ann) = Yard;
action tell(a : character, b : character, c : character) {
	consenting: a; effect: sad(c); text: "{a} [tells] {b} that {c} [is] sad and {c's} house too";
};
action give(a : character, b : character) {
	precondition: a != b; consenting: a, b; effect: sad(a); text: "{a} [gives] {b} a hand";
};
action go(a : character, to : place) { consenting: a; effect: at(a) = to; text: "{a} [goes]"; };
utility(): 1;
"""


def voice(player: str | None) -> Voice:
    world = dm.loads(TALK, "talk.world").require()
    return Voice(world.stage, player, own_words(world.model, player))


def test_who_was_named_is_he_or_she_if_that_can_be_nobody_else() -> None:
    told = voice("Eve")
    assert told.act("tell(Bob, Ann, Bob)") == "Bob tells Ann that he is sad and his house too"
    assert told.act("tell(Bob, Ann, Ann)") == "Bob tells Ann that she is sad and her house too"
    assert told.doing("tell(Eve, Ann, Ann)") == "tell Ann that she is sad and her house too"
    assert (
        voice(None).act("tell(Eve, Ann, Ann)")
        == "Eve tells Ann that Ann is sad and Ann's house too"
    )


def test_the_player_is_you_throughout() -> None:
    told = voice("Ann")
    assert told.act("tell(Bob, Ann, Ann)") == "Bob tells you that you are sad and your house too"
    assert told.doing("tell(Ann, Bob, Ann)") == "tell Bob that you are sad and your house too"


def test_one_who_is_they_is_not_many() -> None:
    told = voice(None)
    assert told.act("tell(Pat, Ann, Pat)") == "Pat tells Ann that they are sad and their house too"
    assert told.act("give(Kin, Bob)") == "the demons give Bob a hand"
    assert told.act("give(Pat, Bob)") == "Pat gives Bob a hand"


def test_offers_are_said_as_wishes() -> None:
    told = voice("Ann")
    assert told.wanted("give(Bob, Ann)", "Bob") == "Bob wants to give you a hand."
    assert told.wanted("give(Ann, Bob)", "Bob") == "Bob wants you to give him a hand."
    assert told.answer("agree", "give(Ann, Bob)") == "agree to give Bob a hand"
    assert told.answer("refuse", "give(Bob, Ann)") == "do not let Bob give you a hand"


def test_what_is_declined_is_what_one_would_do() -> None:
    told = voice("Ann")
    assert told.declined("give(Bob, Ann)", "Bob") == "agree to give you a hand"
    assert told.declined("give(Ann, Bob)", "Bob") == "let you give him a hand"


def test_a_place_stands_with_its_preposition() -> None:
    world = dm.loads(TALK, "talk.world").require()
    number, *_ = [n for n, f in enumerate(world.ground.fluents) if f.property == "at"]
    assert voice("Bob").fact(number, "Yard") == "Eve was in the yard"
