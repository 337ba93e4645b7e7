"""Plans from the kernel that the definition confirms are reasons by the definition."""

from __future__ import annotations

from pathlib import Path

import pytest

import dramaturge as dm
from dramaturge.plan.ladder import Ladder
from dramaturge.plan.reasoner import Reasoner
from dramaturge.story import Limits

WORLDS = Path(__file__).resolve().parents[2] / "worlds"
STORIES = (
    ("last-bell", "justice"),
    ("last-bell", "mistake"),
    ("broken-seal", "intrigue"),
    ("broken-seal", "triumph"),
)


def walked(name: str, story: str) -> tuple[dm.World, list[int], Reasoner]:
    place = WORLDS / name
    world = dm.load(place / f"{name}.world").require()
    actions = world.read(place / f"{story}.story").require().actions
    acts = [world.teller.number(act) for act in actions]
    return world, acts, Reasoner(world.dynamics, world.teller.states(actions), acts)


@pytest.mark.parametrize(("name", "story"), STORIES)
def test_who_acts_has_a_plan_and_it_is_a_reason_by_the_definition(name: str, story: str) -> None:
    world, acts, reasoner = walked(name, story)
    states = world.teller.states([world.ground.actions[act].name for act in acts])
    judge = Ladder(world.dynamics, Limits(), None)
    for beat, act in enumerate(acts, 1):
        for who in world.ground.actions[act].consenting:
            plan = reasoner.plan(beat, who, act)
            assert plan is not None
            assert plan[0] == world.ground.meant(act)
            by_definition = judge.motive(states[beat - 1], who, act).found
            assert by_definition is not None
            assert len(plan) == len(by_definition.plan)  # both are shortest


def test_what_one_supposes_of_another_is_asked_of_the_mind_that_supposes() -> None:
    """It may differ from the plan that the other has, but helps in the mind supposed."""
    world, acts, reasoner = walked("broken-seal", "intrigue")
    characters = world.ground.characters
    states = world.teller.states([world.ground.actions[act].name for act in acts])
    differs = False
    for beat, act in enumerate(acts, 1):
        for who in world.ground.actions[act].consenting:
            for other in range(len(characters)):
                mind = states[beat - 1].believed(other)
                if other == who or not world.dynamics.possible(mind, world.ground.meant(act)):
                    continue
                supposed = reasoner.plan(beat, who, act, other)
                differs = differs or supposed != reasoner.plan(beat, who, act)
                inner = mind.believed(who)
                if supposed is not None:
                    end = inner
                    for step in supposed:
                        after = world.dynamics.after(end, step)
                        assert after is not None
                        end = after
                    gain = world.dynamics.utility(end, 1 + who)
                    before = world.dynamics.utility(inner, 1 + who)
                    assert gain is not None
                    assert before is not None
                    assert gain > before
    assert differs


def test_a_pointless_act_has_no_plan() -> None:
    world, acts, _ = walked("broken-seal", "intrigue")
    idle = world.changed("utility(Leonor): 0;").require()
    states = idle.teller.states([world.ground.actions[act].name for act in acts])
    reasoner = Reasoner(idle.dynamics, states, acts)
    leonor = world.ground.characters.index("Leonor")
    assert reasoner.plan(1, leonor, acts[0]) is None
