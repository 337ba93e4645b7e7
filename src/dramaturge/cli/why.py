"""`dramaturge why`: the plans in the minds of those who act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from dramaturge.cli import exits
from dramaturge.cli.allowance import Allowance
from dramaturge.cli.answer import explanation_object
from dramaturge.cli.cancelling import OutOfTimeError, answers, deadline
from dramaturge.cli.opening import give_up, open_story, open_world, refusing, title
from dramaturge.cli.progress import status_line
from dramaturge.cli.screen import Screen, emit, misuse
from dramaturge.narrate.words import counted

if TYPE_CHECKING:
    from dramaturge.api import Why, World
    from dramaturge.semantics import State


def run(
    name: str,
    story: Path,
    beat: int | None,
    as_json: bool,
    limits: Mapping[str, int | None],
    time_limit: float | None = None,
) -> NoReturn:
    """The command. Exit code 1 if somebody has no reason; else 3 where that was left open, or 130
    after Ctrl-C."""
    allowance = Allowance(time_limit, None)
    try:
        with allowance.reading():
            world = open_world(name, as_json)
            script = open_story(world, name, story, as_json)
            with refusing(as_json):
                _ = world.teller
    except OutOfTimeError:
        give_up({"beats": [], "trouble": None, "limit": "time"}, as_json)
    count = len(script.beats)
    if beat is not None and beat > count:
        misuse(f"the story has only {counted(count, 'beat')}, there is no {beat}")
    wanted = range(1, count + 1) if beat is None else (beat,)
    found: list[Why] = []
    trouble: str | None = None
    limit: str | None = None
    with refusing(as_json), status_line(_how_far, wanted=not as_json) as report:
        for number in wanted:
            try:
                if report is not None:
                    report(number, wanted[-1])
                with deadline(allowance.seconds_left):
                    found.append(world.why(script, number, **limits))
            except ValueError as error:
                trouble = str(error)
            except OutOfTimeError:
                limit = "time"
            except KeyboardInterrupt:
                limit = "cancelled"
            if trouble is not None or limit is not None:
                break
    answers.append("why")
    if as_json:
        emit(as_object(found, trouble, limit))
    else:
        show(Screen(), world, script.actions, found, trouble)
        _show_limit(Screen(), limit, wanted[len(found) : len(found) + 1])
    raise typer.Exit(_code(found, trouble, limit))


def _how_far(beat: int, last: int) -> str:
    return f"looking for reasons: beat {beat} of {last}"


def _show_limit(screen: Screen, limit: str | None, beats: Sequence[int]) -> None:
    """What was left out, if a limit ended it."""
    if limit is not None:
        ended = "The time was over" if limit == "time" else "It was stopped"
        where = "".join(f" at beat {beat}" for beat in beats)
        screen.paragraph(f"{ended}{where}: the rest was not looked at.", style="bold yellow")


def _code(found: Sequence[Why], trouble: str | None, limit: str | None) -> int:
    if trouble is not None or any(answer.unexplained for answer in found):
        return exits.NO
    if limit == "cancelled":
        return exits.CANCELLED
    is_open = limit is not None or any(answer.undecided for answer in found)
    return exits.GAVE_UP if is_open else exits.YES


def as_object(found: list[Why], trouble: str | None, limit: str | None = None) -> dict[str, object]:
    """The answer as a JSON object."""
    return {
        "beats": [
            {
                "beat": answer.beat,
                "action": answer.action,
                "reasons": [explanation_object(one) for one in answer.explanations],
                "without_reason": list(answer.unexplained),
                "undecided": list(answer.undecided),
            }
            for answer in found
        ],
        "trouble": trouble,
        "limit": limit,
    }


def show(
    screen: Screen,
    world: World,
    actions: tuple[str, ...],
    answers: list[Why],
    trouble: str | None,
) -> None:
    """The plans for a reader, those of others inside them indented."""
    if answers:
        screen.heading(title(world))
        states = world.teller.states(actions)
        for answer in answers:
            _show_beat(screen, world, answer, states[answer.beat - 1])
    if trouble is not None:
        screen.paragraph(trouble[:1].upper() + trouble[1:] + ".", style="bold red")
        screen.paragraph("'dramaturge check' tells what is in the way.")


def _show_beat(screen: Screen, world: World, answer: Why, state: State) -> None:
    indent = len(str(answer.beat)) + 4
    screen.paragraph(
        world.sentence(answer.action), indent=indent, label=f"{answer.beat}.", style="bold"
    )
    for explanation in answer.explanations:
        for depth, line in world.teller.nested(explanation, state):
            screen.paragraph(line, indent=indent + 2 + 3 * depth, style="dim" if depth else "")
    for name in answer.unexplained:
        who = world.sentence_start(name)
        screen.paragraph(f"{who} has no reason for this.", indent=indent + 2, style="red")
    for name in answer.undecided:
        who = world.sentence_start(name)
        text = f"{who}: no reason was found before the search gave up."
        screen.paragraph(text, indent=indent + 2, style="yellow")
    if not (answer.explanations or answer.unexplained or answer.undecided):
        screen.paragraph("The author's decision: nobody has to agree.", indent=indent + 2)
    screen.print()
