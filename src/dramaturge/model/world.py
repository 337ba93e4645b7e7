"""A world: what the text means, before it is ground."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from dramaturge.model.expression import Argument, Effect, Expression, Property, Variable
from dramaturge.model.types import Entity, Type
from dramaturge.source import Span
from dramaturge.syntax import tree


@dataclass(frozen=True, slots=True)
class Failure:
    """What happens where an action is tried in vain (docs/semantics.md 8).

    observing: None: whoever would see the action, and all who consent.
    """

    effect: Effect
    observer: Variable | None
    observing: Expression | None
    lasts: Expression | None
    span: Span = field(compare=False, repr=False)
    text: str | None = None


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
    text: str | None = None  # how to tell it, with `{parameter}` and `[verb]`
    lasts: Expression | None = None  # by how much it advances the clock; None: not at all
    fails: Failure | None = None  # None: it cannot be tried in vain
    says: str | None = None  # what is said in so many words
    heard: str | None = None  # what it is to who is told by it and does not perceive it


@dataclass(frozen=True, slots=True)
class FactDefinition:
    """What facts of one name say, over their parameters.

    effect, denial: what makes the content true or false; None: nothing does, for the reason in
    `obstacle`. Source: LANGUAGE.md 3.
    """

    name: str
    parameters: tuple[Variable, ...]
    content: Expression
    effect: Effect | None
    denial: Effect | None
    obstacle: str
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact with its arguments. Each is an entity of the type `fact`."""

    definition: FactDefinition
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """A named expression. body: resolved anew wherever it is used.

    size, depth: the nodes, and how deep they are nested, when everything in it is expanded.
    """

    name: str
    parameters: tuple[Variable, ...]
    body: tree.Expression
    size: int
    depth: int
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Ending:
    """A goal of the author's. text: what it is, in words; "" if there are none."""

    name: str
    text: str
    condition: Expression
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PatternStep:
    """See tree.PatternStep. act: the name of an action, with its arguments."""

    order: str
    act: str | None
    arguments: tuple[Argument, ...]
    is_attempt: bool
    who: Entity | Variable | None
    becomes: bool
    condition: Expression | None
    because: Expression | None
    aim: Expression | None
    is_idle: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """What to look for in stories, over its parameters. text: with `{parameter}`; role: "broken" or
    "unfired" if a check is to tell it, else ""."""

    name: str
    text: str
    parameters: tuple[Variable, ...]
    role: str
    steps: tuple[PatternStep, ...]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a trigger of this name fires, once."""

    name: str
    time: float
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class World:
    """A world with all names resolved.

    entities: in domain order, which is: characters first, then the rest, each in textual order.
    members: for each type name its entities in domain order (boolean and number are not listed).
    initial: one effect per statement, in textual order, executed one after another.
    utilities: by character name; "" is the author. Missing: the constant 0.
    facts: by the names of the entities that they are. words: by the names of entities.
    """

    name: str
    types: Mapping[str, Type]
    entities: tuple[Entity, ...]
    members: Mapping[str, tuple[Entity, ...]]
    properties: tuple[Property, ...]
    actions: tuple[Event, ...]
    triggers: tuple[Event, ...]
    initial: tuple[Effect, ...]
    utilities: Mapping[str, Expression]
    definitions: Mapping[str, Definition] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    endings: Mapping[str, Ending] = field(default_factory=dict)
    patterns: Mapping[str, Pattern] = field(default_factory=dict)
    unit: str = ""  # what the clock counts
    deadlines: tuple[Deadline, ...] = ()
    words: Mapping[str, tree.Words] = field(default_factory=dict)
    file: str = ""

    @property
    def characters(self) -> tuple[Entity, ...]:
        return self.members["character"]
