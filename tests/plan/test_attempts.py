"""The kernel explains attempts as the definition does, foreseen ones included."""

from __future__ import annotations

import pytest

from dramaturge.kernel.planner import Planner
from dramaturge.plan.motive import Motives
from dramaturge.semantics import Dynamics, Reasons
from dramaturge.story import Limits
from tests.conformance.own_cases import opened

LIMITS = [(1, 0), (2, 1), (3, 1), (3, 2)]


@pytest.mark.parametrize("name", ["the-stuck-window.world", "the-last-ferry.world"])
@pytest.mark.parametrize("limits", LIMITS)
def test_reasons_are_those_of_the_definition(name: str, limits: tuple[int, int]) -> None:
    ground = opened(name, True).ground
    dynamics = Dynamics(ground)
    planner = Planner(ground, Limits(3, *limits))
    reasons, motives = Reasons(dynamics, *limits), Motives(dynamics, *limits)
    state = dynamics.initial
    assert state is not None
    for action in range(len(ground.actions)):
        if dynamics.after(state, action) is not None:
            expected = reasons.fully_explained(state, action)
            assert (planner.reasons([], action) is not None) == expected
            assert motives.explained(state, action) == expected


def test_an_attempt_of_somebody_else_is_foreseen() -> None:
    ground = opened("the-stuck-window.world", True).ground
    names = [action.name for action in ground.actions]
    planner = Planner(ground, Limits(3, 3, 2))
    found = planner.reasons([], names.index("guard(Max)"))
    assert found is not None
    ((_, plan),) = found
    assert [names[act] for act, _ in plan] == ["guard(Max)", "try climb(Ida)", "scold(Max)"]
    ((_, ida),) = plan[1][1]
    assert [names[act] for act, _ in ida] == ["climb(Ida)"]
