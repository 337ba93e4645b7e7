"""What one mind has to tell of a story, beat by beat: units of content with their sources.

A unit is a clause, or words spoken, with what it rests on: an event that the mind perceives, a
value that it holds, a plan that it has, a feeling that it feels. Nothing else is ever told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from dramaturge.feelings.table import Feelings
from dramaturge.ground.world import GroundEvent
from dramaturge.narrate import Teller
from dramaturge.tell.deeds import Deeds
from dramaturge.tell.emotions import Emotions
from dramaturge.tell.findings import Findings
from dramaturge.tell.hours import Hours
from dramaturge.tell.mind import Mind
from dramaturge.tell.motives import Motives, Plans
from dramaturge.tell.perception import Perception
from dramaturge.tell.response import Response
from dramaturge.tell.standing import Standing
from dramaturge.tell.templates import Act, Clause, Ref, Said, refs, subject_of, without_place
from dramaturge.tell.units import Kind, Source, Unit
from dramaturge.tell.wording import Wording

_GOES_ON = re.compile(r",| to [a-z]")  # "goes home to look for Ann": not to look unnoticed


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
        deeds = Deeds(wording, mind.dynamics)
        self._findings = Findings(wording, mind, deeds)
        self._response = Response(wording, mind, deeds)
        told: set[Clause] = set()
        self._motives = Motives(wording, teller, mind, plans, told, deeds)
        self._emotions = Emotions(wording, mind, feelings, told)
        self.standing = Standing(wording, mind)
        self.hours = Hours(wording, mind)
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
        return self._mind.knows_of(beat)

    @cached_property
    def comes_up(self) -> frozenset[str]:
        """All who are spoken of in what the teller knows of."""
        found: set[str] = set()
        for beat, happening in enumerate(self._path.happenings, 1):
            if self.knows_of(beat):
                event = happening.event
                words = self._wording.says(event.name) or ()
                found |= {*event.arguments, *refs(self._wording.act(event.name)), *refs(words)}
        return frozenset(found)

    # What happens.

    def beat(self, beat: int, *, opens: bool = False) -> Iterator[Unit]:
        """What the teller has to say of one beat. opens: a scene begins with it."""
        seen = self._mind.perception(beat)
        if seen is not None and seen.is_nothing:
            return  # nor does anything change in how they feel
        event = self._path.happenings[beat - 1].event
        is_heard = False
        if seen is None or seen.is_known:
            yield self._event(beat, event, seen, opens=opens)
        elif seen.is_told:
            heard = self._wording.heard(event.name)
            if heard is not None:
                is_heard = True
                yield self._as_speech(beat, event, heard)
        if seen is None:
            return
        yield from self._response.to(beat, seen)
        yield from self._findings.of(beat, seen, is_heard)
        yield from self.hours.went(beat)
        yield from self.hours.fallen(beat)
        yield from self._emotions.after(beat)

    def _event(
        self, beat: int, event: GroundEvent, seen: Perception | None, *, opens: bool
    ) -> Unit:
        clause = self._here(beat, self._wording.act(event.name))
        if self._wording.is_default(event.name):
            clause = self._there(beat, clause)
        if event.motive is not None:
            source = self._mind.source(beat, "event", event.name)
            causes = [] if seen is None else list(self._findings.cause(beat, seen))[:1]
            cause: Clause = causes[0][0] if causes else ()
            sources = (source, *(s for _, s in causes))
            unit = Unit(Kind.attempt, beat, clause, sources, cause=cause)
        else:
            clause = self._coming(beat, clause)
            unit = self._as_speech(beat, event, clause)
            unseen = () if seen is None else self._response.unnoticed(beat, seen)
            is_plain = not any(_GOES_ON.search(t.text) for t in clause if isinstance(t, Said))
            if unseen and is_plain and unit.spoken is None:
                sources = (*unit.sources, *unseen)
                unit = replace(unit, clause=(*clause, Said(" unnoticed")), sources=sources)
        if seen is not None:
            find = self._motives.of if seen.is_doer else self._motives.supposed
            unit = replace(unit, why=tuple(find(beat, event, seen, opens=opens)))
        return unit

    def _as_speech(self, beat: int, event: GroundEvent, clause: Clause) -> Unit:
        """The act with the words that are spoken, if there are any."""
        sources = (self._mind.source(beat, "event", event.name),)
        spoken = self._wording.spoken(event, clause)
        kind = Kind.act if spoken is None else Kind.speech
        return Unit(kind, beat, clause, sources, spoken=spoken)

    def _here(self, beat: int, clause: Clause) -> Clause:
        """Where somebody comes from is not told if the teller knows that they were there."""
        at = self._from(clause)
        subject = subject_of(clause)
        if at is None or subject is None or self._mind.name is None:
            return clause
        place = clause[at + 1]
        assert isinstance(place, Ref)
        if not self._mind.is_at(beat - 1, subject, (0, place.entity)):
            return clause
        return _without(clause, at)

    def _there(self, beat: int, clause: Clause) -> Clause:
        """Where it happens is not told again: where the teller is, too, or where they were seen
        last."""
        found = without_place(clause)
        subject = subject_of(clause)
        if found is None or subject is None:
            return clause
        shorter, place = found
        if self._mind.name is None:
            last = next((e for e in self._done_before(beat) if subject in e.arguments), None)
            is_known = last is not None and place in last.arguments
        else:
            here = self._mind.place(beat - 1)
            is_known = here is not None and here[1] == place
        is_there = is_known and self._mind.is_at(beat - 1, subject, (0, place))
        return shorter if is_there else clause

    def _done_before(self, beat: int) -> Iterator[GroundEvent]:
        """The acts of the beats before, the last first."""
        return (happening.event for happening in reversed(self._path.happenings[: beat - 1]))

    def _from(self, clause: Clause) -> int | None:
        """Where in a clause `from` some place stands, if it goes on after that."""
        for index, token in enumerate(clause[:-2]):
            following = clause[index + 1]
            if isinstance(token, Said) and token.text.endswith(" from "):
                return index if isinstance(following, Ref) and not following.form else None
        return None

    def _coming(self, beat: int, clause: Clause) -> Clause:
        """Who goes to where the teller is comes there, and from where, if that is news."""
        subject = subject_of(clause)
        here = self._mind.place(beat)
        if subject is None or subject == self._mind.name or here is None:
            return clause
        if not self._mind.is_at(beat, subject, here):
            return clause
        at = self._from(clause)
        was_here = self._mind.is_at(beat - 1, subject, self._mind.place(beat - 1))
        if was_here and (at is None or clause[at + 1] == Ref(here[1])):
            return clause
        came = tuple(
            replace(token, written="comes")
            if isinstance(token, Act) and token.written in ("go", "goes")
            else token
            for token in clause
        )
        if at is None or came == clause:
            return came
        rest = _without(came, at)
        is_here = rest[-2:] == (Said(" to "), Ref(here[1]))
        if not is_here:
            return came
        return (*rest[:-2], Said(" from "), clause[at + 1])


def _without(clause: Clause, index: int) -> Clause:
    """The clause without ` from ` at an index, and what follows that."""
    before = clause[index]
    assert isinstance(before, Said)
    kept = (*clause[:index], Said(before.text.removesuffix(" from ")), *clause[index + 2 :])
    return tuple(token for token in kept if token != Said(""))
