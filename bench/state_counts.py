"""Prints how many states a world has within 1, 2, .. actions: `state_counts.py PROBLEM DEPTH`.

The counts go to standard output as one JSON list; with --timing, time and memory to standard error.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from dramaturge.ground import ground
from dramaturge.ground.world import GroundWorld
from dramaturge.kernel import StateGraph
from dramaturge.model import build
from dramaturge.source import Source
from dramaturge.syntax import parse


def load(path: Path) -> GroundWorld:
    """The ground world in a file; the problems of a bad one end the program."""
    text, found = parse(Source(path.name, path.read_text(encoding="utf-8")))
    if all(problem.severity == "warning" for problem in found):
        world, found = build(text, path.stem)
        if world is not None:
            grounded, found = ground(world)
            if grounded is not None:
                return grounded
    sys.exit("\n".join(map(str, found)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("problem", type=Path)
    parser.add_argument("depth", type=int)
    parser.add_argument("--timing", action="store_true")
    arguments = parser.parse_args()
    graph = StateGraph(load(arguments.problem))
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


if __name__ == "__main__":
    main()
