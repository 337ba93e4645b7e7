"""The syntax tree: what was written, before names mean anything.

Spans are left out of comparison, so that two texts with the same tree are equal trees. Brackets
leave no node: the printer puts back those that the grouping needs. Source: SEMANTICS.md 1.
"""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from dramaturge.record import record
from dramaturge.source import Span


@record
class Literally:
    """A constant of the language: True, False, `?` (None) or a number."""

    value: bool | float | None
    span: Span = field(compare=False, repr=False)


@record
class Name:
    """A name: of an entity, a variable or a type, as its place says."""

    text: str
    span: Span = field(compare=False, repr=False)


Argument = Name | Literally


@record
class Quoted:
    """A text in quotes, without them."""

    text: str
    span: Span = field(compare=False, repr=False)


@record
class Reference:
    """A property, definition or fact with arguments: `at(Tom)`, `knows(Ann, hidden(Key, Barn))`."""

    name: Name
    arguments: tuple[Term, ...]
    span: Span = field(compare=False, repr=False)


Term = Name | Literally | Reference


@record
class Believes:
    """`believes(who, body)`; the body may be any expression, an assignment included."""

    who: Argument
    body: Expression
    span: Span = field(compare=False, repr=False)


@record
class Connective:
    """`a & b & …` or `a | b | …`; two parts or more."""

    operator: Literal["&", "|"]
    parts: tuple[Expression, ...]
    span: Span = field(compare=False, repr=False)


@record
class Not:
    body: Expression
    span: Span = field(compare=False, repr=False)


@record
class If:
    """`if(c) e elseif(c) e else e`; one branch or more, in order."""

    branches: tuple[tuple[Expression, Expression], ...]
    otherwise: Expression | None
    span: Span = field(compare=False, repr=False)


@record
class Quantified:
    """`forall`, `exists`, `sum` or `product` over the members of a type."""

    quantifier: Literal["forall", "exists", "sum", "product"]
    variable: Name
    type: Name
    body: Expression
    span: Span = field(compare=False, repr=False)


@record
class Assignment:
    """`target = value`; the target is a Reference, or Believes around one."""

    target: Expression
    value: Expression
    span: Span = field(compare=False, repr=False)


@record
class Comparison:
    operator: Literal["==", "!=", ">=", "<=", ">", "<"]
    left: Expression
    right: Expression
    span: Span = field(compare=False, repr=False)


@record
class TypeTest:
    """`subject : type`."""

    subject: Expression
    type: Name
    span: Span = field(compare=False, repr=False)


@record
class Arithmetic:
    operator: Literal["*", "/", "+", "-"]
    left: Expression
    right: Expression
    span: Span = field(compare=False, repr=False)


Expression = (
    Literally
    | Name
    | Reference
    | Believes
    | Connective
    | Not
    | If
    | Quantified
    | Assignment
    | Comparison
    | TypeTest
    | Arithmetic
)


@record
class Variable:
    """A typed parameter: `c : character`."""

    name: Name
    type: Name
    span: Span = field(compare=False, repr=False)


Parameter = Variable | Name | Literally  # Name: an entity; the slot accepts only that value


@record
class TypeStatement:
    name: Name
    parents: tuple[Name, ...]
    span: Span = field(compare=False, repr=False)


@record
class Words:
    """How to speak of an entity, a fact or a property; never affects meaning.

    called, pronoun: of an entity; called_by: what others call it. text: of an entity what it looks
    like, of a fact or property what it says; unknown: of a
    property whose value is not known, denied: of one that is false. says:
    what is said by who utters it. kinds: further types of a fact, which is not about words but
    stands there too.
    """

    called: Quoted | None = None
    called_by: tuple[tuple[Name, Quoted], ...] = ()
    pronoun: Name | None = None
    text: Quoted | None = None
    unknown: Quoted | None = None
    denied: Quoted | None = None
    says: Quoted | None = None
    kinds: tuple[Name, ...] = ()


@record
class EntityStatement:
    name: Name
    types: tuple[Name, ...]
    span: Span = field(compare=False, repr=False)
    words: Words = Words()


@record
class PropertyStatement:
    name: Name
    parameters: tuple[Parameter, ...]
    type: Name
    span: Span = field(compare=False, repr=False)
    is_public: bool = False  # everybody always knows its value
    words: Words = Words()


@record
class Observing:
    variable: Variable
    condition: Expression
    span: Span = field(compare=False, repr=False)


@record
class Fails:
    """What happens where an action is tried in vain. A part that was not written is None;
    `fails;` has none."""

    effect: Expression | None
    observing: Observing | None
    lasts: Expression | None
    text: Quoted | None
    span: Span = field(compare=False, repr=False)


@record
class EventStatement:
    """An action or a trigger. A part that was not written is None."""

    kind: Literal["action", "trigger"]
    name: Name
    parameters: tuple[Parameter, ...]
    precondition: Expression | None
    effect: Expression | None
    consenting: tuple[Argument, ...] | None
    observing: Observing | None
    span: Span = field(compare=False, repr=False)
    description: str | None = field(default=None, compare=False)  # the comment before it
    text: Quoted | None = None  # how to tell it
    lasts: Expression | None = None
    fails: Fails | None = None
    says: Quoted | None = None  # the words that are spoken
    heard: Quoted | None = None  # what it is to who is told by it but does not perceive it


@record
class DeadlineStatement:
    """`deadline name at time : effect`."""

    name: Name
    time: Expression
    effect: Expression
    span: Span = field(compare=False, repr=False)
    description: str | None = field(default=None, compare=False)


@record
class LastsStatement:
    """`lasts default duration`: of actions that do not say how long they last."""

    duration: Expression
    span: Span = field(compare=False, repr=False)


@record
class UnitStatement:
    """`unit "minutes"`: what the clock counts, for people who read."""

    text: Quoted
    span: Span = field(compare=False, repr=False)


@record
class UtilityStatement:
    character: Argument | None  # None: the author
    value: Expression
    span: Span = field(compare=False, repr=False)


@record
class InitialStatement:
    fact: Expression
    span: Span = field(compare=False, repr=False)


@record
class UseStatement:
    """`use speech;` for a module of the library, `use "house.world";` for a file beside this."""

    module: Name | Quoted
    span: Span = field(compare=False, repr=False)


@record
class DefineStatement:
    """A named expression with parameters."""

    name: Name
    parameters: tuple[Variable, ...]
    body: Expression
    span: Span = field(compare=False, repr=False)


@record
class FactStatement:
    """A proposition that can be spoken of; one for each choice of arguments."""

    name: Name
    parameters: tuple[Variable, ...]
    content: Expression
    span: Span = field(compare=False, repr=False)
    words: Words = Words()


@record
class EndingStatement:
    """A goal of the author's, by name."""

    name: Name
    text: Quoted | None
    condition: Expression
    span: Span = field(compare=False, repr=False)


@record
class PatternStep:
    """One thing that happens, or is so, in a pattern: an act, somebody acting, or a condition.

    order: "first", "then", "never" or "finally". act: with its arguments; who: anything they do;
    condition: that is so, or (becomes) comes to be so. because, aim: of the plan of who acts.
    is_idle: nothing later depends on it.
    """

    order: str
    act: Reference | None
    is_attempt: bool
    who: Name | None
    becomes: bool
    condition: Expression | None
    because: Expression | None
    aim: Expression | None
    is_idle: bool
    span: Span = field(compare=False, repr=False)


@record
class PatternStatement:
    """What to look for in stories. role: what a check takes it for."""

    name: Name
    text: Quoted | None
    parameters: tuple[Variable, ...]
    role: Name | None
    steps: tuple[PatternStep, ...]
    span: Span = field(compare=False, repr=False)


Statement = (
    TypeStatement
    | EntityStatement
    | PropertyStatement
    | EventStatement
    | UtilityStatement
    | InitialStatement
    | UseStatement
    | DefineStatement
    | FactStatement
    | EndingStatement
    | DeadlineStatement
    | LastsStatement
    | UnitStatement
    | PatternStatement
)


@record
class WorldText:
    """A whole world file: its statements in textual order."""

    statements: tuple[Statement, ...]


def children(expression: Expression) -> tuple[Expression, ...]:
    """The expressions directly inside one, in textual order."""
    match expression:
        case Believes() | Not() | Quantified():
            return (expression.body,)
        case Connective():
            return expression.parts
        case If():
            inside = tuple(part for branch in expression.branches for part in branch)
            return inside if expression.otherwise is None else (*inside, expression.otherwise)
        case Assignment():
            return (expression.target, expression.value)
        case Comparison() | Arithmetic():
            return (expression.left, expression.right)
        case TypeTest():
            return (expression.subject,)
        case _:
            return ()
