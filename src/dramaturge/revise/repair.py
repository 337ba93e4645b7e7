"""The smallest changes that make a story hold: searched for, and each verified by checking it.

Tried in order of size: a beat left out, one moved, a fact or belief different at the start, one to
three beats put in. Whether a changed story goes through is tried in the kernel with short plans in
minds; what goes through counts only when the checker, which does not use the kernel, accepts it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from typing import Literal, Protocol

from dramaturge.ground.ground import ground as ground_world
from dramaturge.ground.world import GroundWorld
from dramaturge.kernel.explorer import Explorer, Move, StoppedError
from dramaturge.model.world import World
from dramaturge.revise.suspects import suspects
from dramaturge.story import Limits
from dramaturge.verdict import Verdict

Kind = Literal["drop", "move", "start", "insert"]
Progress = Callable[[str, int], None]  # what is tried, how many so far
MOST_INSERTED = 3
# Longer plans cost more than they find: what fails only for their lack is lost as a repair.
TRIED = Limits(character=5, epistemic=2)


class Editable(Protocol):
    """What a repair needs of a world: see `dramaturge.api.World`."""

    @property
    def ok(self) -> bool: ...
    @property
    def model(self) -> World: ...
    @property
    def ground(self) -> GroundWorld: ...
    def changed(self, *statements: str) -> Editable: ...
    def check(
        self, story: Sequence[str], *, draft: bool = False, brief: bool = False
    ) -> Verdict: ...


@dataclass(frozen=True, slots=True)
class Repair:
    """One way to mend a story.

    cost: its size, by which repairs are ranked. statements: what is different at the start, as the
    world would say it. beat: where the story changes (from 1; 0: at the start of the world).
    """

    kind: Kind
    cost: int
    beat: int
    acts: tuple[str, ...]
    statements: tuple[str, ...] = ()

    def diff(self, story: Sequence[str]) -> str:
        """The change as a unified diff of the acts, or as statements with a `+`."""
        lines = list(unified_diff(list(story), list(self.acts), lineterm="", n=1))[2:]
        return "\n".join([*(f"+{statement}" for statement in self.statements), *lines])


@dataclass(frozen=True, slots=True)
class Repairs:
    """found: in order of size. tried: how many changes were looked at. limit: "time" or
    "cancelled" if not all were; then there may be smaller ones than those not found."""

    found: tuple[Repair, ...]
    tried: int
    limit: str | None


def repair(
    world: Editable,
    story: Sequence[str],
    *,
    draft: bool = False,
    most: int = 5,
    time_limit_s: float = 20.0,
    progress: Progress | None = None,
) -> Repairs:
    """Changes that make the story hold, at most so many; none if it holds already."""
    verdict = world.check(story, draft=draft, brief=True)
    if verdict.ok:
        return Repairs((), 0, None)
    search = _Search(world, tuple(story), verdict, draft, time.monotonic() + time_limit_s, progress)
    return search.run(most)


class _Search:
    def __init__(
        self,
        world: Editable,
        story: tuple[str, ...],
        verdict: Verdict,
        draft: bool,
        until: float,
        progress: Progress | None,
    ) -> None:
        self._world = world
        self._story = story
        self._draft = draft
        self._until = until
        self._progress = progress
        self._tried = 0
        self._fault = max((f.beat for f in verdict.findings), default=0) or len(story)
        self._unwilling = [f.character for f in verdict.findings if f.character is not None]
        self._replay = _Replay(world.ground)

    def run(self, most: int) -> Repairs:
        found: list[Repair] = []
        limit = None
        try:
            for change in self._changes():
                if len(found) == most or (found and change.cost > 2 * found[0].cost + 2):
                    break
                if self._holds(change):
                    found.append(change)
        except StoppedError as stopped:
            limit = stopped.limit
        except KeyboardInterrupt:
            limit = "cancelled"
        return Repairs(tuple(found), self._tried, limit)

    def _tick(self, what: str) -> None:
        self._tried += 1
        if time.monotonic() > self._until:
            raise StoppedError("time")
        if self._progress is not None and self._tried % 16 == 0:
            self._progress(what, self._tried)

    def _holds(self, change: Repair) -> bool:
        world = self._world
        if change.statements:
            world = world.changed(*change.statements)
        return world.check(change.acts, draft=self._draft, brief=True).ok

    # The candidates; what the kernel says does not go through never becomes one.

    def _changes(self) -> Iterator[Repair]:
        yield from self._left_out()
        yield from self._moved()
        yield from self._inserted(1)
        yield from self._other_starts()
        for count in range(2, MOST_INSERTED + 1):
            yield from self._inserted(count)

    def _left_out(self) -> Iterator[Repair]:
        for index in reversed(range(len(self._story))):
            self._tick("leaving a beat out")
            acts = (*self._story[:index], *self._story[index + 1 :])
            if self._replay.goes_through(acts):
                yield Repair("drop", 1, index + 1, acts)

    def _moved(self) -> Iterator[Repair]:
        seen: set[tuple[str, ...]] = set()
        for distance in range(1, len(self._story)):
            for index in range(len(self._story)):
                for place in (index + distance, index - distance):
                    if not 0 <= place < len(self._story):
                        continue
                    self._tick("moving a beat")
                    rest = [*self._story[:index], *self._story[index + 1 :]]
                    acts = (*rest[:place], self._story[index], *rest[place:])
                    if acts not in seen and self._replay.goes_through(acts):
                        seen.add(acts)
                        yield Repair("move", 2, index + 1, acts)

    def _inserted(self, count: int) -> Iterator[Repair]:
        """Just so many acts in a row, put in before the fault, the nearest place first."""
        for place in reversed(range(min(self._fault, len(self._story)) + 1)):
            state = self._replay.state_after(self._story[:place])
            if state is None:
                continue
            for names, reached in self._ways(state, count):
                self._tick(f"putting in {count} beat{'s' if count > 1 else ''}")
                if self._replay.goes_on(reached, self._story[place:]):
                    acts = (*self._story[:place], *names, *self._story[place:])
                    yield Repair("insert", 1 + count, place + 1, acts)

    def _ways(self, state: int, count: int) -> Iterator[tuple[tuple[str, ...], int]]:
        if count == 0:
            yield (), state
            return
        for move in self._replay.moves(state):
            self._tick("putting beats in")
            if move.willing:
                name = self._world.ground.actions[move.action].name
                for rest, reached in self._ways(move.after, count - 1):
                    yield (name, *rest), reached

    def _other_starts(self) -> Iterator[Repair]:
        act = self._story[self._fault - 1]
        full, _ = ground_world(self._world.model, prune=False, only=frozenset(self._story))
        if full is None:  # too large with nothing left out
            return
        possible = {action.name for action in self._world.ground.actions}
        is_quick = possible.issuperset(self._story)
        for suspect in suspects(full, self._world.ground, act, self._unwilling):
            self._tick("changing the beginning")
            ground = suspect.quickly(self._world.ground) if is_quick else None
            if ground is None:
                world = self._world.changed(suspect.statement)
                if not world.ok:
                    continue
                ground = world.ground
            if _goes_through(ground, self._story):
                yield Repair("start", 2, 0, self._story, (suspect.statement,))


def _goes_through(ground: GroundWorld, story: Sequence[str]) -> bool:
    try:
        return _Replay(ground).goes_through(story)
    except ValueError:  # the triggers never settle at the start
        return False


class _Replay:
    """Stories gone through in the kernel, what was found out kept."""

    def __init__(self, ground: GroundWorld) -> None:
        self._explorer = Explorer(ground, TRIED)
        self._names = [action.name for action in ground.actions]
        self._moves: dict[int, tuple[Move, ...]] = {}

    def moves(self, state: int) -> tuple[Move, ...]:
        if state not in self._moves:
            self._moves[state] = self._explorer.moves(state)
        return self._moves[state]

    def goes_through(self, acts: Sequence[str]) -> bool:
        return self.goes_on(self._explorer.initial, acts)

    def goes_on(self, state: int, acts: Sequence[str]) -> bool:
        return self._reached(state, acts) is not None

    def state_after(self, acts: Sequence[str]) -> int | None:
        return self._reached(self._explorer.initial, acts)

    def _reached(self, state: int, acts: Sequence[str]) -> int | None:
        for act in acts:
            moves = self.moves(state)
            found = next((m for m in moves if m.willing and self._names[m.action] == act), None)
            if found is None:
                return None
            state = found.after
        return state
