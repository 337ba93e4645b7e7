"""Expressions with every name resolved and every type known.

Conditions, numbers and values share one union, `Expression`; `build` has checked that each stands
where its type is allowed. Source: SEMANTICS.md 1.3.
"""

from __future__ import annotations

from dataclasses import field
from typing import Literal, assert_never

from dramaturge.model.types import Entity, Type
from dramaturge.record import record
from dramaturge.source import Span
from dramaturge.syntax import tree


@record
class Variable:
    """A parameter or quantified variable. Identity is by name and type; scopes are resolved by
    renaming, so within one event no two different variables are equal."""

    name: str
    type: Type

    def __hash__(self) -> int:
        return hash(self.name)  # the type rarely tells apart; looked up all the time


Argument = Entity | Variable | bool | float


@record
class Property:
    """A declared property (a fluent once its arguments are ground).

    slots: a Variable accepts what its type accepts; anything else accepts only itself.
    Equal variable names make equal arguments (only the diagonal is then defined).
    """

    name: str
    slots: tuple[Argument, ...]
    type: Type
    span: Span = field(compare=False, repr=False)
    is_public: bool = False  # one value in the world and in every mind
    words: tree.Words = field(default=tree.Words(), compare=False, repr=False)


@record
class Constant:
    """True, False, a number, an entity, or None: unknown (`?`)."""

    value: bool | float | Entity | None
    span: Span = field(compare=False, repr=False)


@record
class Bound:
    """The value of a variable, as an expression."""

    variable: Variable
    span: Span = field(compare=False, repr=False)


@record
class Fluent:
    """The value of a property."""

    property: Property
    arguments: tuple[Argument, ...]
    span: Span = field(compare=False, repr=False)


@record
class Believed:
    """The body as it stands in a character's beliefs: every fluent inside is read there."""

    character: Entity | Variable
    body: Expression
    span: Span = field(compare=False, repr=False)


@record
class And:
    parts: tuple[Expression, ...]
    span: Span = field(compare=False, repr=False)


@record
class Or:
    parts: tuple[Expression, ...]
    span: Span = field(compare=False, repr=False)


@record
class Not:
    body: Expression
    span: Span = field(compare=False, repr=False)


@record
class Conditional:
    """The value of the first branch whose condition holds, else `otherwise` (always present: a
    missing `else` became True)."""

    branches: tuple[tuple[Expression, Expression], ...]
    otherwise: Expression
    span: Span = field(compare=False, repr=False)


@record
class Quantified:
    """forall and exists over booleans, sum and product over numbers."""

    quantifier: Literal["forall", "exists", "sum", "product"]
    variable: Variable
    body: Expression
    span: Span = field(compare=False, repr=False)


Comparator = Literal["==", "!=", ">=", "<=", ">", "<"]
Operator = Literal["*", "/", "+", "-"]


@record
class Comparison:
    operator: Comparator
    left: Expression
    right: Expression
    span: Span = field(compare=False, repr=False)


@record
class TypeTest:
    subject: Expression
    type: Type
    span: Span = field(compare=False, repr=False)


@record
class Arithmetic:
    operator: Operator
    left: Expression
    right: Expression
    span: Span = field(compare=False, repr=False)


@record
class Holds:
    """The content of a fact: an entity, or a variable that stands for one."""

    fact: Entity | Variable
    span: Span = field(compare=False, repr=False)


@record
class FactTerm:
    """The fact of this name about these arguments, as a value; some of them are variables."""

    name: str
    arguments: tuple[Argument, ...]
    span: Span = field(compare=False, repr=False)


Expression = (
    Constant
    | Bound
    | Fluent
    | Believed
    | And
    | Or
    | Not
    | Conditional
    | Quantified
    | Comparison
    | TypeTest
    | Arithmetic
    | Holds
    | FactTerm
)


@record
class Assign:
    """Set a fluent, in the world (no believers) or in the belief of a chain of believers.

    value: read in the state before the event, *in reality* unless it says Believed itself: build
    has already wrapped what stood inside `believes(…)`.
    """

    believers: tuple[Entity | Variable, ...]
    fluent: Fluent
    value: Expression
    span: Span = field(compare=False, repr=False)


@record
class Together:
    """All of them at once; no parts: nothing happens."""

    parts: tuple[Effect, ...]


@record
class ForAll:
    variable: Variable
    body: Effect


@record
class When:
    """The effect of the first branch whose condition holds, else `otherwise`."""

    branches: tuple[tuple[Expression, Effect], ...]
    otherwise: Effect


@record
class Establish:
    """What makes a fact true (false, if negated), in a chain of minds."""

    believers: tuple[Entity | Variable, ...]
    fact: Entity | Variable
    negated: bool
    span: Span = field(compare=False, repr=False)


Effect = Assign | Together | ForAll | When | Establish


def has_fluent(expression: Expression) -> bool:
    """Whether the value of the expression can depend on a state."""
    match expression:
        case Fluent() | Holds():
            return True
        case Constant() | Bound() | FactTerm():
            return False
        case Believed(_, body) | Not(body) | Quantified(_, _, body) | TypeTest(body):
            return has_fluent(body)
        case And(parts) | Or(parts):
            return any(has_fluent(part) for part in parts)
        case Comparison(_, left, right) | Arithmetic(_, left, right):
            return has_fluent(left) or has_fluent(right)
        case Conditional(branches, otherwise):
            inside = [part for branch in branches for part in branch]
            return any(has_fluent(part) for part in (*inside, otherwise))
    assert_never(expression)
