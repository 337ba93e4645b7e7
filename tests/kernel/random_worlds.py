"""Small random ground worlds, with every form of term, condition and effect.

Made by plain code from a seed: strategies composed for every node of a tree took far longer than
the kernel and the definition together. `size` bounds what a world has of everything, so that
shrinking it shrinks the world.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from hypothesis import strategies as st

from dramaturge.ground.world import (
    FALSE,
    TRUE,
    All,
    Any,
    Arithmetic,
    Chain,
    Choice,
    Comparator,
    Compare,
    Condition,
    Const,
    Entry,
    GroundEffect,
    GroundEvent,
    GroundFluent,
    GroundWorld,
    Kind,
    Match,
    Operator,
    Read,
    Term,
    Truth,
    Value,
)

NAMES = ("Ann", "Ben", "Cid")
ENTITIES = (*NAMES, "Inn", "Mill")
FLUENTS = (
    GroundFluent("awake", "awake", (), "boolean"),
    GroundFluent("coins", "coins", (), "number"),
    GroundFluent("at", "at", (), "entity", ("Inn", "Mill")),
    GroundFluent("open", "open", (), "boolean"),
    GroundFluent("home", "home", (), "entity", ("Inn", "Mill")),
    GroundFluent("debt", "debt", (), "number"),
)
DOMAINS: dict[Kind, tuple[Value, ...]] = {
    "boolean": (False, True),
    "number": (0.0, 1.0, 2.0, -1.0, None),
    "entity": ("Inn", "Mill", None),
}
EQUALITY: tuple[Comparator, ...] = ("==", "!=")
ORDER: tuple[Comparator, ...] = ("==", "!=", ">=", "<=", ">", "<")
OPERATORS: tuple[Operator, ...] = ("*", "/", "+", "-")


@dataclass(slots=True)
class Maker:
    """Draws the parts of one world."""

    rng: random.Random
    size: int  # 1 .. 4
    characters: range = range(0)
    fluents: tuple[GroundFluent, ...] = ()

    def world(self) -> GroundWorld:
        rng, size = self.rng, self.size
        characters = NAMES[: rng.choice((1, 2, 2, 2, 3))]
        self.characters = range(len(characters))
        self.fluents = FLUENTS[: min(2 + size, len(FLUENTS))]
        initial: dict[tuple[Chain, int], Value] = {
            ((), i): self.value(f.kind) for i, f in enumerate(self.fluents)
        }
        for _ in range(rng.randrange(2 * size)):
            fluent = rng.randrange(len(self.fluents))
            initial[self.chain(), fluent] = self.value(self.fluents[fluent].kind)
        return GroundWorld(
            "random",
            characters,
            ENTITIES,
            self.fluents,
            tuple(self.action(f"act{i}") for i in range(size)),
            tuple(self.trigger(f"fire{i}") for i in range(rng.randrange(size + 1))),
            tuple(self.term("number", 1) for _ in range(len(characters) + 1)),
            tuple(Entry(chain, fluent, value) for (chain, fluent), value in initial.items()),
        )

    def chain(self) -> Chain:
        length = self.rng.choice((0, 0, 0, 1, 1, 2))
        return tuple(self.rng.choice(self.characters) for _ in range(length))

    def value(self, kind: Kind) -> Value:
        return self.rng.choice(DOMAINS[kind])

    def read(self, kind: Kind) -> Read:
        found = [i for i, fluent in enumerate(self.fluents) if fluent.kind == kind]
        return Read(self.chain(), self.rng.choice(found))

    def term(self, kind: Kind, depth: int) -> Term:
        form = self.rng.randrange(6) if depth else self.rng.randrange(2)
        if form == 2:
            return Choice(
                self.condition(depth - 1), self.term(kind, depth - 1), self.term(kind, depth - 1)
            )
        if form == 3 and kind == "number":
            operator = self.rng.choice(OPERATORS)
            return Arithmetic(operator, self.term(kind, depth - 1), self.term(kind, depth - 1))
        if form == 3 and kind == "boolean":
            return Truth(self.condition(depth - 1))
        return self.read(kind) if form % 2 else Const(self.value(kind))

    def condition(self, depth: int) -> Condition:
        form = self.rng.randrange(8)
        if depth and form < 4:
            parts = tuple(self.condition(depth - 1) for _ in range(self.rng.randrange(4)))
            return All(parts) if form < 2 else Any(parts)
        if form == 4:
            kind: Kind = self.rng.choice(("boolean", "entity"))
            return Match(self.read(kind), self.read(kind), self.rng.random() < 0.5)
        if form == 5 and self.rng.random() < 0.5:
            return self.rng.choice((TRUE, TRUE, FALSE))
        return self.comparison(depth)

    def comparison(self, depth: int) -> Compare:
        kind: Kind = self.rng.choice(("boolean", "number", "entity"))
        left, right = self.read(kind), self.term(kind, depth and 1)
        both = (left, right) if isinstance(right, Read) and kind == "number" else (left,)
        return Compare(self.rng.choice(ORDER if kind == "number" else EQUALITY), left, right, both)

    def effect(self) -> GroundEffect:
        fluent = self.rng.randrange(len(self.fluents))
        condition = TRUE if self.rng.random() < 0.6 else self.condition(1)
        return GroundEffect(
            self.chain(), fluent, self.term(self.fluents[fluent].kind, 1), condition
        )

    def effects(self) -> tuple[GroundEffect, ...]:
        return tuple(self.effect() for _ in range(self.rng.randrange(self.size + 1)))

    def action(self, name: str) -> GroundEvent:
        precondition = TRUE if self.rng.random() < 0.3 else self.condition(2)
        observing = tuple(
            TRUE if self.rng.random() < 0.6 else self.condition(1) for _ in self.characters
        )
        return GroundEvent(name, name, (), precondition, self.effects(), observing=observing)

    def trigger(self, name: str) -> GroundEvent:
        """Most undo what they wait for, so that many settle."""
        if self.rng.random() < 0.2:
            return GroundEvent(name, name, (), self.condition(2), self.effects())
        fluent = self.rng.randrange(len(self.fluents))
        chain, value = self.chain(), self.value(self.fluents[fluent].kind)
        waits = Compare("!=", Read(chain, fluent), Const(value), ())
        effect = GroundEffect(chain, fluent, Const(value), TRUE)
        return GroundEvent(name, name, (), All((waits, self.condition(1))), (effect,))


def ground_worlds() -> st.SearchStrategy[GroundWorld]:
    return st.builds(
        lambda size, seed: Maker(random.Random(seed), size).world(),
        st.integers(1, 4),
        st.integers(0, 2**63),
    )
