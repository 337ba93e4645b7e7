"""The worlds and stories that commands are given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import NoReturn

import typer

from dramaturge import bundled
from dramaturge.api import Script, World, load
from dramaturge.cli import exits
from dramaturge.cli.cancelling import SAID, answers
from dramaturge.cli.screen import Screen, emit, misuse, refuse, show_problems
from dramaturge.narrate.words import counted, listed
from dramaturge.problems import Problem, WorldError, errors

IS_STORY = "this looks like a story, not a world; the world comes first: WORLD STORY"
IS_WORLD = (
    "this looks like a world, not a story; a story has one act per line: walk(Tom, Inn, Mill)"
)

MOST_FILES = 1000  # of a folder that are looked at for a name like the one asked for

_STORY_LINE = re.compile(r"(?:[^\W\d_][^\s(){};=]*\s*\([^(){};=]*\)\s*)+")
_WORLD_LINE = re.compile(r"^[ \t]*(?:type|entity|property|action|trigger)[ \t]+\w", re.MULTILINE)


def open_world(name: str, as_json: bool = False) -> World:
    """The world by path or bundled name; ends the command if it has mistakes."""
    world = load(bundled.locate(name))
    if not world.ok:
        problems = list(world.problems)
        if world.source is None and not bundled.exists(Path(name)):
            problems[0] = replace(problems[0], hint=_other_worlds(name))
        elif world.source is not None and _looks_like_story(world.source.text):
            problems = [replace(errors(problems)[0], hint=IS_STORY)]
        refuse(problems, as_json)
    if world.problems and not as_json:
        show_problems(Screen(stderr=True), world.problems)
    return world


def open_story(world: World, world_name: str, name: Path, as_json: bool = False) -> Script:
    """The story in a file; ends the command if its text has mistakes."""
    script = world.read(bundled.locate_story(str(name), world_name))
    if not script.ok:
        first = errors(script.problems)[0]
        text = first.span.source.text if first.span and first.code.startswith("S") else ""
        if _WORLD_LINE.search(text):
            refuse([replace(first, hint=IS_WORLD)], as_json)
        if first.code == "E108" and not bundled.exists(name):
            refuse([replace(first, hint=_other_stories(name, world_name))], as_json)
        refuse(_with_hint(script.problems, world), as_json)
    if script.problems and not as_json:
        show_problems(Screen(stderr=True), script.problems)
    return script


def open_beginning(
    world: World,
    name: str,
    story: Path | None,
    after_beat: int | None,
    as_json: bool,
    called: str = "a story",
) -> tuple[str, ...]:
    """The acts of a story up to a beat (None: all of them), or none if no story is given; ends the
    command if there is no such beat. called: how the story is given."""
    if story is None:
        if after_beat is not None:
            misuse(f"--after-beat needs {called}")
        return ()
    acts = open_story(world, name, story, as_json).actions
    if after_beat is not None and after_beat > len(acts):
        misuse(f"the story has only {counted(len(acts), 'beat')}, there is no {after_beat}")
    return acts[:after_beat]


@contextmanager
def refusing(as_json: bool) -> Iterator[None]:
    """Mistakes that only show later, when the world is ground, end the command as well."""
    try:
        yield
    except WorldError as error:
        refuse(error.problems, as_json)


def give_up(answer: Mapping[str, object], as_json: bool) -> NoReturn:
    """Ends the command because reading the world took all of its time; answer: as JSON."""
    answers.append("time")
    if as_json:
        emit(answer)
    else:
        Screen(stderr=True).paragraph(SAID["time"])
    raise typer.Exit(exits.GAVE_UP)


def title(world: World) -> str:
    """The world's name as a heading."""
    words = world.name.replace("_", " ").replace("-", " ").strip() or world.name
    return words[:1].upper() + words[1:]


def _looks_like_story(text: str) -> bool:
    """Whether there are acts and nothing else, apart from comments."""
    lines = [line.partition("//")[0].strip() for line in text.splitlines()]
    written = [line for line in lines if line and not line.startswith("|")]
    return bool(written) and all(_STORY_LINE.fullmatch(line) for line in written)


def _other_worlds(name: str) -> str:
    close = get_close_matches(Path(name).stem, bundled.worlds(), n=1)
    if close:
        return f"did you mean the bundled world '{close[0]}'?"
    near = _nearest_file(Path(name))
    if near is not None:
        return f"did you mean '{near}'?"
    return "give a file, or the name of a bundled world: 'dramaturge worlds' lists them"


def _nearest_file(path: Path) -> Path | None:
    """The file of nearly this name in the same folder."""
    try:
        there = [found.name for found in islice(path.parent.iterdir(), MOST_FILES)]
    except (OSError, ValueError):
        return None
    close = get_close_matches(path.name, there, n=1, cutoff=0.7)
    return path.with_name(close[0]) if close else None


def _other_stories(path: Path, world: str) -> str:
    """What to say of a story that is not there."""
    near = _nearest_file(path)
    if near is not None:
        return f"did you mean '{near}'?"
    known = [] if bundled.exists(Path(world)) else bundled.stories(bundled.locate(world))
    names = [f"'{story.stem}'" for story in known]
    if names:
        return f"with this world come {listed(names)}"
    return "write the story into a file, one act per line: walk(Tom, Inn, Mill)"


def _with_hint(problems: tuple[Problem, ...], world: World) -> list[Problem]:
    """If hardly anything in the story is known, it may be a story of another world."""
    unknown = [problem for problem in problems if problem.code in ("S102", "S103")]
    found = list(problems)
    if len(unknown) > 2 and len(unknown) == len(problems):
        hint = f"is this a story of another world than '{world.name}'?"
        last = found[-1]
        found[-1] = replace(last, hint=f"{last.hint}; {hint}" if last.hint else hint)
    return found
