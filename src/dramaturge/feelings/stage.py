"""The story that is appraised: minds and acts by beat, and how a feeling is put down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dramaturge.feelings.prospects import Prospect, Prospects
from dramaturge.feelings.regard import Regard
from dramaturge.feelings.stakes import Stakes
from dramaturge.feelings.table import Degree, Feeling, Kind, Outcome
from dramaturge.feelings.telling import Sentences
from dramaturge.knowledge.walk import Path
from dramaturge.narrate import Teller
from dramaturge.semantics import Dynamics, State


class Stage:
    """One story, and what all rules ask of it."""

    def __init__(self, dynamics: Dynamics, path: Path, teller: Teller) -> None:
        self.dynamics = dynamics
        self.ground = dynamics.ground
        self.path = path
        self.teller = teller
        self.stakes = Stakes(dynamics)
        self.prospects = Prospects(dynamics, teller, self.stakes)
        self.people = range(len(self.ground.characters))
        self.numbers = {action.name: i for i, action in enumerate(self.ground.actions)}
        self.say = Sentences(self.ground, teller.words)

    def change(self, beat: int, character: int) -> float:
        """By how much the character is better off, in their own mind, than before the beat."""
        before, after = self.minds(beat, character)
        one, two = self.stakes.worth(before, character), self.stakes.worth(after, character)
        return 0.0 if one is None or two is None else two - one

    def meant(self, acts: Sequence[str]) -> list[int]:
        return [self.ground.meant(self.numbers[act]) for act in acts]

    def minds(self, beat: int, character: int) -> tuple[State, State]:
        """What the character believes before and after the beat."""
        states = self.path.states
        return states[beat - 1].believed(character), states[beat].believed(character)

    def action(self, beat: int) -> int:
        """What was done, or was to be done: of a failing attempt what was tried."""
        event = self.path.events[beat]
        assert event is not None
        return self.ground.meant(self.numbers[event.name])

    def feeling(
        self,
        beat: int,
        character: int,
        kind: Kind,
        change: float,
        toward: int | None,
        prospect: Prospect,
        causes: tuple[int, ...],
    ) -> Feeling:
        """A feeling about a change, past or to come."""
        degree = self.stakes.degree(character, change)
        clause = prospect.clause
        told = self.told(beat, character, kind, degree, toward, prospect.facts, causes, clause)
        names = self.ground.characters
        outcomes = tuple(
            Outcome(
                self.ground.fluents[read.fluent].name, tuple(names[c] for c in read.chain), value
            )
            for read, value in prospect.values
        )
        return replace(told, outcomes=outcomes, ahead=prospect.source)

    def attributed(
        self,
        beat: int,
        character: int,
        kind: Kind,
        degree: Degree,
        toward: int,
        view: Regard,
        victim: int | None = None,
        causes: tuple[int, ...] = (),
    ) -> Feeling:
        """A feeling towards somebody for an act."""
        causes = causes or (beat,)
        event = self.path.events[causes[0]]
        assert event is not None
        act = self.teller.words.phrase(event.name).clause
        if view.deceit and kind is not Kind.pride and kind is not Kind.gratitude:
            whom = toward if kind in (Kind.guilt, Kind.shame) else victim
            act += self.say.deceit(character if whom is None else whom)
        facts = view.deceit
        return self.told(beat, character, kind, degree, toward, facts, causes, act)

    def told(
        self,
        beat: int,
        character: int,
        kind: Kind,
        degree: Degree,
        toward: int | None,
        facts: Sequence[int],
        causes: tuple[int, ...],
        clause: str,
    ) -> Feeling:
        sentence = self.say.sentence(character, kind, degree, toward, clause)
        characters = self.ground.characters
        return Feeling(
            beat,
            characters[character],
            kind,
            degree,
            None if toward is None else characters[toward],
            tuple(self.ground.fluents[fluent].name for fluent in facts),
            causes,
            sentence,
        )
