"""What a character hopes and fears: their plan, what others may do next, what they do not know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from math import prod

from dramaturge.feelings.stakes import Stakes
from dramaturge.ground.walk import reads
from dramaturge.ground.world import GroundEvent, Leaf, Read, Value
from dramaturge.narrate import Teller
from dramaturge.plan.glance import Glance
from dramaturge.plan.influence import Spread
from dramaturge.semantics import Dynamics, State

MOST_ACTIONS = 5_000  # in larger worlds only those acts are feared that change a fact that matters
MOST_GUESSES = 1_000  # what several unknown facts may be together; past that, one at a time

Parts = tuple[Leaf | Read, ...]


@dataclass(frozen=True, slots=True)
class Prospect:
    """Something that would change how a character fares. parts: of their utility; change: by how
    much; level: to what; clause: how it would be; source: the act it would come from, or "" for
    ignorance; values: of what it is about, then."""

    is_hope: bool
    parts: Parts
    change: float
    level: float
    clause: str
    source: str
    values: tuple[tuple[Read, Value], ...] = ()

    @property
    def facts(self) -> tuple[int, ...]:
        """The fluents that it is about."""
        return tuple(dict.fromkeys(read.fluent for part in self.parts for read in reads(part)))


class Prospects:
    """Looks ahead in minds of one world."""

    def __init__(self, dynamics: Dynamics, teller: Teller, stakes: Stakes) -> None:
        self._dynamics = dynamics
        self._ground = dynamics.ground
        self._teller = teller
        self._stakes = stakes
        self._known = cache(self._of)
        self._matters = cache(self._matters_to)
        self._acts = cache(self._acts_of_others)
        self._reveals = cache(self._revealing)
        self._glance = cache(self._glance_of)
        self._spread = Spread(dynamics.ground)

    def between(self, character: int, start: State, end: State, source: str) -> Prospect | None:
        """What it would mean to a character if things went from one state to another."""
        one, two = self._stakes.worth(start, character), self._stakes.worth(end, character)
        if one is None or two is None or one == two:
            return None
        parts = self._teller.gains.decisive(1 + character, start, end, worse=two < one)
        clause = self._teller.clauses(parts, start, end)
        about = dict.fromkeys(read for part in parts for read in reads(part))
        values = tuple((read, self._dynamics.value(read, end)) for read in about)
        return Prospect(two > one, parts, two - one, two, clause, source, values)

    def of(self, character: int, mind: State, truth: State) -> tuple[Prospect, ...]:
        """What others may do next (rule P2), and what may be so (P3): of each kind and about the
        same things only the strongest. truth: what has no value there is nothing to guess at."""
        unknown = tuple(
            fluent
            for fluent in self._matters(character)
            if mind.values[fluent] is None and truth.values[fluent] is not None
        )
        return self._known(character, mind, unknown)

    def _of(self, character: int, mind: State, unknown: tuple[int, ...]) -> tuple[Prospect, ...]:
        found: dict[tuple[bool, Parts], Prospect] = {}
        for prospect in (
            *self._from_others(character, mind),
            *self._guesses(character, mind, unknown),
        ):
            key = (prospect.is_hope, prospect.parts)
            if key not in found or abs(prospect.change) > abs(found[key].change):
                found[key] = prospect
        return tuple(found.values())

    def _from_others(self, character: int, mind: State) -> Iterator[Prospect]:
        """Acts that others can take at once, and have an immediate reason for, in this mind."""
        for index in self._acts(character):
            if not self._dynamics.possible(mind, index):
                continue
            if not self._glance(character).may_change(mind, index):
                continue
            after = self._dynamics.after(mind, index)
            event = self._ground.actions[index]
            if after is None or not self._is_wanted(event, mind, after):
                continue
            prospect = self.between(character, mind, after, event.name)
            if prospect is not None:
                yield prospect

    def _is_wanted(self, event: GroundEvent, mind: State, after: State) -> bool:
        for doer in event.consenting:
            before, then = mind.believed(doer), after.believed(doer)
            one, two = self._stakes.worth(before, doer), self._stakes.worth(then, doer)
            if one is None or two is None or two <= one:
                return False
        return True

    def _glance_of(self, character: int) -> Glance:
        return Glance(self._dynamics, self._spread, 1 + character)

    def _acts_of_others(self, character: int) -> tuple[int, ...]:
        found = [
            index
            for index, event in enumerate(self._ground.actions)
            if event.consenting and character not in event.consenting
            if event.motive is None  # nobody means to fail
        ]
        if len(found) > MOST_ACTIONS:
            facts = self._matters(character)
            found = [
                index
                for index in found
                if any(e.fluent in facts for e in self._ground.actions[index].effects)
            ][:MOST_ACTIONS]
        return tuple(found)

    def _guesses(self, character: int, mind: State, asked: tuple[int, ...]) -> Iterator[Prospect]:
        """How it may be with what the character knows not to know, if that matters."""
        unknown = [fluent for fluent in asked if self._ground.fluents[fluent].domain]
        domains = [self._ground.fluents[fluent].domain for fluent in unknown]
        if prod(len(domain) for domain in domains) <= MOST_GUESSES:
            choices = [dict(zip(unknown, values, strict=True)) for values in product(*domains)]
        else:
            choices = [
                {fluent: value}
                for fluent, domain in zip(unknown, domains, strict=True)
                for value in domain
            ]
        for facts in choices if unknown else ():
            guess = self._guess(character, mind, facts)
            if guess is not None:
                prospect = self.between(character, mind, guess, "")
                if prospect is not None:
                    yield prospect

    def _guess(self, character: int, mind: State, facts: dict[int, str]) -> State | None:
        """The world as the mind sees it, with such facts; None if they would have noticed."""
        values: list[Value] = list(mind.values)
        for fluent, value in facts.items():
            values[fluent] = value
        guess = State(tuple(values), len(self._ground.characters), mind.believed)
        own = mind.believed(character)
        for trigger in self._reveals(character):
            if not self._dynamics.holds(trigger.precondition, guess):
                continue
            for effect in trigger.effects:
                if effect.chain == (character,) and self._dynamics.holds(effect.condition, guess):
                    value_seen = self._dynamics.value(effect.value, guess)
                    if value_seen != own.values[effect.fluent]:
                        return None
        return guess

    def _revealing(self, character: int) -> tuple[GroundEvent, ...]:
        """The triggers by which the character comes to think something."""
        return tuple(
            trigger
            for trigger in self._ground.triggers
            if any(effect.chain == (character,) for effect in trigger.effects)
        )

    def _matters_to(self, character: int) -> tuple[int, ...]:
        """The facts that the character's utility asks for."""
        utility = self._ground.utilities[1 + character]
        return tuple(dict.fromkeys(read.fluent for read in reads(utility) if not read.chain))


@dataclass(frozen=True, slots=True)
class Hope:
    """What is left of a plan that a character acts on (rule P1), and what it is to bring."""

    rest: tuple[str, ...]
    goal: float
    prospect: Prospect
    since: int
