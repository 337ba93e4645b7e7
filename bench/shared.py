"""The benchmarks of other authors: where they lie, and what they ask."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared" / "benchmarks"


@dataclass(frozen=True, slots=True)
class Task:
    """Find a story in a problem that makes the author's utility at least `goal`."""

    name: str
    problem: str
    goal: float
    author_limit: int
    character_limit: int
    epistemic_limit: int

    @property
    def limits(self) -> tuple[int, int, int]:
        return self.author_limit, self.character_limit, self.epistemic_limit


def missing(folder: Path) -> list[str]:
    """What is not there."""
    names = ("problems", "state_counts.json", "tasks.csv")
    return [name for name in names if not (folder / name).exists()]


def read_tasks(folder: Path) -> list[Task]:
    with (folder / "tasks.csv").open(encoding="utf-8") as file:
        return [
            Task(
                row["task"],
                row["problem"],
                float(row["goal_utility"]),
                int(row["author_limit"]),
                int(row["character_limit"]),
                int(row["epistemic_limit"]),
            )
            for row in csv.DictReader(file)
        ]


def problem_text(folder: Path, name: str) -> str:
    return (folder / "problems" / f"{name}.txt").read_text(encoding="utf-8")


def problem_names(folder: Path) -> list[str]:
    return sorted(path.stem for path in (folder / "problems").glob("*.txt"))


def published_counts(folder: Path) -> dict[str, list[int]]:
    """By problem, the states within 1, 2, .. actions."""
    found = json.loads((folder / "state_counts.json").read_text(encoding="utf-8"))
    return {name: entry["states_by_depth"] for name, entry in found["problems"].items()}
