"""Mistakes that are plain before anything is ground, or when hardly anything is left of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dramaturge.ground.table import argument_value, show_value, variable_values
from dramaturge.ground.world import GroundWorld
from dramaturge.model import expression as model
from dramaturge.model.expression import Effect, Expression, Together, Variable
from dramaturge.model.world import Event, World
from dramaturge.problems import Problem


def check_world(world: World) -> Iterator[Problem]:
    """Every such mistake, in the order of the world."""
    yield from _empty_types(world)
    for expression in _expressions(world):
        yield from _divisions_by_zero(expression)


def never_happening(world: World, ground: GroundWorld) -> Iterator[Problem]:
    """W402: nothing is left of an action, though something could take the place of each parameter.
    A module may offer more than is used."""
    left = {action.event for action in ground.actions}
    for action in world.actions:
        if action.name in left or action.span.source.rank:
            continue
        example = _instance(world, action)
        if example is None:  # see W401
            continue
        if action.effect == Together(()) and action.fails is None:
            message = f"the action '{action.name}' changes nothing: it has no effect"
            hint = "'effect: …' says what it changes"
        else:
            message = f"the action '{action.name}' can never happen, or never changes anything"
            hint = f"is a fact of the start missing? 'dramaturge whynot' tells why: '{example}'"
        yield Problem("W402", message, action.span, hint, "warning")


def _instance(world: World, action: Event) -> str | None:
    """The action with arguments that differ as far as they can; None if there are none."""
    given: list[str] = []
    for slot in action.parameters:
        if not isinstance(slot, Variable):
            given.append(show_value(argument_value(slot)))
            continue
        values = [show_value(value) for value in variable_values(world, slot)]
        if not values:
            return None
        given.append(next((value for value in values if value not in given), values[0]))
    return f"{action.name}({', '.join(given)})"


def _empty_types(world: World) -> Iterator[Problem]:
    """W401: nothing can take the place of a parameter. A module may offer more than is used."""
    for event in (*world.actions, *world.triggers):
        if event.span.source.rank:
            continue
        for slot in event.parameters:
            if isinstance(slot, Variable) and not variable_values(world, slot):
                yield Problem(
                    "W401",
                    f"{event.kind} '{event.name}' never happens: nothing is of type"
                    f" '{slot.type.name}'",
                    event.span,
                    f"declare an entity: entity Name : {slot.type.name};",
                    "warning",
                )
                break


def _divisions_by_zero(expression: Expression) -> Iterator[Problem]:
    """E403: the divisor is the number 0 itself."""
    if isinstance(expression, model.Arithmetic):
        divisor = expression.right
        if (
            expression.operator == "/"
            and isinstance(divisor, model.Constant)
            and not isinstance(divisor.value, bool)
            and divisor.value == 0
        ):
            yield Problem("E403", "division by zero", expression.span, "this has no value")
    for part in _parts(expression):
        yield from _divisions_by_zero(part)


def _expressions(world: World) -> Iterator[Expression]:
    for event in (*world.actions, *world.triggers):
        yield event.precondition
        yield from _in_effect(event.effect)
        if event.observing is not None:
            yield event.observing
        if event.lasts is not None:
            yield event.lasts
        if event.fails is not None:
            yield from _in_effect(event.fails.effect)
            yield from filter(None, (event.fails.observing, event.fails.lasts))
    for statement in world.initial:
        yield from _in_effect(statement)
    yield from world.utilities.values()
    told: set[str] = set()
    for fact in world.facts.values():
        if fact.definition.name not in told:
            told.add(fact.definition.name)
            yield fact.definition.content
    for ending in world.endings.values():
        yield ending.condition


def _in_effect(effect: Effect) -> Iterator[Expression]:
    match effect:
        case model.Assign():
            yield effect.value
        case model.Together():
            for part in effect.parts:
                yield from _in_effect(part)
        case model.ForAll():
            yield from _in_effect(effect.body)
        case model.When():
            for condition, branch in effect.branches:
                yield condition
                yield from _in_effect(branch)
            yield from _in_effect(effect.otherwise)
        case model.Establish():
            pass  # what facts say is looked at by itself


def _parts(expression: Expression) -> Iterable[Expression]:
    """The expressions directly inside one."""
    match expression:
        case model.Constant() | model.Bound() | model.Fluent() | model.Holds() | model.FactTerm():
            return ()
        case model.And() | model.Or():
            return expression.parts
        case model.Believed() | model.Not() | model.Quantified():
            return (expression.body,)
        case model.Conditional():
            branches = (part for branch in expression.branches for part in branch)
            return (*branches, expression.otherwise)
        case model.Comparison() | model.Arithmetic():
            return (expression.left, expression.right)
        case model.TypeTest():
            return (expression.subject,)
