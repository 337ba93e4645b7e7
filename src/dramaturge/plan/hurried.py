"""States looked at under a time limit, and what ended the work, if anything did."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import TypeVar

from dramaturge.ground.world import GroundWorld
from dramaturge.semantics import Dynamics, State

T = TypeVar("T")


class OutOfTimeError(Exception):
    """The time was over before there was an answer."""


class Hurried(Dynamics):
    """Looks at the clock at every step: raises OutOfTimeError when time.perf_counter() passes
    `until`."""

    def __init__(self, ground: GroundWorld, until: float = math.inf) -> None:
        super().__init__(ground)
        self.until = until

    def after(self, state: State, action: int) -> State | None:
        if time.perf_counter() > self.until:
            raise OutOfTimeError
        return super().after(state, action)


class Patience:
    """Work that the time limit of `dynamics` or Ctrl-C may end; limit: "time" or "cancelled" as
    soon as one has. What is left to do then takes the time that it takes. keep: if not, both are
    raised."""

    def __init__(self, dynamics: Hurried, limit: str | None = None, *, keep: bool = True) -> None:
        self._dynamics = dynamics
        self._keeps = keep
        self.limit = limit

    def attempt(self, work: Callable[[], T], brief: Callable[[], T]) -> T:
        """What the work gives; where that was ended, or is not begun any more, what is soon had
        instead."""
        if not self._keeps:
            return work()
        if self.limit is None:
            try:
                return work()
            except OutOfTimeError:
                self.limit = "time"
            except KeyboardInterrupt:
                self.limit = "cancelled"
            self._dynamics.until = math.inf
        return brief()

    def finish(self, work: Callable[[], T]) -> T:
        """What the work gives; it is short, and done in any case."""
        return self.attempt(work, work)
