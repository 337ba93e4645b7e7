"""What a player can ask in a plain terminal: what they know, want, have, expect and suppose."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from dramaturge.cli.screen import Screen
from dramaturge.narrate.words import as_sentence, capitalised, listed
from dramaturge.play import Game
from dramaturge.play.match import match
from dramaturge.play.people import find_person

if TYPE_CHECKING:
    from dramaturge.api import World


class Mind:
    """Prints what the player's person has in mind; nothing of it takes time. game: the one that is
    played now, which `restore` may change."""

    def __init__(self, screen: Screen, world: World, game: Callable[[], Game]) -> None:
        self._screen = screen
        self._world = world
        self._game = game

    def asked(self, text: str) -> None:
        """What the player knows of what it names."""
        found = self._game().about(text)
        for called, sentences in found:
            for told in sentences or (f"You know nothing of {called}.",):
                self._say(told)
        if not found:
            self._say("That is for you to find out. 'look' and 'think' tell what you know.")

    def carried(self, _: str) -> None:
        """What the player has on them."""
        carried = self._game().view().carried
        self._say(f"You have {listed(carried)}." if carried else "You have nothing on you.")

    def think(self, about: str) -> None:
        """What the player takes to be so, or where somebody thinks otherwise."""
        about = about.removeprefix("about ").removeprefix("of ").strip()
        if not about:
            for text in self._game().think() or ("You know nothing worth saying.",):
                self._say(text)
            return
        if about.casefold() in ("me", "myself", "i"):
            about = self._game().player or about
        try:
            name = find_person(self._world.stage, about, anybody=True)
        except ValueError as error:
            self._say(as_sentence(str(error)))
            return
        called = capitalised(self._world.words.names.of(name))
        if name == self._game().player:
            self.think("")
            return
        for text in self._game().think(name) or (
            f"{called} thinks as you do, as far as you know.",
        ):
            self._say(text)

    def wants(self, _: str, most: int | None = None) -> None:
        """What matters to the player."""
        wants = self._game().view().wants[:most]
        if wants:
            self._say("What matters to you, most important first:")
        for want in wants:
            self._screen.paragraph(want, indent=6, label="-")

    def expect(self, text: str) -> None:
        """What the player believes will come of a choice."""
        choices = self._game().choices
        found = match(text, choices).only if text else None
        if text.isdecimal() and found is None:
            self._say(f"There is no choice {text}: 'list' shows what you can do.")
            return
        if found is None or not found.act:
            self._say("Say of what: 'expect 3', or in the words of a choice.")
            return
        self._say(f"{capitalised(found.text)}:")
        for told in self._game().foresee(found):
            self._screen.paragraph(told, indent=2)

    def why(self, _: str) -> None:
        """Why the others did what they did last."""
        found = self._game().why()
        if found is None:
            self._say("Nobody else has done anything yet that you know of.")
            return
        act, reasons = found
        self._say(act)
        for text in reasons or ("You have no idea why.",):
            self._screen.paragraph(text, indent=2)

    def transcript(self, _: str) -> None:
        """The story so far."""
        for line in self._game().transcript():
            self._say(line.text)

    def _say(self, text: str) -> None:
        self._screen.paragraph(text)
