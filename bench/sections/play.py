"""Games: how long a turn takes, and that nothing in them is broken."""

from __future__ import annotations

import statistics
import time
from argparse import Namespace
from random import Random

import dramaturge
from bench.apart import call, peak_mb
from bench.games import WORLDS, faults, play
from bench.report import Figure, Report, Row, Section
from dramaturge import bundled

COLUMNS = (
    *("world", "games", "turns", "median_s", "p95_s", "longest_s", "opening_s"),
    *("endings", "faults", "peak_mb"),
)
FEW, MANY = 10, 250  # games per world
JUDGED = 10  # one game in so many is looked through for faults


def run(report: Report, options: Namespace) -> None:
    games = MANY if options.full else FEW
    report.begin(f"Random games, {games} in each world: CPU seconds per turn")
    rows: list[Row] = []
    for name in WORLDS:
        if options.names and name not in options.names:
            continue
        arguments = {"name": name, "games": games, "first": 0}
        row = {"world": name, **call("bench.sections.play:measure", arguments, 60.0 + 40 * games)}
        rows.append(row)
        report.add(row)
    good = [row for row in rows if "error" not in row]
    if good:
        turns = sorted(seconds for row in good for seconds in row["turns_s"])
        report.judge(Figure("median turn", statistics.median(turns), "s", 0.3, 0.1))
        report.judge(Figure("95 % of turns", turns[int(0.95 * len(turns))], "s", 1.0, 0.3))
    report.judge(Figure("worlds without a fault", _sound(good), "", len(rows), len(rows), True))


def _sound(rows: list[Row]) -> int:
    return sum(row["faults"] == 0 for row in rows)


def measure(name: str, games: int, first: int) -> Row:
    """Plays so many games in one world. Runs apart."""
    stage = dramaturge.load(bundled.locate(name)).stage
    turns: list[float] = []
    endings = broken = 0
    opening = 0.0
    begun = time.perf_counter()
    for seed in range(first, first + games):
        played = play(stage, seed)
        turns += played.turns_s
        opening = max(opening, played.opening_s)
        ended = played.game.ended
        endings += ended is not None and bool(ended.ending)
        if seed % JUDGED == 0:
            broken += len(list(faults(played.game, Random(seed))))
    turns.sort()
    return {
        "games": games,
        "turns": len(turns),
        "median_s": statistics.median(turns),
        "p95_s": turns[int(0.95 * len(turns))],
        "longest_s": turns[-1],
        "opening_s": opening,
        "endings": endings,
        "faults": broken,
        "seconds": time.perf_counter() - begun,
        "peak_mb": peak_mb(),
        "turns_s": turns,
    }


SECTION = Section("play", "games in the four worlds of the library", COLUMNS, run)
