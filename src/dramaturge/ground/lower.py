"""Expressions with values for their variables become ground conditions and terms.

Conditions come out in negation normal form: `wanted` is False inside a negation, and a leaf is
then made with the opposite operator, so `!(n > 1)` is `n <= 1` and false when n is unknown.
Source: SEMANTICS.md 1.3, 2, 3.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dramaturge.ground import fold
from dramaturge.ground.leaves import Leaves
from dramaturge.ground.limits import Budget, Refused
from dramaturge.ground.table import Table, argument_value, kind_of, show_value, value_kind
from dramaturge.ground.table import variable_values
from dramaturge.ground.world import (
    FALSE,
    TRUE,
    Chain,
    Comparator,
    Condition,
    Const,
    Kind,
    Read,
    Term,
    Value,
)
from dramaturge.model import expression as model
from dramaturge.model.expression import Expression, Variable
from dramaturge.model.types import Entity
from dramaturge.problems import Problem

Bindings = dict[Variable, Value]
Case = tuple[Condition, Term]

CASE_LIMIT = 256
"""A comparison whose conditionals make more cases keeps them as one `Choice` term instead."""


class Lowering:
    """Lowers expressions over one table; equal leaves come out as one object.

    substitute: whether fixed fluents become constants.
    """

    def __init__(self, table: Table, budget: Budget, substitute: bool) -> None:
        self.table = table
        self.budget = budget
        self.leaves = Leaves(table)
        self.substitute = substitute
        self._members: dict[Variable, tuple[Value, ...]] = {}
        self._conditions: dict[
            type, Callable[[Expression, Bindings, Chain, bool], Condition]
        ] = {
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
        }

    def condition(
        self, expression: Expression, bound: Bindings, chain: Chain = (), wanted: bool = True
    ) -> Condition:
        """The boolean expression, or its negation unless `wanted`, read at the end of a chain."""
        self.budget.spend()
        return self._conditions[type(expression)](expression, bound, chain, wanted)

    def term(self, expression: Expression, bound: Bindings, chain: Chain = ()) -> Term:
        """The value of an expression of any kind, read at the end of a chain."""
        self.budget.spend()
        match expression:
            case model.Constant():
                return Const(_value(expression.value))
            case model.Bound():
                return Const(bound[expression.variable])
            case model.Fluent():
                return self.read(expression, bound, chain)
            case model.Believed():
                inner = (*chain, self.character(expression.character, bound))
                return self.term(expression.body, bound, inner)
            case model.Arithmetic():
                left = self.term(expression.left, bound, chain)
                right = self.term(expression.right, bound, chain)
                return fold.arithmetic(expression.operator, left, right)
            case model.Quantified(quantifier="sum" | "product"):
                return self._series(expression, bound, chain)
            case model.Conditional() if self.kind(expression, bound) != "boolean":
                return self._choices(expression, bound, chain)
            case _:
                return fold.truth(self.condition(expression, bound, chain))

    def kind(self, expression: Expression, bound: Bindings) -> Kind | None:
        """The kind of an expression; None where it is `?` alone."""
        match expression:
            case model.Constant():
                return value_kind(_value(expression.value))
            case model.Bound():
                return value_kind(bound[expression.variable])
            case model.Fluent():
                return kind_of(expression.property.type.name)
            case model.Believed():
                return self.kind(expression.body, bound)
            case model.Arithmetic() | model.Quantified(quantifier="sum" | "product"):
                return "number"
            case model.Conditional():
                values = (*(value for _, value in expression.branches), expression.otherwise)
                kinds = (self.kind(value, bound) for value in values)
                return next((kind for kind in kinds if kind is not None), None)
            case _:
                return "boolean"

    def character(self, who: Entity | Variable, bound: Bindings) -> int:
        """The number of a believer."""
        name = who.name if isinstance(who, Entity) else bound[who]
        found = self.table.characters.get(name) if isinstance(name, str) else None
        if found is None:
            raise Refused(Problem("E404", f"'{show_value(name)}' has no beliefs"))
        return found

    def fluent(self, reference: model.Fluent, bound: Bindings) -> int | Const:
        """The number of the fluent, or its value if it has none because it never changes."""
        shown = [self._shown(argument, bound) for argument in reference.arguments]
        key = (reference.property.name, *shown)
        found = self.table.index.get(key)
        if found is not None:
            if self.table.fluents[found].kind == kind_of(reference.property.type.name):
                return found
        elif key in self.table.constants:
            return Const(self.table.constants[key][0])
        name = f"{key[0]}({', '.join(shown)})"
        raise Refused(
            Problem(
                "E404",
                f"no property accepts '{name}' here",
                reference.span,
                "narrow the types of the variables, or declare the property for these arguments",
            )
        )

    def read(self, reference: model.Fluent, bound: Bindings, chain: Chain) -> Read | Const:
        found = self.fluent(reference, bound)
        if isinstance(found, Const):
            return found
        if self.substitute and found in self.table.fixed:
            return Const(self.table.fixed[found])
        return self.leaves.read(chain, found)

    def members(self, variable: Variable) -> tuple[Value, ...]:
        found = self._members.get(variable)
        if found is None:
            found = self._members[variable] = variable_values(self.table.world, variable)
        return found

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
        return self.leaves.boolean(self.read(expression, bound, chain), wanted)

    def _believed(
        self, expression: Expression, bound: Bindings, chain: Chain, wanted: bool
    ) -> Condition:
        assert isinstance(expression, model.Believed)
        inner = (*chain, self.character(expression.character, bound))
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
        for value in self.members(expression.variable):
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
        kinds = self.kind(left, bound), self.kind(right, bound)
        if kinds == ("boolean", "boolean"):
            return self._booleans(operator, (left, right), bound, chain)
        if kinds[0] != kinds[1] and None not in kinds or "boolean" in kinds:
            return fold.always(operator == "!=")
        leaf = self.leaves.numbers if "number" in kinds else self.leaves.entities
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

    def _type_test(
        self, expression: Expression, bound: Bindings, chain: Chain, wanted: bool
    ) -> Condition:
        assert isinstance(expression, model.TypeTest)
        kind, name = self.kind(expression.subject, bound), expression.type.name
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
                inner = (*chain, self.character(expression.character, bound))
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
                operator: model.Operator = "+" if expression.quantifier == "sum" else "*"
                total: Sequence[Case] | None = None
                for value in self.members(expression.variable):
                    bound[expression.variable] = value
                    part = self._cases(expression.body, bound, chain)
                    total = part if total is None else _combined(operator, total, part)
                    if total is None:
                        return None
                return total or ((TRUE, Const(0.0 if operator == "+" else 1.0)),)
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
            if here != FALSE:
                taken.append((here, value))
            not_here = self.condition(condition, bound, chain, False)
            none_before = fold.conjunction((none_before, not_here))
        if none_before != FALSE:
            taken.append((none_before, expression.otherwise))
        return taken

    def _choices(self, expression: model.Conditional, bound: Bindings, chain: Chain) -> Term:
        result = self.term(expression.otherwise, bound, chain)
        for condition, value in reversed(expression.branches):
            lowered = self.condition(condition, bound, chain)
            result = fold.choice(lowered, self.term(value, bound, chain), result)
        return result

    def _series(self, expression: model.Quantified, bound: Bindings, chain: Chain) -> Term:
        operator: model.Operator = "+" if expression.quantifier == "sum" else "*"
        total: Term | None = None
        for value in self.members(expression.variable):
            bound[expression.variable] = value
            part = self.term(expression.body, bound, chain)
            total = part if total is None else fold.arithmetic(operator, total, part)
        return total if total is not None else Const(0.0 if operator == "+" else 1.0)

    def _shown(self, argument: model.Argument, bound: Bindings) -> str:
        if isinstance(argument, Entity):
            return argument.name
        value = bound[argument] if isinstance(argument, Variable) else argument_value(argument)
        return value if isinstance(value, str) else show_value(value)


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


def _value(value: bool | float | Entity | None) -> Value:
    if isinstance(value, Entity):
        return value.name
    if value is None or isinstance(value, bool):
        return value
    return fold.number(float(value))
