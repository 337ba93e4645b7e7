"""The questions of the benchmarks are answered, and damaged stories are mended."""

from __future__ import annotations

import pytest
from bench.damage import measure
from bench.sections.answers import QUICK
from bench.sections.answers import measure as answered


def test_damaged_stories_are_mended() -> None:
    rows = measure("last-bell", 5, 30.0)
    assert {row["damage"] for row in rows} == {"lost", "early"}
    assert all(row["mended"] and row["limit"] is None for row in rows)
    assert all(row["cpu_s"] > 0 for row in rows)


@pytest.mark.parametrize("question", [*QUICK, "counsel"])
def test_questions_are_answered_and_timed(question: str) -> None:
    found = answered("last-bell", question, 1)
    assert found["cpu_s"] == found["first_s"] > 0
