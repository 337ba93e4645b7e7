"""The smallest changes that make a story hold: searched for, and each verified by checking it.

Whether a changed story goes through is tried in the kernel with short plans in minds; what goes
through counts only when the checker, which does not use the kernel, accepts the text as it would
then be written.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import unified_diff
from typing import Generic, Protocol, TypeVar

from dramaturge.explore import Target
from dramaturge.ground.ground import ground as ground_world
from dramaturge.ground.queries import Queries
from dramaturge.ground.world import Condition, GroundWorld
from dramaturge.html import answer, cell, listing, story, table
from dramaturge.kernel.explorer import Explorer, StoppedError
from dramaturge.model.world import World
from dramaturge.plan.story_text import Beat, Expectation, Scene
from dramaturge.revise.candidates import Candidate, Candidates, Kind, fault_of
from dramaturge.revise.pieces import cut
from dramaturge.revise.replay import Replay, Test
from dramaturge.revise.suspects import suspects
from dramaturge.semantics.evaluation import Evaluator
from dramaturge.verdict import Verdict

Progress = Callable[[str, int], None]  # what is tried, how many so far
MOST_INSERTED = 3
SOON_S = 0.001  # what is left of the time for a check, at least
AT_END = ("C103", "C104")  # findings about the story as a whole, whatever beat they name


class StoryText(Protocol):
    """What a repair needs of a story: see `dramaturge.api.Script`."""

    @property
    def ok(self) -> bool: ...
    @property
    def beats(self) -> tuple[Beat, ...]: ...
    @property
    def expectations(self) -> tuple[Expectation, ...]: ...
    @property
    def scenes(self) -> tuple[Scene, ...]: ...


S = TypeVar("S", bound=StoryText)


class Editable(Protocol[S]):
    """What a repair needs of a world: see `dramaturge.api.World`."""

    @property
    def ok(self) -> bool: ...
    @property
    def model(self) -> World: ...
    @property
    def ground(self) -> GroundWorld: ...
    def changed(self, *statements: str) -> Editable[S]: ...
    def read(self, story: str) -> S: ...
    def target(self, name: str) -> Target: ...
    def judges_end(self, script: S) -> bool: ...
    def check(
        self,
        story: S,
        *,
        draft: bool = False,
        ending: str | None = None,
        brief: bool = False,
        time_limit: float | None = None,
    ) -> Verdict: ...


@dataclass(frozen=True, slots=True)
class Repair:
    """One way to mend a story.

    cost: its size, by which repairs are ranked: 1 for a beat left out, 2 for one moved, put in or
    replaced by the same kind of act, or for something different at the start; 3 and 4 for two and
    three put in; 3 for another kind of act. statements: what is different at the start, as the
    world would say it. beat: where the story changes (from 1; 0: at the start of the world).
    text: the story as it would be written.
    """

    kind: Kind
    cost: int
    beat: int
    acts: tuple[str, ...]
    statements: tuple[str, ...] = ()
    text: str = field(default="", compare=False, repr=False)

    def diff(self, story: Sequence[str]) -> str:
        """The change as a unified diff of the acts, or as statements with a `+`."""
        lines = list(unified_diff(list(story), list(self.acts), lineterm="", n=1))[2:]
        return "\n".join([*(f"+{statement}" for statement in self.statements), *lines])


@dataclass(frozen=True, slots=True)
class Repairs:
    """found: in order of size. tried: how many changes were looked at. limit: "time" or
    "cancelled" if not all were; then there may be smaller ones than those not found. words: acts in
    words, by act."""

    found: tuple[Repair, ...]
    tried: int
    limit: str | None
    words: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    def _repr_html_(self) -> str:
        rows = [
            (
                cell(number),
                cell(one.kind),
                cell(one.beat or "the start"),
                listing(one.statements) if one.statements else story(one.acts, self.words),
            )
            for number, one in enumerate(self.found, 1)
        ]
        headline = f"{len(rows)} repairs; {self.tried} changes looked at"
        heads = ("", "change", "at beat", "the story then")
        return answer(headline, table(heads, rows))


def repair(
    world: Editable[S],
    script: S,
    *,
    draft: bool = False,
    ending: str | None = None,
    most: int = 5,
    time_limit_s: float = 20.0,
    progress: Progress | None = None,
) -> Repairs:
    """Changes that make the story hold, at most so many; none if it holds already."""
    until = time.monotonic() + time_limit_s
    verdict = world.check(
        script, draft=draft, ending=ending, brief=True, time_limit=max(time_limit_s, SOON_S)
    )
    if verdict.ok or verdict.limit is not None:
        return Repairs((), 0, None if verdict.ok else verdict.limit)
    return _Search(world, script, verdict, draft, ending, until, progress).run(most)


class _Search(Generic[S]):
    def __init__(
        self,
        world: Editable[S],
        script: S,
        verdict: Verdict,
        draft: bool,
        ending: str | None,
        until: float,
        progress: Progress | None,
    ) -> None:
        self._world = world
        self._script = script
        self._draft, self._ending = draft, ending
        self._until = until
        self._progress = progress
        self._tried = 0
        self._pieces = cut(script.beats, script.expectations, script.scenes)
        self._findings = [f for f in verdict.findings if f.severity == "error"]
        self._expected = [i for i, e in enumerate(script.expectations) if self._is_false(e)]
        beats = [f.beat for f in self._findings if f.code not in AT_END and f.code != "C106"]
        self._fault = fault_of(self._pieces.row, beats, self._expected)
        self._unwilling = [f.character for f in self._findings if f.character is not None]

    def run(self, most: int) -> Repairs:
        found: list[Repair] = []
        limit = None
        try:
            for change in self._changes():
                if found and change.cost > 2 * found[0].cost + 2:
                    break
                if self._holds(change):
                    found.append(change)
                if len(found) == most:
                    break
        except StoppedError as stopped:
            limit = stopped.limit
        except KeyboardInterrupt:
            limit = "cancelled"
        return Repairs(tuple(sorted(found, key=lambda one: one.cost)), self._tried, limit)

    def _is_false(self, expected: Expectation) -> bool:
        return any(f.code == "C106" and f.span == expected.span for f in self._findings)

    def _tick(self, what: str) -> None:
        self._tried += 1
        if time.monotonic() > self._until:
            raise StoppedError("time")
        if self._tried % 16 == 0 and self._progress is not None:
            self._progress(what, self._tried)

    def _holds(self, change: Repair) -> bool:
        if time.monotonic() > self._until:
            raise StoppedError("time")
        world = self._world
        if change.statements:
            world = world.changed(*change.statements)
        script = world.read(change.text)
        if not script.ok:
            return False
        left = max(self._until - time.monotonic(), SOON_S)
        verdict = world.check(
            script, draft=self._draft, ending=self._ending, brief=True, time_limit=left
        )
        if verdict.limit is not None and not verdict.ok:
            raise StoppedError(verdict.limit)
        return verdict.ok

    # The candidates; what the kernel says does not go through never becomes one.

    def _changes(self) -> Iterator[Repair]:
        if time.monotonic() > self._until:
            raise StoppedError("time")
        replay = self._replay(self._world.ground)
        characters = self._world.ground.characters
        unwilling = [characters.index(name) for name in self._unwilling]
        try_ = Candidates(self._pieces, replay, self._fault, unwilling, self._tick)
        yield from map(_as_repair, try_.dropped())
        yield from map(_as_repair, try_.moved())
        yield from map(_as_repair, try_.inserted(1))
        yield from map(_as_repair, try_.replaced())
        yield from self._other_starts()
        for count in range(2, MOST_INSERTED + 1):
            yield from map(_as_repair, try_.inserted(count))

    def _replay(self, ground: GroundWorld) -> Replay:
        """Raises ValueError if the triggers never settle at the start."""
        queries, evaluator = Queries(self._world.model, ground), Evaluator()
        expected: dict[int, Test] = {
            index: _test(evaluator, queries.condition(e.condition), e.is_negated)
            for index, e in enumerate(self._script.expectations)
            if e.why is None
        }
        return Replay(ground, expected, self._end())

    def _end(self) -> Callable[[Explorer, int], bool] | None:
        if self._draft:
            return None
        if self._ending is not None:
            target = self._world.target(self._ending)
            return lambda explorer, state: target.test(explorer.view(state))
        if not self._world.judges_end(self._script):
            return None

        def better(explorer: Explorer, state: int) -> bool:
            start, end = explorer.utility(explorer.initial, 0), explorer.utility(state, 0)
            return start is not None and end is not None and end > start

        return better

    def _other_starts(self) -> Iterator[Repair]:
        acts, ground = self._pieces.acts, self._world.ground
        full, _ = ground_world(self._world.model, prune=False, only=frozenset(acts))
        if full is None:  # too large with nothing left out
            return
        possible = {action.name for action in ground.actions}
        is_quick = possible.issuperset(acts)
        row = self._pieces.row
        act = row[self._fault].act if self._fault < len(row) else ""
        queries = Queries(self._world.model, full)
        asked = [
            queries.condition(self._script.expectations[index].condition)
            for index in self._expected
        ]
        for suspect in suspects(full, ground, act, self._unwilling, asked):
            self._tick("changing the beginning")
            changed = suspect.quickly(ground) if is_quick else None
            if changed is None:
                world = self._world.changed(suspect.statement)
                if not world.ok:
                    continue
                changed = world.ground
            if self._goes_through(changed):
                yield Repair("start", 2, 0, acts, (suspect.statement,), self._pieces.text)

    def _goes_through(self, ground: GroundWorld) -> bool:
        try:
            replay = self._replay(ground)
        except ValueError:  # the triggers never settle at the start
            return False
        states = replay.states(self._pieces.row, replay.initial)
        return states is not None and replay.all_willing(self._pieces.row, states)


def _test(evaluator: Evaluator, condition: Condition, is_negated: bool) -> Test:
    holds = evaluator.test(condition)
    return (lambda state: not holds(state)) if is_negated else holds


def _as_repair(one: Candidate) -> Repair:
    return Repair(one.kind, one.cost, one.beat, one.pieces.acts, (), one.pieces.text)
