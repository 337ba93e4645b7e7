"""State spaces, breadth first: how many states, how fast, how large; against published counts."""

from __future__ import annotations

import time
from argparse import Namespace

from bench.apart import call
from bench.generate import INSTANCES
from bench.loading import load
from bench.report import Figure, Report, Row, Section
from bench.shared import problem_text, published_counts
from dramaturge.kernel import StateGraph

MOST_STATES = 100_000
FULL_MOST_STATES = 400_000
OWN = {"castle-small": 4, "gossip-small": 5, "market-small": 9}  # to that depth

# Where ours differ from the published counts for a reason, from which depth on.
KNOWN_DIFFERENCES = {
    "space": (5, "triggers fire in the order of the text; see tests/kernel/test_state_counts.py"),
}
COLUMNS = (
    *("problem", "depth", "states", "published", "cpu_s", "states_per_s", "generated_per_s"),
    *("stored", "bytes_per_state", "bytes_per_stored"),
)


def run(report: Report, options: Namespace) -> None:
    report.begin("State spaces, minds included; generated: actions applied and triggers fired")
    most = FULL_MOST_STATES if options.full else MOST_STATES
    notes = []
    published = {} if options.shared is None else published_counts(options.shared)
    is_right = True
    for name, expected in published.items():
        if options.names and name not in options.names:
            continue
        depth = depth_within(expected, most)
        row = _counted(report, name, problem_text(options.shared, name), depth, options)
        mark = _compared(name, row.get("counts", []), expected)
        is_right &= mark in ("same", "known *") and "error" not in row
        if mark == "known *":
            notes.append(f"* {name}: {KNOWN_DIFFERENCES[name][1]}")
        report.add({**row, "published": mark})
    judged = [row for row in report.rows if "error" not in row and row["states"] >= 1000]
    if options.shared is None:
        report.note("the shared problems are not there; only our own are counted")
    for name, depth in OWN.items():
        if not options.names or name in options.names:
            report.add(_counted(report, name, INSTANCES[name].text, depth, options))
    judged = judged or [row for row in report.rows if "error" not in row]
    report.note("\n".join(notes))
    if not judged:
        return
    seconds = sum(row["cpu_s"] for row in judged)
    rate = sum(row["generated"] for row in judged) / max(seconds, 1e-9)
    size = sum(row["bytes_per_state"] for row in judged) / len(judged)
    report.judge(
        Figure("generated per CPU second, all", rate, "a second", 500_000, 2_000_000, True),
        Figure("bytes per state, mean", size, "bytes", 120, 60),
        Figure("counts as published", float(is_right), "", 1.0, 1.0, True),
    )


def count(text: str, name: str, depth: int) -> Row:
    """Counts the states of a world to a depth. Runs apart."""
    graph = StateGraph(load(text, name).world)
    started = time.process_time()
    counts = graph.expand_count(depth)
    seconds = max(time.process_time() - started, 1e-9)
    return {
        "counts": counts,
        "states": counts[-1],
        "cpu_s": seconds,
        "states_per_s": counts[-1] / seconds,
        "generated": graph.generated,
        "generated_per_s": graph.generated / seconds,
        "stored": len(graph),
        "bytes_per_state": graph.size_bytes / counts[-1],
        "bytes_per_stored": graph.size_bytes / len(graph),
    }


def depth_within(counts: list[int], most: int) -> int:
    """The greatest depth with at most so many states, 1 at least."""
    return max(1, sum(states <= most for states in counts))


def _counted(report: Report, name: str, text: str, depth: int, options: Namespace) -> Row:
    arguments = {"text": text, "name": name, "depth": depth}
    found = call("bench.sections.spaces:count", arguments, options.timeout)
    return {"problem": name, "depth": depth, **found}


def _compared(name: str, counts: list[int], expected: list[int]) -> str:
    """Whether counts are as published, or differ from a depth on from which there is a reason."""
    common = min(len(counts), len(expected))
    if counts[:common] == expected[:common]:
        return "same"
    if name in KNOWN_DIFFERENCES:
        alike = KNOWN_DIFFERENCES[name][0] - 1
        if counts[:alike] == expected[:alike]:
            return "known *"
    return "DIFFERS"


SECTION = Section("spaces", "sizes of state spaces", COLUMNS, run)
