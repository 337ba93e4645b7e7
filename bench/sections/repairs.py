"""Damaged stories of the bundled worlds: how many are mended, and in what time."""

from __future__ import annotations

import statistics
from argparse import Namespace

from bench.apart import call
from bench.damage import WORLDS
from bench.report import Figure, Report, Row, Section

COLUMNS = ("world", "damaged", "mended", "as_it_was", "median_s", "longest_s", "peak_mb")
EVERY, EVERY_FULL = 4, 1
SECONDS = 30.0  # for one story


def run(report: Report, options: Namespace) -> None:
    every = EVERY_FULL if options.full else EVERY
    report.begin("Repairs of stories with a beat lost, or come too early: CPU seconds")
    rows: list[Row] = []
    for name in WORLDS:
        if options.names and name not in options.names:
            continue
        arguments = {"name": name, "every": every, "time_limit": SECONDS}
        found = call("bench.sections.repairs:measured", arguments, 1_800.0)
        rows.append({"world": name, **found})
        report.add(rows[-1])
    good = [row for row in rows if "error" not in row and row["damaged"]]
    damaged = sum(row["damaged"] for row in good)
    if damaged:
        mended = sum(row["mended"] for row in good)
        times = [seconds for row in good for seconds in row["seconds"]]
        report.judge(
            Figure("damaged stories that are mended", mended / damaged, "of 1", 0.8, 0.95, True),
            Figure("median repair", statistics.median(times), "s", 10.0, 2.0),
        )


def measured(name: str, every: int, time_limit: float) -> Row:
    """The damaged stories of one world, summed up. Runs apart."""
    from bench.damage import measure

    rows = measure(name, every, time_limit)
    times = [float(row["cpu_s"]) for row in rows]
    return {
        "damaged": len(rows),
        "mended": sum(bool(row["mended"]) for row in rows),
        "as_it_was": sum(bool(row["as_it_was"]) for row in rows),
        "median_s": statistics.median(times) if times else None,
        "longest_s": max(times, default=None),
        "peak_mb": max((row["peak_mb"] for row in rows), default=None),
        "seconds": times,
        "stories": rows,
    }


SECTION = Section("repairs", "damaged stories of the bundled worlds, mended", COLUMNS, run)
