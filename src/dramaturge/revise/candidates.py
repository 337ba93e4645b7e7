"""Small changes of a story, in order of size; each goes through in the kernel.

A beat left out, moved, replaced by another act; one to three put in. Only what changes something
at or before the first fault can mend it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dramaturge.revise.pieces import Piece, Pieces
from dramaturge.revise.replay import Replay

Kind = Literal["drop", "move", "replace", "insert", "start"]
Tick = Callable[[str], None]  # raises if the time is up


@dataclass(frozen=True, slots=True)
class Candidate:
    """kind, cost: see `Repair`. beat: where (from 1). pieces: the story as it would be."""

    kind: Kind
    cost: int
    beat: int
    pieces: Pieces


class Candidates:
    """Changes of one story.

    fault: the place of the first piece at fault, or the number of pieces; unwilling: those of whom
    a reason is missing there.
    """

    def __init__(
        self, pieces: Pieces, replay: Replay, fault: int, unwilling: Sequence[int], tick: Tick
    ) -> None:
        self._pieces, self._row = pieces, pieces.row
        self._replay = replay
        self._fault = fault
        self._unwilling = unwilling
        self._tick = tick
        self._before = replay.until(self._row)  # sound up to the fault

    def dropped(self) -> Iterator[Candidate]:
        for place in reversed(self._beats()):
            self._tick("leaving a beat out")
            changed = self._pieces.without(place)
            if self._goes_through(changed, place):
                yield Candidate("drop", 1, self._row[place].index + 1, changed)

    def moved(self) -> Iterator[Candidate]:
        seen: set[tuple[str, ...]] = {self._pieces.acts}
        places = [place for place, piece in enumerate(self._row) if piece.act]
        for distance in range(1, len(self._row)):
            for place in places:
                for to in (place + distance, place - distance):
                    if not 0 <= to < len(self._row) or min(place, to) > self._fault:
                        continue
                    self._tick("moving a beat")
                    changed = self._pieces.moved(place, to)
                    key = tuple(piece.act or f"{piece.index}" for piece in changed.row)
                    if key not in seen and self._goes_through(changed, min(place, to)):
                        seen.add(key)
                        yield Candidate("move", 2, self._row[place].index + 1, changed)

    def replaced(self) -> Iterator[Candidate]:
        """Another act in the place of a beat; those of the same name first."""
        for place in reversed(self._beats()):
            if place >= len(self._before):
                continue
            old = self._row[place]
            acts = [name for name, _ in self._replay.possible(self._before[place])]
            kind = _kind(old.act)
            acts.sort(key=lambda name: _kind(name) != kind)
            for act in acts:
                self._tick("putting another act in the place of a beat")
                if act == old.act:
                    continue
                changed = self._pieces.replaced(place, act)
                if self._goes_through(changed, place):
                    cost = 2 if _kind(act) == kind else 3
                    yield Candidate("replace", cost, old.index + 1, changed)

    def inserted(self, count: int) -> Iterator[Candidate]:
        """Just so many acts in a row, put in before the fault, the nearest place first."""
        what = f"putting in {count} beat{'s' if count > 1 else ''}"
        for place in reversed(range(min(self._fault, len(self._row)) + 1)):
            if place >= len(self._before) or self._is_heading(place):
                continue
            known: dict[int, set[int]] = {}
            for acts, reached in self._ways(self._before[place], count, known):
                self._tick(what)
                rest = self._row[place:]
                if self._may_help(place, reached) and self._replay.states(rest, reached):
                    changed = self._pieces.with_acts(place, acts)
                    if self._goes_through(changed, place):
                        yield Candidate("insert", 1 + count, self._number(place), changed)

    def _ways(
        self, state: int, left: int, known: dict[int, set[int]]
    ) -> Iterator[tuple[tuple[str, ...], int]]:
        """Acts in a row, and where they lead; one way for each situation."""
        if left == 0:
            yield (), state
            return
        for act, after in self._replay.possible(state):
            self._tick("putting beats in")
            seen = known.setdefault(left, set())
            if after == state or (after in seen and left > 1):
                continue
            seen.add(after)
            for rest, reached in self._ways(after, left - 1, known):
                yield (act, *rest), reached

    def _may_help(self, place: int, reached: int) -> bool:
        """Whether somebody without a reason would think otherwise than before at the fault."""
        if not self._unwilling or self._fault >= len(self._before):
            return True
        state = reached
        for piece in self._row[place : self._fault]:
            step = self._replay.step(state, piece.act) if piece.act else None
            if piece.act and step is None:
                return False
            state = state if step is None else step[1]
        old = self._before[self._fault]
        believed = self._replay.explorer.believed
        return any(believed(state, c) != believed(old, c) for c in self._unwilling)

    def _goes_through(self, changed: Pieces, place: int) -> bool:
        if place >= len(self._before):
            return False
        row = changed.row[place:]
        states = self._replay.states(row, self._before[place])
        return states is not None and self._replay.all_willing(row, states)

    def _beats(self) -> list[int]:
        """Places of beats at or before the fault."""
        places = range(min(self._fault + 1, len(self._row)))
        return [place for place in places if self._row[place].act]

    def _is_heading(self, place: int) -> bool:
        """Whether what comes next is the heading of a scene: what is put in comes after it."""
        if place >= len(self._row):
            return False
        piece = self._row[place]
        return not piece.act and not piece.is_expected

    def _number(self, place: int) -> int:
        """Before which beat (from 1) something is put in."""
        return 1 + sum(bool(piece.act) for piece in self._row[:place])


def _kind(act: str) -> str:
    return act.removeprefix("try ").partition("(")[0]


def fault_of(row: Sequence[Piece], beats: Sequence[int], expected: Sequence[int]) -> int:
    """The place of the first piece at fault: one of the beats (from 1), or of the expectations
    (from 0); the end if there is none."""
    for place, piece in enumerate(row):
        if piece.act and piece.index + 1 in beats:
            return place
        if piece.is_expected and piece.index in expected:
            return place
    return len(row)
