"""A search holds up no other thread of the program."""

from __future__ import annotations

import threading
import time

from bench.generate import INSTANCES

from dramaturge.kernel.planner import Planner
from dramaturge.story import Outcome
from tests.bench.test_worlds import grounded, limits


def test_other_threads_go_on_while_a_story_is_sought() -> None:
    known = INSTANCES["gossip-four"]
    planner = Planner(grounded(known.text), limits(known))
    began, ended = threading.Event(), threading.Event()
    outcomes: list[Outcome] = []

    def search() -> None:
        began.set()
        outcomes.append(planner.run(known.goals[-1]).outcome)
        ended.set()

    thread = threading.Thread(target=search)
    thread.start()
    began.wait()
    turns = 0
    while not ended.is_set():
        time.sleep(0.001)  # each turn asks for the interpreter's lock anew
        turns += 1
    thread.join()
    assert outcomes == [Outcome.found]
    assert turns > 20
