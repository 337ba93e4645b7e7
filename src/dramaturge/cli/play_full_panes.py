"""The panes of the full-screen mode."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Input, OptionList, RichLog, Static
from textual.widgets.option_list import Option

from dramaturge.cli.play_full_talk import Paragraph
from dramaturge.cli.play_typing import MOST
from dramaturge.cli.screen import wrapped
from dramaturge.narrate.words import listed
from dramaturge.play import Choice, View

KEPT = 2_000  # paragraphs of the story that can be scrolled back to
NARROWEST = 8


class Story(RichLog):
    """What was told, wrapped anew when the pane changes its width."""

    def __init__(self) -> None:
        super().__init__(id="story", min_width=0, wrap=False, max_lines=20 * KEPT)
        self.border_title = "Story"
        self.told: deque[Paragraph] = deque(maxlen=KEPT)
        self._width = 0

    def tell(self, paragraph: Paragraph) -> None:
        if not paragraph.text and (not self.told or not self.told[-1].text):
            return  # never two blank lines
        self.told.append(paragraph)
        if self._width:
            self._put(paragraph)

    def on_resize(self, _: events.Resize) -> None:
        width = max(self.scrollable_content_region.width - 1, NARROWEST)
        if width != self._width:
            self._width = width
            self.clear()
            for paragraph in self.told:
                self._put(paragraph)
        self.scroll_end(animate=False)  # a pane that got lower must not hide what came last

    def _put(self, told: Paragraph) -> None:
        indent = min(told.indent, self._width // 3)
        for line in wrapped(
            self.app.console, self._width, told.text, indent, told.label, style=told.style
        ):
            self.write(line)


class Pane(VerticalScroll):
    """A list of sentences that can be scrolled."""

    def __init__(self, title: str, name: str) -> None:
        super().__init__(id=name)
        self.border_title = title
        self._said = Static()

    def compose(self) -> ComposeResult:
        yield self._said

    def say(self, lines: Iterable[tuple[str, str, bool]]) -> None:
        """Lines with what stands before them, and whether they are new."""
        table = Table.grid(padding=(0, 1, 0, 0))
        table.add_column()
        table.add_column(ratio=1, overflow="fold")
        for label, text, is_new in lines:
            style = "bold" if is_new else ""
            table.add_row(Text(label, style), Text(text, style))
        self._said.update(table)


class Choices(OptionList):
    """What can be decided; Enter decides, `e` asks what will come of it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("e", "expect", "Expect")]

    class Wondered(Message):
        """The user asks what will come of a choice."""

        def __init__(self, number: str) -> None:
            super().__init__()
            self.number = number

    def __init__(self) -> None:
        super().__init__(id="choices")
        self.border_title = "You can"

    def offer(self, choices: tuple[Choice, ...], names: dict[str, str]) -> None:
        """Shows choices. names: what to call those whose consent it takes."""
        self.clear_options()
        self.set_class(not choices, "-none")
        width = max((len(str(choice.number)) for choice in choices), default=1)
        for choice in choices:
            text = choice.text
            if choice.others:
                text += f" (if {listed([names[name] for name in choice.others])} will)"
            row = Table.grid(padding=(0, 1, 0, 0))
            row.add_column(width=width, justify="right")
            row.add_column(ratio=1, overflow="fold")
            row.add_row(Text(str(choice.number)), Text(text))
            self.add_option(Option(row, id=str(choice.number)))
        if choices:
            self.highlighted = 0
            self.scroll_home(animate=False)

    def action_expect(self) -> None:
        option = self.highlighted_option
        if option is not None and option.id is not None:
            self.post_message(self.Wondered(option.id))


class Entry(Input):
    """Where the user types; up and down bring back what they typed before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "earlier(1)", show=False),
        Binding("down", "earlier(-1)", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(id="entry", max_length=MOST, compact=True, select_on_focus=False)
        self._typed: deque[str] = deque(maxlen=100)
        self._back = 0

    def take(self) -> str:
        """What stands there; it is emptied and remembered."""
        text = self.value
        if text.strip() and (not self._typed or self._typed[0] != text):
            self._typed.appendleft(text)
        self._back = 0
        self.value = ""
        return text

    def action_earlier(self, step: int) -> None:
        self._back = min(max(self._back + step, 0), len(self._typed))
        self.value = self._typed[self._back - 1] if self._back else ""
        self.cursor_position = len(self.value)


def people_lines(view: View) -> list[tuple[str, str, bool]]:
    """Who and what is here, for the pane."""
    people = [("-", person.called, False) for person in view.people] or [("", "nobody", False)]
    more = [("Here:", view.things), ("You have:", view.carried)]
    return people + [("", f"{label} {listed(things)}", False) for label, things in more if things]


def known_lines(view: View, before: frozenset[str] | None) -> list[tuple[str, str, bool]]:
    """What one knows, news first. before: what was known when one last decided."""
    old = frozenset(view.knows) if before is None else before
    news = [("*", text, True) for text in view.knows if text not in old]
    return news + [("-", text, False) for text in view.knows if text in old]
