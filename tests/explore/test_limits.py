"""A map that is stopped: by which limit, and that nothing goes on after it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import import_module

import pytest

from dramaturge import bundled
from dramaturge.explore import explore
from dramaturge.explore.space import Space
from dramaturge.kernel.explorer import Explorer
from dramaturge.story import Limits
from tests.cli.running import run
from tests.plan.test_search import counters

WORLD = counters(2, reachable=True)
LIMITS = Limits(author=3, character=2, epistemic=1)


def test_no_time_ends_it_before_the_acts_of_the_start() -> None:
    found = explore(WORLD, None, Limits(3, 2, 1, time_s=0.0), ["n0+"])
    assert (found.limit, found.situations, found.counts) == ("time", 0, ())


def test_other_maps_get_what_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[Limits] = []

    class Watched(Explorer):
        def __init__(self, ground: object, limits: Limits) -> None:
            given.append(limits)
            super().__init__(ground, limits)  # type: ignore[arg-type]

    monkeypatch.setattr(import_module("dramaturge.explore.explore"), "Explorer", Watched)
    found = explore(WORLD, None, Limits(3, 2, 1, time_s=60.0, memory_mb=500))
    assert found.limit is None
    assert found.counts[-1].informed is not None
    first, *others = given
    assert first.time_s == 60.0
    assert others
    for limits in others:
        assert limits.time_s is not None
        assert limits.time_s < 60.0
        assert limits.memory_mb is not None
        assert limits.memory_mb < 500


def test_ctrl_c_while_counting_keeps_the_map(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> Iterator[int]:
        raise KeyboardInterrupt

    monkeypatch.setattr(Space, "counts", interrupted)
    found = explore(WORLD, None, LIMITS)
    assert (found.limit, found.counts) == ("cancelled", ())
    assert found.depth == 3
    assert found.situations > 3


def test_after_a_limit_only_what_is_known_is_counted() -> None:
    whole = explore(WORLD, None, Limits(4, 2, 1))
    ended = explore(WORLD, None, Limits(4, 2, 1, states=12))
    assert ended.limit == "states"
    assert 0 < len(ended.counts) < len(whole.counts)
    for count, full in zip(ended.counts, whole.counts, strict=False):
        assert (count.possible, count.informed) == (None, None)
        assert count.motivated == full.motivated


@pytest.mark.parametrize("limit", ["time", "memory"])
@pytest.mark.parametrize("command", ["explore", "find"])
def test_reading_the_world_is_within_the_limits(command: str, limit: str) -> None:
    least = {"time": "0.1" if command == "explore" else "0.001", "memory": "1"}
    few = (f"--{limit}-limit", least[limit])
    answer = run(command, bundled.locate("almost-heaven"), *few, "--json")
    assert answer.code == 3
    assert json.loads(answer.out)["limit"] == limit
    told = run(command, bundled.locate("almost-heaven"), *few)
    assert told.code == 3
    assert "limit" in told.err + told.out or "time" in told.err
    assert "Traceback" not in told.err
