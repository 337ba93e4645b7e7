"""Loading and grounding: the shared problems, and large worlds of our own."""

from __future__ import annotations

import statistics
from argparse import Namespace

from bench.apart import call, peak_mb
from bench.generate import FAMILIES, INSTANCES, LARGE
from bench.loading import load
from bench.report import Figure, Report, Row, Section
from bench.shared import problem_names, problem_text

COLUMNS = (
    *("problem", "parse_s", "build_s", "ground_s", "cpu_s", "characters", "fluents", "actions"),
    *("triggers", "peak_mb"),
)


def run(report: Report, options: Namespace) -> None:
    report.begin("Load and ground: CPU seconds, medians of warm runs in one process")

    def measured(name: str, text: str, repeat: int) -> Row | None:
        if options.names and name not in options.names:
            return None
        arguments = {"text": text, "name": name, "repeat": repeat}
        row = {"problem": name, **call("bench.sections.grounding:measure", arguments, 600.0)}
        report.add(row)
        return None if "error" in row else row

    if options.shared is None:
        report.note("the shared problems are not there; only our own are ground")
        texts = {name: known.text for name, known in INSTANCES.items()}
    else:
        names = problem_names(options.shared)
        texts = {name: problem_text(options.shared, name) for name in names}
    rows = [row for name in texts if (row := measured(name, texts[name], options.repeat))]
    if rows:
        slowest = max(rows, key=lambda row: float(row["cpu_s"]))
        name = f"slowest to load and ground ({slowest['problem']})"
        report.judge(Figure(name, slowest["cpu_s"], "s", 0.3, 0.1))
    for family, size in LARGE.items():
        name = f"{family}-large"
        row = measured(name, FAMILIES[family](family, size).text, 1)
        if row is not None:
            events = row["actions"] + row["triggers"]
            report.judge(Figure(f"{name}, {events:,} events", row["cpu_s"], "s", 10.0, 2.0))


def measure(text: str, name: str, repeat: int) -> Row:
    """Loads a text several times after a first one. Runs apart."""
    world = load(text, name).world
    runs = [load(text, name) for _ in range(repeat)]
    return {
        "parse_s": statistics.median(run.parse_s for run in runs),
        "build_s": statistics.median(run.build_s for run in runs),
        "ground_s": statistics.median(run.ground_s for run in runs),
        "cpu_s": statistics.median(run.seconds for run in runs),
        "characters": len(world.characters),
        "fluents": len(world.fluents),
        "actions": len(world.actions),
        "triggers": len(world.triggers),
        "peak_mb": peak_mb(),
    }


SECTION = Section("ground", "load and ground", COLUMNS, run)
