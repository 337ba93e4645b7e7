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
    exploration = _Exploration(reach, len(actions) + len(triggers))
    for number, event in enumerate((*actions, *triggers)):
        exploration.start(number, event, number < len(actions))
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


Job = Callable[[], None]


class _Exploration:
    def __init__(self, reach: Reach, events: int) -> None:
        self.reach = reach
        self.happens = [False] * events
        self._jobs: list[Job] = []
        self._waiting: list[dict[int, None]] = [{} for _ in reach.fluents]
        self._queue: deque[int] = deque()
        self._queued: list[bool] = []
        self._repairs: dict[int, Leaf] = {}
        self._possible: dict[int, Condition] = {}  # what might hold once might hold ever after

    def start(self, number: int, event: GroundEvent, is_action: bool) -> None:
        job = len(self._jobs)
        self._add(lambda: self._try(job, number, event, is_action))

    def run(self) -> None:
        while self._queue:
            job = self._queue.popleft()
            self._queued[job] = False
            self._jobs[job]()

    def _add(self, job: Job) -> None:
        self._jobs.append(job)
        self._queued.append(True)
        self._queue.append(len(self._jobs) - 1)

    def _try(self, job: int, number: int, event: GroundEvent, is_action: bool) -> None:
        if self.happens[number]:
            return
        condition = event.precondition
        for part in condition.parts if isinstance(condition, All) else (condition,):
            if part is not FALSE and id(part) not in self._possible:
                if not self.reach.possible(part):
                    self._wait(job, part)
                    return
                self._possible[id(part)] = part
        self.happens[number] = True
        for effect in event.effects:
            self._start_effect(effect)
        if is_action:
            for leaf in surprising_leaves(event.shown):
                if id(leaf) not in self._repairs:
                    self._repairs[id(leaf)] = leaf
                    self._start_repair(leaf)

    def _start_effect(self, effect: GroundEffect) -> None:
        if effect.condition is TRUE and isinstance(effect.value, Const):
            self._apply(effect)
            return
        job = len(self._jobs)

        def apply() -> None:
            if self.reach.possible(effect.condition):
                self._wait(job, effect.value)
                self._apply(effect)
            self._wait(job, effect.condition)

        self._add(apply)

    def _start_repair(self, leaf: Leaf) -> None:
        job = len(self._jobs)
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
        reach, fluent = self.reach, effect.fluent
        if reach.fluents[fluent].kind == "number":
            grows = _calculates(effect.value)
            changed = reach.add(fluent, reach.range(effect.value), grows)
        else:
            changed = reach.add(fluent, reach.set_of(effect.value))
        if changed:
            self._grown(fluent)

    def _grown(self, fluent: int) -> None:
        for job in self._waiting[fluent]:
            if not self._queued[job]:
                self._queued[job] = True
                self._queue.append(job)
        self._waiting[fluent] = {}

    def _wait(self, job: int, what: Condition | Term) -> None:
        if isinstance(what, All | Any | Compare | Match) or what is TRUE or what is FALSE:
            reads = fold.condition_reads(what)
        else:
            reads = fold.term_reads(what)  # type: ignore[arg-type]
        for read in reads:
            self._waiting[read.fluent][job] = None


def _calculates(term: Term) -> bool:
    """Whether arithmetic is involved, so that a value may grow step by step."""
    match term:
        case Arithmetic():
            return True
        case Choice():
            return _calculates(term.then) or _calculates(term.otherwise)
        case _:
            return False
