"""Answers while there is nothing to show yet, to Ctrl-C and to limits; imports next to nothing."""

from __future__ import annotations

import json
import math
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from dramaturge.cli import exits

answers: list[str] = []  # outcomes told so far: a process gives one answer, never two

SAID = {
    "cancelled": "Cancelled before there was anything to show.",
    "time": "The time was over before the work could begin: reading the world took all of it.",
    "memory": "The world alone takes more memory than the limit: the search could not begin.",
}
PAUSE_S = 0.005  # between two looks at the memory
LONGEST_S = 1e6  # that a timer is set to: the system's has an end, and then it is set again


class OutOfMemoryError(Exception):
    """The memory limit was reached outside a search."""


class OutOfTimeError(Exception):
    """The time limit was reached outside a search."""


@contextmanager
def deadline(seconds: float | None, memory_mb: float | None = None) -> Iterator[None]:
    """Raises OutOfTimeError inside when so much time is over, OutOfMemoryError when the process
    holds more than that; where the system can do it."""
    is_main = threading.current_thread() is threading.main_thread()
    is_limited = memory_mb is not None or (seconds is not None and seconds > 0)
    if not is_limited or not is_main or not hasattr(signal, "setitimer"):
        yield
        return
    end = time.perf_counter() + seconds if seconds else math.inf

    over = False

    def look(_number: int, _frame: FrameType | None) -> None:
        if over:
            return
        if time.perf_counter() >= end:
            raise OutOfTimeError
        if memory_mb is not None and _resident_mb() > memory_mb:
            raise OutOfMemoryError
        wait()

    def wait() -> None:
        left = max(end - time.perf_counter(), 1e-6)
        pause = LONGEST_S if memory_mb is None else PAUSE_S
        signal.setitimer(signal.ITIMER_REAL, min(left, pause))

    before = signal.signal(signal.SIGALRM, look)
    wait()
    try:
        yield
    finally:
        over = True  # what is still on its way comes too late
        signal.setitimer(signal.ITIMER_REAL, 0.0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def on_interrupt(act: Callable[[], None]) -> Iterator[None]:
    """Ctrl-C within only does this; in the main thread, elsewhere it never arrives anyway."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, lambda _number, _frame: act())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def cancel_unless_answered(as_json: bool) -> int:
    """For Ctrl-C that the command line parser met: the command may or may not have answered."""
    return exits.CANCELLED if answers else unanswered("cancelled", as_json)


def _resident_mb() -> float:
    """What this process holds; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE") / 2**20
    except OSError:
        return 0.0


def unanswered(reason: str, as_json: bool, seconds: float = 0.0) -> int:
    """Says that a search was `cancelled`, or met its limit of `time` or `memory`, before it began;
    gives the exit code."""
    outcome = "cancelled" if reason == "cancelled" else "limit"
    answers.append(outcome)
    if as_json:
        answer: dict[str, object] = {
            "outcome": outcome,
            "limit": reason if outcome == "limit" else None,
            "story": None,
            "utility": None,
            "goal": None,
            "best": None,
            "stories": [],
            "aim": None,
            "proves": [],
            "bound": 0,
            "verified": None,
            "seed": None,
            "after": [],
            "states": 0,
            "expanded": 0,
            "round": None,
            "undecided": 0,
            "limits": None,
            "seconds": {"load": round(seconds, 6), "ground": 0.0, "search": 0.0},
            "peak_mb": round(_resident_mb(), 1),
            "explanations": None,
            "ending": None,
        }
        sys.stdout.write(json.dumps(answer, indent=2) + "\n")
        sys.stdout.flush()
    else:
        sys.stderr.write(SAID[reason] + "\n")
    return exits.CANCELLED if outcome == "cancelled" else exits.GAVE_UP
