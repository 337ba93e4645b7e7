"""In which order people and things are declared changes no verdict, only the order of lists.

Except where a trigger is tried for one of them before the other (5.1): those worlds are left out.
"""

from __future__ import annotations

import random

import pytest

from tests.conformance.own_cases import CASES, Question, answer_in, expected, read_questions
from tests.conformance.questions import Opened

LISTS = ("characters", "entities", "fluents", "actions", "triggers")
ORDERED = ("characters-come-first.world", "the-first-trigger-fires.world")
SLOW = ("a-thousand-laps.world", "mirror-facing-mirror.world")


def asked(text: str, name: str) -> list[Question]:
    """The questions whose answer is a verdict about a world that is not refused."""
    kinds = (*LISTS, "refused", "unsettled")
    return [question for question in read_questions(text, name) if question.kind not in kinds]


def reordered(text: str, seed: int) -> str:
    """The same world with its entities declared in another order."""
    lines = text.splitlines(keepends=True)
    places = [at for at, line in enumerate(lines) if line.startswith("entity ")]
    declared = [lines[at] for at in places]
    random.Random(seed).shuffle(declared)
    if seed == 0:
        declared = [lines[at] for at in reversed(places)]
    for at, line in zip(places, declared, strict=True):
        lines[at] = line
    return "".join(lines)


WORLDS = [path.name for path in sorted(CASES.glob("*.world")) if path.name not in (*ORDERED, *SLOW)]


@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize("name", WORLDS)
def test_the_order_of_declarations_changes_no_verdict(name: str, seed: int) -> None:
    text = (CASES / name).read_text(encoding="utf-8")
    questions = asked(text, name)
    if not questions:
        return
    world = Opened(reordered(text, seed), name)
    for question in questions:
        assert answer_in(world, question) == expected(question), question


def test_entities_do_get_another_order() -> None:
    text = (CASES / "gossip.world").read_text(encoding="utf-8")
    assert Opened(text, "straight").ground.characters == ("Ann", "Bob", "Cyd")
    assert Opened(reordered(text, 0), "reversed").ground.characters == ("Cyd", "Bob", "Ann")
