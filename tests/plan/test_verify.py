"""Certificates: a true one stands, each way to spoil it is noticed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dramaturge.plan.verify import verify
from dramaturge.story import Explanation, Limits, Step, Story
from tests.plan.market import GROUND

LIMITS = Limits(author=5, character=4, epistemic=2)
WALK, TAKE, BACK = "walk(Ann, Inn, Mill)", "take(Ann, Mill)", "walk(Ann, Mill, Inn)"


def reason(*acts: str, who: str = "Ann") -> Explanation:
    return Explanation(who, tuple(Step(act) for act in acts))


TRUE = Story((Step(WALK, (reason(WALK, TAKE),)), Step(TAKE, (reason(TAKE),))), 1.0)


def codes(story: Story, limits: Limits = LIMITS) -> list[tuple[str, int]]:
    return [(finding.code, finding.beat) for finding in verify(GROUND, story, limits)]


def with_step(position: int, step: Step) -> Story:
    steps = list(TRUE.steps)
    steps[position] = step
    return replace(TRUE, steps=tuple(steps))


def test_a_true_certificate_stands() -> None:
    assert codes(TRUE) == []


@pytest.mark.parametrize(
    ("explanations", "beat"),
    [
        ((), 1),
        ((reason(WALK, TAKE, who="Bob"),), 1),
        ((reason(WALK, TAKE), reason(WALK, TAKE)), 1),
        ((reason(WALK),), 1),
        ((reason(TAKE, WALK),), 1),
        ((reason(WALK, TAKE, BACK),), 1),
        ((reason(WALK, BACK, WALK, TAKE),), 1),
        ((reason(WALK, "collapse()", TAKE),), 1),
        ((Explanation("Ann", ()),), 1),
        ((Explanation("Ann", (Step(WALK), Step(TAKE, (reason(TAKE),)))),), 1),
    ],
)
def test_a_spoilt_reason_is_noticed(explanations: tuple[Explanation, ...], beat: int) -> None:
    found = codes(with_step(0, Step(WALK, explanations)))
    assert found
    assert found[0][0] in ("C101", "C102")
    assert found[0][1] == beat


def test_a_plan_must_keep_to_the_limits() -> None:
    assert codes(TRUE, Limits(author=5, character=1, epistemic=2)) == [("C102", 1)]
    assert codes(TRUE, Limits(author=5, character=4, epistemic=0)) == [("C102", 1)]
    assert codes(TRUE, Limits(author=1, character=4, epistemic=2)) == [("C104", 0)]


def test_the_story_itself_must_hold() -> None:
    walk, take = TRUE.steps
    assert codes(Story((), 1.0)) == [("C104", 0)]
    assert codes(Story((take, walk), 1.0)) == [("C101", 1)]
    assert codes(Story((walk,), 0.0)) == [("C104", 0)]
    assert codes(Story((walk, take), 2.0)) == [("C104", 0)]
    assert codes(Story((Step("fly(Ann)"),), 1.0)) == [("C101", 1)]
    idle = Step("drift(Ann)")
    assert codes(Story((idle, walk, take), 1.0)) == [("C103", 0)]
