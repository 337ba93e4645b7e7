"""A story as a whole, all of whose acts stand: does it end better, and is no act needless?

Source: docs/semantics.md 7.1; SEMANTICS.md 7.
"""

from __future__ import annotations

from collections.abc import Sequence

from dramaturge.ground.table import show_value
from dramaturge.plan.ladder import Ladder
from dramaturge.plan.minimal import shorter_plan
from dramaturge.plan.motive import OutOfStatesError
from dramaturge.plan.story_text import Beat
from dramaturge.plan.walk import Walk
from dramaturge.semantics import State
from dramaturge.verdict import Finding


def as_solution(
    motives: Ladder, story: Sequence[Beat], walk: Walk, goal: float | None, marks: set[int]
) -> tuple[Finding, ...]:
    """What is wrong with a whole whose acts all stand; marks of beats that are needless are
    taken away."""
    states, dynamics = walk.states, motives.top.dynamics
    actions = [action for action in walk.actions if action is not None]
    start = dynamics.utility(states[0], 0)
    end = dynamics.utility(states[-1], 0)
    if start is None or end is None or end <= start:
        message = (
            f"the story ends no better than it began: the author's utility is "
            f"{show_value(start)} at the start and {show_value(end)} at the end"
        )
        return (Finding("C104", len(story), message, span=story[-1].span if story else None),)
    if goal is not None and end < goal:
        message = (
            f"the story misses its goal: the author's utility is {show_value(end)} at the "
            f"end, and {show_value(goal)} was asked for"
        )
        return (Finding("C104", len(story), message, span=story[-1].span if story else None),)

    open_beats: set[int] = set()

    def willing(state: State, position: int, kept: int) -> bool:
        if story[position].deliberate is not None:
            return True
        try:
            return motives.explained(state, actions[position])
        except OutOfStatesError:  # not held against the story
            open_beats.add(position + 1)
            return False

    try:
        shorter = shorter_plan(dynamics, states[0], tuple(actions), 0, willing)
    except RecursionError:  # a story of many hundred acts
        return (undecided(set(range(1, len(story) + 1))),)
    if shorter is not None:
        dropped = {i for i in range(len(story)) if i not in shorter}
        is_meant = all(story[i].deliberate is not None for i in dropped)
        marks -= dropped
        return () if is_meant else (_needless(story, shorter),)
    return (undecided(open_beats),) if open_beats else ()


def needless_mark(story: Sequence[Beat], index: int) -> Finding:
    """C107: a mark on a beat about which there is nothing to say."""
    mark = story[index].deliberate
    assert mark is not None
    message = f"the mark 'deliberate' on {story[index].text} keeps no finding quiet"
    return Finding("C107", index + 1, message, severity="warning", span=mark.span)


def undecided(beats: set[int]) -> Finding:
    """Needless acts are not proven: what was left open is not held against the story."""
    told = [str(beat) for beat in sorted(beats)[:20]]
    told += ["…"] if len(beats) > 20 else []
    *others, last = told
    shown = f"{', '.join(others)} and {last}" if others else last
    plural = "s" if len(beats) > 1 else ""
    message = (
        "whether fewer acts would do as well was left open, which speaks against nothing: there "
        f"may or may not be a reason for beat{plural} {shown} in a shorter story"
    )
    return Finding("C105", 0, message, severity="warning")


def unfinished(limit: str, unasked: Sequence[int]) -> Finding:
    """C105: what a limit ("time") or Ctrl-C ("cancelled") left open; unasked: see `Walk`."""
    ended = "the time was over" if limit == "time" else "the check was stopped"
    if not unasked:
        rest = "acts that are needless, and what a reader would miss"
        message = f"{ended} before everything was looked for: {rest}, may remain"
        return Finding("C105", 0, message, severity="warning")
    beats = f"beats {_spans(unasked)}" if len(unasked) > 1 else f"beat {unasked[0] + 1}"
    return Finding("C105", 0, f"{ended} before it was asked who has a reason for {beats}")


def _spans(indices: Sequence[int]) -> str:
    """`3 to 5, 7`, counted from 1."""
    spans: list[list[int]] = []
    for index in indices:
        if spans and spans[-1][1] == index:
            spans[-1][1] = index + 1
        else:
            spans.append([index + 1, index + 1])
    return ", ".join(
        f"{first} to {last}" if last > first + 1 else ", ".join(map(str, range(first, last + 1)))
        for first, last in spans
    )


def _needless(story: Sequence[Beat], kept: tuple[int, ...]) -> Finding:
    dropped = [i for i in range(len(story)) if i not in kept]
    beats = ", ".join(str(i + 1) for i in dropped)
    plural = "s" if len(dropped) > 1 else ""
    message = f"the story ends as well without beat{plural} {beats}"
    lines = tuple(f"beat {i + 1}: {story[i].text}" for i in dropped)
    first = dropped[0]
    return Finding("C103", first + 1, message, lines, span=story[first].span)
