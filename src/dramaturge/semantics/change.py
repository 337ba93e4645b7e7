"""What an event does to a state and to every mind in it: the definition the kernel must match.

What it does to a state follows from the state, so it is remembered, mind by mind: minds come again
more often than states. A result that was remembered counts in the bound on a construction like one
that is made, so that answers do not depend on what was asked before.
Source: docs/semantics.md 4 (numbers in the comments below); SEMANTICS.md 3.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from dramaturge.ground.world import (
    All,
    Any,
    Chain,
    Compare,
    Condition,
    GroundEffect,
    GroundEvent,
    GroundWorld,
    Match,
    Read,
    Value,
)
from dramaturge.semantics.evaluation import Evaluator, Test, Valuer
from dramaturge.semantics.state import Mind, Overlay, State, TooManyStatesError, Values

if TYPE_CHECKING:
    from dramaturge.semantics.dynamics import Dynamics

MOST_TOLD = 1_000  # things that an event may tell one mind (5.4)
NOBODY = -1  # as the owner of a mind: no character knows of the change

Effect = tuple[int, Valuer, Test]  # what becomes which value, and where
Repair = tuple[Compare | Match, Test]  # a comparison, and whether it holds
Repairs = tuple[
    tuple[Test | None, "Repair | Repairs"], ...
]  # where the test holds, if there is one
Key = tuple[object, ...]  # what a state was made from
Known = dict[Key, tuple[State, int]]  # and what it took: a bound on the drafts


class Rule:
    """An event with its conditions and terms compiled; what happens in it only when it does."""

    def __init__(self, ground: GroundWorld, event: GroundEvent, evaluator: Evaluator) -> None:
        self.event = event
        self.surprised: dict[tuple[State, State, int], State] = {}  # known results of _surprised
        self._fluents = ground.fluents
        self._evaluator = evaluator

    @cached_property
    def possible(self) -> Test:
        """Whether it can happen in a state."""
        return self._evaluator.test(self.event.precondition)

    @cached_property
    def expected(self) -> Test:
        """Whether one who sees it happen need not be surprised (8.3)."""
        return self._evaluator.test(self.event.shown)

    @cached_property
    def repairs(self) -> Repairs:
        """The comparisons that surprise goes through, in the order of the text: of clauses those
        that are true (4.4)."""
        return self._repairs_of(self.event.shown)

    @cached_property
    def observers(self) -> Callable[[State], Sequence[bool]]:
        """Who sees it, by character; nobody where it is empty."""
        return self._evaluator.tests(self.event.observing)

    @cached_property
    def public(self) -> tuple[Effect, ...]:
        """What it does to what everybody knows."""
        return self._own(is_public=True)

    @cached_property
    def world(self) -> tuple[Effect, ...]:
        """What else it does to the state itself."""
        return self._own(is_public=False)

    @cached_property
    def told(self) -> dict[int, tuple[tuple[Chain, Effect], ...]]:
        """By character: what they are told, and at the end of which chain of minds in theirs."""
        found: dict[int, tuple[tuple[Chain, Effect], ...]] = {}
        for effect in self.event.effects:
            if effect.chain:
                entry = (effect.chain[1:], self._compiled(effect))
                found[effect.chain[0]] = (*found.get(effect.chain[0], ()), entry)
        return found

    def _repairs_of(self, condition: Condition) -> Repairs:
        test = self._evaluator.test
        match condition:
            case All(parts):
                return tuple(entry for part in parts for entry in self._repairs_of(part))
            case Any(parts):
                return tuple((test(part), self._repairs_of(part)) for part in parts)
            case Compare() | Match():
                return ((None, (condition, test(condition))),)
        return ()

    def _own(self, is_public: bool) -> tuple[Effect, ...]:
        return tuple(
            self._compiled(effect)
            for effect in self.event.effects
            if not effect.chain and self._fluents[effect.fluent].is_public == is_public
        )

    def _compiled(self, effect: GroundEffect) -> Effect:
        test, value = self._evaluator.test, self._evaluator.value
        return effect.fluent, value(effect.value), test(effect.condition)


class Change:
    """One event applied to a state and, inwards, to every mind that perceives it (4).

    known: results of earlier changes, to be used here.
    """

    def __init__(self, dynamics: Dynamics, rule: Rule, known: Known) -> None:
        self._dynamics = dynamics
        self._rule = rule
        self._fluents = dynamics.ground.fluents
        self._count = len(dynamics.ground.characters)
        self._public: dict[int, Value] = {}  # what the event gives to everybody
        self._news: Key = ()  # the same, as part of keys
        self._known = known
        self.spared = 0  # drafts, by what is known
        # All drafts by what they are made from. It keeps the construction finite where beliefs are
        # cyclic.
        self.made: dict[Key, State] = {}

    def root(self, state: State) -> State:
        """The state after the event, if it happens there and not only in a mind there."""
        for fluent, value, applies in self._rule.public:
            if applies(state):
                self._public[fluent] = value(state)
        self._news = tuple(self._public.items())
        return self._after(state)

    def _remembered(self, key: Key) -> State | None:
        found = self.made.get(key)
        if found is None and key in self._known:
            found, size = self._known[key]
            self.spared += size
            self.made[key] = found
        return found

    def _after(self, state: State) -> State:
        """All effects read the state before; of two that apply the later wins (4.1). What is
        public becomes in every mind what it becomes where the event happens (9.2)."""
        key = (self._rule, state, self._news)
        found = self._remembered(key)
        if found is None:
            values = list(state.values)
            for fluent, value, applies in self._rule.world:
                if applies(state):
                    values[fluent] = value(state)
            seen = self._rule.observers(state)
            found = self.made[key] = self._draft(
                self._published(values), lambda c: self._mind(state, c, bool(seen) and seen[c])
            )
        return found

    def _published(self, values: Sequence[Value]) -> Values:
        """The values with the new public ones among them."""
        if not self._public:
            return tuple(values)
        published = list(values)
        for fluent, value in self._public.items():
            published[fluent] = value
        return tuple(published)

    def _mind(self, state: State, character: int, is_seen: bool) -> State:
        """What the character believes afterwards (4.2): perceived first, told afterwards."""
        mind = state.believed(character)
        if is_seen:
            # Canonical, so that minds repaired alike are one, and the construction stays finite.
            key = (state, mind, character)
            surprised = self._rule.surprised.get(key)
            if surprised is None:
                surprised = self._dynamics.canonical(self._surprised(*key))
                self._rule.surprised[key] = surprised
            mind = self._after(surprised)
        elif self._public:
            mind = self._untold(mind)
        if character not in self._rule.told:
            return mind
        told: dict[tuple[Chain, int], Value] = {}
        for inwards, (fluent, value, applies) in self._rule.told[character]:
            if applies(state):
                told.pop((inwards, fluent), None)  # of two that apply the later counts, alone
                told[inwards, fluent] = value(state)
        if len(told) > MOST_TOLD:
            raise TooManyStatesError
        for (inwards, fluent), news in told.items():
            mind = self.assigned(mind, character, inwards, fluent, news)
        return mind

    def _untold(self, mind: State) -> State:
        """The mind of one who noticed nothing but what is public."""
        key = (mind, self._news)
        found = self._remembered(key)
        if found is None:
            values = self._published(mind.values)
            found = self._draft(values, lambda c: self._untold(mind.believed(c)))
            self.made[key] = found
        return found

    def assigned(self, mind: State, owner: int, chain: Chain, fluent: int, value: Value) -> State:
        """The mind with one value set at the end of a chain (4.3). Its owner knows of the change,
        nobody else in it does. Whether there is a change is asked as late as possible: it may
        depend on minds that are still being told."""
        if not chain and mind.values[fluent] == value:
            return mind
        key = (mind, owner, chain, fluent, value)
        found = self._remembered(key)
        if found is None:
            values = mind.values
            if not chain:
                values = (*values[:fluent], value, *values[fluent + 1 :])

            def believe(c: int) -> State:
                inner = mind.believed(c)
                if chain and c == chain[0]:
                    return self.assigned(inner, c, chain[1:], fluent, value)
                if c == owner and not (chain and _read(mind, chain, fluent) == value):
                    return self.assigned(inner, c, chain, fluent, value)
                return inner

            found = self.made[key] = Overlay(values, self._count, believe, mind)
        return found

    def _surprised(self, state: State, mind: State, owner: int) -> State:
        """The mind of one who sees happen what they thought impossible (4.4)."""
        if self._rule.expected(mind) or not self._rule.expected(state):
            return mind  # in a repaired mind that still thinks it impossible, no clause is true
        for leaf, holds in _true(self._rule.repairs, state):
            if isinstance(leaf, Match):
                mind = self._repair_match(leaf, state, mind, owner)
                continue
            for read in leaf.repaired:
                if holds(mind):
                    break
                mind = self._corrected(read, state, mind, owner, leaf.operator == "==")
        return mind

    def _repair_match(self, leaf: Match, state: State, mind: State, owner: int) -> State:
        left, right = leaf.left, leaf.right
        value = self._dynamics.value
        mind = self._corrected(left, state, mind, owner, True)
        if leaf.equal:
            return self._corrected(right, state, mind, owner, True)
        if value(right, mind) == value(left, state):
            return self._corrected(right, state, mind, owner, False)
        return mind

    def _corrected(self, read: Read, state: State, mind: State, owner: int, exactly: bool) -> State:
        """The mind with the real value, if that is seen exactly or is a truth value, which its
        owner then knows to have learnt; otherwise with unknown, which nobody is aware of."""
        if exactly or self._fluents[read.fluent].kind == "boolean":
            value = self._dynamics.value(read, state)
            return self.assigned(mind, owner, read.chain, read.fluent, value)
        return self.assigned(mind, NOBODY, read.chain, read.fluent, None)

    def _draft(self, values: Values, believe: Mind) -> State:
        return State(values, self._count, believe)


def _read(state: State, chain: Chain, fluent: int) -> Value:
    for character in chain:
        state = state.believed(character)
    return state.values[fluent]


def _true(repairs: Repairs, state: State) -> Iterator[Repair]:
    """The comparisons of every clause that is true in the state, in textual order."""
    for holds, inner in repairs:
        if holds is None:
            yield inner  # type: ignore[misc]
        elif holds(state):
            yield from _true(inner, state)  # type: ignore[arg-type]
