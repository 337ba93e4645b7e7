"""Players in code: what they may see and do, and three that come along.

A player is handed a `Seat`, which gives what one person perceives, believes and may do, and nothing
else; and it can only choose among what is listed. Programs do the same over pipes: `program`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from dramaturge.play.game import Game
from dramaturge.play.stage import lot
from dramaturge.play.view import Choice, Do, Line, View

MOST_TURNS = 100


class Seat:
    """A game as far as its player may know it."""

    def __init__(self, game: Game) -> None:
        self.__game = game

    def view(self) -> View:
        """What the person perceives, knows, wants and may do now."""
        return self.__game.view()

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What can be chosen; waiting, number 0, is always the last."""
        return self.__game.choices

    def foresee(self, choice: Choice | int) -> tuple[str, ...]:
        """What the person believes will come of it, in sentences."""
        return self.__game.foresee(choice)

    def think(self, name: str | None = None) -> tuple[str, ...]:
        """What the person takes to be so; of somebody: where that one thinks otherwise."""
        return self.__game.think(name)

    def gain(self, choice: Choice | int) -> float:
        """How much better off the person would be at once, as they see it; 0 if that is unknown."""
        return self.__game.gain(choice)

    def plan(self, choice: Choice | int) -> tuple[str, ...]:
        """The plan on which the person would do it of their own accord, by name, the act first;
        none if they have no reason for it."""
        return self.__game.plan(choice)


class Player(Protocol):
    """Whoever decides for one person."""

    def choose(self, seat: Seat) -> int:
        """The number of one of the seat's choices. Anything else counts as waiting."""
        ...


@dataclass(frozen=True, slots=True)
class RandomPlayer:
    """Does anything."""

    seed: int = 0

    def choose(self, seat: Seat) -> int:
        """Any choice, drawn for this turn."""
        return _drawn(seat.choices, self.seed, seat.view().turn)


@dataclass(frozen=True, slots=True)
class GreedyPlayer:
    """Does what makes their person better off at once, as that person sees it; else anything that
    does no harm."""

    seed: int = 0

    def choose(self, seat: Seat) -> int:
        """The choice of most gain; among equals by lot."""
        gains = {choice: seat.gain(choice) for choice in seat.choices}
        best = max(gains.values())
        return _drawn([c for c in seat.choices if gains[c] == best], self.seed, seat.view().turn)


@dataclass(frozen=True, slots=True)
class PlanningPlayer:
    """Acts as the person would: on plans of their own, short ones first; waits where they have
    none."""

    seed: int = 0

    def choose(self, seat: Seat) -> int:
        """A choice that begins a plan; what takes the consent of others comes last among equals."""
        plans = {choice: seat.plan(choice) for choice in seat.choices if choice.act}
        wanted = [c for c in plans if plans[c] and c.do is not Do.refuse]
        if not wanted:
            return 0
        least = min((len(plans[c]), len(c.others)) for c in wanted)
        alike = [c for c in wanted if (len(plans[c]), len(c.others)) == least]
        return _drawn(alike, self.seed, seat.view().turn)


PLAYERS: dict[str, Callable[[int], Player]] = {
    "random": RandomPlayer,
    "greedy": GreedyPlayer,
    "planning": PlanningPlayer,
}


def _drawn(choices: Sequence[Choice], seed: int, turn: int) -> int:
    return choices[int(lot(seed, "player", turn) * len(choices))].number


def play_turn(game: Game, player: Player) -> tuple[Line, ...]:
    """One turn of a player's; a number that is not listed counts as waiting."""
    number = player.choose(Seat(game))
    listed = any(choice.number == number for choice in game.choices)
    return game.choose(number if listed else 0)


def play_out(game: Game, player: Player, most: int = MOST_TURNS) -> int:
    """Plays until the game is over, or for so many turns; how many it took."""
    for turn in range(most):
        if game.ended is not None:
            return turn
        play_turn(game, player)
    return most
