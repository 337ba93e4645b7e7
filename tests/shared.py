"""What some tests need and not every place has, and where the benchmarks by other authors lie:
beside the checkout, never in it."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"
BENCHMARKS = SHARED / "benchmarks"
PROBLEMS = BENCHMARKS / "problems"

needs_benchmarks = pytest.mark.skipif(
    not BENCHMARKS.is_dir(), reason="the shared benchmarks do not lie beside this checkout"
)
tells_memory = pytest.mark.skipif(
    not Path("/proc/self/statm").exists(),
    reason="the system does not say in /proc/self/statm how much memory a process holds",
)


def problem_files() -> list[Path]:
    """The benchmark problems, in order of name; empty where they are absent."""
    return sorted(PROBLEMS.glob("*.txt"))
