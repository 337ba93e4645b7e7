"""Reads a story: its acts, by name, resolved against a world.

Source: SEMANTICS.md 8 (plain and verbose plan files).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from dramaturge.ground.table import show_value
from dramaturge.ground.world import Value
from dramaturge.model.expression import Argument, Variable
from dramaturge.model.report import Report
from dramaturge.model.terms import spaced
from dramaturge.model.types import Entity
from dramaturge.model.world import Event, World
from dramaturge.problems import Problem
from dramaturge.source import Source, Span
from dramaturge.syntax.findings import Findings
from dramaturge.syntax.reading import read

BEAT_LIMIT = 10_000
ARGUMENT_LIMIT = 1_000
DEPTH_LIMIT = 20

_NAME = re.compile(r"[^\W\d_][^\s(){}\[\],;:*/+\-&|!=<>]*")
_NUMBER = re.compile(r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
_SPACE = re.compile(r"\s*")


@dataclass(frozen=True, slots=True)
class Beat:
    """One act of a story. text: its ground name, as in `GroundEvent.name`."""

    text: str
    name: str
    arguments: tuple[str, ...]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class _Act:
    """An act as written."""

    name: str
    span: Span
    arguments: tuple[tuple[str, Span], ...]


def load_story(path: Path, world: World) -> tuple[tuple[Beat, ...], tuple[Problem, ...]]:
    """The beats of a story file and everything that is wrong with it. Never raises."""
    source, problems = read(path)
    if source is None:
        return (), problems
    beats, found = read_story(source, world)
    return beats, (*problems, *found)


def read_story(source: Source, world: World) -> tuple[tuple[Beat, ...], tuple[Problem, ...]]:
    """The beats of a story that make sense in the world, and the problems of the others."""
    findings = Findings()
    beats: list[Beat] = []
    resolver = _Resolver(world, findings)
    is_empty = True
    for act in _acts(source, findings, "goal" in resolver.actions):
        is_empty = False
        if len(beats) == BEAT_LIMIT:
            findings.add(Problem("S108", f"the story has more than {BEAT_LIMIT:,} acts", act.span))
            break
        beat = resolver.beat(act)
        if beat is not None:
            beats.append(beat)
    if is_empty and not findings.has_errors():
        hint = "write one act per line, such as 'walk(Tom, Cottage, Market)'"
        findings.add(Problem("S107", "there is no act in this story", None, hint))
    return tuple(beats), findings.report()


# Text to acts.


def _acts(source: Source, findings: Findings, has_goal: bool) -> Iterator[_Act]:
    lines = [(start, end) for start, end in _lines(source) if start < end]
    if lines and not has_goal and source.text.startswith("goal", lines[-1][0]):
        text = source.text[slice(*lines[-1])]
        if re.match(r"goal\s*\(", text):
            lines.pop()
    for start, end in lines:
        place = start
        while place < end:
            act = _act(source, place, end, findings)
            if act is None:
                break  # one problem per line is enough
            yield act
            place = _skip(source.text, act.span.end, end)


def _lines(source: Source) -> Iterator[tuple[int, int]]:
    """Where the lines with acts begin and end, without space around them and comments."""
    offset = 0
    for line in source.text.split("\n"):
        text = line.split("//", 1)[0].rstrip()
        start = len(text) - len(text.lstrip())
        if not text.startswith("|", start):
            yield offset + start, offset + len(text)
        offset += len(line) + 1


def _skip(text: str, place: int, end: int) -> int:
    match = _SPACE.match(text, place, end)
    assert match is not None
    return match.end()


def _act(source: Source, start: int, end: int, findings: Findings) -> _Act | None:
    """The act that begins here, or None after telling what is wrong."""
    text = source.text
    name = _NAME.match(text, start, end)
    if name is None:
        shown = _shown(text[start:end].split()[0])
        hint = "an act is a name with its arguments in brackets"
        findings.add(Problem("S101", f"{shown} begins no act", Span(source, start, end), hint))
        return None
    opening = _skip(text, name.end(), end)
    if not text.startswith("(", opening) or opening >= end:
        message = f"expected '(' after {_shown(name.group())}"
        span = Span(source, name.start(), name.end())
        findings.add(Problem("S106", message, span, f"write '{_cut(name.group())}(…)'"))
        return None
    closing = _closing(text, opening, end)
    if closing < 0:
        span = Span(source, opening, end)
        findings.add(Problem("S106", "this '(' is never closed on its line", span))
        return None
    arguments = tuple(_arguments(source, opening + 1, closing))
    return _Act(name.group(), Span(source, start, closing + 1), arguments)


def _arguments(source: Source, start: int, end: int) -> Iterator[tuple[str, Span]]:
    if not source.text[start:end].strip():
        return
    offset = start
    for stop in islice(_commas(source.text, start, end), ARGUMENT_LIMIT):
        part = source.text[offset:stop]
        stripped = part.strip()
        place = offset + len(part) - len(part.lstrip())
        yield stripped, Span(source, place, place + len(stripped))
        offset = stop + 1


def _closing(text: str, opening: int, end: int) -> int:
    """Where the bracket that opens here closes; -1: nowhere."""
    depth = 0
    for place in range(opening, end):
        depth += (text[place] == "(") - (text[place] == ")")
        if depth == 0:
            return place
    return -1


def _commas(text: str, start: int, end: int) -> Iterator[int]:
    """The commas outside all brackets, and the end."""
    depth = 0
    for place in range(start, end):
        depth += (text[place] == "(") - (text[place] == ")")
        if text[place] == "," and depth == 0:
            yield place
    yield end


def _cut(text: str) -> str:
    text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return f"{text[:39]}…" if len(text) > 40 else text


def _shown(text: str) -> str:
    return f"'{_cut(text)}'"


# Acts to beats.


class _Resolver:
    def __init__(self, world: World, findings: Findings) -> None:
        self._findings = findings
        self._guesses = Report()
        self._entities = {entity.name: entity for entity in world.entities}
        self._triggers = {trigger.name for trigger in world.triggers}
        self.actions: dict[str, list[Event]] = {}
        for action in world.actions:
            self.actions.setdefault(action.name, []).append(action)

    def beat(self, act: _Act) -> Beat | None:
        """The act with everything in it known, or None after telling what is not."""
        actions = self.actions.get(act.name)
        if actions is None:
            self._add("S102", *self._unknown_action(act))
            return None
        values = [self._value(text, span) for text, span in act.arguments]
        known = [value for value in values if value is not None]
        if len(known) < len(values):
            return None
        misfits = [_misfit(action, known) for action in actions]
        if None not in misfits:
            self._report_misfit(act, actions, misfits, known)
            return None
        shown = tuple(show_value(_plain(value)) for value in known)
        return Beat(f"{act.name}({', '.join(shown)})", act.name, shown, act.span)

    def _add(self, code: str, message: str, span: Span, hint: str | None = None) -> None:
        self._findings.add(Problem(code, message, span, hint))

    def _unknown_action(self, act: _Act) -> tuple[str, Span, str | None]:
        span = Span(act.span.source, act.span.start, act.span.start + len(act.name))
        if act.name in self._triggers:
            advice = "leave it out: it happens whenever its condition holds"
            return f"{_shown(act.name)} is a trigger, no action", span, advice
        hint = self._guesses.did_you_mean(act.name, self.actions)
        return f"unknown action {_shown(act.name)}", span, hint

    def _value(self, text: str, span: Span) -> Entity | bool | float | None:
        if text in self._entities:
            return self._entities[text]
        # A fact with arguments may be written more loosely than this program shows it.
        plain = spaced(text) if text.count("(") <= DEPTH_LIMIT else text
        if plain in self._entities:
            return self._entities[plain]
        if text in ("True", "False"):
            return text == "True"
        if _NUMBER.fullmatch(text) and len(text) <= 300:
            return float(text) + 0.0
        if not text:
            self._add("S103", "an argument is missing here", span)
            return None
        hint = self._guesses.did_you_mean(text, self._entities)
        self._add("S103", f"unknown entity {_shown(text)}", span, hint)
        return None

    def _report_misfit(
        self,
        act: _Act,
        actions: list[Event],
        misfits: list[int | None],
        values: list[Entity | bool | float],
    ) -> None:
        """What is wrong, by the definition of the action that fits furthest."""
        same = [i for i, action in enumerate(actions) if len(action.parameters) == len(values)]
        if not same:
            self._report_count(act, actions)
            return
        best = max(same, key=lambda i: (misfits[i] or 0, -i))
        place = misfits[best]
        assert place is not None
        text, where = act.arguments[place]
        slot = actions[best].parameters[place]
        takes = f"it is {_signature(actions[best])}"
        if not isinstance(slot, Variable):
            message = f"'{act.name}' takes only {_slot(slot)} here, not '{text}'"
        elif _accepts(slot, values[place]):
            message = f"'{act.name}' takes the same {slot.name} twice, not '{text}' as well"
        else:
            message = f"'{text}' is no {slot.type.name}"
        self._add("S105", message, where, takes)

    def _report_count(self, act: _Act, actions: list[Event]) -> None:
        counts = sorted({len(action.parameters) for action in actions})
        wanted = " or ".join(str(count) for count in counts[:5])
        plural = "" if counts == [1] else "s"
        message = f"'{act.name}' takes {wanted} argument{plural}, not {len(act.arguments)}"
        self._add("S104", message, act.span, f"it is {_signature(actions[0])}")


def _plain(value: Entity | bool | float) -> Value:
    return value.name if isinstance(value, Entity) else value


def _misfit(action: Event, values: list[Entity | bool | float]) -> int | None:
    """The place (from 0) of the first argument that the action does not take; None if it takes
    them all."""
    if len(values) != len(action.parameters):
        return 0
    names: dict[str, Value] = {}
    for place, (slot, value) in enumerate(zip(action.parameters, values, strict=True)):
        if not _accepts(slot, value):
            return place
        plain = _plain(value)
        if isinstance(slot, Variable) and names.setdefault(slot.name, plain) != plain:
            return place
    return None


def _accepts(slot: Argument, value: Entity | bool | float) -> bool:
    if isinstance(slot, Variable):
        if isinstance(value, Entity):
            return value.is_a(slot.type.name)
        return isinstance(value, bool) and slot.type.name == "boolean"
    return type(slot) is type(value) and _plain(slot) == _plain(value)


def _slot(slot: Argument) -> str:
    return slot.name if isinstance(slot, Variable) else show_value(_plain(slot))


def _signature(action: Event) -> str:
    slots = ", ".join(
        f"{slot.name} : {slot.type.name}" if isinstance(slot, Variable) else _slot(slot)
        for slot in action.parameters
    )
    return f"{action.name}({slots})"
