"""What a writer asks of a bundled world: CPU seconds of each answer, the median of its runs."""

from __future__ import annotations

import statistics
import time
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

import dramaturge
from bench.apart import Row as Answer
from bench.apart import call, peak_mb
from bench.report import Figure, Report, Row, Section
from dramaturge import bundled

# The world, its story, the plan that counsel is asked about, and what comes before that.
ASKED = {
    "last-bell": ("mistake", None, None),
    "broken-seal": ("triumph", None, None),
    "glass-heron": ("night", "theft.plan", "key.plan"),
    "martyr": ("martyr", "distraction.plan", None),
}
COLUMNS = ("world", "question", "cpu_s", "first_s", "wall_s", "peak_mb")
QUICK = ("knows", "why", "whynot", "whatif")
SLOW = ("explore", "counsel", "repair")
SECONDS = 20.0  # that explore, counsel and repair may take


def run(report: Report, options: Namespace) -> None:
    report.begin("Answers in the four worlds: CPU seconds, the first time and the median of three")
    rows: list[Row] = []
    for name in ASKED:
        if options.names and name not in options.names:
            continue
        for question in (*QUICK, *SLOW):
            arguments = {"name": name, "question": question, "runs": 1 if question in SLOW else 3}
            found = call("bench.sections.answers:measure", arguments, 600.0)
            rows.append({"world": name, "question": question, **found})
            report.add(rows[-1])
    for kind, must, reach in ((QUICK, 10.0, 1.0), (SLOW, 60.0, 20.0)):
        times = [r["cpu_s"] for r in rows if r["question"] in kind and "error" not in r]
        if times:
            names = ", ".join(kind)
            report.judge(Figure(f"median of {names}", statistics.median(times), "s", must, reach))


def measure(name: str, question: str, runs: int) -> Answer:
    """Asks so many times, of one loaded and ground world. Runs apart."""
    place = bundled.locate(name)
    world = dramaturge.load(place).require()
    assert world.dynamics.initial is not None
    ask = _asking(world, name, place.parent, question)
    times: list[float] = []
    begun = time.perf_counter()
    for _ in range(runs):
        before = time.process_time()
        ask()
        times.append(time.process_time() - before)
    wall = (time.perf_counter() - begun) / runs
    return {
        "cpu_s": statistics.median(times),
        "first_s": times[0],
        "wall_s": wall,
        "peak_mb": peak_mb(),
    }


def _asking(
    world: dramaturge.World, name: str, folder: Path, question: str
) -> Callable[[], object]:
    story, plan, before = ASKED[name]
    script = world.read(bundled.locate_story(story, name)).require()
    acts = script.actions
    last = len(acts)
    steps = acts[-2:] if plan is None else world.read(folder / plan).require().actions
    start = acts[:-2] if plan is None else ()
    if before is not None:
        start = world.read(folder / before).require().actions
    asking: dict[str, Callable[[], object]] = {
        "knows": lambda: world.knows(script, depth=2),
        "why": lambda: world.why(script, last),
        "whynot": lambda: world.why_not(acts[-1], acts[: last // 2], time_limit=SECONDS),
        "whatif": lambda: world.what_if(script, without=[last // 2], depth=0),
        "explore": lambda: world.explore(8, time_limit=SECONDS, beyond=5.0),
        "counsel": lambda: world.counsel(steps, start, time_limit=SECONDS, answers=1),
        "repair": lambda: world.repairs(
            [*acts[: last // 2], *acts[last // 2 + 1 :]], draft=True, time_limit=SECONDS, most=1
        ),
    }
    return asking[question]


SECTION = Section("answers", "what a writer asks of the four worlds", COLUMNS, run)
