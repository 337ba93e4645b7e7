"""`dramaturge find`: searches for a story and tells it, or says why there is none."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

import typer

from dramaturge.cli import exits
from dramaturge.cli.cancelling import answers, cancel
from dramaturge.cli.opening import open_world, refusing, title
from dramaturge.cli.screen import Screen, emit, finite, misuse
from dramaturge.ground.world import Const
from dramaturge.narrate.words import counted
from dramaturge.story import Explanation, Limits, Outcome, Progress, SearchResult, Step, Story

if TYPE_CHECKING:
    from dramaturge.api import World

STAGES = ("load", "ground", "search", "verify")  # of `seconds`; the rest is counted otherwise
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
    ending: str | None,
) -> NoReturn:
    """The command."""
    started = time.perf_counter()
    try:
        world = open_world(name, as_json)
        with refusing(as_json), _progress(not as_json) as report:
            result = world.find(
                goal,
                author_limit,
                character_limit,
                epistemic_limit,
                time_limit,
                memory_limit,
                progress=report,
                shortest=shortest,
                ending=ending,
            )
    except KeyboardInterrupt:
        raise typer.Exit(cancel(as_json, time.perf_counter() - started)) from None
    except ValueError as error:
        misuse(str(error))
    answers.append(result.outcome.value)
    if as_json:
        emit({**as_object(result), "ending": ending})
    else:
        show(Screen(), world, result, ending)
    raise typer.Exit(EXITS[result.outcome])


def as_object(result: SearchResult) -> dict[str, object]:
    """The answer as the JSON object that other programs read."""
    found = result.story if result.outcome is Outcome.found else None
    best = None if found is not None else result.story
    limits = result.limits
    return {
        "outcome": result.outcome.value,
        "limit": result.limit,
        "story": None if found is None else [step.action for step in found.steps],
        "utility": None if found is None else finite(found.utility),
        "goal": finite(result.goal),
        "best": None if best is None else _story_object(best),
        "states": result.states,
        "expanded": result.expanded,
        "round": result.round,
        "undecided": result.undecided,
        "limits": {
            "author": limits.author,
            "character": limits.character,
            "epistemic": limits.epistemic,
            "time": finite(limits.time_s),
            "memory": limits.memory_mb,
        },
        "seconds": {name: round(value, 6) for name, value in result.seconds.items()},
        "peak_mb": round(result.peak_mb, 1),
        "explanations": None if found is None else [step_object(step) for step in found.steps],
    }


def step_object(step: Step) -> dict[str, object]:
    """An act with the plans behind it, nested."""
    reasons = [explanation_object(explanation) for explanation in step.explanations]
    return {"action": step.action, "reasons": reasons}


def explanation_object(explanation: Explanation) -> dict[str, object]:
    plan = [step_object(step) for step in explanation.plan]
    return {"character": explanation.character, "plan": plan}


def show(screen: Screen, world: World, result: SearchResult, ending: str | None = None) -> None:
    """The answer for a reader."""
    screen.heading(title(world))
    if result.outcome is Outcome.found:
        assert result.story is not None
        show_story(screen, world, result.story, ending)
        spent = sum(result.seconds.get(stage, 0.0) for stage in STAGES)
        worth = (
            f"The ending is worth {_number(result.story.utility)} to the author "
            f"(asked for: {_number(result.goal)})."
        )
        if ending is not None:
            worth = f"The ending is '{ending}'."
        screen.paragraph(f"Found in {_duration(spent)}. {worth}", style="dim")
        if result.undecided:
            text = "Whether every act in it is needed was left open: that takes too long to tell."
            screen.paragraph(text, style="dim")
        return
    within = within_limits(result.limits)
    if _is_vain(world, ending):
        screen.paragraph("There is no story to find.")
        screen.paragraph(
            "Nothing in this world changes what the author gains."
            if ending is None
            else f"Whatever happens in this world, '{ending}' stays as it is at the start."
        )
    elif result.outcome is Outcome.none:
        wanted = f"worth {_number(result.goal)} to the author"
        if ending is not None:
            wanted = f"that ends as '{ending}' says"
        screen.paragraph(f"There is no story {wanted}.")
        if ending is not None and world.begins_with(ending):
            screen.paragraph("It is so from the start, and a story must make it come true.")
        screen.paragraph(f"Limits: {within}.")
        screen.paragraph("That is certain: everything within these limits was tried.")
    elif result.outcome is Outcome.limit:
        screen.paragraph(f"No answer: {_stopped(result)}")
        screen.paragraph(f"Limits: {within}.")
    else:
        screen.paragraph("Cancelled before there was an answer.")
    if result.story is not None:
        worth = _number(result.story.utility)
        screen.print()
        screen.paragraph(f"The best so far is worth only {worth} to the author:")
        screen.print()
        show_story(screen, world, result.story, ending)
    screen.print()
    screen.paragraph("What to try next:")
    for line in _advice(world, result, ending):
        screen.paragraph(line, indent=2, label="-")


def show_story(screen: Screen, world: World, story: Story, ending: str | None = None) -> None:
    """The acts as numbered sentences with the reasons behind them, then as a plan file."""
    states = world.teller.states([step.action for step in story.steps])
    indent = len(str(len(story.steps))) + 4
    for number, step in enumerate(story.steps, 1):
        screen.paragraph(world.sentence(step.action), indent=indent, label=f"{number}.")
        for explanation in step.explanations:
            reason = world.teller.reason(explanation, states[number - 1])
            screen.paragraph(reason, indent=indent + 2, style="dim")
    if ending is not None and world.endings[ending].text:
        screen.paragraph(f"In the end: {world.endings[ending].text}.", indent=indent)
    elif ending is None and len(states) > 1:
        gain = world.teller.gain(0, states[0], states[-1])
        if gain:
            screen.paragraph(f"In the end {gain}.", indent=indent)
    screen.print()
    screen.paragraph("The same as a plan:", style="dim")
    for step in story.steps:
        screen.verbatim(step.action, indent=2, style="cyan")
    screen.print()


def within_limits(limits: Limits) -> str:
    """The limits as a phrase."""
    author = "any length" if limits.author is None else f"up to {counted(limits.author, 'act')}"
    plans = (
        "any length" if limits.character is None else f"up to {counted(limits.character, 'act')}"
    )
    depth = limits.epistemic
    minds = "any number of minds" if depth is None else counted(depth, "mind")
    return f"stories of {author}; plans in the characters' minds of {plans}, {minds} deep"


def _stopped(result: SearchResult) -> str:
    limits = result.limits
    known = {
        "time": f"the time limit of {_duration(limits.time_s or 0)} was reached.",
        "memory": f"the memory limit of {limits.memory_mb or 0:g} MB was reached.",
        "states": "the limit on states was reached.",
        "character": "longer plans in the characters' minds remain untried.",
    }
    return known.get(result.limit or "", f"the limit '{result.limit}' was reached.")


def _is_vain(world: World, ending: str | None) -> bool:
    """Whether the author's utility is the same whatever happens."""
    return isinstance(world.aimed(ending).utilities[0], Const)


def _advice(world: World, result: SearchResult, ending: str | None) -> Iterator[str]:
    """What to try next."""
    limits = result.limits
    if _is_vain(world, ending):
        if ending is not None:
            yield "let the ending depend on something that an act changes"
        elif "" in world.model.utilities:
            yield "let the author's utility() depend on something that an act changes"
        else:
            yield "say what the author wants to see at the end: utility(): …;"
        return
    if result.outcome is Outcome.none:
        if limits.author is not None:
            yield f"a longer story: --author-limit {limits.author + 4}"
        if limits.character is not None:
            yield f"characters who plan further ahead: --character-limit {limits.character + 2}"
        if limits.epistemic is not None:
            yield f"minds that see deeper into each other: --epistemic-limit {limits.epistemic + 1}"
        if result.story is not None:
            yield f"a lesser ending: --goal {_number(result.story.utility)}"
        yield "or give somebody in the world a reason, or a way, to bring the ending about"
        return
    if result.outcome is Outcome.cancelled:
        yield "the same again, with more patience"
    if result.limit == "time" and limits.time_s is not None:
        yield f"more time: --time-limit {limits.time_s * 4:g}"
    if result.limit == "memory" and limits.memory_mb is not None:
        yield f"more memory: --memory-limit {limits.memory_mb * 2:g}"
    if limits.character is not None and limits.character > 3:
        yield f"shorter plans, which are tried faster: --character-limit {limits.character - 2}"
    if limits.epistemic is not None and limits.epistemic > 1:
        yield f"minds that see less deep into each other: --epistemic-limit {limits.epistemic - 1}"
    if result.story is not None:
        yield f"a lesser ending: --goal {_number(result.story.utility)}"


def _story_object(story: Story) -> dict[str, object]:
    return {"story": [step.action for step in story.steps], "utility": finite(story.utility)}


@contextmanager
def _progress(wanted: bool) -> Iterator[Callable[[Progress], None] | None]:
    """A line on standard error that says how far the search is, if a terminal is there."""
    if not wanted or not sys.stderr.isatty():
        yield None
        return
    screen = Screen(stderr=True)
    with screen.status("reading the world") as status:

        def report(now: Progress) -> None:
            status.update(
                f"searching: {now.states:,} states, {counted(now.depth, 'act')} deep, "
                f"{now.memory_mb:.0f} MB, {now.seconds:.0f} s (Ctrl-C stops)"
            )

        yield report


def _number(value: float) -> str:
    return f"{value:g}"


def _duration(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds < 10 else f"{seconds:.0f} s"
