"""Effects and initial facts: expressions read as commands. Source: SEMANTICS.md 1.3, "What may
stand where"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from dramaturge.model.expression import (
    Assign,
    Believed,
    Bound,
    Constant,
    Effect,
    Establish,
    Expression,
    Fluent,
    ForAll,
    Not,
    Together,
    When,
)
from dramaturge.model.expressions import Character, Resolver, Scope
from dramaturge.model.kinds import Unknown, is_boolean, shown
from dramaturge.model.misfits import fitting
from dramaturge.model.references import (
    Lifted,
    body_scope,
    fact_of,
    is_holds,
    is_value,
    lift,
    tell_at_use,
)
from dramaturge.model.report import Report
from dramaturge.model.world import Definition
from dramaturge.source import Span
from dramaturge.syntax import tree

NOTHING = Together(())

Minds = tuple[Character, ...]


def build_effect(
    expression: tree.Expression,
    scope: Scope,
    resolver: Resolver,
    minds: Minds = (),
    negated: bool = False,
) -> Effect | None:
    """What makes the expression true (false, if negated) in the given chain of minds.

    None: it has been reported. Conditions and values are wrapped to be read in those minds.
    """
    return _Effects(resolver, scope, minds, negated).build(expression)


class _Effects:
    """One step of the walk: the mind and sign that hold for an expression."""

    def __init__(self, resolver: Resolver, scope: Scope, minds: Minds, negated: bool) -> None:
        self.resolver = resolver
        self.scope = scope
        self.minds = minds
        self.negated = negated

    def build(self, expression: tree.Expression) -> Effect | None:
        match expression:
            case tree.Literally():
                return self._literal(expression)
            case tree.Reference():
                return self._assert(expression)
            case tree.Believes():
                return self._believed(expression)
            case tree.Connective():
                return self._connective(expression)
            case tree.Not():
                return self._within(self.scope, self.minds, not self.negated, expression.body)
            case tree.If():
                return self._when(expression)
            case tree.Quantified():
                return self._quantified(expression)
            case tree.Assignment():
                return self._assign(expression.target, expression.value, False, expression.span)
            case tree.Comparison():
                return self._comparison(expression)
            case tree.Name() | tree.TypeTest() | tree.Arithmetic():
                return self._not_an_effect(expression)
        assert_never(expression)

    def _within(
        self, scope: Scope, minds: Minds, negated: bool, expression: tree.Expression
    ) -> Effect | None:
        return _Effects(self.resolver, scope, minds, negated).build(expression)

    def _add(self, code: str, message: str, span: Span, hint: str | None = None) -> None:
        self.resolver.report.add(code, message, span, hint)

    def _not_an_effect(self, expression: tree.Expression) -> Effect | None:
        hint = "an effect gives a property a value: at(Tom) = Market"
        self._add("E231", "this does not change anything", expression.span, hint)
        return None

    def _several_outcomes(self, span: Span, hint: str | None = None) -> None:
        self._add("E232", "this could come true in several ways", span, hint or "say which one")

    def _literal(self, expression: tree.Literally) -> Effect | None:
        if isinstance(expression.value, bool):
            if expression.value != self.negated:
                return NOTHING
            self._add("E233", "nothing can make this true", expression.span, "leave it out")
            return None
        return self._not_an_effect(expression)

    def _assert(self, reference: tree.Reference) -> Effect | None:
        """`p()` or `!p()`, where p may also be a definition, or `holds(f)`."""
        lifted = lift(reference, self.scope, self.resolver)
        if lifted is None:
            return None
        if lifted.terms:
            effect = self._within(lifted.scope, self.minds, self.negated, lifted.reference)
            return None if effect is None else self._with_terms(effect, lifted)
        expression = lifted.reference
        if is_holds(expression, self.resolver):
            return self._establish(expression)
        name = expression.name.text
        if name in self.resolver.definitions:
            return self._expanded(expression, self.resolver.definitions[name])
        if name in self.resolver.broken_definitions:
            return None
        fluent = self.resolver.fluent(expression, self.scope)
        if fluent is None:
            return None
        if not is_boolean(fluent.property.type):
            message = f"'{fluent.property.name}' is {shown(fluent.property.type)}: it needs a value"
            hint = f"write {expression.name.text}(…) = …"
            self._add("E235", message, expression.span, hint)
            return None
        value = Constant(not self.negated, expression.span)
        if not self._may_assign(self.minds, fluent, expression.span):
            return None
        return Assign(self.minds, fluent, value, expression.span)

    def _with_terms(self, effect: Effect, lifted: Lifted) -> Effect:
        """The effect, given what the terms in its arguments are, in the minds at hand."""
        span = lifted.reference.span
        for variable, term in reversed(lifted.terms):
            test = is_value(variable, self._read(term), span)
            effect = ForAll(variable, When(((test, effect),), NOTHING))
        return effect

    def _expanded(self, reference: tree.Reference, definition: Definition) -> Effect | None:
        inner = body_scope(reference, definition, self.scope, self.resolver)
        if inner is None:
            return None
        muted = replace(self.resolver, report=Report())
        effect = build_effect(definition.body, inner, muted, self.minds, self.negated)
        tell_at_use(reference, definition, muted.report, self.resolver)
        return effect

    def _establish(self, reference: tree.Reference) -> Effect | None:
        """`holds(f)`: whatever f may be must be something that an effect can bring about."""
        fact = fact_of(reference, self.scope, self.resolver)
        if fact is None:
            return None
        for name in self.resolver.definitions_of(fact):
            definition = self.resolver.facts.get(name)
            if definition is None:
                continue  # broken, or not looked at yet
            if (definition.denial if self.negated else definition.effect) is None:
                what = "denied" if self.negated else "brought about"
                message = f"the fact '{name}' cannot be {what}"
                if definition.obstacle and not self.negated:
                    message = f"{message}: {definition.obstacle}"
                hint = "let it say one value of a property, or leave it out by a kind of facts"
                also = "its content is defined here", definition.span
                self.resolver.report.add("E253", message, reference.span, hint, also)
                return None
        return Establish(self.minds, fact, self.negated, reference.span)

    def _believed(self, expression: tree.Believes) -> Effect | None:
        who = self.resolver.character(expression.who, self.scope)
        minds = self.minds if who is None else (*self.minds, who)
        effect = self._within(self.scope, minds, self.negated, expression.body)
        return None if who is None else effect

    def _connective(self, expression: tree.Connective) -> Effect | None:
        parts = [
            self._within(scope, self.minds, self.negated, part)
            for part, scope in self.scope.along(expression)
        ]
        sound = [part for part in parts if part is not None]
        if len(sound) < len(parts):
            return None
        if (expression.operator == "&") != self.negated:
            return together(sound)
        if any(part != sound[0] for part in sound):
            hint = "'!(a & b)' does not say which of the two fails" if self.negated else None
            self._several_outcomes(expression.span, hint)
            return None
        return sound[0]

    def _when(self, expression: tree.If) -> Effect | None:
        branches = [
            (self._condition(test), self.build(result)) for test, result in expression.branches
        ]
        if expression.otherwise is not None:
            otherwise = self.build(expression.otherwise)
        else:
            otherwise = self._literal(tree.Literally(True, expression.span))
        sound = tuple((c, e) for c, e in branches if c is not None and e is not None)
        if otherwise is None or len(sound) < len(branches):
            return None
        return When(sound, otherwise)

    def _quantified(self, expression: tree.Quantified) -> Effect | None:
        if expression.quantifier not in ("forall", "exists"):
            return self._not_an_effect(expression)
        names = self.resolver.names
        inner, variable = self.scope.inner(expression.variable, expression.type, names)
        body = self._within(inner, self.minds, self.negated, expression.body)
        if variable is None or body is None:
            return None
        if (expression.quantifier == "forall") == self.negated:
            members = names.members.get(variable.type.name, ())
            if len(members) != 1 and (variable in inner.used or names.is_empty(variable.type)):
                self._several_outcomes(expression.span)
                return None
        return ForAll(variable, body)

    def _comparison(self, expression: tree.Comparison) -> Effect | None:
        if expression.operator not in ("==", "!=") or not _is_target(expression.left):
            return self._not_an_effect(expression)
        differs = expression.operator == "!="
        return self._assign(expression.left, expression.right, differs, expression.span)

    def _assign(
        self, target: tree.Expression, value: tree.Expression, differs: bool, span: Span
    ) -> Effect | None:
        """`target = value`, or `target != value`, which says enough only for booleans."""
        lifted = self._lifted_target(target)
        if lifted is None:
            return None
        if lifted[1].terms:
            minds, found = lifted
            inner = _Effects(self.resolver, found.scope, minds, self.negated)
            effect = inner._assign(found.reference, value, differs, span)
            return None if effect is None else inner._with_terms(effect, found)
        assigned = self._target(target)
        typed = self.resolver.value(value, self.scope)
        if assigned is None or typed is None:
            return None
        minds, fluent = assigned
        type_ = fluent.property.type
        if not typed[1].is_a(type_.name):
            message = f"'{fluent.property.name}' holds {type_.name}, not {shown(typed[1])}"
            if isinstance(typed[1], Unknown):
                self._add("E224", "a boolean cannot be unknown", span, "use True or False")
            else:
                self._add("E223", message, value.span, fitting(type_, typed[1]))
            return None
        result = typed[0]
        if differs != self.negated:
            if not is_boolean(type_):
                self._several_outcomes(span, "say which value it gets: '= …'")
                return None
            result = _negation(result)
        if not self._may_assign(minds, fluent, span):
            return None
        return Assign(minds, fluent, self._read(result), span)

    def _may_assign(self, minds: Minds, fluent: Fluent, span: Span) -> bool:
        """Whether these minds can have a value of their own for it."""
        if not minds or not fluent.property.is_public:
            return True
        message = f"'{fluent.property.name}' is public: no mind has a value of its own for it"
        self._add("E262", message, span, "set it outside 'believes': everybody knows at once")
        return False

    def _lifted_target(self, target: tree.Expression) -> tuple[Minds, Lifted] | None:
        """The property that gets a value with its terms lifted out, and in whose minds it is."""
        minds = list(self.minds)
        while isinstance(target, tree.Believes):
            who = self.resolver.character(target.who, self.scope)
            if who is None:
                return None
            minds.append(who)
            target = target.body
        if not isinstance(target, tree.Reference):
            hint = "left of '=' stands a property, perhaps in believes(…)"
            self._add("E147", "this cannot be given a value", target.span, hint)
            return None
        lifted = lift(target, self.scope, self.resolver)
        return None if lifted is None else (tuple(minds), lifted)

    def _target(self, expression: tree.Expression) -> tuple[Minds, Fluent] | None:
        """The property that gets a value, and in whose mind."""
        minds: list[Character | None] = list(self.minds)
        while isinstance(expression, tree.Believes):
            minds.append(self.resolver.character(expression.who, self.scope))
            expression = expression.body
        if not isinstance(expression, tree.Reference):
            hint = "left of '=' stands a property, perhaps in believes(…)"
            self._add("E147", "this cannot be given a value", expression.span, hint)
            return None
        fluent = self.resolver.fluent(expression, self.scope)
        known = tuple(mind for mind in minds if mind is not None)
        return None if fluent is None or len(known) < len(minds) else (known, fluent)

    def _condition(self, expression: tree.Expression) -> Expression | None:
        condition = self.resolver.condition(expression, self.scope)
        return None if condition is None else self._read(condition)

    def _read(self, expression: Expression) -> Expression:
        """The expression as it stands in the minds at hand."""
        if not isinstance(expression, Constant | Bound):
            for mind in reversed(self.minds):
                expression = Believed(mind, expression, expression.span)
        return expression


def together(parts: Sequence[Effect]) -> Effect:
    """All of these at once, without nesting."""
    flat: list[Effect] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Together) else (part,))
    return flat[0] if len(flat) == 1 else Together(tuple(flat))


def _is_target(expression: tree.Expression) -> bool:
    while isinstance(expression, tree.Believes):
        expression = expression.body
    return isinstance(expression, tree.Reference)


def _negation(expression: Expression) -> Expression:
    if isinstance(expression, Constant):
        return Constant(not expression.value, expression.span)
    return Not(expression, expression.span)
