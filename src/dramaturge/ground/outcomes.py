"""What the instances of an event bring about, lowered once for the values that it depends on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dramaturge.ground import fold
from dramaturge.ground.effects import lower_effect, passing
from dramaturge.ground.lower import Lowering
from dramaturge.ground.references import Bindings
from dramaturge.ground.variables import (
    effect_variables,
    expression_variables,
    key_at,
    places,
)
from dramaturge.ground.world import TRUE, Chain, Const, GroundEffect, Value
from dramaturge.model.world import Event, Failure
from dramaturge.problems import Problem

Clash = tuple[str, Value, Value]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Effects of an event, its precondition aside.

    is_conditional: some do not always apply. is_public: some assign what is public. clash: a
    fluent, as an author writes it, to which two that always apply give different values. problem:
    it would last less than no time.
    """

    effects: tuple[GroundEffect, ...]
    is_conditional: bool
    is_public: bool
    clash: Clash | None
    problem: Problem | None


class Outcomes:
    """The outcomes of one event, or of failing in it, by the arguments of the event."""

    def __init__(self, event: Event, of: Event | Failure, lowering: Lowering) -> None:
        self._name = event.name
        self._of = of
        self._lowering = lowering
        named = [*effect_variables(of.effect)]
        if of.lasts is not None:
            named += expression_variables(of.lasts)
        self._key = key_at(places(event.parameters, named))
        self._known: dict[object, Outcome] = {}

    def at(self, arguments: Sequence[Value], bound: Bindings) -> Outcome:
        key = self._key(arguments)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._outcome(bound)
        return found

    def _outcome(self, bound: Bindings) -> Outcome:
        lowering, lasts = self._lowering, self._of.lasts
        effects = tuple(lower_effect(self._of.effect, lowering, bound))
        problem: Problem | None = None
        if lasts is not None:
            duration = lowering.term(lasts, bound)
            value = duration.value if isinstance(duration, Const) else None
            if isinstance(value, float) and value < 0:
                message = f"'{self._name}' would last less than no time: {value:g}"
                problem = Problem("E411", message, lasts.span, "time never runs backwards")
            effects = (*effects, *passing(lasts, lowering, bound))
        fluents = lowering.table.fluents
        return Outcome(
            effects,
            any(effect.condition is not TRUE for effect in effects),
            any(fluents[effect.fluent].is_public for effect in effects),
            self._clash(effects),
            problem,
        )

    def _clash(self, effects: Sequence[GroundEffect]) -> Clash | None:
        given: dict[tuple[Chain, int], Value] = {}
        for effect in effects:
            if effect.condition is not TRUE or not isinstance(effect.value, Const):
                continue
            value = effect.value.value
            earlier = given.setdefault((effect.chain, effect.fluent), value)
            if fold.same(earlier, value):
                continue
            table = self._lowering.table
            fluent = table.fluents[effect.fluent].name
            for who in reversed(effect.chain):
                fluent = f"believes({table.world.characters[who].name}, {fluent})"
            return fluent, earlier, value
        return None
