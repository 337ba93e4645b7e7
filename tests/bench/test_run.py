"""The driver of the benchmarks, on benchmarks of our own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROBLEM = """\
type place;
entity Ann : character;
entity Inn : place;
entity Mill : place;
property at(c : character) : place;
at(Ann) = Inn;
action walk(c : character, from : place, to : place) {
    precondition: at(c) == from & from != to;
    effect: at(c) = to;
    consenting: c
};
utility(Ann): if(at(Ann) == Mill) 1 else 0;
utility(): if(at(Ann) == Mill) 1 else 0;
"""
TASKS = (
    "task,problem,goal_utility,author_limit,character_limit,epistemic_limit\nwalk,walk,1,2,2,1\n"
)


def bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "bench" / "run.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    (tmp_path / "problems").mkdir()
    (tmp_path / "problems" / "walk.txt").write_text(PROBLEM, encoding="utf-8")
    (tmp_path / "tasks.csv").write_text(TASKS, encoding="utf-8")
    publish(tmp_path, [2, 2, 2])
    return tmp_path


def publish(shared: Path, counts: list[int]) -> None:
    published = {"problems": {"walk": {"states_by_depth": counts}}}
    (shared / "state_counts.json").write_text(json.dumps(published), encoding="utf-8")


def test_without_benchmarks_it_says_what_is_missing_and_where(tmp_path: Path) -> None:
    done = bench("--shared", str(tmp_path))
    assert done.returncode == 2
    assert done.stdout == ""
    assert f"{tmp_path} has no problems, state_counts.json, tasks.csv" in done.stderr
    assert "--shared FOLDER" in done.stderr


def test_counts_and_tasks_are_told_in_tables(shared: Path) -> None:
    done = bench("--shared", str(shared))
    assert done.stderr == ""
    assert "as published" in done.stdout
    assert "1 of 1 solved" in done.stdout
    assert done.returncode == 0


def test_a_count_that_differs_is_told(shared: Path) -> None:
    publish(shared, [2, 3])
    done = bench("--shared", str(shared), "--only", "counts")
    assert "DIFFERS" in done.stdout
    assert "solved" not in done.stdout
    assert done.returncode == 1


def test_the_depth_is_the_greatest_with_at_most_so_many_states(shared: Path) -> None:
    publish(shared, [2, 2, 2, 9])
    done = bench("--shared", str(shared), "--only", "counts", "--states", "5")
    assert done.stdout.splitlines()[3].split()[:3] == ["walk", "3", "2"]
