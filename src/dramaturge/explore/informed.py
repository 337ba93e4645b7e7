"""The world as it would be if everybody saw everything and knew everything from the start."""

from __future__ import annotations

from dataclasses import replace

from dramaturge.ground.world import TRUE, GroundEffect, GroundEvent, GroundWorld


def informed(ground: GroundWorld) -> GroundWorld:
    """The same acts and wants, with no beliefs that could differ from what is so.

    Explicit beliefs, at the start and as effects, are dropped, and everybody observes every act;
    what reads a belief then reads the truth.
    """
    return replace(
        ground,
        actions=tuple(_seen(action, len(ground.characters)) for action in ground.actions),
        triggers=tuple(_public(trigger) for trigger in ground.triggers),
        initial=tuple(entry for entry in ground.initial if not entry.chain),
    )


def _seen(action: GroundEvent, characters: int) -> GroundEvent:
    return replace(_public(action), observing=(TRUE,) * characters)


def _public(event: GroundEvent) -> GroundEvent:
    return replace(event, effects=tuple(_kept(event.effects)))


def _kept(effects: tuple[GroundEffect, ...]) -> list[GroundEffect]:
    return [effect for effect in effects if not effect.chain]
