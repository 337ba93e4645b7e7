"""Reads a story: its acts, scenes and expectations, resolved against a world.

Source: LANGUAGE.md 9; SEMANTICS.md 8 (plain and verbose plan files).
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dramaturge.model.build import build_condition
from dramaturge.model.expression import Expression
from dramaturge.model.world import World
from dramaturge.plan.story_beats import Resolver
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
from dramaturge.plan.story_text import Beat, Claim, Expectation, Scene, StoryText
from dramaturge.problems import Problem
from dramaturge.source import Source, Span
from dramaturge.syntax.findings import Findings
from dramaturge.syntax.parser import parse_expression
from dramaturge.syntax.reading import read

BEAT_LIMIT = 10_000
FEWEST_MISFITS = 2  # before it is said that the story is of another version of the world
MOST_MISFITS = 30  # that are listed


def load_text(path: Path, world: World) -> tuple[StoryText, tuple[Problem, ...]]:
    """The story in a file and everything that is wrong with it. Never raises."""
    source, problems = read(path)
    if source is None:
        return StoryText(), problems
    text, found = read_text(source, world)
    return text, (*problems, *found)


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
        self.resolver = Resolver(world, findings)
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
