"""How long one waits for an answer about a bundled story, of a world that was just opened."""

from __future__ import annotations

import statistics
import time
from argparse import Namespace
from collections.abc import Callable
from functools import partial
from pathlib import Path

import dramaturge as dm
from bench.apart import call, peak_mb
from bench.report import Figure, Report, Row, Section
from dramaturge.bundled import stories, worlds

COLUMNS = (
    *("world", "story", "beats", "open_s", "check_s", "again_s", "why_s", "knows_s", "feelings_s"),
    *("damaged_s", "damaged_max_s", "peak_mb"),
)
DAMAGED = 4  # stories with one beat left out, evenly chosen


def run(report: Report, options: Namespace) -> None:
    report.begin("Answers about bundled stories: CPU seconds, medians over worlds just opened")
    rows: list[Row] = []
    for name, place in worlds().items():
        if options.names and name not in options.names:
            continue
        for story in stories(place):
            arguments = {"world": str(place), "story": str(story), "repeat": options.repeat}
            found = call("bench.sections.checking:measure", arguments, 600.0)
            rows.append({"world": name, "story": story.stem, **found})
            report.add(rows[-1])
    for column, question in (
        ("check_s", "check"),
        ("knows_s", "knows"),
        ("feelings_s", "feelings"),
    ):
        timed = [row for row in rows if column in row]
        if timed:
            slowest = max(timed, key=lambda row: float(row[column]))
            name = f"slowest {question} ({slowest['world']}, {slowest['story']})"
            report.judge(Figure(name, slowest[column], "s", 5.0, 1.0))


def measure(world: str, story: str, repeat: int) -> Row:
    """Asks everything of fresh worlds, so that no answer was known before. Runs apart.

    why_s: of the dearest beat. damaged_s, damaged_max_s: `check` of the story with one beat left
    out, for some beats: median and most.
    """

    def opened() -> dm.World:
        found = dm.load(world)
        assert found.ground is not None
        return found

    def timed(ask: Callable[[dm.World], object]) -> float:
        return statistics.median(_seconds(ask, opened()) for _ in range(min(3, max(1, repeat))))

    path = Path(story)
    known = opened()
    acts = known.read(path).actions
    known.check(path)
    beats = range(1, len(acts) + 1)
    chosen = beats[:: max(1, len(acts) // DAMAGED)]  # a story has at least two
    damaged = [_seconds(partial(_check_without, acts=acts, beat=at), opened()) for at in chosen]
    return {
        "beats": len(acts),
        "open_s": statistics.median(_opening_s(world) for _ in range(max(1, repeat))),
        "check_s": timed(lambda asked: asked.check(path)),
        "again_s": _seconds(lambda asked: asked.check(path), known),
        "why_s": max(_seconds(partial(_why, story=path, beat=beat), known) for beat in beats),
        "knows_s": timed(lambda asked: asked.knows(path)),
        "feelings_s": timed(lambda asked: asked.feelings(path)),
        "damaged_s": statistics.median(damaged),
        "damaged_max_s": max(damaged),
        "peak_mb": peak_mb(),
    }


def _why(world: dm.World, story: Path, beat: int) -> object:
    return world.why(story, beat)


def _check_without(world: dm.World, acts: tuple[str, ...], beat: int) -> object:
    return world.check([act for at, act in enumerate(acts, 1) if at != beat], draft=True)


def _opening_s(world: str) -> float:
    begun = time.process_time()
    assert dm.load(world).ground is not None
    return time.process_time() - begun


def _seconds(ask: Callable[[dm.World], object], world: dm.World) -> float:
    begun = time.process_time()
    ask(world)
    return time.process_time() - begun


SECTION = Section(
    "check", "check, why, knows and feelings of bundled stories, whole and damaged", COLUMNS, run
)
