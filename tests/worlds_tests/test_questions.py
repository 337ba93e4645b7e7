"""The questions of the seed, asked of its world: docs/questions.md.

What could happen after the last beat is asked in test_mechanisms.py (22).
"""

from __future__ import annotations

import pytest

import dramaturge as dm
from tests.worlds_tests.martyr import STORY, world

ACTS = world().read(STORY).actions
BEHIND_THE_HOUSE = ACTS.index("confide(Giles, William, RitualWorks, BehindHouse)")
CALLED = ACTS.index("look_for(Buffy, William, LivingRoom, Backyard)") + 1

SILENT = (("concerns(RitualWorks, William);\n", ""),)
MISTRUSTED = (("trusts(Buffy, William);\n", "believes(William, trusts(Buffy, William));\n"),)
DELUSION = (("\nworks();\n", "\nbelieves(Giles, works());\n"),)


def ask(world: dm.World, ending: str, after: int, acts: int) -> dm.SearchResult:
    return world.find(
        ending=ending,
        after=ACTS[:after],
        author_limit=acts,
        character_limit=5,
        epistemic_limit=2,
    )


def test_dawn_is_not_freed_with_nobody_dying() -> None:
    assert ask(world(), "free", 0, 6).proves == ("none",)


@pytest.mark.parametrize("ending", ["departed", "sealed"])
def test_if_giles_says_nothing_william_stays(ending: str) -> None:
    assert ask(world(*SILENT), ending, BEHIND_THE_HOUSE, 8).proves == ("none",)


def test_if_buffy_does_not_trust_him_he_does_not_get_away() -> None:
    assert ask(world(*MISTRUSTED), "departed", CALLED, 8).proves == ("none",)
    trusted = ask(world(), "departed", CALLED, 9)
    assert trusted.story is not None
    acts = [step.action for step in trusted.story.steps]
    assert "lie(William, Buffy, NeedsSmoke, Backyard)" in acts
    assert acts[-2:] == ["walk(Buffy, Backyard, LivingRoom)", "walk(William, Backyard, Street)"]


def test_without_a_lie_he_does_not_get_away() -> None:
    """From behind the house on, there is none within eleven acts either: that takes ten seconds."""
    honest = world(("occurs(NeedsSmoke, William);\n", "occurs(NeedsSmoke, Dawn);\n"))
    assert ask(honest, "departed", CALLED, 7).proves == ("none",)


def test_if_the_ritual_is_a_delusion_nothing_is_ever_sealed() -> None:
    assert ask(world(*DELUSION), "sealed", len(ACTS), 6).proves == ("none", "never")
    freed = ask(world(*DELUSION), "absolved", len(ACTS), 6)
    assert freed.story is not None  # he dies for it all the same
    assert freed.story.steps[0].action == "die_by(William, Stake, Street)"
