"""The variables that expressions and effects name: what their ground form depends on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import assert_never

from dramaturge.ground.world import Value
from dramaturge.model import expression as model
from dramaturge.model.expression import Argument, Effect, Expression, Variable
from dramaturge.model.types import Entity

Key = Callable[[Sequence[Value]], object]
"""From the arguments of an event to the values of some of its parameters."""


def places(parameters: Sequence[Argument], variables: Iterable[Variable]) -> tuple[int, ...]:
    """Where in the parameters of an event these variables stand (each at its last place)."""
    last = {slot: at for at, slot in enumerate(parameters) if isinstance(slot, Variable)}
    used = set(variables)
    return tuple([at for slot, at in last.items() if slot in used])


def key_at(places: Sequence[int]) -> Key:
    """The values at these places, as a key for a table."""
    return itemgetter(*places) if places else _nothing


def expression_variables(expression: Expression) -> Iterator[Variable]:
    """Every variable in an expression, those that it quantifies itself included."""
    match expression:
        case model.Constant():
            pass
        case model.Bound():
            yield expression.variable
        case model.Holds():
            if isinstance(expression.fact, Variable):
                yield expression.fact
        case model.Fluent() | model.FactTerm():
            yield from (slot for slot in expression.arguments if isinstance(slot, Variable))
        case model.Believed():
            if not isinstance(expression.character, Entity):
                yield expression.character
            yield from expression_variables(expression.body)
        case model.And() | model.Or():
            for part in expression.parts:
                yield from expression_variables(part)
        case model.Not() | model.Quantified():
            yield from expression_variables(expression.body)
        case model.Conditional():
            for condition, value in expression.branches:
                yield from expression_variables(condition)
                yield from expression_variables(value)
            yield from expression_variables(expression.otherwise)
        case model.Comparison() | model.Arithmetic():
            yield from expression_variables(expression.left)
            yield from expression_variables(expression.right)
        case model.TypeTest():
            yield from expression_variables(expression.subject)
        case _:
            assert_never(expression)


def effect_variables(effect: Effect) -> Iterator[Variable]:
    """Every variable in an effect, those that it quantifies itself included."""
    match effect:
        case model.Assign():
            yield from (who for who in effect.believers if isinstance(who, Variable))
            yield from expression_variables(effect.fluent)
            yield from expression_variables(effect.value)
        case model.Together():
            for part in effect.parts:
                yield from effect_variables(part)
        case model.ForAll():
            yield from effect_variables(effect.body)
        case model.When():
            for condition, branch in effect.branches:
                yield from expression_variables(condition)
                yield from effect_variables(branch)
            yield from effect_variables(effect.otherwise)
        case model.Establish():
            named = (*effect.believers, effect.fact)
            yield from (each for each in named if isinstance(each, Variable))
        case _:
            assert_never(effect)


def _nothing(arguments: Sequence[Value]) -> object:
    return ()
