"""Whose eyes a scene is seen with, and where scenes begin.

The story's `seen by` counts. Where it says nothing, a scene belongs to the one who knows of most of
its acts; of several to the one who does most of them, then to the first in the world. A story
without scenes is cut into them: each goes on as long as one mind can follow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dramaturge.plan.story_text import Scene
from dramaturge.tell.mind import Journey


@dataclass(frozen=True, slots=True)
class Stretch:
    """Beats first to last (from 1) of one scene. seen_by: a character's index; None: nobody's
    mind."""

    title: str
    place: str | None
    seen_by: int | None
    first: int
    last: int


Knows = Callable[[int, int], bool]  # (character, beat): whether the beat is anything to them


def stretches(
    scenes: Sequence[Scene], path: Journey, characters: Sequence[str], knows: Knows
) -> list[Stretch]:
    """The scenes of a story with their viewpoints."""
    count = len(path.happenings)
    found: list[Stretch] = []
    starts = [scene.first for scene in scenes]
    if not starts or starts[0] > 1:
        found += _cut(path, characters, knows, 1, min(starts[0] - 1, count) if starts else count)
    for index, scene in enumerate(scenes):
        last = min(starts[index + 1] - 1 if index + 1 < len(scenes) else count, count)
        if scene.first > last:
            continue
        if scene.seen_by is not None:
            seen_by: int | None = characters.index(scene.seen_by)
        else:
            seen_by = _best(path, characters, knows, scene.first, last)
        found.append(Stretch(scene.title, scene.place, seen_by, scene.first, last))
    return found


def _best(
    path: Journey, characters: Sequence[str], knows: Knows, first: int, last: int
) -> int | None:
    """Who knows of most, does most, comes first."""

    def rank(character: int) -> tuple[int, int, int]:
        beats = range(first, last + 1)
        known = sum(knows(character, beat) for beat in beats)
        done = sum(character in path.happenings[beat - 1].event.consenting for beat in beats)
        return known, done, -character

    best = max(range(len(characters)), key=rank, default=None)
    return best if best is not None and rank(best)[0] else None


def _cut(
    path: Journey, characters: Sequence[str], knows: Knows, first: int, last: int
) -> list[Stretch]:
    """Scenes as long as one mind can follow them."""
    found: list[Stretch] = []
    while first <= last:
        ends = {c: _end(knows, c, first, last) for c in range(len(characters))}
        furthest = max(ends.values(), default=first)
        if furthest < first:
            furthest = first
        able = [c for c, end in ends.items() if end == furthest]
        best = max(
            able,
            key=lambda c: (
                sum(
                    c in path.happenings[b - 1].event.consenting for b in range(first, furthest + 1)
                ),
                -c,
            ),
            default=None,
        )
        found.append(Stretch("", None, best, first, furthest))
        first = furthest + 1
    return found


def _end(knows: Knows, character: int, first: int, last: int) -> int:
    """The last beat in a row that the character knows of; one before the first if none."""
    beat = first
    while beat <= last and knows(character, beat):
        beat += 1
    return beat - 1
