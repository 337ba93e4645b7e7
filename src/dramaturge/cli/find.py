"""`dramaturge find`: searches for a story and tells it, or says why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from dramaturge.cli import exits
from dramaturge.cli.allowance import Allowance
from dramaturge.cli.answer import as_object
from dramaturge.cli.cancelling import (
    OutOfMemoryError,
    OutOfTimeError,
    answers,
    unanswered,
)
from dramaturge.cli.find_advice import Asked, advice, is_vain, number_in_words
from dramaturge.cli.find_conclusions import conclusions, searched, stopped, within_limits
from dramaturge.cli.find_keeping import keep_stories, spare_for_stories
from dramaturge.cli.opening import open_beginning, open_world, refusing, title
from dramaturge.cli.progress import progress
from dramaturge.cli.screen import Screen, emit, misuse
from dramaturge.narrate.words import counted
from dramaturge.story import Aim, Outcome, SearchResult, Story

if TYPE_CHECKING:
    from dramaturge.api import World

EXITS = {
    Outcome.found: exits.YES,
    Outcome.none: exits.NO,
    Outcome.limit: exits.GAVE_UP,
    Outcome.cancelled: exits.CANCELLED,
}


def run(
    name: str,
    as_json: bool,
    *,
    goal: float | None,
    author_limit: int | None,
    character_limit: int | None,
    epistemic_limit: int | None,
    time_limit: float | None,
    memory_limit: int | None,
    shortest: bool,
    prove: bool,
    stories: int | None,
    seed: int,
    ending: str | None,
    after: Path | None,
    after_beat: int | None,
    statements: Sequence[str],
    output: Path | None,
) -> NoReturn:
    """The command."""
    spare_for_stories(output, name, after)
    allowance = Allowance(time_limit, memory_limit)
    try:
        # What comes before the search has no limits of its own.
        with refusing(as_json), allowance.reading():
            world = open_world(name, as_json)
            if statements:
                world = world.changed(*statements).require()
            begun = open_beginning(world, name, after, after_beat, as_json, "--after")
            _ = world.compiled(ending)
        with refusing(as_json), progress(not as_json) as report:
            result = world.find(
                goal,
                author_limit,
                character_limit,
                epistemic_limit,
                allowance.seconds_left,
                allowance.memory_left_mb,
                progress=report,
                shortest=shortest,
                prove=prove,
                stories=stories,
                seed=seed,
                ending=ending,
                after=begun,
            )
    except KeyboardInterrupt:
        raise typer.Exit(unanswered("cancelled", as_json, allowance.spent_s)) from None
    except OutOfTimeError:
        raise typer.Exit(unanswered("time", as_json, allowance.spent_s)) from None
    except OutOfMemoryError:
        raise typer.Exit(unanswered("memory", as_json, allowance.spent_s)) from None
    except ValueError as error:
        misuse(str(error))
    told = replace(result.limits, time_s=time_limit)
    if memory_limit is not None:
        told = replace(told, memory_mb=memory_limit)
    result = replace(result, limits=told)
    answers.append(result.outcome.value)
    if as_json:
        emit({**as_object(result), "ending": ending})
    else:
        asked = Asked(author_limit, character_limit, epistemic_limit, shortest or prove)
        show(Screen(), world, result, ending, asked)
    if output is not None:
        keep_stories(output, title(world), result, ending=ending, statements=statements)
    raise typer.Exit(EXITS[result.outcome])


def show(
    screen: Screen,
    world: World,
    result: SearchResult,
    ending: str | None,
    asked: Asked,
) -> None:
    """The answer for a reader."""
    screen.heading(title(world))
    if result.after:
        screen.paragraph(f"After {counted(len(result.after), 'act')}:")
        screen.print()
    if result.outcome is Outcome.found:
        for number, story in enumerate(result.stories, 1):
            if result.aim is Aim.several:
                of_all = f"Story {number} of {len(result.stories)}"
                screen.paragraph(of_all + _difference(result.stories, number - 1), style="bold")
                screen.print()
            show_story(screen, world, story, ending, result.after)
        for line in conclusions(result, ending):
            screen.paragraph(line, style="dim")
        return
    within = within_limits(result.limits)
    if is_vain(world, ending):
        screen.paragraph("There is no story to find.")
        screen.paragraph(
            "Nothing in this world changes what the author gains."
            if ending is None
            else f"Whatever happens in this world, '{ending}' stays as it is at the start."
        )
    elif result.outcome is Outcome.none:
        wanted = f"worth {number_in_words(result.goal)} to the author"
        if ending is not None:
            wanted = f"that ends as '{ending}' says"
        is_certain = "never" in result.proves or not asked.goes_beyond(result.limits)
        screen.paragraph(
            f"There is no story {wanted}." if is_certain else f"No story {wanted} was found."
        )
        if ending is not None and world.begins_with(ending, result.after):
            since = "by then" if result.after else "from the start"
            screen.paragraph(f"It is so {since}, and a story must make it come true.")
        screen.paragraph(f"Limits: {within}.")
        if "never" in result.proves:
            text = "That is certain, and no other limits help: nothing that can happen leads there."
        elif is_certain:
            text = "That is certain: everything within these limits was tried."
        else:
            text = (
                "Within these there is certainly none: everything was tried. Beyond them stories "
                "were looked for as well, but not to the end."
            )
        screen.paragraph(text)
    elif result.outcome is Outcome.limit:
        screen.paragraph(f"No answer: {stopped(result)}")
        for line in searched(result):
            screen.paragraph(line)
    else:
        screen.paragraph("Cancelled before there was an answer.")
    if result.story is not None:
        worth = number_in_words(result.story.utility)
        screen.print()
        screen.paragraph(f"The best so far is worth only {worth} to the author:")
        screen.print()
        show_story(screen, world, result.story, ending, result.after)
    screen.print()
    screen.paragraph("What to try next:")
    for line in advice(world, result, ending, asked):
        screen.paragraph(line, indent=2, label="-")


def _difference(stories: Sequence[Story], at: int) -> str:
    """How far the story is from the most similar of the others."""
    from dramaturge.plan.variety import distance

    others = [distance(stories[at], other) for i, other in enumerate(stories) if i != at]
    if not others:
        return ""
    if min(others) == 0:
        return ": the acts of another one, to another end"
    return f": {min(others):.0%} of the acts differ from the most similar other"


def show_story(
    screen: Screen,
    world: World,
    story: Story,
    ending: str | None = None,
    after: Sequence[str] = (),
) -> None:
    """The acts as numbered sentences with the reasons behind them, then as a plan file.

    after: the acts before it begins; they count, but are not told.
    """
    states = world.teller.states([*after, *(step.action for step in story.steps)])
    indent = len(str(len(after) + len(story.steps))) + 4
    for number, step in enumerate(story.steps, len(after) + 1):
        screen.paragraph(world.sentence(step.action), indent=indent, label=f"{number}.")
        for explanation in step.explanations:
            reason = world.teller.reason(explanation, states[number - 1])
            screen.paragraph(reason, indent=indent + 2, style="dim")
    if ending is not None and world.endings[ending].text:
        screen.paragraph(f"In the end: {world.endings[ending].text}.", indent=indent)
    elif ending is None and len(states) > len(after) + 1:
        gain = world.teller.gain(0, states[len(after)], states[-1])
        if gain:
            screen.paragraph(f"In the end {gain}.", indent=indent)
    screen.print()
    screen.paragraph("The same as a plan:", style="dim")
    for step in story.steps:
        screen.verbatim(step.action, indent=2, style="cyan")
    screen.print()
