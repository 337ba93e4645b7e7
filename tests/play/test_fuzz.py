"""Random games: none crashes, tells what its player cannot know, or has an act without a reason."""

from __future__ import annotations

from random import Random

import pytest
from bench.games import WORLDS, faults, play
from bench.many_games import PLAYERS as GAMES_OF

from dramaturge.play.players import PLAYERS
from tests.fuzzing import FIRST, MANY
from tests.play.stage import library_world, shop

GAMES = 20 if MANY else 2  # in each world

pytestmark = pytest.mark.fuzz


@pytest.mark.parametrize("name", PLAYERS)
def test_games_in_a_small_world(name: str) -> None:
    for seed in range(FIRST, FIRST + (200 if MANY else 20)):
        played = play(shop().stage, seed, turns=8, name=name)
        assert list(faults(played.game, Random(seed), share=1.0)) == []


@pytest.mark.parametrize("name", WORLDS)
def test_games_in_the_worlds_of_the_library(name: str) -> None:
    """`make games` plays 10,000 of them (bench/many_games.py)."""
    for seed in range(FIRST, FIRST + GAMES):
        player = GAMES_OF[seed % len(GAMES_OF)]
        played = play(library_world(name).stage, seed, turns=20 if MANY else 4, name=player)
        found = list(faults(played.game, Random(seed)))
        assert found == [], f"seed {seed}"


def test_minds_too_large_for_the_kernel_do_not_end_a_game() -> None:
    played = play(library_world("glass-heron").stage, 269)
    assert len(played.turns_s) == 20
    assert list(faults(played.game, Random(269))) == []
