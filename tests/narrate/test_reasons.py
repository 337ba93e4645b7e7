"""Why somebody does something, in words."""

from __future__ import annotations

import pytest

from dramaturge import World, loads

KITCHEN = """
    type room; entity Nell : character; entity Kitchen : room; entity Attic : room;
    property at(c : character) : room; property burning(r : room) : boolean;
    property flooded(r : room) : boolean; property dark(r : room) : boolean;
    property candles() : number;
    at(Nell) = Kitchen; candles() = 2; {facts}
    action go(c : character, to : room) {{
        precondition: at(c) != to; effect: at(c) = to; consenting: c }};
    action sit_down(c : character) {{
        precondition: at(c) == Attic; effect: dark(Attic); consenting: c }};
    utility(Nell): {utility};
"""
GONE = "then Nell is not in the kitchen."
BURNING = "!(burning(Kitchen) & at(Nell) == Kitchen)"
EITHER = "!((burning(Kitchen) | flooded(Kitchen)) & at(Nell) == Kitchen)"
ALL = (
    "believes(Nell, burning(Kitchen)); believes(Nell, flooded(Kitchen)); "
    "believes(Nell, dark(Kitchen));"
)


def kitchen(facts: str, utility: str) -> World:
    return loads(KITCHEN.format(facts=facts, utility=utility)).require()


@pytest.mark.parametrize(
    ("facts", "utility", "words"),
    [
        ("burning(Kitchen);", BURNING, f"Nell does so because {GONE}"),
        (
            "believes(Nell, burning(Kitchen));", BURNING,
            f"Nell wrongly believes that the kitchen is burning, and does so because {GONE}",
        ),
        (  # what makes no difference to the reason is not told
            "believes(Nell, burning(Kitchen)); believes(Nell, dark(Kitchen));",
            f"if({BURNING} & !dark(Attic) & (dark(Kitchen) | !dark(Kitchen))) 1 else 0",
            f"Nell wrongly believes that the kitchen is burning, and does so because {GONE}",
        ),
        (  # each of the two alone would do
            "believes(Nell, burning(Kitchen)); believes(Nell, flooded(Kitchen));", EITHER,
            "Nell wrongly believes that the kitchen is burning and that the kitchen is flooded, "
            f"and does so because {GONE}",
        ),
        (  # with three only two are told
            ALL,
            "!(burning(Kitchen) & flooded(Kitchen) & dark(Kitchen) & at(Nell) == Kitchen)",
            "Nell wrongly believes that the kitchen is burning and that the kitchen is flooded, "
            f"and does so because {GONE}",
        ),
        (
            "burning(Kitchen); believes(Nell, flooded(Kitchen)); believes(Nell, burning(Kitchen));",
            EITHER, f"Nell does so because {GONE}",
        ),
        (
            "believes(Nell, candles() = 3);",
            "if(at(Nell) == Attic) candles() else 0",
            "Nell wrongly believes that the candles are 3, and does so because then Nell is in "
            "the attic.",
        ),
    ],
)  # fmt: skip
def test_a_reason_that_rests_on_a_wrong_belief_says_so(
    facts: str, utility: str, words: str
) -> None:
    world = kitchen(facts, utility)
    (reason,) = world.why("go(Nell, Attic)", 1).explanations
    assert world.teller.reason(reason, world.teller.states([])[0]) == words


def test_a_wrong_belief_stands_before_a_longer_plan_too() -> None:
    world = kitchen("believes(Nell, burning(Kitchen));", "burning(Kitchen) & dark(Attic)")
    (reason,) = world.why("go(Nell, Attic)", 1).explanations
    assert world.teller.reason(reason, world.teller.states([])[0]) == (
        "Nell wrongly believes that the kitchen is burning, and plans to sit down, and in the end "
        "the attic is dark."
    )
