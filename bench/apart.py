"""Runs one function of the benchmarks in a process of its own, so that its peak memory and its
first steps are its own, and a crash or a time limit costs one row only."""

from __future__ import annotations

import importlib
import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
Row = dict[str, Any]


def call(function: str, arguments: Row, timeout_s: float) -> Row:
    """What "module:function" gives for the arguments; {"error": ..} where it fails. Everything
    that goes in and out is plain JSON."""
    command = [sys.executable, "-m", "bench.apart", function]
    try:
        done = subprocess.run(
            command,
            input=json.dumps(arguments),
            capture_output=True,
            text=True,
            check=False,
            timeout=timeout_s,
            cwd=ROOT,
        )
    except subprocess.TimeoutExpired:
        return {"error": f"over {timeout_s:.0f} s"}
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        return {"error": last}
    found: Row = json.loads(done.stdout)
    return found


def peak_mb() -> float:
    """The most memory that this process ever held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


def _main() -> None:
    module, _, name = sys.argv[1].partition(":")
    function = getattr(importlib.import_module(module), name)
    print(json.dumps(function(**json.load(sys.stdin))))


if __name__ == "__main__":
    _main()
