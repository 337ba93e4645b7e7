"""Time that goes by and what is due at a time, by the clock of the world if it has one.

The clock is public, so everybody knows it; the rules by which something falls due at a time are
known to all as well (docs/semantics.md 9).
"""

from __future__ import annotations

from collections.abc import Iterator

from dramaturge.english.numbers import span
from dramaturge.ground.world import Const, Value
from dramaturge.model.clock import CLOCK, note_of
from dramaturge.model.world import Deadline
from dramaturge.tell.mind import Mind
from dramaturge.tell.templates import Act, Clause, Said, bound, denied_within
from dramaturge.tell.units import Kind, Source, Unit
from dramaturge.tell.wording import Wording

# How much of a unit has to go by within a scene to be worth a sentence; of others one.
_LONG = {"seconds": 30.0, "minutes": 10.0}


class Hours:
    """What one mind can tell of the time."""

    def __init__(self, wording: Wording, mind: Mind) -> None:
        self._wording = wording
        self._mind = mind
        self._ground = mind.ground
        self._unit = wording.world.unit
        names = [fluent.name for fluent in self._ground.fluents]
        self._clock = names.index(f"{CLOCK}()") if f"{CLOCK}()" in names else None

    def passed(self, since: int, beat: int) -> Iterator[Unit]:
        """Between two beats, where a scene begins: how much, and how much is left."""
        went = self._between(since, beat)
        if went is None or not self._unit:
            return
        spent, sources = went
        amount, is_plural = span(spent, self._unit)
        clause: Clause = (Said(f"{amount} "), Act("have" if is_plural else "has"), Said(" gone by"))
        left = self._left(beat)
        if left is not None:
            rest, end, more = left
            first = amount
            amount, is_plural = span(rest, self._unit)
            if amount.split()[1:] == first.split()[1:] == [self._unit]:
                amount = amount.split()[0]  # "five minutes have gone by, and ten are left"
            verb = Act("are" if is_plural else "is")
            clause = (*clause, Said(f", and {amount} "), verb, Said(" left"), *end)
            sources = (*sources, *more)
        yield Unit(Kind.time, beat, bound(clause), sources)

    def went(self, beat: int) -> Iterator[Unit]:
        """With one beat, if that is long."""
        went = self._between(beat - 1, beat)
        if went is None or not self._unit or went[0] < _LONG.get(self._unit, 1.0):
            return
        amount, is_plural = span(went[0], self._unit)
        verb = Act("have" if is_plural else "has")
        yield Unit(Kind.time, beat, bound((Said(f"{amount} "), verb, Said(" gone by"))), went[1])

    def fallen(self, beat: int) -> Iterator[Unit]:
        """What has fallen due with a beat."""
        for deadline in self._wording.world.deadlines:
            note = self._note(deadline)
            if note is None:
                continue
            before, after = (self._mind.held(b).values[note] for b in (beat - 1, beat))
            if before is not False or after is not True:
                continue
            rule = self._mind.fluent(beat, note)
            for clause, fluent, value in self._means(deadline):
                if self._mind.held(beat).values[fluent] == value:
                    yield Unit(Kind.time, beat, clause, (rule, self._mind.fluent(beat, fluent)))

    def _between(self, since: int, beat: int) -> tuple[float, tuple[Source, ...]] | None:
        if self._clock is None:
            return None
        one, other = (self._mind.held(b).values[self._clock] for b in (since, beat))
        if not isinstance(one, float) or not isinstance(other, float) or other <= one:
            return None
        sources = (self._mind.fluent(since, self._clock), self._mind.fluent(beat, self._clock))
        return other - one, sources

    def _left(self, beat: int) -> tuple[float, Clause, tuple[Source, ...]] | None:
        """Until the next thing that falls due: how long, and what it is."""
        assert self._clock is not None
        now = self._mind.held(beat).values[self._clock]
        found: list[tuple[float, Deadline, int]] = []
        for deadline in self._wording.world.deadlines:
            note = self._note(deadline)
            if note is None or self._mind.held(beat).values[note] is not False:
                continue
            if isinstance(now, float) and deadline.time > now:
                found.append((deadline.time - now, deadline, note))
        if not found:
            return None
        rest, deadline, note = min(found, key=lambda each: each[0])
        rule = self._mind.fluent(beat, note)
        for clause, fluent, value in self._means(deadline):
            name = self._ground.fluents[fluent].name
            due = Source(beat, "deadline", name, self._mind.name, (), value)
            return rest, (Said(" until "), *clause), (rule, due)
        return rest, (), (rule,)

    def _means(self, deadline: Deadline) -> Iterator[tuple[Clause, int, Value]]:
        """What is so once it has fallen due, as far as there are words for it."""
        for trigger in self._ground.triggers:
            for effect in trigger.effects if trigger.event == deadline.name else ():
                fluent = self._ground.fluents[effect.fluent]
                is_note = fluent.property == note_of(deadline.name)
                if effect.chain or is_note or not isinstance(effect.value, Const):
                    continue
                value = effect.value.value
                found = self._wording.holds(fluent, value)
                if found is not None:
                    clause, denied = found
                    yield denied_within(clause) if denied else clause, effect.fluent, value

    def _note(self, deadline: Deadline) -> int | None:
        """The fluent that says that it is over."""
        for index, fluent in enumerate(self._ground.fluents):
            if fluent.property == note_of(deadline.name):
                return index
        return None
