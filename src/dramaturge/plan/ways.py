"""Acts that follow one another in a story, as somebody in it imagines them.

What is impossible in their mind is passed over; what can be left out, is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from dramaturge.semantics import Dynamics, State

ENDS = 3  # different ends of a way: each is better than all before

Acts = tuple[tuple[int, ...], ...]  # beats; the actions that each may mean


@dataclass(frozen=True, slots=True)
class Mind:
    """Somebody before an act, and the acts that follow, the act itself first. left, nesting: as in
    `Motives`."""

    state: State
    character: int
    acts: Acts
    left: int
    nesting: int


@dataclass(frozen=True, slots=True)
class Way:
    """Acts that are possible one after another. positions: among those that follow; states: before
    each of them, and after all."""

    positions: tuple[int, ...]
    actions: tuple[int, ...]
    states: tuple[State, ...]

    @property
    def later(self) -> Iterator[tuple[State, int, int]]:
        """The acts but the first: the state before, the action and its position."""
        yield from zip(self.states[1:-1], self.actions[1:], self.positions[1:], strict=True)

    def up_to(self, count: int) -> Way:
        """The first acts of it."""
        return Way(self.positions[:count], self.actions[:count], self.states[: count + 1])


def worth(dynamics: Dynamics, mind: Mind, state: State) -> float | None:
    """How well the owner of the mind fares in a state."""
    return dynamics.utility(state, 1 + mind.character)


def followed(dynamics: Dynamics, mind: Mind, positions: Iterable[int]) -> Way:
    """As many of these acts as are possible, one after another, in the mind, and change it; the
    first one at any rate."""
    states, kept, actions = [mind.state], list[int](), list[int]()
    for position in positions:
        for action in mind.acts[position]:
            if position and not dynamics.ground.may_be_planned(action, mind.character):
                continue
            after = dynamics.after(states[-1], action)
            if after is not None and (after is not states[-1] or position == 0):
                states.append(after)
                kept.append(position)
                actions.append(action)
                break
    return Way(tuple(kept), tuple(actions), tuple(states))


def ends(dynamics: Dynamics, mind: Mind, way: Way) -> Iterator[tuple[Way, float]]:
    """The beginnings of the way after which the owner is better off than ever before on it, and
    how well off."""
    best = worth(dynamics, mind, way.states[0])
    found = 0
    for count, state in enumerate(way.states):
        reached = worth(dynamics, mind, state)
        if best is None or found == ENDS:
            return
        if reached is not None and reached > best:
            best = reached
            found += 1
            yield way.up_to(count), reached


def pruned(
    dynamics: Dynamics, mind: Mind, way: Way, least: float, refusals: Callable[[Way], int]
) -> Way:
    """The way without acts that are not needed to fare so well, and without what these make
    possible; never without the first, and never so that there are more refusals."""
    against = refusals(way)
    before: tuple[int, ...] = ()
    while before != way.positions:
        before = way.positions
        for position in (*before[:0:-1], *before[1:]):
            if position not in way.positions:
                continue
            shorter = followed(dynamics, mind, [p for p in way.positions if p != position])
            reached = worth(dynamics, mind, shorter.states[-1])
            if reached is None or reached < least:
                continue
            left = refusals(shorter)
            if left <= against:
                way, against = shorter, left
    return way
