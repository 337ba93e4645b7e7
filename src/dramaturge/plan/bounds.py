"""The bounds of one world's characters: dear to set up, so they are shared by all who search."""

from __future__ import annotations

from functools import cache

from dramaturge.ground.world import GroundWorld
from dramaturge.plan.glance import Glance
from dramaturge.plan.influence import Influence, Spread
from dramaturge.plan.relaxed import Relaxed, Work
from dramaturge.plan.relaxed_events import Events, Spaces
from dramaturge.plan.relaxed_rules import Facts
from dramaturge.semantics import Dynamics


class Bounds:
    """For plans of up to `limit` acts; made when first asked for.

    is_flat: of plans in which everybody else must gain at once.
    """

    def __init__(self, ground: GroundWorld, limit: int) -> None:
        self._ground = ground
        self._limit = limit
        self.work = Work()
        self._spaces = Spaces(Facts(ground))
        self._influence = Influence(ground)
        self._spread = Spread(ground)
        self.actions = cache(self._actions)
        self.plain = cache(self._plain)
        self.rich = cache(self._rich)
        self.glance = cache(self._glance)

    def _actions(self, character: int, is_flat: bool) -> tuple[int, ...]:
        """Actions that may occur in a plan: nobody counts on chance, on failing, nor on one who
        cannot gain."""
        return tuple(
            index
            for index, action in enumerate(self._ground.actions)
            if self._ground.may_be_planned(index, character)
            and (
                not is_flat
                or all(
                    other == character or self._may_gain(index, other)
                    for other in action.consenting
                )
            )
        )

    def _may_gain(self, action: int, other: int) -> bool:
        return self._influence.may_move(self._ground.meant(action), 1 + other)

    def _glance(self, dynamics: Dynamics, character: int) -> Glance:
        return Glance(dynamics, self._spread, 1 + character)

    def _plain(self, character: int, is_flat: bool) -> Relaxed:
        """The bound that does not mind who would join in."""
        actions = self.actions(character, is_flat)
        return Relaxed(self._spaces, actions, character, self._limit, self.work)

    def _rich(self, character: int) -> Relaxed:
        """The bound that does, for flat plans."""
        events = Events(self._spaces, self._influence, character, self.actions(character, True))
        return Relaxed(self._spaces, events, character, self._limit, self.work)
