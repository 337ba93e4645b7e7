"""Stories of the bundled worlds, damaged one beat at a time, and what mends them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

import dramaturge
from bench.apart import Row, peak_mb
from dramaturge import bundled
from dramaturge.revise.pieces import Pieces, cut

WORLDS = ("last-bell", "broken-seal", "glass-heron", "martyr")
BACK = 3  # a beat that is moved comes so many pieces too early


@dataclass(frozen=True, slots=True)
class Damage:
    """One damaged story. kind: "lost" or "early". beat: which (from 1)."""

    kind: str
    beat: int
    text: str


def damages(pieces: Pieces, every: int) -> Iterator[Damage]:
    """Every so manieth beat lost, and come too early."""
    places = [place for place, piece in enumerate(pieces.row) if piece.act]
    for number, place in list(enumerate(places, 1))[1::every]:
        yield Damage("lost", number, pieces.without(place).text)
        early = max(places[0], place - BACK)
        if early < place:
            yield Damage("early", number, pieces.moved(place, early).text)


def measure(name: str, every: int, time_limit: float) -> list[Row]:
    """What became of the damaged stories of one world. Runs apart."""
    place = bundled.locate(name)
    world = dramaturge.load(place).require()
    rows: list[Row] = []
    for path in bundled.stories(place):
        script = world.read(path).require()
        pieces = cut(script.beats, script.expectations, script.scenes)
        for damage in damages(pieces, every):
            story = world.read(damage.text)
            if not story.ok or world.check(story, brief=True).ok:
                continue  # no damage
            before = time.process_time()
            found = world.repairs(story, most=1, time_limit=time_limit)
            rows.append(
                {
                    "story": path.stem,
                    "damage": damage.kind,
                    "beat": damage.beat,
                    "mended": bool(found.found),
                    "as_it_was": any(one.acts == script.actions for one in found.found),
                    "limit": found.limit,
                    "cpu_s": time.process_time() - before,
                    "peak_mb": peak_mb(),
                }
            )
    return rows
