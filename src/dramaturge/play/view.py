"""What the player sees of a game: plain values, every sentence out of one mind."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Do(Enum):
    """What kind of thing a choice is."""

    act = "act"
    accept = "accept"
    refuse = "refuse"
    wait = "wait"


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that the player can decide for.

    number: as listed, from 1; 0: waiting, which is always there. act: the ground act, "" where none
    is meant. text: in words, without a subject: "go to the yard". others: whose consent it takes.
    """

    number: int
    do: Do
    act: str
    text: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the story as the player lived it.

    entry: where in the log (0: the start); own: it tells of the player's own doing; event: it tells
    of an act, not only of something noticed.
    """

    entry: int
    text: str
    own: bool = False
    event: bool = True


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, by the name of the entity and as the player calls them."""

    name: str
    called: str


@dataclass(frozen=True, slots=True)
class Ended:
    """Why a game is over. ending: its name, "" if nothing more could happen; text: in words."""

    ending: str
    text: str


@dataclass(frozen=True, slots=True)
class View:
    """The game at one moment, as the player has it.

    player, called: whom one plays; "" for an observer, who sees everything. turn: decisions so far.
    story: all that the player perceived; news: what came since they last decided. place, time: in
    words, look: what the place is like; "" if there is nothing to say. people, things: who and
    what is here, as the player takes it; carried: what they have. knows, wants: sentences. offer:
    what others would do if the player agrees, "" if nothing. quiet: the last time, nobody else
    wanted to do anything.
    """

    player: str
    called: str
    turn: int
    story: tuple[Line, ...]
    news: tuple[Line, ...]
    place: str
    look: str
    time: str
    people: tuple[Person, ...]
    things: tuple[str, ...]
    carried: tuple[str, ...]
    knows: tuple[str, ...]
    wants: tuple[str, ...]
    offer: str
    choices: tuple[Choice, ...]
    quiet: bool
    ended: Ended | None
