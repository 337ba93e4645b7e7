"""The talk of the plain terminal, held in a thread of its own, behind panes (play_full.py).

Knows nothing of Textual: what there is to say, to ask and to show goes to a `Front`.
"""

from __future__ import annotations

from dataclasses import dataclass
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Protocol

from dramaturge.cli.play_keeping import Keeper
from dramaturge.cli.play_table import TableTalk
from dramaturge.cli.play_typing import PROMPT, Typed
from dramaturge.cli.screen import Screen
from dramaturge.play import Choice, Game, View
from dramaturge.play.match import cleaned

if TYPE_CHECKING:
    from dramaturge.api import World


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Something to say: as `Screen.paragraph` takes it."""

    text: str
    indent: int = 0
    label: str = ""
    style: str = ""


class Front(Protocol):
    """What the user looks at; called from the thread of the talk."""

    def tell(self, paragraph: Paragraph) -> None:
        """Adds to the story."""

    def ask(self, prompt: str) -> None:
        """The talk waits for a line; prompt: `PROMPT`, or a question in between."""

    def show(self, view: View) -> None:
        """The panes show this from now on."""

    def offer(self, choices: tuple[Choice, ...]) -> None:
        """Shows what can be chosen before there is a game."""


class FrontScreen(Screen):
    """What the talk prints with."""

    def __init__(self, front: Front) -> None:
        super().__init__()
        self._front = front

    def paragraph(
        self, text: str, *, indent: int = 0, label: str = "", style: str = "", mark: str = ""
    ) -> None:
        self._front.tell(Paragraph(text, indent, label, style))

    def print(self, *objects: Any, **_: Any) -> None:
        """A line as it is; blank without objects."""
        self._front.tell(Paragraph(" ".join(str(each) for each in objects)))


class FrontTyped(Typed):
    """What the user types, as it comes from the front. None: they leave."""

    def __init__(self, front: Front) -> None:
        self._front = front
        self.lines: SimpleQueue[str | None] = SimpleQueue()

    def line(self, screen: Screen, prompt: str = PROMPT) -> str | None:
        if prompt != PROMPT:
            screen.paragraph(prompt.strip(), style="bold")
        self._front.ask(prompt)
        text = self.lines.get()
        if text is None:
            self.lines.put(None)  # whoever asks next is to leave, too
            return None
        found = cleaned(text)
        if found:
            screen.print()
            screen.paragraph(found, indent=2, label=">", style="bold")
        return found


class FrontTalk(TableTalk):
    """One session in panes: choices stand beside the story, not in it."""

    def __init__(
        self,
        front: Front,
        screen: FrontScreen,
        typed: FrontTyped,
        world: World,
        game: Game,
        keeper: Keeper,
    ) -> None:
        self._front = front
        super().__init__(screen, typed, world, game, keeper)

    @property
    def game(self) -> Game:
        """The game that is played now: `restore` takes up another."""
        return self._game

    def _situation(self, *, is_new: bool = True) -> None:
        del is_new  # what was new before is not any more
        view = self._game.view()
        self._front.show(view)

    def _over(self) -> bool:
        self._front.show(self._game.view())
        return super()._over()
