"""Worlds in words: sentences made from the names that the author chose."""

from __future__ import annotations

from dramaturge.model.world import World
from dramaturge.narrate.telling import Teller, Words

__all__ = ["Teller", "Words", "sentence"]


def sentence(world: World, action: str) -> str:
    """`walk(Tom, Cottage, Market)` as "Tom walks from the cottage to the market."."""
    return Words(world).sentence(action)
