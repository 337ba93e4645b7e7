"""Patterns with their names resolved. Source: docs/patterns.md."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dramaturge.model.expression import Argument, Expression, Variable
from dramaturge.model.expressions import Resolver, Scope
from dramaturge.model.signatures import build_slots
from dramaturge.model.types import Entity
from dramaturge.model.world import Event, Pattern, PatternStep
from dramaturge.syntax import tree

_SLOT = re.compile(r"\{([^{}]*)\}")


def build_patterns(
    text: tree.WorldText, resolver: Resolver, actions: Sequence[Event]
) -> dict[str, Pattern]:
    """All sound patterns by name; what is wrong with the others is reported."""
    events: dict[str, list[Event]] = {}
    for action in actions:
        events.setdefault(action.name, []).append(action)
    found: dict[str, Pattern] = {}
    for statement in text.statements:
        if isinstance(statement, tree.PatternStatement):
            pattern = _Builder(resolver, events).pattern(statement)
            if pattern is not None:
                found[pattern.name] = pattern
    return found


class _Builder:
    def __init__(self, resolver: Resolver, events: Mapping[str, list[Event]]) -> None:
        self._resolver = resolver
        self._events = events

    def pattern(self, statement: tree.PatternStatement) -> Pattern | None:
        report = self._resolver.report
        slots, _ = build_slots(statement.parameters, self._resolver.names, report)
        parameters = tuple(slot for slot in slots if isinstance(slot, Variable))
        if len(parameters) < len(statement.parameters):
            return None
        names = {each.name: each for each in parameters}
        if len(names) < len(parameters):
            message = f"two parameters of '{statement.name.text}' have one name"
            report.add("E208", message, statement.name.span, "rename one of them")
            return None
        told = "" if statement.text is None else statement.text.text
        for slot in _SLOT.findall(told):
            if slot not in names:
                assert statement.text is not None
                hint = f"in braces stand parameters: {', '.join(names) or 'there are none'}"
                report.add("E264", f"'{{{slot}}}' is no parameter", statement.text.span, hint)
                return None
        steps = [self._step(step, names) for step in statement.steps]
        sound = tuple(step for step in steps if step is not None)
        if len(sound) < len(steps):
            return None
        role = "" if statement.role is None else statement.role.text
        return Pattern(statement.name.text, told, parameters, role, sound, statement.span)

    def _step(self, step: tree.PatternStep, names: Mapping[str, Variable]) -> PatternStep | None:
        count = len(self._resolver.report.problems())
        act, arguments = None, tuple[Argument, ...]()
        if step.act is not None:
            act = step.act.name.text
            arguments = self._arguments(step.act, names)
        who = None if step.who is None else self._character(step.who, names)
        condition, because, aim = (
            None if each is None else self._condition(each, names)
            for each in (step.condition, step.because, step.aim)
        )
        if len(self._resolver.report.problems()) > count:
            return None
        return PatternStep(
            step.order,
            act,
            arguments,
            step.is_attempt,
            who,
            step.becomes,
            condition,
            because,
            aim,
            step.is_idle,
        )

    def _condition(
        self, expression: tree.Expression, names: Mapping[str, Variable]
    ) -> Expression | None:
        return self._resolver.condition(expression, Scope(dict(names), dict.fromkeys(names, 1)))

    def _character(
        self, name: tree.Name, names: Mapping[str, Variable]
    ) -> Entity | Variable | None:
        scope = Scope(dict(names), dict.fromkeys(names, 1))
        found = self._resolver.character(name, scope)
        return found if isinstance(found, Entity | Variable) else None

    def _arguments(
        self, act: tree.Reference, names: Mapping[str, Variable]
    ) -> tuple[Argument, ...]:
        report, entities = self._resolver.report, self._resolver.names.entities
        events = self._events.get(act.name.text)
        if events is None:
            hint = report.did_you_mean(act.name.text, self._events)
            report.add("E264", f"unknown action '{act.name.text}'", act.name.span, hint)
            return ()
        counts = sorted({len(event.parameters) for event in events})
        if len(act.arguments) not in counts:
            wanted = " or ".join(str(count) for count in counts)
            message = f"'{act.name.text}' takes {wanted} arguments, not {len(act.arguments)}"
            report.add("E264", message, act.span)
            return ()
        found: list[Argument] = []
        for argument in act.arguments:
            if isinstance(argument, tree.Name):
                known = names.get(argument.text) or entities.get(argument.text)
                if known is not None:
                    found.append(known)
                    continue
                hint = report.did_you_mean(argument.text, [*names, *entities])
                report.add("E264", f"unknown name '{argument.text}'", argument.span, hint)
            elif isinstance(argument, tree.Literally) and argument.value is not None:
                found.append(argument.value)
            else:
                hint = "name a parameter or an entity"
                report.add("E264", "this cannot stand in an act of a pattern", act.span, hint)
        return tuple(found)
