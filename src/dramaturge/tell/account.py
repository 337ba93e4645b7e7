"""What one mind has to tell of a story, beat by beat: units of content with their sources.

A unit is a clause, or words spoken, with what it rests on: an event that the mind perceives, a
value that it holds, a plan that it has, a feeling that it feels. Nothing else is ever told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dramaturge.feelings.table import Feelings
from dramaturge.ground.world import GroundEvent
from dramaturge.narrate import Teller
from dramaturge.tell.emotions import Emotions
from dramaturge.tell.findings import Findings
from dramaturge.tell.mind import Mind
from dramaturge.tell.motives import Motives, Plans
from dramaturge.tell.perception import How, Perception
from dramaturge.tell.standing import Standing
from dramaturge.tell.templates import Act, Clause, Ref, Said, refs, subject_of
from dramaturge.tell.units import Kind, Source, Spoken, Unit
from dramaturge.tell.wording import Wording


class Account:
    """What one mind can tell. name: its character; None: an observer's."""

    def __init__(
        self,
        wording: Wording,
        teller: Teller,
        mind: Mind,
        plans: Plans | None,
        feelings: Feelings | None,
    ) -> None:
        self._wording = wording
        self._mind = mind
        self._ground = mind.ground
        self._path = mind.path
        self._findings = Findings(wording, mind)
        self._motives = Motives(wording, teller, mind, plans)
        self._emotions = Emotions(mind, feelings)
        self.standing = Standing(wording, mind)
        self.name = mind.name

    def place(self, beat: int) -> tuple[int, str] | None:
        """The fluent that says where the teller is, and where that is."""
        return self._mind.place(beat)

    def fluent(self, beat: int, index: int) -> Source:
        """That the teller holds a value."""
        return self._mind.fluent(beat, index)

    def is_alive(self, beat: int) -> bool:
        return self._mind.name is None or self._mind.is_alive(beat, self._mind.name)

    def knows_of(self, beat: int) -> bool:
        """Whether a beat is anything to the teller."""
        seen = self._mind.perception(beat)
        return seen is None or seen.is_known or _is_told(seen) or bool(seen.own)

    # What happens.

    def beat(self, beat: int) -> Iterator[Unit]:
        """What the teller has to say of one beat."""
        seen = self._mind.perception(beat)
        event = self._path.happenings[beat - 1].event
        is_heard = False
        if seen is None or seen.is_known:
            yield self._event(beat, event, seen)
        elif _is_told(seen):
            heard = self._wording.heard(event.name)
            if heard is not None:
                is_heard = True
                yield self._as_speech(beat, event, heard)
        if seen is None:
            return
        yield from self._findings.of(beat, seen, is_heard)
        yield from self._emotions.after(beat)

    def _event(self, beat: int, event: GroundEvent, seen: Perception | None) -> Unit:
        clause = self._here(beat, self._wording.act(event.name))
        if event.motive is not None:
            source = self._mind.source(beat, "event", event.name)
            causes = [] if seen is None else list(self._findings.cause(beat, seen))[:1]
            for cause, _ in causes:
                clause = (*clause, Said(", but "), *cause)
            unit = Unit(Kind.attempt, beat, clause, (source, *(s for _, s in causes)))
        else:
            clause = self._coming(beat, event, clause)
            unit = self._as_speech(beat, event, clause)
        if seen is not None and seen.is_doer:
            unit = replace(unit, why=tuple(self._motives.of(beat, event, seen)))
        return unit

    def _as_speech(self, beat: int, event: GroundEvent, clause: Clause) -> Unit:
        """The act with the words that are spoken, if there are any."""
        sources = (self._mind.source(beat, "event", event.name),)
        words = self._wording.says(event.name)
        speaker = subject_of(clause)
        if words is None or speaker is None:
            return Unit(Kind.act, beat, clause, sources)
        people = [r for r in refs(clause) if r in self._ground.characters and r != speaker]
        hearer = people[0] if people and people[0] in event.arguments else None
        return Unit(Kind.speech, beat, clause, sources, spoken=Spoken(words, speaker, hearer))

    def _here(self, beat: int, clause: Clause) -> Clause:
        """Where somebody comes from is not told if the teller knows that they were there."""
        subject = subject_of(clause)
        found: list[Said | Ref | Act] = []
        skip = False
        for index, token in enumerate(clause):
            if skip:
                skip = False
                continue
            following = clause[index + 1] if index + 1 < len(clause) else None
            if (
                isinstance(token, Said)
                and token.text.endswith(" from ")
                and isinstance(following, Ref)
                and subject is not None
                and self._mind.name is not None
                and not following.form
                and self._mind.is_at(beat - 1, subject, (0, following.entity))
                and index + 2 < len(clause)
            ):
                skip = True
                found.append(Said(token.text.removesuffix(" from ")))
            else:
                found.append(token)
        return tuple(token for token in found if token != Said(""))

    def _coming(self, beat: int, event: GroundEvent, clause: Clause) -> Clause:
        """Who goes to where the teller is comes there."""
        subject = subject_of(clause)
        here = self._mind.place(beat)
        if subject is None or subject == self._mind.name or here is None:
            return clause
        if not self._mind.is_at(beat, subject, here) or self._mind.is_at(
            beat - 1, subject, self._mind.place(beat - 1)
        ):
            return clause
        return tuple(
            replace(token, written="comes")
            if isinstance(token, Act) and token.written in ("go", "goes")
            else token
            for token in clause
        )


def _is_told(seen: Perception) -> bool:
    """Whether the event tells the teller something."""
    return any(each.how is How.told for each in seen.learnt)
