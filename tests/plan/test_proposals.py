"""Reasons too long to be found by the definition: the kernel proposes, the definition confirms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from bench.generate import INSTANCES

import dramaturge as dm
from dramaturge.plan.check import HAND_WRITTEN, Checker
from dramaturge.plan.ladder import EFFORT, Proposal
from dramaturge.plan.motive import Motives
from dramaturge.plan.proposals import Proposals
from dramaturge.plan.verify import STATES_PER_QUESTION, confirms
from dramaturge.plan.walk import LEAST
from dramaturge.semantics import State
from dramaturge.story import Explanation, Limits

# Somebody cries out to lure another away, for the sake of what a third will do, ten acts later.
ACTS = (
    "walk(Servant, Hall, Study)",
    "cry(Servant, Ada, Hall)",
    "walk(Ada, Study, Hall)",
    "walk(Servant, Study, Hall)",
    "confide(Servant, Thief, Number3)",
    "walk(Thief, Hall, Study)",
    "unlock(Thief, Number3)",
    "take(Thief)",
    "walk(Thief, Study, Hall)",
    "walk(Thief, Hall, Street)",
)
OPEN = (1, 2, 4, 5)


@pytest.fixture(scope="module")
def world() -> dm.World:
    return dm.loads(INSTANCES["heist-five"].text).require()


class Asked:
    """Remembers what was proposed."""

    def __init__(self, world: dm.World) -> None:
        self.proposals = Proposals(world.ground, HAND_WRITTEN)
        self.reasons: dict[int, Explanation | None] = {}

    def reason(
        self, acts: Sequence[int], state: State, character: int, action: int, *, effort: int
    ) -> Proposal:
        proposal = self.proposals.reason(acts, state, character, action, effort=effort)
        self.reasons[len(acts) + 1] = proposal.found
        return proposal


def test_a_story_holds_whose_reasons_are_long(world: dm.World) -> None:
    beats = world.read("\n".join(ACTS)).require().beats
    alone = Checker(world.model, world.ground).walk(beats)
    assert not isinstance(alone, dm.Finding)
    assert tuple(fault.index + 1 for fault in alone.faults) == OPEN
    asked = Asked(world)
    walk = Checker(world.model, world.ground, proposals=asked).walk(beats)
    assert not isinstance(walk, dm.Finding)
    assert walk.faults == ()
    # The others go on with a plan that they have begun.
    assert tuple(asked.reasons) == (1, 2, 4)
    assert walk.explanations[4][0].plan == walk.explanations[3][0].plan[1:]
    assert walk.explanations[0] == (asked.reasons[1],)
    assert world.check("\n".join(ACTS)).ok
    assert world.why("\n".join(ACTS), 2).explanations == (asked.reasons[2],)


def test_what_is_proposed_counts_only_if_it_is_confirmed(world: dm.World) -> None:
    states = world.teller.states(ACTS)
    numbers = [world.teller.number(act) for act in ACTS]
    servant = world.ground.characters.index("Servant")
    asked = Proposals(world.ground, HAND_WRITTEN)
    reason = asked.reason([], states[0], servant, numbers[0]).found
    assert reason is not None
    motives = Motives(world.dynamics, 10, 3, STATES_PER_QUESTION)
    assert confirms(motives, states[0], servant, numbers[0], reason)
    first, *others = reason.plan
    for tampered in (
        replace(reason, plan=tuple(others)),
        replace(reason, plan=(first, *others[:-1])),
        replace(reason, plan=(first, *(replace(step, explanations=()) for step in others))),
    ):
        assert not confirms(motives, states[0], servant, numbers[0], tampered)
    short = Motives(world.dynamics, len(reason.plan) - 1, 3, STATES_PER_QUESTION)
    assert not confirms(short, states[0], servant, numbers[0], reason)
    outward = Motives(world.dynamics, 10, 0, STATES_PER_QUESTION)
    assert not confirms(outward, states[0], servant, numbers[0], reason)


def test_after_questions_in_vain_less_is_spent_on_others(world: dm.World) -> None:
    class Silent:
        def __init__(self) -> None:
            self.efforts: list[int] = []

        def reason(self, *_: object, effort: int) -> Proposal:
            self.efforts.append(effort)
            return Proposal(None, effort=EFFORT // 4)

    beats = world.read("\n".join(ACTS)).require().beats
    silent = Silent()
    walk = Checker(world.model, world.ground, proposals=silent).walk(beats)
    assert not isinstance(walk, dm.Finding)
    assert tuple(fault.index + 1 for fault in walk.faults) == OPEN
    first, *others = silent.efforts
    assert first == EFFORT
    assert all(max(LEAST, EFFORT - (EFFORT // 4) * n) >= e for n, e in enumerate(others, 1))
    assert others == sorted(others, reverse=True)
    assert min(others) >= LEAST


def test_a_question_takes_little_more_than_it_may(world: dm.World) -> None:
    states = world.teller.states(ACTS)
    numbers = [world.teller.number(act) for act in ACTS]
    servant = world.ground.characters.index("Servant")
    asked = Proposals(world.ground, HAND_WRITTEN)
    spent = asked.reason([], states[0], servant, numbers[0], effort=5_000)
    assert spent.found is None
    assert 0 < spent.effort < 6_000


def test_the_order_of_questions_changes_no_answer(world: dm.World) -> None:
    states = world.teller.states(ACTS)
    numbers = [world.teller.number(act) for act in ACTS]
    servant = world.ground.characters.index("Servant")
    answers = []
    for order in (OPEN, OPEN[::-1]):
        asked = Proposals(world.ground, HAND_WRITTEN)
        told = {
            beat: asked.reason(numbers[: beat - 1], states[beat - 1], servant, numbers[beat - 1])
            for beat in order
        }
        answers.append(told)
    assert answers[0] == answers[1]
    assert all(answer.found is not None for answer in answers[0].values())


def test_after_impossible_acts_nothing_is_proposed(world: dm.World) -> None:
    start = world.teller.states(())[0]
    servant = world.ground.characters.index("Servant")
    walk, take = (world.teller.number(ACTS[beat]) for beat in (0, 7))
    assert Proposals(world.ground, HAND_WRITTEN).reason([take], start, servant, walk).found is None


def test_what_is_refuted_elsewhere_counts_as_searched(world: dm.World) -> None:
    class Refuting:
        def __init__(self, searched: int) -> None:
            self.searched = searched

        def reason(self, *_: object, effort: int) -> Proposal:
            return Proposal(None, self.searched)

    beats = world.read("\n".join(ACTS)).require().beats
    limits = Limits(character=7, epistemic=2, states=200)
    for searched, is_settled in ((7, True), (6, False)):
        proposals = Refuting(searched)
        walk = Checker(world.model, world.ground, limits, proposals).walk(beats, stop=True)
        assert not isinstance(walk, dm.Finding)
        (lack,) = walk.faults[0].missing
        assert (lack.searched, lack.exhausted) == (searched, is_settled)
