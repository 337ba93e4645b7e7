"""The 20 tasks of the shared benchmarks, one default configuration."""

from __future__ import annotations

from argparse import Namespace

from bench.apart import call
from bench.report import Figure, Report, Row, Section
from bench.shared import Task, problem_text, read_tasks

# What a task must take at most, and what it should: CPU seconds for load, ground and search.
FAST = {
    "aladdin_both": (2.0, 0.3),
    "aladdin_any": (0.5, 0.1),
    "fantasy_all": (0.5, 0.1),
    "basketball_both": (0.5, 0.1),
}
OTHERS = (0.1, 0.01)
COLUMNS = (
    *("task", "outcome", "round", "length", "load_s", "search_s", "cpu_s", "verify_s"),
    *("states", "states_per_s", "bytes_per_state", "peak_mb", "runs"),
)


def run(report: Report, options: Namespace) -> None:
    if options.shared is None:
        return report.note("left out: the shared benchmarks are not there")
    tasks = [
        task
        for task in read_tasks(options.shared)
        if not options.names or task.name in options.names
    ]
    report.begin("Tasks: CPU seconds, medians of warm runs in one process; peak of the first run")
    rows = [_row(task, options, report) for task in tasks]
    solved = [row for row in rows if row.get("outcome") == "found"]
    report.judge(
        Figure("tasks solved", len(solved), f"of {len(rows)}", len(rows), len(rows), True),
        Figure("all tasks", sum(row["cpu_s"] for row in solved), "s", 10.0, 2.0),
        Figure("peak memory", max((row["peak_mb"] for row in solved), default=0.0), "MB", 500, 200),
        *(
            Figure(row["task"], row["cpu_s"], "s", *FAST[row["task"]])
            for row in solved
            if row["task"] in FAST
        ),
    )
    others = [row for row in solved if row["task"] not in FAST]
    if others:
        slowest = max(others, key=lambda row: float(row["cpu_s"]))
        name = f"slowest of the others ({slowest['task']})"
        report.judge(Figure(name, slowest["cpu_s"], "s", *OTHERS))
    return None


def _row(task: Task, options: Namespace, report: Report) -> Row:
    arguments = {
        "text": problem_text(options.shared, task.problem),
        "name": task.problem,
        "goal": task.goal,
        "limits": task.limits,
        "repeat": options.repeat,
        "timeout_s": options.timeout,
        "memory_mb": options.memory,
    }
    found = call("bench.searching:measure", arguments, options.timeout * (options.repeat + 2))
    row = {"task": task.name, **found}
    report.add(row)
    return row


SECTION = Section("tasks", "the tasks of the shared benchmarks", COLUMNS, run)
