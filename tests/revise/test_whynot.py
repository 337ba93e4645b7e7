"""What would have to be otherwise for an act to happen, and that it then would."""

from __future__ import annotations

import pytest

import dramaturge as dm
from dramaturge.revise.hypothesis import supposed, with_wants
from dramaturge.semantics import Dynamics, Reasons
from tests.cli.places import GOOD

SHOUTED = ("shout(Pip, Yard)",)


@pytest.fixture(scope="module")
def world() -> dm.World:
    return dm.load(GOOD / "vault.world").require()


def test_an_act_that_happens_has_nothing_in_its_way(world: dm.World) -> None:
    found = world.why_not("shout(Pip, Yard)")
    assert found.happens
    assert found.sets == ()


def test_what_is_impossible_needs_other_facts_and_beliefs(world: dm.World) -> None:
    found = world.why_not("enter(Tess)", SHOUTED)
    assert (found.impossible, found.blocked, found.unwilling) == (True, ("Tess",), ())
    assert [str(one) for one in found.sets[0]] == [
        "at(Gus) = Hall",
        "believes(Tess, at(Gus) = Hall)",
    ]


def test_who_has_no_reason_could_want_something(world: dm.World) -> None:
    lazy = world.changed("utility(Gus): 0").require()
    found = lazy.why_not("look(Gus, Vault)", SHOUTED)
    assert found.unwilling == ("Gus",)
    assert [str(one) for one in found.sets[0]] == ["Gus wants at(Gus) = Yard"]


def test_who_has_no_reason_could_believe_something_of_another_mind() -> None:
    knowing = (
        "believes(Mara, where(Key)) = Study",
        "believes(Pelle, believes(Mara, where(Key))) = Study",
    )
    key = dm.load(GOOD / "key.world").changed(*knowing).require()
    found = key.why_not("tell(Pelle, Mara, Key, Study, Hall)", most=50)
    assert found.unwilling == ("Pelle",)
    would = [[str(one) for one in differences] for differences in found.sets]
    assert ["believes(Pelle, believes(Mara, where(Key) = Garden))"] in would


@pytest.mark.parametrize("act", ["enter(Tess)", "seize(Gus, Pip)", "take(Tess)"])
def test_every_set_is_enough_by_the_definition(world: dm.World, act: str) -> None:
    found = world.why_not(act)
    assert found.sets
    for differences in found.sets:
        ground = with_wants(world.ground, differences)
        dynamics = Dynamics(ground)
        start = world.dynamics.initial
        assert start is not None
        state = supposed(dynamics, start, differences)
        action = [a.name for a in ground.actions].index(act)
        assert dynamics.possible(state, action)
        assert Reasons(dynamics, 5, 2).fully_explained(state, action)


def test_no_part_of_a_set_is_enough(world: dm.World) -> None:
    for differences in world.why_not("seize(Gus, Pip)").sets:
        for left_out in range(len(differences)):
            fewer = differences[:left_out] + differences[left_out + 1 :]
            dynamics = Dynamics(with_wants(world.ground, fewer))
            start = world.dynamics.initial
            assert start is not None
            state = supposed(dynamics, start, fewer)
            action = [a.name for a in world.ground.actions].index("seize(Gus, Pip)")
            possible = dynamics.possible(state, action)
            assert not (possible and Reasons(dynamics, 5, 2).fully_explained(state, action))


def test_what_the_world_does_not_have_is_refused(world: dm.World) -> None:
    with pytest.raises(dm.WorldError):
        world.why_not("fly(Gus)")
    with pytest.raises(ValueError, match="never happen"):
        world.why_not("shout(Gus, Hall)")
    with pytest.raises(ValueError, match="beat 1 is impossible"):
        world.why_not("take(Tess)", ["enter(Tess)"])
