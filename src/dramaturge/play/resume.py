"""A saved game goes on: in the same world, or in a later version of it as far as that goes."""

from __future__ import annotations

from dataclasses import dataclass

from dramaturge.play.codes import SaveError
from dramaturge.play.game import Game
from dramaturge.play.log import Entry, Log
from dramaturge.play.stage import Stage
from dramaturge.problems import Problem


@dataclass(frozen=True, slots=True)
class Resumed:
    """A game that goes on. parted: the entry that cannot be in this version of the world, and
    behind which nothing was replayed; None: all was. changed: whether the world is another
    version. beat: of the acts that happened, the one that parted it would have been, from 1."""

    game: Game
    changed: bool
    parted: Entry | None
    beat: int

    @property
    def problem(self) -> Problem | None:
        """What to tell the player before they go on; None if all is well."""
        if self.parted is None:
            return None
        what = self.parted.act or self.parted.kind.value
        message = f"in this version of the world beat {self.beat} cannot be: {what}"
        return Problem("V109", message, hint="the game can go on from the beat before it")


def resume(stage: Stage, log: Log) -> Resumed:
    """The game of a log, on a stage that may be a later version of its world.

    Raises SaveError if the log is of another world altogether.
    """
    changed = log.digest != stage.digest
    player, ending = log.player or None, log.ending or None
    if player is not None and player not in stage.people:
        raise SaveError("V108", f"in '{stage.name}' nobody of the name '{player}' can be played")
    acts = [entry.act for entry in log.entries if entry.act]
    if changed and log.world != stage.name and not any(act in stage.numbers for act in acts):
        raise SaveError("V108", f"this game was played in '{log.world}', not in '{stage.name}'")
    if ending is not None and ending not in [aim.name for aim in stage.aims]:
        ending = None
    game = Game(stage, player, ending=ending, seed=log.seed, plans_ahead=not log.entries)
    done = game.replay(log.entries, judged=changed)
    parted = log.entries[done] if done < len(log.entries) else None
    return Resumed(game, changed, parted, len(game.events) + 1)
