"""The pages made from the program: problems.md from the tables of codes, commands.md from the
command line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from textwrap import fill

import typer.main

from dramaturge.api import loads
from dramaturge.cli.app import app
from dramaturge.ground.codes import CODES as GROUND
from dramaturge.knowledge.codes import CODES as KNOWLEDGE
from dramaturge.model.codes import CODES as MODEL
from dramaturge.model.codes import Code as ModelCode
from dramaturge.plan.check import Checker
from dramaturge.plan.story_codes import EXAMPLE_WORLD, FINDING_CODES, STORY_CODES
from dramaturge.plan.story_file import read_text
from dramaturge.play.codes import CODES as PLAYING
from dramaturge.problems import WorldError
from dramaturge.review.codes import NOTES_WORLD, REVIEW_CODES
from dramaturge.semantics.codes import CODES as MOTION
from dramaturge.source import Source
from dramaturge.story import Limits
from dramaturge.syntax import parse
from dramaturge.syntax.codes import CODES as SYNTAX
from dramaturge.syntax.codes import Code as SyntaxCode
from dramaturge.tell.codes import CODES as TELLING

NOTE = "<!-- Made by `make docs`; changes here are lost. -->"
WIDTH = 100
LONGEST_LINE = 96

PROBLEMS = """\
# Problems

{note}

Everything that Dramaturge can object to in a world or a story, with an example and what is said
about it. Each problem has a code that never changes its meaning. A message reads

    FILE:LINE:COLUMN: CODE what is wrong
        the line itself
            ^^^ the place in it
    hint: what to do about it

Codes that begin with `E` are errors: the world cannot be used. `W` is a warning: it can, but
perhaps it does not mean what you want. `S` is an error in the text of a story, and `C` is what a
check of the story finds. `K` is a limit of the tables of who knows what, `T` is a story that cannot
be told as asked, and `V` is about saved games and programs that play.

{contents}
"""


@dataclass(frozen=True, slots=True)
class Section:
    """The problems that one stage finds."""

    title: str
    lead: str
    codes: Mapping[str, ModelCode | SyntaxCode]
    told: Callable[[str, str], list[str]]  # what is said about the example of a code


def problems_page() -> str:
    """problems.md."""
    sections = _sections()
    contents = [f"- [{section.title}](#{anchor(section.title)})" for section in sections]
    parts = [PROBLEMS.format(note=NOTE, contents="\n".join(contents))]
    for section in sections:
        parts.append(f"## {section.title}\n\n{section.lead}\n")
        parts += [_entry(section, code) for code in sorted(section.codes)]
    parts.append(f"## The world of the examples\n\n{_fenced(EXAMPLE_WORLD)}")
    parts.append(f"## The world of the notes\n\n{_fenced(NOTES_WORLD)}")
    return "\n".join(parts)


def _sections() -> tuple[Section, ...]:
    return (
        Section(
            "Reading a world",
            "Mistakes in how the text is written, found before anything is understood.",
            SYNTAX,
            _told_in_reading,
        ),
        Section(
            "What a world means",
            "Names that mean nothing, values of the wrong type, effects that cannot be.",
            MODEL,
            _told_of_world,
        ),
        Section(
            "A world written out",
            "What shows only when every parameter is replaced by everything that fits.",
            GROUND,
            _told_of_world,
        ),
        Section(
            "A world in motion",
            "What shows only when the first state is made.",
            MOTION,
            _told_of_start,
        ),
        Section(
            "Reading a story",
            "The examples are stories in the world at the end of this page.",
            STORY_CODES,
            _told_in_reading_a_story,
        ),
        Section(
            "Checking a story",
            "What `dramaturge check` finds, in stories in the world at the end of this page.",
            FINDING_CODES,
            _told_in_checking,
        ),
        Section(
            "Notes on a story",
            "What `dramaturge check` finds besides, in stories in the world at the end of this "
            "page; see [review.md](review.md).",
            REVIEW_CODES,
            _told_in_reviewing,
        ),
        Section(
            "Asking who knows what",
            "Limits of `dramaturge knows`: what is asked for is too much to be read by anybody.",
            KNOWLEDGE,
            _told_in_reading,
        ),
        Section(
            "Telling",
            "What `dramaturge tell` cannot tell.",
            TELLING,
            _told_in_reading,
        ),
        Section(
            "Saved games, and programs that play",
            "What `dramaturge play` says of files of saved games and of programs that take a part.",
            PLAYING,
            _told_in_reading,
        ),
    )


def codes() -> dict[str, ModelCode | SyntaxCode]:
    """Every code that has an entry."""
    return {code: entry for section in _sections() for code, entry in section.codes.items()}


def _entry(section: Section, code: str) -> str:
    entry = section.codes[code]
    lines = [f"### {code}: {entry.title}\n", f"{_wrapped(entry.explanation)}\n"]
    if entry.example:
        told = section.told(code, entry.example)
        assert any(code in text for text in told), f"the example of {code} does not show it: {told}"
        lines += [_fenced(_shortened(entry.example)), _fenced(_clipped("\n".join(told)))]
    return "\n".join(lines)


def _wrapped(text: str) -> str:
    return fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def _told_in_reading(_: str, example: str) -> list[str]:
    problems = parse(Source("example.world", example))[1]
    return [str(problem) for problem in problems]


def _told_of_start(_: str, example: str) -> list[str]:
    world = loads(example, "example.world")
    try:
        assert world.dynamics.initial is not None
    except WorldError as error:
        return [str(problem) for problem in error.problems]
    return []


def _told_of_world(_: str, example: str) -> list[str]:
    return [str(problem) for problem in loads(example, "example.world").all_problems]


def _told_in_reading_a_story(_: str, example: str) -> list[str]:
    problems = read_text(Source("example.story", example), loads(EXAMPLE_WORLD).model)[1]
    return [str(problem) for problem in problems]


def _told_in_checking(code: str, example: str) -> list[str]:
    world = loads(EXAMPLE_WORLD)
    limits = Limits(character=10, epistemic=2, states=1 if code == "C105" else 10_000)
    text, _ = read_text(Source("example.story", example), world.model)
    checker = Checker(world.model, world.ground, limits)
    for is_whole in (False, True):
        found = checker.check(
            text.beats, solution=is_whole, expectations=text.expectations
        ).findings
        if found:
            break
    return [str(finding) for finding in found]


def _told_in_reviewing(code: str, example: str) -> list[str]:
    found = (
        loads(NOTES_WORLD)
        .check(example, draft=code not in ("C111", "C112", "C113", "C114"))
        .findings
    )
    return [str(finding) for finding in found if finding.code == code]


def _fenced(text: str) -> str:
    return f"```text\n{text.rstrip()}\n```\n"


def _shortened(example: str) -> str:
    """The example with the middle of very long lines left out."""
    return "\n".join(
        line if len(line) <= LONGEST_LINE else f"{line[: LONGEST_LINE - 22]} … {line[-18:]}"
        for line in example.splitlines()
    )


def _clipped(told: str) -> str:
    """A message in which the marked line, and the marks below it, end at the margin."""
    return "\n".join(
        line[:LONGEST_LINE].rstrip() if line.startswith("    ") else line
        for line in told.splitlines()
    )


def anchor(title: str) -> str:
    """The name under which a heading can be linked to, as GitHub and others make it."""
    kept = re.sub(r"[^\w\- ]", "", re.sub(r"[`*]", "", title).lower())
    return kept.strip().replace(" ", "-")


# The command line.


def commands_page() -> str:
    """commands.md."""
    group = typer.main.get_command(app)
    commands = getattr(group, "commands", {})
    parts = [f"# Commands\n\n{NOTE}\n\n{_plain(group.help)}\n"]
    rows = [f"| [{name}](#{name}) | {_first(command.help)} |" for name, command in commands.items()]
    parts.append("\n".join(["| Command | |", "|---|---|", *rows]) + "\n")
    parts.append(f"{_plain(group.epilog)}\n")
    for name, command in commands.items():
        parts += [f"## {name}\n", *_command(name, command)]
    parts += ["## Without a command\n", *_table("Option", _options(group))]
    return "\n".join(parts)


def _command(name: str, command: object) -> Iterator[str]:
    yield f"{_plain(getattr(command, 'help', ''))}\n"
    parameters = [p for p in getattr(command, "params", ()) if p.param_type_name == "argument"]
    words = [p.metavar if p.required else f"[{p.metavar}]" for p in parameters]
    usage = " ".join(["dramaturge", name, "[OPTIONS]", *words])
    yield f"```text\n{usage}\n```\n"
    yield from _table("Argument", [(p.metavar, p.help) for p in parameters])
    yield from _table("Option", _options(command))
    examples = str(getattr(command, "epilog", "") or "").replace("Examples:", "")
    shown = [line.strip() for line in examples.splitlines() if line.strip()]
    if shown:
        yield "Examples:\n"
        yield "```text\n" + "\n".join(shown) + "\n```\n"


def _options(command: object) -> list[tuple[str, str]]:
    found = []
    for parameter in getattr(command, "params", ()):
        if parameter.param_type_name == "option" and not parameter.hidden:
            spelling = ", ".join(f"`{name}`" for name in parameter.opts)
            value = parameter.metavar
            default = "" if parameter.is_flag or parameter.multiple else parameter.default
            default = default.value if isinstance(default, Enum) else default
            about = _plain(parameter.help)
            if default not in (None, ""):
                about += f" [{default}]"
            found.append((f"{spelling} {value}" if value else spelling, about))
    return found


def _table(head: str, rows: list[tuple[str, str]]) -> Iterator[str]:
    if rows:
        lines = [f"| {left} | {_plain(right)} |" for left, right in rows]
        yield "\n".join([f"| {head} | |", "|---|---|", *lines]) + "\n"


def _first(text: str | None) -> str:
    return _plain(text).split("\n")[0]


def _plain(text: str | None) -> str:
    """Help without the marks for colours; commands in it as code."""
    bare = re.sub(r"(?<!\\)\[bold\](.*?)\[/\]", r"`\1`", text or "")
    bare = re.sub(r"(?<!\\)\[/?(dim|bold)?\]", "", bare).replace("\\[", "[")
    return re.sub(r"'(dramaturge [^']*)'", r"`\1`", bare).strip()
