"""Events with their arguments.

Parameters are bound one after another, the first outermost; a part of the precondition that can
never hold cuts the branch (`parts`). Effects are lowered once for the values that they depend on.
Source: SEMANTICS.md 1.2, 3, 5.
"""

from __future__ import annotations

from collections.abc import Sequence

from dramaturge.ground import fold
from dramaturge.ground.audience import Audiences
from dramaturge.ground.imply import Facts, SimpleForms
from dramaturge.ground.lower import Lowering
from dramaturge.ground.outcomes import Outcome, Outcomes
from dramaturge.ground.parts import Parts, Pieces, pieces_of
from dramaturge.ground.reach import Reach
from dramaturge.ground.references import Bindings
from dramaturge.ground.substitute import Substitution
from dramaturge.ground.table import argument_value, instance_count, show_value
from dramaturge.ground.world import (
    ATTEMPT,
    FALSE,
    TRUE,
    Condition,
    GroundEffect,
    GroundEvent,
    Value,
)
from dramaturge.model import expression as model
from dramaturge.model.expression import Argument, Variable
from dramaturge.model.world import Event, Failure
from dramaturge.problems import Problem

Prefixes = set[tuple[str, ...]]


class Grounder:
    """Makes the instances of the events of one world.

    start: what fluents can hold at all, told before any event is known.
    """

    def __init__(self, lowering: Lowering, start: Reach, prune: bool) -> None:
        self.lowering = lowering
        self.start = start
        self.prune = prune
        self.forms = SimpleForms(lowering.table.fixed)
        self.folded = Substitution(lowering.table.fluents, lowering.table.fixed)

    def ground(
        self, event: Event, wanted: Prefixes | None
    ) -> tuple[list[GroundEvent], list[GroundEvent], Problem | None]:
        """The instances of an event, the ways to fail in them, and the first mistake in either.

        The motives of failing attempts are places in the first list.

        wanted: the argument lists to instantiate and all their beginnings; None: every one.
        """
        size = instance_count(self.lowering.table.world, event.parameters)
        self.lowering.budget.start(size, f"{event.kind} '{event.name}'", event.span)
        if not self.prune and wanted is None:
            self.lowering.budget.spend(size)
        grounding = _Grounding(event, self, wanted)
        grounding.extend(0)
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


class _Grounding:
    """The walk over the arguments of one event."""

    def __init__(self, event: Event, grounder: Grounder, wanted: Prefixes | None) -> None:
        lowering, parameters = grounder.lowering, event.parameters
        self.event = event
        self.lowering = lowering
        self.start = grounder.start
        self.prune = grounder.prune and not is_announcement(event)
        self.wanted = wanted
        self.found: list[GroundEvent] = []
        self.attempts: list[GroundEvent] = []
        self.problem: Problem | None = None
        self._forms = grounder.forms
        self._folded = grounder.folded
        self._bound: Bindings = {}
        self._arguments: list[Value] = [None] * len(parameters)
        self._shown = [""] * len(parameters)
        self._choices = [_choices(slot, lowering) for slot in parameters]
        self._twins = [_twin(parameters, at) for at in range(len(parameters))]
        start = grounder.start if self.prune else None
        self._parts = Parts(event, lowering, grounder.forms, grounder.folded, start)
        self._outcomes = Outcomes(event, event, lowering)
        self._failures = None if event.fails is None else Outcomes(event, event.fails, lowering)
        self._audiences = Audiences(event, lowering, grounder.forms)

    def extend(self, depth: int) -> None:
        """Try every value of the parameter after so many bound ones."""
        self.lowering.budget.spend()
        if not self._parts.bind(depth, self._arguments, self._bound):
            return
        if depth == len(self._arguments):
            self._instance()
            return
        slot, twin = self.event.parameters[depth], self._twins[depth]
        for value, shown in self._choices[depth]:
            if twin is not None and value != self._arguments[twin]:
                continue
            self._arguments[depth] = value
            self._shown[depth] = shown
            if self.wanted is None or tuple(self._shown[: depth + 1]) in self.wanted:
                if isinstance(slot, Variable):
                    self._bound[slot] = value
                self.extend(depth + 1)

    def _instance(self) -> None:
        plain = self._parts.plain
        facts = None if plain is not None else self._parts.facts()
        if self.prune and facts is not None and facts.contradictory:
            return
        event, shown = self.event, tuple(self._shown)
        precondition = self._parts.precondition()
        name = f"{event.name}({', '.join(shown)})"
        outcome = self._outcomes.at(self._arguments, self._bound)
        if outcome.problem is not None or outcome.clash is not None:
            self._note(outcome, name, precondition, facts)
        effects = outcome.effects
        if outcome.is_conditional and precondition is not FALSE:
            effects = self._simplified(effects, plain, facts)
        observing: tuple[Condition, ...]
        if event.kind == "trigger":
            observing = self._everybody(effects, precondition) if outcome.is_public else ()
        else:
            audience = self._audiences.at(self._arguments, self._bound)
            observing = audience.given(plain or {}) if facts is None else audience.given_all(facts)
        self.lowering.budget.spend(len(effects) + len(observing))
        consenting = self._consenting()
        self.found.append(
            GroundEvent(name, event.name, shown, precondition, effects, consenting, observing)
        )
        if event.fails is not None:
            self._attempt(event.fails, shown, name, consenting)

    def _simplified(
        self, effects: Sequence[GroundEffect], plain: Pieces | None, facts: Facts | None
    ) -> tuple[GroundEffect, ...]:
        """The effects without what the precondition decides about their conditions."""
        found: list[GroundEffect] = []
        for effect in effects:
            if plain is None:
                assert facts is not None
                condition = facts.simplify(effect.condition)
            else:
                condition = self._forms.simplify(effect.condition, plain)
            if condition is effect.condition:
                found.append(effect)
            elif condition is not FALSE:
                found.append(GroundEffect(effect.chain, effect.fluent, effect.value, condition))
        return tuple(found)

    def _attempt(
        self, fails: Failure, shown: tuple[str, ...], name: str, consenting: tuple[int, ...]
    ) -> None:
        """What happens where the precondition is false, and all who consent believe it (8.1)."""
        assert self._failures is not None
        lowering, bound, expected = self.lowering, self._bound, self.event.precondition
        seen = lowering.condition(expected, bound, (), False)
        believed = [lowering.condition(expected, bound, (who,)) for who in consenting]
        facts = Facts(pieces_of(self._folded.condition(seen)).values(), self._forms)
        precondition = fold.conjunction((seen, *believed))
        if precondition is FALSE or (self.prune and facts.contradictory):
            return
        outcome = self._failures.at(self._arguments, bound)
        if outcome.problem is not None or outcome.clash is not None:
            self._note(outcome, ATTEMPT + name, seen, facts)
        effects = outcome.effects
        if outcome.is_conditional:
            effects = self._simplified(effects, None, facts)
        if fails.observing is None:
            seeing = list(self._audiences.at(self._arguments, bound).conditions)
            for who in consenting:
                seeing[who] = TRUE
        else:
            seeing = list(self._audiences.seeing(fails.observer, fails.observing, bound))
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

    def _note(
        self, outcome: Outcome, name: str, precondition: Condition, facts: Facts | None
    ) -> None:
        """E411; E402: two effects that always apply give one fluent different values."""
        if self.problem is None:
            self.problem = outcome.problem
        if self.problem is not None or outcome.clash is None:
            return
        is_contradictory = facts is not None and facts.contradictory
        if is_contradictory or not self.start.possible(precondition):
            return
        fluent, earlier, value = outcome.clash
        self.problem = Problem(
            "E402",
            f"'{name}' gives '{fluent}' two values: {show_value(earlier)} and {show_value(value)}",
            self.event.span,
            "forbid these arguments in the precondition, or give one value",
        )


def _choices(slot: Argument, lowering: Lowering) -> list[tuple[Value, str]]:
    """The values of a parameter, each also as it is shown."""
    values = lowering.names.members(slot) if isinstance(slot, Variable) else (argument_value(slot),)
    return [(value, show_value(value)) for value in values]


def _twin(parameters: Sequence[Argument], at: int) -> int | None:
    """An earlier parameter of the same name, whose value this one must have, too."""
    slot = parameters[at]
    if isinstance(slot, Variable):
        for earlier in range(at):
            other = parameters[earlier]
            if isinstance(other, Variable) and other.name == slot.name:
                return earlier
    return None
