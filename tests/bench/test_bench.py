"""The benchmarks themselves, on a problem of our own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from bench.compare import compared
from bench.report import Figure
from bench.sections import checking

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
    command = [sys.executable, "-m", "bench", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


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


def test_without_benchmarks_it_says_what_is_missing_and_measures_our_own(tmp_path: Path) -> None:
    done = bench("--shared", str(tmp_path), "--only", "tasks,ground", "market-small")
    assert done.stderr == ""
    assert f"{tmp_path} has no problems, state_counts.json, tasks.csv" in done.stdout
    assert "--shared FOLDER" in done.stdout
    assert "left out: the shared benchmarks are not there" in done.stdout
    assert "\nmarket-small " in done.stdout
    assert done.returncode == 0


def test_rows_and_figures_are_told_and_kept(shared: Path, tmp_path: Path) -> None:
    file = tmp_path / "run.json"
    arguments = ("--shared", str(shared), "--only", "tasks,orders,shortest", "--json", str(file))
    done = bench(*arguments, "walk", "--repeat", "2")
    assert done.stderr == ""
    assert "reached  tasks solved: 1 of 1" in done.stdout
    assert "reached  solved in every order: 1 tasks" in done.stdout
    assert "figures are as they must be" in done.stdout
    sections = json.loads(file.read_text(encoding="utf-8"))["sections"]
    row = sections["tasks"]["rows"][0]
    assert (row["task"], row["outcome"], row["length"], row["runs"]) == ("walk", "found", 1, 2)
    assert row["cpu_s"] > 0
    assert sections["orders"]["rows"][0]["solved"] == 4
    assert sections["shortest"]["rows"][0]["bound"] == 1
    assert sections["shortest"]["rows"][0]["shortest"] is True
    again = bench(*arguments, "walk", "--against", str(file))
    assert "tasks: after / before" in again.stdout


def test_a_count_that_differs_is_told(shared: Path) -> None:
    publish(shared, [2, 3])
    done = bench("--shared", str(shared), "--only", "spaces", "walk")
    assert "DIFFERS" in done.stdout
    assert "MISSED  counts as published" in done.stdout
    assert done.returncode == 1


def test_a_failure_is_one_row(shared: Path) -> None:
    (shared / "problems" / "walk.txt").write_text("entity Ann : ;", encoding="utf-8")
    done = bench("--shared", str(shared), "--only", "tasks")
    assert "MISSED  tasks solved: 0 of 1" in done.stdout
    assert done.returncode == 1


def test_an_unknown_section_is_refused() -> None:
    done = bench("--only", "taks")
    assert done.returncode == 2
    assert "no section 'taks'; there are tasks, spaces, ground" in done.stderr


def test_figures_have_marks() -> None:
    assert Figure("time", 1.0, "s", 3.0, 1.0).mark == "reached"
    assert Figure("time", 2.0, "s", 3.0, 1.0).mark == "ok"
    assert Figure("time", 4.0, "s", 3.0, 1.0).mark == "MISSED"
    assert Figure("speed", 4.0, "", 3.0, 5.0, more_is_better=True).mark == "ok"
    assert Figure("speed", 2.0, "", 3.0, 5.0, more_is_better=True).mark == "MISSED"


def test_two_runs_are_compared_row_by_row() -> None:
    def run(seconds: float, outcome: str) -> dict[str, object]:
        rows = [{"task": "walk", "cpu_s": seconds, "outcome": outcome}]
        return {"sections": {"tasks": {"rows": rows}}}

    lines = compared(run(2.0, "found"), run(1.0, "time"))
    assert "walk                                 0.50  found -> time" in lines
    assert compared(run(2.0, "found"), {"sections": {}}) == ["nothing in common"]


def test_answers_are_timed(tmp_path: Path) -> None:
    world, story = tmp_path / "walk.world", tmp_path / "walk.story"
    world.write_text(PROBLEM, encoding="utf-8")
    story.write_text("walk(Ann, Inn, Mill)\nwalk(Ann, Mill, Inn)\n", encoding="utf-8")
    row = checking.measure(str(world), str(story), 1)
    assert row["beats"] == 2
    assert set(row) == set(checking.COLUMNS) - {"world", "story"}
    assert all(row[column] >= 0 for column in row)
    assert row["damaged_s"] <= row["damaged_max_s"]
