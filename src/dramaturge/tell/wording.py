"""The words of one world as clauses: for acts, for what is heard and said, for what holds.

What the world says counts; where it says nothing, `narrate` makes a sentence from the names, with
places in it instead of names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from dramaturge.ground.table import argument_value
from dramaturge.ground.world import (
    Condition,
    GroundEvent,
    GroundFluent,
    GroundWorld,
    Value,
)
from dramaturge.model.expression import Property, Variable
from dramaturge.model.words import VALUE
from dramaturge.model.world import Event, World
from dramaturge.narrate.acts import Act as ParsedAct
from dramaturge.narrate.acts import parse_act, phrase
from dramaturge.narrate.conditions import Conditions
from dramaturge.narrate.facts import Facts
from dramaturge.narrate.lexicon import DEGREES
from dramaturge.narrate.names import Names
from dramaturge.narrate.words import number
from dramaturge.syntax import tree
from dramaturge.tell.templates import Act, Clause, Ref, Said, bound, parse, refs, simple, subject_of
from dramaturge.tell.units import Spoken

_VERBS = "is|are|was|has|have|had|does|do|knows|believes|thinks|loves|hates|wants"
_FIRST_VERB = re.compile(
    rf"((?:\{{[^{{}}]*\}}(?:'s? [\w ]+?)?|the [\w ]+?|there|it|nobody|[\w ]+ of \{{[^{{}}]*\}}) )"
    rf"({_VERBS})\b"
)
_ANY_VERB = re.compile(rf"(\{{[^{{}}]*\}} )({_VERBS}|\w{{2,}}s)\b")
_OWNED = re.compile(r"\{([^{}]*)\}'s?(?!\w)")


class _Places(Names):
    """Names that give places for names: `{Tom}`."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self._plain = Names(world)

    def of(self, value: str | float | bool | None, *, by: str | None = None) -> str:
        if isinstance(value, str) and value in self.all:
            return f"{{{value}}}"
        return super().of(value, by=by)

    def where(self, name: str) -> str:
        told = self._plain.where(name)
        called = self._plain.of(name)
        return told.replace(called, f"{{{name}}}", 1) if called in told else told


class Wording:
    """Clauses about one world."""

    def __init__(self, world: World, ground: GroundWorld) -> None:
        self.world = world
        self.ground = ground
        self.names = Names(world)
        self._places = _Places(world)
        self._facts = Facts(world, self._places)
        self._conditions = Conditions(self._facts, self._places)
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
            return self._filled(act.event.text, self.given(act))
        told = phrase(act, self._places)
        if not told.verb:
            return self._parsed(told.subject)
        if not told.subject:
            return self._parsed(f"it [happens]: {told.before} {told.verb} {told.rest}")
        parts = [told.subject, told.before, f"[{told.verb}]", told.rest]
        return self._parsed(" ".join(part for part in parts if part))

    def _attempt(self, act: ParsedAct) -> Clause:
        failure = act.event.fails
        if failure is not None and failure.text is not None:
            return self._filled(failure.text, self.given(act))
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
        return self._filled(act.event.heard, self.given(act))

    def says(self, name: str) -> Clause | None:
        """The words that are spoken, if the world has them."""
        act = parse_act(self.world, name)
        if act is None or act.event.says is None or act.is_attempt:
            return None
        return self._spoken(act.event.says, self.given(act))

    def spoken(self, event: GroundEvent, clause: Clause) -> Spoken | None:
        """The words, with who says them and to whom: the first other person of the sentence."""
        words = self.says(event.name)
        speaker = subject_of(clause)
        if words is None or speaker is None:
            return None
        people = [r for r in refs(clause) if r in self.ground.characters and r != speaker]
        hearer = people[0] if people and people[0] in event.arguments else None
        return Spoken(words, speaker, hearer)

    def trigger(self, name: str, arguments: Sequence[str], event: str) -> Clause | None:
        """A trigger as its author tells it; None: it is told by what it changes."""
        del name
        found = self._triggers.get(event)
        if found is None or found.text is None:
            return None
        return self._filled(found.text, _given(found, arguments))

    def is_default(self, name: str) -> bool:
        """Whether an act has no words of its own, so that its sentence is made from names."""
        act = parse_act(self.world, name)
        return act is not None and act.event.text is None and not act.is_attempt

    def given(self, act: ParsedAct) -> dict[str, str]:
        """What the parameters of an act stand for."""
        return _given(act.event, act.arguments)

    # What holds.

    @cached_property
    def has_property_texts(self) -> bool:
        """Whether this world says what its properties mean: then the others are not told."""
        return any(each.words.text is not None for each in self.world.properties)

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

    def believed(self, who: str, clause: Clause, *, denied: bool = False) -> Clause:
        """That somebody believes it."""
        verb = "does not believe" if denied else "believes"
        first, _, more = verb.partition(" ")
        told = f" {more} that " if more else " that "
        return simple(who, first, Said(told), *clause)

    def _default(self, fluent: GroundFluent, value: Value) -> tuple[Clause, bool] | None:
        is_place = fluent.kind == "entity" and len(fluent.arguments) == 1
        where = is_place and fluent.property.lower() in (
            "at",
            "location",
            "in",
            "position",
            "where",
        )
        if self.has_property_texts and not where:
            return None
        if value is None and where and fluent.arguments[0] in self.ground.characters:
            return self._parsed(f"{{{fluent.arguments[0]}}} [is] gone"), False
        if value is None or self._facts.is_record(fluent):
            return None
        text = self._facts.clause(fluent, value)
        if text.startswith("it is "):
            return None
        if value is False and not text.startswith("there is "):
            text = self._facts.clause(fluent, True)  # the verb is denied, in whatever mood it is
            return self._parsed(_FIRST_VERB.sub(r"\1[\2]", text, count=1)), True
        return self._parsed(_FIRST_VERB.sub(r"\1[\2]", text, count=1)), False

    def grown(self, fluent: GroundFluent, before: Value, after: Value) -> Clause | None:
        """That a number is more or less than before, where the world has no words for it."""
        found = self._property(fluent)
        has_words = found is not None and found.words is not None and found.words.text is not None
        if self.has_property_texts or has_words or len(fluent.arguments) != 1:
            return None
        if not isinstance(before, float) or not isinstance(after, float) or before == after:
            return None
        word = fluent.property.lower()
        if word in DEGREES:
            return self._parsed(
                f"{{{fluent.arguments[0]}}} [is] {'more' if before < after else 'less'} {word}"
            )
        verb = "grows" if before < after else "shrinks"
        return self._parsed(f"{self._facts.subject(fluent)} [{verb}]")

    def made(self, fluent: GroundFluent, value: Value) -> Clause:
        """The clause that a fluent has a value, made from names where the world says nothing."""
        return self._marked(self._facts.clause(fluent, value))

    def condition(self, condition: Condition) -> Clause:
        """A condition as a clause made from names."""
        return self._marked(self._conditions.condition(condition, self.ground))

    def _marked(self, text: str) -> Clause:
        """A text made from names as a clause in which every verb behind a name agrees with it."""
        return self._parsed(_ANY_VERB.sub(r"\1[\2]", text))

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
    pairs = zip(event.parameters, arguments, strict=True)
    return {slot.name: each for slot, each in pairs if isinstance(slot, Variable)}


def _filled_slots(found: Property, fluent: GroundFluent) -> dict[str, str]:
    pairs = zip(found.slots, fluent.arguments, strict=True)
    return {slot.name: each for slot, each in pairs if isinstance(slot, Variable)}


def _fits(found: Property, fluent: GroundFluent, of_type: object) -> bool:
    if len(found.slots) != len(fluent.arguments):
        return False
    assert callable(of_type)
    return all(
        of_type(argument, slot.type.name)
        if isinstance(slot, Variable)
        else str(argument_value(slot)) == argument
        for slot, argument in zip(found.slots, fluent.arguments, strict=True)
    )


def _key(given: dict[str, str], entity: str) -> str:
    return next((key for key, value in given.items() if value == entity), entity)
