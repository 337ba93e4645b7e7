"""What a world means: names resolved, types known."""

from dramaturge.model.build import build, build_expression
from dramaturge.model.codes import CODES, Code
from dramaturge.model.types import Entity, Type
from dramaturge.model.world import Event, World

__all__ = ["CODES", "Code", "Entity", "Event", "Type", "World", "build", "build_expression"]
