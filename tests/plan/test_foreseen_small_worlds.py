"""What the rest of a story proposes as a reason is one, in random worlds of every kind.

A failure names the case, and `Case(KIND, SEED)` is it again.
"""

from __future__ import annotations

import pytest

from dramaturge.plan.bounds import Bounds
from dramaturge.plan.foreseen import Foreseen
from dramaturge.plan.motive import Motives
from dramaturge.semantics import State
from tests.fuzzing import FIRST, MANY
from tests.plan.cases import KINDS, Case, settled
from tests.plan.test_check_small_worlds import plans

CASES_PER_TEST = 40
TESTS = 40 if MANY else 1


def proposed(case: Case, plan: tuple[int, ...]) -> int:
    """How many reasons of several acts are proposed along a story, all of them true ones."""
    longest, deepest = case.limits.character, case.limits.epistemic
    assert longest is not None
    assert deepest is not None
    asked = Foreseen(case.dynamics, longest, deepest, Bounds(case.world, longest))
    motives = Motives(case.dynamics, longest, deepest)
    state: State | None = case.initial
    count = 0
    for at, action in enumerate(plan):
        assert state is not None
        after = case.dynamics.after(state, action)
        if after is None:
            break
        rest = tuple((each, case.world.meant(each)) for each in plan[at + 1 :])
        for character in case.world.actions[action].consenting:
            found = asked.reason(state, character, action, rest)
            if found is not None:
                motive = motives.motive(state, character, action).found
                assert motive is not None, (case, plan, at, character, found)
                count += len(found.plan) > 1
        state = after
    return count


@pytest.mark.fuzz
@pytest.mark.parametrize(("kind", "test"), [(k, t) for k in KINDS for t in range(TESTS)])
def test_what_is_proposed_is_a_reason(kind: str, test: int) -> None:
    first = FIRST + test * CASES_PER_TEST
    cases = settled(kind, range(first, first + CASES_PER_TEST))
    count = sum(proposed(case, plan) for case in cases for plan in plans(case))
    assert count or MANY
