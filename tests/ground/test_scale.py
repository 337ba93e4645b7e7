"""Grounding leaves the collector of garbage as it was, and refuses in time what is too large."""

from __future__ import annotations

import gc

import pytest

from dramaturge.ground import ground
from tests.ground.grounding import built

PEOPLE = "".join(f"entity C{i} : character;\n" for i in range(30))
TALK = """
property knows(c : character, d : character) : boolean;
action talk({parameters}) {{
    precondition: {precondition};
    effect: knows(a, b);
    consenting: a
}};
utility(): if(knows(C1, C2)) 1 else 0;
"""


def crowd(parameters: int, precondition: str) -> str:
    names = ", ".join(f"{name} : character" for name in "abcdefghij"[:parameters])
    return PEOPLE + TALK.format(parameters=names, precondition=precondition)


@pytest.mark.parametrize("was_enabled", [True, False])
def test_garbage_is_collected_afterwards_iff_it_was_before(was_enabled: bool) -> None:
    world = built(crowd(2, "a != b"))
    try:
        if not was_enabled:
            gc.disable()
        ground(world)
        assert gc.isenabled() == was_enabled
    finally:
        gc.enable()


def test_parts_that_only_compare_parameters_keep_a_world_small() -> None:
    found, problems = ground(built(crowd(6, "a != b & c == a & d == b & e == a & f == b")))
    assert problems == ()
    assert found is not None
    assert len(found.actions) == 30 * 29


@pytest.mark.parametrize("parameters", [5, 10])
def test_what_is_too_large_is_refused_soon(parameters: int) -> None:
    """With a fiftieth of the usual limit, so that the test is quick; time grows with the limit."""
    found, problems = ground(built(crowd(parameters, "!knows(a, b)")), limit=40_000)
    assert found is None
    assert [problem.code for problem in problems] == ["E401"]
    assert f"asks for {30**parameters} instances" in problems[0].message
