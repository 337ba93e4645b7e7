"""`dramaturge why`: the plans in the minds of those who act."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from dramaturge.cli import exits
from dramaturge.cli.answer import explanation_object
from dramaturge.cli.opening import open_story, open_world, refusing, title
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
) -> NoReturn:
    """The command. Exit code 1 if somebody has no reason."""
    world = open_world(name, as_json)
    script = open_story(world, name, story, as_json)
    count = len(script.beats)
    if beat is not None and beat > count:
        misuse(f"the story has only {counted(count, 'beat')}, there is no {beat}")
    wanted = range(1, count + 1) if beat is None else (beat,)
    answers: list[Why] = []
    trouble: str | None = None
    with refusing(as_json):
        for number in wanted:
            try:
                answers.append(world.why(script, number, **limits))
            except ValueError as error:
                trouble = str(error)
                break
    if as_json:
        emit(as_object(answers, trouble))
    else:
        show(Screen(), world, script.actions, answers, trouble)
    stands = trouble is None and not any(a.unexplained or a.undecided for a in answers)
    raise typer.Exit(exits.YES if stands else exits.NO)


def as_object(answers: list[Why], trouble: str | None) -> dict[str, object]:
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
            for answer in answers
        ],
        "trouble": trouble,
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
