"""The search for a story in the kernel, with numbers for names."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dramaturge import _kernel
from dramaturge.ground.world import GroundWorld
from dramaturge.kernel.compile import compile
from dramaturge.story import Limits, Outcome, Progress

# A character and the plan it has in mind.
Reason = tuple[int, tuple["Deed", ...]]

# An action, and the reason of each consenting character (but the owner of the plan it stands in):
# a plan that begins with the action itself.
Deed = tuple[int, tuple[Reason, ...]]

UNLIMITED = 1 << 14  # what the kernel can count to
MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Answer:
    """See `dramaturge.story.SearchResult`."""

    outcome: Outcome
    limit: str | None
    story: tuple[Deed, ...]
    utility: float
    undecided: int
    round: str
    expanded: int
    states: int


class Planner:
    """A search for one story within limits, in a state graph of its own."""

    def __init__(
        self,
        ground: GroundWorld,
        limits: Limits,
        progress: Callable[[Progress], None] | None = None,
    ) -> None:
        """ValueError if the triggers of the initial state never settle."""

        def report(
            round: str,
            depth: int,
            states: int,
            expanded: int,
            best: float,
            size: int,
            seconds: float,
        ) -> None:
            if progress is not None:
                now = Progress(round, depth, states, expanded, best, size / MEGABYTE, seconds)
                progress(now)

        self._planner = _kernel.Planner(
            compile(ground),
            author=_count(limits.author),
            character=_count(limits.character),
            epistemic=_count(limits.epistemic),
            seconds=math.inf if limits.time_s is None else limits.time_s,
            bytes=_most(None if limits.memory_mb is None else limits.memory_mb * MEGABYTE),
            states=_most(limits.states),
            progress=report,
        )

    @property
    def start(self) -> float | None:
        """The author's utility at the start; None if unknown."""
        start = self._planner.start
        return None if math.isnan(start) else start

    def run(self, goal: float, *, shortest: bool = False) -> Answer:
        """Searches until the goal, proof that it cannot be reached, a limit or Ctrl-C. Once.

        shortest: search only in the way that gives a shortest story; may take much longer.
        """
        outcome = Outcome(self._planner.run(goal, shortest))
        return Answer(
            outcome=outcome,
            limit=self._planner.stop if outcome is Outcome.limit else None,
            story=self._planner.story,
            utility=self._planner.utility,
            undecided=self._planner.undecided,
            round=self._planner.round,
            expanded=self._planner.expanded,
            states=self._planner.states,
        )

    def reasons(self, acts: Sequence[int], action: int) -> tuple[Reason, ...] | None:
        """Why everybody concerned would do the action after these acts; None if somebody would
        not. Exact within the limits of depth; the others do not count here."""
        reasons: tuple[Reason, ...] | None = self._planner.reasons(list(acts), action)
        return reasons


def _count(limit: int | None) -> int:
    if limit is not None and limit < 0:
        raise ValueError(f"a limit cannot be negative: {limit}")
    return UNLIMITED if limit is None else min(limit, UNLIMITED)


def _most(limit: float | None) -> int:
    return 2**64 - 1 if limit is None else int(limit)
