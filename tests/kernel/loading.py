"""World files, ground."""

from __future__ import annotations

from pathlib import Path

from dramaturge.ground import ground
from dramaturge.ground.world import GroundWorld
from dramaturge.model import build
from dramaturge.problems import errors
from dramaturge.source import Source
from dramaturge.syntax import parse


def load(path: Path) -> GroundWorld:
    """The ground world in a file that has no errors."""
    text, found = parse(Source(path.name, path.read_text(encoding="utf-8")))
    assert not errors(found)
    world, found = build(text, path.stem)
    assert world is not None, found
    grounded, found = ground(world)
    assert grounded is not None, found
    return grounded
