"""Actions of which nothing is left: `dramaturge check` warns of them, and `whynot` tells why."""

from __future__ import annotations

import pytest

import dramaturge as dm

TEXT = """type place;
entity Ann : character; entity Inn : place; entity Mill : place;
property at(c : character) : place;
property fed(c : character) : boolean;
at(Ann) = Inn;
action walk(c : character, from : place, to : place) {
    precondition: at(c) == from & from != to; effect: at(c) = to; consenting: c; };
action eat(c : character) { precondition: at(c) == Mill; effect: fed(c); consenting: c; };
utility(Ann): fed(Ann);
"""


def warnings(text: str) -> list[str]:
    return [f"{problem.code} {problem.message}" for problem in dm.loads(text).all_problems]


def test_a_world_in_which_all_can_happen_has_no_warning() -> None:
    assert warnings(TEXT) == []


@pytest.mark.parametrize(
    ("old", "new", "idle"),
    [
        ("at(Ann) = Inn;", "", ["walk", "eat"]),
        ("from != to;", "from != to & from == to;", ["walk", "eat"]),
        ("effect: fed(c);", "effect: !fed(c);", ["eat"]),
    ],
)
def test_what_can_never_happen_is_told(old: str, new: str, idle: list[str]) -> None:
    told = "can never happen, or never changes anything"
    assert warnings(TEXT.replace(old, new)) == [f"W402 the action '{name}' {told}" for name in idle]


def test_an_action_without_effect_is_told_as_such() -> None:
    told = ["W402 the action 'eat' changes nothing: it has no effect"]
    assert warnings(TEXT.replace("effect: fed(c);", "")) == told


def test_why_an_act_can_never_happen_is_told() -> None:
    world = dm.loads(TEXT.replace("from != to;", "from != to & fed(c);"))
    (walk, _) = world.all_problems
    assert walk.hint is not None
    assert walk.hint.endswith("'walk(Ann, Inn, Mill)'")
    with pytest.raises(ValueError, match=r"never happen in the world: .*Ann is not fed"):
        world.why_not("walk(Ann, Inn, Mill)")
