"""Text with a name, and places in it: what every message to an author points at."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from dramaturge.record import record


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A text and the name it is reported under. Two sources are equal only if identical.

    rank: of the files of one world, the order in which they were read; 0 is the world itself.
    """

    name: str
    text: str = field(repr=False)
    rank: int = 0
    _starts: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        starts = [0, *(match.end() for match in re.finditer("\n", self.text))]
        object.__setattr__(self, "_starts", starts)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of a character offset, both from 1; columns count characters."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line (from 1), without its line break."""
        start = self._starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start : end if end >= 0 else len(self.text)].rstrip("\r")


@record
class Span:
    """A half-open range of character offsets in a source."""

    source: Source
    start: int
    end: int

    @property
    def order(self) -> tuple[int, int]:
        """What to sort places by: files in the order of reading, then the text."""
        return self.source.rank, self.start

    def line_shown(self, seen_from: Span) -> str:
        """Where this is, for a message about another place: `line 3`, `line 3 of house.world`."""
        line, _ = self.source.position(self.start)
        return (
            f"line {line}"
            if self.source is seen_from.source
            else f"line {line} of {self.source.name}"
        )

    def to(self, other: Span) -> Span:
        """The range from the start of this one to the end of the other."""
        return Span(self.source, self.start, max(self.end, other.end))
