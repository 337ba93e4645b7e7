"""All motivated stories to a depth, the shortest first; some of them where there are too many."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from dramaturge.explore.space import Space
from dramaturge.ground.world import GroundWorld
from dramaturge.kernel.explorer import Explorer, StoppedError
from dramaturge.story import Limits

TRIES = 4  # random stories for each one that is wanted: the same may come again

Acts = tuple[str, ...]


class Stories:
    """Sequences of motivated acts from the start of a world, each once.

    limits: author: the most acts; of plans in minds; of time, memory and states. most: so many at
    most; where there are more, some are picked at random. depth: up to so many acts all were given,
    and more asked for. sampled: whether some were picked. closed: no story is as long as was asked
    for. limit: what ended it early.
    """

    def __init__(
        self,
        ground: GroundWorld,
        limits: Limits,
        most: int,
        random: Random,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        """ValueError if the triggers of the initial state never settle."""
        self._names = [action.name for action in ground.actions]
        self._explorer = Explorer(ground, limits)
        self._space = Space(self._explorer, asks=True)
        self._asked = limits.author or 0
        self._most, self._random, self._progress = most, random, progress
        self.given = 0
        self.depth = 0
        self.sampled = False
        self.closed = False
        self.limit: str | None = None

    def __iter__(self) -> Iterator[Acts]:
        """The stories, those of one act first. A limit ends them."""
        try:
            yield from self._by_length()
        except StoppedError as stopped:
            self.limit = stopped.limit

    def _by_length(self) -> Iterator[Acts]:
        layer: list[tuple[Acts, int]] = [((), self._explorer.initial)]
        for length in range(1, self._asked + 1):
            following = self._longer(layer, length)
            if following is None:
                yield from self._picked(length)
                return
            for acts, _ in following:
                self.given += 1
                yield acts
            self.depth = length
            layer = following
            if not layer:
                self.depth, self.closed = self._asked, True
                return

    def _longer(self, layer: list[tuple[Acts, int]], length: int) -> list[tuple[Acts, int]] | None:
        """The stories of one act more; None if there are too many."""
        following = []
        for number, (acts, state) in enumerate(layer):
            if self._progress is not None and number % 64 == 0:
                self._progress(length, self.given)
            for move in self._space.moves(state):
                following.append(((*acts, self._names[move.action]), move.after))
                if self.given + len(following) > self._most:
                    return None
        return following

    def _picked(self, shortest: int) -> Iterator[Acts]:
        """Stories of at least so many acts, each act picked among all that are motivated there."""
        self.sampled = True
        seen: set[Acts] = set()
        wanted = self._most - self.given
        for number in range(TRIES * wanted):
            length = shortest + number % (self._asked - shortest + 1)
            acts = self._walk(length)
            if len(acts) < shortest or acts in seen:
                continue
            seen.add(acts)
            self.given += 1
            if self._progress is not None:
                self._progress(len(acts), self.given)
            yield acts
            if len(seen) == wanted:
                return

    def _walk(self, length: int) -> Acts:
        acts: Acts = ()
        state = self._explorer.initial
        while len(acts) < length and (moves := self._space.moves(state)):
            move = self._random.choice(moves)
            acts, state = (*acts, self._names[move.action]), move.after
        return acts
