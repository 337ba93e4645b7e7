"""The worlds and stories that commands are given."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from dramaturge import bundled
from dramaturge.api import Script, World, load
from dramaturge.cli.screen import Screen, refuse, show_problems
from dramaturge.problems import Problem, WorldError


def open_world(name: str, as_json: bool = False) -> World:
    """The world by path or bundled name; ends the command if it has mistakes."""
    world = load(bundled.locate(name))
    if not world.ok:
        problems = list(world.problems)
        if world.source is None and not Path(name).exists():
            problems[0] = replace(problems[0], hint=_other_names(name))
        refuse(problems, as_json)
    if world.problems and not as_json:
        show_problems(Screen(stderr=True), world.problems)
    return world


def open_story(world: World, name: str, as_json: bool = False) -> Script:
    """The story in a file; ends the command if its text has mistakes."""
    script = world.read(Path(name))
    if not script.ok:
        refuse(_with_hint(script.problems, world), as_json)
    if script.problems and not as_json:
        show_problems(Screen(stderr=True), script.problems)
    return script


@contextmanager
def refusing(as_json: bool) -> Iterator[None]:
    """Mistakes that only show later, when the world is ground, end the command as well."""
    try:
        yield
    except WorldError as error:
        refuse(error.problems, as_json)


def complete_world(incomplete: str) -> list[str]:
    """Names of bundled worlds, for the shell."""
    return [name for name in bundled.worlds() if name.startswith(incomplete)]


def title(world: World) -> str:
    """The world's name as a heading."""
    words = world.name.replace("_", " ").replace("-", " ").strip() or world.name
    return words[:1].upper() + words[1:]


def _other_names(name: str) -> str:
    close = get_close_matches(Path(name).stem, bundled.worlds(), n=1)
    if close:
        return f"did you mean the bundled world '{close[0]}'?"
    return "give a file, or the name of a bundled world: 'dramaturge worlds' lists them"


def _with_hint(problems: tuple[Problem, ...], world: World) -> list[Problem]:
    """If hardly anything in the story is known, it may be a story of another world."""
    unknown = [problem for problem in problems if problem.code in ("S102", "S103")]
    found = list(problems)
    if len(unknown) > 2 and len(unknown) == len(problems):
        hint = f"is this a story of another world than '{world.name}'?"
        last = found[-1]
        found[-1] = replace(last, hint=f"{last.hint}; {hint}" if last.hint else hint)
    return found
