"""More people in a world."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from bench.crowded import crowded

from tests.bench.test_worlds import ROOT, grounded
from tests.shared import PROBLEMS, needs_benchmarks

INN = """
type guest : character;
entity Ann : guest;
entity Ben : character;
property rich(c : character) : boolean;
property likes(c : character, d : character) : boolean;
rich(Ann);
likes(Ann, Ben);
likes(Ben, Ann);
action flee(g : guest) { effect: !rich(g); consenting: g };
"""


def test_newcomers_are_like_the_one_named() -> None:
    world = grounded(crowded(INN, "Ann", 2))
    assert world.characters == ("Ann", "Newcomer1", "Newcomer2", "Ben")
    assert [a.name for a in world.actions] == ["flee(Ann)", "flee(Newcomer1)", "flee(Newcomer2)"]
    assert world.constants["likes(Newcomer1, Ben)"] is True
    assert world.constants["likes(Ben, Newcomer1)"] is False


def test_the_first_one_declared_unless_another_is_named() -> None:
    assert crowded(INN, more=1) == crowded(INN, "Ann", 1)
    assert grounded(crowded(INN, "Ben", 1)).characters == ("Ann", "Ben", "Newcomer1")


@needs_benchmarks
def test_a_shared_problem_with_two_more_people() -> None:
    file = PROBLEMS / "aladdin.txt"
    command = [sys.executable, "-m", "bench.crowded", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    plain, more = grounded(file.read_text(encoding="utf-8")), grounded(done.stdout)
    assert len(more.characters) == len(plain.characters) + 2
    assert {a.name for a in more.actions} > {a.name for a in plain.actions}
    assert Path(file).read_text(encoding="utf-8") not in done.stdout
