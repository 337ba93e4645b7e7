"""What was felt: plain values. The rules that derive them: docs/feelings.md."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum

from dramaturge.ground.world import Value


class Kind(Enum):
    """Emotions of Ortony, Clore and Collins 1988, and hurt."""

    joy = "joy"
    distress = "distress"
    hope = "hope"
    fear = "fear"
    satisfaction = "satisfaction"
    disappointment = "disappointment"
    relief = "relief"
    fears_confirmed = "fears confirmed"
    pride = "pride"
    guilt = "guilt"
    shame = "shame"
    gratitude = "gratitude"
    reproach = "reproach"
    anger = "anger"
    hurt = "hurt"
    love = "love"


class Degree(IntEnum):
    """How strong: what is at stake beside the most that one single thing means to the character."""

    faint = 1
    mild = 2
    strong = 3
    overwhelming = 4


@dataclass(frozen=True, slots=True)
class Outcome:
    """That a fluent, in the mind at the end of a chain of characters, has a value where a feeling
    looks to: now, or where hope and fear look ahead."""

    fluent: str
    chain: tuple[str, ...]
    value: Value


@dataclass(frozen=True, slots=True)
class Feeling:
    """What a character feels after a beat (0: at the beginning).

    toward: whom it is about, if anybody. facts: the fluents it is about. causes: the beats that
    caused it, 0 being the beginning. Hope, fear and love are told where they begin. outcomes: how
    it is, or would be, with what it is about. ahead: of hope and fear the act of somebody else from
    which it would come; "": it may be so already, or it would come of a plan.
    """

    beat: int
    character: str
    kind: Kind
    degree: Degree
    toward: str | None
    facts: tuple[str, ...]
    causes: tuple[int, ...]
    sentence: str
    outcomes: tuple[Outcome, ...] = ()
    ahead: str = ""


@dataclass(frozen=True, slots=True)
class Feelings:
    """All that is felt along a story, by beat, then in the order of the world's characters.

    impossible: the beat (from 1) that cannot happen, where the story ends; None if all can.
    """

    all: tuple[Feeling, ...]
    last_beat: int
    impossible: int | None = None

    def at(self, beat: int, character: str | None = None) -> tuple[Feeling, ...]:
        """What is felt after a beat, by all or by one."""
        return tuple(f for f in self.all if f.beat == beat and character in (None, f.character))

    def of(self, character: str, kind: Kind | None = None) -> tuple[Feeling, ...]:
        """What a character feels in the course of the story."""
        return tuple(f for f in self.all if f.character == character and kind in (None, f.kind))

    def to_json(self) -> list[dict[str, object]]:
        """A list of objects, one for each feeling: docs/feelings.md."""
        return [
            {
                "beat": feeling.beat,
                "character": feeling.character,
                "kind": feeling.kind.value,
                "degree": feeling.degree.name,
                "toward": feeling.toward,
                "facts": list(feeling.facts),
                "causes": list(feeling.causes),
                "sentence": feeling.sentence,
            }
            for feeling in self.all
        ]

    def _repr_html_(self) -> str:
        from html import escape

        rows = "".join(f"<tr><td>{f.beat}</td><td>{escape(f.sentence)}</td></tr>" for f in self.all)
        return f"<table><tr><th>Beat</th><th></th></tr>{rows}</table>"
