"""Events with their arguments.

Parameters are bound one after another, the first outermost; each part of the precondition is
lowered once for the values of its own variables, as soon as they are bound, and cuts the branch if
it can never hold.
Source: SEMANTICS.md 1.2, 3, 5.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dramaturge.ground import fold
from dramaturge.ground.effects import lower_effect, passing
from dramaturge.ground.imply import Facts, SimpleForms
from dramaturge.ground.lower import Lowering
from dramaturge.ground.reach import Reach
from dramaturge.ground.references import Bindings
from dramaturge.ground.substitute import Substitution
from dramaturge.ground.table import argument_value, instance_count, show_value
from dramaturge.ground.world import (
    ATTEMPT,
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
from dramaturge.model.expression import Argument, Effect, Expression, Variable
from dramaturge.model.types import Entity
from dramaturge.model.world import Event, Failure
from dramaturge.problems import Problem

Prefixes = set[tuple[str, ...]]


def ground_event(
    event: Event,
    lowering: Lowering,
    start: Reach,
    prune: bool,
    wanted: Prefixes | None,
) -> tuple[list[GroundEvent], list[GroundEvent], Problem | None]:
    """The instances of an event, the ways to fail in them, and the first mistake in either.

    The motives of failing attempts are places in the first list.

    start: what fluents can hold at all, told before any event is known. wanted: the argument lists
    to instantiate and all their beginnings; None: every one.
    """
    size = instance_count(lowering.table.world, event.parameters)
    lowering.budget.start(size, f"{event.kind} '{event.name}'", event.span)
    if not prune and wanted is None:
        lowering.budget.spend(size)
    grounding = _Grounding(event, lowering, start, prune, wanted)
    grounding.extend((), {})
    return grounding.found, grounding.attempts, grounding.problem


def is_announcement(event: Event) -> bool:
    """An author-only action with the literal precondition False: it never happens, but it tells
    that its effects can come about [c41]."""
    return (
        event.kind == "action"
        and not event.consenting
        and isinstance(event.precondition, model.Constant)
        and event.precondition.value is False
    )


@dataclass(slots=True)
class _Part:
    """A part of a precondition. known: by the values of its variables, what it is lowered to, and
    that with fixed fluents put in; None if it can never hold."""

    expression: Expression
    variables: tuple[Variable, ...]
    known: dict[tuple[Value, ...], tuple[Condition, Condition] | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Audience:
    """Per character the condition to observe an event; and to whose the subject of a fact
    matters (see `SimpleForms.subjects`)."""

    conditions: tuple[Condition, ...]
    concerned: dict[int, list[int]]


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
        self.attempts: list[GroundEvent] = []
        self.problem: Problem | None = None
        self._bound: Bindings = {}
        self._folded = Substitution(lowering.table.fluents, lowering.table.fixed)
        self._audiences: dict[tuple[Value, ...], _Audience] = {}
        self._watched = _watched(event)
        self._parts = tuple(
            _Part(part, _used(event, part)) for part in _conjuncts(event.precondition)
        )
        self._lowered: list[Condition] = [TRUE] * len(self._parts)
        self._given: list[Condition] = [TRUE] * len(self._parts)
        self._due = _due_parts(event.parameters, self._parts)
        self._forms = SimpleForms(lowering.table.fixed)

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
        bound = self._bound
        for at in self._due[depth]:
            part = self._parts[at]
            key = tuple([bound[variable] for variable in part.variables])
            if key not in part.known:
                part.known[key] = self._lower(part.expression)
            lowered = part.known[key]
            if lowered is None:
                return False
            self._lowered[at], self._given[at] = lowered
        return True

    def _lower(self, expression: Expression) -> tuple[Condition, Condition] | None:
        lowered = self.lowering.condition(expression, self._bound)
        if self.prune and (lowered is FALSE or not self.start.possible(lowered)):
            return None
        return lowered, self._folded.condition(lowered)

    def _instance(self, arguments: tuple[Value, ...]) -> None:
        precondition = fold.conjunction(self._lowered)
        facts = Facts(fold.conjunction(self._given), self._forms)
        if self.prune and facts.contradictory:
            return
        shown = tuple(map(show_value, arguments))
        name = f"{self.event.name}({', '.join(shown)})"
        effects = self._effects(self.event.effect, self.event.lasts)
        if self.problem is None:
            self._check(name, effects, precondition, facts)
        if precondition is not FALSE:
            effects = tuple(_simplified(effects, facts))
        if self.event.kind == "action":
            observing = self._observing(facts)
        else:
            observing = self._everybody(effects, precondition)
        self.lowering.budget.spend(len(effects) + len(observing))
        consenting = self._consenting()
        self.found.append(
            GroundEvent(name, self.event.name, shown, precondition, effects, consenting, observing)
        )
        if self.event.fails is not None:
            self._attempt(self.event.fails, shown, name, consenting)

    def _effects(self, effect: Effect, lasts: Expression | None) -> tuple[GroundEffect, ...]:
        effects = tuple(lower_effect(effect, self.lowering, self._bound))
        if lasts is None:
            return effects
        duration = self.lowering.term(lasts, self._bound)
        if isinstance(duration, Const) and isinstance(duration.value, float) and duration.value < 0:
            message = f"'{self.event.name}' would last less than no time: {duration.value:g}"
            hint = "time never runs backwards"
            self.problem = self.problem or Problem("E411", message, lasts.span, hint)
        return (*effects, *passing(lasts, self.lowering, self._bound))

    def _attempt(
        self, fails: Failure, shown: tuple[str, ...], name: str, consenting: tuple[int, ...]
    ) -> None:
        """What happens where the precondition is false, and all who consent believe it (8.1)."""
        lowering, bound, expected = self.lowering, self._bound, self.event.precondition
        seen = lowering.condition(expected, bound, (), False)
        believed = [lowering.condition(expected, bound, (who,)) for who in consenting]
        facts = Facts(self._folded.condition(seen), self._forms)
        precondition = fold.conjunction((seen, *believed))
        if precondition is FALSE or (self.prune and facts.contradictory):
            return
        effects = tuple(_simplified(self._effects(fails.effect, fails.lasts), facts))
        if self.problem is None:
            self._check(ATTEMPT + name, effects, seen, facts)
        if fails.observing is None:
            seeing = list(self._audience().conditions)
            for who in consenting:
                seeing[who] = TRUE
        else:
            seeing = list(self._seeing(fails.observer, fails.observing))
        lowering.budget.spend(len(effects) + len(seeing))
        self.attempts.append(
            GroundEvent(
                name=ATTEMPT + name,
                event=self.event.name,
                arguments=shown,
                precondition=precondition,
                effects=effects,
                consenting=consenting,
                observing=tuple(map(facts.simplify, seeing)),
                motive=len(self.found) - 1,
                seen=seen,
            )
        )

    def _observing(self, facts: Facts) -> tuple[Condition, ...]:
        """Per character. Of the few that come back for most instances, the precondition decides
        something for those who take part only."""
        audience = self._audience()
        touched = {at for subject in facts.subjects for at in audience.concerned.get(subject, ())}
        if not touched:
            return audience.conditions
        found = list(audience.conditions)
        for at in touched:
            found[at] = facts.simplify(found[at])
        return tuple(found)

    def _audience(self) -> _Audience:
        """Who observes the event with these arguments, its precondition aside."""
        place = tuple([self._bound[variable] for variable in self._watched])
        if place not in self._audiences:
            conditions = self._seeing(self.event.observer, self.event.observing)
            concerned: dict[int, list[int]] = {}
            for at, condition in enumerate(conditions):
                for subject in self._forms.subjects(condition):
                    concerned.setdefault(subject, []).append(at)
            self._audiences[place] = _Audience(conditions, concerned)
        return self._audiences[place]

    def _seeing(
        self, observer: Variable | None, observing: Expression | None
    ) -> tuple[Condition, ...]:
        """Per character whether they see it."""
        characters = self.lowering.table.characters
        if observer is None or observing is None:
            return (TRUE,) * len(characters)
        conditions: list[Condition] = []
        for name in characters:
            self._bound[observer] = name
            conditions.append(self.lowering.condition(observing, self._bound))
        return tuple(conditions)

    def _everybody(
        self, effects: Sequence[GroundEffect], precondition: Condition
    ) -> tuple[Condition, ...]:
        """Who goes along with a trigger: all, if it assigns what is public; else nobody (9.3)."""
        table = self.lowering.table
        if not any(table.fluents[effect.fluent].is_public for effect in effects):
            return ()
        given = [
            read
            for effect in effects
            if table.fluents[effect.fluent].is_public
            for read in (*fold.condition_reads(effect.condition), *fold.term_reads(effect.value))
        ]
        for read in (*fold.condition_reads(precondition), *given):
            if not table.fluents[read.fluent].is_public and read.fluent not in table.fixed:
                self.problem = self.problem or Problem(
                    "E412",
                    f"the trigger '{self.event.name}' changes something public, but depends on"
                    f" '{table.fluents[read.fluent].name}', which is not",
                    self.event.span,
                    "make that public, too, or change the public property in an action",
                )
        return (TRUE,) * len(table.characters)

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
    parameters: Sequence[Argument], parts: Sequence[_Part]
) -> tuple[tuple[int, ...], ...]:
    """Per number of bound parameters, the parts of the precondition then decided."""
    last = {slot: at + 1 for at, slot in enumerate(parameters) if isinstance(slot, Variable)}
    depths = [max((last[variable] for variable in part.variables), default=0) for part in parts]
    return tuple(
        tuple(at for at, depth in enumerate(depths) if depth == bound)
        for bound in range(len(parameters) + 1)
    )


def _watched(event: Event) -> tuple[Variable, ...]:
    """The parameters on which it depends who observes the event."""
    return () if event.observing is None else _used(event, event.observing)


def _used(event: Event, expression: Expression) -> tuple[Variable, ...]:
    """The parameters of an event that an expression names."""
    used = set(_variables(expression))
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
