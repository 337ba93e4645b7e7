"""Known plans of the benchmarks: each stands, and so does what is said about their variants."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import pytest

from dramaturge.ground.ground import ground
from dramaturge.ground.world import GroundWorld
from dramaturge.model.build import build
from dramaturge.model.world import World
from dramaturge.plan.check import Checker
from dramaturge.plan.story_file import read_text
from dramaturge.plan.story_text import Beat
from dramaturge.plan.verify import verify
from dramaturge.semantics import Dynamics, Reasons
from dramaturge.source import Source
from dramaturge.story import Explanation, Limits, Step, Story
from dramaturge.syntax.parser import parse
from tests.shared import BENCHMARKS, PROBLEMS, needs_benchmarks

pytestmark = needs_benchmarks


@dataclass(frozen=True)
class Task:
    name: str
    problem: str
    goal: float
    limits: Limits


def tasks() -> list[Task]:
    if not BENCHMARKS.is_dir():
        return []
    with (BENCHMARKS / "tasks.csv").open(encoding="utf-8", newline="") as file:
        return [
            Task(
                row["task"],
                row["problem"],
                float(row["goal_utility"]),
                Limits(
                    author=int(row["author_limit"]),
                    character=int(row["character_limit"]),
                    epistemic=int(row["epistemic_limit"]),
                    states=2_000,
                ),
            )
            for row in csv.DictReader(file)
        ]


TASKS = tasks()
SMALL = [task for task in TASKS if (task.limits.character or 0) <= 4]
by_name = pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)


@cache
def loaded(problem: str) -> tuple[World, GroundWorld]:
    text = (PROBLEMS / f"{problem}.txt").read_text(encoding="utf-8")
    tree, _ = parse(Source(problem, text))
    world, problems = build(tree, problem)
    assert world is not None, [str(one) for one in problems]
    found, problems = ground(world)
    assert found is not None, [str(one) for one in problems]
    return world, found


def beats_of(task: Task) -> tuple[Beat, ...]:
    text = (BENCHMARKS / "plans" / f"{task.name}.txt").read_text(encoding="utf-8")
    story, problems = read_text(Source(task.name, text), loaded(task.problem)[0])
    assert not problems, [str(one) for one in problems]
    return story.beats


def variants(beats: tuple[Beat, ...]) -> Iterator[tuple[Beat, ...]]:
    """Every story with one beat left out, or with two neighbours swapped."""
    for i in range(len(beats)):
        yield beats[:i] + beats[i + 1 :]
    for i in range(len(beats) - 1):
        yield (*beats[:i], beats[i + 1], beats[i], *beats[i + 2 :])


def certificate(task: Task) -> Story:
    world, found = loaded(task.problem)
    verdict = Checker(world, found, task.limits).check(beats_of(task))
    dynamics = Dynamics(found)
    names = [action.name for action in found.actions]
    state = dynamics.initial
    for beat in beats_of(task):
        assert state is not None
        state = dynamics.after(state, names.index(beat.text))
    assert state is not None
    steps = zip(beats_of(task), verdict.explanations, strict=True)
    utility = dynamics.utility(state, 0)
    assert utility is not None
    return Story(tuple(Step(beat.text, reasons) for beat, reasons in steps), utility)


@by_name
def test_known_plans_stand(task: Task) -> None:
    world, found = loaded(task.problem)
    checker = Checker(world, found, task.limits)
    verdict = checker.check(beats_of(task), solution=True, goal=task.goal)
    assert verdict.ok, [str(finding) for finding in verdict.findings]
    assert len(verdict.explanations) == len(beats_of(task))


@by_name
def test_their_certificates_stand(task: Task) -> None:
    assert verify(loaded(task.problem)[1], certificate(task), task.limits) == ()


@by_name
def test_variants_get_a_verdict_with_the_first_beat_at_fault(task: Task) -> None:
    world, found = loaded(task.problem)
    checker = Checker(world, found, replace(task.limits, states=60))
    names = {action.name: i for i, action in enumerate(found.actions)}
    for story in variants(beats_of(task)):
        verdict = checker.check(story, solution=True, goal=task.goal)
        fault = verdict.findings[0] if verdict.findings else None
        assert verdict.ok or (fault is not None and fault.message)
        if fault is not None and fault.code in ("C101", "C102"):
            assert len(verdict.explanations) == fault.beat - 1
        assert (fault is not None and fault.code == "C101") == (
            first_impossible(found, [names[beat.text] for beat in story], verdict.explanations)
        )


def first_impossible(
    found: GroundWorld, actions: list[int], explained: tuple[tuple[Explanation, ...], ...]
) -> bool:
    """Whether the act after those that were explained is impossible."""
    dynamics = Dynamics(found)
    state = dynamics.initial
    for action in actions[: len(explained) + 1]:
        assert state is not None
        state = dynamics.after(state, action)
    return state is None


@pytest.mark.parametrize("task", SMALL, ids=lambda task: task.name)
def test_verdicts_on_variants_are_those_of_the_definition(task: Task) -> None:
    world, found = loaded(task.problem)
    checker = Checker(world, found, replace(task.limits, states=None))
    assert task.limits.character is not None
    assert task.limits.epistemic is not None
    reasons = Reasons(Dynamics(found), task.limits.character, task.limits.epistemic)
    names = {action.name: i for i, action in enumerate(found.actions)}
    for story in (beats_of(task), *variants(beats_of(task))):
        expected = reasons.is_solution(tuple(names[beat.text] for beat in story))
        verdict = checker.check(story, solution=True)
        open_ = any(finding.code == "C105" for finding in verdict.findings)
        assert verdict.ok == expected or open_, [beat.text for beat in story]
