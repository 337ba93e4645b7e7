"""Patterns sifted out of the stories of a world: plain values, valid without it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dramaturge.html import answer, cell, story, table
from dramaturge.review.patterns import Match


@dataclass(frozen=True, slots=True)
class StoryMatch:
    """A pattern come about, and the shortest story that was met in which it does, with this who and
    what. The beats of the match are those of the story."""

    match: Match
    story: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sifted:
    """What was sifted out of the motivated stories of a world.

    matches: each pattern with each who and what once, by patterns, the shortest stories first.
    never: patterns that came about in none. asked: the most acts asked for. depth: up to so many
    acts all stories were gone through. stories: how many were. sampled: some of the longer ones
    were picked at random, so their matches need not be all, nor their stories the shortest. limit:
    what ended it early ("time", "memory", "states", "cancelled"), if anything. words: acts in
    words, by act.
    """

    matches: tuple[StoryMatch, ...]
    never: tuple[str, ...]
    asked: int
    depth: int
    stories: int
    sampled: bool
    limit: str | None
    seconds: float = field(default=0.0, compare=False)
    words: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    def _repr_html_(self) -> str:
        rows = [
            (cell(each.match.pattern), cell(each.match.sentence), story(each.story, self.words))
            for each in self.matches
        ]
        headline = f"{self.stories} stories of up to {self.asked} acts"
        headline += " (some picked at random)" if self.sampled else ""
        headline += f" (ended by {self.limit})" if self.limit else ""
        return answer(headline, table(("pattern", "match", "the shortest story"), rows))
