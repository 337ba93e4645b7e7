"""Answers while there is nothing to show yet, to Ctrl-C and to the end of the time; imports next to
nothing."""

from __future__ import annotations

import json
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from dramaturge.cli import exits

answers: list[str] = []  # outcomes told so far: a process gives one answer, never two

SAID = {
    "cancelled": "Cancelled before there was anything to show.",
    "limit": "The time was over before the search could begin: reading the world took all of it.",
}


class OutOfTimeError(Exception):
    """The time limit was reached outside a search."""


@contextmanager
def deadline(seconds: float | None) -> Iterator[None]:
    """Raises OutOfTimeError inside when so much time is over; where the system can do that."""
    is_main = threading.current_thread() is threading.main_thread()
    if seconds is None or seconds <= 0 or not is_main or not hasattr(signal, "setitimer"):
        yield
        return

    def end(_number: int, _frame: FrameType | None) -> None:
        raise OutOfTimeError

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)
        signal.signal(signal.SIGALRM, before)


def cancel_unless_answered(as_json: bool) -> int:
    """For Ctrl-C that the command line parser met: the command may or may not have answered."""
    return exits.CANCELLED if answers else unanswered("cancelled", as_json)


def unanswered(outcome: str, as_json: bool, seconds: float = 0.0) -> int:
    """Says that a search was `cancelled`, or met the time `limit`, before it began; gives the exit
    code."""
    answers.append(outcome)
    if as_json:
        answer: dict[str, object] = {
            "outcome": outcome,
            "limit": "time" if outcome == "limit" else None,
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
            "peak_mb": 0.0,
            "explanations": None,
            "ending": None,
        }
        sys.stdout.write(json.dumps(answer, indent=2) + "\n")
        sys.stdout.flush()
    else:
        sys.stderr.write(SAID[outcome] + "\n")
    return exits.CANCELLED if outcome == "cancelled" else exits.GAVE_UP
