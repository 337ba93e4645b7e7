"""The answer to "who knows what": plain values, valid without the world they came from.

Definitions: docs/knowledge.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from dramaturge.ground.world import Value

Mind = tuple[str, ...]  # a chain of characters; () is the world itself


class Standing(Enum):
    """How a mind stands to what it is about: the rest of its chain, in the end the world."""

    right = "right"
    wrong = "wrong"
    unknown = "unknown"  # the mind has no value where what it is about has one


class How(Enum):
    """What gave a mind its value or its standing."""

    start = "start"  # it began so
    happened = "happened"  # not a mind: the world
    told = "told"  # the act says that it sets this belief
    saw = "saw"  # they perceived the act
    noticed = "noticed"  # neither, but they think otherwise: a trigger
    unaware = "unaware"  # they think as before; what it is about has changed


@dataclass(frozen=True, slots=True)
class Moment:
    """What holds, and what everybody thinks, after a beat (0: at the beginning).

    values[fluent][mind], in the order of `Knowledge.fluents` and `Knowledge.minds`.
    """

    beat: int
    action: str | None
    values: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """From this beat on a mind has this value and standing, and what brought that about."""

    beat: int
    fluent: str
    mind: Mind
    value: Value
    standing: Standing
    how: How


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of beats, both ends included, in which a mind does not change, nor its standing."""

    start: int
    end: int
    change: Change


@dataclass(frozen=True, slots=True)
class Irony:
    """Someone acts or stands there wrong, or not knowing, where others know better.

    believed: what they take the fluent for, None if they do not know; actual: what it is at the
    last of the beats. start, end: as in `Span`. acts: the beats at which they act so. blind: those
    of them whose plan would not work if they knew. stands: the beats that they perceive so.
    better: the characters who are right all that time.
    """

    fluent: str
    character: str
    believed: Value
    actual: Value
    start: int
    end: int
    acts: tuple[int, ...]
    blind: tuple[int, ...]
    stands: tuple[int, ...]
    better: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who keeps a secret, since which beat."""

    character: str
    since: int


@dataclass(frozen=True, slots=True)
class Secret:
    """A fact that some know, who also know that others do not.

    kept_from: those others, at the end.
    """

    fluent: str
    value: Value
    start: int
    end: int
    keepers: tuple[Keeper, ...]
    kept_from: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Lie:
    """A false belief that an act of somebody caused who knew it false.

    believer: the mind that is deceived. beat: of the act. end: the last beat at which the belief
    is held and false; is_alive: whether that is the last beat of the story.
    """

    fluent: str
    value: Value
    liars: tuple[str, ...]
    believer: Mind
    beat: int
    end: int
    is_alive: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The fluents asked about, in the world and in minds, at the beginning and after each beat.

    changes: by fluent, mind and beat, the beginning included. impossible: the beat (from 1) that
    cannot happen, where the table ends; None if all can. sentences: the acts in words, "" for
    beat 0; questions: the fluents in words; names: what entities are called.
    """

    fluents: tuple[str, ...]
    minds: tuple[Mind, ...]
    moments: tuple[Moment, ...]
    impossible: int | None = None
    changes: tuple[Change, ...] = ()
    ironies: tuple[Irony, ...] = ()
    secrets: tuple[Secret, ...] = ()
    lies: tuple[Lie, ...] = ()
    sentences: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    def value(self, fluent: str, *mind: str, beat: int = -1) -> Value:
        """What the chain of characters takes the fluent to be after a beat (-1: at the end).

        No characters: what it is. Raises ValueError for what is not in the table.
        """
        row = _index(self.fluents, fluent, "fluent")
        column = _index(self.minds, mind, "mind")
        return self.moments[self._beat(beat)].values[row][column]

    def standing(self, fluent: str, *mind: str, beat: int = -1) -> Standing:
        """Whether the mind is right; raises ValueError like `value`."""
        return self._last_change(fluent, mind, beat).standing

    def since(self, fluent: str, *mind: str, beat: int = -1) -> Change:
        """Since when, and from what, the mind thinks and stands as it does after a beat."""
        return self._last_change(fluent, mind, beat)

    def spans(self, fluent: str, *mind: str) -> tuple[Span, ...]:
        """The whole story cut where the mind, or its standing, changes."""
        _index(self.fluents, fluent, "fluent")
        _index(self.minds, mind, "mind")
        own = [c for c in self.changes if c.fluent == fluent and c.mind == mind]
        ends = [change.beat - 1 for change in own[1:]] + [self.last_beat]
        return tuple(Span(c.beat, end, c) for c, end in zip(own, ends, strict=True))

    def all_spans(self) -> Iterator[tuple[str, Mind, tuple[Span, ...]]]:
        """The spans of every fluent and mind, in the table's order."""
        own: dict[tuple[str, Mind], list[Change]] = {}
        for change in self.changes:
            own.setdefault((change.fluent, change.mind), []).append(change)
        for (fluent, mind), changes in own.items():
            ends = [change.beat - 1 for change in changes[1:]] + [self.last_beat]
            yield (
                fluent,
                mind,
                tuple(Span(c.beat, e, c) for c, e in zip(changes, ends, strict=True)),
            )

    @property
    def insights(self) -> tuple[Irony | Secret | Lie, ...]:
        """What follows from who knows what; each has a `sentence`."""
        return (*self.ironies, *self.secrets, *self.lies)

    @property
    def last_beat(self) -> int:
        return len(self.moments) - 1

    def to_csv(self) -> str:
        """One line per fact, mind and beat: docs/knowledge.md."""
        from dramaturge.knowledge.export import to_csv

        return to_csv(self)

    def to_json(self) -> dict[str, object]:
        """The object that `dramaturge knows --json` prints: docs/knowledge.md."""
        from dramaturge.knowledge.export import to_json

        return to_json(self)

    def to_markdown(self) -> str:
        """A table per fact, then what is ironic, secret and a lie."""
        from dramaturge.knowledge.export import to_markdown

        return to_markdown(self)

    def to_svg(self, theme: str = "auto") -> str:
        """A chart; theme: "light", "dark", or "auto" for what the reader's system prefers.

        Raises TooLargeError for what nobody could read, ValueError for another theme.
        """
        from dramaturge.knowledge.chart import to_svg

        return to_svg(self, theme)

    def _repr_html_(self) -> str:
        from dramaturge.knowledge.codes import TooLargeError
        from dramaturge.knowledge.export import to_html

        try:
            return to_html(self)
        except TooLargeError as error:
            return f"<pre>{error}</pre>"

    def _beat(self, beat: int) -> int:
        if not -len(self.moments) <= beat < len(self.moments):
            raise ValueError(f"beat {beat} is not in the table, which ends at {self.last_beat}")
        return beat % len(self.moments)

    def _last_change(self, fluent: str, mind: Mind, beat: int) -> Change:
        wanted = self._beat(beat)
        return next(s.change for s in self.spans(fluent, *mind) if s.start <= wanted <= s.end)


def _index(known: Sequence[object], wanted: object, what: str) -> int:
    if wanted not in known:
        shown = ", ".join(wanted) if isinstance(wanted, tuple) else wanted
        raise ValueError(f"{what} '{shown}' is not in the table")
    return known.index(wanted)
