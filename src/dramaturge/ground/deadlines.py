"""Deadlines that are over before anything happens, or that never come."""

from __future__ import annotations

from collections.abc import Iterator

from dramaturge.ground.effects import Entries
from dramaturge.ground.table import Table
from dramaturge.ground.world import GroundWorld
from dramaturge.model.clock import CLOCK
from dramaturge.model.world import World
from dramaturge.problems import Problem


def past_deadlines(world: World, table: Table, entries: Entries) -> Iterator[Problem]:
    """E410: the clock is there at the start."""
    if not world.deadlines:
        return
    start = entries[(), table.index[CLOCK,]]
    for deadline in world.deadlines:
        if isinstance(start, float) and deadline.time <= start:
            message = (
                f"the deadline '{deadline.name}' at {deadline.time:g} is over before anything"
                f" happens: the clock starts at {start:g}"
            )
            yield Problem("E410", message, deadline.span, "make what happens then an initial fact")


def unreached_deadlines(world: World, ground: GroundWorld) -> Iterator[Problem]:
    """W410: nothing that can happen advances the clock so far."""
    firing = {trigger.event for trigger in ground.triggers}
    for deadline in world.deadlines:
        if deadline.name not in firing:
            message = f"the deadline '{deadline.name}' never comes"
            hint = "nothing advances the clock so far: say how long actions last, 'lasts: 10;'"
            yield Problem("W410", message, deadline.span, hint, "warning")
