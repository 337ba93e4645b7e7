"""The words of one world as clauses: for acts, for what is heard and said, for what holds.

What the world says counts; where it says nothing, `defaults` makes a sentence from the names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from dramaturge.ground.table import argument_value
from dramaturge.ground.world import Condition, GroundEvent, GroundFluent, GroundWorld, Value
from dramaturge.model.expression import Property, Variable
from dramaturge.model.words import VALUE
from dramaturge.model.world import Event, World
from dramaturge.narrate.acts import Act as ParsedAct
from dramaturge.narrate.acts import parse_act
from dramaturge.narrate.names import Names
from dramaturge.narrate.words import number
from dramaturge.syntax import tree
from dramaturge.tell.defaults import Defaults
from dramaturge.tell.templates import Act, Clause, Ref, Said, bound, parse, refs, simple, subject_of
from dramaturge.tell.units import Spoken

_OWNED = re.compile(r"\{([^{}]*)\}'s?(?!\w)")


class Wording:
    """Clauses about one world."""

    def __init__(self, world: World, ground: GroundWorld) -> None:
        self.world = world
        self.ground = ground
        self.names = Names(world)
        self._defaults = Defaults(world, ground)
        self._entities = frozenset(self.names.all)
        self._triggers = {event.name: event for event in world.triggers}

    # Events.

    def act(self, name: str) -> Clause:
        """What happens, as its author tells it: `walk(Tom, Market)`, or an attempt at it."""
        act = parse_act(self.world, name)
        if act is None:
            return (Said(name),)
        if act.is_attempt:
            return self._attempt(act)
        return self._done(act)

    def _done(self, act: ParsedAct) -> Clause:
        if act.event.text is not None:
            return self._filled(act.event.text, _given(act.event, act.arguments))
        return self._parsed(self._defaults.act(act))

    def _attempt(self, act: ParsedAct) -> Clause:
        failure = act.event.fails
        if failure is not None and failure.text is not None:
            return self._filled(failure.text, _given(act.event, act.arguments))
        done = self._done(act)
        for index, token in enumerate(done):
            if isinstance(token, Act):
                tries = (Act("tries"), Said(" to "), Act(token.written))
                rest = done[index + 1 :]
                return bound((*done[:index], *tries, *rest, Said(", but "), Act("fails")))
        return (Said("in vain: "), *done)

    def heard(self, name: str) -> Clause | None:
        """What an act is to somebody who is told something by it and does not perceive it."""
        act = parse_act(self.world, name)
        if act is None or act.event.heard is None:
            return None
        return self._filled(act.event.heard, _given(act.event, act.arguments))

    def says(self, name: str) -> Clause | None:
        """The words that are spoken, if the world has them."""
        act = parse_act(self.world, name)
        if act is None or act.event.says is None or act.is_attempt:
            return None
        return self._spoken(act.event.says, _given(act.event, act.arguments))

    def spoken(self, event: GroundEvent, clause: Clause) -> Spoken | None:
        """The words, with who says them and to whom: the first other person of the sentence."""
        words = self.says(event.name)
        speaker = subject_of(clause)
        if words is None or speaker is None:
            return None
        people = [r for r in refs(clause) if r in self.ground.characters and r != speaker]
        hearer = people[0] if people and people[0] in event.arguments else None
        return Spoken(words, speaker, hearer)

    def trigger(self, event: str, arguments: Sequence[str]) -> Clause | None:
        """A trigger as its author tells it; None: it is told by what it changes."""
        found = self._triggers.get(event)
        if found is None or found.text is None:
            return None
        return self._filled(found.text, _given(found, arguments))

    def is_default(self, name: str) -> bool:
        """Whether an act has no words of its own, so that its sentence is made from names."""
        act = parse_act(self.world, name)
        return act is not None and act.event.text is None and not act.is_attempt

    # What holds.

    def holds(self, fluent: GroundFluent, value: Value) -> tuple[Clause, bool] | None:
        """The clause that a fluent has a value, and whether it is denied; None: no words."""
        found = self._property(fluent)
        words = None if found is None else found.words
        if words is None or found is None or (words.text is None and words.unknown is None):
            return self._default(fluent, value)
        given = _filled_slots(found, fluent)
        if value is None and fluent.kind != "boolean":
            if words.unknown is None:
                return None
            return self._filled(words.unknown.text, given), False
        if words.text is None:
            return self._default(fluent, value)
        if value is False and words.denied is not None:
            return self._filled(words.denied.text, given), False
        if fluent.kind == "boolean":
            return self._filled(words.text.text, given), not value
        given[VALUE] = number(value) if isinstance(value, float) else str(value)
        return self._filled(words.text.text, given), False

    def _default(self, fluent: GroundFluent, value: Value) -> tuple[Clause, bool] | None:
        found = self._defaults.holds(fluent, value)
        return None if found is None else (self._parsed(found[0]), found[1])

    def grown(self, fluent: GroundFluent, before: Value, after: Value) -> Clause | None:
        """That a number is more or less than before, where the world has no words for it."""
        words = self.words_of(fluent)
        if words is not None and words.text is not None:
            return None
        text = self._defaults.grown(fluent, before, after)
        return None if text is None else self._parsed(text)

    def made(self, fluent: GroundFluent, value: Value) -> Clause:
        """The clause that a fluent has a value, made from names whatever the world says."""
        return self._parsed(self._defaults.made(fluent, value))

    def condition(self, condition: Condition) -> Clause:
        """A condition as a clause made from names."""
        return self._parsed(self._defaults.condition(condition))

    def believed(self, who: str, clause: Clause, *, denied: bool = False) -> Clause:
        """That somebody believes it."""
        verb = "does not believe" if denied else "believes"
        first, _, more = verb.partition(" ")
        told = f" {more} that " if more else " that "
        return simple(who, first, Said(told), *clause)

    def words_of(self, fluent: GroundFluent) -> tree.Words | None:
        """What the world says of a fluent's property."""
        found = self._property(fluent)
        return None if found is None else found.words

    def _property(self, fluent: GroundFluent) -> Property | None:
        for found in self.world.properties:
            if found.name == fluent.property and _fits(found, fluent, self._of_type):
                return found
        return None

    def _of_type(self, name: str, kind: str) -> bool:
        return any(entity.name == name for entity in self.world.members.get(kind, ()))

    # Entities.

    def look(self, entity: str) -> Clause | None:
        """What meets the eye when it is first seen."""
        words = self.world.words.get(entity)
        if words is None or words.text is None or entity in self.world.facts:
            return None
        return self._parsed(words.text.text)

    def fact(self, name: str) -> Clause:
        """A fact as a clause."""
        fact = self.world.facts[name]
        given = {
            parameter.name: str(argument_value(each))
            for parameter, each in zip(fact.definition.parameters, fact.arguments, strict=True)
        }
        words = self.world.words.get(fact.definition.name)
        if words is not None and words.text is not None:
            return self._filled(words.text.text, given)
        return (Said(self.names.of(name)),)

    def _spoken(self, text: str, given: dict[str, str]) -> Clause | None:
        """What is said: places for facts and for entities with words of their own are replaced by
        those. None: a fact or entity that nobody can utter stands alone."""
        found: list[object] = []
        for token in parse(text, given, self._entities):
            if isinstance(token, Ref) and not token.form:
                own = self._utterance(token.entity)
                if own is not None:
                    found += own
                    continue
                if text.strip(" .") == f"{{{_key(given, token.entity)}}}":
                    return None
            found.append(token)
        return bound(tuple(token for token in found if isinstance(token, Said | Ref | Act)))

    def _utterance(self, name: str) -> Clause | None:
        fact = self.world.facts.get(name)
        words = self.world.words.get(name if fact is None else fact.definition.name)
        if words is not None and words.says is not None:
            given: dict[str, str] = {}
            if fact is not None:
                pairs = zip(fact.definition.parameters, fact.arguments, strict=True)
                given = {p.name: str(argument_value(each)) for p, each in pairs}
            return parse(words.says.text, given, self._entities)
        return None if fact is None else self.fact(name)

    def _filled(self, text: str, given: dict[str, str]) -> Clause:
        """A text as a clause, facts in it as clauses of their own."""
        found: list[object] = []
        for token in parse(text, given, self._entities):
            is_fact = isinstance(token, Ref) and token.entity in self.world.facts
            found += self.fact(token.entity) if isinstance(token, Ref) and is_fact else [token]
        return bound(tuple(token for token in found if isinstance(token, Said | Ref | Act)))

    def _parsed(self, text: str) -> Clause:
        return self._filled(_OWNED.sub(r"{\1's}", text), {})


def _given(event: Event, arguments: Sequence[str]) -> dict[str, str]:
    """What the parameters of an event stand for."""
    pairs = zip(event.parameters, arguments, strict=True)
    return {slot.name: each for slot, each in pairs if isinstance(slot, Variable)}


def _filled_slots(found: Property, fluent: GroundFluent) -> dict[str, str]:
    pairs = zip(found.slots, fluent.arguments, strict=True)
    return {slot.name: each for slot, each in pairs if isinstance(slot, Variable)}


def _fits(found: Property, fluent: GroundFluent, of_type: Callable[[str, str], bool]) -> bool:
    if len(found.slots) != len(fluent.arguments):
        return False
    return all(
        of_type(argument, slot.type.name)
        if isinstance(slot, Variable)
        else str(argument_value(slot)) == argument
        for slot, argument in zip(found.slots, fluent.arguments, strict=True)
    )


def _key(given: dict[str, str], entity: str) -> str:
    return next((key for key, value in given.items() if value == entity), entity)
