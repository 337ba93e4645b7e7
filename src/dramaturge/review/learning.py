"""Who can come to know something by an act of the world: advice must be possible in it.

What is to be known is given as places in the mind of who is to know it (review.minds). Where
triggers conclude things, no more is looked into: they may conclude it from anything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from dramaturge.ground.walk import reads
from dramaturge.ground.world import FALSE, GroundEvent, GroundWorld
from dramaturge.review.minds import Place


def can_tell(ground: GroundWorld, teller: int, hearer: int, places: Collection[Place]) -> bool:
    """Whether the teller can do something that puts this into the mind of the hearer."""
    is_concluded = _is_concluded(ground, places)
    return any(
        is_concluded or place in places
        for action in ground.actions
        if teller in action.consenting
        for place in _taught(action, hearer)
    )


def can_learn(ground: GroundWorld, who: int, places: Collection[Place]) -> bool:
    """Whether an act can put this into somebody's mind, or one that they can see shows it: by what
    it needs, or by what it brings about."""
    return _is_concluded(ground, places) or any(
        place in places
        for action in ground.actions
        for place in (*_taught(action, who), *_shown(action, who))
    )


def _is_concluded(ground: GroundWorld, places: Collection[Place]) -> bool:
    fluents = {fluent for _, fluent in places}
    return any(effect.fluent in fluents for event in ground.triggers for effect in event.effects)


def _taught(event: GroundEvent, who: int) -> Iterator[Place]:
    for effect in event.effects:
        if effect.chain[:1] == (who,):
            yield effect.chain[1:], effect.fluent


def _shown(action: GroundEvent, who: int) -> Iterator[Place]:
    if action.observing and action.observing[who] != FALSE:
        yield from ((read.chain, read.fluent) for read in reads(action.shown))
        yield from ((effect.chain, effect.fluent) for effect in action.effects)
