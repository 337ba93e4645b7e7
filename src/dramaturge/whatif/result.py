"""What a comparison of two tellings gives: plain values, valid without the worlds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from dramaturge.ground.world import Value
from dramaturge.html import answer, cell, listing, table

Acts = tuple[str, ...]
Outcome = Literal["as told", "other reason", "unwilling", "impossible", "left out", "put in"]


@dataclass(frozen=True, slots=True)
class Contrast:
    """A fact that is otherwise than in the story as told.

    minds: () for the world itself, (c,) for what c believes. told, then: its values.
    """

    minds: tuple[str, ...]
    fluent: str
    told: Value
    then: Value


@dataclass(frozen=True, slots=True)
class BeatReport:
    """What becomes of one beat.

    beat: its number in the story as told; None for one that was put in. outcome: "as told"; "other
    reason": it happens, on another plan; "unwilling", "impossible": it does not, and the story goes
    on without it; "left out", "put in": as was asked for. An act put in happens if it is possible;
    `unwilling` names who has no reason, with any outcome. why: sentences. begins: what is otherwise
    from here on, ends: what is as told again. sentences: those two in words.
    """

    beat: int | None
    action: str
    outcome: Outcome
    sentence: str
    unwilling: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    begins: tuple[Contrast, ...] = ()
    ends: tuple[Contrast, ...] = ()
    sentences: tuple[str, ...] = ()

    @property
    def happens(self) -> bool:
        return self.outcome in ("as told", "other reason", "put in")


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of an ending in one of the two.

    came: after so many acts that happened; None: not in the story. story: a shortest way there
    from the end of the story. is_final: without a story, whether it is certain for any number
    of acts; else it is only not within those looked at.
    """

    came: int | None
    story: Acts | None = None
    is_final: bool = False

    @property
    def is_reachable(self) -> bool:
        return self.came is not None or self.story is not None


@dataclass(frozen=True, slots=True)
class EndingReport:
    """One ending of the world, in the story as told and as it would be.

    sentences: both, and the shortest ways if there are any, in words.
    """

    name: str
    text: str
    told: Fate
    then: Fate
    sentence: str

    @property
    def differs(self) -> bool:
        return self.told.is_reachable != self.then.is_reachable or (
            (self.told.came is None) != (self.then.came is None)
        )


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A story as told, and as it would be.

    changes: what was asked for, in words. at_start: what is otherwise before the first beat.
    beats: of both, in order. parts_at: the first of the beats (an index) that does not happen as
    told, or for another reason; None: all do. depth: how many acts beyond the end were looked at
    for endings; limit: what ended that early ("time", "cancelled", ...), if anything.
    """

    changes: tuple[str, ...]
    at_start: tuple[Contrast, ...]
    start_sentences: tuple[str, ...]
    beats: tuple[BeatReport, ...]
    endings: tuple[EndingReport, ...]
    depth: int
    limit: str | None

    def _repr_html_(self) -> str:
        rows = [
            (
                cell(beat.beat or "+"),
                cell(beat.sentence),
                cell("" if beat.outcome == "as told" else beat.outcome),
                f"{listing(beat.why)}{listing(beat.sentences)}",
            )
            for beat in self.beats
        ]
        endings = [
            (cell(ending.text or ending.name), cell(ending.sentence)) for ending in self.endings
        ]
        return answer(
            f"What if {'; '.join(self.changes)}?",
            listing(self.start_sentences),
            table(("beat", "", "then", "what is otherwise"), rows),
            table(("ending", ""), endings),
        )

    @property
    def acts(self) -> Acts:
        """What happens then."""
        return tuple(beat.action for beat in self.beats if beat.happens)

    @property
    def parts_at(self) -> int | None:
        """Where the stories part."""
        numbers = range(len(self.beats))
        return next((n for n in numbers if self.beats[n].outcome != "as told"), None)

    @property
    def differs(self) -> bool:
        """Whether anything at all is otherwise."""
        return bool(
            self.at_start
            or self.parts_at is not None
            or any(beat.begins or beat.ends for beat in self.beats)
            or any(ending.differs for ending in self.endings)
        )


def holding(contrasts: Iterable[Contrast]) -> dict[tuple[tuple[str, ...], str], Contrast]:
    """By mind and fluent."""
    return {(one.minds, one.fluent): one for one in contrasts}
