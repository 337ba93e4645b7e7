"""Walks through the worlds of the conformance tests, written down."""

from __future__ import annotations

import random
import sys

from dramaturge.semantics import Dynamics, State, reachable
from tests.conformance.own_cases import CASES
from tests.conformance.questions import Opened

WORLDS = (
    "a-crash-in-the-kitchen.world",
    "a-cry-in-the-night.world",
    "apples-and-pears.world",
    "gossip.world",
    "in-one-room.world",
    "seeing-is-believing.world",
    "steps-of-a-tower.world",
    "the-false-signpost.world",
    "the-later-order-wins.world",
    "the-locked-drawer.world",
    "the-swing-door.world",
    "too-many-guests.world",
    "wet-feet.world",
)


def opened(name: str) -> Opened:
    return Opened((CASES / name).read_text(encoding="utf-8"), name)


def written(state: State | None) -> list[str]:
    """All that a state says, without end."""
    if state is None:
        return ["impossible"]
    found = reachable([state])
    number = {mind: at for at, mind in enumerate(found)}
    return [f"{mind.values} {[number[inner] for inner in mind.beliefs]}" for mind in found]


def walk(dynamics: Dynamics, steps: int, seed: int) -> list[State]:
    """The states of a random walk, the first included; impossible acts are passed over."""
    chance = random.Random(seed)
    assert dynamics.initial is not None
    states = [dynamics.initial]
    for _ in range(steps):
        following = dynamics.after(states[-1], chance.randrange(len(dynamics.ground.actions)))
        if following is not None:
            states.append(following)
    return states


def report() -> str:
    """Everything that the reference says about the worlds on some walks, and their stories."""
    lines: list[str] = []
    for name in WORLDS:
        world = opened(name)
        lines.append(name)
        for state in walk(world.dynamics, 8, 1):
            lines += written(state)
        lines += [str(story) for story in world.reasons(3, 2).solutions(2, 1.0)]
        lines += [str(world.dynamics.unsettled), str(world.dynamics.state_count)]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(report())
