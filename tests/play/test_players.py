"""Players in code: ours, programs, and what programs do wrong."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import pytest

from dramaturge.play import Game, Kind
from dramaturge.play.players import PLAYERS, Player, Seat, play_out, play_turn
from dramaturge.play.program import ProgramPlayer, start_message, turn_message
from tests.play.stage import shop


@contextmanager
def program(mood: str, timeout_s: float = 20.0) -> Iterator[tuple[ProgramPlayer, list[str]]]:
    complaints: list[str] = []
    command = [sys.executable, "-m", "tests.play.bot", mood]
    player = ProgramPlayer(command, lambda code, _: complaints.append(code), timeout_s)
    try:
        yield player, complaints
    finally:
        player.close()


@pytest.mark.parametrize("name", PLAYERS)
@pytest.mark.parametrize("who", ["Ann", "Bob", "Cid"])
def test_ours_play_to_the_end(name: str, who: str) -> None:
    ended = 0
    for seed in range(3):
        game = shop().play(who, seed=seed)
        play_out(game, PLAYERS[name](seed), 12)
        ended += game.ended is not None
    assert ended > 0


def test_a_greedy_player_takes_what_helps_at_once() -> None:
    game = shop().play("Ann")
    play_turn(game, PLAYERS["greedy"](0))
    assert game.log.entries[0].act in ("try lift(Ann, Ring, Bob)", "buy(Ann, Bob, Ring)")


def test_a_planning_player_acts_on_plans_alone() -> None:
    world = shop().changed("utility(Ann): 0;")
    game = world.play("Ann", ending="stolen")
    for _ in range(4):
        play_turn(game, PLAYERS["planning"](0))
    own = [entry.kind for entry in game.log.entries if entry.kind.is_decision]
    assert own == [Kind.wait] * 4


def test_asking_changes_nothing_for_the_others() -> None:
    def played(ask: bool) -> object:
        game = shop().play("Cid", ending="stolen", seed=4)
        random = Random(1)
        for _ in range(5):
            seat = Seat(game)
            if ask:
                for choice in seat.choices:
                    seat.plan(choice)
                    seat.gain(choice)
                    seat.foresee(choice)
                seat.think()
                seat.think("Ann")
            game.choose(random.choice(game.choices))
        return game.log

    assert played(True) == played(False)


class Wild:
    """A player that chooses what is not there."""

    def choose(self, seat: Seat) -> int:
        return 1_000


def test_what_is_not_listed_counts_as_waiting() -> None:
    game, wild = shop().play("Ann"), Wild()
    player: Player = wild
    play_turn(game, player)
    assert game.log.entries[0].kind is Kind.wait


def test_a_program_plays() -> None:
    game = shop().play("Ann")
    with program("first") as (player, complaints):
        play_turn(game, player)
        player.end(game.view(), game.ended)
    assert game.log.entries[0].act == "go(Ann, Shop, Yard)"
    assert complaints == []


def test_a_program_may_ask_before_it_chooses(capfd: pytest.CaptureFixture[str]) -> None:
    game = shop().play("Ann")
    with program("asks") as (player, complaints):
        play_turn(game, player)
    told = capfd.readouterr().err
    assert '"type": "expected"' in told
    assert told.count('"type": "thought"') == 2
    assert complaints == []
    assert game.log.entries[0].kind is Kind.wait


@pytest.mark.parametrize(
    ("mood", "codes"),
    [("garbage", ["V121"] * 3), ("long", ["V121"]), ("dies", ["V120"])],
)
def test_whatever_a_program_does_its_person_waits(mood: str, codes: list[str]) -> None:
    game = shop().play("Ann")
    with program(mood) as (player, complaints):
        play_turn(game, player)
        assert player.is_gone == (mood == "dies")
    assert complaints == codes
    assert game.log.entries[0].kind is Kind.wait


def test_a_program_that_is_silent_is_let_go() -> None:
    game = shop().play("Ann", ending="stolen")
    with program("sleeps", timeout_s=0.1) as (player, complaints):
        play_turn(game, player)
        play_turn(game, player)
        assert player.is_gone
        play_turn(game, player)
    assert complaints == ["V120", "V120"]


def test_messages_hold_what_the_person_knows_and_no_more() -> None:
    """Cid is in the yard and knows nothing of the deal in the shop."""
    game = shop().play("Cid", ending="stolen", seed=1)
    for _ in range(8):
        game.wait()
        if "buy(Ann, Bob, Ring)" in game.events:
            break
    assert "buy(Ann, Bob, Ring)" in game.events
    told = f"{start_message(game.view())} {turn_message(game.view())}"
    assert "Ann buys" not in told
    assert "Ann has the ring" not in told


def test_a_game_is_the_same_whoever_else_was_played() -> None:
    first: Game = shop().play("Cid", seed=9, ending="stolen")
    shop().play("Ann", seed=9).wait()
    second = shop().play("Cid", seed=9, ending="stolen")
    for game in (first, second):
        for _ in range(3):
            game.wait()
    assert first.log == second.log
