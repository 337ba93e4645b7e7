"""The map of motivated situations: what was met when, from where, and what lies beyond."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from dramaturge.explore.space import Space
from dramaturge.kernel.explorer import Move, StoppedError

Progress = Callable[[int, int], None]  # depth, situations


class Map:
    """Breadth first from one situation, so that the first way to each is a shortest.

    depth: how far everything was looked at. closed: nothing lies beyond. limit: what ended it.
    """

    def __init__(self, space: Space, start: int) -> None:
        self._space = space
        self.start = start
        self.depth = 0
        self.limit: str | None = None
        self.depths: dict[int, int] = {start: 0}
        self._came: dict[int, tuple[int, int]] = {}  # situation -> the one before, the action
        self._frontier: list[int] = [start]
        self.moves: dict[int, tuple[Move, ...]] = {}  # of the situations looked at
        self.possible: set[int] = set()  # actions that were possible somewhere
        self.happened: set[int] = set()  # actions that somebody took
        self._until: float | None = None

    @property
    def closed(self) -> bool:
        return not self._frontier

    def grow(
        self, depth: int, progress: Progress | None = None, until: float | None = None
    ) -> None:
        """Looks at everything up to so many acts, unless a limit ends it, or the time is up: until,
        on the monotonic clock."""
        self._until = until
        try:
            while self.depth < depth and self._frontier:
                self._grow_once(progress)
        except StoppedError as stopped:
            self.limit = stopped.limit
        except KeyboardInterrupt:
            self.limit = "cancelled"

    def _grow_once(self, progress: Progress | None) -> None:
        following: list[int] = []
        for number, state in enumerate(self._frontier):
            if self._until is not None and time.monotonic() > self._until:
                raise StoppedError("time")
            if progress is not None and number % 64 == 0:
                progress(self.depth + 1, len(self.depths))
            self.possible.update(move.action for move in self._space.all_moves(state))
            moves = self._space.moves(state)
            self.moves[state] = moves
            for move in moves:
                self.happened.add(move.action)
                if move.after not in self.depths:
                    self.depths[move.after] = self.depth + 1
                    self._came[move.after] = (state, move.action)
                    following.append(move.after)
        self._frontier = following
        self.depth += 1

    def way_to(self, state: int) -> list[int]:
        """A shortest sequence of actions from the start."""
        actions: list[int] = []
        while state in self._came:
            state, action = self._came[state]
            actions.append(action)
        return actions[::-1]

    def leading_to(self, goals: Iterable[int]) -> dict[int, int]:
        """From which situations a goal can still be reached, as far as the map tells, and in how
        many acts at least."""
        before: dict[int, list[int]] = {}
        for state, moves in self.moves.items():
            for move in moves:
                before.setdefault(move.after, []).append(state)
        distance = dict.fromkeys(goals, 0)
        queue = list(distance)
        for state in queue:  # grows while it is walked
            for earlier in before.get(state, ()):
                if earlier not in distance:
                    distance[earlier] = distance[state] + 1
                    queue.append(earlier)
        return distance

    def beyond(self) -> dict[int, int]:
        """From which situations something can be reached that was not looked at."""
        return self.leading_to(state for state in self.depths if state not in self.moves)
