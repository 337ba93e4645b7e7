"""Who perceives the instances of an event.

The few conditions of which that is made come back for most instances, so they are lowered once for
the values of the parameters that they name. What the precondition decides about them, for those
who take part only, is found out once for each way in which it can. Source: SEMANTICS.md 3, 5.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dramaturge.ground.imply import Facts, SimpleForms
from dramaturge.ground.lower import Lowering
from dramaturge.ground.references import Bindings
from dramaturge.ground.variables import expression_variables, key_at, places
from dramaturge.ground.world import TRUE, Condition, Value
from dramaturge.model.expression import Expression, Variable
from dramaturge.model.world import Event


class Audiences:
    """The audiences of one event, by its arguments."""

    def __init__(self, event: Event, lowering: Lowering, forms: SimpleForms) -> None:
        self._event = event
        self._lowering = lowering
        self._forms = forms
        named = () if event.observing is None else expression_variables(event.observing)
        self._key = key_at(places(event.parameters, named))
        self._known: dict[object, Audience] = {}

    def at(self, arguments: Sequence[Value], bound: Bindings) -> Audience:
        """Who observes the event with these arguments, its precondition aside."""
        key = self._key(arguments)
        found = self._known.get(key)
        if found is None:
            conditions = self.seeing(self._event.observer, self._event.observing, bound)
            concerned: dict[int, list[int]] = {}
            for who, condition in enumerate(conditions):
                for subject in self._forms.subjects(condition):
                    concerned.setdefault(subject, []).append(who)
            found = self._known[key] = Audience(conditions, concerned, self._forms)
        return found

    def seeing(
        self, observer: Variable | None, observing: Expression | None, bound: Bindings
    ) -> tuple[Condition, ...]:
        """Per character the condition to see it."""
        characters = self._lowering.table.characters
        if observer is None or observing is None:
            return (TRUE,) * len(characters)
        conditions: list[Condition] = []
        for name in characters:
            bound[observer] = name
            conditions.append(self._lowering.condition(observing, bound))
        return tuple(conditions)


@dataclass(frozen=True, slots=True)
class Audience:
    """Per character the condition to observe an event; and by the subjects of facts (see
    `SimpleForms.subjects`) to whose conditions they matter."""

    conditions: tuple[Condition, ...]
    concerned: dict[int, list[int]]
    forms: SimpleForms
    _known: dict[tuple[int, ...], tuple[Condition, ...]] = field(default_factory=dict)

    def given(self, plain: Mapping[int, Condition]) -> tuple[Condition, ...]:
        """The conditions where plain facts are known, by what they are about."""
        touching = [subject for subject in plain if subject in self.concerned]
        if not touching:
            return self.conditions
        key = tuple([id(plain[subject]) for subject in touching])
        known = self._known.get(key)
        if known is None:
            found = list(self.conditions)
            for who in {who for subject in touching for who in self.concerned[subject]}:
                found[who] = self.forms.simplify(found[who], plain)
            known = self._known[key] = tuple(found)
        return known

    def given_all(self, facts: Facts) -> tuple[Condition, ...]:
        """The same for facts of any kind."""
        touched = {who for subject in facts.subjects for who in self.concerned.get(subject, ())}
        if not touched:
            return self.conditions
        found = list(self.conditions)
        for who in touched:
            found[who] = facts.simplify(found[who])
        return tuple(found)
