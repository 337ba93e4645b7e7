"""`dramaturge check`: whether a world makes sense, and whether a story in it holds together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from dramaturge.cli import exits
from dramaturge.cli.allowance import Allowance
from dramaturge.cli.answer import explanation_object
from dramaturge.cli.cancelling import OutOfTimeError, answers, deadline
from dramaturge.cli.opening import give_up, open_story, open_world, refusing
from dramaturge.cli.progress import status_line
from dramaturge.cli.screen import Screen, emit, misuse, problem_json, refuse, show_problems
from dramaturge.narrate.words import counted
from dramaturge.problems import errors
from dramaturge.verdict import Finding, Verdict

if TYPE_CHECKING:
    from dramaturge.api import Script, World
    from dramaturge.feelings import Feelings
    from dramaturge.plan.story_text import Scene


def run(
    name: str,
    story: Path | None,
    as_json: bool,
    *,
    draft: bool,
    ending: str | None,
    goal: float | None = None,
    limits: Mapping[str, int | None],
    time_limit: float | None = None,
    with_feelings: bool = False,
) -> NoReturn:
    """The command."""
    allowance = Allowance(time_limit, None)
    felt: Feelings | None = None
    try:
        with allowance.reading():
            world = open_world(name, as_json)
            if story is None:
                _check_world(world, as_json)
            script = open_story(world, name, story, as_json)
            with refusing(as_json):
                _ = world.dynamics
        with refusing(as_json), status_line(_how_far, wanted=not as_json) as report:
            verdict = world.check(
                script,
                limits["character_limit"],
                limits["epistemic_limit"],
                draft=draft,
                ending=ending,
                goal=goal,
                time_limit=allowance.seconds_left,
                progress=report,
            )
            if with_feelings and verdict.limit is None:
                felt = _felt(world, script, allowance)
    except OutOfTimeError:
        give_up({"ok": False, "findings": [], "limit": "time"}, as_json)
    except ValueError as error:
        misuse(str(error))
    answers.append("checked")
    if as_json:
        found = as_object(verdict, script)
        emit(found if felt is None else {**found, "feelings": felt.to_json()})
    else:
        show(Screen(), world, script, verdict, draft=draft, ending=ending, goal=goal)
        if felt is not None:
            show_feelings(Screen(), world, felt, [beat.text for beat in script.beats])
    raise typer.Exit(_code(verdict))


def _felt(world: World, script: Script, allowance: Allowance) -> Feelings | None:
    """What is felt; None if that took too long."""
    try:
        with deadline(allowance.seconds_left):
            return world.feelings(script)
    except (OutOfTimeError, KeyboardInterrupt):
        Screen(stderr=True).paragraph("What they feel was not found out in that time.")
        return None


def _how_far(beat: int, of: int) -> str:
    return f"looking for reasons: beat {beat} of {of}"


def _code(verdict: Verdict) -> int:
    """What was found out counts; Ctrl-C only where that is no answer."""
    if verdict.ok:
        return exits.YES
    if not verdict.is_open:
        return exits.NO
    return exits.CANCELLED if verdict.limit == "cancelled" else exits.GAVE_UP


def as_object(verdict: Verdict, script: Script) -> dict[str, object]:
    """The verdict as the JSON object that other programs read."""
    return {
        "ok": verdict.ok,
        "findings": [
            {
                "code": finding.code,
                "beat": finding.beat,
                "act": script.beats[finding.beat - 1].text if finding.beat else None,
                "message": finding.message,
                "details": list(finding.details),
                "evidence": list(finding.evidence),
                "repair": finding.repair,
                "character": finding.character,
                "severity": finding.severity,
            }
            for finding in verdict.findings
        ],
        "explanations": [
            [explanation_object(explanation) for explanation in beat]
            for beat in verdict.explanations
        ],
        "limit": verdict.limit,
        "utility": verdict.utility,
    }


def show(
    screen: Screen,
    world: World,
    script: Script,
    verdict: Verdict,
    *,
    draft: bool,
    ending: str | None,
    goal: float | None = None,
) -> None:
    """The verdict for a reader."""
    acts = counted(len(script.beats), "act")
    if verdict.ok:
        judged = not draft and world.judges_end(script)
        end = ", and it ends well for the author" if judged else ""
        if ending is not None and not draft:
            end = f", and it ends as '{ending}' says"
        elif goal is not None and not draft:
            worth = f"{verdict.utility:g} to the author (asked for: {goal:g})"
            end = f", and it ends well: worth {worth}"
        text = f"The story holds: {acts}, all possible, everybody with a reason{end}."
        screen.paragraph(text, style="bold green")
    elif verdict.is_open:
        text = f"Whether the story holds was left open: {_left_open(verdict, len(script.beats))}"
        screen.paragraph(text, style="bold yellow")
    else:
        codes = [finding.code for finding in verdict.findings if finding.severity == "error"]
        wrong = sum(code != "C105" for code in codes)
        rest = ", and not everything was found out" if "C105" in codes else ""
        text = f"The story does not hold: {counted(wrong, 'mistake')} in {acts}{rest}."
        screen.paragraph(text, style="bold red")
    if any(finding.beat for finding in verdict.findings):
        screen.print()
        _show_beats(screen, world, script, verdict)
    for finding in verdict.findings:
        if not finding.beat:
            screen.print()
            _show_finding(screen, finding, 4)


def _left_open(verdict: Verdict, acts: int) -> str:
    beats = {finding.beat for finding in verdict.findings if finding.severity == "error"} - {0}
    vain = (
        f"for {counted(len(beats), 'act')} of {acts} no reason was found before the search gave up."
    )
    if verdict.limit is None:
        return f"{vain} Nothing else is wrong."
    ended = "the time was over" if verdict.limit == "time" else "the check was stopped"
    return f"{ended} before everybody was asked.{f' So far, {vain}' if beats else ''}"


def _show_beats(screen: Screen, world: World, script: Script, verdict: Verdict) -> None:
    """The beats with something to say of them, those that led there, and what is said."""
    at_fault = {finding.beat for finding in verdict.findings}
    led_there = {beat for finding in verdict.findings for beat in finding.evidence}
    shown = sorted((at_fault | led_there) - {0})
    indent = len(str(len(script.beats))) + 4
    scenes = {scene.first: scene for scene in script.scenes}
    told = 0
    for number in shown:
        opened = [first for first in scenes if told < first <= number]
        if opened:
            screen.paragraph(_scene(world, scenes[max(opened)]), style="italic")
        told = number
        act = world.sentence(script.beats[number - 1].text)
        style = "bold" if number in at_fault else "dim"
        screen.paragraph(act, indent=indent, label=f"{number}.", style=style)
        for finding in verdict.findings:
            if finding.beat == number:
                _show_finding(screen, finding, indent + 2)


def show_feelings(screen: Screen, world: World, felt: Feelings, acts: Sequence[str]) -> None:
    """What is felt after each beat, as far as the story is possible."""
    screen.print()
    screen.paragraph("What they feel", style="bold")
    indent = len(str(felt.last_beat)) + 4
    for beat in range(felt.last_beat + 1):
        told = felt.at(beat)
        if beat:
            label = f"{beat}."
            screen.paragraph(world.sentence(acts[beat - 1]), indent=indent, label=label)
        elif told:
            screen.paragraph("In the beginning", indent=indent)
        for feeling in told:
            screen.paragraph(feeling.sentence, indent=indent + 4, label="-", style="cyan")


def _show_finding(screen: Screen, finding: Finding, indent: int) -> None:
    """One finding: what is wrong, why, what led there, what may help."""
    style = "red" if finding.severity == "error" else "yellow"
    screen.paragraph(_sentence(finding.message), indent=indent, style=style)
    for line in finding.details:
        screen.paragraph(line, indent=indent + 2)
    if finding.repair is not None:
        screen.paragraph(f"Perhaps: {finding.repair}.", indent=indent + 2, style="green")
    told = f"{finding.code} {_place(finding)}"
    screen.paragraph(told, indent=indent + 2, style="dim")


def _scene(world: World, scene: Scene) -> str:
    """The heading of a scene: `The mill, as Ann sees it`."""
    if scene.seen_by is None:
        return scene.title
    return f"{scene.title}, as {world.words.names.of(scene.seen_by)} sees it"


def _place(finding: Finding) -> str:
    if finding.span is None:
        return f"at beat {finding.beat}" if finding.beat else "on the whole story"
    line, _ = finding.span.source.position(finding.span.start)
    return f"at {finding.span.source.name}:{line}"


def _sentence(message: str) -> str:
    return f"{message[:1].upper()}{message[1:]}."


def _check_world(world: World, as_json: bool) -> NoReturn:
    """Without a story the world itself is the question."""
    problems = world.all_problems
    with refusing(as_json):
        ground = world.ground
        assert world.dynamics.initial is not None
    if errors(problems):
        refuse(problems, as_json)
    if as_json:
        emit({"ok": True, "findings": [], "problems": [problem_json(p) for p in problems]})
        raise typer.Exit(exits.YES)
    show_problems(Screen(stderr=True), problems[len(world.problems) :])
    screen = Screen()
    screen.paragraph(
        f"The world makes sense: {counted(len(ground.characters), 'character')}, "
        f"{counted(len(ground.actions), 'act')} that can happen, "
        f"{counted(len(ground.fluents), 'fact')} that can change.",
        style="bold green",
    )
    for ending in world.endings.values():
        told = f": {ending.text}" if ending.text else ""
        screen.paragraph(f"Ending {ending.name}{told}", indent=2)
    raise typer.Exit(exits.YES)
