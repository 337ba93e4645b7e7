"""Small worlds in which one thing can be felt, or not: see `world`."""

from __future__ import annotations

import dramaturge as dm

PEOPLE = """
entity Ann : character;
entity Bob : character;
entity Cid : character;
"""


def felt(world: str, *acts: str) -> dm.Feelings:
    """What is felt along a story in a world of Ann, Bob and Cid."""
    return dm.loads(PEOPLE + world).require().feelings(list(acts))


def kinds(feelings: dm.Feelings, character: str, beat: int | None = None) -> set[str]:
    """The kinds of what somebody feels, after one beat or ever."""
    return {f.kind.value for f in feelings.of(character) if beat in (None, f.beat)}
