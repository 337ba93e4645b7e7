"""Worlds by other authors: all are read, and texts are refused exactly as decided."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.model.reading import build_text
from tests.shared import BENCHMARKS, needs_benchmarks, problem_files

CONFORMANCE = BENCHMARKS / "conformance"

# Where we decided to differ (SEMANTICS.md 9), with the reason.
DECIDED = {
    "p32_nested_property_argument": True,  # ours: a term in a term, see docs/language.md
    "p15_dup_property_first_wins": False,  # the first definition wins and is boolean
    "p25_contradictory_after_grounding": True,  # found when grounding
    "p36_quantifier_same_name_same_type": True,  # D15: the inner variable wins
    "p37_observing_var_same_as_parameter": True,  # D15
    "p45_empty_file": False,  # D16: an error that says what is missing
    "p46_single_entity_boolean": True,  # D16
    "p52_bare_false_statement": False,  # reported when building, not later
}


def parse_cases() -> list[tuple[str, Path, bool]]:
    """Case, file and whether it must be accepted."""
    if not CONFORMANCE.is_dir():
        return []
    cases: list[dict[str, Any]] = json.loads((CONFORMANCE / "cases.json").read_text())["cases"]
    return [
        (case["id"], CONFORMANCE / case["file"], check["expected"]["result"] == "ok")
        for case in cases
        for check in case["checks"]
        if check["query"]["kind"] == "parse"
    ]


@needs_benchmarks
@pytest.mark.parametrize("path", problem_files(), ids=lambda path: path.stem)
def test_benchmark_problems_build_without_errors(path: Path) -> None:
    world, problems = build_text(path.read_text(encoding="utf-8"), path.name)
    assert world is not None, "\n".join(map(str, problems))


@needs_benchmarks
@pytest.mark.parametrize(
    ("case", "path", "accepted"), parse_cases(), ids=[case for case, _, _ in parse_cases()]
)
def test_texts_are_accepted_or_refused_as_decided(case: str, path: Path, accepted: bool) -> None:
    world, problems = build_text(path.read_text(encoding="utf-8"), path.name)
    assert (world is not None) == DECIDED.get(case, accepted), "\n".join(map(str, problems))


@needs_benchmarks
@pytest.mark.parametrize("path", sorted(CONFORMANCE.glob("c*.txt")), ids=lambda path: path.stem)
def test_worlds_of_other_conformance_cases_build(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    world, problems = build_text(text, path.name, legacy_arithmetic=True)
    assert world is not None, "\n".join(map(str, problems))
