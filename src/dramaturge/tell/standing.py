"""How things stand for one mind when a scene begins: where, with whom, and what is known."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from dramaturge.ground.world import GroundFluent, Value
from dramaturge.model.terms import split_term
from dramaturge.narrate.lexicon import WHERE
from dramaturge.tell.mind import Mind
from dramaturge.tell.templates import Clause, Ref, Said, refs, simple
from dramaturge.tell.units import Kind, Source, Unit
from dramaturge.tell.wording import Wording

_UNTOLD = WHERE | {"alive"}  # who is alive goes without saying
MOST_BACKGROUND = 4  # sentences about how things stand when a teller begins


class Standing:
    """What one mind can tell of a moment between beats."""

    def __init__(self, wording: Wording, mind: Mind) -> None:
        self._wording = wording
        self._mind = mind
        self._ground = mind.ground

    def setting(self, beat: int) -> Iterator[Unit]:
        """Where the teller is after a beat, and who else is there in their opinion."""
        place = self._mind.place(beat)
        if place is None or self._mind.name is None:
            return
        fluent, where = place
        company = [
            (index, other)
            for index, other in enumerate(self._mind.places())
            if other is not None
            and other != self._mind.name
            and self._mind.is_alive(beat, other)
            and self._mind.held(beat).values[index] == where
        ]
        sources = [
            self._mind.fluent(beat, fluent),
            *(self._mind.fluent(beat, i) for i, _ in company),
        ]
        clause = simple(self._mind.name, "is", Said(" "), *self._at(where))
        others = tuple(other for _, other in company if other is not None)
        yield Unit(Kind.setting, beat, clause, tuple(sources), names=others)

    def background(
        self, beat: int, comes_up: Collection[str], told: Collection[int]
    ) -> Iterator[Unit]:
        """What the teller knows of those who are elsewhere and will come up, where the world has
        words for it: of each in a row, and first of whom there is most to say. told: beats whose
        outcome has been told."""
        if self._mind.name is None:
            return
        every = (*self._beliefs(beat, told), *self._constants(beat))
        found = [unit for unit in every if self._people(unit) <= {*comes_up}]
        about: dict[str | None, list[Unit]] = {}
        for unit in found:
            about.setdefault(unit.subject, []).append(unit)
        rows = sorted(about.values(), key=len, reverse=True)
        done: set[str] = set()
        for unit in islice((unit for row in rows for unit in row), MOST_BACKGROUND):
            is_alone = self._people(unit) == {unit.subject}
            if is_alone and unit.subject in done:
                continue  # whom one holds captive is bound
            done |= self._people(unit) - {unit.subject}
            yield unit

    def _people(self, unit: Unit) -> set[str]:
        return {name for name in refs(unit.clause) if name in self._ground.characters}

    def _beliefs(self, beat: int, told: Collection[int]) -> Iterator[Unit]:
        for index, fluent in enumerate(self._ground.fluents):
            value = self._mind.held(beat).values[index]
            if value is not True or fluent.property.lower() in _UNTOLD:
                continue
            if any(self._mind.held(b - 1).values[index] is not True for b in told if b <= beat):
                continue
            if not self._is_about_absent(beat, fluent.arguments):
                continue
            if self._is_common(beat, fluent.property, value):
                continue
            found = self._wording.holds(fluent, value)
            if found is not None and not found[1]:
                source = self._mind.fluent(beat, index)
                yield Unit(Kind.background, beat, found[0], (source,))

    def _constants(self, beat: int) -> Iterator[Unit]:
        """The same of what never changes, which everybody knows."""
        for name, value in self._ground.constants.items():
            term = split_term(name)
            if term is None or value is not True or term[0].lower() in _UNTOLD:
                continue
            if not self._is_about_absent(beat, term[1]):
                continue
            found = self._wording.holds(GroundFluent(name, term[0], term[1], "boolean"), True)
            if found is not None and not self._is_usual(term[0]):
                source = Source(beat, "constant", name, self._mind.name, (), True)
                yield Unit(Kind.background, beat, found[0], (source,))

    def _is_about_absent(self, beat: int, arguments: Sequence[str]) -> bool:
        """Whether it is about people, none of whom is the teller or with the teller."""
        here = self._mind.place(beat)
        people = [each for each in arguments if each in self._ground.characters]
        return bool(people) and not any(
            who == self._mind.name or self._mind.is_at(beat, who, here) for who in people
        )

    def _is_usual(self, name: str) -> bool:
        values = [v for n, v in self._ground.constants.items() if n.startswith(f"{name}(")]
        is_most = len(values) > 1 and values.count(True) * 2 > len(values)
        return is_most or values.count(True) > 2

    def _is_common(self, beat: int, name: str, value: Value) -> bool:
        """Whether it is nothing special: most have it so."""
        values = [
            self._mind.held(beat).values[index]
            for index, fluent in enumerate(self._ground.fluents)
            if fluent.property == name
        ]
        return values.count(value) > 2 or (
            len(values) > 1 and values.count(value) * 2 > len(values)
        )

    def _at(self, place: str) -> Clause:
        where = self._wording.names.where(place)
        called = self._wording.names.of(place)
        before, _, after = where.partition(called)
        if called not in where:
            return (Said(where),)
        parts = (Said(before), Ref(place), Said(after))
        return tuple(token for token in parts if token != Said(""))
