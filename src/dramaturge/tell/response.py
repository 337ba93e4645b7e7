"""How others take what the teller does: whether they believe it, and whether they notice."""

from __future__ import annotations

from collections.abc import Iterator

from dramaturge.narrate.lexicon import WHERE
from dramaturge.tell.deeds import Deeds
from dramaturge.tell.mind import Mind
from dramaturge.tell.perception import Perception
from dramaturge.tell.templates import Said, simple
from dramaturge.tell.units import Kind, Source, Unit
from dramaturge.tell.wording import Wording


class Response:
    """How others take what one mind does, in the opinion of that mind."""

    def __init__(self, wording: Wording, mind: Mind, deeds: Deeds) -> None:
        self._wording = wording
        self._mind = mind
        self._ground = mind.ground
        self._deeds = deeds

    def to(self, beat: int, seen: Perception) -> Iterator[Unit]:
        """That somebody whom the teller deceives believes what they are told."""
        if not seen.is_doer or seen.event.motive is not None:
            return
        if self._wording.heard(seen.event.name) is None:
            return
        for name in seen.event.arguments:
            about = self._deeds.about(name)
            for each in seen.learnt:
                hearer = self._ground.characters[each.inwards[0]] if each.inwards else None
                is_hearer = len(each.inwards) == 1 and hearer in seen.event.arguments
                if hearer is None or not is_hearer or each.fluent not in about:
                    continue
                if not self._deeds.holds(name, seen.after.believed(each.inwards[0])):
                    continue
                fluent, mind = self._ground.fluents[each.fluent].name, self._mind.name
                source = Source(beat, "fluent", fluent, mind, (hearer,), each.new)
                clause = simple(hearer, "believes", Said(" it"))
                yield Unit(Kind.learnt, beat, clause, (source,))
                return

    def unnoticed(self, beat: int, seen: Perception) -> tuple[Source, ...]:
        """Where those are who do not notice that the teller leaves them; empty if somebody does, or
        if nobody is there."""
        moves = any(
            not effect.chain
            and self._ground.fluents[effect.fluent].property.lower() in WHERE
            and self._ground.fluents[effect.fluent].arguments == (self._mind.name,)
            for effect in seen.event.effects
        )
        left = self._mind.place(beat - 1)
        if not seen.is_doer or not moves or left is None or left == self._mind.place(beat):
            return ()
        there = [
            (fluent, who)
            for fluent, who in enumerate(self._mind.places())
            if who is not None
            and who != self._mind.name
            and self._mind.held(beat - 1).values[fluent] == left[1]
            and self._mind.is_alive(beat - 1, who)
        ]
        company = {self._ground.characters[c] for c in seen.company}
        if company & {who for _, who in there}:
            return ()
        return tuple(self._mind.fluent(beat - 1, fluent) for fluent, _ in there)
