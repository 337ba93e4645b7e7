"""Two searches in two threads: the interpreter's lock must not hold up the kernel."""

from __future__ import annotations

import os
import threading
import time
from argparse import Namespace

from bench.apart import call
from bench.generate import INSTANCES
from bench.loading import load
from bench.report import Figure, Report, Row, Section
from dramaturge.plan.search import find
from dramaturge.story import Limits

COLUMNS = ("world", "one_s", "two_s", "throughput", "cpu_ratio", "load")
WORLD = "gossip-four"


def run(report: Report, options: Namespace) -> None:
    report.begin(
        "Two searches in two threads: wall seconds; cpu_ratio: CPU of both against twice one"
    )
    row = {"world": WORLD, **call("bench.sections.threads:measure", {"name": WORLD}, 300.0)}
    report.add(row)
    if "error" not in row:
        report.judge(
            Figure("throughput of two threads", row["throughput"], "times", 1.8, 1.95, True)
        )
        report.note("          (wall time: other work on this machine counts against it)")


def measure(name: str) -> Row:
    """The best of three. Runs apart."""
    known = INSTANCES[name]
    world = load(known.text, name).world
    limits = Limits(*known.limits)

    def search() -> None:
        find(world, limits, known.goals[-1])

    def timed(threads: int) -> tuple[float, float]:
        started, busy = time.perf_counter(), time.process_time()
        workers = [threading.Thread(target=search) for _ in range(threads)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        return time.perf_counter() - started, time.process_time() - busy

    timed(1)
    one, two = min(timed(1) for _ in range(3)), min(timed(2) for _ in range(3))
    return {
        "one_s": one[0],
        "two_s": two[0],
        "throughput": 2 * one[0] / two[0],
        "cpu_ratio": two[1] / (2 * one[1]),
        "load": os.getloadavg()[0],
    }


SECTION = Section("threads", "throughput of two threads", COLUMNS, run)
