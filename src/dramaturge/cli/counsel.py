"""`dramaturge counsel`: what would go wrong with a plan, as the others would answer it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from dramaturge.cli import exits
from dramaturge.cli.explore import WORDS_OF_LIMITS
from dramaturge.cli.opening import open_story, open_world, refusing, title
from dramaturge.cli.screen import Screen, emit, misuse
from dramaturge.explore.advice import Counsel, Fate, Line, Loss, Reversal
from dramaturge.narrate.words import capitalised, counted, listed, number

if TYPE_CHECKING:
    from dramaturge.api import World


def run(
    name: str,
    plan: Path,
    after: Path | None,
    as_json: bool,
    *,
    answers: int,
    ending: str | None,
    time_limit: float,
    character_limit: int | None,
    epistemic_limit: int | None,
) -> NoReturn:
    """The command. Exit code 0 if nothing can spoil the plan, 1 if something can."""
    world = open_world(name, as_json)
    steps = open_story(world, name, plan, as_json)
    before = () if after is None else open_story(world, name, after, as_json).actions
    try:
        with refusing(as_json):
            found = world.counsel(
                steps,
                before,
                character_limit,
                epistemic_limit,
                time_limit,
                answers=answers,
                ending=ending,
            )
    except ValueError as error:
        misuse(str(error))
    if as_json:
        emit(as_object(found))
    else:
        show(Screen(), world, found)
    if found.limit == "cancelled":
        raise typer.Exit(exits.CANCELLED)
    if found.limit is not None:
        raise typer.Exit(exits.GAVE_UP)
    raise typer.Exit(exits.YES if found.safe else exits.NO)


def as_object(found: Counsel) -> dict[str, object]:
    """The answer as the JSON object that other programs read."""
    plain = dataclasses.asdict(found)
    del plain["words"]
    return {**plain, "safe": found.safe}


def show(screen: Screen, world: World, found: Counsel) -> None:
    """The answer for a reader."""
    screen.heading(title(world))
    who = listed([world.sentence_start(name) for name in found.planners]) or "The author"
    screen.paragraph(f"{who}: a plan of {counted(len(found.plan), 'step')}.")
    for index, act in enumerate(found.plan, 1):
        screen.paragraph(world.sentence(act), indent=6, label=f"{index}.")
    screen.print()
    if found.limit is not None:
        reason = WORDS_OF_LIMITS.get(found.limit, found.limit)
        screen.paragraph(f"Not everything was looked at: {reason}.", style="yellow")
    if found.success is None:
        screen.paragraph("It cannot come out well.", style="bold red")
    elif found.safe:
        screen.paragraph("Nothing that the others would do spoils it.", style="bold green")
    elif all(act.step is not None for act in found.success.acts):
        screen.paragraph("It comes out well if nothing comes between.", style="bold green")
    else:
        screen.paragraph("It can come out well:", style="bold green")
    if found.success is not None and any(act.step is None for act in found.success.acts):
        _show_line(screen, world, found.success)
    for failure, losses in zip(found.failures, found.losses, strict=True):
        _show_failure(screen, world, found, failure, losses)
    if found.reversals:
        screen.print()
        screen.paragraph("Where it turns", style="bold")
        for turn in found.reversals:
            screen.paragraph(_turn(world, turn), indent=4, label="-")
    if found.results:
        screen.print()
        screen.paragraph("What it can lead to", style="bold")
        for result in found.results:
            acts = [act.action for act in result.line.acts if act.step is None]
            when = listed([world.words.phrase(act).clause for act in acts])
            ending = result.text or result.name
            told = f"{ending}: when {when}." if when else f"{ending}: by the plan alone."
            screen.paragraph(told, indent=4, label="-")
    screen.print()
    screen.paragraph("Who fares how", style="bold")
    for fate in found.fates:
        screen.paragraph(_fate(world, fate), indent=4, label="-")


def _turn(world: World, turn: Reversal) -> str:
    """`Gus seizes Pip (after step 1, 2 or 3).`"""
    act = world.sentence(turn.answer).rstrip(".")
    if turn.own:
        return f"{act} (step {turn.steps[0] + 1} of the plan itself)."
    later = [str(step) for step in turn.steps if step]
    when = f"after step {listed(later, 'or')}" if later else ""
    if 0 in turn.steps:
        when = f"before the first step{' or ' if when else ''}{when}"
    return f"{act} ({when})."


def _show_failure(
    screen: Screen, world: World, found: Counsel, failure: Line, losses: Sequence[Loss]
) -> None:
    screen.print()
    if failure.failed_at is None:
        headline = "It can be carried out and still end badly:"
    else:
        step = world.sentence(found.plan[failure.failed_at - 1]).rstrip(".")
        headline = f"It can fail at step {failure.failed_at} ({step}):"
    screen.paragraph(headline, style="bold red")
    _show_line(screen, world, failure)
    if failure.failed_at is not None:
        states = world.teller.states([*found.start, *(act.action for act in failure.acts)])
        for obstacle in world.teller.obstacles(found.plan[failure.failed_at - 1], states[-1]):
            screen.paragraph(obstacle, indent=6, style="red")
    for loss in losses:
        who = world.words.names.of(loss.character)
        why = loss.because or f"{number(loss.after)} instead of {number(loss.before)}"
        screen.paragraph(f"Bad for {who}: {why}.", indent=6, style="red")
    told = [sight for sight in found.foresight if sight.failure == failure]
    for sights, text in (
        ([s for s in told if s.foreseen], "could have foreseen it."),
        ([s for s in told if not s.foreseen and s.decided], "could not: not by what they believe."),
        ([s for s in told if not s.foreseen and not s.decided], "could perhaps: not found out."),
    ):
        if sights:
            who = listed([world.words.names.of(sight.character) for sight in sights])
            screen.paragraph(f"{capitalised(who)} {text}", indent=6)


def _show_line(screen: Screen, world: World, line: Line) -> None:
    for act in line.acts:
        label = f"{act.step}." if act.step is not None else ">"
        style = "" if act.step is not None else "yellow"
        screen.paragraph(world.sentence(act.action), indent=6, label=label, style=style)


def _fate(world: World, fate: Fate) -> str:
    who = capitalised(world.words.names.of(fate.character))
    before, worst, best = (_worth(value) for value in (fate.before, fate.worst, fate.best))
    if worst == best:
        because = fate.worst_because or fate.best_because
        return f"{who}: {best} in any case (now {before}){f': {because}' if because else ''}"
    text = f"{who}: from {worst} to {best} (now {before})"
    if fate.worst_at is not None and fate.worst != fate.before:
        act = fate.worst_line.acts[fate.worst_at].action
        text += f"; at worst when {world.words.phrase(act).clause}"
        text += f": then {fate.worst_because}" if fate.worst_because else ""
    if fate.best_at is not None and fate.best_because:
        act = fate.best_line.acts[fate.best_at].action
        text += f"; at best when {world.words.phrase(act).clause}: then {fate.best_because}"
    return text


def _worth(value: float | None) -> str:
    return "unknown" if value is None else number(value)
