"""`dramaturge explore`: what can happen in a world, from the start or from a beat of a story."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from dramaturge.cli import exits
from dramaturge.cli.allowance import Allowance
from dramaturge.cli.cancelling import SAID, OutOfMemoryError, OutOfTimeError, answers
from dramaturge.cli.opening import open_beginning, open_world, refusing, title
from dramaturge.cli.progress import status_line
from dramaturge.cli.screen import Screen, emit, misuse
from dramaturge.explore import Count, EndingReport, Exploration, Turn
from dramaturge.explore.result import nothing
from dramaturge.narrate.words import capitalised, counted, listed, split

if TYPE_CHECKING:
    from dramaturge.api import World

MOST_TURNS = 5
WORDS_OF_NEVER = {
    "impossible": "what it needs does not come about",
    "unwanted": "it is possible, but somebody who must be willing is not",
}
WORDS_OF_LIMITS = {
    "time": "the time limit was reached",
    "memory": "the memory limit was reached",
    "states": "the limit on states was reached",
    "cancelled": "it was cancelled",
}


def run(
    name: str,
    story: Path | None,
    as_json: bool,
    *,
    after_beat: int | None,
    depth: int,
    seed: int,
    time_limit: float | None,
    beyond: float,
    memory_limit: int | None,
    state_limit: int | None,
    character_limit: int | None,
    epistemic_limit: int | None,
) -> NoReturn:
    """The command. Exit code 3 if a limit ended it, 130 if Ctrl-C did."""
    allowance = Allowance(time_limit, memory_limit)
    try:
        with refusing(as_json), allowance.reading():
            world = open_world(name, as_json)
            acts = open_beginning(world, name, story, after_beat, as_json)
            _ = world.ground
        with refusing(as_json), status_line(_how_far, wanted=not as_json) as report:
            found = world.explore(
                depth,
                acts,
                character_limit=character_limit,
                epistemic_limit=epistemic_limit,
                time_limit=allowance.seconds_left,
                memory_limit=allowance.memory_left_mb,
                state_limit=state_limit,
                beyond=beyond,
                seed=seed,
                progress=report,
            )
    except OutOfTimeError:
        raise typer.Exit(_nothing(depth, "time", as_json)) from None
    except OutOfMemoryError:
        raise typer.Exit(_nothing(depth, "memory", as_json)) from None
    except ValueError as error:
        misuse(str(error))
    answers.append(found.limit or "explored")
    if as_json:
        emit(as_object(found))
    else:
        show(Screen(), world, found)
    codes = {None: exits.YES, "cancelled": exits.CANCELLED}
    raise typer.Exit(codes.get(found.limit, exits.GAVE_UP))


def _nothing(asked: int, limit: str, as_json: bool) -> int:
    """Says that reading the world met a limit; gives the exit code."""
    if as_json:
        emit(as_object(nothing(asked, limit)))
    else:
        Screen(stderr=True).paragraph(SAID[limit])
    return exits.GAVE_UP


def as_object(found: Exploration) -> dict[str, object]:
    """The answer as the JSON object that other programs read."""
    plain = dataclasses.asdict(found)
    del plain["words"]
    return {**plain, "sampled": found.sampled}


def show(screen: Screen, world: World, found: Exploration) -> None:
    """The answer for a reader."""
    screen.heading(title(world))
    _show_extent(screen, found)
    _show_counts(screen, found.counts)
    if found.endings:
        screen.print()
        screen.paragraph("Endings", style="bold")
        for ending in found.endings:
            _show_ending(screen, world, found, ending)
    if found.turns:
        screen.print()
        screen.paragraph("Points of no return", style="bold")
        for turn in found.turns[:MOST_TURNS]:
            _show_turn(screen, world, found, turn)
        more = len(found.turns) - MOST_TURNS
        if more > 0:
            screen.paragraph(f"... and {more} more; --json lists them all.", indent=2, style="dim")
    if found.never:
        screen.print()
        sure = "What never happens"
        if not found.closed:
            sure = f"What does not happen within {counted(found.depth, 'act')}"
        screen.paragraph(sure, style="bold")
        _show_never(screen, found)


def _show_extent(screen: Screen, found: Exploration) -> None:
    place = "from the start" if not found.start else f"after {counted(len(found.start), 'beat')}"
    text = f"Everything motivated that can happen {place}, up to {counted(found.depth, 'act')}: "
    text += f"{counted(found.situations, 'situation')}."
    screen.paragraph(text)
    reason = WORDS_OF_LIMITS.get(found.limit or "", found.limit)
    is_whole = found.closed or found.depth == found.asked
    if found.limit is not None and not is_whole:
        asked = f"Asked for were {counted(found.asked, 'act')}, but {reason}."
        if found.limit == "time":
            asked += " --time-limit gives it more."
        screen.paragraph(asked, style="yellow")
    if found.closed:
        ahead = "whatever anybody plans"
        if found.character_limit is not None:
            ahead = f"as long as nobody plans more than {found.character_limit} acts ahead"
        screen.paragraph(f"Nothing new can happen after that, {ahead}.")
    if found.limit is not None and is_whole:
        screen.paragraph(f"Not all was counted: {reason}.", style="yellow")


def _show_counts(screen: Screen, counts: Sequence[Count]) -> None:
    if not counts:
        return
    within = f"of up to {counted(counts[-1].acts, 'act')}"
    motivated = _sum(count.motivated for count in counts)
    assert motivated is not None
    text = f"Stories {within} with every act motivated: {_number(motivated)}"
    possible = _sum(count.possible for count in counts)
    if possible is not None:
        text += f", of {_number(possible)} that are possible"
        if motivated > 0 and possible > motivated:
            text += f" (one in {_number(float(round(possible / motivated)))})"
    screen.paragraph(f"{text}.")
    informed = _sum(count.informed for count in counts)
    if informed is not None:
        screen.paragraph(f"If everybody knew everything: {_number(informed)}.")


def _sum(numbers: Iterable[float | int | None]) -> float | int | None:
    total: float | int = 0
    for number in numbers:
        if number is None:
            return None
        total += number
    return total


def _show_ending(screen: Screen, world: World, found: Exploration, ending: EndingReport) -> None:
    name = ending.text or ending.name
    if ending.story is None:
        if ending.for_ever:
            outcome = "never comes"
        elif ending.open:
            outcome = f"was not met before {WORDS_OF_LIMITS.get(found.limit or '', 'it ended')}"
        else:
            outcome = f"does not come within {counted(found.depth, 'act')}"
        screen.paragraph(f"{name}: {outcome}.", indent=4, label="-", style="red")
        return
    if not ending.story:
        screen.paragraph(f"{name}: has come already.", indent=4, label="-", style="green")
        return
    if ending.beyond:
        text = f"{name}: not within {counted(found.depth, 'act')}; "
        text += f"a story of {counted(len(ending.story), 'act')} leads there."
        _show_way(screen, world, text, ending.story)
        return
    ways = "one story leads" if ending.stories == 1 else f"{_number(ending.stories)} stories lead"
    text = f"{name}: after {counted(len(ending.story), 'act')} at least; {ways} there."
    _show_way(screen, world, text, ending.story)


def _show_way(screen: Screen, world: World, text: str, story: Sequence[str]) -> None:
    screen.paragraph(text, indent=4, label="-", style="green")
    for number, act in enumerate(story, 1):
        screen.paragraph(world.sentence(act), indent=10, label=f"{number}.", style="dim")


def _show_turn(screen: Screen, world: World, found: Exploration, turn: Turn) -> None:
    by_name = {ending.name: ending.text or ending.name for ending in found.endings}
    lost = listed([by_name.get(name, name) for name in turn.lost])
    sure = "" if turn.certain else f" within {counted(found.depth, 'act')}"
    screen.paragraph(
        f"{world.sentence(turn.act)} After that, no more{sure}: {lost}.", indent=4, label="-"
    )
    if turn.before:
        way = listed([world.sentence(act).rstrip(".") for act in turn.before[-3:]])
        dots = "... " if len(turn.before) > 3 else ""
        often = f" (the nearest of {turn.situations} situations)" if turn.situations > 1 else ""
        screen.paragraph(f"Before it{often}: {dots}{way}.", indent=6, style="dim")


def _show_never(screen: Screen, found: Exploration) -> None:
    for never in found.never:
        if never.whole:
            words = capitalised(" ".join(split(never.event)).lower())
            screen.paragraph(f"{words}: {WORDS_OF_NEVER[never.reason]}.", indent=4, label="-")
    rest = [never for never in found.never if not never.whole]
    if rest:
        unwanted = sum(len(never.acts) for never in rest if never.reason == "unwanted")
        impossible = sum(len(never.acts) for never in rest if never.reason == "impossible")
        parts = []
        if unwanted:
            parts.append(f"{counted(unwanted, 'particular act')} that nobody wants")
        if impossible:
            word = "" if unwanted else " particular acts" if impossible > 1 else " particular act"
            parts.append(f"{impossible:,}{word} that never can happen")
        text = f"Of kinds that do happen, {listed(parts)}; --json lists them."
        screen.paragraph(text, indent=4, label="-")


def _number(value: float | int) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    for size, word in ((1e15, ""), (1e12, " trillion"), (1e9, " billion"), (1e6, " million")):
        if value >= size:
            return f"about {value:.1e}" if not word else f"about {value / size:.2g}{word}"
    return f"about {float(f'{value:.2g}'):,.0f}"


def _how_far(depth: int, situations: int) -> str:
    return f"exploring: act {depth}, {situations:,} situations so far"
