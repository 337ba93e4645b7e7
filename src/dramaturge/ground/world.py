"""The ground world: no variables left, everything numbered.

Index spaces. A *character* is an index into `characters`; a *fluent* into `fluents`; an action
into `actions`, a trigger into `triggers`. A *chain* is a tuple of characters: `(a, b)` reads what
a believes that b believes; `()` reads the state itself. Names are only for display.

Values are plain Python: bool for a boolean fluent, float for a number, str (an entity's name) for
the rest, and None for unknown (`?`). Kinds never mix within one fluent, and comparisons between
different kinds were settled when grounding, so `True == 1.0` cannot mislead.

Conditions are in negation normal form. Two kinds of leaf say besides their truth what is
repaired when an observer who thinks them false is surprised (SEMANTICS.md 3): see `Compare` and
`Match`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from dramaturge.record import record

Value = bool | float | str | None
Chain = tuple[int, ...]
Kind = Literal["boolean", "number", "entity"]
Comparator = Literal["==", "!=", ">=", "<=", ">", "<"]
Operator = Literal["*", "/", "+", "-"]


@record
class Read:
    """The value of a fluent at the end of a chain of beliefs."""

    chain: Chain
    fluent: int


@record
class Const:
    value: Value


@record
class Arithmetic:
    """Double arithmetic; unknown if an operand is, or if the result is not finite (x / 0)."""

    operator: Operator
    left: Term
    right: Term


@record
class Choice:
    """`then` where the condition holds, else `otherwise`."""

    condition: Condition
    then: Term
    otherwise: Term


@record
class Truth:
    """A condition as a boolean value."""

    condition: Condition


Term = Read | Const | Arithmetic | Choice | Truth


@record
class Always:
    """True or False whatever the state."""

    value: bool


@record
class All:
    parts: tuple[Condition, ...]


@record
class Any:
    parts: tuple[Condition, ...]


@record
class Compare:
    """`left op right`. Unknown is an ordinary value for == and !=; < and > with it are false;
    >= and <= with it are true iff both sides are equal. Only numbers are ordered.

    repaired: what surprise changes, in this order, each only if the leaf is still false then: for
    `==` the fluent gets its value in the holder's state, for any other operator unknown (a boolean
    gets its real value). One entry for `fluent op anything`; for any other numeric comparison one
    per fluent in it.
    """

    operator: Comparator
    left: Term
    right: Term
    repaired: tuple[Read, ...]


@record
class Match:
    """Two fluents that are not numbers have the same value (`equal`) or different ones.

    Stands for the disjunction over all values v, unknown included, of `left == v & right == v`
    (or `left == v & right != v`); surprise repairs the clause that is true, left first.
    """

    left: Read
    right: Read
    equal: bool


Leaf = Compare | Match
Condition = Always | All | Any | Compare | Match

TRUE = Always(True)
FALSE = Always(False)


@record
class GroundFluent:
    """A property with its arguments; `domain`: the entity names it may hold, in domain order
    (empty for booleans and numbers); unknown is never listed."""

    name: str  # "at(Tom)"
    property: str
    arguments: tuple[str, ...]
    kind: Kind
    domain: tuple[str, ...] = ()
    is_public: bool = False  # one value in the world and in every mind, always


@record
class GroundEffect:
    """`fluent` at the end of `chain` gets `value` where `condition` holds; both are read in the
    state before the event, from its root. Of two that apply the later one wins."""

    chain: Chain
    fluent: int
    value: Term
    condition: Condition


@record
class GroundEvent:
    """An action or trigger with its arguments.

    observing: per character the condition to perceive it, read in the state before; empty for a
    trigger, unless it assigns a public fluent, which happens in every mind alike. Conditions of
    effects and of observing that the precondition implies are already TRUE (SEMANTICS.md 3, last
    paragraph).
    motive: of a failing attempt the action that is tried, whose reasons count; else None.
    seen: of a failing attempt what those who see it come to think was true (docs/semantics.md
    8.3); None: the precondition.
    """

    name: str  # "walk(Tom, Cottage, Market)"
    event: str
    arguments: tuple[str, ...]
    precondition: Condition
    effects: tuple[GroundEffect, ...]
    consenting: tuple[int, ...] = ()
    observing: tuple[Condition, ...] = ()
    motive: int | None = None
    seen: Condition | None = None

    @property
    def shown(self) -> Condition:
        """What everybody who perceives it takes to have been true (4.4)."""
        return self.precondition if self.seen is None else self.seen


ATTEMPT = "try "
"""What the name of a failing attempt begins with, before the name of the action."""


@record
class Entry:
    """An explicit initial value at the end of a chain. Every fluent has one at `()`."""

    chain: Chain
    fluent: int
    value: Value


@record
class GroundWorld:
    """See the module. utilities[0] is the author's, utilities[1 + c] that of character c.

    constants: the value of every fluent that can never change in any mind, by name; such fluents
    occur nowhere else.
    """

    name: str
    characters: tuple[str, ...]
    entities: tuple[str, ...]
    fluents: tuple[GroundFluent, ...]
    actions: tuple[GroundEvent, ...]
    triggers: tuple[GroundEvent, ...]
    utilities: tuple[Term, ...]
    initial: tuple[Entry, ...]
    constants: Mapping[str, Value] = field(default_factory=dict)

    def meant(self, action: int) -> int:
        """The action whose reasons count: the one that is tried in vain, or the action itself."""
        motive = self.actions[action].motive
        return action if motive is None else motive

    def fails_knowingly(self, action: int, owner: int) -> bool:
        """Whether it is a failing attempt of the owner's: nobody plans to fail (8.5)."""
        event = self.actions[action]
        return event.motive is not None and owner in event.consenting

    def may_be_planned(self, action: int, owner: int) -> bool:
        """Whether the owner of a plan may count on the action later in it: on chance and on failing
        nobody does (6.1, 8.5)."""
        return bool(self.actions[action].consenting) and not self.fails_knowingly(action, owner)
