"""Conditions, numbers and values: names resolved, types checked.

A part that is wrong is reported and becomes None; what contains it becomes None without a report.
Source: SEMANTICS.md 1.2 "Scoping", 1.3 "Typing".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from dramaturge.model import habits
from dramaturge.model.checks import check_comparison
from dramaturge.model.expression import (
    And,
    Argument,
    Arithmetic,
    Believed,
    Bound,
    Comparison,
    Conditional,
    Constant,
    Expression,
    Fluent,
    Not,
    Or,
    Property,
    Quantified,
    TypeTest,
    Variable,
)
from dramaturge.model.kinds import Kind, Unknown, is_boolean, is_numeric, one_of, shown
from dramaturge.model.misfits import misfit
from dramaturge.model.names import Names
from dramaturge.model.report import Report
from dramaturge.model.signatures import Overloads, Slots, constant_argument, slots_shown
from dramaturge.model.types import Entity, Type
from dramaturge.model.world import Definition, FactDefinition
from dramaturge.syntax import tree

Typed = tuple[Expression, Kind]
Character = Entity | Variable
Binding = Variable | Entity | Expression


@dataclass(frozen=True, slots=True)
class Scope:
    """The variables in sight, by the name that the text gives them; None: its type is broken.
    Inside a definition they are its parameters, which stand for what it is used with.

    taken: how often each variable name was declared so far in this event, statement or query. From
    the second time on the variable is renamed ("c/2", which nobody can write), so that no two
    variables of one event are equal.
    used: the variables referred to so far.
    ended: of the connective around, the variables whose quantifiers stand in earlier parts, with
    the operator that ended them; only for hints.
    """

    variables: Mapping[str, Binding | None] = field(default_factory=dict)
    taken: dict[str, int] = field(default_factory=dict)
    used: set[Variable] = field(default_factory=set)
    ended: Mapping[str, str] = field(default_factory=dict)

    def inner(
        self, written: tree.Name, type_: tree.Name, names: Names
    ) -> tuple[Scope, Variable | None]:
        """This scope with one more variable, which hides others of the same name."""
        name = written.text
        count = self.taken[name] = self.taken.get(name, 0) + 1
        unique = name if count == 1 else f"{name}/{count}"
        domain = names.domain(type_)
        variable = None if domain is None else Variable(unique, domain)
        variables = {**self.variables, name: variable}
        return Scope(variables, self.taken, self.used, self.ended), variable

    def fresh(self, shown: str, type_: Type) -> tuple[Scope, Variable]:
        """This scope with one more variable that nobody wrote, under the name of the variable."""
        name = f"{shown}…"
        count = self.taken[name] = self.taken.get(name, 0) + 1
        variable = Variable(f"{name}/{count}", type_)
        variables = {**self.variables, variable.name: variable}
        return Scope(variables, self.taken, self.used, self.ended), variable

    def along(self, connective: tree.Connective) -> Iterator[tuple[tree.Expression, Scope]]:
        """Each part of a connective, with the scope to resolve it in before the next is taken."""
        ended: dict[str, str] = {}
        after = replace(self, ended=ended)
        for part in connective.parts:
            yield part, after if ended else self
            while isinstance(part, tree.Quantified | tree.Not):
                if isinstance(part, tree.Quantified):
                    ended[part.variable.text] = connective.operator
                part = part.body


@dataclass(frozen=True, slots=True)
class Resolver:
    """Turns trees into expressions, given the names and properties of a world.

    broken_properties: names with a broken definition; references that fit no other one are not
    reported. facts: what facts say, by the names of their definitions. expanded: nodes put in for
    definitions so far, as the only item.
    """

    names: Names
    properties: Mapping[str, Overloads[Property]]
    broken_properties: frozenset[str]
    report: Report
    definitions: dict[str, Definition] = field(default_factory=dict)
    broken_definitions: set[str] = field(default_factory=set)
    facts: dict[str, FactDefinition] = field(default_factory=dict)
    kinds_of_facts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    expanded: list[int] = field(default_factory=lambda: [0])

    def condition(self, expression: tree.Expression, scope: Scope) -> Expression | None:
        """A boolean expression."""
        return self._of_kind(expression, scope, "boolean", "E221", "a condition")

    def number(self, expression: tree.Expression, scope: Scope) -> Expression | None:
        return self._of_kind(expression, scope, "number", "E222", "a number")

    def _of_kind(
        self, expression: tree.Expression, scope: Scope, type_name: str, code: str, wanted: str
    ) -> Expression | None:
        typed = self.value(expression, scope)
        if typed is None:
            return None
        if not typed[1].is_a(type_name):
            message = f"{wanted} is needed here, but this is {shown(typed[1])}"
            hint = "compare it with something" if type_name == "boolean" else None
            if type_name == "number" and is_boolean(typed[1]):
                hint = "'if(…) 1 else 0' makes a number of it"
            self.report.add(code, message, expression.span, hint)
            return None
        return typed[0]

    def value(self, expression: tree.Expression, scope: Scope) -> Typed | None:
        """Any expression with its kind."""
        match expression:
            case tree.Literally():
                return self._constant(expression)
            case tree.Name():
                return self._name(expression, scope)
            case tree.Reference():
                from dramaturge.model.references import (
                    value_of_reference,  # which needs this module
                )

                return value_of_reference(expression, scope, self)
            case tree.Believes():
                return self._believed(expression, scope)
            case tree.Connective():
                return self._connective(expression, scope)
            case tree.Not():
                body = self.condition(expression.body, scope)
                return None if body is None else self._boolean(Not(body, expression.span))
            case tree.If():
                return self._conditional(expression, scope)
            case tree.Quantified():
                return self._quantified(expression, scope)
            case tree.Assignment():
                message = "an assignment cannot stand here, where something is only read"
                self.report.add("E227", message, expression.span, "to compare, write '=='")
                return None
            case tree.Comparison():
                return self._comparison(expression, scope)
            case tree.TypeTest():
                return self._type_test(expression, scope)
            case tree.Arithmetic():
                return self._arithmetic(expression, scope)
        assert_never(expression)

    def definitions_of(self, fact: Entity | Variable) -> tuple[str, ...]:
        """The names of the definitions of the facts that this may stand for."""
        if isinstance(fact, Entity):
            return (self.names.facts[fact.name][0],)
        if fact.type.name not in self.kinds_of_facts:
            found = [self.names.facts.get(each.name) for each in self.names.members_of(fact.type)]
            self.kinds_of_facts[fact.type.name] = tuple(
                dict.fromkeys("" if each is None else each[0] for each in found)
            )
        return self.kinds_of_facts[fact.type.name]

    def character(self, who: tree.Argument, scope: Scope) -> Character | None:
        """An entity that is a character, or a variable declared as one."""
        if isinstance(who, tree.Literally):
            self.report.add("E214", "a character must be named here", who.span)
            return None
        found = self.lookup(who, scope)
        if found is None:
            return None
        if not isinstance(found, Variable | Entity):
            self.report.add("E214", "a character must be named here", who.span)
            return None
        kind = found.type if isinstance(found, Variable) else found
        if not kind.is_a("character"):
            hint = "who wants and believes something is declared 'entity Ann : character;'"
            if isinstance(found, Variable):
                hint = f"it is {shown(kind)}"
            self.report.add("E214", f"'{who.text}' is not a character", who.span, hint)
            return None
        return found

    def fluent(self, reference: tree.Reference, scope: Scope) -> Fluent | None:
        """The property, chosen by its arguments among those of its name."""
        arguments = [self.argument(argument, scope) for argument in reference.arguments]
        name = reference.name.text
        overloads = self.properties.get(name)
        if overloads is None:
            if name not in self.broken_properties:
                known_names = (self.properties, self.definitions)
                hint = self.report.meant(name, habits.PROPERTIES, *known_names)
                self.report.add("E212", f"unknown property '{name}'", reference.name.span, hint)
            return None
        known = tuple(argument for argument in arguments if argument is not None)
        if len(known) < len(arguments):
            return None
        found = overloads.find(known)
        if found is None:
            if name not in self.broken_properties:
                self._report_misfit(reference, known, overloads)
            return None
        return Fluent(found, known, reference.span)

    def _report_misfit(
        self, reference: tree.Reference, given: Slots, overloads: Overloads[Property]
    ) -> None:
        name = reference.name.text
        defined = [f"{name}({slots_shown(each.slots)})" for each in overloads]
        more = ", …" if len(defined) > 4 else ""
        all_of_it = list(overloads)
        hint = misfit(all_of_it[0], given) if len(all_of_it) == 1 else None
        hint = hint or f"defined: {', '.join(defined[:4])}{more}"
        message = f"'{name}' does not accept ({slots_shown(given)})"
        self.report.add("E213", message, reference.span, hint)

    def argument(self, argument: tree.Term, scope: Scope) -> Argument | None:
        if isinstance(argument, tree.Literally):
            return constant_argument(argument, self.report)
        assert isinstance(argument, tree.Name)  # others were lifted out
        found = self.lookup(argument, scope)
        if found is None or isinstance(found, Variable | Entity):
            return found
        if isinstance(found, Constant) and isinstance(found.value, bool | float):
            return found.value
        hint = f"'{argument.text}' stands for an expression here"
        self.report.add("E143", "an expression cannot be an argument", argument.span, hint)
        return None

    def lookup(self, name: tree.Name, scope: Scope) -> Binding | None:
        """The variable of that name, else the entity; in a definition what the name stands for."""
        if name.text in scope.variables:
            variable = scope.variables[name.text]
            if isinstance(variable, Variable):
                scope.used.add(variable)
            return variable
        if name.text in self.names.broken_entities:
            return None
        entity = self.names.entities.get(name.text)
        if entity is None:
            self._report_unknown(name, scope)
        return entity

    def _report_unknown(self, name: tree.Name, scope: Scope) -> None:
        hint: str | None
        if name.text in scope.ended:
            operator = scope.ended[name.text]
            hint = f"the quantifier of '{name.text}' ends at '{operator}': put its body in brackets"
        elif name.text in self.properties:
            hint = f"a property is written with brackets: '{name.text}()'"
        else:
            known = (scope.variables, self.names.entities)
            hint = self.report.meant(name.text, habits.VALUES, *known)
        what = "entity or variable" if scope.variables else "entity"
        self.report.add("E211", f"unknown {what} '{name.text}'", name.span, hint)

    def _constant(self, literal: tree.Literally) -> Typed:
        if literal.value is None:
            return Constant(None, literal.span), Unknown()
        if isinstance(literal.value, bool):
            return self._boolean(Constant(literal.value, literal.span))
        return Constant(float(literal.value), literal.span), self.names.types["number"]

    def _boolean(self, expression: Expression) -> Typed:
        return expression, self.names.types["boolean"]

    def _name(self, name: tree.Name, scope: Scope) -> Typed | None:
        found = self.lookup(name, scope)
        if found is None:
            return None
        if isinstance(found, Variable):
            return Bound(found, name.span), found.type
        if isinstance(found, Entity):
            return Constant(found, name.span), found
        if isinstance(found, Constant):
            return self._constant(tree.Literally(found.value, name.span))  # type: ignore[arg-type]
        kind = "number" if is_numeric(found) else "boolean"
        return found, self.names.types[kind]

    def _believed(self, expression: tree.Believes, scope: Scope) -> Typed | None:
        who = self.character(expression.who, scope)
        body = self.value(expression.body, scope)
        if who is None or body is None:
            return None
        return Believed(who, body[0], expression.span), body[1]

    def _connective(self, expression: tree.Connective, scope: Scope) -> Typed | None:
        parts = [self.condition(part, inner) for part, inner in scope.along(expression)]
        sound = tuple(part for part in parts if part is not None)
        if len(sound) < len(parts):
            return None
        build = And if expression.operator == "&" else Or
        return self._boolean(build(sound, expression.span))

    def _conditional(self, expression: tree.If, scope: Scope) -> Typed | None:
        branches: list[tuple[Expression, Expression]] = []
        values: list[Typed | None] = []
        for test, result in expression.branches:
            condition, value = self.condition(test, scope), self.value(result, scope)
            values.append(value)
            if condition is not None and value is not None:
                branches.append((condition, value[0]))
        if expression.otherwise is None:
            otherwise: Typed | None = self._boolean(Constant(True, expression.span))
            if any(value is not None and not is_boolean(value[1]) for value in values):
                hint = "say what it is otherwise: else 0"
                message = "an if without else must yield a condition"
                self.report.add("E226", message, expression.span, hint)
                return None
        else:
            otherwise = self.value(expression.otherwise, scope)
        kinds = [value[1] for value in (*values, otherwise) if value is not None]
        if otherwise is None or len(branches) < len(expression.branches):
            return None
        return Conditional(tuple(branches), otherwise[0], expression.span), one_of(kinds)

    def _quantified(self, expression: tree.Quantified, scope: Scope) -> Typed | None:
        inner, variable = scope.inner(expression.variable, expression.type, self.names)
        boolean = expression.quantifier in ("forall", "exists")
        check = self.condition if boolean else self.number
        body = check(expression.body, inner)
        if variable is None or body is None:
            return None
        kind = self.names.types["boolean" if boolean else "number"]
        return Quantified(expression.quantifier, variable, body, expression.span), kind

    def _comparison(self, expression: tree.Comparison, scope: Scope) -> Typed | None:
        left, right = self.value(expression.left, scope), self.value(expression.right, scope)
        if left is None or right is None:
            return None
        comparison = Comparison(expression.operator, left[0], right[0], expression.span)
        if not check_comparison(comparison, left[1], right[1], self.names, self.report):
            return None
        return self._boolean(comparison)

    def _type_test(self, expression: tree.TypeTest, scope: Scope) -> Typed | None:
        subject, type_ = self.value(expression.subject, scope), self.names.type(expression.type)
        if subject is None or type_ is None:
            return None
        return self._boolean(TypeTest(subject[0], type_, expression.span))

    def _arithmetic(self, expression: tree.Arithmetic, scope: Scope) -> Typed | None:
        left, right = self.number(expression.left, scope), self.number(expression.right, scope)
        if left is None or right is None:
            return None
        result = Arithmetic(expression.operator, left, right, expression.span)
        return result, self.names.types["number"]
