"""What a story says: beats, scenes, expectations and claims, all of one world."""

from __future__ import annotations

from dataclasses import dataclass, field

from dramaturge.model.expression import Expression
from dramaturge.source import Span


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
