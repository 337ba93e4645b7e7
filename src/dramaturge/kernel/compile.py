"""Lowers a ground world to the flat tables of the native kernel.

Equal terms, conditions and chains get equal numbers, so each is stored once. The codes of values
are those of cpp/ids.hpp: boolean 0 or 1; entity 0 for unknown, else its index + 1; number 0 for
unknown, else its index in `numbers`.
"""

from __future__ import annotations

import math
import time
from dataclasses import replace
from typing import TypeVar, assert_never

from dramaturge import _kernel
from dramaturge.ground.collection import no_collection
from dramaturge.ground.world import (
    All,
    Always,
    Any,
    Arithmetic,
    Chain,
    Choice,
    Compare,
    Condition,
    Const,
    GroundEffect,
    GroundEvent,
    GroundWorld,
    Kind,
    Match,
    Read,
    Term,
    Truth,
    Value,
)
from dramaturge.story import Limits

KINDS: dict[Kind, int] = {"boolean": 0, "number": 1, "entity": 2}
COMPARATORS = {"==": 0, "!=": 1, ">=": 2, "<=": 3, ">": 4, "<": 5}
OPERATORS = {"*": 0, "/": 1, "+": 2, "-": 3}
READ, CONSTANT, ARITHMETIC, CHOICE, TRUTH = range(5)
ALWAYS, NEVER, ALL, ANY, COMPARE, MATCH = range(6)

Compiled = _kernel.GroundWorld

TermRow = tuple[int, int, int, int, int]
ConditionRow = tuple[int, int, int, int, int, int]
_Item = TypeVar("_Item")
EffectRow = tuple[int, int, int, int]
EventRow = tuple[str, int, list[EffectRow], list[int], list[int]]


def compile(ground: GroundWorld) -> Compiled:
    """The world as the kernel wants it. ValueError if it compares or assigns across kinds."""
    with no_collection():
        return _Tables(ground).world()


def compiled_within(
    ground: GroundWorld, limits: Limits, compiled: Compiled | None
) -> tuple[Compiled, Limits]:
    """The compiled world, unless there is one made here, and what that leaves of the limits: of a
    large world it takes a while, and some of the memory."""
    if compiled is not None:
        return compiled, limits
    start, before = time.perf_counter(), _kernel.resident_bytes()
    tables = compile(ground)
    if limits.time_s is not None:
        spent = time.perf_counter() - start
        limits = replace(limits, time_s=max(0.0, limits.time_s - spent))
    if limits.memory_mb is not None:
        taken = max(0, _kernel.resident_bytes() - before) / 2**20
        limits = replace(limits, memory_mb=max(0.0, limits.memory_mb - taken))
    return tables, limits


class _Tables:
    def __init__(self, ground: GroundWorld) -> None:
        self.ground = ground
        self.entities = {name: i + 1 for i, name in enumerate(ground.entities)}
        self.numbers: dict[float, int] = {}
        self.chains: dict[Chain, int] = {(): 0}
        self.terms: dict[TermRow, int] = {}
        self.conditions: dict[ConditionRow, int] = {}
        self.parts: list[int] = []
        self.repaired: list[tuple[int, int]] = []
        # What was lowered already, by identity: ground worlds share their subtrees, and keep them.
        self.known_conditions: dict[int, int] = {}
        self.made: list[Term] = []  # that the world does not keep
        self.known_effects: dict[int, list[EffectRow]] = {}
        self.known_observing: dict[int, list[int]] = {}

    def world(self) -> _kernel.GroundWorld:
        ground = self.ground
        events = [self.event(event) for event in (*ground.actions, *ground.triggers)]
        attempts = [
            (number, event.motive, self.condition(event.seen))
            for number, event in enumerate(ground.actions)
            if event.motive is not None and event.seen is not None
        ]
        utilities = [self.utility(term) for term in ground.utilities]
        initial = [
            (self.chain(e.chain), e.fluent, self.code(e.value, ground.fluents[e.fluent].kind))
            for e in ground.initial
        ]
        return _kernel.GroundWorld(
            character_count=len(ground.characters),
            entity_count=len(ground.entities),
            action_count=len(ground.actions),
            fluents=[KINDS[fluent.kind] for fluent in ground.fluents],
            domains=[[self.entities[name] for name in f.domain] for f in ground.fluents],
            numbers=[math.nan, *self.numbers],
            chains=[list(chain) for chain in self.chains],
            terms=list(self.terms),
            conditions=list(self.conditions),
            parts=self.parts,
            repaired=self.repaired,
            events=events,
            utilities=utilities,
            initial=initial,
            publics=[number for number, f in enumerate(ground.fluents) if f.is_public],
            attempts=attempts,
        )

    def event(self, event: GroundEvent) -> EventRow:
        effects = self.known_effects.get(id(event.effects))
        if effects is None:
            effects = [self.effect(effect) for effect in event.effects]
            self.known_effects[id(event.effects)] = effects
        observing = self.known_observing.get(id(event.observing))
        if observing is None:
            observing = [self.condition(condition) for condition in event.observing]
            self.known_observing[id(event.observing)] = observing
        precondition = self.condition(event.precondition)
        return event.name, precondition, effects, list(event.consenting), observing

    def effect(self, effect: GroundEffect) -> EffectRow:
        chain = self.chain(effect.chain)
        value = self.term(effect.value, self.ground.fluents[effect.fluent].kind)
        return chain, effect.fluent, value, self.condition(effect.condition)

    def utility(self, term: Term) -> int:
        if self.kind(term) == "boolean":
            assert isinstance(term, Truth | Read | Const | Choice)
            holds = term.condition if isinstance(term, Truth) else _is_true(term)
            self.made.append(choice := Choice(holds, Const(1.0), Const(0.0)))
            return self.term(choice, "number")
        return self.term(term, "number")

    def condition(self, condition: Condition) -> int:
        known = self.known_conditions
        number = known.get(id(condition))
        if number is None:
            if type(condition) is All or type(condition) is Any:
                parts = condition.parts
                numbers = [known.get(id(part)) or self.condition(part) for part in parts]
                form = ALL if type(condition) is All else ANY
                row = (form, _slice(self.parts, numbers), len(numbers), 0, 0, 0)
            else:
                row = self.leaf_row(condition)
            number = known[id(condition)] = self.conditions.setdefault(row, len(self.conditions))
        return number

    def leaf_row(self, condition: Condition) -> ConditionRow:
        match condition:
            case Compare(operator, left, right, repaired):
                return self.compare_row(operator, left, right, repaired)
            case Match(left, right, equal):
                one, other = self.read(left), self.read(right)
                return (MATCH, int(equal), *one, *other)
            case Always(value):
                return (ALWAYS if value else NEVER, 0, 0, 0, 0, 0)
            case All() | Any():
                raise AssertionError("not a leaf")
        assert_never(condition)

    def compare_row(
        self, operator: str, left: Term, right: Term, repaired: tuple[Read, ...]
    ) -> ConditionRow:
        kinds = {kind for kind in (self.kind(left), self.kind(right)) if kind is not None}
        if len(kinds) > 1:
            raise ValueError(f"{left} and {right} are of different kinds")
        if kinds == {"boolean"} and Const(None) in (left, right):
            return (ALWAYS if operator == "!=" else NEVER, 0, 0, 0, 0, 0)
        kind: Kind = next(iter(kinds), "entity")
        reads = [self.read(read) for read in repaired]
        sides = self.term(left, kind), self.term(right, kind)
        return (COMPARE, COMPARATORS[operator], *sides, _slice(self.repaired, reads), len(reads))

    def term(self, term: Term, kind: Kind) -> int:
        row = self.term_row(term, kind)
        return self.terms.setdefault(row, len(self.terms))

    def term_row(self, term: Term, kind: Kind) -> TermRow:
        match term:
            case Read():
                own = self.ground.fluents[term.fluent].kind
                return (READ, KINDS[own], *self.read(term), 0)
            case Const(value):
                return (CONSTANT, KINDS[kind], self.code(value, kind), 0, 0)
            case Arithmetic(operator, left, right):
                sides = self.term(left, "number"), self.term(right, "number")
                return (ARITHMETIC, KINDS["number"], OPERATORS[operator], *sides)
            case Choice(condition, then, otherwise):
                sides = self.term(then, kind), self.term(otherwise, kind)
                return (CHOICE, KINDS[kind], self.condition(condition), *sides)
            case Truth(condition):
                return (TRUTH, KINDS["boolean"], self.condition(condition), 0, 0)
        assert_never(term)

    def kind(self, term: Term) -> Kind | None:
        """None for the constant unknown, which fits any kind."""
        match term:
            case Read(fluent=fluent):
                return self.ground.fluents[fluent].kind
            case Const(value):
                return _kind_of(value)
            case Arithmetic():
                return "number"
            case Choice(then=then, otherwise=otherwise):
                return self.kind(then) or self.kind(otherwise)
            case Truth():
                return "boolean"
        assert_never(term)

    def read(self, read: Read) -> tuple[int, int]:
        return self.chain(read.chain), read.fluent

    def chain(self, chain: Chain) -> int:
        return self.chains.setdefault(chain, len(self.chains))

    def code(self, value: Value, kind: Kind) -> int:
        if _kind_of(value) not in (kind, None) or (value is None and kind == "boolean"):
            raise ValueError(f"{value!r} is no {kind}")
        if value is None:
            return 0
        if isinstance(value, bool):
            return int(value)
        if isinstance(value, str):
            return self.entities[value]
        if not math.isfinite(value):
            return 0
        return self.numbers.setdefault(value + 0.0, len(self.numbers) + 1)


def _kind_of(value: Value) -> Kind | None:
    match value:
        case None:
            return None
        case bool():
            return "boolean"
        case str():
            return "entity"
    return "number"


def _is_true(term: Term) -> Condition:
    return Compare("==", term, Const(True), ())


def _slice(table: list[_Item], items: list[_Item]) -> int:
    """Where the items were put in the table."""
    table.extend(items)
    return len(table) - len(items)
