"""The full-screen mode of `dramaturge play`: panes around the talk of the plain terminal.

The talk runs in a thread of its own, so that the panes stay alive while the others make up their
minds. Only this module and play_full_panes.py import Textual, and only in this mode.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Footer, Input, Label, OptionList, Static

from dramaturge.cli.opening import title
from dramaturge.cli.play_full_panes import (
    Choices,
    Entry,
    Pane,
    Story,
    known_lines,
    people_lines,
)
from dramaturge.cli.play_full_talk import FrontScreen, FrontTalk, FrontTyped, Paragraph
from dramaturge.cli.play_keeping import Keeper, LeftError
from dramaturge.cli.play_typing import PROMPT, Typed
from dramaturge.cli.screen import Screen
from dramaturge.play import Choice, Game, View

if TYPE_CHECKING:
    from dramaturge.api import World

Offer = Callable[[tuple[Choice, ...]], None]
Begin = Callable[[Screen, Typed, Offer], Game]

SOON_S = 0.2  # a turn that takes longer is marked as being thought about

STYLE = """
* { scrollbar-size-vertical: 1; scrollbar-background: $background; scrollbar-color: $foreground 30%;
    scrollbar-corner-color: $background; }
Screen { overflow: hidden; }
#top { height: 1; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis; }
#middle { height: 1fr; }
#side { width: 2fr; }
#story { width: 3fr; }
#people { height: auto; max-height: 40%; }
#knows { height: 1fr; }
#choices { height: auto; max-height: 9; padding: 0; border: none; }
#story, #people, #knows, #choices { border-top: solid $foreground 40%; background: $background; }
#story, #people, #knows, #choices { border-title-color: $foreground; border-title-style: bold; }
#story { margin-right: 1; }
#story:focus, #people:focus, #knows:focus, #choices:focus { background-tint: $background 0%; }
#choices > .option-list--option-highlighted { background: $background; color: $foreground; }
#choices:focus > .option-list--option-highlighted { background: $foreground; color: $background;
    text-style: bold; }
#story:focus, #people:focus, #knows:focus, #choices:focus { border-top: heavy $foreground; }
#bottom { height: 1; }
#prompt { width: 2; text-style: bold; }
#entry { width: 1fr; background: $background; }
#mark { width: auto; text-style: bold reverse; display: none; }
#mark.-on { display: block; }
.-narrow #side { display: none; }
.-narrow #story { margin-right: 0; }
.-low #choices { max-height: 5; }
.-lowest #choices, .-lowest #top, #choices.-none { display: none; }
.-lowest #story { border-top: none; }
"""


class Told(Message):
    """Something for the story."""

    def __init__(self, paragraph: Paragraph) -> None:
        super().__init__()
        self.paragraph = paragraph


class Asked(Message):
    """The talk waits for a line."""

    def __init__(self, prompt: str) -> None:
        super().__init__()
        self.prompt = prompt


class Shown(Message):
    """The game as it is now."""

    def __init__(self, view: View) -> None:
        super().__init__()
        self.view = view


class Offered(Message):
    """What can be chosen before there is a game."""

    def __init__(self, choices: tuple[Choice, ...]) -> None:
        super().__init__()
        self.choices = choices


class Finished(Message):
    """The talk is over."""


def _key(key: str, word: str, says: str, shown: str) -> Binding:
    return Binding(key, f"say('{word}')", says, key_display=shown, priority=True)


class FullScreen(App[None]):
    """One session. Textual calls it from one thread, the talk (a `Front`) from another.

    begin: gives the game, after asking whatever has to be asked before; called from the thread of
    the talk.
    """

    CSS = STYLE
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        _key("f1", "help", "Help", "F1"),
        _key("f2", "look", "Look", "F2"),
        _key("f3", "think", "Think", "F3"),
        _key("f4", "why", "Why", "F4"),
        _key("f5", "undo", "Undo", "F5"),
        _key("f6", "save", "Save", "F6"),
        Binding("escape", "stop", "Stop", key_display="Esc", priority=True),
        Binding("ctrl+c", "stop", show=False, priority=True),
        Binding("ctrl+q", "quit", "Quit", key_display="^Q", priority=True),
        Binding("pageup", "turn_page(-1)", show=False),
        Binding("pagedown", "turn_page(1)", show=False),
    ]

    def __init__(self, world: World, begin: Begin, keeper: Keeper) -> None:
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-wide")]
        self.VERTICAL_BREAKPOINTS = [(0, "-lowest"), (11, "-low"), (20, "-high")]
        self.title = title(world)
        self.failure: BaseException | None = None
        self.asked = ""  # the question that waits for an answer; "": the others are thinking
        self._names = {name: world.words.names.of(name) for name in world.stage.people}
        self._known: tuple[int, frozenset[str], frozenset[str]] | None = None
        self._world = world
        self._begin = begin
        self._keeper = keeper
        self._typed = FrontTyped(self)
        self._talk: FrontTalk | None = None  # until there is a game
        self._thread = threading.Thread(target=self._converse, name="talk", daemon=True)

    def compose(self) -> ComposeResult:
        yield Static(self.title, id="top", markup=False)
        with Horizontal(id="middle"):
            yield Story()
            with Vertical(id="side"):
                yield Pane("People here", "people")
                yield Pane("What I know", "knows")
        yield Choices()
        with Horizontal(id="bottom"):
            yield Label(">", id="prompt")
            yield Entry()
            yield Label("thinking…", id="mark")
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        self.query_one(Entry).focus()
        self._thread.start()

    def on_unmount(self) -> None:
        self._leave()

    def _leave(self) -> None:
        """Tells the talk to end; may be told more than once."""
        self._cancel()
        if self._talk is not None:
            self._talk.game.close()
        self._typed.lines.put(None)

    def _cancel(self) -> None:
        if self._talk is not None:
            self._talk.game.cancel()

    def wait(self) -> Game | None:
        """The game, when the talk has ended; None if it never began. Raises what went wrong."""
        self._leave()
        if self._thread.ident is not None:  # else the panes did not even come up
            self._thread.join()
        if self.failure is not None:
            raise self.failure
        return None if self._talk is None else self._talk.game

    # From the thread of the talk.

    def _converse(self) -> None:
        screen = FrontScreen(self)
        self._keeper.speak_through(screen)
        try:
            game = self._begin(screen, self._typed, self.offer)
            self._talk = FrontTalk(self, screen, self._typed, self._world, game, self._keeper)
            self._talk.talk()
        except LeftError:
            pass
        except BaseException as error:
            self.failure = error
        self.post_message(Finished())

    def tell(self, paragraph: Paragraph) -> None:
        self.post_message(Told(paragraph))

    def ask(self, prompt: str) -> None:
        self.post_message(Asked(prompt))

    def show(self, view: View) -> None:
        self.post_message(Shown(view))

    def offer(self, choices: tuple[Choice, ...]) -> None:
        self.post_message(Offered(choices))

    # What comes from there.

    @on(Told)
    def _tell(self, message: Told) -> None:
        self.query_one(Story).tell(message.paragraph)

    @on(Asked)
    def _ask(self, message: Asked) -> None:
        self.asked = message.prompt
        self.query_one("#mark").remove_class("-on")
        asks = "what you do, or a number" if message.prompt == PROMPT else message.prompt.strip()
        self.query_one(Entry).placeholder = asks

    @on(Shown)
    def _show(self, message: Shown) -> None:
        view = message.view
        who = f"You are {view.called}" if view.player else "You watch"
        where = f"{who}, {view.place}" if view.place else who
        self.query_one("#top", Static).update(
            " · ".join(each for each in (self.title, where, view.time) if each)
        )
        self.query_one("#people", Pane).say(people_lines(view))
        self.query_one("#knows", Pane).say(known_lines(view, self._known_before(view)))
        choices = self.query_one(Choices)
        choices.border_title = "You can"
        choices.offer(view.choices, self._names)
        if not view.choices and choices.has_focus:
            self.query_one(Entry).focus()  # a pane that is hidden would take the keys along

    @on(Offered)
    def _offer(self, message: Offered) -> None:
        choices = self.query_one(Choices)
        choices.border_title = "You can be"
        choices.offer(message.choices, self._names)

    def _known_before(self, view: View) -> frozenset[str] | None:
        """What was known when the player last decided; None at the beginning."""
        now = frozenset(view.knows)
        if self._known is None or self._known[0] > view.turn:
            self._known = (view.turn, now, now)
        elif self._known[0] < view.turn:
            self._known = (view.turn, self._known[2], now)
        return self._known[1]

    @on(Finished)
    def _finish(self) -> None:
        self.exit()

    # What the user does.

    def _say(self, text: str) -> None:
        """Hands a line to the talk."""
        self.asked = ""
        self.set_timer(SOON_S, self._mark)
        self._typed.lines.put(text)

    def _mark(self) -> None:
        if not self.asked:
            self.query_one("#mark").add_class("-on")

    @on(Input.Submitted)
    def _enter(self) -> None:
        if self.asked:
            self._say(self.query_one(Entry).take())
        else:
            self.bell()

    @on(OptionList.OptionSelected)
    def _decide(self, event: OptionList.OptionSelected) -> None:
        if self.asked == PROMPT and event.option.id is not None:
            self._say(event.option.id)

    @on(Choices.Wondered)
    def _wonder(self, message: Choices.Wondered) -> None:
        if self.asked == PROMPT:
            self._say(f"expect {message.number}")

    def action_say(self, word: str) -> None:
        """A key that stands for a word."""
        if self.asked:
            self._say(word)

    def action_stop(self) -> None:
        """Breaks off a turn; with none under way, empties the line that is typed."""
        if self.asked:
            self.query_one(Entry).value = ""
            self.query_one(Entry).focus()
        else:
            self._cancel()

    def action_turn_page(self, step: int) -> None:
        """Scrolls the story, wherever one is."""
        story = self.query_one(Story)
        story.scroll_relative(y=step * max(story.size.height - 1, 1), animate=False)


def play_in_panes(screen: Screen, world: World, begin: Begin, keeper: Keeper) -> Game | None:
    """Plays until the user leaves or the story has ended; gives the game, if there was one."""
    app = FullScreen(world, begin, keeper)
    app.run()
    keeper.speak_through(screen)
    game = app.wait()
    if game is not None and game.ended is not None:
        screen.paragraph(f"The end: {game.ended.text}" if game.ended.ending else game.ended.text)
    return game
