"""What an exploration gives: plain values, all by name, valid without the world."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from dramaturge.html import answer, cell, said, story, table

Acts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many sequences of exactly `acts` acts there are. Whole numbers are exact, others
    estimates from samples.

    possible: whose acts can happen one after another, whoever wants them. informed: whose every
    act is wanted, if everybody saw and knew everything. motivated: whose every act is wanted by
    people with the beliefs that they have. None: not counted.
    """

    acts: int
    possible: float | int | None
    informed: float | int | None
    motivated: float | int


@dataclass(frozen=True, slots=True)
class EndingReport:
    """What became of one ending.

    story: a shortest sequence of motivated acts up to it; None if none was met. open: without a
    story, whether there may be one within the depth all the same (a limit ended the exploration).
    for_ever: without a story, whether it is certain for any number of acts. stories: how many
    sequences within the depth come to it, each counted where it first does. beyond: the story was
    looked for and found beyond the depth; it need not be a shortest.
    """

    name: str
    text: str
    story: Acts | None
    open: bool
    for_ever: bool
    stories: float | int
    beyond: bool = False

    @property
    def outcome(self) -> str:
        """What is known of it without a story, in words."""
        if self.for_ever:
            return "never comes"
        return "was not met before it ended" if self.open else "does not come within the depth"


@dataclass(frozen=True, slots=True)
class Turn:
    """A point of no return: before the act the endings could still come, after it never.

    The same act with the same loss counts once. before: a shortest way there; situations: in how
    many it is so. lost: the endings. certain: all that can follow was looked at; otherwise only
    that none comes within the depth.
    """

    before: Acts
    act: str
    lost: tuple[str, ...]
    certain: bool
    situations: int = 1


@dataclass(frozen=True, slots=True)
class Never:
    """Acts of one kind that no story within the depth contains.

    reason: "impossible": what they need never holds; "unwanted": possible now and then, but
    somebody who must be willing never is. acts: the ground acts; whole: all of that kind.
    """

    event: str
    reason: Literal["impossible", "unwanted"]
    acts: tuple[str, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Exploration:
    """All motivated stories up to a depth from one situation.

    depth: to which everything was looked at; asked: what was asked for. closed: nothing further
    can happen beyond, however long it takes, as long as nobody plans further ahead. limit: what
    ended it early ("time", "memory", "states", "cancelled"), if anything. sampled: some counts are
    estimates. situations: different ones met, all minds compared. states: stored, believed ones
    included. character_limit: the most acts of a plan that anybody has in mind; epistemic_limit:
    how many minds deep plans are nested. words: acts in words, by act.
    """

    start: Acts
    asked: int
    depth: int
    closed: bool
    limit: str | None
    situations: int
    counts: tuple[Count, ...]
    endings: tuple[EndingReport, ...]
    turns: tuple[Turn, ...]
    never: tuple[Never, ...]
    states: int
    character_limit: int | None = None
    epistemic_limit: int | None = None
    seconds: float = field(default=0.0, compare=False)
    words: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    def _repr_html_(self) -> str:
        headline = f"Up to {self.depth} acts: {self.situations} situations"
        headline += f" (ended by {self.limit})" if self.limit else ""
        endings = [
            (
                cell(ending.text or ending.name),
                "" if ending.beyond else cell(f"{ending.stories:g}"),
                cell(ending.outcome) if ending.story is None else story(ending.story, self.words),
            )
            for ending in self.endings
        ]
        turns = [
            (said(turn.act, self.words), cell(", ".join(turn.lost)), cell(turn.situations))
            for turn in self.turns
        ]
        counts = [
            tuple(
                "" if n is None else f"{n:g}" for n in (c.acts, c.possible, c.informed, c.motivated)
            )
            for c in self.counts
        ]
        return answer(
            headline,
            table(("ending", "stories", "the shortest that was found"), endings, "Endings"),
            table(("act", "no more after it", "situations"), turns, "Points of no return"),
            table(("acts", "possible", "if all knew all", "motivated"), counts, "Sequences"),
        )

    @property
    def sampled(self) -> bool:
        """Whether some counts are estimates."""
        numbers = [n for c in self.counts for n in (c.possible, c.informed, c.motivated)]
        return any(isinstance(number, float) for number in numbers)


def nothing(
    asked: int, limit: str, start: tuple[str, ...] = (), seconds: float = 0.0
) -> Exploration:
    """Where a limit ended it before anything was looked at."""
    return Exploration(
        start=start,
        asked=asked,
        depth=0,
        closed=False,
        limit=limit,
        situations=0,
        counts=(),
        endings=(),
        turns=(),
        never=(),
        states=0,
        seconds=seconds,
    )
