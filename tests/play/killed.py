"""Plays and keeps, and is killed at random moments; prints what was found after each kill.

Run as a program: `python -m tests.play.killed FILE TIMES`. It forks a player per kill, so that the
world is loaded once.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import time
from pathlib import Path
from random import Random
from typing import NoReturn

from dramaturge.play import Game, Stage
from dramaturge.play.resume import resume
from dramaturge.play.saves import Saves
from tests.play.stage import shop


def play(path: Path, stage: Stage, seed: int, acks: int) -> NoReturn:
    """Goes on with the kept game, and then plays others, for ever; tells each turn that is kept."""
    random = Random(seed)
    with Saves(path) as saves:
        games = saves.games()
        game = resume(stage, saves.log("current")).game if games else Game(stage, "Cid")
        while True:
            if game.ended is not None or game.turn > 8:
                game = Game(stage, "Cid", ending="stolen", seed=game.seed + 1)
            game.choose(random.choice(game.choices))
            saves.keep("current", game.log)
            os.write(acks, f"{game.seed} {game.turn}\n".encode())


def acknowledged(acks: int) -> tuple[int, int]:
    """The last turn that the killed player knew to be kept: seed and turn."""
    data = b""
    while chunk := os.read(acks, 1 << 16):
        data += chunk
    lines = [line.split() for line in data.split(b"\n")[:-1]]
    return (int(lines[-1][0]), int(lines[-1][1])) if lines else (0, 0)


def main() -> None:
    """See the module."""
    path, times = Path(sys.argv[1]), int(sys.argv[2])
    stage, random = shop().stage, Random(5)
    found = []
    for kill in range(times):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            play(path, stage, kill, writing)
        os.close(writing)
        select.select([reading], [], [], 10.0)
        time.sleep(random.random() * 0.02)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        seed, turn = acknowledged(reading)
        os.close(reading)
        with Saves(path) as saves:
            log = saves.log("current")
        resumed = resume(stage, log)
        kept = (log.seed, sum(entry.kind.is_decision for entry in log.entries))
        found.append({"acked": [seed, turn], "kept": kept, "replayed": resumed.parted is None})
    print(json.dumps(found))


if __name__ == "__main__":
    main()
