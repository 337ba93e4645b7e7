"""Facts: propositions that are entities. Source: LANGUAGE.md 3."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from math import prod

from dramaturge.model.circles import circular
from dramaturge.model.effects import NOTHING, build_effect
from dramaturge.model.expression import (
    And,
    Argument,
    Arithmetic,
    Assign,
    Believed,
    Comparison,
    Conditional,
    Constant,
    Effect,
    Establish,
    Expression,
    ForAll,
    Holds,
    Not,
    Or,
    Quantified,
    Together,
    TypeTest,
    Variable,
    When,
)
from dramaturge.model.expressions import Resolver, Scope
from dramaturge.model.kinds import is_boolean
from dramaturge.model.names import FACT, Names
from dramaturge.model.report import Report
from dramaturge.model.signatures import build_slots
from dramaturge.model.types import Entity
from dramaturge.model.world import FactDefinition
from dramaturge.problems import errors
from dramaturge.syntax import tree

FACT_LIMIT = 100_000


def add_facts(text: tree.WorldText, names: Names) -> None:
    """Make an entity of every fact with its arguments; they come after all other entities."""
    statements = [each for each in text.statements if isinstance(each, tree.FactStatement)]
    if not statements:
        return
    members = {name: list(found) for name, found in names.members.items()}
    entities = dict(names.entities)
    waiting = dict.fromkeys(range(len(statements)))
    types = [_types(statement, names) for statement in statements]
    needs = [_needs(statement, types) for statement in statements]
    while waiting:
        ready = [at for at in waiting if waiting.keys().isdisjoint(needs[at])]
        if not ready:
            _report_circles(statements, needs, set(waiting), names)
            names.broken_facts = frozenset(statements[at].name.text for at in waiting)
            break
        for at in ready:
            del waiting[at]
            statement = statements[at]
            slots, _ = build_slots(statement.parameters, names, names.report)
            parameters = tuple(slot for slot in slots if isinstance(slot, Variable))
            if len(parameters) < len(statement.parameters):
                continue
            names.fact_parameters[statement.name.text] = parameters
            ranges = [_values(each, members) for each in parameters]
            if len(names.facts) + prod(map(len, ranges)) > FACT_LIMIT:
                message = f"there are more than {FACT_LIMIT:,} facts"
                hint = "use fewer parameters, or narrower types for them"
                names.report.add("E258", message, statement.name.span, hint)
                return
            for values in product(*ranges):
                name = statement.name.text
                if values:
                    name = f"{name}({', '.join(map(_shown, values))})"
                names.facts[name] = (statement.name.text, values)
                entity = Entity(name, types[at], statement.name.span)
                entities[name] = entity
                for each in types[at]:
                    members.setdefault(each, []).append(entity)
    names.entities = entities
    names.members = {name: tuple(found) for name, found in members.items()}


def _types(statement: tree.FactStatement, names: Names) -> frozenset[str]:
    """The types of its facts, ancestors included."""
    own = [FACT, *(kind.text for kind in statement.words.kinds)]
    if statement.parameters:
        own.append(statement.name.text)
    return frozenset().union(*(names.types[name].ancestors for name in own))


def _needs(statement: tree.FactStatement, types: list[frozenset[str]]) -> list[int]:
    """The fact statements whose facts may be arguments of this one's."""
    wanted = {parameter.type.text for parameter in statement.parameters}
    return [at for at, own in enumerate(types) if not wanted.isdisjoint(own)] if wanted else []


def _values(variable: Variable, members: dict[str, list[Entity]]) -> list[Argument]:
    if variable.type.name == "boolean":
        return [False, True]
    return list(members.get(variable.type.name, ()))


def _shown(argument: Argument) -> str:
    return argument.name if isinstance(argument, Entity) else str(argument)


def _report_circles(
    statements: list[tree.FactStatement], needs: list[list[int]], waiting: set[int], names: Names
) -> None:
    """E254: facts about themselves. Those that only need such facts are no mistakes."""
    names_of = {str(at): statements[at].name for at in sorted(waiting)}
    uses = {str(at): [str(each) for each in needs[at] if each in waiting] for at in sorted(waiting)}
    for circle in circular(uses):
        name = names_of[circle[0]]
        message = f"the facts '{name.text}' would be about themselves, without end"
        hint = "name narrower types of facts: those of other facts, or a kind of your own"
        names.report.add("E254", message, name.span, hint)


def build_facts(text: tree.WorldText, resolver: Resolver) -> None:
    """What each fact says and how it is brought about, into `resolver.facts`."""
    for statement in text.statements:
        if not isinstance(statement, tree.FactStatement):
            continue
        parameters = resolver.names.fact_parameters.get(statement.name.text)
        if parameters is None:
            continue
        found = _definition(statement, parameters, resolver)
        if found is not None:
            resolver.facts[found.name] = found
    _check_circles(resolver)


def _definition(
    statement: tree.FactStatement, parameters: tuple[Variable, ...], resolver: Resolver
) -> FactDefinition | None:
    def scope() -> Scope:
        variables = {each.name: each for each in parameters}
        return Scope(variables, dict.fromkeys(variables, 1))

    content = resolver.condition(statement.content, scope())
    if content is None:
        return None
    muted = replace(resolver, report=Report())
    effect = build_effect(statement.content, scope(), muted)
    found = errors(muted.report.problems())
    denial = _denial(effect, content)
    if denial is None:
        denial = build_effect(
            statement.content, scope(), replace(resolver, report=Report()), negated=True
        )
    obstacle = found[0].message if found else ""
    name = statement.name
    return FactDefinition(name.text, parameters, content, effect, denial, obstacle, name.span)


def _denial(effect: Effect | None, content: Expression) -> Effect | None:
    """To deny one value of a property that has many: where it is this value, it is unknown."""
    if not isinstance(effect, Assign) or is_boolean(effect.fluent.property.type):
        return None
    unknown = replace(effect, value=Constant(None, effect.span))
    return When(((content, unknown),), NOTHING)


def _check_circles(resolver: Resolver) -> None:
    """E251: what a fact says must not depend on itself."""
    uses = {
        name: [
            other
            for fact in _facts_in(definition.content)
            for other in resolver.definitions_of(fact)
        ]
        for name, definition in resolver.facts.items()
    }
    for circle in circular(uses):
        message = f"what the fact '{circle[0]}' says depends on itself"
        hint = "holds(…) inside a fact may only speak of other facts"
        resolver.report.add("E251", message, resolver.facts[circle[0]].span, hint)


def _facts_in(expression: Expression) -> Iterator[Entity | Variable]:
    match expression:
        case Holds():
            yield expression.fact
        case And() | Or():
            for part in expression.parts:
                yield from _facts_in(part)
        case Believed() | Not() | Quantified():
            yield from _facts_in(expression.body)
        case Conditional():
            for condition, value in expression.branches:
                yield from _facts_in(condition)
                yield from _facts_in(value)
            yield from _facts_in(expression.otherwise)
        case Comparison() | Arithmetic():
            yield from _facts_in(expression.left)
            yield from _facts_in(expression.right)
        case TypeTest():
            yield from _facts_in(expression.subject)
        case _:
            pass


def established(effect: Effect) -> Iterator[Establish]:
    """Every fact that an effect brings about or denies."""
    match effect:
        case Establish():
            yield effect
        case Together():
            for part in effect.parts:
                yield from established(part)
        case ForAll():
            yield from established(effect.body)
        case When():
            for _, branch in effect.branches:
                yield from established(branch)
            yield from established(effect.otherwise)
        case _:
            pass
