"""Stories to every ending of the bundled worlds, asked for as a user does who knows no limits."""

from __future__ import annotations

import time
from argparse import Namespace

from bench.apart import call, peak_mb
from bench.report import Figure, Report, Row, Section
from dramaturge import bundled, load

COLUMNS = (
    *("world", "ending", "outcome", "length", "author", "character", "epistemic"),
    *("load_s", "search_s", "verify_s", "states", "peak_mb"),
)
SECONDS = 60.0
# A world without endings has goals of its author.
GOALS: dict[str, tuple[float, ...]] = {"almost-heaven": (1.0, 2.0)}


def run(report: Report, options: Namespace) -> None:
    report.begin(f"All endings of the bundled worlds, with default limits, {SECONDS:.0f} s each")
    rows: list[Row] = []
    for world, path in bundled.worlds().items():
        if options.names and world not in options.names:
            continue
        endings = load(path).endings
        for asked in endings or GOALS.get(world, ()):
            arguments = {"world": world, "asked": asked, "timeout_s": SECONDS}
            found = call("bench.sections.endings:measure", arguments, 2 * SECONDS + 30)
            rows.append({"world": world, "ending": asked, **found})
            report.add(rows[-1])
    settled = sum(row.get("outcome") in ("found", "none") for row in rows)
    report.judge(Figure("answered within a minute", settled, "", len(rows), len(rows), True))


def measure(world: str, asked: str | float, timeout_s: float) -> Row:
    """A row of figures; seconds are CPU seconds, `asked` an ending or a goal."""
    started = time.process_time()
    loaded = load(bundled.worlds()[world]).require()
    _ = loaded.ground
    load_s = time.process_time() - started
    if isinstance(asked, str):
        result = loaded.find(ending=asked, time_limit=timeout_s)
    else:
        result = loaded.find(goal=asked, time_limit=timeout_s)
    everything = time.process_time() - started
    return {
        "outcome": result.limit or result.outcome.value,
        "round": result.round,
        "length": len(result.stories[0].steps) if result.stories else None,
        "author": result.limits.author,
        "character": result.limits.character,
        "epistemic": result.limits.epistemic,
        "load_s": load_s,
        "search_s": result.seconds["search_cpu"],
        "verify_s": everything - load_s - result.seconds["search_cpu"],
        "states": result.states,
        "peak_mb": peak_mb(),
    }


SECTION = Section("endings", "all endings of the bundled worlds", COLUMNS, run)
