"""Games that a program plays while one looks on."""

from __future__ import annotations

import shlex

from dramaturge.cli.play_keeping import Keeper
from dramaturge.cli.screen import Screen, misuse
from dramaturge.play import Game
from dramaturge.play.players import MOST_TURNS, PLAYERS, Player, play_turn
from dramaturge.play.program import ProgramPlayer
from dramaturge.problems import Problem


def let_play(
    screen: Screen, game: Game, command: str, keeper: Keeper, seed: int, turns: int | None
) -> Game:
    """The game, played by a program or by one of ours, told as its person lives it."""
    errors = Screen(stderr=True)

    def complain(code: str, message: str) -> None:
        errors.paragraph(str(Problem(code, message)), style="yellow")

    if command in PLAYERS:
        player: Player = PLAYERS[command](seed)
    else:
        try:
            player = ProgramPlayer(shlex.split(command), complain)
        except (OSError, ValueError) as error:
            misuse(f"cannot run '{command}': {error}; ours are {', '.join(PLAYERS)}")
    most = MOST_TURNS if turns is None else turns
    try:
        for _ in range(most):
            if game.ended is not None or (isinstance(player, ProgramPlayer) and player.is_gone):
                break
            for line in play_turn(game, player):
                screen.paragraph(line.text)
            keeper.keep(game)
    finally:
        if isinstance(player, ProgramPlayer):
            player.end(game.view(), game.ended)
    screen.print()
    ended = game.ended
    screen.paragraph("The game was broken off." if ended is None else ended.text, style="bold")
    return game
