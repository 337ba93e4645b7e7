"""Definitions: named expressions with parameters. Source: LANGUAGE.md 2.

A body is resolved in a scope of its own that knows only the parameters, anew wherever the
definition is used; so its variables never meet those around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dramaturge.model.circles import circular
from dramaturge.model.expression import Variable
from dramaturge.model.expressions import Resolver, Scope
from dramaturge.model.names import Names
from dramaturge.model.signatures import build_slots
from dramaturge.model.world import Definition
from dramaturge.syntax import tree

SIZE_LIMIT = 20_000
"""Nodes that one definition may have when all it uses is expanded."""

DEPTH_LIMIT = 50
"""How deep an expanded definition may be nested; more would be read by too deep a recursion."""


def build_definitions(text: tree.WorldText, resolver: Resolver) -> None:
    """All sound definitions, into `resolver.definitions`; what is wrong in them is told once."""
    statements = {s.name.text: s for s in text.statements if isinstance(s, tree.DefineStatement)}
    uses = {
        name: [each for each in _called(statement.body) if each in statements]
        for name, statement in statements.items()
    }
    for circle in circular(uses):
        resolver.broken_definitions.update(circle)
        _report_circle(circle, uses, statements[circle[0]].name, resolver)
    for name in _in_order(uses):
        statement = statements[name]
        if name in resolver.broken_definitions:
            continue
        found = None
        if resolver.broken_definitions.isdisjoint(uses[name]):
            found = _definition(statement, uses[name], resolver)
        if found is None:
            resolver.broken_definitions.add(name)
        else:
            resolver.definitions[name] = found


def _report_circle(
    circle: list[str], uses: dict[str, list[str]], name: tree.Name, resolver: Resolver
) -> None:
    message = f"the definition '{name.text}' uses itself"
    through = next(each for each in uses[name.text] if each in circle)
    if through != name.text:
        message = f"{message}, through '{through}'"
    hint = "a definition is put in wherever it is used, so it cannot be recursive"
    resolver.report.add("E251", message, name.span, hint)


def _definition(
    statement: tree.DefineStatement, uses: list[str], resolver: Resolver
) -> Definition | None:
    parameters = _parameters(statement, resolver.names)
    if parameters is None:
        return None
    size = _nodes(statement.body) + sum(resolver.definitions[name].size for name in uses)
    depth = _depth(statement.body, {each: resolver.definitions[each].depth for each in uses})
    name = statement.name
    if depth > DEPTH_LIMIT:
        message = f"'{name.text}' would be nested more than {DEPTH_LIMIT} deep"
        hint = "it uses definitions that use definitions: shorten the chain"
        resolver.report.add("E252", message, name.span, hint)
        return None
    if size > SIZE_LIMIT:
        message = f"'{name.text}' would be expanded to more than {SIZE_LIMIT:,} parts"
        hint = "it uses definitions that use definitions, each more than once: simplify one"
        resolver.report.add("E252", message, name.span, hint)
        return None
    variables = {each.name: each for each in parameters}
    scope = Scope(variables, dict.fromkeys(variables, 1))
    if resolver.value(statement.body, scope) is None:
        return None
    return Definition(name.text, parameters, statement.body, size, depth, name.span)


def _parameters(statement: tree.DefineStatement, names: Names) -> tuple[Variable, ...] | None:
    """The parameters; unlike elsewhere they may be numbers."""
    number = names.types["number"]
    found: list[Variable] = []
    for parameter in statement.parameters:
        if parameter.type.text == "number":
            found.append(Variable(parameter.name.text, number))
            continue
        slots, _ = build_slots((parameter,), names, names.report)
        found += [slot for slot in slots if isinstance(slot, Variable)]
    if len(found) < len(statement.parameters):
        return None
    if len({each.name for each in found}) < len(found):
        message = f"two parameters of '{statement.name.text}' have one name"
        names.report.add("E208", message, statement.name.span, "rename one of them")
        return None
    return tuple(found)


def _called(expression: tree.Expression) -> Iterator[str]:
    """The names with brackets in an expression, those in arguments included."""
    waiting: list[tree.Expression] = [expression]
    while waiting:
        node = waiting.pop()
        if isinstance(node, tree.Reference):
            yield node.name.text
            waiting += [term for term in node.arguments if isinstance(term, tree.Reference)]
        waiting += tree.children(node)


def _nodes(expression: tree.Expression) -> int:
    waiting, count = [expression], 0
    while waiting:
        count += 1
        waiting += tree.children(waiting.pop())
    return count


def _in_order(uses: dict[str, list[str]]) -> list[str]:
    """Every name after those it uses; circles in whatever order."""
    done: dict[str, None] = {}
    begun: set[str] = set()
    for start in uses:
        path = [(start, iter(uses[start]))] if start not in begun else []
        begun.add(start)
        while path:
            name, rest = path[-1]
            for other in rest:
                if other not in begun:
                    begun.add(other)
                    path.append((other, iter(uses[other])))
                    break
            else:
                done[name] = None
                path.pop()
    return list(done)


def _depth(expression: tree.Expression, depths: Mapping[str, int]) -> int:
    """How deep the expression is nested, with the definitions it uses put in."""
    deepest, waiting = 0, [(expression, 1)]
    while waiting:
        node, depth = waiting.pop()
        deepest = max(deepest, depth)
        if isinstance(node, tree.Reference):
            deepest = max(deepest, depth + depths.get(node.name.text, 0))
            waiting += [(t, depth + 1) for t in node.arguments if isinstance(t, tree.Reference)]
        waiting += [(child, depth + 1) for child in tree.children(node)]
    return deepest
