"""One search, several times over in a warm process. Runs apart (see `bench.apart`)."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from typing import Any

import dramaturge
from bench.apart import peak_mb
from dramaturge.story import SearchResult

Row = dict[str, Any]
ENOUGH_S = 20.0  # after so long no further run is begun
SMALLEST = "entity Tom : character; utility(): 0;"


def measure(
    text: str,
    name: str,
    goal: float,
    limits: Sequence[int],
    repeat: int,
    timeout_s: float,
    memory_mb: float,
    shortest: bool = False,
) -> Row:
    """A row of figures: medians of so many runs after a first one, which gives the peak memory.

    What was found has been verified by the reference semantics (`find` asserts it).
    """
    dramaturge.loads(SMALLEST).require().compiled(None)  # what is imported late
    before = peak_mb()
    first = _run(text, name, goal, limits, timeout_s, memory_mb, shortest)
    peak = peak_mb()
    runs = [first]
    started = time.process_time()
    for _ in range(repeat):
        if time.process_time() - started + first["cpu_s"] > ENOUGH_S:
            break
        runs.append(_run(text, name, goal, limits, timeout_s, memory_mb, shortest))
    warm = runs[1:] or runs
    row = dict(first)
    for key in ("load_s", "search_s", "verify_s", "cpu_s"):
        row[key] = statistics.median(run[key] for run in warm)
    row["states_per_s"] = row["states"] / max(row["search_s"], 1e-9)
    row["bytes_per_state"] = (peak - before) * 2**20 / max(row["states"], 1)
    row["peak_mb"] = peak
    row["runs"] = len(warm)
    return row


def _run(
    text: str,
    name: str,
    goal: float,
    limits: Sequence[int],
    timeout_s: float,
    memory_mb: float,
    shortest: bool,
) -> Row:
    started = time.process_time()
    world = dramaturge.loads(text, name).require()
    world.compiled(None)
    load_s = time.process_time() - started
    author, character, epistemic = limits
    result = world.find(
        goal,
        author,
        character,
        epistemic,
        timeout_s,
        int(memory_mb),
        shortest=shortest,
    )
    return {
        "outcome": outcome(result),
        "round": result.round,
        "bound": result.bound,
        "shortest": result.is_shortest,
        "length": None if result.story is None else len(result.story.steps),
        "load_s": load_s,
        "search_s": result.seconds["search_cpu"],
        "verify_s": result.seconds["verify"],
        "cpu_s": load_s + result.seconds["search_cpu"],
        "expanded": result.expanded,
        "states": result.states,
    }


def outcome(result: SearchResult) -> str:
    """What came of a search, in a word: found, none, or the limit that ended it."""
    return result.limit or result.outcome.value
