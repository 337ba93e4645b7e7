"""Expressions with values for their variables become ground conditions and terms.

Conditions come out in negation normal form: `wanted` is False inside a negation, and a leaf is
then made with the opposite operator, so `!(n > 1)` is `n <= 1` and false when n is unknown.
Source: SEMANTICS.md 1.3, 2, 3.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from dramaturge.ground import fold
from dramaturge.ground.leaves import Leaves
from dramaturge.ground.limits import Budget, GroundingError
from dramaturge.ground.references import Bindings, References, constant_value
from dramaturge.ground.sharing import Shared
from dramaturge.ground.table import Table, argument_value
from dramaturge.ground.world import (
    FALSE,
    TRUE,
    Chain,
    Comparator,
    Condition,
    Const,
    Read,
    Term,
)
from dramaturge.model import expression as model
from dramaturge.model.expression import Expression
from dramaturge.model.world import FactDefinition
from dramaturge.problems import Problem

Case = tuple[Condition, Term]
T = TypeVar("T")

BRANCH_LIMIT = 200
"""Branches of one `if` that chooses a value; bounds how deep terms are nested."""

CASE_LIMIT = 256
"""A comparison whose conditionals make more cases keeps them as one `Choice` term instead."""


_SINGLE = (model.Fluent, model.Bound, model.Constant)  # expressions that are one case


class Lowering:
    """Lowers expressions over one table; equal leaves come out as one object."""

    def __init__(self, table: Table, budget: Budget) -> None:
        self.table = table
        self.budget = budget
        self.leaves = Leaves(table)
        self.names = References(table, self.leaves)
        self._conditions: dict[type, Callable[[Expression, Bindings, Chain, bool], Condition]] = {
            model.Constant: self._constant,
            model.Bound: self._bound,
            model.Fluent: self._fluent,
            model.Believed: self._believed,
            model.And: self._connective,
            model.Or: self._connective,
            model.Not: self._negation,
            model.Conditional: self._conditional,
            model.Quantified: self._quantified,
            model.Comparison: self._comparison,
            model.TypeTest: self._type_test,
            model.Holds: self._holds,
        }
        self._shared = Shared()
        self._facts: dict[tuple[str, Chain, bool], tuple[Condition, int]] = {}

    def condition(
        self, expression: Expression, bound: Bindings, chain: Chain = (), wanted: bool = True
    ) -> Condition:
        """The boolean expression, or its negation unless `wanted`, read at the end of a chain."""
        self.budget.spend()
        key = self._shared.key(expression, bound, chain, wanted)
        if key is None:
            return self._conditions[type(expression)](expression, bound, chain, wanted)
        found = self._shared.known.get(key)
        if found is None:
            found = self._conditions[type(expression)](expression, bound, chain, wanted)
            self._shared.keep(key, found)
        return found

    def term(self, expression: Expression, bound: Bindings, chain: Chain = ()) -> Term:
        """The value of an expression of any kind, read at the end of a chain."""
        self.budget.spend()
        match expression:
            case model.Constant():
                return Const(constant_value(expression))
            case model.Bound():
                return Const(bound[expression.variable])
            case model.Fluent():
                return self.names.read(expression, bound, chain)
            case model.Believed():
                inner = (*chain, self.names.character(expression.character, bound))
                return self.term(expression.body, bound, inner)
            case model.FactTerm():
                return Const(self.names.fact_name(expression, bound))
            case model.Arithmetic():
                left = self.term(expression.left, bound, chain)
                right = self.term(expression.right, bound, chain)
                return fold.arithmetic(expression.operator, left, right)
            case model.Quantified(quantifier="sum" | "product"):
                return self._series(expression, bound, chain)
            case model.Conditional() if self.names.kind(expression, bound) != "boolean":
                return self._choices(expression, bound, chain)
            case _:
                return fold.truth(self.condition(expression, bound, chain))

    # Conditions, one method per form.

    def _constant(
        self, expression: Expression, bound: Bindings, chain: Chain, wanted: bool
    ) -> Condition:
        assert isinstance(expression, model.Constant)
        return fold.always((expression.value is True) == wanted)

    def _bound(
        self, expression: Expression, bound: Bindings, chain: Chain, wanted: bool
    ) -> Condition:
        assert isinstance(expression, model.Bound)
        return fold.always((bound[expression.variable] is True) == wanted)

    def _fluent(
        self, expression: Expression, bound: Bindings, chain: Chain, wanted: bool
    ) -> Condition:
        assert isinstance(expression, model.Fluent)
        return self.leaves.boolean(self.names.read(expression, bound, chain), wanted)

    def _believed(
        self, expression: Expression, bound: Bindings, chain: Chain, wanted: bool
    ) -> Condition:
        assert isinstance(expression, model.Believed)
        inner = (*chain, self.names.character(expression.character, bound))
        return self.condition(expression.body, bound, inner, wanted)

    def _connective(
        self, expression: Expression, bound: Bindings, chain: Chain, wanted: bool
    ) -> Condition:
        assert isinstance(expression, model.And | model.Or)
        every = (type(expression) is model.And) == wanted
        parts = []
        for part in expression.parts:
            lowered = self.condition(part, bound, chain, wanted)
            if lowered is (FALSE if every else TRUE):
                return lowered
            parts.append(lowered)
        return fold.conjunction(parts) if every else fold.disjunction(parts)

    def _negation(
        self, expression: Expression, bound: Bindings, chain: Chain, wanted: bool
    ) -> Condition:
        assert isinstance(expression, model.Not)
        return self.condition(expression.body, bound, chain, not wanted)

    def _conditional(
        self, expression: Expression, bound: Bindings, chain: Chain, wanted: bool
    ) -> Condition:
        assert isinstance(expression, model.Conditional)
        return fold.disjunction(
            fold.conjunction((case, self.condition(value, bound, chain, wanted)))
            for case, value in self._branches(expression, bound, chain)
        )

    def _quantified(
        self, expression: Expression, bound: Bindings, chain: Chain, wanted: bool
    ) -> Condition:
        assert isinstance(expression, model.Quantified)
        every = (expression.quantifier == "forall") == wanted
        parts = []
        for value in self.names.members(expression.variable):
            bound[expression.variable] = value
            lowered = self.condition(expression.body, bound, chain, wanted)
            if lowered is (FALSE if every else TRUE):
                return lowered
            parts.append(lowered)
        return fold.conjunction(parts) if every else fold.disjunction(parts)

    def _comparison(
        self, expression: Expression, bound: Bindings, chain: Chain, wanted: bool
    ) -> Condition:
        assert isinstance(expression, model.Comparison)
        operator = expression.operator if wanted else fold.NEGATED[expression.operator]
        left, right = expression.left, expression.right
        kinds = self.names.kind(left, bound), self.names.kind(right, bound)
        if kinds == ("boolean", "boolean"):
            return self._booleans(operator, (left, right), bound, chain)
        if (kinds[0] != kinds[1] and None not in kinds) or "boolean" in kinds:
            return fold.always(operator == "!=")
        leaf = self.leaves.numbers if "number" in kinds else self.leaves.entities
        if type(left) in _SINGLE and type(right) in _SINGLE:
            return leaf(operator, self.term(left, bound, chain), self.term(right, bound, chain))
        lefts, rights = self.cases(left, bound, chain), self.cases(right, bound, chain)
        if len(lefts) == len(rights) == 1:
            return leaf(operator, lefts[0][1], rights[0][1])
        self.budget.spend(len(lefts) * len(rights))
        return fold.disjunction(
            fold.conjunction((if_left, if_right, leaf(operator, one, other)))
            for if_left, one in lefts
            for if_right, other in rights
        )

    def _booleans(
        self,
        operator: Comparator,
        sides: tuple[Expression, Expression],
        bound: Bindings,
        chain: Chain,
    ) -> Condition:
        """Two boolean expressions: a leaf if both are fluents, else the two ways to agree."""
        if operator in ("<", ">"):
            return FALSE
        equal = operator != "!="
        left, right = (self.term(side, bound, chain) for side in sides)
        if isinstance(left, Const | Read) and isinstance(right, Const | Read):
            return self.leaves.booleans(left, right, equal)
        ways = []
        for value in (True, False):
            one = self.condition(sides[0], bound, chain, value)
            other = self.condition(sides[1], bound, chain, value == equal)
            ways.append(fold.conjunction((one, other)))
        return fold.disjunction(ways)

    def _holds(
        self, expression: Expression, bound: Bindings, chain: Chain, wanted: bool
    ) -> Condition:
        """The content of a fact, lowered once for each mind; it costs the same every time."""
        assert isinstance(expression, model.Holds)
        name = self.names.fact(expression.fact, bound)
        known = self._facts.get((name, chain, wanted))
        if known is not None:
            self.budget.spend(known[1])
            return known[0]
        left = self.budget.left
        content, inner = self.fact_content(name)
        lowered = self.condition(content.content, inner, chain, wanted)
        self._facts[name, chain, wanted] = lowered, left - self.budget.left
        return lowered

    def fact_content(self, name: str) -> tuple[FactDefinition, Bindings]:
        """What a fact says, and the values of its parameters."""
        fact = self.table.world.facts[name]
        given = map(argument_value, fact.arguments)
        return fact.definition, dict(zip(fact.definition.parameters, given, strict=True))

    def _type_test(
        self, expression: Expression, bound: Bindings, chain: Chain, wanted: bool
    ) -> Condition:
        assert isinstance(expression, model.TypeTest)
        kind, name = self.names.kind(expression.subject, bound), expression.type.name
        if kind in ("boolean", "number") or name in ("boolean", "number"):
            return fold.always((kind == name) == wanted)
        return fold.disjunction(
            fold.conjunction((case, self.leaves.is_a(subject, name, wanted)))
            for case, subject in self.cases(expression.subject, bound, chain)
        )

    # Values by cases.

    def cases(self, expression: Expression, bound: Bindings, chain: Chain) -> Sequence[Case]:
        """The value as conditions with a term each, free of conditionals unless they are many."""
        found = self._cases(expression, bound, chain)
        if found is None:
            return ((TRUE, self.term(expression, bound, chain)),)
        return found

    def _cases(
        self, expression: Expression, bound: Bindings, chain: Chain
    ) -> Sequence[Case] | None:
        """As `cases`; None: too many."""
        match expression:
            case model.Believed():
                inner = (*chain, self.names.character(expression.character, bound))
                return self._cases(expression.body, bound, inner)
            case model.Conditional():
                found: list[Case] = []
                for case, value in self._branches(expression, bound, chain):
                    inner_cases = self._cases(value, bound, chain)
                    if inner_cases is None or len(found) + len(inner_cases) > CASE_LIMIT:
                        return None
                    found += [(fold.conjunction((case, c)), term) for c, term in inner_cases]
                return found
            case model.Arithmetic():
                left = self._cases(expression.left, bound, chain)
                right = self._cases(expression.right, bound, chain)
                return _combined(expression.operator, left, right)
            case model.Quantified(quantifier="sum" | "product"):
                return self._series_cases(expression, bound, chain)
            case _:
                return ((TRUE, self.term(expression, bound, chain)),)

    def _branches(
        self, expression: model.Conditional, bound: Bindings, chain: Chain
    ) -> list[tuple[Condition, Expression]]:
        """Each branch with the condition under which it is taken; impossible ones are left out."""
        taken: list[tuple[Condition, Expression]] = []
        none_before: Condition = TRUE
        for condition, value in expression.branches:
            here = fold.conjunction((none_before, self.condition(condition, bound, chain)))
            if here is not FALSE:
                taken.append((here, value))
            not_here = self.condition(condition, bound, chain, False)
            none_before = fold.conjunction((none_before, not_here))
        if none_before is not FALSE:
            taken.append((none_before, expression.otherwise))
        return taken

    def _choices(self, expression: model.Conditional, bound: Bindings, chain: Chain) -> Term:
        if len(expression.branches) > BRANCH_LIMIT:
            message = f"an 'if' has more than {BRANCH_LIMIT} branches"
            raise GroundingError(Problem("E405", message, expression.span, "split it up"))
        result = self.term(expression.otherwise, bound, chain)
        for condition, value in reversed(expression.branches):
            lowered = self.condition(condition, bound, chain)
            result = fold.choice(lowered, self.term(value, bound, chain), result)
        return result

    def _series(self, expression: model.Quantified, bound: Bindings, chain: Chain) -> Term:
        """A sum or product over the members of a type."""
        parts: list[Term] = []
        for value in self.names.members(expression.variable):
            bound[expression.variable] = value
            parts.append(self.term(expression.body, bound, chain))
        operator, neutral = _series_operator(expression)
        return _halved(parts, lambda one, other: fold.arithmetic(operator, one, other), neutral)

    def _series_cases(
        self, expression: model.Quantified, bound: Bindings, chain: Chain
    ) -> Sequence[Case] | None:
        parts: list[Sequence[Case] | None] = []
        for value in self.names.members(expression.variable):
            bound[expression.variable] = value
            parts.append(self._cases(expression.body, bound, chain))
            if parts[-1] is None:
                return None
        operator, neutral = _series_operator(expression)
        return _halved(
            parts, lambda one, other: _combined(operator, one, other), ((TRUE, neutral),)
        )


def _series_operator(expression: model.Quantified) -> tuple[model.Operator, Const]:
    """What joins the parts, and the value of none."""
    return ("+", Const(0.0)) if expression.quantifier == "sum" else ("*", Const(1.0))


def _halved(parts: Sequence[T], join: Callable[[T, T], T], none: T) -> T:
    """All parts joined, the halves first, so that long series do not become deep terms."""
    if len(parts) < 2:
        return parts[0] if parts else none
    middle = (len(parts) + 1) // 2
    return join(_halved(parts[:middle], join, none), _halved(parts[middle:], join, none))


def _combined(
    operator: model.Operator, left: Sequence[Case] | None, right: Sequence[Case] | None
) -> Sequence[Case] | None:
    if left is None or right is None or len(left) * len(right) > CASE_LIMIT:
        return None
    return [
        (fold.conjunction((if_left, if_right)), fold.arithmetic(operator, one, other))
        for if_left, one in left
        for if_right, other in right
    ]
