"""Prints how many states a world has within 1, 2, .. actions: `state_counts.py PROBLEM DEPTH`.

The counts go to standard output as one JSON list; with --timing, time and memory to standard error.
Other programs rely on this name and form; the tables of `make bench` are in `bench.sections`.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

import dramaturge as dm
from dramaturge.kernel import StateGraph


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("problem", type=Path)
    parser.add_argument("depth", type=int)
    parser.add_argument("--timing", action="store_true")
    arguments = parser.parse_args()
    if arguments.depth < 0:
        parser.error("the depth must be at least 0")
    try:
        graph = StateGraph(dm.load(arguments.problem).require().ground)
    except dm.WorldError as error:
        print("\n".join(map(str, error.problems)), file=sys.stderr)
        return 2
    except ValueError as error:  # no story can begin
        print(error, file=sys.stderr)
        return 2
    started = time.process_time()
    counts = graph.expand_count(arguments.depth)
    seconds = time.process_time() - started
    print(json.dumps(counts))
    if arguments.timing:
        states = counts[-1] if counts else 1
        print(
            f"{seconds:.2f} s CPU, {states / max(seconds, 1e-9):,.0f} states/s, "
            f"{graph.transitions / max(seconds, 1e-9):,.0f} transitions/s, "
            f"{len(graph):,} states stored, {graph.size_bytes / states:.0f} bytes/state",
            file=sys.stderr,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
