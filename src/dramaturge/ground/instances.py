"""Events with their arguments.

Parameters are bound one after another, the first outermost; each part of the precondition is
lowered once, as soon as all its variables are bound, and cuts the branch if it can never hold.
Source: SEMANTICS.md 1.2, 3, 5.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dramaturge.ground import fold
from dramaturge.ground.effects import lower_effect
from dramaturge.ground.imply import Facts
from dramaturge.ground.lower import Lowering
from dramaturge.ground.reach import Reach
from dramaturge.ground.references import Bindings
from dramaturge.ground.substitute import Substitution
from dramaturge.ground.table import argument_value, instance_count, show_value
from dramaturge.ground.world import (
    FALSE,
    TRUE,
    Chain,
    Condition,
    Const,
    GroundEffect,
    GroundEvent,
    Value,
)
from dramaturge.model import expression as model
from dramaturge.model.expression import Argument, Expression, Variable
from dramaturge.model.types import Entity
from dramaturge.model.world import Event
from dramaturge.problems import Problem

Prefixes = set[tuple[str, ...]]


def ground_event(
    event: Event,
    lowering: Lowering,
    start: Reach,
    prune: bool,
    wanted: Prefixes | None,
) -> tuple[list[GroundEvent], Problem | None]:
    """The instances of an event, and a contradiction in its effects if one was found.

    start: what fluents can hold at all, told before any event is known. wanted: the argument lists
    to instantiate and all their beginnings; None: every one.
    """
    size = instance_count(lowering.table.world, event.parameters)
    lowering.budget.start(size, f"{event.kind} '{event.name}'", event.span)
    if not prune and wanted is None:
        lowering.budget.spend(size)
    grounding = _Grounding(event, lowering, start, prune, wanted)
    grounding.extend((), {})
    return grounding.found, grounding.problem


def is_announcement(event: Event) -> bool:
    """An author-only action with the literal precondition False: it never happens, but it tells
    that its effects can come about [c41]."""
    return (
        event.kind == "action"
        and not event.consenting
        and isinstance(event.precondition, model.Constant)
        and event.precondition.value is False
    )


class _Grounding:
    """The walk over the arguments of one event."""

    def __init__(
        self, event: Event, lowering: Lowering, start: Reach, prune: bool, wanted: Prefixes | None
    ) -> None:
        self.event = event
        self.lowering = lowering
        self.start = start
        self.prune = prune and not is_announcement(event)
        self.wanted = wanted
        self.found: list[GroundEvent] = []
        self.problem: Problem | None = None
        self._bound: Bindings = {}
        self._folded = Substitution(lowering.table.fluents, lowering.table.fixed)
        self._observed: dict[tuple[str, tuple[Value, ...]], Condition] = {}
        self._watched = _watched(event)
        self._parts = tuple(_conjuncts(event.precondition))
        self._lowered: list[Condition] = [TRUE] * len(self._parts)
        self._due = _due_parts(event.parameters, self._parts)

    def extend(self, arguments: tuple[Value, ...], names: dict[str, Value]) -> None:
        """Try every value of the next parameter."""
        self.lowering.budget.spend()
        if not self._lower_parts(len(arguments)):
            return
        if len(arguments) == len(self.event.parameters):
            self._instance(arguments)
            return
        slot = self.event.parameters[len(arguments)]
        for value in self._values(slot, names):
            longer = (*arguments, value)
            if self.wanted is None or tuple(map(show_value, longer)) in self.wanted:
                if isinstance(slot, Variable):
                    self._bound[slot] = value
                    self.extend(longer, {**names, slot.name: value})
                else:
                    self.extend(longer, names)

    def _values(self, slot: Argument, names: dict[str, Value]) -> Sequence[Value]:
        if not isinstance(slot, Variable):
            return (argument_value(slot),)
        values = self.lowering.names.members(slot)
        if slot.name in names:
            return tuple(value for value in values if value == names[slot.name])
        return values

    def _lower_parts(self, depth: int) -> bool:
        """Lower what is decided by this many arguments; False: no instance can happen."""
        for at in self._due[depth]:
            lowered = self.lowering.condition(self._parts[at], self._bound)
            if self.prune and (lowered is FALSE or not self.start.possible(lowered)):
                return False
            self._lowered[at] = lowered
        return True

    def _instance(self, arguments: tuple[Value, ...]) -> None:
        precondition = fold.conjunction(self._lowered)
        facts = Facts(self._folded.condition(precondition), self.lowering.table)
        if self.prune and facts.contradictory:
            return
        shown = tuple(show_value(argument) for argument in arguments)
        name = f"{self.event.name}({', '.join(shown)})"
        effects = tuple(lower_effect(self.event.effect, self.lowering, self._bound))
        if self.problem is None:
            self._check(name, effects, precondition, facts)
        if precondition is not FALSE:
            effects = tuple(_simplified(effects, facts))
        observing = tuple(self._observing(facts)) if self.event.kind == "action" else ()
        self.lowering.budget.spend(len(effects) + len(observing))
        self.found.append(
            GroundEvent(
                name, self.event.name, shown, precondition, effects, self._consenting(), observing
            )
        )

    def _observing(self, facts: Facts) -> Iterator[Condition]:
        """Per character; the same few conditions come back for most instances."""
        observer, observing = self.event.observer, self.event.observing
        if observer is None or observing is None:
            yield from [TRUE] * len(self.lowering.table.characters)
            return
        place = tuple(self._bound[variable] for variable in self._watched)
        for name in self.lowering.table.characters:
            lowered = self._observed.get((name, place))
            if lowered is None:
                self._bound[observer] = name
                lowered = self.lowering.condition(observing, self._bound)
                self._observed[name, place] = lowered
            yield facts.simplify(lowered)

    def _consenting(self) -> tuple[int, ...]:
        found = (self.lowering.names.character(who, self._bound) for who in self.event.consenting)
        return tuple(dict.fromkeys(found))

    def _check(
        self, name: str, effects: Sequence[GroundEffect], precondition: Condition, facts: Facts
    ) -> None:
        """E402: two effects that always apply give one fluent different values."""
        given: dict[tuple[Chain, int], Value] = {}
        for effect in effects:
            if effect.condition is not TRUE or not isinstance(effect.value, Const):
                continue
            place, value = (effect.chain, effect.fluent), effect.value.value
            earlier = given.setdefault(place, value)
            if fold.same(earlier, value):
                continue
            if facts.contradictory or not self.start.possible(precondition):
                return
            fluent = self.lowering.table.fluents[effect.fluent].name
            for who in reversed(effect.chain):
                fluent = f"believes({self.lowering.table.world.characters[who].name}, {fluent})"
            self.problem = Problem(
                "E402",
                f"'{name}' gives '{fluent}' two values: {show_value(earlier)} and"
                f" {show_value(value)}",
                self.event.span,
                "forbid these arguments in the precondition, or give one value",
            )
            return


def _simplified(effects: Sequence[GroundEffect], facts: Facts) -> Iterator[GroundEffect]:
    for effect in effects:
        condition = facts.simplify(effect.condition)
        if condition is effect.condition:
            yield effect
        elif condition is not FALSE:
            yield GroundEffect(effect.chain, effect.fluent, effect.value, condition)


def _conjuncts(expression: Expression) -> Iterator[Expression]:
    if isinstance(expression, model.And):
        for part in expression.parts:
            yield from _conjuncts(part)
    else:
        yield expression


def _due_parts(
    parameters: Sequence[Argument], parts: Sequence[Expression]
) -> tuple[tuple[int, ...], ...]:
    """Per number of bound parameters, the parts of the precondition then decided."""
    last = {slot: at + 1 for at, slot in enumerate(parameters) if isinstance(slot, Variable)}
    depths = [
        max((last.get(variable, 0) for variable in _variables(part)), default=0) for part in parts
    ]
    return tuple(
        tuple(at for at, depth in enumerate(depths) if depth == bound)
        for bound in range(len(parameters) + 1)
    )


def _watched(event: Event) -> tuple[Variable, ...]:
    """The parameters on which it depends who observes the event."""
    if event.observing is None:
        return ()
    used = set(_variables(event.observing))
    slots = dict.fromkeys(slot for slot in event.parameters if isinstance(slot, Variable))
    return tuple(slot for slot in slots if slot in used)


def _variables(expression: Expression) -> Iterator[Variable]:
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
            yield from _variables(expression.body)
        case model.And() | model.Or():
            for part in expression.parts:
                yield from _variables(part)
        case model.Not() | model.Quantified():
            yield from _variables(expression.body)
        case model.Conditional():
            for condition, value in expression.branches:
                yield from _variables(condition)
                yield from _variables(value)
            yield from _variables(expression.otherwise)
        case model.Comparison() | model.Arithmetic():
            yield from _variables(expression.left)
            yield from _variables(expression.right)
        case model.TypeTest():
            yield from _variables(expression.subject)
