"""What follows from who knows what: dramatic irony, secrets and their keepers, lies.

Definitions: docs/knowledge.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product

from dramaturge.ground.walk import reads
from dramaturge.ground.world import Chain, Value
from dramaturge.knowledge.table import Irony, Keeper, Lie, Secret
from dramaturge.knowledge.walk import Path, corrected, end, told
from dramaturge.narrate import Words
from dramaturge.narrate.words import as_sentence, listed
from dramaturge.semantics import Dynamics

# The plan (names of acts) on which a character acts at a beat; None if there is none.
Reasons = Callable[[int, str], Sequence[str] | None]


class Insight:
    """Looks through the states of one story."""

    def __init__(
        self,
        dynamics: Dynamics,
        path: Path,
        words: Words,
        depth: int,
        reasons: Reasons | None = None,
    ) -> None:
        self._dynamics = dynamics
        self._ground = dynamics.ground
        self._path = path
        self._words = words
        self._depth = depth
        self._reasons = reasons
        self._people = range(len(self._ground.characters))
        self._numbers = {action.name: i for i, action in enumerate(self._ground.actions)}
        self._last = len(path.states) - 1

    # Dramatic irony.

    def ironies(self, fluents: Sequence[int]) -> Iterator[Irony]:
        """By fluent, character and beat."""
        for fluent, character in product(fluents, self._people):
            for start, stop, believed in self._mistakes(fluent, character):
                irony = self._irony(fluent, character, start, stop, believed)
                if irony is not None:
                    yield irony

    def _mistakes(self, fluent: int, character: int) -> Iterator[tuple[int, int, Value]]:
        """The longest stretches in which the character keeps to one value that is not the case."""
        start: int | None = None
        kept: Value = None
        for beat in range(self._last + 1):
            believed = self._value(beat, fluent, character)
            is_off = believed != self._value(beat, fluent)
            if start is not None and not (is_off and believed == kept):
                yield start, beat - 1, kept
                start = None
            if is_off and start is None:
                start, kept = beat, believed
        if start is not None:
            yield start, self._last, kept

    def _irony(
        self, fluent: int, character: int, start: int, stop: int, believed: Value
    ) -> Irony | None:
        taken = range(start + 1, min(stop + 1, self._last) + 1)  # acts begun in that stretch
        path = self._path
        done = [b for b in taken if character in path.doers[b]]
        blind = tuple(b for b in done if self._rests_on(b, fluent, character))
        acts = tuple(
            b
            for b in done
            if b in blind or (self._is_touched(b, fluent) and self._counts(b, fluent, believed))
        )
        stands = tuple(
            b
            for b in taken
            if b <= stop
            and character in path.observers[b]
            and character not in path.doers[b]
            and self._is_touched(b, fluent)
            and self._counts(b, fluent, believed)
        )
        if not acts and not stands:
            return None
        better = [
            c
            for c in self._people
            if all(
                self._value(b, fluent, c) == self._value(b, fluent) for b in range(start, stop + 1)
            )
        ]
        names = tuple(self._ground.characters[c] for c in better)
        return Irony(
            self._ground.fluents[fluent].name,
            self._ground.characters[character],
            believed,
            self._value(stop, fluent),
            start,
            stop,
            acts,
            blind,
            stands,
            names,
            self._irony_told(fluent, character, start, stop, believed, acts, blind, stands, names),
        )

    def _counts(self, beat: int, fluent: int, believed: Value) -> bool:
        """Not knowing, unlike being wrong, is ironic only where someone there knows."""
        if believed is not None:
            return True
        actual = self._value(beat - 1, fluent)
        there = {*self._path.doers[beat], *self._path.observers[beat]}
        return any(self._value(beat - 1, fluent, c) == actual for c in there)

    def _is_touched(self, beat: int, fluent: int) -> bool:
        """Whether the act asks for the fluent, or changes it somewhere."""
        event = self._path.events[beat]
        assert event is not None
        return (
            any(read.fluent == fluent for read in reads(event.precondition))
            or any(effect.fluent == fluent for effect in event.effects)
            or self._value(beat - 1, fluent) != self._value(beat, fluent)
        )

    def _rests_on(self, beat: int, fluent: int, character: int) -> bool:
        """Whether the plan that the character acts on would not work, had they known better."""
        name = self._ground.characters[character]
        plan = self._reasons(beat, name) if self._reasons else None
        if not plan:
            return False
        before = self._path.states[beat - 1]
        facts = {fluent: before.values[fluent]}
        mind = corrected(self._dynamics, before.believed(character), character, facts)
        numbers = [self._numbers[act] for act in plan]
        return not self._dynamics.improves(mind, 1 + character, numbers)

    # Secrets.

    def secrets(self, fluents: Sequence[int]) -> Iterator[Secret]:
        """By fluent and beat: as long as somebody keeps it, whoever that is."""
        for fluent in fluents:
            start: int | None = None
            kept: Value = None
            for beat in range(self._last + 2):
                actual = self._value(beat, fluent) if beat <= self._last else None
                is_kept = beat <= self._last and bool(self._keeping(beat, fluent))
                if start is not None and not (is_kept and actual == kept):
                    yield self._secret(fluent, kept, start, beat - 1)
                    start = None
                if is_kept and start is None:
                    start, kept = beat, actual

    def _keeping(self, beat: int, fluent: int) -> list[tuple[int, int]]:
        """(who knows, who does not, as the first one knows)."""
        actual = self._value(beat, fluent)
        if actual is None:
            return []
        knowing = [c for c in self._people if self._value(beat, fluent, c) == actual]
        ignorant = [c for c in self._people if c not in knowing]
        return [
            (keeper, other)
            for keeper, other in product(knowing, ignorant)
            if self._value(beat, fluent, keeper, other) != actual
        ]

    def _secret(self, fluent: int, value: Value, start: int, stop: int) -> Secret:
        since: dict[int, int] = {}
        for beat in range(start, stop + 1):
            now = {keeper for keeper, _ in self._keeping(beat, fluent)}
            since = {c: since.get(c, beat) for c in self._people if c in now}
        at_end = self._keeping(stop, fluent)
        characters = self._ground.characters
        keepers = tuple(Keeper(characters[c], beat) for c, beat in since.items())
        others = tuple(characters[c] for c in self._people if any(o == c for _, o in at_end))
        what = self._words.facts.clause(self._ground.fluents[fluent], value)
        know = f"{self._knowing(keepers)} that {what}"
        do = "does" if len(others) == 1 else "do"
        until = "" if stop == self._last else f", until beat {stop + 1}"
        sentence = as_sentence(f"{know}, and that {self._names(others)} {do} not know it{until}")
        name = self._ground.fluents[fluent].name
        return Secret(name, value, start, stop, keepers, others, sentence)

    def _knowing(self, keepers: Sequence[Keeper]) -> str:
        """Who knows, since when: said once if it is the same for all of them."""
        know = "knows" if len(keepers) == 1 else "know"
        names = [self._name(keeper.character) for keeper in keepers]
        if len({keeper.since for keeper in keepers}) == 1:
            return f"{_since(keepers[0].since)} {listed(names)} {know}"
        told = [f"{name} ({_since(k.since)})" for name, k in zip(names, keepers, strict=True)]
        return f"{listed(told)} {know}"

    # Lies.

    def lies(self, fluents: Sequence[int]) -> Iterator[Lie]:
        """By beat, fluent and who is deceived; about other minds as deep as the table goes."""
        chains = self._believers()
        for beat in range(1, self._last + 1):
            doers = self._path.doers[beat]
            for fluent, chain in product(fluents, chains):
                liars = [d for d in doers if d != chain[0] and self._lied(beat, fluent, chain, d)]
                if liars:
                    yield self._lie(beat, fluent, chain, liars)

    def _believers(self) -> list[Chain]:
        """The chains in which somebody can be deceived, the plain ones first."""
        plain: list[Chain] = [(c,) for c in self._people]
        nested: list[Chain] = [(c, d) for c, d in product(self._people, repeat=2) if c != d]
        return plain + nested if self._depth > 1 else plain

    def _lied(self, beat: int, fluent: int, chain: Chain, doer: int) -> bool:
        """Whether the doer gave them, at this beat, a belief that the doer knew to be false."""
        value = self._value(beat, fluent, *chain)
        if value is None or value == self._value(beat - 1, fluent, *chain):
            return False
        event = self._path.events[beat]
        assert event is not None
        state = self._path.states[beat - 1]
        if chain[0] not in self._path.observers[beat] and not told(
            self._dynamics, event, state, chain, fluent
        ):
            return False
        truth = self._value(beat, fluent, *chain[1:])
        known = self._value(beat, fluent, doer, *chain[1:])
        return value != truth and known == truth

    def _lie(self, beat: int, fluent: int, chain: Chain, liars: Sequence[int]) -> Lie:
        value = self._value(beat, fluent, *chain)
        stop = beat
        while (
            stop < self._last
            and self._value(stop + 1, fluent, *chain) == value
            and self._value(stop + 1, fluent, *chain[1:]) != value
        ):
            stop += 1
        is_alive = stop == self._last
        if is_alive:
            fate = "still believed at the end"
        elif self._value(stop + 1, fluent, *chain) == value:
            fate = f"it became true at beat {stop + 1}"
        else:
            fate = f"no longer believed from beat {stop + 1}"
        ground = self._ground
        names = tuple(ground.characters[c] for c in chain)
        who = tuple(ground.characters[d] for d in liars)
        what = self._words.facts.clause(ground.fluents[fluent], value, names)
        sentence = as_sentence(
            f"by beat {beat} {self._names(who)} made it so that {what}, knowing better: {fate}"
        )
        return Lie(ground.fluents[fluent].name, value, who, names, beat, stop, is_alive, sentence)

    # Below: words, values.

    def _irony_told(
        self,
        fluent: int,
        character: int,
        start: int,
        stop: int,
        believed: Value,
        acts: Sequence[int],
        blind: Sequence[int],
        stands: Sequence[int],
        better: Sequence[str],
    ) -> str:
        ground, facts = self._ground, self._words.facts
        what = ground.fluents[fluent]
        name = ground.characters[character]
        actual = facts.clause(what, self._value(stop, fluent))
        text = facts.clause(what, believed, (name,))
        text += f", while {actual}" if believed is not None else f": {actual}"
        text += f" ({_beats(start, stop, self._last)})"
        if acts:
            text += f"; acts so at {_numbers(acts)}"
            text += (
                ""
                if not blind
                else ", on that mistake"
                if blind == acts
                else f", on that mistake at {_numbers(blind)}"
            )
        if stands:
            text += f"; {'and ' if acts else ''}looks on at {_numbers(stands)}"
        if better:
            verb = "knows" if len(better) == 1 else "know"
            text += f"; {self._names(better)} {verb} better"
        return as_sentence(text)

    def _value(self, beat: int, fluent: int, *chain: int) -> Value:
        return end(self._path.states[beat], chain).values[fluent]

    def _name(self, name: str) -> str:
        return self._words.names.of(name)

    def _names(self, names: Sequence[str]) -> str:
        return listed([self._name(name) for name in names])


def _since(beat: int) -> str:
    return "from the beginning" if beat == 0 else f"since beat {beat}"


def _beats(start: int, stop: int, last: int) -> str:
    if stop == last:
        return "all the time" if start == 0 else f"from beat {start} to the end"
    return f"until beat {stop + 1}" if start == 0 else f"from beat {start} until beat {stop + 1}"


def _numbers(beats: Sequence[int]) -> str:
    return f"beat{'' if len(beats) == 1 else 's'} {listed([str(beat) for beat in beats])}"
