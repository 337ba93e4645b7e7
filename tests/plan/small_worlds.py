"""Random ground worlds so small that brute force can plan in them, and so dense that there is
something to plan: few facts, most actions helpful to somebody, goals that need others.

Seeded, without Hypothesis: a failure is repeated by its number, and thousands are made quickly.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from dramaturge.ground.world import (
    TRUE,
    All,
    Any,
    Arithmetic,
    Choice,
    Compare,
    Condition,
    Const,
    Entry,
    GroundEffect,
    GroundEvent,
    GroundFluent,
    GroundWorld,
    Match,
    Read,
    Term,
    Truth,
    Value,
)

PLACES = ("Inn", "Mill")


class SmallWorlds:
    """Draws one world. Numbers stay small: they are set, copied, or raised by one.

    A world with a ladder begins with everything false and its actions build upon each other, so
    that plans of several acts, some of them by others, are common.
    """

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.ladder = self.random.random() < 0.7
        self.characters = ("Ann", "Ben", "Cid")[: self.random.choice((1, 2, 2, 3))]
        kinds = ("boolean", "boolean", "entity", "number")
        if self.ladder:
            kinds = ("boolean", "boolean", "boolean", "boolean", "number")
        self.fluents = tuple(
            GroundFluent(f"{kind}{i}", f"{kind}{i}", (), kind, PLACES if kind == "entity" else ())
            for i in range(self.random.randint(3, 5))
            for kind in (self.random.choice(kinds),)
        )

    def world(self) -> GroundWorld:
        draw = self.random
        initial: dict[tuple[tuple[int, ...], int], Value] = {}
        for fluent in range(len(self.fluents)):
            initial[(), fluent] = self.start(fluent)
        for _ in range(draw.choice((0, 0, 1, 2, 3))):
            fluent = self.fluent()
            initial[self.chain(draw.choice((1, 1, 2))), fluent] = self.value(fluent, unknown=0.3)
        actions = tuple(self.action(i) for i in range(draw.randint(3, 6)))
        triggers = tuple(self.trigger(i) for i in range(draw.choice((0, 0, 0, 1, 2))))
        return GroundWorld(
            "small",
            self.characters,
            (*self.characters, *PLACES),
            self.fluents,
            actions,
            triggers,
            tuple(self.utility() for _ in range(len(self.characters) + 1)),
            tuple(Entry(chain, fluent, value) for (chain, fluent), value in initial.items()),
        )

    def action(self, number: int) -> GroundEvent:
        draw = self.random
        willing = draw.choices((0, 1, 2), (1, 7, 3))[0]
        consenting = draw.sample(range(len(self.characters)), min(willing, len(self.characters)))
        observing = tuple(
            TRUE if draw.random() < (0.9 if c in consenting else 0.6) else self.condition()
            for c in range(len(self.characters))
        )
        conditions = [self.condition() for _ in range(draw.choice((0, 1, 1, 2)))]
        effects = [self.effect() for _ in range(draw.choice((1, 1, 2)))]
        if self.ladder and draw.random() < 0.8:
            rung = number % len(self.fluents)
            conditions = [self.is_set(i) for i in range(rung) if draw.random() < 0.5]
            effects = [GroundEffect((), rung, self.risen(rung), TRUE), *effects[1:]]
        return GroundEvent(
            f"act{number}",
            f"act{number}",
            (),
            All(tuple(conditions)),
            tuple(effects),
            tuple(sorted(consenting)),
            observing,
        )

    def is_set(self, fluent: int) -> Condition:
        numeric = self.fluents[fluent].kind == "number"
        read = Read((), fluent)
        return Compare(">" if numeric else "==", read, Const(0.0 if numeric else True), (read,))

    def risen(self, fluent: int) -> Term:
        if self.fluents[fluent].kind == "number":
            return Arithmetic("+", Read((), fluent), Const(1.0))
        return Const(True)

    def trigger(self, number: int) -> GroundEvent:
        return GroundEvent(
            f"fire{number}",
            f"fire{number}",
            (),
            All((self.condition(), self.condition())),
            (self.effect(plain=True),),
        )

    def effect(self, *, plain: bool = False) -> GroundEffect:
        draw = self.random
        fluent = self.fluent()
        kind = self.fluents[fluent].kind
        value: Term = Const(self.value(fluent, unknown=0.05))
        form = 0.0 if plain else draw.random()
        if form > 0.75:
            value = self.derived(fluent, kind)
        chain = self.chain(1) if draw.random() < 0.2 else ()
        condition = self.condition() if draw.random() < 0.2 else TRUE
        return GroundEffect(chain, fluent, value, condition)

    def derived(self, fluent: int, kind: str) -> Term:
        draw = self.random
        if kind == "number":
            return Arithmetic(draw.choice("+-"), Read((), fluent), Const(1.0))
        if kind == "boolean":
            return Truth(self.condition())
        same = [i for i, other in enumerate(self.fluents) if other.kind == kind]
        return Read((), draw.choice(same))

    def condition(self) -> Condition:
        draw = self.random
        form = draw.random()
        if form < 0.15:
            return Any((self.leaf(), self.leaf()))
        return self.leaf()

    def leaf(self) -> Condition:
        draw = self.random
        fluent = self.fluent()
        kind = self.fluents[fluent].kind
        read = Read(self.chain(1) if draw.random() < 0.2 else (), fluent)
        same = [i for i, other in enumerate(self.fluents) if other.kind == kind]
        if kind != "number" and len(same) > 1 and draw.random() < 0.1:
            return Match(read, Read((), draw.choice(same)), draw.random() < 0.5)
        operators = ("==", "==", "!=", ">", "<", ">=") if kind == "number" else ("==", "==", "!=")
        operator = "==" if self.ladder and kind == "boolean" else draw.choice(operators)
        return Compare(operator, read, Const(self.value(fluent, unknown=0.0)), (read,))

    def utility(self) -> Term:
        draw = self.random
        total: Term = self.wish()
        for _ in range(draw.choice((0, 1, 1, 2))):
            total = Arithmetic(draw.choice("+++-"), total, self.wish())
        return total

    def wish(self) -> Term:
        draw = self.random
        numbers = [i for i, fluent in enumerate(self.fluents) if fluent.kind == "number"]
        if numbers and draw.random() < 0.3:
            return Read((), draw.choice(numbers))
        holds = self.condition()
        if self.ladder and draw.random() < 0.6:
            holds = self.is_set(self.fluent())
        if draw.random() < 0.4:
            holds = All((holds, self.condition()))
        return Choice(holds, Const(float(draw.choice((1, 1, 2)))), Const(0.0))

    def fluent(self) -> int:
        return self.random.randrange(len(self.fluents))

    def chain(self, length: int) -> tuple[int, ...]:
        return tuple(self.random.randrange(len(self.characters)) for _ in range(length))

    def start(self, fluent: int) -> Value:
        if self.ladder and self.random.random() < 0.9:
            kind = self.fluents[fluent].kind
            return False if kind == "boolean" else 0.0 if kind == "number" else PLACES[0]
        return self.value(fluent, unknown=0.05)

    def value(self, fluent: int, unknown: float) -> Value:
        kind = self.fluents[fluent].kind
        if kind == "boolean":
            return self.random.random() < (0.85 if self.ladder else 0.4)
        if self.random.random() < unknown:
            return None
        return self.random.choice(PLACES) if kind == "entity" else float(self.random.randint(0, 2))


class Errands(SmallWorlds):
    """Draws a world in which one does something so that another goes on with it, for the sake of
    what comes of it later: a number that one act after the other raises, mostly, and minds that
    do not quite agree. So plans within plans are common, and those that minds share, or nearly.
    """

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.characters = ("Ann", "Ben", "Cid")[: self.random.choice((2, 2, 2, 3))]
        self.fluents = (GroundFluent("stage", "stage", (), "number"), *self.fluents[1:3])

    def start(self, fluent: int) -> Value:
        return super().start(fluent) if fluent else 0.0

    def action(self, number: int) -> GroundEvent:
        drawn = super().action(number)
        if self.random.random() < 0.1:
            return drawn
        stage = Read((), 0)
        conditions: list[Condition] = [Compare("==", stage, Const(float(number)), (stage,))]
        if self.random.random() < 0.25:
            conditions.append(self.condition())
        return replace(
            drawn,
            precondition=All(tuple(conditions)),
            effects=(
                GroundEffect((), 0, Const(float(number + 1)), TRUE),
                *(effect for effect in drawn.effects[:1] if effect.fluent and number % 2),
            ),
            consenting=(min(number, self.random.randrange(1, len(self.characters))),),
            observing=tuple(
                TRUE if self.random.random() < 0.85 else condition for condition in drawn.observing
            ),
        )

    def utility(self) -> Term:
        if self.random.random() < 0.1:
            return super().utility()
        stage = Read((), 0)
        wanted = Const(float(self.random.choice((1, 2, 3, 3, 4, 4))))
        holds = Compare(self.random.choice(("==", ">=")), stage, wanted, (stage,))
        return Choice(holds, Const(1.0), Const(0.0))


def small_world(seed: int) -> GroundWorld:
    return SmallWorlds(seed).world()


def errand(seed: int) -> GroundWorld:
    return Errands(seed).world()
