"""Two searches in two threads: the interpreter's lock must not hold up the kernel.

How much two cores do at once depends on the machine and on what else it does. So the same is done
by two processes, in turns with the threads: what they reach is all that two threads could.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from argparse import Namespace
from multiprocessing.synchronize import Barrier

from bench.apart import call
from bench.generate import INSTANCES
from bench.loading import load
from bench.report import Figure, Report, Row, Section
from dramaturge.ground.world import GroundWorld
from dramaturge.plan.search import find
from dramaturge.story import Limits

COLUMNS = (
    *("world", "one_s", "threads_s", "processes_s", "throughput", "ceiling"),
    *("cpu_ratio", "load"),
)
WORLD = "gossip-six"
ROUNDS = 5


def run(report: Report, options: Namespace) -> None:
    report.begin(
        "Two searches at once: wall seconds; throughput: of two threads; ceiling: of two processes;"
        " cpu_ratio: CPU of both threads against twice one"
    )
    row = {"world": WORLD, **call("bench.sections.threads:measure", {"name": WORLD}, 300.0)}
    report.add(row)
    if "error" not in row:
        share = 2 * row["processes_s"] / row["threads_s"]
        report.judge(Figure("throughput of two threads (processes: 2)", share, "", 1.8, 1.95, True))


def measure(name: str) -> Row:
    """The best of some rounds. Runs apart."""
    world = load(INSTANCES[name].text, name).world
    spawning = multiprocessing.get_context("spawn")
    barrier = spawning.Barrier(3)
    workers = [spawning.Process(target=_work, args=(name, barrier)) for _ in range(2)]
    for worker in workers:
        worker.start()
    _threads(world, name, 1)
    ones, threads, processes = [], [], []
    for _ in range(ROUNDS):
        ones.append(_threads(world, name, 1))
        threads.append(_threads(world, name, 2))
        barrier.wait()
        started = time.perf_counter()
        barrier.wait()
        processes.append(time.perf_counter() - started)
    for worker in workers:
        worker.join()
    one, two = min(ones), min(threads)
    return {
        "one_s": one[0],
        "threads_s": two[0],
        "processes_s": min(processes),
        "throughput": 2 * one[0] / two[0],
        "ceiling": 2 * one[0] / min(processes),
        "cpu_ratio": min(cpu for _, cpu in threads) / (2 * min(cpu for _, cpu in ones)),
        "load": os.getloadavg()[0],
    }


def _search(world: GroundWorld, name: str) -> None:
    known = INSTANCES[name]
    find(world, Limits(*known.limits), known.goals[-1])


def _threads(world: GroundWorld, name: str, count: int) -> tuple[float, float]:
    """Wall and CPU seconds of so many searches at once."""
    started, busy = time.perf_counter(), time.process_time()
    threads = [threading.Thread(target=_search, args=(world, name)) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - started, time.process_time() - busy


def _work(name: str, barrier: Barrier) -> None:
    world = load(INSTANCES[name].text, name).world
    _search(world, name)
    for _ in range(ROUNDS):
        barrier.wait()
        _search(world, name)
        barrier.wait()


SECTION = Section("threads", "throughput of two threads", COLUMNS, run)
