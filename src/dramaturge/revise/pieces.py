"""The text of a story as a row of pieces, which can be left out, moved, replaced and added to.

What is not touched stays as it is written: scenes, expectations, marks, comments.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dramaturge.plan.story_text import Beat, Expectation, Scene

_END = re.compile(r"[ \t]*;")


@dataclass(frozen=True, slots=True)
class Piece:
    """A beat, an expectation or the heading of a scene, or (neither) a beat that was put in.

    act: the name of a beat's act, "" for the others. index: of the beat (from 0) or of the
    expectation; -1 if it is new. text: as written, with what stands before it.
    """

    act: str
    index: int
    text: str
    is_expected: bool = False
    is_meant: bool = False  # marked as deliberate: nobody needs a reason


@dataclass(frozen=True, slots=True)
class Pieces:
    """A story cut into pieces; tail: what stands after the last."""

    row: tuple[Piece, ...]
    tail: str = ""

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.row) + self.tail

    @property
    def acts(self) -> tuple[str, ...]:
        return tuple(piece.act for piece in self.row if piece.act)

    def without(self, place: int) -> Pieces:
        row = list(self.row)
        gone = row.pop(place)
        if place == 0 and row:  # the heading, and what is said before everything
            lead = gone.text[: len(gone.text) - len(gone.text.lstrip())]
            head, _, _ = gone.text.rpartition("\n")
            row[0] = _with_text(row[0], (f"{head}\n" if head else lead) + row[0].text.lstrip("\n"))
        return Pieces(tuple(row), self.tail)

    def moved(self, place: int, to: int) -> Pieces:
        """The piece comes to stand at the place `to`, in the row without it."""
        piece = self.row[place]
        row = list(self.without(place).row)
        piece = piece if place else _with_text(piece, "\n" + _last_line(piece.text))
        if to == 0 and row:  # the heading goes first all the same
            head, _, line = row[0].text.rpartition("\n")
            row[0] = _with_text(row[0], f"\n{line}")
            piece = _with_text(piece, (f"{head}\n" if head else "") + piece.text.lstrip("\n"))
        row.insert(to, piece)
        return Pieces(tuple(_separated(row)), self.tail)

    def replaced(self, place: int, act: str) -> Pieces:
        old = self.row[place]
        start = old.text.rfind(old.act.removeprefix("try ").partition("(")[0])
        lead = old.text[: max(start, 0)].removesuffix("try ")
        end = ";" if old.text.rstrip().endswith(";") else ""
        piece = Piece(act, -1, f"{lead}{act}{end}")
        return Pieces((*self.row[:place], piece, *self.row[place + 1 :]), self.tail)

    def with_acts(self, place: int, acts: Sequence[str]) -> Pieces:
        """Acts put in, one after another, before the piece at the place."""
        near = self.row[min(place, len(self.row) - 1)]
        beat = next((piece for piece in (near, *self.row) if piece.act), near)
        indent = _indent(beat.text)
        end = ";" if beat.text.rstrip().endswith(";") else ""
        new = [Piece(act, -1, f"\n{indent}{act}{end}") for act in acts]
        row = list(self.row)
        if place == 0 and row:
            head, _, line = row[0].text.rpartition("\n")
            row[0] = _with_text(row[0], f"\n{line}")
            new[0] = _with_text(new[0], (f"{head}\n" if head else "") + new[0].text.lstrip("\n"))
        row[place:place] = new
        return Pieces(tuple(_separated(row)), self.tail)


def cut(
    beats: Sequence[Beat], expectations: Sequence[Expectation], scenes: Sequence[Scene]
) -> Pieces:
    """The pieces of a story with at least one beat."""
    text = beats[0].span.source.text
    found: list[tuple[int, int, Piece]] = []
    for index, beat in enumerate(beats):
        mark = beat.deliberate
        start = beat.span.start if mark is None else mark.span.start
        piece = Piece(beat.text, index, "", is_meant=mark is not None)
        found.append((start, beat.span.end, piece))
    for index, expected in enumerate(expectations):
        found.append((expected.span.start, expected.span.end, Piece("", index, "", True)))
    for scene in scenes:
        stop = text.find(";", scene.span.end)
        found.append((scene.span.start, max(stop, scene.span.end), Piece("", -1, "")))
    found.sort(key=lambda item: item[0])
    row: list[Piece] = []
    done = 0
    for _, end, piece in found:
        closing = _END.match(text, end)
        end = closing.end() if closing else end
        row.append(_with_text(piece, text[done:end]))
        done = end
    return Pieces(tuple(row), text[done:])


def _with_text(piece: Piece, text: str) -> Piece:
    return Piece(piece.act, piece.index, text, piece.is_expected, piece.is_meant)


def _separated(row: Sequence[Piece]) -> list[Piece]:
    """No piece runs into the one before it."""
    return [
        piece if not at or piece.text[:1].isspace() else _with_text(piece, f"\n{piece.text}")
        for at, piece in enumerate(row)
    ]


def _last_line(text: str) -> str:
    return text.rpartition("\n")[2]


def _indent(text: str) -> str:
    """The white space in front of the last line."""
    line = _last_line(text)
    return line[: len(line) - len(line.lstrip())]
