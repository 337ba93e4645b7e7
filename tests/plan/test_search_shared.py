"""The planner on the benchmarks and the conformance set that lie beside the checkout."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import Any

import pytest

from dramaturge.plan import search
from dramaturge.plan.search import find, next_goal
from dramaturge.story import Aim, Limits, Outcome
from dramaturge.verdict import Finding
from tests.conformance.questions import Opened
from tests.kernel.loading import load
from tests.shared import BENCHMARKS, PROBLEMS, needs_benchmarks

UNLIMITED = 99  # more than anything in the conformance set needs


def tasks() -> list[Any]:
    if not BENCHMARKS.is_dir():
        return [pytest.param({}, marks=needs_benchmarks, id="absent")]
    with (BENCHMARKS / "tasks.csv").open(encoding="utf-8") as file:
        return [pytest.param(row, id=row["task"]) for row in csv.DictReader(file)]


def questions() -> list[Any]:
    """The conformance cases that ask for a story."""
    if not BENCHMARKS.is_dir():
        return [pytest.param({}, {}, marks=needs_benchmarks, id="absent")]
    listed = json.loads((BENCHMARKS / "conformance" / "cases.json").read_text(encoding="utf-8"))
    return [
        pytest.param(case, check["query"]["settings"], id=f"{case['id']}-{number}")
        for case in listed["cases"]
        for number, check in enumerate(case["checks"])
        if check["query"]["kind"] in ("solve", "enumerate")
    ]


@pytest.mark.parametrize("task", tasks())
def test_a_story_is_found_for_each_task(task: dict[str, str]) -> None:
    path = BENCHMARKS / "problems" / f"{task['problem']}.txt"
    world = Opened(path.read_text(encoding="utf-8"), path.stem)
    depths = (int(task[f"{kind}_limit"]) for kind in ("author", "character", "epistemic"))
    result = find(world.ground, Limits(*depths, time_s=60.0), float(task["goal_utility"]))
    assert result.outcome is Outcome.found
    assert result.story is not None
    assert result.story.utility >= float(task["goal_utility"])
    assert len(result.story.steps) <= int(task["author_limit"])


@pytest.mark.parametrize(("case", "settings"), questions())
def test_finds_a_story_where_the_definition_has_one(
    case: dict[str, Any], settings: dict[str, Any]
) -> None:
    text = (BENCHMARKS / "conformance" / case["file"]).read_text(encoding="utf-8")
    world = Opened(text, case["file"])
    limits = Limits(
        *(
            UNLIMITED if settings[name] is None else settings[name]
            for name in ("author_temporal_limit", "character_temporal_limit", "epistemic_limit")
        ),
        time_s=30.0,
    )
    assert limits.author is not None
    assert limits.character is not None
    assert limits.epistemic is not None
    initial = world.dynamics.initial
    assert initial is not None
    goal = settings["goal"]
    if goal is None:
        goal = next_goal(world.dynamics.utility(initial, 0))
    reasons = world.reasons(limits.character, limits.epistemic)
    expected = list(reasons.solutions(limits.author, goal))
    names = [action.name for action in world.ground.actions]
    for shortest in (False, True):
        result = find(world.ground, limits, goal, aim=Aim.shortest if shortest else Aim.any)
        assert result.outcome is (Outcome.found if expected else Outcome.none)
        if result.outcome is Outcome.found:
            assert result.story is not None
            plan = tuple(names.index(step.action) for step in result.story.steps)
            assert plan in expected
            if shortest:
                assert len(plan) == min(map(len, expected))


@needs_benchmarks
def test_a_story_that_the_verifier_rejects_is_looked_for_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With hardly any effort the planner leaves open whether an act could be left out."""
    ground = load(PROBLEMS / "basketball.txt")
    limits = Limits(author=7, character=5, epistemic=2)
    needless = Finding("C103", 1, "the story could do without act 1")
    verify = search.verify
    verdicts: Iterator[tuple[Finding, ...]] = iter(())

    def strict(*question: Any) -> tuple[Finding, ...]:
        return next(verdicts, None) or tuple(verify(*question))

    monkeypatch.setattr(search, "verify", strict)
    monkeypatch.setattr(search, "PROOF_EFFORTS", (500,))
    verdicts = iter([(needless,)])
    with pytest.raises(AssertionError, match="could do without"):
        find(ground, limits, 1)
    monkeypatch.setattr(search, "PROOF_EFFORTS", (500, 100_000))
    verdicts = iter([(needless,)])
    result = find(ground, limits, 1)
    assert result.undecided == 0
    assert result.outcome is Outcome.found
    assert all(story.verified for story in result.stories)
