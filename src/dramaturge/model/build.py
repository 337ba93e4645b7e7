"""From the tree to the world: every name resolved, every type checked, every mistake reported.

Statements are taken by kind, not by position: types, entities, properties, events, initial facts,
utilities. Nothing here raises for an author's mistake. Source: SEMANTICS.md 1.2, 1.3.
"""

from __future__ import annotations

from collections.abc import Iterator

from dramaturge.model.clock import deadlines_of, unit_of, with_clock
from dramaturge.model.definitions import build_definitions
from dramaturge.model.effects import NOTHING, build_effect
from dramaturge.model.events import build_events
from dramaturge.model.expression import Conditional, Constant, Effect, Expression
from dramaturge.model.expressions import Resolver, Scope
from dramaturge.model.facts import add_facts, build_facts
from dramaturge.model.kinds import is_boolean, shown
from dramaturge.model.names import Names, build_names
from dramaturge.model.once import each_name_once
from dramaturge.model.patterns import build_patterns
from dramaturge.model.properties import build_properties, overloads_of
from dramaturge.model.report import Report
from dramaturge.model.types import Entity
from dramaturge.model.words import build_words
from dramaturge.model.world import Ending, Fact, World
from dramaturge.problems import Problem, errors
from dramaturge.source import Span
from dramaturge.syntax import tree


def build(text: tree.WorldText, name: str) -> tuple[World | None, tuple[Problem, ...]]:
    """The world that the text describes, and all problems in textual order.

    None instead of a world if there are errors; warnings alone forbid nothing.
    """
    report = Report()
    unit, deadlines = unit_of(text), deadlines_of(text)
    text = each_name_once(with_clock(text, report), report)
    names = build_names(text, report)
    add_facts(text, names)
    _check_entities(text, names, report)
    properties, resolver = build_properties(text, names, report)
    build_definitions(text, resolver)
    build_facts(text, resolver)
    actions, triggers = build_events(text, resolver)
    initial = _build_initial(text, resolver)
    utilities = _build_utilities(text, resolver)
    endings = _build_endings(text, resolver)
    patterns = build_patterns(text, resolver, actions)
    words = build_words(text, names)
    problems = report.problems()
    if errors(problems):
        return None, problems
    world = World(
        name=name,
        types=dict(names.types),
        entities=tuple(names.entities.values()),
        members=dict(names.members),
        properties=properties,
        actions=actions,
        triggers=triggers,
        initial=initial,
        utilities=utilities,
        definitions=dict(resolver.definitions),
        facts={
            name: Fact(resolver.facts[kind], given) for name, (kind, given) in names.facts.items()
        },
        endings=endings,
        patterns=patterns,
        words=words,
        file=_file(text),
        unit=unit,
        deadlines=deadlines,
    )
    return world, problems


def build_expression(
    expression: tree.Expression, world: World
) -> tuple[Expression | None, tuple[Problem, ...]]:
    """An expression asked of a finished world: it may name no variables but its own.

    None if there are errors. Any type may come out: conditions, numbers, entities.
    """
    resolver = _resolver_of(world)
    typed = resolver.value(expression, Scope())
    return None if typed is None else typed[0], resolver.report.problems()


def build_condition(
    expression: tree.Expression, world: World
) -> tuple[Expression | None, tuple[Problem, ...]]:
    """As `build_expression`, for what is true or false."""
    resolver = _resolver_of(world)
    return resolver.condition(expression, Scope()), resolver.report.problems()


def _resolver_of(world: World) -> Resolver:
    """What resolves names in a finished world."""
    report = Report()
    entities = {entity.name: entity for entity in world.entities}
    names = Names(report, world.types, entities, world.members)
    for name, fact in world.facts.items():
        names.facts[name] = (fact.definition.name, fact.arguments)
        names.fact_parameters[fact.definition.name] = fact.definition.parameters
    resolver = Resolver(names, overloads_of(world.properties, names), frozenset(), report)
    resolver.definitions.update(world.definitions)
    resolver.facts.update({f.definition.name: f.definition for f in world.facts.values()})
    return resolver


def _file(text: tree.WorldText) -> str:
    """The name of the file that the world itself stands in."""
    named = [s.span.source for s in text.statements if s.span.source.rank == 0]
    return named[0].name if named else ""


def _check_entities(text: tree.WorldText, names: Names, report: Report) -> None:
    if not names.entities:
        span = text.statements[0].span if text.statements else None
        hint = "declare who and what there is: entity Tom : character;"
        report.add("E205", "a world needs at least one entity", span, hint)


def _build_initial(text: tree.WorldText, resolver: Resolver) -> tuple[Effect, ...]:
    """One effect per fact."""
    effects: list[Effect] = []
    for statement in text.statements:
        if isinstance(statement, tree.InitialStatement):
            for fact, scope in _facts(statement.fact, Scope()):
                effect = build_effect(fact, scope, resolver)
                if effect is not None and effect != NOTHING:
                    effects.append(effect)
    return tuple(effects)


def _facts(expression: tree.Expression, scope: Scope) -> Iterator[tuple[tree.Expression, Scope]]:
    """A top-level `&` is several statements, one after another, each with variables of its own."""
    if isinstance(expression, tree.Connective) and expression.operator == "&":
        for part, inner in scope.along(expression):
            yield from _facts(part, Scope(ended=inner.ended))
    else:
        yield expression, scope


def _build_utilities(text: tree.WorldText, resolver: Resolver) -> dict[str, Expression]:
    """Utilities by character name, "" for the author; of several the last counts."""
    utilities: dict[str, Expression] = {}
    first: dict[str, Span] = {}
    for statement in text.statements:
        if not isinstance(statement, tree.UtilityStatement):
            continue
        owner = _owner(statement, resolver)
        value = _utility(statement.value, resolver)
        if owner is None:
            continue
        if owner in first:
            line = first[owner].line_shown(statement.span)
            message = f"this replaces the utility of {owner or 'the author'} in {line}"
            resolver.report.add("W203", message, statement.span, "delete one of them")
        first[owner] = statement.span
        if value is not None:
            utilities[owner] = value
    return utilities


def _build_endings(text: tree.WorldText, resolver: Resolver) -> dict[str, Ending]:
    endings: dict[str, Ending] = {}
    for statement in text.statements:
        if isinstance(statement, tree.EndingStatement):
            condition = resolver.condition(statement.condition, Scope())
            if condition is not None:
                name, told = statement.name.text, statement.text
                endings[name] = Ending(
                    name, "" if told is None else told.text, condition, statement.span
                )
    return endings


def _owner(statement: tree.UtilityStatement, resolver: Resolver) -> str | None:
    if statement.character is None:
        return ""
    character = resolver.character(statement.character, Scope())
    return character.name if isinstance(character, Entity) else None


def _utility(expression: tree.Expression, resolver: Resolver) -> Expression | None:
    """The expression as a number; a condition counts 1 where it holds, else 0."""
    typed = resolver.value(expression, Scope())
    if typed is None:
        return None
    value, kind = typed
    if kind.is_a("number"):
        return value
    if is_boolean(kind):
        span = value.span
        return Conditional(((value, Constant(1.0, span)),), Constant(0.0, span), span)
    message = f"a utility is a number or a condition, not {shown(kind)}"
    resolver.report.add("E228", message, expression.span)
    return None
