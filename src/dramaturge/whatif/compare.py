"""Two tellings of a story, gone through side by side.

A beat of the story as told that is no longer possible, or that somebody has no reason for any more
who had one, does not happen, and the story goes on without it. What the author puts in happens
if it is possible, wanted or not, as do beats for which there was no reason in the first place.
Judged by the reference semantics; only which endings can still come is asked of the kernel.
"""

from __future__ import annotations

from collections.abc import Sequence

from dramaturge.revise.hypothesis import supposed
from dramaturge.semantics import State
from dramaturge.whatif.edits import Edits
from dramaturge.whatif.endings import Ahead, endings
from dramaturge.whatif.reasons import Reasons
from dramaturge.whatif.result import BeatReport, Contrast, Outcome, WhatIf, holding
from dramaturge.whatif.side import Side, contrasts, is_same_but_for_the_start
from dramaturge.whatif.tell import Told


def compare(
    told: Side,
    then: Side,
    acts: Sequence[str],
    edits: Edits,
    changes: Sequence[str],
    ahead: Ahead,
) -> WhatIf:
    """What differs if the story is edited, and told in the other world.

    changes: what was asked for, in words. ahead: how far, and how long, endings are looked for.
    Raises ValueError if the story does not have the beats that are edited.
    """
    edits.require(len(acts))
    if told is not then and is_same_but_for_the_start(told.ground, then.ground):
        # One set of states for both, so that equal minds are one object and asked about once.
        then = told.beginning(then, supposed(told.dynamics, then.start, ()))
    walk = _Walk(told, then)
    beats = tuple(walk.beat(kind, act) for kind, act in edits.beats(acts))
    ended, limit = endings(told, then, walk.told_path, walk.then_path, ahead)
    return WhatIf(
        changes=tuple(changes),
        at_start=walk.at_start,
        start_sentences=walk.words.contrasts(walk.at_start),
        beats=beats,
        endings=ended,
        depth=ahead.depth,
        limit=limit,
    )


class _Walk:
    """Where both stories are, and what is otherwise there."""

    def __init__(self, told: Side, then: Side) -> None:
        self._told, self._then = told, then
        self._here, self._there = told.start, then.start
        self.told_path: list[tuple[str, State]] = []
        self.then_path: list[tuple[str, State]] = []
        self.words = Told(told, then)
        self._reasons = Reasons(told, then)
        self._now = contrasts(told, then, self._here, self._there)
        self.at_start = self._now
        self._number = 0

    def beat(self, kind: str, act: str) -> BeatReport:
        number = None
        if kind != "new":
            self._number += 1
            number = self._number
        outcome, unwilling, why = self._outcome(kind, act)
        if kind != "new":
            here = self._told.after(self._here, act)
            if here is not None:
                self._here = here
                self.told_path.append((act, here))
        if outcome in ("as told", "other reason", "put in"):
            there = self._then.after(self._there, act)
            assert there is not None
            self._there = there
            self.then_path.append((act, there))
        begins, ends = self._contrasted()
        return BeatReport(
            number,
            act,
            outcome,
            self._told.teller.words.sentence(act),
            unwilling,
            why,
            begins,
            ends,
            (*self.words.contrasts(begins), *self.words.again(ends)),
        )

    def _outcome(self, kind: str, act: str) -> tuple[Outcome, tuple[str, ...], tuple[str, ...]]:
        if kind == "out":
            return "left out", (), ()
        if self._then.after(self._there, act) is None:
            return "impossible", (), self._reasons.impossible(act, self._there)
        if kind == "new":
            missing = self._reasons.missing(act, self._there)
            why = tuple(self._reasons.without(name, act, self._there) for name in missing)
            return "put in", missing, why
        changed = self._reasons.changed(act, self._here, self._there)
        if changed.unwilling:
            return "unwilling", changed.unwilling, changed.why
        return ("other reason" if changed.why else "as told"), (), changed.why

    def _contrasted(self) -> tuple[tuple[Contrast, ...], tuple[Contrast, ...]]:
        """What is otherwise since this beat, and what is as told again."""
        before = holding(self._now)
        self._now = contrasts(self._told, self._then, self._here, self._there)
        after = holding(self._now)
        begins = tuple(one for key, one in after.items() if before.get(key) != one)
        ends = tuple(one for key, one in before.items() if key not in after)
        return begins, ends
