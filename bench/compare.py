"""Compares two runs of the benchmarks that were kept with --json.

    python -m bench.compare BEFORE AFTER

For each row of both, the ratio of CPU seconds, states and memory, after to before: below 1 is
better. A task that is solved in one of them only is told.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from pathlib import Path
from typing import Any

Run = dict[str, Any]
RATIOS = ("cpu_s", "median_s", "search_s", "states", "peak_mb", "bytes_per_state")


def main() -> int:
    parser = argparse.ArgumentParser(description="Compare two runs of the benchmarks.")
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    options = parser.parse_args()
    runs = [
        json.loads(path.read_text(encoding="utf-8")) for path in (options.before, options.after)
    ]
    print("\n".join(compared(*runs)))
    return 0


def compared(before: Run, after: Run) -> list[str]:
    """The lines of the comparison."""
    lines: list[str] = []
    for name, section in after["sections"].items():
        known = {_key(row): row for row in before["sections"].get(name, {}).get("rows", ())}
        pairs = [(known[_key(row)], row) for row in section["rows"] if _key(row) in known]
        if not pairs:
            continue
        columns = [c for c in RATIOS if any(c in old and c in new for old, new in pairs)]
        lines += ["", f"{name}: after / before", f"{'':<24}" + "".join(f"{c:>17}" for c in columns)]
        ratios: dict[str, list[float]] = {column: [] for column in columns}
        for old, new in pairs:
            cells = ""
            for column in columns:
                ratio = _ratio(old.get(column), new.get(column))
                cells += f"{'' if ratio is None else f'{ratio:.2f}':>17}"
                ratios[column] += [] if ratio is None else [ratio]
            change = (
                "" if _outcome(old) == _outcome(new) else f"  {_outcome(old)} -> {_outcome(new)}"
            )
            lines.append(f"{_key(new):<24}{cells}{change}")
        means = "".join(f"{_mean(ratios[column]):>17.2f}" for column in columns)
        lines.append(f"{'geometric mean':<24}{means}")
    return lines or ["nothing in common"]


def _key(row: Run) -> str:
    name = row.get("task") or row.get("problem") or row.get("world") or ""
    return f"{name} {row['goal']}" if "goal" in row else str(name)


def _outcome(row: Run) -> str:
    return str(row.get("error") or row.get("outcome") or "")


def _ratio(old: float | None, new: float | None) -> float | None:
    if not old or not new or isinstance(old, str):
        return None
    return new / old


def _mean(ratios: list[float]) -> float:
    return math.exp(sum(map(math.log, ratios)) / len(ratios)) if ratios else math.nan


if __name__ == "__main__":
    sys.exit(main())
