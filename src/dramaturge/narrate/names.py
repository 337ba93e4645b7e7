"""What entities are called in a sentence: "Tom", "the living room", "guard 2"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dramaturge.english.nouns import BY_NAME
from dramaturge.english.verbs import Agreement, Frame, Tense, finite, negated
from dramaturge.ground.table import argument_value
from dramaturge.model.types import Entity
from dramaturge.model.world import Fact, World
from dramaturge.narrate.lexicon import (
    BARE_NOUNS,
    ENCLOSING,
    NOUNS,
    PLACE_TYPES,
    PLURAL_PEOPLE,
    PREPOSITIONS,
    ROLES,
    SURFACES,
)
from dramaturge.narrate.templates import plain
from dramaturge.narrate.words import is_plural, number, possessive, split, third_person

PRESENT = Frame(Tense.present)


class Names:
    """The names of one world's entities, from the way they are written.

    A name whose last word is a known common noun, or the name of a type, or which is written in
    lower case, is a common noun: "the market". Anything else is kept as a proper name. For a
    character only words for people and beasts count, so that `Rose` and `Will` stay names.
    """

    def __init__(self, world: World) -> None:
        self._entities = {entity.name: entity for entity in world.entities}
        self._types = {name.lower() for name in world.types}
        self._phrases: dict[str, str] = {}
        self._words = world.words
        for entity in world.entities:  # characters first: things may be named after them
            if entity.name not in world.facts:
                self._phrases[entity.name] = self._called(entity)
        for name, fact in world.facts.items():
            self._phrases[name] = self._fact(fact)

    def of(self, value: str | float | bool | None, *, by: str | None = None) -> str:
        """The words for an entity (by name), a number or a truth value.

        by: the character whose words they are, who may call others by names of their own.
        """
        if by is not None and isinstance(value, str) and value in self._words:
            for who, called in self._words[value].called_by:
                if who.text == by:
                    return called.text
        if value is None:
            return "nothing known"
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, float):
            return number(value)
        return self._phrases.get(value) or " ".join(split(value))

    @property
    def all(self) -> Collection[str]:
        """The names of all entities, as the world writes them."""
        return self._entities.keys()

    def pronoun(self, name: str) -> str | None:
        """he, she, it or they, if the world says which."""
        words = self._words.get(name)
        return None if words is None or words.pronoun is None else words.pronoun.text

    def is_plural(self, name: str) -> bool:
        """Whether the name stands for many, so that verbs agree: "the demons", not "Alex", though
        both may be `they`."""
        if self.pronoun(name) != "they":
            return False
        called = self.of(name)
        head = called.partition(" of ")[0].split()[-1]
        if " and " in called or head in PLURAL_PEOPLE:
            return True
        if called[:1].islower() or called.startswith("The "):
            return is_plural(head) or head not in ROLES
        return False

    def verb(
        self, written: str, who: Sequence[str], *, denied: bool = False, next_word: str = ""
    ) -> str:
        """A verb, written in any finite form, as it goes with those who do it."""
        made = negated if denied else finite
        return made(written, self._agreement(who), PRESENT, next_word=next_word)

    def acts(self, base: str, who: Sequence[str]) -> str:
        """A verb in its base form as it goes with those who do it."""
        return base if self._agreement(who).plural else third_person(base)

    def bare(self, base: str) -> str:
        """A verb in its base form, as after `to`."""
        return base

    def own(self, name: str) -> str:
        """`himself`, of somebody who is spoken of already."""
        return BY_NAME[self.pronoun(name) or "they"].reflexive

    def _agreement(self, who: Sequence[str]) -> Agreement:
        return Agreement(3, len(who) > 1 or (len(who) == 1 and self.is_plural(who[0])))

    def is_character(self, name: object) -> bool:
        entity = self._entities.get(name) if isinstance(name, str) else None
        return entity is not None and entity.is_character

    def is_place(self, name: object) -> bool:
        """Whether the entity's types, or its last word, say that one can be there."""
        entity = self._entities.get(name) if isinstance(name, str) else None
        if entity is None or entity.is_character:
            return False
        return any(t.lower() in PLACE_TYPES for t in entity.types) or _head(entity) in ENCLOSING

    def where(self, name: str) -> str:
        """The entity as a place: "in the forest", "at the market", "with Tom"."""
        entity = self._entities.get(name)
        if entity is None:
            return f"at {self.of(name)}"
        if entity.is_character:
            return f"with {self.of(name)}"
        called = self.of(name)
        if called in BARE_NOUNS - {"home", "prison", "jail", "bed"}:
            return called
        if called.split()[0] in PREPOSITIONS:
            return called  # "behind the house"
        head = called.partition(" of ")[0].split()[-1] if " of " in called else _head(entity)
        preposition = "in" if head in ENCLOSING else "on" if head in SURFACES else "at"
        return f"{preposition} {called}"

    def _called(self, entity: Entity) -> str:
        """As the world says, else from the way the name is written."""
        words = self._words.get(entity.name)
        if words is not None and words.called is not None:
            return words.called.text
        return self._phrase(entity)

    def _fact(self, fact: Fact) -> str:
        """A fact as a clause: its own text, else its name and what it is about."""
        words = self._words.get(fact.definition.name)
        parameters = fact.definition.parameters
        given = [argument_value(each) for each in fact.arguments]
        if words is not None and words.text is not None:
            pairs = zip(parameters, given, strict=True)
            return plain(words.text.text, {p.name: str(each) for p, each in pairs}, self)
        told = " ".join(split(fact.definition.name))
        return f"{told} ({', '.join(map(self.of, given))})" if given else told

    def _phrase(self, entity: Entity) -> str:
        words = split(entity.name)
        if len(words) > 1 and not entity.is_character and self.is_character(words[0]):
            owned = " ".join(word if _is_label(word) else word.lower() for word in words[1:])
            return f"{possessive(self._phrases[words[0]])} {owned}"
        if len(words) > 1 and words[0].lower() in PREPOSITIONS and not entity.is_character:
            return " ".join([words[0].lower(), "the", *words[1:]]).lower()
        if not self._is_common(entity):
            return " ".join(words)
        lowered = [word if _is_label(word) else word.lower() for word in words]
        phrase = " ".join(lowered)
        if phrase in BARE_NOUNS or _is_label(words[-1]):
            return phrase
        return f"the {phrase}"

    def _is_common(self, entity: Entity) -> bool:
        if entity.name[0].islower() or _head(entity) in self._types:
            return True
        known = ROLES if entity.is_character else NOUNS | BARE_NOUNS
        return _head(entity) in known


def _head(entity: Entity) -> str:
    """The word that says what it is: the last one, labels such as `2` or `B` apart."""
    words = [word for word in split(entity.name) if not _is_label(word)]
    return words[-1].lower() if words else ""


def _is_label(word: str) -> bool:
    """Whether a word only tells one from another: a number or a single capital."""
    return word.isdigit() or (len(word) == 1 and word.isupper())
