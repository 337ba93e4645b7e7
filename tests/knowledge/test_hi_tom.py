"""Our answers beside those of another's rules: see `tests.knowledge.hi_tom`."""

from __future__ import annotations

from collections import Counter

import pytest

import dramaturge as dm
from tests.knowledge.hi_tom import DEEPEST, answers, questions, tale, world_text

SEEDS = range(40)


@pytest.fixture(scope="module")
def asked() -> list[tuple[int, str, tuple[str, ...], object, object]]:
    """(seed, thing, chain, the rules' answer, ours) for every question."""
    found = []
    for seed in SEEDS:
        story = tale(seed)
        world = dm.loads(world_text(story), f"tale {seed}").require()
        oracle = answers(story)
        known = world.knows([str(act) for act in story.acts], about="is_in", depth=DEEPEST)
        assert known.impossible is None
        for thing, chain in questions(story, oracle, seed):
            ours = known.value(f"is_in({thing})", *chain)
            found.append((seed, thing, chain, oracle.believed[thing][chain], ours))
    return found


def test_every_question_is_answered_as_by_the_rules(
    asked: list[tuple[int, str, tuple[str, ...], object, object]],
) -> None:
    wrong = [question for question in asked if question[3] != question[4]]
    assert wrong == []


def test_there_are_many_questions_of_every_order_and_they_are_not_all_alike(
    asked: list[tuple[int, str, tuple[str, ...], object, object]],
) -> None:
    orders = Counter(len(chain) for _, _, chain, _, _ in asked)
    assert len(asked) >= 500
    assert all(orders[order] >= 50 for order in range(DEEPEST + 1))
    off = sum(
        answer != next(a for s, t, c, a, _ in asked if (s, t, c) == (seed, thing, ()))
        for seed, thing, _, answer, _ in asked
    )
    assert off > len(asked) / 4  # more than a quarter are not where the thing is


def test_lies_and_trust_are_among_them() -> None:
    kinds = Counter(act.kind for seed in SEEDS for act in tale(seed).acts)
    assert kinds["claim"] >= 20
    assert kinds["tell"] >= 20
    assert any(known.lies for known in map(_known, SEEDS))


def _known(seed: int) -> dm.Knowledge:
    story = tale(seed)
    world = dm.loads(world_text(story), f"tale {seed}").require()
    return world.knows([str(act) for act in story.acts], about="is_in")
