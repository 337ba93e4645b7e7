"""What a game is made of: a row of decisions and of what others did, each one entry.

The log is the game. Who replays it in the same world is in the same situation, whatever the
machine; saves hold nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


class Kind(Enum):
    """act: the player did it. other: somebody else did. chance: nobody's will. wait: the player let
    it pass. vain: the player meant to, and it turned out impossible. declined: whom it takes would
    not. offered: others would like to, if the player agrees. refused: the player did not."""

    act = "act"
    other = "other"
    chance = "chance"
    wait = "wait"
    vain = "vain"
    declined = "declined"
    offered = "offered"
    refused = "refused"

    @property
    def is_event(self) -> bool:
        """Whether it happens in the world."""
        return self in (Kind.act, Kind.other, Kind.chance)

    @property
    def is_decision(self) -> bool:
        """Whether the player decided it: their turn is over then."""
        return self not in (Kind.other, Kind.chance, Kind.offered)


@dataclass(frozen=True, slots=True)
class Motive:
    """The plan in mind on which somebody takes part in an act: actions by name, the act first."""

    character: str
    plan: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing decided or done. act: the name of the ground action, "" for waiting. by: whose
    move it was, "" for nobody's. motives: of everybody concerned but the player."""

    kind: Kind
    act: str = ""
    by: str = ""
    motives: tuple[Motive, ...] = ()


@dataclass(frozen=True, slots=True)
class Log:
    """A game as it is kept. player: whom one plays, "" for an observer; ending: the one steered
    for, "" for any."""

    world: str
    digest: str
    player: str
    ending: str
    seed: int
    entries: tuple[Entry, ...] = field(default=())
