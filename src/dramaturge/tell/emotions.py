"""What one mind feels after a beat, where that is new."""

from __future__ import annotations

from collections.abc import Iterator

from dramaturge.feelings.table import Degree, Feeling, Feelings
from dramaturge.feelings.table import Kind as Emotion
from dramaturge.tell.mind import Mind
from dramaturge.tell.units import Kind, Source, Unit

# What is told first, of all that is felt after a beat. Hope and fear are left to the motives.
_WEIGHT = {
    kind: weight
    for weight, kind in enumerate(
        (
            *(Emotion.guilt, Emotion.hurt, Emotion.anger, Emotion.relief, Emotion.shame),
            *(Emotion.fears_confirmed, Emotion.gratitude),
            *(Emotion.disappointment, Emotion.distress, Emotion.joy, Emotion.satisfaction),
        )
    )
}


class Emotions:
    """The feelings of one mind that are worth telling."""

    def __init__(self, mind: Mind, feelings: Feelings | None) -> None:
        self._mind = mind
        self._feelings = feelings
        self._felt: Emotion | None = None

    def after(self, beat: int) -> Iterator[Unit]:
        """The feeling that counts most after a beat, if it is a new one."""
        if self._feelings is None or self._mind.name is None:
            return
        found = [
            feeling
            for feeling in self._feelings.at(beat, self._mind.name)
            if feeling.degree >= Degree.mild
            and feeling.kind in _WEIGHT
            and not self._is_slight(beat, feeling)
        ]
        if not found:
            return
        feeling = min(found, key=lambda each: (_WEIGHT[each.kind], -each.degree))
        if feeling.kind is self._felt:
            return
        self._felt = feeling.kind
        name = feeling.kind.value
        source = Source(beat, "feeling", name, self._mind.name, (), feeling.toward)
        yield Unit(Kind.feeling, beat, (), (source,), feeling=feeling)

    def _is_slight(self, beat: int, feeling: Feeling) -> bool:
        """Whether it goes without saying: contentment, or unease, about one's own act."""
        own = self._mind.index in self._mind.path.happenings[beat - 1].event.consenting
        kinds = (Emotion.joy, Emotion.distress, Emotion.satisfaction, Emotion.gratitude)
        vague = (Emotion.disappointment, Emotion.satisfaction)
        if feeling.kind in vague and feeling.degree < Degree.strong:
            return True
        return own and feeling.degree is Degree.mild and feeling.kind in kinds
