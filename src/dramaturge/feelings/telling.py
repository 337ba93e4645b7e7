"""Feelings in words."""

from __future__ import annotations

from dramaturge.feelings.table import Degree, Kind
from dramaturge.ground.world import GroundWorld
from dramaturge.narrate import Words
from dramaturge.narrate.words import as_sentence

_ADVERBS = {
    Degree.faint: "a little",
    Degree.mild: "",
    Degree.strong: "deeply",
    Degree.overwhelming: "beyond measure",
}
# {d}: the degree as an adverb; {o}: towards whom; {c}: the clause of what it is about.
_SENTENCES = {
    Kind.joy: "{s} is {d} glad: {c}",
    Kind.distress: "{s} is {d} distressed: {c}",
    Kind.hope: "{s} hopes {d}: perhaps {c}",
    Kind.fear: "{s} fears {d}: perhaps {c}",
    Kind.satisfaction: "{s} is {d} satisfied: as hoped, {c}",
    Kind.disappointment: "{s} is {d} disappointed: it did not come as hoped, that {c}",
    Kind.relief: "{s} is {d} relieved: no more need to fear that {c}",
    Kind.fears_confirmed: "{s} is {d} dismayed: as feared, {c}",
    Kind.pride: "{s} is {d} proud to have helped {o}: {c}",
    Kind.guilt: "{s} feels {d} guilty towards {o}: {c}",
    Kind.shame: "{s} is {d} ashamed before {o}: {c}",
    Kind.gratitude: "{s} is {d} grateful to {o}: {c}",
    Kind.reproach: "{s} reproaches {o} {d}: {c}",
    Kind.anger: "{s} is {d} angry with {o}: {c}",
    Kind.hurt: "{s} is {d} hurt by {o}: {c}",
    Kind.love: "{s} loves {o} {d}",
}


class Sentences:
    """Sentences about what the characters of one world feel."""

    def __init__(self, ground: GroundWorld, words: Words) -> None:
        self._ground = ground
        self._words = words

    def sentence(
        self, character: int, kind: Kind, degree: Degree, toward: int | None, clause: str
    ) -> str:
        """The feeling, and what it is about."""
        told = _SENTENCES[kind].format(
            s=self._name(character),
            d=_ADVERBS[degree],
            o="" if toward is None else self._name(toward),
            c=clause or "things have changed",
        )
        return as_sentence(" ".join(told.replace(" :", ":").split()))

    def deceit(self, victim: int) -> str:
        """That the victim now believes what is not so."""
        return f", which makes {self._name(victim)} believe what is not so"

    def _name(self, character: int) -> str:
        return self._words.names.of(self._ground.characters[character])
