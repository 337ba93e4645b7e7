"""The situations that can follow on one another, met layer by layer, and how many ways lead on.

Whether an act is motivated depends on the situation alone (docs/semantics.md 6), so stories are the
paths of a graph: their number grows without end while there are few situations, and is counted
without listing them.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from dramaturge.kernel.explorer import Explorer, Move, StoppedError

WALKS = 400  # random walks for an estimate
FEWEST_WALKS = 40  # enough for one if the time is up


class Space:
    """One kind of moves: the possible ones, or (asks) those that all concerned want."""

    def __init__(self, explorer: Explorer, *, asks: bool) -> None:
        self.explorer = explorer
        self._asks = asks
        self.limit: str | None = None  # what ended the work here: only what is known is told
        self._known: dict[int, tuple[Move, ...]] = {}
        self._possible: dict[int, tuple[Move, ...]] = {}

    def all_moves(self, state: int) -> tuple[Move, ...]:
        """All possible moves, also those that somebody does not want. Raises StoppedError."""
        if state not in self._possible:
            if self.limit is not None:
                raise StoppedError(self.limit)
            try:
                self._possible[state] = self.explorer.moves(state, ask=self._asks)
            except StoppedError as stopped:
                self.limit = stopped.limit
                raise
        return self._possible[state]

    def moves(self, state: int) -> tuple[Move, ...]:
        """The moves of this space. Raises StoppedError."""
        if state not in self._known:
            self._known[state] = tuple(m for m in self.all_moves(state) if m.willing)
        return self._known[state]

    @property
    def expanded(self) -> int:
        """Situations whose moves were asked for."""
        return len(self._known)

    def counts(
        self, start: int, depth: int, most_expanded: int, random: Random
    ) -> Iterator[float | int]:
        """How many sequences of 1, 2, .. depth moves there are: exact (int) as long as at most so
        many situations have to be expanded, then estimated (float). Ends early at a limit."""
        layer = {start: 1}
        try:
            for done in range(depth):
                if not layer:
                    yield 0
                    continue
                new = sum(state not in self._known for state in layer)
                if self.expanded + new > most_expanded:
                    yield from self._estimates(layer, depth - done, random)
                    return
                following: dict[int, int] = {}
                for state, ways in layer.items():
                    for move in self.moves(state):
                        following[move.after] = following.get(move.after, 0) + ways
                layer = following
                yield sum(layer.values())
        except StoppedError:
            return

    def _estimates(self, layer: dict[int, int], depth: int, random: Random) -> Iterator[float]:
        """Knuth's estimator: the mean over random walks of the product of the branchings, the
        walks starting in proportion to the ways that lead to each situation.

        Source: Knuth 1975, Estimating the efficiency of backtrack programs.
        """
        states, total = list(layer), sum(layer.values())
        weights = [ways / total for ways in layer.values()]
        sums, done = [0.0] * depth, 0
        try:
            for state in random.choices(states, weights, k=WALKS):
                for at, product in enumerate(self._walk(state, depth, random)):
                    sums[at] += product
                done += 1
        except StoppedError:
            if done < FEWEST_WALKS:
                raise
        for value in sums:
            yield float(total) * value / done

    def _walk(self, state: int, depth: int, random: Random) -> list[float]:
        """The product of the branchings after 1, 2, .. moves of one random walk."""
        products: list[float] = []
        product = 1.0
        for _ in range(depth):
            moves = self.moves(state)
            product *= len(moves)
            if not moves:
                break
            products.append(product)
            state = random.choice(moves).after
        return products
