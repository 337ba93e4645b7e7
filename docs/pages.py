"""Pages whose examples are real: the worlds in them load, and the commands print what they show.

A page is Markdown with fenced blocks of these kinds, told by the word after the fence:

    world NAME          statements that are added to the world file NAME, kept from block to block;
                        a statement takes the place of an earlier one that declares the same thing
    world NAME E149 ..  a whole world of its own, which has exactly these problems
    story NAME          a story file, whole
    console             lines that begin with `$ ` are commands, the others what they print

Everything else is left alone. Commands run in a new folder that holds the page's files as they are
at this point of the page.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dramaturge.api import load
from dramaturge.source import Source
from dramaturge.syntax import parse, show
from dramaturge.syntax import tree as syntax

WIDTH = 80
EXITS = (0, 1, 2, 3)  # all others are no answers
FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<body>.*?)^```[ \t]*$", re.MULTILINE | re.DOTALL)
_SECONDS = re.compile(r"\b\d+(\.\d+)? s\b")
_COMMAND = str(Path(sys.executable).parent / "dramaturge")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block. start, end: where its body stands in the page; line: of the fence, from 1."""

    kind: str
    words: tuple[str, ...]
    body: str
    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Fault:
    """An example that is not as the page says."""

    line: int
    message: str


def blocks(page: str) -> Iterator[Block]:
    """The fenced blocks of a page, in order."""
    for match in FENCE.finditer(page):
        kind, *words = match["info"].split() or [""]
        line = page.count("\n", 0, match.start()) + 1
        yield Block(kind, tuple(words), match["body"], match.start("body"), match.end("body"), line)


def rendered(page: str) -> tuple[str, list[Fault]]:
    """The page with the present output of its commands, and its worlds and stories that fail.

    Output that differs in nothing but the seconds is left as it is.
    """
    done, last = [], 0
    faults: list[Fault] = []
    files: dict[str, str] = {}
    for block in blocks(page):
        if block.kind == "world":
            faults += _add_world(block, files)
        elif block.kind == "story":
            files[block.words[0]] = block.body
        elif block.kind == "console":
            session, crashes = _session(block, files)
            done += [page[last : block.start], session]
            faults += crashes
            last = block.end
    return "".join((*done, page[last:])), faults


def worlds(page: str) -> dict[str, str]:
    """The world files of a page as they are at its end."""
    files: dict[str, str] = {}
    for block in blocks(page):
        if block.kind == "world":
            _add_world(block, files)
    return files


def merged(text: str, addition: str) -> str:
    """A world with more statements; one that declares what an earlier one did takes its place."""
    new, _ = parse(Source("addition", addition))
    for statement in reversed(new.statements):
        old, _ = parse(Source("text", text))
        same = [known for known in old.statements if _key(known) == _key(statement)]
        if not same:
            continue
        start, end = same[-1].span.start, same[-1].span.end
        written = addition[statement.span.start : statement.span.end].rstrip(";")
        text = f"{text[:start]}{written}{';' if text[end - 1] == ';' else ''}{text[end:]}"
        addition = addition[: statement.span.start] + addition[statement.span.end :].lstrip("; \n")
    parts = [text.rstrip("\n"), addition.strip("\n")]
    return "\n\n".join(part for part in parts if part) + "\n"


def _key(statement: syntax.Statement) -> tuple[str, ...]:
    """What a statement declares."""
    match statement:
        case syntax.TypeStatement() | syntax.EntityStatement():
            return (type(statement).__name__, statement.name.text)
        case syntax.PropertyStatement():
            return ("property", statement.name.text, *_slots(statement.parameters))
        case syntax.EventStatement():
            return (statement.kind, statement.name.text, *_slots(statement.parameters))
        case syntax.UtilityStatement():
            return ("utility", "" if statement.character is None else show(statement.character))
        case syntax.DefineStatement() | syntax.FactStatement() | syntax.EndingStatement():
            return (type(statement).__name__, statement.name.text)
        case syntax.DeadlineStatement():
            return ("deadline", statement.name.text)
        case syntax.PatternStatement():
            return ("pattern", statement.name.text)
        case syntax.LastsStatement() | syntax.UnitStatement():
            return (type(statement).__name__,)
        case syntax.UseStatement():
            return ("use", show(statement))
        case syntax.InitialStatement():
            return ("initial", *_about(statement.fact))


def _slots(parameters: tuple[syntax.Parameter, ...]) -> list[str]:
    """What each parameter takes."""
    return [p.type.text if isinstance(p, syntax.Variable) else show(p) for p in parameters]


def _about(fact: syntax.Expression) -> tuple[str, ...]:
    """Whose belief about what a fact about the beginning sets."""
    match fact:
        case syntax.Believes():
            return (show(fact.who), *_about(fact.body))
        case syntax.Not():
            return _about(fact.body)
        case syntax.Assignment():
            return _about(fact.target)
        case _:
            return (show(fact),)


def _add_world(block: Block, files: dict[str, str]) -> list[Fault]:
    """Merges a world block into the files; what is wrong with the result."""
    name, *codes = block.words
    if codes:
        files[name] = block.body
    else:
        files[name] = merged(files.get(name, ""), block.body)
    with tempfile.TemporaryDirectory() as folder:  # it may use the others
        for each, text in files.items():
            (Path(folder) / each).write_text(text, encoding="utf-8")
        problems = load(Path(folder) / name).all_problems
    found = sorted({problem.code for problem in problems})
    if found == sorted(codes):
        return []
    told = "\n".join(map(str, problems)) or "no problems"
    return [Fault(block.line, f"expected {', '.join(codes) or 'no problems'}, found:\n{told}")]


def _session(block: Block, files: dict[str, str]) -> tuple[str, list[Fault]]:
    """A console block with the present output of its commands, and those that crashed."""
    parts = re.split(r"^(\$ .*\n)", block.body, flags=re.MULTILINE)
    assert not parts[0].strip(), f"a console block begins with its output: {parts[0]!r}"
    done: list[str] = []
    faults: list[Fault] = []
    for command, shown in zip(parts[1::2], parts[2::2], strict=True):
        output, code = run(shlex.split(command[2:]), files)
        if code not in EXITS:
            faults.append(Fault(block.line, f"{command.strip()} ended with {code}:\n{output}"))
        tail = "\n" if shown.endswith("\n\n") else ""
        is_same = _SECONDS.sub("", output) == _SECONDS.sub("", shown.rstrip("\n") + "\n")
        done += [command, shown if is_same or code not in EXITS else output + tail]
    return "".join(done), faults


def run(words: list[str], files: dict[str, str]) -> tuple[str, int]:
    """What a `dramaturge` command prints where these files are, at a fixed width; its exit code."""
    assert words[0] == "dramaturge", f"a console block can only run dramaturge, not {words[0]}"
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        settings = {"COLUMNS": str(WIDTH), "TERM": "dumb", "NO_COLOR": "1", "PYTHONUTF8": "1"}
        done = subprocess.run(
            [_COMMAND, *words[1:]],
            cwd=folder,
            env={**os.environ, **settings},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
    lines = [line.rstrip() for line in done.stdout.strip("\n").splitlines()]
    return "".join(f"{line}\n" for line in lines), done.returncode
