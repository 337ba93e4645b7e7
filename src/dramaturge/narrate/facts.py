"""What holds, in words: "Tom believes that the bandit is at the camp".

A clause states one fluent's value, in the world or at the end of a chain of minds. The kind of
sentence follows from the property: where somebody is, what somebody is like, who has what.
"""

from __future__ import annotations

from collections.abc import Sequence

from dramaturge.ground.world import GroundFluent, Value
from dramaturge.model.expression import Variable
from dramaturge.model.world import World
from dramaturge.narrate.lexicon import (
    HELD,
    HELD_ONE,
    HOLDER,
    INTRANSITIVE_PAST,
    PAST_VERBS,
    PLURALS,
    PREPOSITIONS,
    ROLE_PREPOSITIONS,
    STATES,
    WHERE,
)
from dramaturge.narrate.names import Names
from dramaturge.narrate.said import Said
from dramaturge.narrate.words import (
    article,
    infinitive,
    is_plural,
    listed,
    number,
    possessive,
    split,
)


class Facts:
    """Clauses about the fluents of one world."""

    def __init__(self, world: World, names: Names) -> None:
        self._names = names
        self._said = Said(world, names)
        self._roles = {
            (p.name, len(p.slots)): tuple(_role(slot) for slot in p.slots) for p in world.properties
        }

    def clause(
        self, fluent: GroundFluent, value: Value, chain: Sequence[str] = (), holds: bool = True
    ) -> str:
        """The clause that a fluent has a value (or has not), as the chain of characters sees it."""
        if chain and value is None and not self._said.has_unknown(fluent, holds):
            knows = self._names.verb("knows", chain[-1:], denied=holds)
            inner = f"{self._names.of(chain[-1])} {knows} {self.question(fluent)}"
            return self.minds(chain[:-1], inner)
        return self.minds(chain, self._plain(fluent, value, holds))

    def minds(self, chain: Sequence[str], clause: str) -> str:
        """The clause inside the minds: "Tom believes that Ann thinks that …"."""
        for depth, who in reversed(list(enumerate(chain))):
            verb = self._names.verb("believes" if depth == 0 else "thinks", (who,))
            clause = f"{self._names.of(who)} {verb} that {clause}"
        return clause

    def question(self, fluent: GroundFluent) -> str:
        """What the value answers: "where Tom is", "Tom's money", "whether Tom is alive"."""
        names = [self._names.of(argument) for argument in fluent.arguments]
        if fluent.kind == "boolean":
            return f"whether {self._plain(fluent, True, True)}"
        said = self._said.question(fluent)
        if said is not None:
            return said
        if fluent.kind == "entity":
            if len(names) == 1 and fluent.property.lower() in WHERE:
                return f"where {names[0]} {self.agreed(fluent, 'is')}"
            if len(names) == 1 and fluent.property.lower() in HOLDER:
                return f"who has {names[0]}"
            return self._which(fluent)
        return self.subject(fluent)

    def _which(self, fluent: GroundFluent) -> str:
        """Which entity it is, as a question: "who the intruder is"."""
        kinds = {self._names.is_character(value) for value in fluent.domain}
        if _is_done(fluent):
            return f"{'by whom' if kinds == {True} else 'what'} {self._done(fluent)}"
        asked = "who" if kinds == {True} else "what"
        if _is_chosen(fluent):
            return f"{asked} is {self._noun(fluent)}"
        return f"{asked} {self.subject(fluent)} {self.verb(fluent)}"

    def subject(self, fluent: GroundFluent) -> str:
        """The fluent as a noun: "Tom's money", "the path from the camp to the market"."""
        names = [self._names.of(argument) for argument in fluent.arguments]
        noun = self._noun(fluent)
        if not names:
            return f"the {noun}"
        if len(names) == 1:
            if self._names.is_character(fluent.arguments[0]):
                return f"{possessive(names[0])} {noun}"
            return f"the {noun} of {names[0]}"
        return f"the {noun}{self._complements(fluent, names)}"

    def _noun(self, fluent: GroundFluent) -> str:
        return " ".join(word.lower() for word in split(fluent.property))

    def verb(self, fluent: GroundFluent) -> str:
        """The verb that follows `subject`: "Tom's coins are 3", "Tom's money is 3"."""
        return "are" if is_plural(split(fluent.property)[-1].lower()) else "is"

    def agreed(
        self, fluent: GroundFluent, written: str, holds: bool = True, is_helper: bool = False
    ) -> str:
        """A verb, or its denial, as it goes with what the fluent is about first; is_helper: `has`
        before a participle."""
        next_word = "been" if is_helper else ""
        return self._names.verb(
            written, fluent.arguments[:1], denied=not holds, next_word=next_word
        )

    def is_record(self, fluent: GroundFluent) -> bool:
        """Whether what is made from its name reads as a row of a table, not as a sentence that
        somebody would write: numbers, "the X of A and B is C", "there is a link of A and B"."""
        if fluent.kind == "boolean":
            text = self._plain(fluent, True, True)
            return text.startswith("there is ") and self._complements_are_listed(fluent)
        if fluent.kind != "entity":
            return True
        return len(fluent.arguments) > 1 and not _is_done(fluent)

    def _plain(self, fluent: GroundFluent, value: Value, holds: bool) -> str:
        said = self._said.clause(fluent, value, holds)
        if said is not None:
            return said
        names = [self._names.of(argument) for argument in fluent.arguments]
        if fluent.kind == "boolean":
            return self._boolean(fluent, names, bool(value) == holds)
        if _is_done(fluent):
            return self._done_by(fluent, value, holds)
        if not names and fluent.kind == "entity":
            is_person = {self._names.is_character(each) for each in fluent.domain} == {True}
            if is_person or _is_chosen(fluent):
                return self._one(fluent, value, holds, is_person)
        if value is None:
            question, known = self.question(fluent), "unknown" if holds else "known"
            if question.startswith(("where ", "who ", "whether ")):
                return f"it is {known} {question}"
            return f"{self.subject(fluent)} {self.verb(fluent)} {known}"
        name = fluent.property.lower()
        if isinstance(value, str) and len(names) == 1:
            if name in HOLDER or (name in WHERE and self._carries(fluent, value)):
                owner = self._names.of(value)
                has = self._names.verb("has", (value,), denied=not holds)
                return f"{owner} {has} {names[0]}"
            if name in WHERE:
                return f"{names[0]} {self.agreed(fluent, 'is', holds)} {self._names.where(value)}"
        if isinstance(value, float) and name == "has" and len(names) == 2:
            amount = f"{names[0]} {self.agreed(fluent, 'has', holds)}"
            return f"{amount} {number(value)} of {names[1]}"
        negation = "" if holds else "not "
        return f"{self.subject(fluent)} {self.verb(fluent)} {negation}{self._names.of(value)}"

    def _one(self, fluent: GroundFluent, value: Value, holds: bool, is_person: bool) -> str:
        """Which one it is, or that none is: "Tom is crowned", "nobody is the heir"."""
        if value is None:
            someone, no_one = ("somebody", "nobody") if is_person else ("something", "nothing")
            what = self._noun(fluent) if _is_chosen(fluent) else self.subject(fluent)
            return f"{no_one if holds else someone} is {what}"
        if not _is_chosen(fluent):
            negation = "" if holds else "not "
            return f"{self.subject(fluent)} {self.verb(fluent)} {negation}{self._names.of(value)}"
        verb = self._names.verb("is", (str(value),), denied=not holds)
        return f"{self._names.of(value)} {verb} {self._noun(fluent)}"

    def _done(self, fluent: GroundFluent, holds: bool = True, what: str = "") -> str:
        """What has been done to the first: "a plan is tabled", "Clara is asked nothing by Hale"."""
        names = [self._names.of(argument) for argument in fluent.arguments]
        done = " ".join(word.lower() for word in split(fluent.property))
        led = _led(names[1:], self._rest_roles(fluent))
        told = [names[0], self.agreed(fluent, "is", holds), done, what, *led]
        return " ".join(part for part in told if part)

    def _done_by(self, fluent: GroundFluent, value: Value, holds: bool) -> str:
        """The same with the value, who does it or what it is done with; unknown: nothing is."""
        by_whom = any(map(self._names.is_character, fluent.domain))
        if value is None and by_whom:
            return self._done(fluent, not holds)
        if value is None:
            return self._done(fluent, what="nothing" if holds else "something")
        return f"{self._done(fluent, holds)} {'by ' if by_whom else ''}{self._names.of(value)}"

    def _carries(self, fluent: GroundFluent, value: str) -> bool:
        """Whether a thing's "place" is a character: then it is carried."""
        return self._names.is_character(value) and not self._names.is_character(fluent.arguments[0])

    def _boolean(self, fluent: GroundFluent, names: list[str], holds: bool) -> str:
        words = [word.lower() for word in split(fluent.property)]
        if len(words) > 1 and words[0] in ("is", "are"):
            words = words[1:]
        if not names:
            return f"it is {'' if holds else 'not '}so: {' '.join(words)}"
        if len(names) == 1 and _is_held(words):
            what = article(" ".join(words)) if words[-1] in HELD_ONE else " ".join(words)
            return f"{names[0]} {self.agreed(fluent, 'has', holds)} {what}"
        if _is_verb(words[0]):
            rest = " ".join([*words[1:], *_led(names[1:], self._rest_roles(fluent))])
            verb = self.agreed(fluent, infinitive(words[0]), holds)
            return f"{names[0]} {verb} {rest}".rstrip()
        if words[0] in PAST_VERBS:
            rest = " ".join([*words[1:], *names[1:]])
            return f"{'' if holds else 'it is not so that '}{names[0]} {words[0]} {rest}".rstrip()
        if len(names) == 1:
            return f"{names[0]} {self.agreed(fluent, 'is', holds)} {' '.join(words)}"
        return self._relation(fluent, names, words, holds)

    def _relation(
        self, fluent: GroundFluent, names: list[str], words: list[str], holds: bool
    ) -> str:
        """A truth value about several entities."""
        noun = " ".join(words)
        if words[-1] in PREPOSITIONS:
            verb = self.agreed(
                fluent, "has" if words[0] in INTRANSITIVE_PAST else "is", holds, True
            )
            return f"{names[0]} {verb} {noun} {listed(names[1:])}"
        if len(names) == 2:
            if noun in PLURALS:
                return f"{listed(names)} are {'' if holds else 'not '}{noun}"
            if words[0].endswith("ing"):
                return f"{names[0]} {self.agreed(fluent, 'is', holds)} {noun} {names[1]}"
            if words[0] in STATES or noun in INTRANSITIVE_PAST or noun == "lied":
                verb = self.agreed(fluent, "is" if words[0] in STATES else "has", holds, True)
                return f"{names[0]} {verb} {noun} to {names[1]}"
            if words[0].endswith("ed"):
                return f"{names[0]} {self.agreed(fluent, 'has', holds, True)} {noun} {names[1]}"
            if self._names.is_character(fluent.arguments[0]):
                return f"{names[0]} {self.agreed(fluent, 'is', holds)} {noun} of {names[1]}"
        there = article(noun) if holds else f"no {noun}"
        return f"there is {there}{self._complements(fluent, names)}"

    def _complements(self, fluent: GroundFluent, names: list[str]) -> str:
        """The arguments after a noun: " from the camp to the market", else " of A and B"."""
        if not self._complements_are_listed(fluent):
            roles = self._roles[fluent.property, len(names)]
            return "".join(f" {part}" for part in _led(names, roles))
        return f" of {listed(names)}"

    def _complements_are_listed(self, fluent: GroundFluent) -> bool:
        roles = self._roles.get((fluent.property, len(fluent.arguments)), ())
        return not any(role in ("from", "to") for role in roles)

    def _rest_roles(self, fluent: GroundFluent) -> tuple[str, ...]:
        return self._roles.get((fluent.property, len(fluent.arguments)), ("",))[1:]


def _is_done(fluent: GroundFluent) -> bool:
    """Whether a property that says which is named by a participle: `asked(who, by) : question`."""
    last = split(fluent.property)[-1].lower()
    return fluent.kind == "entity" and bool(fluent.arguments) and last.endswith("ed")


def _is_chosen(fluent: GroundFluent) -> bool:
    """Whether a property without arguments is named by a participle: `crowned() : character`."""
    last = split(fluent.property)[-1].lower()
    return fluent.kind == "entity" and not fluent.arguments and last.endswith("ed")


def _is_held(words: Sequence[str]) -> bool:
    """Whether a truth about somebody is named by what they have then: `papers(who)`."""
    is_said = len(words) > 1 and (_is_verb(words[0]) or words[0] in PAST_VERBS)
    return words[-1] in HELD | HELD_ONE and not is_said


def _role(slot: object) -> str:
    if not isinstance(slot, Variable):
        return ""
    words = [word.lower() for word in split(slot.name)]
    found = (ROLE_PREPOSITIONS.get(word, "") for word in words)
    return next((role for role in found if role), "")


def _led(names: Sequence[str], roles: Sequence[str]) -> list[str]:
    """Names with the prepositions of their roles; the first without one stands bare."""
    led = []
    for index, name in enumerate(names):
        role = roles[index] if index < len(roles) else ""
        if not role and index:
            role = "and"
        led.append(f"{role} {name}".strip())
    return led


def _is_verb(word: str) -> bool:
    """Whether a property's first word reads as a verb in the third person: loves, has, knows."""
    if word in ("has", "does"):
        return True
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "ous"))
        and word not in PLURALS
    )
