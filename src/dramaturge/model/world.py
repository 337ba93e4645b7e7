"""A world: what the text means, before it is ground."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from dramaturge.model.expression import Argument, Effect, Expression, Property, Variable
from dramaturge.model.types import Entity, Type
from dramaturge.source import Span


@dataclass(frozen=True, slots=True)
class Event:
    """An action (consented to by characters, seen by observers) or a trigger (fires by itself).

    parameters: slots as in a Property. consenting: empty means that the author alone decides.
    observing: who perceives it, as a condition on `observer`; triggers are perceived by nobody.
    Source: SEMANTICS.md 1.2, 3, 4.
    """

    kind: Literal["action", "trigger"]
    name: str
    parameters: tuple[Argument, ...]
    precondition: Expression
    effect: Effect
    consenting: tuple[Entity | Variable, ...]
    observer: Variable | None  # None: nobody for a trigger, everybody for an action
    observing: Expression | None
    span: Span = field(compare=False, repr=False)
    description: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class World:
    """A world with all names resolved.

    entities: in domain order, which is: characters first, then the rest, each in textual order.
    members: for each type name its entities in domain order (boolean and number are not listed).
    initial: one effect per statement, in textual order, executed one after another.
    utilities: by character name; "" is the author. Missing: the constant 0.
    """

    name: str
    types: Mapping[str, Type]
    entities: tuple[Entity, ...]
    members: Mapping[str, tuple[Entity, ...]]
    properties: tuple[Property, ...]
    actions: tuple[Event, ...]
    triggers: tuple[Event, ...]
    initial: tuple[Effect, ...]
    initial_spans: tuple[Span, ...]
    utilities: Mapping[str, Expression]

    @property
    def characters(self) -> tuple[Entity, ...]:
        return self.members["character"]
