"""Names with brackets that are no plain properties: definitions, facts, `holds`, and terms inside
terms. Source: LANGUAGE.md 2, 3.

A term with a value of its own, as in `dark(at(Ann))`, is lifted out: it means that there is a
place where Ann is and which is dark. So it is false where the value is unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dramaturge.model.clock import BEFORE_AND_AFTER, CLOCK, now
from dramaturge.model.expression import (
    And,
    Bound,
    Comparison,
    Conditional,
    Constant,
    Expression,
    FactTerm,
    Holds,
    Quantified,
    Variable,
)
from dramaturge.model.expressions import Binding, Resolver, Scope, Typed
from dramaturge.model.kinds import Kind, is_boolean, is_number, is_numeric
from dramaturge.model.names import FACT
from dramaturge.model.report import Report
from dramaturge.model.signatures import accepts, constant_argument, slots_shown
from dramaturge.model.types import Entity, Type
from dramaturge.model.world import Definition
from dramaturge.problems import errors
from dramaturge.source import Span
from dramaturge.syntax import tree

HOLDS = "holds"
EXPANSION_LIMIT = 500_000
"""Nodes that all uses of definitions in a world may come to."""

LiftedTerm = tuple[Variable, Expression]


@dataclass(frozen=True, slots=True)
class Lifted:
    """A reference without terms in its arguments; the terms, as values of new variables."""

    reference: tree.Reference
    scope: Scope
    terms: tuple[LiftedTerm, ...]


def value_of_reference(reference: tree.Reference, scope: Scope, resolver: Resolver) -> Typed | None:
    """What a name with brackets stands for."""
    lifted = lift(reference, scope, resolver)
    if lifted is None:
        return None
    typed = _plain(lifted.reference, lifted.scope, resolver)
    return None if typed is None else _with_terms(typed, lifted.terms, reference.span, resolver)


def _plain(reference: tree.Reference, scope: Scope, resolver: Resolver) -> Typed | None:
    """As `value_of_reference`, without terms in the arguments."""
    name = reference.name.text
    boolean = resolver.names.types["boolean"]
    if is_holds(reference, resolver):
        fact = fact_of(reference, scope, resolver)
        return None if fact is None else (Holds(fact, reference.span), boolean)
    if name in resolver.names.fact_parameters:
        return _fact_term(reference, scope, resolver)
    if name in resolver.broken_definitions or name in resolver.names.broken_facts:
        return None
    if name in resolver.definitions:
        definition = resolver.definitions[name]
        inner = body_scope(reference, definition, scope, resolver)
        if inner is None:
            return None
        muted = replace(resolver, report=Report())
        typed = muted.value(definition.body, inner)
        tell_at_use(reference, definition, muted.report, resolver)
        return typed
    if _compares_time(reference, resolver):
        operator = BEFORE_AND_AFTER[name]
        span, time = reference.span, reference.arguments[0]
        return resolver.value(tree.Comparison(operator, now(span), time, span), scope)
    fluent = resolver.fluent(reference, scope)
    return None if fluent is None else (fluent, fluent.property.type)


def _compares_time(reference: tree.Reference, resolver: Resolver) -> bool:
    """Whether `before(60)` or `after(60)` is meant, in a world with a clock."""
    name = reference.name.text
    return (
        name in BEFORE_AND_AFTER
        and name not in resolver.properties
        and name not in resolver.broken_properties
        and CLOCK in resolver.properties
        and len(reference.arguments) == 1
        and isinstance(reference.arguments[0], tree.Literally)
        and not isinstance(reference.arguments[0].value, bool)
    )


def is_holds(reference: tree.Reference, resolver: Resolver) -> bool:
    """Whether `holds(…)` is meant; a world may have a property, say, of that name."""
    return reference.name.text == HOLDS and not (
        HOLDS in resolver.properties
        or HOLDS in resolver.broken_properties
        or HOLDS in resolver.definitions
        or HOLDS in resolver.names.fact_parameters
    )


def fact_of(
    reference: tree.Reference, scope: Scope, resolver: Resolver
) -> Entity | Variable | None:
    """The fact in `holds(f)`, whose argument is no term any more."""
    hint = "holds(f), where f is a fact or a variable for facts"
    if len(reference.arguments) != 1 or not isinstance(reference.arguments[0], tree.Name):
        message = "'holds' takes one fact"
        resolver.report.add("E255", message, reference.span, hint)
        return None
    written = reference.arguments[0]
    found = resolver.lookup(written, scope)
    if found is None:
        return None
    if isinstance(found, Entity) and found.name in resolver.names.facts:
        return found
    if isinstance(found, Variable) and found.type.is_a(FACT):
        if "" not in resolver.definitions_of(found):
            return found
        hint = "declare facts with 'fact', not with 'entity'"
    shown = _written(written)
    resolver.report.add("E255", f"'{shown}' says nothing: it is no fact", written.span, hint)
    return None


def lift(reference: tree.Reference, scope: Scope, resolver: Resolver) -> Lifted | None:
    """The reference with its terms lifted out. None: one of them is wrong, and reported."""
    if not any(isinstance(term, tree.Reference) for term in reference.arguments):
        return Lifted(reference, scope, ())
    if _is_unknown(reference, resolver):
        resolver.fluent(replace(reference, arguments=()), scope)  # says so
        return None
    definition = resolver.definitions.get(reference.name.text)
    arguments: list[tree.Term] = []
    terms: list[LiftedTerm] = []
    is_sound = True
    for place, term in enumerate(reference.arguments):
        if not isinstance(term, tree.Reference):
            arguments.append(term)
            continue
        typed = value_of_reference(term, scope, resolver)
        if typed is None:
            is_sound = False
            continue
        wanted: Type | None = None
        if definition is not None and place < len(definition.parameters):
            wanted = definition.parameters[place].type
        lifted = _lifted(term, typed, wanted, scope, resolver)
        if lifted is None:
            is_sound = False
            continue
        name, scope, variable = lifted
        arguments.append(tree.Name(name, term.span))
        if variable is not None:
            terms.append((variable, typed[0]))
    if not is_sound:
        return None
    return Lifted(replace(reference, arguments=tuple(arguments)), scope, tuple(terms))


def _is_unknown(reference: tree.Reference, resolver: Resolver) -> bool:
    """Whether nothing has this name: what stands in its brackets does not matter then."""
    name = reference.name.text
    known = (resolver.properties, resolver.broken_properties, resolver.definitions)
    return not any(name in each for each in (*known, resolver.names.fact_parameters, (HOLDS,)))


def _lifted(
    term: tree.Reference, typed: Typed, wanted: Type | None, scope: Scope, resolver: Resolver
) -> tuple[str, Scope, Variable | None] | None:
    """A name for the value of a term, the scope in which it means that, and its variable."""
    value, kind = typed
    if isinstance(value, Constant) and isinstance(value.value, Entity):
        return value.value.name, scope, None
    if isinstance(value, Bound):
        kind = value.variable.type
    shown = term.name.text
    if wanted is not None and wanted.name in ("number", "boolean") and kind.is_a(wanted.name):
        variables: dict[str, Binding | None] = {**scope.variables, f"{shown}…": value}
        return f"{shown}…", replace(scope, variables=variables), None
    if not isinstance(kind, Type) or kind.name in ("number", "boolean"):
        hint = "an argument is a name, a fact, or something that has an entity as its value"
        resolver.report.add("E143", "this cannot be an argument", term.span, hint)
        return None
    is_narrower = wanted is not None and wanted.is_a(kind.name)
    scope, variable = scope.fresh(shown, wanted if is_narrower and wanted is not None else kind)
    return variable.name, scope, variable


def _with_terms(
    typed: Typed, terms: Sequence[LiftedTerm], span: Span, resolver: Resolver
) -> Typed | None:
    """The value, given what its lifted terms are."""
    value, kind = typed
    for variable, term in reversed(terms):
        test = is_value(variable, term, span)
        if is_boolean(kind):
            value = Quantified("exists", variable, And((test, value), span), span)
        elif is_number(kind):
            zero = Constant(0.0, span)
            chosen = Conditional(((test, value),), zero, span)
            value = Quantified("sum", variable, chosen, span)
        else:
            message = "which value is meant depends on another value here"
            hint = "name it: exists(p : place) (at(Ann) == p & owner(p) == Tom)"
            resolver.report.add("E143", message, span, hint)
            return None
    return value, kind


def is_value(variable: Variable, term: Expression, span: Span) -> Expression:
    """That a variable is the value of a term."""
    return Comparison("==", term, Bound(variable, span), span)


def _fact_term(reference: tree.Reference, scope: Scope, resolver: Resolver) -> Typed | None:
    names, name = resolver.names, reference.name.text
    parameters = names.fact_parameters[name]
    given = [resolver.argument(each, scope) for each in reference.arguments]
    known = tuple(each for each in given if each is not None)
    if len(known) < len(given):
        return None
    if not accepts(parameters, known):
        hint = f"defined: {name}({slots_shown(parameters)})"
        message = f"the fact '{name}' does not accept ({slots_shown(known)})"
        resolver.report.add("E213", message, reference.span, hint)
        return None
    if any(isinstance(each, Variable) for each in known):
        return FactTerm(name, known, reference.span), names.types[name]
    entity = names.entities[f"{name}({slots_shown(known)})" if known else name]
    return Constant(entity, reference.span), entity


def body_scope(
    reference: tree.Reference, definition: Definition, scope: Scope, resolver: Resolver
) -> Scope | None:
    """The scope in which to resolve the body for one use. None: the use is wrong, and reported."""
    given = [_binding(each, scope, resolver) for each in reference.arguments]
    known = [each for each in given if each is not None]
    if len(known) < len(given):
        return None
    parameters = definition.parameters
    if len(known) != len(parameters) or not all(map(_fits, known, parameters)):
        hint = f"defined: {definition.name}({slots_shown(parameters)})"
        shown = ", ".join(_written(each) for each in reference.arguments)
        message = f"'{definition.name}' does not accept ({shown})"
        resolver.report.add("E213", message, reference.span, hint)
        return None
    if resolver.expanded[0] > EXPANSION_LIMIT:
        return None
    resolver.expanded[0] += definition.size
    if resolver.expanded[0] > EXPANSION_LIMIT:
        message = f"all definitions come to more than {EXPANSION_LIMIT:,} parts where they are used"
        resolver.report.add("E252", message, reference.span, "use them less, or simplify them")
        return None
    variables = {each.name: value for each, value in zip(parameters, known, strict=True)}
    return Scope(variables, scope.taken, scope.used)


def _binding(term: tree.Term, scope: Scope, resolver: Resolver) -> Binding | None:
    if isinstance(term, tree.Literally):
        value = constant_argument(term, resolver.report)
        return None if value is None else Constant(value, term.span)
    assert isinstance(term, tree.Name)  # others were lifted out
    return resolver.lookup(term, scope)


def _fits(value: Binding, parameter: Variable) -> bool:
    wanted = parameter.type.name
    kind: Kind
    if isinstance(value, Variable):
        kind = value.type
    elif isinstance(value, Entity):
        kind = value
    elif isinstance(value, Constant):
        return wanted == ("boolean" if isinstance(value.value, bool) else "number")
    else:
        return wanted == ("number" if is_numeric(value) else "boolean")
    return kind.is_a(wanted)


def _written(term: tree.Term) -> str:
    return term.span.source.text[term.span.start : term.span.end]


def tell_at_use(
    reference: tree.Reference, definition: Definition, found: Report, resolver: Resolver
) -> None:
    """What is wrong only with these arguments, or only as an effect, is told where it is used."""
    for problem in errors(found.problems())[:1]:
        place = problem.span or definition.span
        message = f"'{definition.name}' makes no sense here: {problem.message}"
        also = f"in the definition of '{definition.name}'", place
        resolver.report.add(problem.code, message, reference.span, problem.hint, also)
