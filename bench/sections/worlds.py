"""Worlds of our own with known stories, and the shared aladdin with two more people."""

from __future__ import annotations

from argparse import Namespace

from bench.apart import call
from bench.crowded import crowded
from bench.generate import INSTANCES
from bench.report import Figure, Report, Row, Section
from bench.shared import problem_text, read_tasks

COLUMNS = (
    *("world", "goal", "outcome", "round", "length", "load_s", "search_s", "states", "peak_mb"),
)
SECONDS = 60.0


def run(report: Report, options: Namespace) -> None:
    report.begin(f"Our own worlds with known stories, within {SECONDS:.0f} s each")
    rows: list[Row] = []

    def solve(name: str, text: str, goal: float, limits: tuple[int, int, int]) -> None:
        arguments = {
            "text": text,
            "name": name,
            "goal": goal,
            "limits": limits,
            "repeat": 0,
            "timeout_s": SECONDS,
            "memory_mb": options.memory,
        }
        found = call("bench.searching:measure", arguments, 2 * SECONDS + 30)
        rows.append({"world": name, "goal": goal, **found})
        report.add(rows[-1])

    for name, known in INSTANCES.items():
        if options.names and name not in options.names:
            continue
        for goal in known.goals if options.full else known.goals[-1:]:
            solve(name, known.text, goal, known.limits)
    if options.shared is not None and (not options.names or "aladdin-7" in options.names):
        text = crowded(problem_text(options.shared, "aladdin"))
        for task in read_tasks(options.shared):
            if task.problem == "aladdin":
                solve("aladdin-7", text, task.goal, task.limits)
    solved = sum(row.get("outcome") == "found" for row in rows)
    report.judge(Figure("found within a minute", solved, "", len(rows), len(rows), True))


SECTION = Section("worlds", "worlds of our own, and aladdin with two more people", COLUMNS, run)
