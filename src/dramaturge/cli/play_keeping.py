"""Games kept while they are played: after every turn, under the name `current`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dramaturge.cli.play_typing import Typed
from dramaturge.cli.screen import Screen
from dramaturge.cli.writing import reason, write_whole
from dramaturge.play.codes import SaveError
from dramaturge.play.resume import Resumed, resume
from dramaturge.play.saves import Saves, exported, imported

if TYPE_CHECKING:
    from dramaturge.api import World
    from dramaturge.play import Game

CURRENT = "current"
LARGEST = 1 << 26  # bytes of a file that is imported


class LeftError(ValueError):
    """The user leaves before there is a game: in panes that is all; else how to say beforehand what
    was asked."""


class Keeper:
    """The file of saved games of a session; none if none was asked for."""

    def __init__(self, screen: Screen, world: World, path: Path | None) -> None:
        self._screen = screen
        self._world = world
        self._saves = None if path is None else Saves(path)
        self._complained = ""
        self.latest: Game | None = None  # that there was a turn of

    @property
    def farewell(self) -> str:
        """What to say to one who leaves in the middle of it."""
        if self._saves is None:
            return "You left. This game was not kept: --save FILE keeps every turn."
        return f"You left. The game is kept in {self._saves.path}, up to the last turn."

    def speak_through(self, screen: Screen) -> None:
        """From now on what there is to say is said there."""
        self._screen = screen

    def begun(self, typed: Typed) -> Game | None:
        """The game that goes on from the file; None if there is none. Raises LeftError if the user
        does not want to go on with it."""
        if self._saves is None or CURRENT not in [game.name for game in self._saves.games()]:
            return None
        found = resume(self._world.stage, self._saves.log(CURRENT))
        if not self.told(found, typed):
            raise LeftError("the game was left as it is; --new begins another one in this file")
        return found.game

    def told(self, found: Resumed, typed: Typed) -> bool:
        """Says how far a kept game could be taken up; whether the user wants to go on."""
        problem = found.problem
        if problem is None:
            if found.changed:
                self._screen.paragraph("The world has changed since; all went as before.")
            return True
        self._screen.paragraph(str(problem), style="yellow")
        answer = typed.line(self._screen, "Go on from there? (yes or no) ")
        return answer is not None and answer.casefold() in ("y", "yes")

    def keep(self, game: Game, name: str = CURRENT) -> bool:
        """Keeps the game. What is wrong with the file is said, once, and never ends the game."""
        if name == CURRENT:
            self.latest = game
        if self._saves is None:
            return False
        try:
            self._saves.keep(name, game.log)
        except SaveError as error:
            if str(error) != self._complained:
                self._screen.paragraph(str(error), style="red")
                self._complained = str(error)
            return False
        self._complained = ""
        return True

    def save(self, game: Game, name: str) -> None:
        """What `save` does: a copy under a name of the user's."""
        if self._saves is None:
            self._saves = Saves(Path(f"{self._world.name}.saves"))
        self._saves.keep(name, game.log)
        self._screen.paragraph(f"Saved as '{name}' in {self._saves.path}.")

    def restore(self, name: str, typed: Typed) -> Game | None:
        """What `restore` does; None if the user thinks better of it."""
        if self._saves is None:
            path = Path(f"{self._world.name}.saves")
            if not path.exists():
                raise SaveError("V104", "nothing was saved yet", "'save' keeps the game")
            self._saves = Saves(path)
        found = resume(self._world.stage, self._saves.log(name))
        return found.game if self.told(found, typed) else None

    def listed(self) -> list[str]:
        """The games that can be restored, a line each."""
        games = () if self._saves is None else self._saves.games()
        return [f"{g.name}: {g.player or 'watching'}, {g.entries} entries" for g in games]

    def bring(self, path: Path) -> None:
        """Takes up an exported game as the current one."""
        try:
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)
        except OSError as error:
            raise SaveError("V107", f"cannot read '{path}': {error.strerror or error}") from None
        if len(data) > LARGEST:
            raise SaveError("V107", f"'{path}' is too large for an exported game")
        _, log = imported(data.decode("utf-8", errors="replace"))
        assert self._saves is not None
        self._saves.keep(CURRENT, log)

    def export(self, game: Game, path: Path) -> None:
        """Writes the game as JSON Lines."""
        try:
            write_whole(path, exported(CURRENT, game.log))
        except (OSError, ValueError) as error:
            raise SaveError("V101", f"cannot write '{path}': {reason(error)}") from None

    def close(self) -> None:
        """Lets go of the file."""
        if self._saves is not None:
            self._saves.close()
