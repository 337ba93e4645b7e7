"""The four worlds, loaded once each; their stories; stories made at random."""

from __future__ import annotations

import random
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
PATHS = tuple(sorted({world for world, _ in STORIES}))


@cache
def world_of(path: str) -> dm.World:
    return dm.load(WORLDS / path).require()


@cache
def script_of(world: str, story: str) -> dm.Script:
    return world_of(world).read(WORLDS / story).require()


def possible_story(world: dm.World, seed: int, length: int) -> tuple[str, ...]:
    """Acts that can happen one after another, whoever may want them; attempts among them."""
    chance, dynamics = random.Random(seed), world.dynamics
    state = dynamics.initial
    acts: list[str] = []
    numbers = list(range(len(world.ground.actions)))
    for _ in range(length):
        assert state is not None
        chance.shuffle(numbers)
        chosen = next((i for i in numbers if dynamics.after(state, i) is not None), None)
        if chosen is None:
            break
        acts.append(world.ground.actions[chosen].name)
        state = dynamics.after(state, chosen)
    return tuple(acts)
