"""The script that prints the sizes of a state space: other programs call it by name."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.cli.places import GOOD

SCRIPT = Path(__file__).resolve().parents[2] / "bench" / "state_counts.py"


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, SCRIPT, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def test_it_prints_one_list_by_depth() -> None:
    done = run(GOOD / "key.world", "3")
    counts = json.loads(done.stdout)
    assert len(counts) == 3
    assert counts == sorted(counts)
    assert done.stderr == ""


def test_a_broken_world_is_told_without_a_traceback(tmp_path: Path) -> None:
    path = tmp_path / "broken.world"
    path.write_text("property;", encoding="utf-8")
    done = run(path, "3")
    assert done.returncode == 2
    assert "broken.world:1" in done.stderr
    assert "Traceback" not in done.stderr
