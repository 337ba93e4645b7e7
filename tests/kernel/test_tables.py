"""What the native module accepts, and what its stub says of it."""

from __future__ import annotations

import math
import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest

from dramaturge import _kernel

STUB = Path(__file__).parents[2] / "src" / "dramaturge" / "_kernel.pyi"
CONSTANT, NUMBER = 1, 1


def tables(**changes: object) -> dict[str, Any]:
    """One character, one number, one action that does nothing."""
    found: dict[str, Any] = {
        "character_count": 1,
        "entity_count": 0,
        "action_count": 1,
        "fluents": [NUMBER],
        "domains": [[]],
        "numbers": [math.nan, 2.0],
        "chains": [[], [0]],
        "terms": [(CONSTANT, NUMBER, 1, 0, 0)],
        "conditions": [(0, 0, 0, 0, 0, 0)],
        "parts": [],
        "repaired": [],
        "events": [("wait", 0, [], [], [0])],
        "utilities": [0, 0],
        "initial": [(0, 0, 1)],
    }
    return found | changes


def test_good_tables_make_a_world() -> None:
    graph = _kernel.StateGraph(_kernel.GroundWorld(**tables()))
    assert graph.values(graph.initial) == [1]
    assert graph.number(1) == 2.0


@pytest.mark.parametrize(
    ("changes", "flaw"),
    [
        ({"chains": [[0]]}, "chain 0"),
        ({"chains": [[], [1]]}, "character in a chain"),
        ({"numbers": [0.0]}, "number 0"),
        ({"numbers": [math.nan, 2.0, 2.0]}, "twice"),
        ({"numbers": [math.nan, math.inf]}, "not finite"),
        ({"numbers": [math.nan, -0.0]}, "negative zero"),
        ({"terms": [(CONSTANT, NUMBER, 2, 0, 0)]}, "constant out of range"),
        ({"terms": [(0, NUMBER, 0, 1, 0)]}, "read out of range"),
        ({"terms": [(0, 0, 0, 0, 0)]}, "another kind"),
        ({"terms": [(2, NUMBER, 0, 0, 0)]}, "contains itself"),
        ({"terms": [(3, NUMBER, 1, 0, 0)]}, "condition of a choice"),
        ({"terms": [(9, NUMBER, 0, 0, 0)]}, "out of range"),
        ({"conditions": [(2, 0, 1, 0, 0, 0)]}, "parts out of range"),
        ({"conditions": [(2, 0, 1, 0, 0, 0)], "parts": [0]}, "contains itself"),
        ({"conditions": [(3, 0, 1, 0, 0, 0)], "parts": [1]}, "part out of range"),
        ({"conditions": [(4, 0, 0, 1, 0, 0)]}, "two terms of one kind"),
        ({"conditions": [(4, 0, 0, 0, 0, 1)]}, "repaired reads"),
        ({"conditions": [(5, 1, 2, 0, 0, 0)]}, "match out of range"),
        ({"events": [("wait", 1, [], [], [0])]}, "precondition"),
        ({"events": [("wait", 0, [], [], [])]}, "one observing condition"),
        ({"events": [("wait", 0, [], [1], [0])]}, "consenting"),
        ({"events": [("wait", 0, [(2, 0, 0, 0)], [], [0])]}, "effect out of range"),
        ({"events": [("wait", 0, [(0, 0, 1, 0)], [], [0])]}, "another kind"),
        ({"events": []}, "more actions than events"),
        ({"utilities": [0]}, "one utility"),
        ({"initial": [(0, 0, 2)]}, "initial value"),
        ({"initial": [(0, 1, 0)]}, "initial entry"),
        ({"domains": []}, "one domain"),
        ({"domains": [[1]]}, "entity in a domain"),
    ],
)
def test_inconsistent_tables_are_refused(changes: dict[str, object], flaw: str) -> None:
    with pytest.raises(ValueError, match=flaw):
        _kernel.GroundWorld(**tables(**changes))


def test_nesting_is_bounded() -> None:
    deep = [(2, i + 1, 1, 0, 0, 0) for i in range(5_000)]
    conditions = [*deep, (0, 0, 0, 0, 0, 0)]
    with pytest.raises(ValueError, match="nested too deeply"):
        _kernel.GroundWorld(**tables(conditions=conditions, parts=list(range(5_001))))


def test_the_committed_stub_is_the_generated_one(tmp_path: Path) -> None:
    """`make stub` writes it anew."""
    pytest.importorskip("nanobind")
    stub = tmp_path / "_kernel.pyi"
    command = [
        sys.executable,
        "-m",
        "nanobind.stubgen",
        "-m",
        "dramaturge._kernel",
        "-o",
        str(stub),
    ]
    environment = None
    if package := os.environ.get("DRAMATURGE_SANITIZED"):  # not the module that is installed
        command.insert(1, "-S")  # whose hook would come first
        path = os.pathsep.join((package, sysconfig.get_path("platlib")))
        environment = {**os.environ, "PYTHONPATH": path}
    subprocess.run(command, check=True, capture_output=True, env=environment)
    assert STUB.read_text(encoding="utf-8") == stub.read_text(encoding="utf-8")
