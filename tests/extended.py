"""Any ground world with failing attempts and public fluents added at random, by a seed.

What is made keeps to docs/semantics.md 8 and 9: a public fluent is read and set on no chain and
never repaired, and a trigger that sets one depends on public ones alone and happens in every mind.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from dramaturge.ground.fold import NEGATED
from dramaturge.ground.world import (
    ATTEMPT,
    TRUE,
    All,
    Always,
    Any,
    Arithmetic,
    Chain,
    Choice,
    Compare,
    Condition,
    Const,
    Entry,
    GroundEffect,
    GroundEvent,
    GroundWorld,
    Match,
    Read,
    Term,
    Truth,
    Value,
)


def extended(ground: GroundWorld, seed: int) -> GroundWorld:
    """The world with some fluents public, some actions that can be tried in vain, and a clock."""
    return _Extension(ground, Random(seed)).world()


def negated(condition: Condition) -> Condition:
    """Negation pushed inwards to the comparisons (2.3)."""
    match condition:
        case Always(value):
            return Always(not value)
        case All(parts):
            return Any(tuple(negated(part) for part in parts))
        case Any(parts):
            return All(tuple(negated(part) for part in parts))
        case Compare():
            return replace(condition, operator=NEGATED[condition.operator])
        case Match():
            return replace(condition, equal=not condition.equal)


class _Extension:
    def __init__(self, ground: GroundWorld, random: Random) -> None:
        self.ground = ground
        self.random = random
        count = len(ground.fluents)
        self.public = set(random.sample(range(count), random.choice((0, 1, 1, 2)) % count))

    def world(self) -> GroundWorld:
        ground, public = self.ground, self.public
        actions = [self.action(action) for action in ground.actions]
        attempts = [
            self.attempt(number, action)
            for number, action in enumerate(actions)
            if action.consenting and self.random.random() < 0.6
        ]
        triggers = [self.trigger(trigger) for trigger in ground.triggers]
        if public and self.random.random() < 0.7:
            triggers.insert(self.random.randint(0, len(triggers)), self.public_trigger())
        return replace(
            ground,
            fluents=tuple(
                replace(fluent, is_public=number in public)
                for number, fluent in enumerate(ground.fluents)
            ),
            actions=(*actions, *attempts),
            triggers=tuple(triggers),
            utilities=tuple(self.term(utility, ()) for utility in ground.utilities),
            initial=self.initial(),
        )

    def initial(self) -> tuple[Entry, ...]:
        """With more false beliefs: it takes them to try in vain."""
        found = {
            (e.chain, e.fluent): e.value
            for e in self.ground.initial
            if not e.chain or e.fluent not in self.public
        }
        for _ in range(self.random.choice((0, 1, 2, 3))):
            fluent = self.random.randrange(len(self.ground.fluents))
            who = self.random.randrange(len(self.ground.characters))
            if fluent not in self.public:
                found[(who,), fluent] = self.other(fluent, found[(), fluent])
        return tuple(Entry(chain, fluent, value) for (chain, fluent), value in found.items())

    def other(self, fluent: int, value: Value) -> Value:
        shape = self.ground.fluents[fluent]
        if shape.kind == "boolean":
            return not value
        if shape.kind == "number":
            return self.random.choice((0.0, 1.0, 2.0))
        return self.random.choice((*shape.domain, None))

    def action(self, action: GroundEvent) -> GroundEvent:
        consenting = action.consenting
        if not consenting and self.random.random() < 0.5:
            consenting = (self.random.randrange(len(self.ground.characters)),)
        return replace(
            self.event(action),
            consenting=consenting,
            observing=tuple(self.condition(seen, ()) for seen in action.observing),
        )

    def attempt(self, number: int, action: GroundEvent) -> GroundEvent:
        seen = negated(action.precondition)
        believed = [self.condition(action.precondition, (who,)) for who in action.consenting]
        observing = [*action.observing]
        for who in action.consenting:
            observing[who] = TRUE
        other = self.random.choice(self.ground.actions)
        # Often it helps although it fails; else hardly any story would have a use for it.
        effects = self.random.choice(
            ((), action.effects, action.effects, self.event(other).effects)
        )
        return GroundEvent(
            name=ATTEMPT + action.name,
            event=action.event,
            arguments=action.arguments,
            precondition=All((seen, *believed)),
            effects=effects,
            consenting=action.consenting,
            observing=tuple(observing),
            motive=number,
            seen=seen,
        )

    def trigger(self, trigger: GroundEvent) -> GroundEvent:
        """As it was, without what only public triggers may do."""
        event = self.event(trigger)
        effects = tuple(e for e in event.effects if e.fluent not in self.public)
        return replace(event, effects=effects)

    def public_trigger(self) -> GroundEvent:
        """Fires on a public fluent, which it changes, together with a private one."""
        fluent = self.random.choice(sorted(self.public))
        kind = self.ground.fluents[fluent].kind
        values = {
            "boolean": (True, False),
            "number": (1.0, 2.0),
            "entity": (*self.ground.fluents[fluent].domain, None),
        }[kind]
        before, after = self.random.sample(values, 2)
        effects = [GroundEffect((), fluent, Const(after), TRUE)]
        private = [e for event in self.ground.actions for e in event.effects if not e.chain]
        private = [e for e in private if e.fluent not in self.public]
        if private:
            effects.append(self.effect(self.random.choice(private)))
        everybody = (TRUE,) * len(self.ground.characters)
        waits = Compare("==", Read((), fluent), Const(before), ())
        return GroundEvent("public", "public", (), waits, tuple(effects), (), everybody)

    def event(self, event: GroundEvent) -> GroundEvent:
        return replace(
            event,
            precondition=self.condition(event.precondition, ()),
            effects=tuple(self.effect(effect) for effect in event.effects),
        )

    def effect(self, effect: GroundEffect) -> GroundEffect:
        chain = () if effect.fluent in self.public else effect.chain
        condition, value = self.condition(effect.condition, ()), self.term(effect.value, ())
        return GroundEffect(chain, effect.fluent, value, condition)

    # Conditions and terms as read in the mind at the end of a chain.

    def read(self, read: Read, chain: Chain) -> Read:
        if read.fluent in self.public:
            return Read((), read.fluent)
        return Read((*chain, *read.chain), read.fluent)

    def condition(self, condition: Condition, chain: Chain) -> Condition:
        match condition:
            case Always():
                return condition
            case All(parts):
                return All(tuple(self.condition(part, chain) for part in parts))
            case Any(parts):
                return Any(tuple(self.condition(part, chain) for part in parts))
            case Match(left, right, equal):
                return Match(self.read(left, chain), self.read(right, chain), equal)
            case Compare(operator, left_term, right_term, repaired):
                return Compare(
                    operator,
                    self.term(left_term, chain),
                    self.term(right_term, chain),
                    tuple(self.read(r, chain) for r in repaired if r.fluent not in self.public),
                )

    def term(self, term: Term, chain: Chain) -> Term:
        match term:
            case Read():
                return self.read(term, chain)
            case Const():
                return term
            case Arithmetic(operator, left, right):
                return Arithmetic(operator, self.term(left, chain), self.term(right, chain))
            case Choice(condition, then, otherwise):
                return Choice(
                    self.condition(condition, chain),
                    self.term(then, chain),
                    self.term(otherwise, chain),
                )
            case Truth(condition):
                return Truth(self.condition(condition, chain))
