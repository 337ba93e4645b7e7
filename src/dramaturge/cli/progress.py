"""How far a search is, told while it runs; only where a terminal is there."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec

from dramaturge.cli.screen import Screen
from dramaturge.narrate.words import counted
from dramaturge.story import Progress

Parts = ParamSpec("Parts")


@contextmanager
def progress(wanted: bool) -> Iterator[Callable[[Progress], None] | None]:
    """A line on standard error that says what the search is doing; files and pipes get nothing."""
    if not wanted or not sys.stderr.isatty():
        yield None
        return
    from dramaturge.kernel.planner import rounds

    doing = {round.name: round.doing for round in rounds()}
    screen = Screen(stderr=True)
    told = 0
    with screen.status("reading the world") as status:

        def report(now: Progress) -> None:
            nonlocal told
            if now.shortest and now.shortest != told:
                told = now.shortest
                screen.paragraph(f"After {now.seconds:.1f} s a story of {counted(told, 'act')}.")
            status.update(line(now, doing.get(now.round, "getting ready")))

        yield report


@contextmanager
def status_line(
    words: Callable[Parts, str], *, wanted: bool, first: str = "reading the world"
) -> Iterator[Callable[Parts, None] | None]:
    """The same for other work. words: what a report says, with what it is called with; first: what
    the line says before there is any."""
    if not wanted or not sys.stderr.isatty():
        yield None
        return
    with Screen(stderr=True).status(first) as status:

        def report(*parts: Parts.args, **named: Parts.kwargs) -> None:
            status.update(f"{words(*parts, **named)} (Ctrl-C stops)")

        yield report


def line(now: Progress, doing: str) -> str:
    """The state of a search in words."""
    so_far = f"{counted(now.depth, 'act')} deep, {now.states:,} states"
    if now.shortest:
        so_far += f", no story has fewer than {counted(now.bound, 'act')}"
    return f"{doing}: {so_far}, {now.memory_mb:.0f} MB, {now.seconds:.0f} s (Ctrl-C stops)"
