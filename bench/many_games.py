"""Plays thousands of random games, looks through each, and names the ones that are broken.

    python -m bench.many_games [--games 2500] [--first 0] [--jobs 2] [--log FILE]

As many games in each world of the library, by its number: a random person, and by turns a random,
a greedy and a planning player. A crash, an act without a reason or an impossible one, and anything
told that the player's mind does not hold is a fault. Every part of 20 games that is through is
told, and kept in the log as a line of JSON, with which a later run goes on. Exit code 0: no fault;
1: faults.
"""

from __future__ import annotations

import argparse
import json
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

import dramaturge
from bench.games import WORLDS, faults, play
from dramaturge import bundled
from dramaturge.play import Stage

PART = 20  # games that one process plays before it tells of them
# Parts after which fresh processes go on: worlds keep what they have found. (The own way of the
# executor, max_tasks_per_child, halts when all processes end at once: CPython issue 115634.)
PARTS = 60
PLAYERS = ("random", "random", "greedy", "planning")
Part = tuple[str, int, int]  # world, first seed, how many


@cache
def _stage(name: str) -> Stage:
    return dramaturge.load(bundled.locate(name)).require().stage


def part(world: str, first: int, games: int) -> dict[str, Any]:
    """Plays these games: `turns` and CPU `seconds` of all of them, and the `faults`, each with its
    seed."""
    begun = time.process_time()
    turns, found = 0, []
    for seed in range(first, first + games):
        try:
            played = play(_stage(world), seed, name=PLAYERS[seed % len(PLAYERS)])
            turns += len(played.turns_s)
            broken = list(faults(played.game, Random(seed)))
        except Exception:
            broken = [traceback.format_exc()]
        found += [{"seed": seed, "fault": fault} for fault in broken]
    spent = time.process_time() - begun
    key = {"world": world, "first": first, "games": games}
    return {**key, "turns": turns, "seconds": spent, "faults": found}


def _parts(first: int, games: int) -> Iterator[Part]:
    """All worlds by turns, so that whatever is through says something of each."""
    for begin in range(first, first + games, PART):
        for world in WORLDS:
            yield world, begin, min(PART, first + games - begin)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.many_games", description=__doc__)
    parser.add_argument("--games", type=int, default=2500, help="in each of the worlds [2500]")
    parser.add_argument("--first", type=int, default=0, help="the number of the first [0]")
    parser.add_argument("--jobs", type=int, default=2, help="processes [2]")
    parser.add_argument("--log", type=Path, help="one line for each part, kept; goes on from there")
    options = parser.parse_args()
    done = _kept(options.log)
    left = [each for each in _parts(options.first, options.games) if each not in done]
    rows = [row for key, row in done.items() if key in set(_parts(options.first, options.games))]
    context = get_context("spawn")
    for begin in range(0, len(left), PARTS):
        with ProcessPoolExecutor(options.jobs, mp_context=context) as pool:
            for future in as_completed(pool.submit(part, *each) for each in left[begin:][:PARTS]):
                rows.append(future.result())
                _keep(options.log, rows[-1])
                print(_told(rows), flush=True)
    broken = [(row["world"], fault) for row in rows for fault in row["faults"]]
    for world, fault in broken:
        print(f"{world}, game {fault['seed']}: {fault['fault']}")
    print(_told(rows))
    return 1 if broken else 0


def _kept(log: Path | None) -> dict[Part, dict[str, Any]]:
    if log is None or not log.exists():
        return {}
    rows = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    return {(row["world"], row["first"], row["games"]): row for row in rows}


def _keep(log: Path | None, row: dict[str, Any]) -> None:
    if log is not None:
        with log.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")


def _told(rows: list[dict[str, Any]]) -> str:
    games: Counter[str] = Counter()
    for row in rows:
        games[row["world"]] += row["games"]
    turns = sum(row["turns"] for row in rows)
    seconds = sum(row["seconds"] for row in rows)
    broken = sum(len(row["faults"]) for row in rows)
    each = ", ".join(f"{world} {games[world]}" for world in WORLDS)
    return (
        f"{games.total():,} games ({each}), {turns:,} turns, {seconds:,.0f} s CPU, {broken} faults"
    )


if __name__ == "__main__":
    raise SystemExit(main())
