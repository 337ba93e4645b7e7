"""A telling: plain values, and what they look like as text, Markdown, HTML, Fountain and JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dramaturge.tell.units import Kind, Source

Person = Literal["first", "third"]
Tense = Literal["past", "present"]
Order = Literal["as it happened", "in the middle"]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that are spoken. speaker: the entity; called: what the teller calls them."""

    speaker: str
    called: str
    words: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: what it does, after which beats (0: the beginning), and what it rests on."""

    text: str
    kind: Kind
    beats: tuple[int, ...]
    sources: tuple[Source, ...]
    quote: Quote | None = None
    entities: tuple[str, ...] = ()  # named in it, by pronoun or not
    shown: str = ""  # the sentence without the reasons in it, where it has any

    def to_json(self) -> dict[str, object]:
        found: dict[str, object] = {
            "text": self.text,
            "kind": self.kind.value,
            "beats": list(self.beats),
            "entities": list(self.entities),
            "sources": [
                {
                    "beat": source.beat,
                    "kind": source.kind,
                    "name": source.name,
                    "mind": source.mind,
                    "chain": list(source.chain),
                    "value": source.value,
                }
                for source in self.sources
            ],
        }
        if self.quote is not None:
            found["speaker"], found["words"] = self.quote.speaker, self.quote.words
        return found


@dataclass(frozen=True, slots=True)
class Paragraph:
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        return " ".join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class TellingScene:
    """One scene. title: "" for a mere break; place: the name of an entity, where the teller is or
    the story says so; seen_by: the character it is told from, None for an observer."""

    title: str
    place: str | None
    seen_by: str | None
    paragraphs: tuple[Paragraph, ...]
    is_flashback: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """A story in prose. teller: the one character it is told from; None: each scene has its own,
    or there is an observer. stops: the beat with which the teller dies, if that happens."""

    title: str
    world: str
    teller: str | None
    person: Person
    tense: Tense
    order: Order
    scenes: tuple[TellingScene, ...]
    places: dict[str, str]  # what the places of the scenes are called
    stops: int | None = None

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All of them, in the order of the telling."""
        return tuple(
            sentence
            for scene in self.scenes
            for paragraph in scene.paragraphs
            for sentence in paragraph.sentences
        )

    @property
    def text(self) -> str:
        """Plain text, one line a paragraph."""
        return self.to_text()

    def to_text(self, width: int = 0) -> str:
        """Plain text; lines are broken at the width, 0 leaves them whole."""
        from dramaturge.tell.formats import plain_text

        return plain_text(self, width)

    def to_markdown(self) -> str:
        from dramaturge.tell.formats import markdown

        return markdown(self)

    def to_html(self) -> str:
        """A page of its own, for light and dark screens."""
        from dramaturge.tell.page import page

        return page(self)

    def to_fountain(self) -> str:
        """A screenplay in Fountain."""
        from dramaturge.tell.fountain import fountain

        return fountain(self)

    def to_json(self) -> dict[str, object]:
        """Scenes with their sentences and sources: docs/telling.md."""
        return {
            "title": self.title,
            "world": self.world,
            "teller": self.teller,
            "person": self.person,
            "tense": self.tense,
            "order": self.order,
            "stops": self.stops,
            "scenes": [
                {
                    "title": scene.title,
                    "place": scene.place,
                    "seen_by": scene.seen_by,
                    "flashback": scene.is_flashback,
                    "paragraphs": [
                        [sentence.to_json() for sentence in paragraph.sentences]
                        for paragraph in scene.paragraphs
                    ],
                }
                for scene in self.scenes
            ],
        }

    def __str__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        from dramaturge.tell.page import body

        return body(self)
