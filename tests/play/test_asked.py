"""What the player hears word for word, learns from letters, sees on arriving, and may ask."""

from __future__ import annotations

import pytest

from dramaturge.play import Choice, Do, Game
from dramaturge.play.asked import is_question
from dramaturge.play.lived import with_words
from dramaturge.play.match import match
from tests.play.stage import library_world
from tests.play.test_game import named


def texts(game: Game) -> str:
    return "\n".join(line.text for line in game.transcript())


def test_what_is_said_is_heard_word_for_word_once() -> None:
    game = library_world("glass-heron").play("Nora", seed=3)
    game.choose(named(game, "cry_fire(Nora, Workshop)"))
    told = "You cry that there is smoke in the cellar"
    assert f"{told}: “Smoke! There is smoke coming up from the cellar!”" in texts(game)
    game.choose(named(game, "cry_fire(Nora, Workshop)"))
    assert f"{told}." in texts(game)


def test_what_a_letter_says_is_learnt_with_it() -> None:
    game = library_world("broken-seal").play("Sidonie", seed=4)
    while not any(choice.act.startswith("pry(") for choice in game.choices):
        game.choose(0)
    game.choose(next(choice for choice in game.choices if choice.act.startswith("pry(")))
    lines = texts(game).split("\n")
    assert "You learn that the billet says that Queen Leonor loves Duke Arden." in lines
    assert not any(line.startswith("You see that Queen Leonor") for line in lines)


def test_how_others_take_it_is_seen() -> None:
    game = library_world("martyr").play("William", seed=1)
    game.choose(named(game, "lie(William, Buffy, NeedsSmoke, LivingRoom)"))
    assert "You see that Buffy doubts that you need a smoke." in texts(game)


def test_a_place_is_seen_on_arriving_for_the_first_time() -> None:
    game = library_world("glass-heron").play("Nora", seed=3)
    look = "A single lamp burns above the case in the middle."
    assert game.view().look == "The bench is covered with saints that want a hand or a nose."
    game.choose(named(game, "walk(Nora, Workshop, Gallery)"))
    assert game.view().look == look
    assert look in texts(game)
    game.choose(named(game, "walk(Nora, Gallery, Workshop)"))
    game.choose(named(game, "walk(Nora, Workshop, Gallery)"))
    assert texts(game).count(look) == 1
    assert "saints" not in texts(game)


def test_who_else_would_know_is_said_in_one_breath() -> None:
    game = library_world("glass-heron").play("Nora", seed=3)
    told = game.foresee(named(game, "walk(Nora, Workshop, Gallery)"))
    assert told[0] == "Then you are in the gallery (and Vera and Otto know it)."


def test_what_others_decide_is_not_called_nothing() -> None:
    game = library_world("last-bell").play("Hale")
    told = game.foresee(named(game, "ask(Hale, Clara, AboutEdmund, Saloon)"))
    assert told[0] == "What comes of it is up to others."


def test_what_is_good_or_bad_by_what_else_is_so_is_wanted_with_that() -> None:
    wants = library_world("last-bell").play("Hale").view().wants
    assert (
        "that Edmund is accused and you believe that it was he who had gone into the cabin" in wants
    )
    assert "that Edmund is not accused" not in wants
    # bad in any case: that is told once
    wants = library_world("last-bell").play("Clara").view().wants
    assert "that you have not lied to Inspector Hale" in wants
    assert not any("Edmund was not on the deck" in each for each in wants)


def test_that_people_are_alive_goes_without_saying() -> None:
    assert not any("alive" in each for each in library_world("martyr").play("William").think())


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("where is the heron?", ["The heron is in the gallery."]),
        ("who is Otto", ["Otto is in the gallery."]),
        ("where am I", ["You are in the workshop.", "You have the key."]),
        ("what is the jacket", []),
    ],
)
def test_a_question_is_answered_with_what_one_knows(text: str, answers: list[str]) -> None:
    game = library_world("glass-heron").play("Nora", seed=3)
    assert is_question(text)
    assert [told for _, some in game.about(text) for told in some] == answers


def test_an_act_may_end_with_a_question_mark() -> None:
    assert not is_question("ask Clara where Edmund was?")


def test_the_first_word_says_what_is_done() -> None:
    choices = (
        Choice(1, Do.act, "inform(Ann, Bob)", "tell Bob that Eve has come to steal the heron"),
        Choice(2, Do.act, "steal(Ann)", "take the heron from its case"),
        Choice(3, Do.act, "walk(Ann, Office)", "go to the office"),
    )
    assert match("steal the heron", choices).only == choices[1]
    assert match("get off", choices).suggestions == ()  # and not: to the office


def test_a_place_is_told_of_before_what_one_finds_there() -> None:
    game = library_world("broken-seal").play("Arden", seed=7)
    while not any(choice.act == "walk(Arden, Border, Court)" for choice in game.choices):
        game.choose(0)
    game.choose(named(game, "walk(Arden, Border, Court)"))
    lines = [line.text for line in game.view().news]
    assert lines[:2] == [
        "You go from the border to the court.",
        "The windows stand open on the gardens.",
    ]


def test_words_that_say_the_same_again_are_left_out() -> None:
    told = "Sidonie tells Ambrose that Ann loves Ben."
    assert with_words(told, "“Ann loves Ben.”") == told
    assert with_words(told, "“She does!”") == f"{told[:-1]}: “She does!”"


def test_time_goes_on_until_what_is_due_has_fallen() -> None:
    game = library_world("martyr").play("William", seed=1)
    for _ in range(25):
        if game.ended is not None:
            break
        game.choose(0)
    assert game.view().time == "60 minutes"
    assert game.ended is not None
    assert game.ended.ending == "slain"
    assert "You think that Dawn is alive; in truth she is dead." in game.epilogue().mistakes
