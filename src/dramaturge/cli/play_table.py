"""The talk between a game and its player in a plain terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dramaturge.cli.cancelling import on_interrupt
from dramaturge.cli.opening import title
from dramaturge.cli.play_epilogue import look_back
from dramaturge.cli.play_keeping import Keeper
from dramaturge.cli.play_listing import Row, rows
from dramaturge.cli.play_mind import Mind
from dramaturge.cli.play_typing import Typed
from dramaturge.cli.screen import Screen
from dramaturge.narrate.words import listed
from dramaturge.play import Choice, Do, Ended, Game, TurnCancelledError
from dramaturge.play.asked import is_question
from dramaturge.play.codes import SaveError
from dramaturge.play.match import match

if TYPE_CHECKING:
    from dramaturge.api import World

MAIN = 6  # wants told at the beginning
LISTED = 12  # choices shown without being asked for
REMEMBERED = 3  # lines of the story shown again by `look`
NOTHING_NOTICED = "Nothing happens that you notice."
NOTHING_YET = "Time passes, and nothing happens that you notice."
NOTHING_MORE = "A long time passes. Nothing more will happen unless you do something."
AFTER_ENDING = "Enter leaves; 'go on' goes on, 'undo' undoes. "
AFTER_ALL = "Enter leaves; 'undo' undoes. "
LEAVING = ("", "quit", "q", "exit", "bye")
HELP = (
    ("a number", "do what stands behind it"),
    ("words", "do what they say: 'go to the yard', 'tell Ann about the key'"),
    ("wait", "let the others act, until you notice something"),
    ("look", "where you are, who is here, what just happened; 'look at Ann': what you know of her"),
    ("where is the key?", "what you know of that; 'inventory': what you have on you"),
    ("list", "everything you can do"),
    ("think", "what you take to be so; 'think Ann': where Ann thinks otherwise"),
    ("wants", "what matters to you"),
    ("expect 3", "what you believe will come of choice 3"),
    ("why", "why the others did what they did last, as far as you can tell"),
    ("undo", "take the last turn back"),
    ("save NAME, restore NAME", "keep a copy of the game, take it up again"),
    ("transcript", "the story so far"),
    ("quit", "leave"),
)
AROUND = ("", "around", "here", "about")  # what one looks at without a name
NOTHING = "There is nothing you can do now but wait."


class TableTalk:
    """One session."""

    def __init__(
        self, screen: Screen, typed: Typed, world: World, game: Game, keeper: Keeper
    ) -> None:
        self._screen = screen
        self._typed = typed
        self._world = world
        self._game = game
        self._keeper = keeper
        self._mind = Mind(screen, world, lambda: self._game)
        self._commands = {
            "look": self._look,
            "l": self._look,
            "examine": self._look,
            "x": self._look,
            "inventory": self._mind.carried,
            "i": self._mind.carried,
            "list": lambda _: self._list(all_of_them=True),
            "think": self._mind.think,
            "wants": self._mind.wants,
            "expect": self._mind.expect,
            "why": self._mind.why,
            "undo": self._undo,
            "save": self._save,
            "restore": self._restore,
            "transcript": self._mind.transcript,
            "help": self._help,
            "?": self._help,
        }

    def talk(self) -> Game:
        """Until the game is over, the user has had enough, or there is no more input."""
        self._greet()
        while True:
            if self._game.ended is not None and not self._over():
                break
            text = self._typed.line(self._screen)
            if text is None or text.casefold() in LEAVING[1:]:
                break
            self._understand(text)
        self._keeper.keep(self._game)
        return self._game

    def _greet(self) -> None:
        self._screen.heading(title(self._world))
        view = self._game.view()
        if view.player:
            where = f", {view.place}" if view.place else ""
            self._say(f"You are {view.called}{where}. Type what you want to do; 'help' tells more.")
            if view.look:
                self._say(view.look)
            self._mind.wants("", MAIN)
        else:
            self._say("You watch. Enter lets the next thing happen; 'help' tells more.")
        if view.story:
            self._say("So far:")
            self._mind.transcript("")
        if view.ended is None:
            self._situation()

    def _understand(self, text: str) -> None:
        word, _, rest = text.partition(" ")
        command = self._commands.get(word.casefold())
        if command is not None and not (word == "why" and rest[:3] == "not"):
            try:
                command(rest.strip())
            except SaveError as error:
                self._say(str(error), "red")
            return
        if not text:
            if self._game.player is None:
                self._choose(self._game.choices[-1])
            else:
                self._say("Say what you do, or 'wait'; 'help' tells what else there is.")
            return
        self._meant(text)

    def _meant(self, text: str) -> None:
        choices = self._game.choices
        found = match(text, choices)
        if is_question(text) or (text.endswith("?") and not found.choices):
            self._asked(text)
        elif found.only is not None:
            self._choose(found.only)
        elif found.choices:
            self._say("Which do you mean?")
            self._show(found.choices[:LISTED])
        elif found.suggestions:
            self._say("That cannot be done now. Did you mean:")
            self._show(found.suggestions)
        else:
            acts = [choice for choice in choices if choice.act]
            told = f"That is not among the {len(acts)} things you can do now: 'list' shows them."
            if len(acts) < 2:
                told = NOTHING if not acts else f"All you can do now is {acts[0].text}, or wait."
            self._say(told)

    def _asked(self, text: str) -> None:
        """A question to the game."""
        if "do" in text.casefold().rstrip("?").split():  # "what can I do?"
            self._list(all_of_them=True)
        else:
            self._mind.asked(text)

    def _choose(self, choice: Choice) -> None:
        before = self._game.choices
        try:
            with on_interrupt(self._game.cancel):
                lines = self._game.choose(choice)
        except TurnCancelledError:
            self._say("Broken off: all is as it was before.")
            return
        self._keeper.keep(self._game)
        for line in lines:
            self._say(line.text)
        if choice.do is Do.wait and all(line.own for line in lines):
            self._say(NOTHING_MORE if self._game.view().quiet else NOTHING_YET)
        elif not lines:
            self._say(NOTHING_NOTICED)
        is_same = not lines or (choice.do is Do.wait and all(line.own for line in lines))
        if self._game.ended is None:
            self._situation(is_new=not is_same or self._game.choices != before)

    def _situation(self, *, is_new: bool = True) -> None:
        """What can be done now, if that is not as it was."""
        if self._game.player is not None and is_new:
            self._screen.print()
            self._list()

    def _list(self, *, all_of_them: bool = False) -> None:
        choices = [choice for choice in self._game.choices if choice.do is not Do.wait]
        shown = list(rows([(choice.number, self._text(choice)) for choice in choices]))
        if not all_of_them and len(shown) > LISTED + 2:
            shown = shown[:LISTED]
        for row in shown:
            self._show_row(row)
        left = len(choices) - sum(len(row.items) for row in shown)
        if left:
            self._say(f"      and {left} more: 'list' shows all.")
        if not choices:
            self._say("There is nothing you can do but wait.")

    def _show(self, choices: Sequence[Choice]) -> None:
        for choice in choices:
            self._screen.paragraph(self._text(choice), indent=6, label=str(choice.number))

    def _show_row(self, row: Row) -> None:
        if not row.is_shared:
            self._screen.paragraph(row.text, indent=6, label=str(row.items[0][0]))
            return
        self._screen.paragraph(f"{row.text}:", indent=6)
        told = ", ".join(f"{number} {text}" for number, text in row.items)
        self._screen.paragraph(told, indent=8)

    def _text(self, choice: Choice) -> str:
        if not choice.others:
            return choice.text
        names = [self._world.words.names.of(name) for name in choice.others]
        return f"{choice.text} (if {listed(names)} will)"

    def _look(self, at: str) -> None:
        at = at.removeprefix("at ")
        if at.casefold() not in AROUND:
            self._asked(at)
            return
        view = self._game.view()
        for line in view.story[-REMEMBERED:]:
            if line.text != view.look:
                self._say(line.text)
        if view.time:
            self._say(f"The clock shows {view.time}.")
        if view.player:
            self._say(f"You are {view.place}." if view.place else f"You are {view.called}.")
        if view.look:
            self._say(view.look)
        if view.people:
            self._say(f"With you: {listed([person.called for person in view.people])}.")
        if view.things:
            self._say(f"Here: {listed(view.things)}.")
        if view.carried:
            self._say(f"You have {listed(view.carried)}.")
        self._situation()

    def _undo(self, _: str) -> None:
        if not self._game.undo():
            self._say("There is nothing to take back.")
            return
        self._keeper.keep(self._game)
        self._say("Taken back.")
        self._look("")

    def _save(self, name: str) -> None:
        self._keeper.save(self._game, name or "saved")

    def _restore(self, name: str) -> None:
        game = self._keeper.restore(name or "saved", self._typed)
        if game is not None:
            self._game = game
            self._keeper.keep(game)
            self._say("Here you are again.")
            self._look("")

    def _help(self, _: str) -> None:
        for what, does in HELP:
            self._screen.paragraph(f"{what}: {does}", indent=2)

    def _over(self) -> bool:
        """Tells the end; whether the game goes on all the same."""
        ended = self._game.ended
        assert ended is not None
        self._screen.print()
        self._say(f"The end: {ended.text}" if ended.ending else ended.text, "bold")
        look_back(self._screen, self._game)
        return self._goes_on(ended)

    def _goes_on(self, ended: Ended) -> bool:
        """Whether the user wants to go on after the end; all but deciding is still possible."""
        while True:
            prompt = AFTER_ENDING if ended.ending else AFTER_ALL
            answer = self._typed.line(self._screen, prompt)
            word = None if answer is None else answer.casefold()
            if word is None or word in LEAVING:
                return False
            if word in ("go on", "continue") and ended.ending:
                self._game.go_on()
                self._situation()
                return True
            if word.split()[0] in self._commands:
                self._understand(word)
                if self._game.ended is None:
                    return True
            else:
                self._say("The story is over.")

    def _say(self, text: str, style: str = "") -> None:
        self._screen.paragraph(text, style=style)
