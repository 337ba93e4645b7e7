"""Sentences made from the names in a world, for what its author has no words for.

They are texts as an author would write them, with places for names, `{Tom} [walks] to {Market}`:
what is in square brackets agrees with who comes before it (docs/telling.md).
"""

from __future__ import annotations

import re

from dramaturge.ground.world import Condition, GroundFluent, GroundWorld, Value
from dramaturge.model.world import World
from dramaturge.narrate.acts import Act, phrase
from dramaturge.narrate.conditions import Conditions
from dramaturge.narrate.facts import Facts
from dramaturge.narrate.lexicon import DEGREES
from dramaturge.narrate.names import Names
from dramaturge.narrate.words import joined

_VERBS = "is|are|was|has|have|had|does|do|knows|believes|thinks|loves|hates|wants"
_FIRST_VERB = re.compile(
    rf"((?:\{{[^{{}}]*\}}(?:'s? [\w ]+?)?|the [\w ]+?|there|it|nobody|[\w ]+ of \{{[^{{}}]*\}}) )"
    rf"({_VERBS})\b"
)
_ANY_VERB = re.compile(rf"(\{{[^{{}}]*\}} )({_VERBS}|\w{{2,}}s)\b")


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


class Defaults:
    """Sentences about one world."""

    def __init__(self, world: World, ground: GroundWorld) -> None:
        self._ground = ground
        self._places = _Places(world)
        self._facts = Facts(world, self._places)
        self._conditions = Conditions(self._facts, self._places)
        # A world that says what its properties mean says so of those that matter.
        self._are_others_untold = any(each.words.text is not None for each in world.properties)

    def act(self, act: Act) -> str:
        """What happens when an act succeeds."""
        told = phrase(act, self._places)
        if not told.verb:
            return told.subject
        if not told.subject:
            return f"it [happens]: {told.before} {told.verb} {told.rest}"
        return joined(told.subject, told.before, f"[{told.verb}]", told.rest)

    def holds(self, fluent: GroundFluent, value: Value) -> tuple[str, bool] | None:
        """That a fluent has a value, and whether that is denied; None where it goes untold."""
        is_place = fluent.kind == "entity" and len(fluent.arguments) == 1
        where = is_place and fluent.property.lower() in (
            "at",
            "location",
            "in",
            "position",
            "where",
        )
        if self._are_others_untold and not where:
            return None
        if value is None and where and fluent.arguments[0] in self._ground.characters:
            return f"{{{fluent.arguments[0]}}} [is] gone", False
        if value is None or self._facts.is_record(fluent):
            return None
        text = self._facts.clause(fluent, value)
        if text.startswith("it is "):
            return None
        if value is False and not text.startswith("there is "):
            text = self._facts.clause(fluent, True)  # the verb is denied, in whatever mood it is
            return _FIRST_VERB.sub(r"\1[\2]", text, count=1), True
        return _FIRST_VERB.sub(r"\1[\2]", text, count=1), False

    def grown(self, fluent: GroundFluent, before: Value, after: Value) -> str | None:
        """That a number is more or less than before."""
        if self._are_others_untold or len(fluent.arguments) != 1:
            return None
        if not isinstance(before, float) or not isinstance(after, float) or before == after:
            return None
        word = fluent.property.lower()
        if word in DEGREES:
            return f"{{{fluent.arguments[0]}}} [is] {'more' if before < after else 'less'} {word}"
        verb = "grows" if before < after else "shrinks"
        return f"{self._facts.subject(fluent)} [{verb}]"

    def made(self, fluent: GroundFluent, value: Value) -> str:
        """That a fluent has a value, whether it is worth telling or not."""
        return _marked(self._facts.clause(fluent, value))

    def condition(self, condition: Condition) -> str:
        """What would have to hold."""
        return _marked(self._conditions.condition(condition, self._ground))


def _marked(text: str) -> str:
    """Every verb behind a name agrees with it."""
    return _ANY_VERB.sub(r"\1[\2]", text)
