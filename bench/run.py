"""Runs the benchmarks and prints tables: the sizes of 11 state spaces, then 20 planning tasks.

    python bench/run.py [--only counts|tasks] [--depth N] [--states N] [--timeout S] [--memory MB]
                        [--shared FOLDER] [NAME...]

The problems are by other authors and not part of this repository; they are looked for in
../shared/benchmarks beside it. Each run has a process of its own, one after the other. Exit code 0:
all counts are as published and all tasks solved; 1: not so; 2: no benchmarks there.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / "shared" / "benchmarks"
MOST_STATES = 300_000

# Where ours differ from the published counts for a reason, from which depth on.
KNOWN_DIFFERENCES = {
    "space": (5, "triggers fire in the order of the text; see tests/kernel/test_state_counts.py"),
}


@dataclass(frozen=True, slots=True)
class Counted:
    """How one count went. counts: by depth; figures: as told, by unit; error: what went wrong."""

    counts: list[int]
    figures: dict[str, str]
    error: str = ""


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__.splitlines()[0] if __doc__ else None,
        epilog="The problems by other authors are expected in ../shared/benchmarks.",
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="problems or tasks; default: all")
    parser.add_argument("--only", choices=("counts", "tasks"), help="only these")
    parser.add_argument("--depth", type=int, help="count to this depth, whatever the size")
    parser.add_argument(
        "--states",
        type=int,
        default=MOST_STATES,
        help=f"count to the depth with at most so many states [{MOST_STATES:,}]",
    )
    parser.add_argument("--timeout", type=float, default=60.0, help="seconds per run [60]")
    parser.add_argument("--memory", type=float, default=4000.0, help="MB per task [4000]")
    parser.add_argument("--shared", type=Path, default=SHARED, help="where the benchmarks are")
    options = parser.parse_args()
    missing = [
        name
        for name in ("problems", "state_counts.json", "tasks.csv")
        if not (options.shared / name).exists()
    ]
    if missing:
        print(
            f"There are no benchmarks to run: {options.shared} has no {', '.join(missing)}.\n"
            "They are problems by other authors and not part of this repository. Put them there, "
            "or say where they are: bench/run.py --shared FOLDER",
            file=sys.stderr,
        )
        return 2
    is_fine = True
    if options.only != "tasks":
        is_fine &= count_states(options)
    if options.only != "counts":
        is_fine &= run_tasks(options)
    return 0 if is_fine else 1


def count_states(options: argparse.Namespace) -> bool:
    """Prints the table of state spaces; whether all are as published."""
    text = (options.shared / "state_counts.json").read_text(encoding="utf-8")
    published = {
        name: entry["states_by_depth"] for name, entry in json.loads(text)["problems"].items()
    }
    names = [name for name in published if not options.names or name in options.names]
    if not names:
        return True
    print("States within some number of actions, against the published counts\n")
    head = ("problem", "depth", "states", "published", "", "s CPU", "states/s", "bytes/state")
    print(row(head))
    is_fine, notes = True, []
    for name in names:
        expected = published[name]
        depth = options.depth or depth_within(expected, options.states)
        found = count(options.shared / "problems" / f"{name}.txt", depth, options.timeout)
        common = min(len(found.counts), len(expected))
        mark = "as published" if found.counts[:common] == expected[:common] else "DIFFERS"
        if mark == "DIFFERS" and is_known(name, found.counts, expected):
            mark = "differs *"
            notes.append(f"* {name}: {KNOWN_DIFFERENCES[name][1]}")
        if found.error:
            mark = found.error
        is_fine &= mark in ("as published", "differs *")
        last = f"{found.counts[-1]:,}" if found.counts else ""
        wanted = f"{expected[depth - 1]:,}" if depth <= len(expected) else "?"
        figures = [found.figures.get(unit, "") for unit in head[5:]]
        print(row((name, str(depth), last, wanted, mark, *figures)), flush=True)
    print("\n".join(["", *notes]) if notes else "")
    return is_fine


def depth_within(counts: list[int], most: int) -> int:
    """The greatest depth with at most so many states, 1 at least."""
    return max(1, sum(states <= most for states in counts))


def count(problem: Path, depth: int, timeout_s: float) -> Counted:
    """Counts in a process of its own."""
    command = [sys.executable, str(HERE / "state_counts.py"), str(problem), str(depth), "--timing"]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=timeout_s
        )
    except subprocess.TimeoutExpired:
        return Counted([], {}, f"over {timeout_s:.0f} s")
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        return Counted([], {}, f"failed: {last}")
    figures = {unit: figure for figure, unit in re.findall(r"([\d.,]+) ([a-zA-Z/ ]+)", done.stderr)}
    return Counted(json.loads(done.stdout), figures)


def is_known(name: str, counts: list[int], expected: list[int]) -> bool:
    """Whether counts differ only from a depth on from which there is a reason."""
    if name not in KNOWN_DIFFERENCES:
        return False
    same = KNOWN_DIFFERENCES[name][0] - 1
    return counts[:same] == expected[:same][: len(counts)]


def row(cells: tuple[str, ...]) -> str:
    widths = (-12, 6, 12, 12, -14, 8, 12, 12)
    return "  ".join(
        f"{cell:{'<' if width < 0 else '>'}{abs(width)}}"
        for cell, width in zip(cells, widths, strict=True)
    )


def run_tasks(options: argparse.Namespace) -> bool:
    """Runs the planning tasks, which print their own table; whether all were solved."""
    text = (options.shared / "tasks.csv").read_text(encoding="utf-8")
    known = [line.partition(",")[0] for line in text.splitlines()[1:]]
    names = [name for name in options.names if name in known]
    if options.names and not names:
        return True
    print("Planning tasks\n", flush=True)
    command = [sys.executable, str(HERE / "tasks.py"), "--tasks", str(options.shared / "tasks.csv")]
    command += ["--timeout", str(options.timeout), "--memory", str(options.memory), *names]
    return subprocess.run(command, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
