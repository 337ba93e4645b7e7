"""Values inside the brackets of a belief, and outside of them."""

from __future__ import annotations

import pytest

import dramaturge as dm


@pytest.mark.parametrize(
    ("effect", "offered"),
    [
        ("believes(Ann, offer() = price())", 3.0),
        ("believes(Ann, offer()) = price()", 7.0),
        ("believes(Ann, offer()) = believes(Ann, price())", 3.0),
    ],
)
def test_inside_the_brackets_of_a_belief_is_the_mind_outside_the_world(
    effect: str, offered: float
) -> None:
    """As docs/language.md says."""
    world = dm.loads(f"""
        entity Ann : character;
        property price() : number; property offer() : number; property told() : boolean;
        price() = 7; believes(Ann, price() = 3);
        action tell() {{ effect: {effect}; }};
        action agree() {{
            precondition: believes(Ann, offer() == price()); effect: told(); }};
        action see() {{ precondition: believes(Ann, offer()) == price(); effect: told(); }};
    """)
    assert world.knows(["tell()"], about=["offer"]).value("offer()", "Ann") == offered
    for act, is_possible in (("agree()", offered == 3.0), ("see()", offered == 7.0)):
        codes = [each.code for each in world.check(["tell()", act], draft=True).findings]
        assert ("C101" not in codes) is is_possible
