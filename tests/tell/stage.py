"""The four worlds, loaded once each."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import dramaturge as dm

WORLDS = Path(__file__).resolve().parents[2] / "worlds"
STORIES = (
    ("almost-heaven/martyr.world", "almost-heaven/martyr.story"),
    ("broken-seal/broken-seal.world", "broken-seal/intrigue.story"),
    ("broken-seal/broken-seal.world", "broken-seal/triumph.story"),
    ("glass-heron/glass-heron.world", "glass-heron/betrayal.story"),
    ("glass-heron/glass-heron.world", "glass-heron/night.story"),
    ("last-bell/last-bell.world", "last-bell/justice.story"),
    ("last-bell/last-bell.world", "last-bell/mistake.story"),
)


@cache
def world_of(path: str) -> dm.World:
    return dm.load(WORLDS / path).require()


@cache
def script_of(world: str, story: str) -> dm.Script:
    return world_of(world).read(WORLDS / story).require()
