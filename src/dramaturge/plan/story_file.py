"""Reads a story: its acts, scenes and expectations, resolved against a world.

Source: LANGUAGE.md 9; SEMANTICS.md 8 (plain and verbose plan files).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from dramaturge.ground.table import show_value
from dramaturge.ground.world import ATTEMPT, Value
from dramaturge.model.build import build_condition
from dramaturge.model.expression import Argument, Expression, Variable
from dramaturge.model.report import Report
from dramaturge.model.terms import spaced
from dramaturge.model.types import Entity
from dramaturge.model.world import Event, World
from dramaturge.plan.story_items import (
    Act,
    Claimed,
    Expected,
    Heading,
    Item,
    SceneHeading,
    items,
    shown,
)
from dramaturge.problems import Problem
from dramaturge.source import Source, Span
from dramaturge.syntax.findings import Findings
from dramaturge.syntax.parser import parse_expression
from dramaturge.syntax.reading import read

BEAT_LIMIT = 10_000
DEPTH_LIMIT = 20
FEWEST_MISFITS = 2  # before it is said that the story is of another version of the world
MOST_MISFITS = 30  # that are listed

_NUMBER = re.compile(r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")


@dataclass(frozen=True, slots=True)
class Deliberate:
    """A mark that keeps a finding about a beat quiet, for a reason."""

    reason: str
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Beat:
    """One act of a story. text: its ground name, as in `GroundEvent.name`; `try …` if it is one."""

    text: str
    name: str
    arguments: tuple[str, ...]
    span: Span = field(compare=False, repr=False)
    is_attempt: bool = False
    deliberate: Deliberate | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """Beats from `first` (from 1) on, up to the next scene. place, seen_by: names, if told."""

    title: str
    place: str | None
    seen_by: str | None
    first: int
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Expectation:
    """What must be so after so many beats.

    why: a character; then the condition is what the plan of theirs leads to that explains the beat
    just before. text: as written.
    """

    after: int
    is_negated: bool
    why: str | None
    condition: Expression
    text: str
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Claim:
    """An ending of the world that must hold after so many beats."""

    ending: str
    after: int
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class StoryText:
    """A story as read. world: the file that it says it belongs to."""

    title: str = ""
    world: str | None = None
    beats: tuple[Beat, ...] = ()
    scenes: tuple[Scene, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    claims: tuple[Claim, ...] = ()


def load_text(path: Path, world: World) -> tuple[StoryText, tuple[Problem, ...]]:
    """The story in a file and everything that is wrong with it. Never raises."""
    source, problems = read(path)
    if source is None:
        return StoryText(), problems
    text, found = read_text(source, world)
    return text, (*problems, *found)


def load_story(path: Path, world: World) -> tuple[tuple[Beat, ...], tuple[Problem, ...]]:
    """Only the beats of a story file, and everything that is wrong with it. Never raises."""
    text, problems = load_text(path, world)
    return text.beats, problems


def read_story(source: Source, world: World) -> tuple[tuple[Beat, ...], tuple[Problem, ...]]:
    """The beats of a story that make sense in the world, and all that is wrong with the text."""
    text, problems = read_text(source, world)
    return text.beats, problems


def read_text(source: Source, world: World) -> tuple[StoryText, tuple[Problem, ...]]:
    """The parts of a story that make sense in the world, and the problems of the others."""
    findings = Findings()
    reader = _Reader(world, findings)
    is_empty = True
    for item in items(source, findings, "goal" in reader.resolver.actions):
        is_empty = is_empty and not isinstance(item, Act)
        if isinstance(item, Act) and len(reader.beats) == BEAT_LIMIT:
            message = f"the story has more than {BEAT_LIMIT:,} acts"
            findings.add(Problem("S108", message, item.span))
            break
        reader.add(item)
    reader.tell_misfits()
    if is_empty and not findings.has_errors():
        hint = "write one act per line, such as 'walk(Tom, Cottage, Market)'"
        findings.add(Problem("S107", "there is no act in this story", None, hint))
    return reader.text(), findings.report()


class _Reader:
    """Takes the items one after another."""

    def __init__(self, world: World, findings: Findings) -> None:
        self.world = world
        self.findings = findings
        self.resolver = _Resolver(world, findings)
        self.beats: list[Beat] = []
        self._heading: Heading | None = None
        self._scenes: list[Scene] = []
        self._expectations: list[Expectation] = []
        self._claims: list[Claim] = []
        self._acts = 0
        self._misfits: list[int] = []  # beats (from 1) that the world does not know

    def text(self) -> StoryText:
        title, of = "", None
        if self._heading is not None:
            title, of = self._heading.title, self._heading.world
        scenes, expected = tuple(self._scenes), tuple(self._expectations)
        return StoryText(title, of, tuple(self.beats), scenes, expected, tuple(self._claims))

    def add(self, item: Item) -> None:
        match item:
            case Act():
                self._acts += 1
                beat = self.resolver.beat(item)
                if beat is not None:
                    self.beats.append(beat)
                else:
                    self._misfits.append(self._acts)
            case Heading():
                self._add_heading(item)
            case SceneHeading():
                self._add_scene(item)
            case Expected():
                self._add_expected(item)
            case Claimed():
                self._add_claim(item)

    def tell_misfits(self) -> None:
        """S115: that the story may be of another version of the world, and which beats show it."""
        if len(self._misfits) < FEWEST_MISFITS or not self.beats:
            return
        shown = ", ".join(str(beat) for beat in self._misfits[:MOST_MISFITS])
        more = len(self._misfits) - MOST_MISFITS
        beats = f"{shown} and {more} more" if more > 0 else shown
        message = f"{len(self._misfits)} of {self._acts} beats no longer fit this world: {beats}"
        hint = "the story may be of another version of the world: mend these beats, or the world"
        span = None if self._heading is None else self._heading.span
        self.findings.add(Problem("S115", message, span, hint, "warning"))

    def _add_heading(self, heading: Heading) -> None:
        if self._heading is not None or self.beats or self._scenes:
            message = "the heading of a story stands once, before all else"
            self.findings.add(Problem("S109", message, heading.span))
            return
        self._heading = heading
        file = self.world.file
        if heading.world is not None and file and Path(heading.world).name != file:
            message = f"the story is of {shown(heading.world)}, but this world is '{file}'"
            hint = "open that world, or change the heading"
            self.findings.add(Problem("S112", message, heading.span, hint, "warning"))

    def _add_scene(self, scene: SceneHeading) -> None:
        place = self._named(scene.place, "a place", is_character=False)
        seen_by = self._named(scene.seen_by, "a character", is_character=True)
        first = len(self.beats) + 1
        self._scenes.append(Scene(scene.title, place, seen_by, first, scene.span))

    def _named(
        self, written: tuple[str, Span] | None, what: str, *, is_character: bool
    ) -> str | None:
        if written is None:
            return None
        entity = self.resolver.entities.get(written[0])
        if entity is not None and entity.is_character == is_character:
            return entity.name
        message = f"{shown(written[0])} is not {what} of this world"
        known = [e.name for e in self.world.entities if e.is_character == is_character]
        hint = self.resolver.guesses.did_you_mean(written[0], known)
        self.findings.add(Problem("S110", message, written[1], hint))
        return None

    def _add_expected(self, expected: Expected) -> None:
        why = None
        if expected.why is not None:
            why = self._named(expected.why, "a character", is_character=True)
            if not self.beats and why is not None:
                message = "there is no act before this that somebody could have a reason for"
                self.findings.add(Problem("S111", message, expected.span))
                return
        condition = self._condition(expected.expression)
        if condition is None or (why is None and expected.why is not None):
            return
        written = " ".join(_text(expected.span).split())
        self._expectations.append(
            Expectation(
                len(self.beats), expected.is_negated, why, condition, written, expected.span
            )
        )

    def _add_claim(self, claimed: Claimed) -> None:
        if claimed.name in self.world.endings:
            self._claims.append(Claim(claimed.name, len(self.beats), claimed.span))
            return
        known = list(self.world.endings)
        hint = self.resolver.guesses.did_you_mean(claimed.name, known)
        if hint is None:
            hint = f"there are: {', '.join(known[:10])}" if known else "the world declares none"
        message = f"there is no ending {shown(claimed.name)} in this world"
        self.findings.add(Problem("S114", message, claimed.span, hint))

    def _condition(self, place: Span) -> Expression | None:
        """The expression that stands there; its problems point into the story."""
        parsed, problems = parse_expression(Source(place.source.name, _text(place)))
        condition: Expression | None = None
        if parsed is not None:
            condition, found = build_condition(parsed, self.world)
            problems = (*problems, *found)
        for problem in problems:
            span = problem.span
            if span is None or problem.also is not None:
                moved = place
            else:
                moved = Span(place.source, place.start + span.start, place.start + span.end)
            self.findings.add(replace(problem, span=moved))
        return condition


def _text(span: Span) -> str:
    return span.source.text[span.start : span.end]


# Acts to beats.


class _Resolver:
    def __init__(self, world: World, findings: Findings) -> None:
        self._findings = findings
        self.guesses = Report()
        self.entities = {entity.name: entity for entity in world.entities}
        self._triggers = {trigger.name for trigger in world.triggers}
        self.actions: dict[str, list[Event]] = {}
        for action in world.actions:
            self.actions.setdefault(action.name, []).append(action)

    def beat(self, act: Act) -> Beat | None:
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
        arguments = tuple(show_value(_plain(value)) for value in known)
        fitting = [a for a, misfit in zip(actions, misfits, strict=True) if misfit is None]
        if act.is_attempt and all(action.fails is None for action in fitting):
            hint = f"say in '{act.name}' what happens then: 'fails;'"
            self._add("S113", f"{shown(act.name)} cannot be tried in vain", act.span, hint)
            return None
        text = f"{ATTEMPT if act.is_attempt else ''}{act.name}({', '.join(arguments)})"
        mark = None if act.deliberate is None else Deliberate(*act.deliberate)
        return Beat(text, act.name, arguments, act.span, act.is_attempt, mark)

    def _add(self, code: str, message: str, span: Span, hint: str | None = None) -> None:
        self._findings.add(Problem(code, message, span, hint))

    def _unknown_action(self, act: Act) -> tuple[str, Span, str | None]:
        span = Span(act.span.source, act.span.start, act.span.start + len(act.name))
        if act.name in self._triggers:
            advice = "leave it out: it happens whenever its condition holds"
            return f"{shown(act.name)} is a trigger, no action", span, advice
        hint = self.guesses.did_you_mean(act.name, self.actions)
        return f"unknown action {shown(act.name)}", span, hint

    def _value(self, text: str, span: Span) -> Entity | bool | float | None:
        if text in self.entities:
            return self.entities[text]
        # A fact with arguments may be written more loosely than this program shows it.
        plain = spaced(text) if text.count("(") <= DEPTH_LIMIT else text
        if plain in self.entities:
            return self.entities[plain]
        if text in ("True", "False"):
            return text == "True"
        if _NUMBER.fullmatch(text) and len(text) <= 300:
            return float(text) + 0.0
        if not text:
            self._add("S103", "an argument is missing here", span)
            return None
        hint = self.guesses.did_you_mean(text, self.entities)
        self._add("S103", f"unknown entity {shown(text)}", span, hint)
        return None

    def _report_misfit(
        self,
        act: Act,
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

    def _report_count(self, act: Act, actions: list[Event]) -> None:
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
