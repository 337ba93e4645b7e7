"""Which endings came, and which can still come, in both stories."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from dramaturge.explore.explore import Target, after
from dramaturge.explore.map import Map
from dramaturge.explore.space import Space
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
    until = time.monotonic() + ahead.time_s
    before, limit = _fates(told, told_path, ahead.told, ahead, ahead.time_s / 2)
    left = max(until - time.monotonic(), 0.1)
    later, other = (before, None)
    if told is not then or _acts(told_path) != _acts(then_path):
        later, other = _fates(then, then_path, ahead.then, ahead, left)
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


def _fates(
    side: Side, path: Path, targets: Sequence[Target], ahead: Ahead, seconds: float
) -> tuple[dict[str, Fate], str | None]:
    fates: dict[str, Fate] = {}
    for target in targets:
        states = [side.start, *(state for _, state in path)]
        came = next((beat for beat, state in enumerate(states) if target.test(state)), None)
        if came is not None:
            fates[target.name] = Fate(came)
    missing = [target for target in targets if target.name not in fates]
    if not missing or ahead.depth == 0:
        return fates | {target.name: Fate(None) for target in missing}, None
    limits = Limits(ahead.depth, ahead.character, ahead.epistemic, seconds, 2_048)
    explorer = Explorer(side.begun, limits)
    map_ = Map(Space(explorer, asks=True), after(explorer, _acts(path)))
    map_.grow(ahead.depth)
    names = [action.name for action in side.ground.actions]
    for target in missing:
        met = (state for state in map_.depths if target.test(explorer.view(state)))
        first = next(met, None)
        story = None if first is None else tuple(names[a] for a in map_.way_to(first))
        fates[target.name] = Fate(None, story, first is None and map_.closed)
    return fates, map_.limit


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
