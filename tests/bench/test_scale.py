"""Curves grow in what they say and in nothing else, and are shown as tables."""

from __future__ import annotations

from bench.scale import CURVES, Curve, measured, shown
from bench.worlds.instance import Size


def test_each_point_differs_from_the_others() -> None:
    for curve in CURVES:
        points = list(curve.instances())
        assert [value for value, _ in points] == list(curve.values)
        questions = {(instance.text, instance.limits) for _, instance in points}
        assert len(questions) == len(points)
        assert all(curve.goal in instance.goals for _, instance in points)


def test_a_curve_is_a_table_with_bars() -> None:
    curve = Curve("gossip", "topics", (2, 4), Size(4, 2, 0, 1), 1)
    lines = shown(curve, [measured(curve, *point, 20.0) for point in curve.instances()]).split("\n")
    assert lines[0] == "## Gossip: topics"
    assert lines[2] == "Goal 1; 4 people, 2 places, 0 things."
    assert [line.split(" | ")[:3] for line in lines[6:8]] == [
        ["| 2", "found", "2"],
        ["| 4", "found", "2"],
    ]
    slow = shown(curve, [{"topics": 2, "outcome": "time", "search_s": 10.0}])
    assert "| 2 | time |" in slow
    assert "█" * 19 in slow
    failed = shown(curve, [{"topics": 2, "error": "over 20 s"}])
    assert "| 2 | over 20 s |" in failed
