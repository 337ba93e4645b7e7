"""Runs the command line as a user does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.cli.places import GOOD

COMMAND = (sys.executable, "-m", "dramaturge")
TIMEOUT_S = 120


@dataclass(frozen=True)
class Run:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def environment(**changes: str) -> dict[str, str]:
    """The same for every machine: 80 columns, no colour, UTF-8."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("DRAMATURGE", "LC_"))}
    kept.pop("FORCE_COLOR", None)
    return {**kept, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONUTF8": "1", "TERM": "dumb", **changes}


def run(*arguments: str | Path, cwd: Path = GOOD, env: Mapping[str, str] | None = None) -> Run:
    """The command with these arguments, in the folder of the good worlds."""
    found = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        cwd=cwd,
        env=environment(**(env or {})),
        capture_output=True,
        timeout=TIMEOUT_S,
        check=False,
    )
    return Run(
        found.returncode,
        found.stdout.decode("utf-8", errors="replace"),
        found.stderr.decode("utf-8", errors="replace"),
    )
