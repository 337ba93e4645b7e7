"""Proofs that there is no story for a goal one above the greatest that can be reached."""

from __future__ import annotations

from argparse import Namespace

from bench.apart import call
from bench.report import Figure, Report, Row, Section
from bench.shared import problem_text, read_tasks

# Each with the greatest utility that its author can reach within the limits, and these if no task
# gives them.
SMALL = {
    "treasure": (1, None),
    "bribery": (1, None),
    "secretagent": (1, None),
    "space": (5, None),
    "raiders": (1, None),
    "macguffin": (1, (10, 5, 2)),
}
COLUMNS = ("problem", "goal", "outcome", "round", "cpu_s", "expanded", "states", "peak_mb")


def run(report: Report, options: Namespace) -> None:
    if options.shared is None:
        return report.note("left out: the shared benchmarks are not there")
    report.begin('"None exists", proven: the goal is one above what can be reached')
    limits = {task.problem: task.limits for task in read_tasks(options.shared)}
    rows: list[Row] = []
    for name, (greatest, given) in SMALL.items():
        if options.names and name not in options.names:
            continue
        arguments = {
            "text": problem_text(options.shared, name),
            "name": name,
            "goal": greatest + 1,
            "limits": given or limits[name],
            "repeat": 1,
            "timeout_s": 60.0,
            "memory_mb": options.memory,
        }
        found = call("bench.searching:measure", arguments, 200.0)
        rows.append({"problem": name, "goal": greatest + 1, **found})
        report.add(rows[-1])
    proven = [row["cpu_s"] for row in rows if row.get("outcome") == "none"]
    if rows:
        report.judge(
            Figure("proven", len(proven), f"of {len(rows)}", len(rows), len(rows), True),
            Figure("the longest proof", max(proven, default=0.0), "s", 60.0, 5.0),
        )
    return None


SECTION = Section("none", "proofs that there is none", COLUMNS, run)
