"""The checker's verdicts are those of the definition, in random worlds of every kind.

A failure names the case, and `Case(KIND, SEED)` is it again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from dramaturge.plan.check import Checker
from dramaturge.plan.story_text import Beat
from dramaturge.source import Source, Span
from tests.fuzzing import FIRST, MANY
from tests.plan.cases import KINDS, Case, settled
from tests.plan.market import grounded

TEXT = """
entity Ann : character; property is_well() : boolean;
action rest() { effect: is_well(); consenting: Ann };
"""
CASES_PER_TEST = 25
TESTS = 40 if MANY else 1
NOT_THE_WORLD = grounded(TEXT)[0]  # words are looked up in it
SPAN = Span(Source("plan", ""), 0, 0)


def plans(case: Case) -> Iterator[tuple[int, ...]]:
    """The shortest story with one act left out or two swapped, and acts that are possible."""
    story = case.brute_force() or ()
    if story:
        yield story
        for at in range(len(story)):
            yield (*story[:at], *story[at + 1 :])
            yield (*story[:at], *reversed(story[at : at + 2]), *story[at + 2 :])
    for length in (1, 2, 3, 3, 4):
        state, acts = case.initial, []
        for _ in range(length):
            following = {
                action: after
                for action in range(len(case.world.actions))
                if (after := case.dynamics.after(state, action)) is not None
            }
            if not following:
                break
            acts.append(case.random.choice(sorted(following)))
            state = following[acts[-1]]
        yield tuple(acts)


@pytest.mark.fuzz
@pytest.mark.parametrize(("kind", "test"), [(k, t) for k in KINDS for t in range(TESTS)])
def test_verdicts_are_those_of_the_definition(kind: str, test: int) -> None:
    first = FIRST + test * CASES_PER_TEST
    found: Counter[bool] = Counter()
    for case in settled(kind, range(first, first + CASES_PER_TEST)):
        checker = Checker(NOT_THE_WORLD, case.world, case.limits)
        for plan in plans(case):
            beats = [Beat(case.world.actions[act].name, "", (), SPAN) for act in plan]
            if not beats:
                continue
            expected = case.reasons.is_solution(plan)
            verdict = checker.check(beats, solution=True)
            left_open = any(finding.code == "C105" for finding in verdict.findings)
            assert verdict.ok == expected or left_open, (case, plan, verdict.findings)
            found[expected] += 1
    assert found[False]
    assert found[True] or MANY
