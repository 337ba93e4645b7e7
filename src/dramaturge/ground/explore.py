"""Which events can ever happen, and which values they bring: a fixpoint from the initial values.

Everything that could not yet be done waits at the fluents it reads and is tried again when one of
them gains values. Source: SEMANTICS.md 5, D10.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence

from dramaturge.ground import fold
from dramaturge.ground.reach import Reach
from dramaturge.ground.world import (
    FALSE,
    TRUE,
    All,
    Always,
    Any,
    Arithmetic,
    Choice,
    Compare,
    Condition,
    Const,
    GroundEffect,
    GroundEvent,
    Leaf,
    Match,
    Term,
)


def explore(
    reach: Reach, actions: Sequence[GroundEvent], triggers: Sequence[GroundEvent]
) -> list[bool]:
    """Widen `reach` by all events; per event (triggers after actions) whether it can happen.

    A precondition FALSE marks an announcement, whose effects count [c41].
    """
    exploration = _Exploration(reach, (*actions, *triggers), len(actions))
    exploration.run()
    return exploration.happens


def surprising_leaves(condition: Condition) -> Iterator[Leaf]:
    """The leaves of a precondition whose repair may store unknown."""
    match condition:
        case All() | Any():
            for part in condition.parts:
                yield from surprising_leaves(part)
        case Compare() if condition.operator != "==" and condition.repaired:
            yield condition
        case Match() if not condition.equal:
            yield condition


class _Exploration:
    """Jobs are numbered: first comes one for each event, then those for effects and repairs."""

    def __init__(self, reach: Reach, events: Sequence[GroundEvent], actions: int) -> None:
        self.reach = reach
        self.happens = [False] * len(events)
        self._events = events
        self._actions = actions
        self._later: list[Callable[[], None]] = []  # what is to do in jobs after those for events
        self._waiting: list[dict[int, None]] = [{} for _ in reach.fluents]
        self._queue = deque(range(len(events)))
        self._queued = [True] * len(events)
        # What was looked at already, by identity; events keep all of it.
        self._possible = {id(TRUE), id(FALSE)}  # what might hold once might hold ever after
        self._started: set[int] = set()
        self._surprising: set[int] = set()
        self._repaired: set[int] = set()
        self._reads: dict[int, tuple[int, ...]] = {}

    def run(self) -> None:
        queue, queued, events = self._queue, self._queued, len(self._events)
        while queue:
            job = queue.popleft()
            queued[job] = False
            if job < events:
                self._try(job)
            else:
                self._later[job - events]()

    def _add(self, work: Callable[[], None]) -> None:
        self._later.append(work)
        self._queue.append(len(self._queued))
        self._queued.append(True)

    def _try(self, number: int) -> None:
        if self.happens[number]:
            return
        event, possible = self._events[number], self._possible
        for part in _parts(event.precondition):
            if id(part) not in possible:
                if not self.reach.possible(part):
                    self._wait(number, part)
                    return
                possible.add(id(part))
        self.happens[number] = True
        if id(event.effects) not in self._started:  # many events have the same
            self._started.add(id(event.effects))
            for effect in event.effects:
                self._start_effect(effect)
        if number < self._actions:
            for part in _parts(event.shown):
                if id(part) not in self._surprising:
                    self._surprising.add(id(part))
                    for leaf in surprising_leaves(part):
                        self._start_repair(leaf)

    def _start_effect(self, effect: GroundEffect) -> None:
        if effect.condition is TRUE and isinstance(effect.value, Const):
            self._apply(effect)
            return
        job = len(self._queued)

        def apply() -> None:
            if self.reach.possible(effect.condition):
                self._wait(job, effect.value)
                self._apply(effect)
            self._wait(job, effect.condition)

        self._add(apply)

    def _start_repair(self, leaf: Leaf) -> None:
        if id(leaf) in self._repaired:
            return
        self._repaired.add(id(leaf))
        job = len(self._queued)
        repaired = (leaf.right,) if isinstance(leaf, Match) else leaf.repaired

        def repair() -> None:
            if self.reach.possible(leaf) and self.reach.refutable(leaf):
                for read in repaired:
                    if self.reach.add_unknown(read.fluent):
                        self._grown(read.fluent)
            else:
                self._wait(job, leaf)

        self._add(repair)

    def _apply(self, effect: GroundEffect) -> None:
        """Add what an effect assigns."""
        reach, fluent, value = self.reach, effect.fluent, effect.value
        values = reach.values[fluent]
        if values is not None and isinstance(value, Const) and value.value in values:
            return
        if reach.fluents[fluent].kind == "number":
            grows = _calculates(value)
            changed = reach.add(fluent, reach.range(value), grows)
        else:
            changed = reach.add(fluent, reach.set_of(value))
        if changed:
            self._grown(fluent)

    def _grown(self, fluent: int) -> None:
        for job in self._waiting[fluent]:
            if not self._queued[job]:
                self._queued[job] = True
                self._queue.append(job)
        self._waiting[fluent] = {}

    def _wait(self, job: int, what: Condition | Term) -> None:
        reads = self._reads.get(id(what))
        if reads is None:
            reads = self._reads[id(what)] = _fluents(what)
        for fluent in reads:
            self._waiting[fluent][job] = None


def _parts(condition: Condition) -> tuple[Condition, ...]:
    return condition.parts if type(condition) is All else (condition,)


def _fluents(what: Condition | Term) -> tuple[int, ...]:
    """The fluents that are read, each once."""
    if isinstance(what, Always | All | Any | Compare | Match):
        reads = fold.condition_reads(what)
    else:
        reads = fold.term_reads(what)
    return tuple(dict.fromkeys(read.fluent for read in reads))


def _calculates(term: Term) -> bool:
    """Whether arithmetic is involved, so that a value may grow step by step."""
    match term:
        case Arithmetic():
            return True
        case Choice():
            return _calculates(term.then) or _calculates(term.otherwise)
        case _:
            return False
