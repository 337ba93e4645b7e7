"""What a plan would bring to whom it belongs to, as clauses.

A plan belongs to the teller, or to somebody else as the teller takes them to be: then everything is
read from the mind of that other within the teller's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dramaturge.ground.walk import conjunctions, reads
from dramaturge.ground.world import (
    Compare,
    Const,
    GroundEvent,
    GroundFluent,
    Leaf,
    Match,
    Read,
    Truth,
    Value,
)
from dramaturge.model.terms import split_term
from dramaturge.narrate import Teller
from dramaturge.narrate.lexicon import WHERE
from dramaturge.narrate.parts import utility_parts
from dramaturge.semantics import State
from dramaturge.tell.deeds import Deeds
from dramaturge.tell.mind import Mind
from dramaturge.tell.templates import Clause, Ref, Said, denied_within, simple, subject_of
from dramaturge.tell.units import Source
from dramaturge.tell.wording import Wording


@dataclass(frozen=True, slots=True)
class Planner:
    """Whose plan it is. before: the mind in which they make it. is_supposed: the teller only
    supposes it."""

    character: int
    name: str
    before: State
    is_supposed: bool


@dataclass(frozen=True, slots=True)
class Aim:
    """Something that a plan brings. clause, denied: in words; sources: what it rests on;
    is_belief: that somebody believes it; is_bond: that it holds already, and makes the act a
    wrong; is_meeting: that two are in one place."""

    clause: Clause
    denied: bool
    sources: tuple[Source, ...]
    is_belief: bool = False
    is_bond: bool = False
    is_meeting: bool = False


class Aims:
    """What plans are for, in one world, told by one mind."""

    def __init__(self, wording: Wording, teller: Teller, mind: Mind, deeds: Deeds) -> None:
        self._wording = wording
        self._teller = teller
        self._mind = mind
        self._dynamics = mind.dynamics
        self._ground = mind.ground
        self._numbers = {action.name: i for i, action in enumerate(self._ground.actions)}
        self._deeds = deeds

    def end(self, planner: Planner, plan: Sequence[str]) -> State | None:
        """Where a plan leads; None if it is not possible in the mind that has it."""
        return self._dynamics.after_all(planner.before, (self._numbers[act] for act in plan))

    def of(self, beat: int, planner: Planner, end: State, event: GroundEvent) -> Iterator[Aim]:
        """What makes the end better, that is not the first act itself."""
        for part in self._teller.gains.decisive(1 + planner.character, planner.before, end):
            if not self._is_own_place(planner, part):
                aim = self._aim(beat, planner, part, end, event)
                if aim is not None:
                    yield aim

    def places(self, beat: int, planner: Planner, end: State) -> Iterator[Aim]:
        """What the place is like where somebody wants to be, if it is for that."""
        for part in self._teller.gains.decisive(1 + planner.character, planner.before, end):
            if not self._is_own_place(planner, part) or not isinstance(part, Compare):
                continue
            if not isinstance(part.right, Const) or not self._dynamics.holds(part, end):
                continue
            for name, value in self._ground.constants.items():
                term = split_term(name)
                if term is None or term[1] != (part.right.value,) or value is not True:
                    continue
                fluent = GroundFluent(name, term[0], term[1], "boolean")
                words = self._wording.words_of(fluent)
                found = self._wording.holds(fluent, True) if words and words.text else None
                if found is not None:
                    mind = self._mind.name
                    source = Source(beat, "constant", name, mind, (), True)
                    yield Aim(found[0], found[1], (source,))

    def costs(self, beat: int, planner: Planner, event: GroundEvent) -> Iterator[Aim]:
        """What the planner would rather not bring about, and does by this act."""
        agent, before = 1 + planner.character, planner.before
        after = self._dynamics.after(before, self._ground.meant(self._numbers[event.name]))
        if after is None:
            return
        for part in self._teller.gains.decisive(agent, before, after, worse=True):
            if self._teller.gains.cost(agent, (part,), before, after) <= 0:
                continue
            if isinstance(part, Match) or self._is_whereabouts(part):
                continue
            read = part if isinstance(part, Read) else next(iter(reads(part)), None)
            is_act = read is None or any(e.fluent == read.fluent for e in event.effects)
            aim = None if is_act else self._aim(beat, planner, part, after, None)
            if aim is not None:
                yield aim
            else:
                yield from self._bonds(beat, planner, part, after)

    def _bonds(self, beat: int, planner: Planner, part: Leaf | Read, after: State) -> Iterator[Aim]:
        """What makes it a wrong: that which holds, of what they want not to be so together with it.
        Having sworn not to is one."""
        for every in conjunctions(self._ground.utilities[1 + planner.character]):
            if not any(part in list(utility_parts(Truth(one))) for one in every.parts):
                continue
            for one in every.parts:
                about = list(reads(one))
                if one == part or len(about) != 1 or about[0].chain:
                    continue
                read = about[0]
                value = self._dynamics.value(read, after)
                fluent = self._ground.fluents[read.fluent]
                held = self._dynamics.value(read, planner.before) == value is True
                found = self._wording.holds(fluent, value) if held else None
                if found is not None and subject_of(found[0]) == planner.name:
                    source = self._source(beat, planner, read, value)
                    yield Aim(found[0], found[1], (source,), is_bond=True)

    def _aim(
        self, beat: int, planner: Planner, part: Leaf | Read, end: State, only: GroundEvent | None
    ) -> Aim | None:
        """A part of what somebody wants. only: the one act of the plan, whose own effects are no
        aim beyond it."""
        if isinstance(part, Match):
            return self._beside(beat, planner, part, end)
        read = part if isinstance(part, Read) else next(iter(reads(part)), None)
        if read is None or (isinstance(part, Compare) and not isinstance(part.right, Const)):
            return None
        if read.chain[:1] == (planner.character,):
            return None  # to know something oneself: a question says that
        is_effect = only is not None and any(e.fluent == read.fluent for e in only.effects)
        if is_effect and not read.chain:
            return None
        value = self._dynamics.value(read, end)
        if value == self._dynamics.value(read, planner.before):
            return None
        deed = None if read.chain else self._deed(beat, planner, read, end)
        if deed is not None:
            return deed
        fluent = self._ground.fluents[read.fluent]
        found = self._wording.holds(fluent, value)
        if found is None:
            before = self._dynamics.value(read, planner.before)
            grown = None if read.chain else self._wording.grown(fluent, before, value)
            if grown is None:
                return None
            found = (grown, False)
        clause, denied = found
        is_belief = bool(read.chain)
        for character in reversed(read.chain):
            clause = self._wording.believed(
                self._ground.characters[character], denied_within(clause) if denied else clause
            )
            denied = False
        return Aim(clause, denied, (self._source(beat, planner, read, value),), is_belief)

    def _deed(self, beat: int, planner: Planner, read: Read, end: State) -> Aim | None:
        """What the world calls that which comes about with it: "Dawn will be free"."""
        found = self._deeds.come_true(read, planner.before, end)
        if found is None:
            return None
        name, about = found
        sources = [
            self._source(beat, planner, each, self._dynamics.value(each, end)) for each in about
        ]
        return Aim(self._wording.fact(name), False, tuple(sources))

    def _source(self, beat: int, planner: Planner, read: Read, value: Value) -> Source:
        """What a plan leads to in the mind of who has it."""
        chain = tuple(self._ground.characters[c] for c in read.chain)
        name = self._ground.fluents[read.fluent].name
        if planner.is_supposed:
            return Source(
                beat, "supposed aim", name, self._mind.name, (planner.name, *chain), value
            )
        return Source(beat, "aim", name, self._mind.name, chain, value)

    def _beside(self, beat: int, planner: Planner, part: Match, end: State) -> Aim | None:
        """That two are in one place."""
        one = self._ground.fluents[part.left.fluent]
        other = self._ground.fluents[part.right.fluent]
        if not {one.property.lower(), other.property.lower()} <= WHERE or part.left.chain:
            return None
        first, second = one.arguments[0], other.arguments[0]
        if second == planner.name:
            first, second = second, first
        clause = simple(first, "is", Said(" with "), Ref(second))
        left, right = self._dynamics.value(part.left, end), self._dynamics.value(part.right, end)
        sources = (
            self._source(beat, planner, part.left, left),
            self._source(beat, planner, part.right, right),
        )
        return Aim(clause, left != right, sources, is_meeting=True)

    def _is_own_place(self, planner: Planner, part: Leaf | Read) -> bool:
        every = [part] if isinstance(part, Read) else list(reads(part))
        return isinstance(part, Compare) and all(
            not read.chain
            and self._ground.fluents[read.fluent].property.lower() in WHERE
            and self._ground.fluents[read.fluent].arguments == (planner.name,)
            for read in every
        )

    def _is_whereabouts(self, part: Leaf | Read) -> bool:
        """Whether it is only about where somebody is."""
        every = [part] if isinstance(part, Read) else list(reads(part))
        return all(
            not read.chain and self._ground.fluents[read.fluent].property.lower() in WHERE
            for read in every
        )
