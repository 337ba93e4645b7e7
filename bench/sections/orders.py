"""How much the order of actions and entities in a text matters."""

from __future__ import annotations

import statistics
from argparse import Namespace
from collections.abc import Sequence

from bench.apart import call
from bench.generate import INSTANCES
from bench.report import Figure, Report, Row, Section
from bench.searching import measure
from bench.shared import problem_text, read_tasks
from bench.shuffle import shuffled

COLUMNS = ("task", "solved", "orders", "fastest_s", "median_s", "slowest_s", "ratio", "lengths")
QUICK_ORDERS = 4
FULL_ORDERS = 10
OWN = ("castle-small", "gossip-six", "market-small", "workshop-six")


def run(report: Report, options: Namespace) -> None:
    orders = FULL_ORDERS if options.full else QUICK_ORDERS
    report.begin(f"Spread over {orders} orders of actions and entities; load, ground and search")
    cases: list[tuple[str, str, float, tuple[int, int, int]]]
    if options.shared is None:
        known = [(name, INSTANCES[name]) for name in OWN]
        cases = [(name, world.text, world.goals[-1], world.limits) for name, world in known]
    else:
        cases = [
            (task.name, problem_text(options.shared, task.problem), task.goal, task.limits)
            for task in read_tasks(options.shared)
        ]
    rows: list[Row] = []
    for name, text, goal, limits in cases:
        if options.names and name not in options.names:
            continue
        arguments = {
            "text": text,
            "goal": goal,
            "limits": limits,
            "orders": orders,
            "timeout_s": options.timeout,
            "memory_mb": options.memory,
        }
        found = call("bench.sections.orders:spread", arguments, options.timeout * orders + 30)
        rows.append({"task": name, **found})
        report.add(rows[-1])
    fine = [row for row in rows if "error" not in row]
    if rows:
        solved = sum(row["solved"] == row["orders"] for row in fine)
        report.judge(Figure("solved in every order", solved, "tasks", len(rows), len(rows), True))
    if fine:
        worst = max(fine, key=lambda row: float(row["ratio"]))
        name = f"slowest order against the median ({worst['task']})"
        report.judge(Figure(name, worst["ratio"], "times", 3.0, 1.5))


def spread(
    text: str,
    goal: float,
    limits: Sequence[int],
    orders: int,
    timeout_s: float,
    memory_mb: float,
) -> Row:
    """Searches in every order of the seeds 1 to `orders`, after a first one to warm up. Runs
    apart."""
    runs = [
        measure(shuffled(text, seed), "world", goal, limits, 0, timeout_s, memory_mb)
        for seed in (1, *range(1, orders + 1))
    ][1:]
    seconds = [run["cpu_s"] for run in runs]
    median = statistics.median(seconds)
    lengths = sorted({run["length"] for run in runs if run["length"] is not None})
    return {
        "solved": sum(run["outcome"] == "found" for run in runs),
        "orders": orders,
        "fastest_s": min(seconds),
        "median_s": median,
        "slowest_s": max(seconds),
        "ratio": max(seconds) / median,
        "lengths": "-".join(map(str, dict.fromkeys((lengths[0], lengths[-1])))) if lengths else "",
    }


SECTION = Section("orders", "spread over shuffled orders", COLUMNS, run)
