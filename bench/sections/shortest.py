"""The shortest story of each task, proven to be."""

from __future__ import annotations

from argparse import Namespace

from bench.apart import call
from bench.report import Figure, Report, Section
from bench.shared import problem_text, read_tasks

COLUMNS = ("task", "outcome", "round", "length", "bound", "cpu_s", "expanded", "states", "peak_mb")
QUICK_S = 10.0
FULL_S = 60.0


def run(report: Report, options: Namespace) -> None:
    if options.shared is None:
        return report.note("left out: the shared benchmarks are not there")
    seconds = FULL_S if options.full else QUICK_S
    report.begin(f"Shortest stories, proven, {seconds:.0f} s each")
    proven = 0
    tasks = [
        task
        for task in read_tasks(options.shared)
        if not options.names or task.name in options.names
    ]
    for task in tasks:
        arguments = {
            "text": problem_text(options.shared, task.problem),
            "name": task.problem,
            "goal": task.goal,
            "limits": task.limits,
            "repeat": 0,
            "timeout_s": seconds,
            "memory_mb": options.memory,
            "shortest": True,
        }
        row = {"task": task.name, **call("bench.searching:measure", arguments, 2 * seconds + 30)}
        report.add(row)
        proven += bool(row.get("shortest"))
    if len(tasks) == 20:
        report.judge(Figure("shortest, proven", proven, "of 20", 16, 20, True))
    return None


SECTION = Section("shortest", "shortest stories, proven", COLUMNS, run)
