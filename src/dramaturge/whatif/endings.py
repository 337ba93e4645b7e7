"""Which endings came, and which can still come, in both stories."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from dramaturge.explore.explore import Target, after
from dramaturge.explore.map import Map
from dramaturge.explore.space import Space
from dramaturge.ground.world import GroundWorld
from dramaturge.kernel.explorer import Explorer
from dramaturge.narrate.words import counted, listed
from dramaturge.semantics import State
from dramaturge.story import Limits
from dramaturge.whatif.result import EndingReport, Fate
from dramaturge.whatif.side import Side

Path = Sequence[tuple[str, State]]


@dataclass(frozen=True, slots=True)
class Ahead:
    """How endings are looked for beyond the end: of the world as told and of the other; so many
    acts, with plans in minds and time (seconds for both) as limited."""

    told: tuple[Target, ...]
    then: tuple[Target, ...]
    depth: int
    character: int
    epistemic: int
    time_s: float


def endings(
    told: Side, then: Side, told_path: Path, then_path: Path, ahead: Ahead
) -> tuple[tuple[EndingReport, ...], str | None]:
    """What becomes of each ending that the worlds declare; and what ended the search early."""
    if not ahead.told:
        return (), None
    search = _Search(ahead)
    before, limit = search.fates(told, told_path, ahead.told, ahead.time_s / 2)
    later, other = (before, None)
    if told is not then or _acts(told_path) != _acts(then_path):
        later, other = search.fates(then, then_path, ahead.then, ahead.time_s)
    reports = tuple(
        EndingReport(
            target.name,
            target.text,
            before[target.name],
            later[target.name],
            _sentence(before[target.name], later[target.name], told, then, ahead.depth),
        )
        for target in ahead.told
        if target.name in later
    )
    return reports, limit or other


def _acts(path: Path) -> list[str]:
    return [act for act, _ in path]


class _Search:
    """Looks for endings beyond the ends of both stories; what it learns of a world about one helps
    with the other."""

    def __init__(self, ahead: Ahead) -> None:
        self._ahead = ahead
        self._begun = time.monotonic()
        self._explorer: Explorer | None = None

    def fates(
        self, side: Side, path: Path, targets: Sequence[Target], seconds: float
    ) -> tuple[dict[str, Fate], str | None]:
        """What becomes of each ending, and what ended the search. seconds: from the start of all
        searches on."""
        fates: dict[str, Fate] = {}
        for target in targets:
            states = [side.start, *(state for _, state in path)]
            came = next((beat for beat, state in enumerate(states) if target.test(state)), None)
            if came is not None:
                fates[target.name] = Fate(came)
        missing = [target for target in targets if target.name not in fates]
        if not missing or self._ahead.depth == 0:
            return fates | {target.name: Fate(None) for target in missing}, None
        explorer = self._of(side.begun)
        map_ = Map(Space(explorer, asks=True), after(explorer, _acts(path)))
        map_.grow(self._ahead.depth, until=self._begun + seconds)
        if map_.limit is not None:
            self._explorer = None  # what is left is for the other
        names = [action.name for action in side.ground.actions]
        for target in missing:
            met = (state for state in map_.depths if target.test(explorer.view(state)))
            first = next(met, None)
            story = None if first is None else tuple(names[a] for a in map_.way_to(first))
            fates[target.name] = Fate(None, story, first is None and map_.closed)
        return fates, map_.limit

    def _of(self, ground: GroundWorld) -> Explorer:
        if self._explorer is None or self._explorer.ground is not ground:
            ahead = self._ahead
            left = max(self._begun + ahead.time_s - time.monotonic(), 0.1)
            limits = Limits(ahead.depth, ahead.character, ahead.epistemic, left, 2_048)
            self._explorer = Explorer(ground, limits)
        return self._explorer


def _sentence(told: Fate, then: Fate, one: Side, other: Side, depth: int) -> str:
    before, now = _fate(told, one, depth), _fate(then, other, depth)
    if before == now:
        return f"As told and then: {now}."
    return f"As told it {before}; then it {now}."


def _fate(fate: Fate, side: Side, depth: int) -> str:
    if fate.came is not None:
        return f"comes after {counted(fate.came, 'act')}" if fate.came else "is there at the start"
    if fate.story:
        acts = [side.teller.words.phrase(act).clause for act in fate.story[:4]]
        more = len(fate.story) - len(acts)
        rest = f" and {counted(more, 'act')} more" if more else ""
        return f"can still come, {counted(len(fate.story), 'act')} on: {listed(acts)}{rest}"
    if fate.is_final:
        return "can never come any more"
    return f"does not come within {counted(depth, 'act')} more" if depth else "does not come"
