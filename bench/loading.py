"""From a text to a ground world, with the CPU seconds that it took."""

from __future__ import annotations

import time
from dataclasses import dataclass

from dramaturge.ground import ground
from dramaturge.ground.world import GroundWorld
from dramaturge.model import build
from dramaturge.source import Source
from dramaturge.syntax import parse


@dataclass(frozen=True, slots=True)
class Loaded:
    """A ground world. parse_s, build_s, ground_s: CPU seconds."""

    world: GroundWorld
    parse_s: float
    build_s: float
    ground_s: float

    @property
    def seconds(self) -> float:
        return self.parse_s + self.build_s + self.ground_s


def load(text: str, name: str) -> Loaded:
    """The world in a text. The problems of a bad one end the program."""
    started = time.process_time()
    tree, problems = parse(Source(name, text))
    parsed = time.process_time()
    if all(problem.severity == "warning" for problem in problems):
        world, problems = build(tree, name)
        built = time.process_time()
        if world is not None:
            found, problems = ground(world)
            if found is not None:
                done = time.process_time()
                return Loaded(found, parsed - started, built - parsed, done - built)
    raise SystemExit("\n".join(map(str, problems)))
