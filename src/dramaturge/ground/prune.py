"""Leaves out what can never happen, never change, or never matter. Source: SEMANTICS.md 5."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dramaturge.ground.effects import Entries, initial_values
from dramaturge.ground.explore import explore, surprising_leaves
from dramaturge.ground.reach import Reach
from dramaturge.ground.substitute import Substitution
from dramaturge.ground.table import Table
from dramaturge.ground.world import (
    FALSE,
    TRUE,
    Condition,
    GroundEffect,
    GroundEvent,
    GroundWorld,
    Leaf,
    Value,
)


def prune(ground: GroundWorld, table: Table, entries: Entries) -> GroundWorld:
    """The world without impossible events, events without effects and fluents that never change.

    An event without effects leaves no trace, not even surprise, so without it more may turn out
    impossible: repeated until nothing is left out.
    """
    start = initial_values(table, entries)
    actions, triggers = ground.actions, ground.triggers
    while True:
        reach = Reach(ground.fluents, start)
        happens = explore(reach, actions, triggers)
        changing = _Changing(reach)
        useful = [
            can_happen and (changing.by(event.effects) or _teaches_something(event))
            for event, can_happen in zip((*actions, *triggers), happens, strict=True)
        ]
        for at, action in enumerate(actions):  # attempts stand behind all that can be tried
            if action.motive is not None and not useful[action.motive]:
                useful[at] = False
        matters = any(
            happens[at] and not useful[at] and any(surprising_leaves(action.shown))
            for at, action in enumerate(actions)
        )
        count = len(actions)
        actions = _kept(actions, useful[:count])
        triggers = _kept(triggers, useful[count:])
        if not matters:
            return _rewritten(replace(ground, actions=actions, triggers=triggers), reach)


def _kept(events: Sequence[GroundEvent], useful: Sequence[bool]) -> tuple[GroundEvent, ...]:
    """The useful ones; of failing attempts the motives are renumbered."""
    numbers: dict[int | None, int] = {}
    kept: list[GroundEvent] = []
    for number, (event, keep) in enumerate(zip(events, useful, strict=True)):
        if keep:
            numbers[number] = len(kept)
            is_attempt = event.motive is not None
            kept.append(replace(event, motive=numbers[event.motive]) if is_attempt else event)
    return tuple(kept)


class _Changing:
    """Which effects can change something; many events have the same."""

    def __init__(self, reach: Reach) -> None:
        self._reach = reach
        self._known: dict[int, bool] = {}  # by identity, the events keep them

    def by(self, effects: Sequence[GroundEffect]) -> bool:
        found = self._known.get(id(effects))
        if found is None:
            reach = self._reach
            found = self._known[id(effects)] = any(
                reach.constant(effect.fluent) is None and reach.possible(effect.condition)
                for effect in effects
            )
        return found


def _teaches_something(event: GroundEvent) -> bool:
    """A failing attempt tells those who see it why it failed, even if nothing else happens."""
    return event.motive is not None and event.shown is not TRUE


def _rewritten(ground: GroundWorld, reach: Reach) -> GroundWorld:
    """Constants put in everywhere, leaves that always or never hold decided, fluents renumbered."""
    constants: dict[int, Value] = {}
    numbers: dict[int, int] = {}
    for fluent in range(len(ground.fluents)):
        constant = reach.constant(fluent)
        if constant is None:
            numbers[fluent] = len(numbers)
        else:
            constants[fluent] = constant.value

    def decided(leaf: Leaf) -> bool | None:
        if not reach.possible(leaf):
            return False
        return None if reach.refutable(leaf) else True

    rewrite = Substitution(ground.fluents, constants, numbers, decided)
    rewriting = _Rewriting(rewrite)
    return GroundWorld(
        name=ground.name,
        characters=ground.characters,
        entities=ground.entities,
        fluents=tuple(ground.fluents[fluent] for fluent in numbers),
        actions=tuple(rewriting.event(event, True) for event in ground.actions),
        triggers=tuple(rewriting.event(event, False) for event in ground.triggers),
        utilities=tuple(rewrite.term(utility) for utility in ground.utilities),
        initial=tuple(
            replace(entry, fluent=numbers[entry.fluent])
            for entry in ground.initial
            if entry.fluent in numbers
        ),
        constants={ground.fluents[fluent].name: value for fluent, value in constants.items()},
    )


class _Rewriting:
    """Puts constants in; lists that events have in common stay common."""

    def __init__(self, rewrite: Substitution) -> None:
        self._rewrite = rewrite
        self._effects: dict[int, tuple[GroundEffect, ...]] = {}  # by identity, the events keep them
        self._observing: dict[int, tuple[Condition, ...]] = {}

    def event(self, event: GroundEvent, is_action: bool) -> GroundEvent:
        rewrite, seen = self._rewrite, event.seen
        surprising = rewrite.precondition if is_action else rewrite.parts
        if seen is None:
            precondition = surprising(event.precondition)
        else:
            seen = surprising(seen)
            precondition = rewrite.condition(event.precondition)
        effects = self._effects.get(id(event.effects))
        if effects is None:
            effects = self._effects[id(event.effects)] = tuple(self._effect(event.effects))
        observing = self._observing.get(id(event.observing))
        if observing is None:
            observing = tuple([rewrite.condition(condition) for condition in event.observing])
            self._observing[id(event.observing)] = observing
        return GroundEvent(
            event.name,
            event.event,
            event.arguments,
            precondition,
            effects,
            event.consenting,
            observing,
            event.motive,
            seen,
        )

    def _effect(self, effects: Sequence[GroundEffect]) -> Iterator[GroundEffect]:
        rewrite = self._rewrite
        assert rewrite.numbers is not None
        for effect in effects:
            condition = rewrite.condition(effect.condition)
            if condition is not FALSE and effect.fluent not in rewrite.constants:
                fluent, value = rewrite.numbers[effect.fluent], rewrite.term(effect.value)
                yield GroundEffect(effect.chain, fluent, value, condition)
