"""The answer to Ctrl-C while there is nothing to show yet; imports next to nothing."""

from __future__ import annotations

import json
import sys

from dramaturge.cli import exits

answers: list[str] = []  # outcomes told so far: a process gives one answer, never two


def cancel_unless_answered(as_json: bool) -> int:
    """For Ctrl-C that the command line parser met: the command may or may not have answered."""
    return exits.CANCELLED if answers else cancel(as_json)


def cancel(as_json: bool, seconds: float = 0.0) -> int:
    """Says that the search was cancelled before it began; gives the exit code."""
    answers.append("cancelled")
    if as_json:
        answer = {
            "outcome": "cancelled",
            "limit": None,
            "story": None,
            "utility": None,
            "goal": None,
            "best": None,
            "states": 0,
            "expanded": 0,
            "round": None,
            "undecided": 0,
            "limits": None,
            "seconds": {"load": round(seconds, 6), "ground": 0.0, "search": 0.0},
            "peak_mb": 0.0,
            "explanations": None,
        }
        sys.stdout.write(json.dumps(answer, indent=2) + "\n")
        sys.stdout.flush()
    else:
        sys.stderr.write("Cancelled before there was anything to show.\n")
    return exits.CANCELLED
