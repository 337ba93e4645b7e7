"""What one mind feels after a beat, where that is new, and what it hopes and fears."""

from __future__ import annotations

from collections.abc import Iterator

from dramaturge.feelings.table import Degree, Feeling, Feelings, Outcome
from dramaturge.feelings.table import Kind as Emotion
from dramaturge.narrate.lexicon import WHERE
from dramaturge.tell.mind import Mind
from dramaturge.tell.templates import Clause, brought, denied_within
from dramaturge.tell.units import Kind, Source, Unit
from dramaturge.tell.wording import Wording

# What is told first, of all that is felt after a beat.
_WEIGHT = {
    kind: weight
    for weight, kind in enumerate(
        (
            *(Emotion.guilt, Emotion.hurt, Emotion.anger, Emotion.relief, Emotion.shame),
            *(Emotion.fears_confirmed, Emotion.fear, Emotion.gratitude),
            *(Emotion.disappointment, Emotion.distress, Emotion.hope, Emotion.joy),
            Emotion.satisfaction,
        )
    )
}
_OPEN = (Emotion.hope, Emotion.fear)


class Emotions:
    """The feelings of one mind that are worth telling. told: hopes are told once."""

    def __init__(
        self, wording: Wording, mind: Mind, feelings: Feelings | None, told: set[Clause]
    ) -> None:
        self._wording = wording
        self._mind = mind
        self._feelings = feelings
        self._felt: Emotion | None = None
        self._told = told
        self._fluents = {f.name: i for i, f in enumerate(mind.ground.fluents)}

    def after(self, beat: int) -> Iterator[Unit]:
        """The feeling that counts most after a beat, if it is a new one."""
        if self._feelings is None or self._mind.name is None:
            return
        found: list[tuple[Feeling, Unit]] = []
        for feeling in self._feelings.at(beat, self._mind.name):
            if feeling.degree < Degree.mild or self._is_slight(beat, feeling):
                continue
            unit = self._unit(beat, feeling)
            if unit is not None:
                found.append((feeling, unit))
        if not found:
            return
        feeling, unit = min(found, key=lambda each: (_WEIGHT[each[0].kind], -each[0].degree))
        if feeling.kind is self._felt and unit.about is None:
            return
        self._felt = feeling.kind
        if unit.about is not None:
            self._told.add(unit.about[0])
        yield unit

    def _unit(self, beat: int, feeling: Feeling) -> Unit | None:
        if feeling.kind not in _WEIGHT:
            return None
        mind = self._mind.name
        source = Source(beat, "feeling", feeling.kind.value, mind, (), feeling.toward)
        if feeling.kind not in _OPEN:
            return Unit(Kind.feeling, beat, (), (source,), feeling=feeling)
        # One's own plans are told with what one does; and what may be so already is no prospect.
        if feeling.degree < Degree.strong or not self._is_of_others(feeling.ahead):
            return None
        for outcome in feeling.outcomes:
            about = self._clause(outcome)
            if about is not None and about[0] not in self._told:
                felt = Source(beat, "felt", outcome.fluent, mind, outcome.chain, outcome.value)
                sources = (source, felt)
                return Unit(Kind.feeling, beat, (), sources, feeling=feeling, about=about)
        return None

    def _is_of_others(self, act: str) -> bool:
        """Whether it would come of something that others may do."""
        events = self._mind.ground.actions
        return any(e.name == act and self._mind.index not in e.consenting for e in events)

    def _clause(self, outcome: Outcome) -> tuple[Clause, bool] | None:
        """What would be, and whether that is denied."""
        fluent = self._mind.ground.fluents[self._fluents[outcome.fluent]]
        if fluent.property.lower() in WHERE and not outcome.chain:
            return None
        found = self._wording.holds(fluent, outcome.value)
        if found is None:
            return None
        clause, denied = found
        for character in reversed(outcome.chain):
            inner = denied_within(clause) if denied else clause
            clause, denied = self._wording.believed(character, inner), False
        return (clause if clause in self._told else brought(clause)), denied

    def _is_slight(self, beat: int, feeling: Feeling) -> bool:
        """Whether it goes without saying: contentment, or unease, about one's own act."""
        own = beat > 0 and (
            self._mind.index in self._mind.path.happenings[beat - 1].event.consenting
        )
        kinds = (Emotion.joy, Emotion.distress, Emotion.satisfaction, Emotion.gratitude)
        vague = (Emotion.disappointment, Emotion.satisfaction)
        if feeling.kind in vague and feeling.degree < Degree.strong:
            return True
        return own and feeling.degree is Degree.mild and feeling.kind in kinds
