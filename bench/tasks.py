"""Runs planning tasks of a table, each in a process of its own, and prints what they took.

    python bench/tasks.py [--tasks FILE] [--timeout S] [--memory MB] [--json FILE] [NAME...]

The table (default: benchmarks/tasks.csv beside the repository) names for each task a problem file
in `problems/` beside it, the goal and the limits. Exit code 1 if any task was not solved.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parents[2] / "shared" / "benchmarks" / "tasks.csv"
COLUMNS = (
    "task",
    "outcome",
    "round",
    "length",
    "load_s",
    "ground_s",
    "search_s",
    "search_cpu_s",
    "verify_s",
    "expanded",
    "states",
    "peak_mb",
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="tasks to run; default: all")
    parser.add_argument("--tasks", type=Path, default=SHARED)
    parser.add_argument("--timeout", type=float, default=60.0, help="seconds per search")
    parser.add_argument("--memory", type=float, default=4000.0, help="MB per search")
    parser.add_argument("--json", type=Path, help="write the rows here, too")
    parser.add_argument("--show", action="store_true", help="print the stories")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not options.tasks.exists():
        print(f"no table of tasks at {options.tasks}", file=sys.stderr)
        return 2
    with options.tasks.open(encoding="utf-8") as file:
        tasks = list(csv.DictReader(file))
    tasks = [row for row in tasks if not options.names or row["task"] in options.names]
    if options.one:
        print(json.dumps(run(tasks[0], options)))
        return 0
    rows = []
    print("".join(f"{name:>13}" for name in COLUMNS))
    for task in tasks:
        row = run_apart(task["task"], options)
        rows.append(row)
        print("".join(f"{shown(row.get(name)):>13}" for name in COLUMNS), flush=True)
        for line in row.get("story", ()) if options.show else ():
            print("    " + line)
    total = sum(row.get("search_cpu_s", 0.0) for row in rows)
    solved = sum(row["outcome"] == "found" for row in rows)
    print(f"{solved} of {len(rows)} solved, {total:.2f} s of CPU in search")
    if options.json is not None:
        options.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    return 0 if solved == len(rows) else 1


def run_apart(name: str, options: argparse.Namespace) -> dict[str, Any]:
    """The row of a task, run in a new process so that its peak memory is its own."""
    command = [sys.executable, __file__, "--one", "--tasks", str(options.tasks), name]
    command += ["--timeout", str(options.timeout), "--memory", str(options.memory)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        last = done.stderr.strip().splitlines()[-1:] or [f"exit code {done.returncode}"]
        print(done.stderr, file=sys.stderr)
        return {"task": name, "outcome": "error", "error": last[0]}
    row: dict[str, Any] = json.loads(done.stdout)
    return row


def run(task: dict[str, str], options: argparse.Namespace) -> dict[str, Any]:
    """Loads, grounds and searches, with a time for each."""
    from dramaturge.ground import ground
    from dramaturge.model.build import build
    from dramaturge.plan.search import find
    from dramaturge.source import Source
    from dramaturge.story import Limits
    from dramaturge.syntax.parser import parse

    path = options.tasks.parent / "problems" / f"{task['problem']}.txt"
    started = time.perf_counter()
    tree, _ = parse(Source(path.name, path.read_text(encoding="utf-8")))
    assert tree is not None
    world, _ = build(tree, path.stem)
    assert world is not None
    loaded = time.perf_counter()
    grounded, _ = ground(world)
    assert grounded is not None
    ready = time.perf_counter()
    limits = Limits(
        author=int(task["author_limit"]),
        character=int(task["character_limit"]),
        epistemic=int(task["epistemic_limit"]),
        time_s=options.timeout,
        memory_mb=options.memory,
    )
    result = find(grounded, limits, float(task["goal_utility"]))
    return {
        "task": task["task"],
        "outcome": result.outcome.value if result.limit is None else result.limit,
        "round": result.round,
        "length": len(result.story.steps) if result.story is not None else None,
        "load_s": loaded - started,
        "ground_s": ready - loaded,
        "search_s": result.seconds["search"],
        "search_cpu_s": result.seconds["search_cpu"],
        "verify_s": result.seconds["verify"],
        "expanded": result.expanded,
        "states": result.states,
        "peak_mb": result.peak_mb,
        "story": [step.action for step in result.story.steps] if result.story else [],
    }


def shown(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else "" if value is None else str(value)


if __name__ == "__main__":
    sys.exit(main())
