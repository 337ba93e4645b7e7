"""Random ground worlds with a little of everything: those of the other makers, and on top of them
more triggers, some of which read or set what minds hold; effects on minds in minds; false beliefs
two and three minds deep; acts that need several, or nobody; arithmetic in effects and utilities;
attempts and public fluents; a clock, acts that last, and deadlines.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from dramaturge.ground.world import (
    TRUE,
    All,
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
    Operator,
    Read,
    Term,
)
from tests.extended import extended
from tests.plan.planted_worlds import PlantedWorlds
from tests.plan.small_worlds import Errands, SmallWorlds

OPERATORS: tuple[Operator, ...] = ("+", "+", "-", "*", "/")


def mixed_world(seed: int) -> GroundWorld:
    draw = Random(seed)
    maker = draw.choice((SmallWorlds, Errands, PlantedWorlds, PlantedWorlds, PlantedWorlds))(seed)
    world = _Mixture(maker, draw).world()
    if draw.random() < 0.5:
        world = extended(world, seed)
    if draw.random() < 0.4:
        world = _Timed(world, draw).world()
    return world


class _Mixture:
    def __init__(self, maker: SmallWorlds, draw: Random) -> None:
        self.maker = maker
        self.ground = maker.world()
        self.draw = draw
        self.numbers = [i for i, f in enumerate(self.ground.fluents) if f.kind == "number"]

    def world(self) -> GroundWorld:
        ground, draw = self.ground, self.draw
        triggers = [
            *ground.triggers,
            *(self.trigger(i) for i in range(draw.choice((0, 0, 0, 1, 2)))),
        ]
        entries = {(entry.chain, entry.fluent): entry for entry in ground.initial}
        for _ in range(draw.choice((0, 0, 1, 2, 3))):
            fluent = self.maker.fluent()
            chain = self.maker.chain(draw.choice((1, 2, 2, 3)))
            entries[chain, fluent] = Entry(chain, fluent, self.maker.value(fluent, unknown=0.2))
        return replace(
            ground,
            actions=tuple(self.action(action) for action in ground.actions),
            triggers=tuple(triggers),
            utilities=tuple(self.utility(utility) for utility in ground.utilities),
            initial=tuple(entries.values()),
        )

    def action(self, action: GroundEvent) -> GroundEvent:
        draw = self.draw
        consenting, effects = action.consenting, action.effects
        if draw.random() < 0.25:
            other = draw.randrange(len(self.ground.characters))
            consenting = tuple(sorted({*consenting, other}))
        elif draw.random() < 0.1:
            consenting = ()
        if draw.random() < 0.3:
            effects = (*effects, self.effect())
        return replace(action, consenting=consenting, effects=effects)

    def effect(self) -> GroundEffect:
        """On a mind, or a number worked out."""
        draw = self.draw
        if self.numbers and draw.random() < 0.5:
            fluent = draw.choice(self.numbers)
            chain = self.maker.chain(draw.choice((0, 0, 1)))
            return GroundEffect(chain, fluent, self.sum(), self.condition(0.3))
        fluent = self.maker.fluent()
        value: Term = Const(self.maker.value(fluent, unknown=0.05))
        if draw.random() < 0.3:
            value = Read(self.maker.chain(draw.choice((0, 1))), fluent)
        chain = self.maker.chain(draw.choice((0, 1, 1, 2, 2, 3)))
        return GroundEffect(chain, fluent, value, self.condition(0.4))

    def sum(self) -> Term:
        draw = self.draw
        read = Read(self.maker.chain(draw.choice((0, 0, 1))), draw.choice(self.numbers))
        other: Term = Const(draw.choice((0.0, 0.5, 1.0, 2.0, 3.0)))
        if draw.random() < 0.4:
            other = Read((), draw.choice(self.numbers))
        return Arithmetic(draw.choice(OPERATORS), read, other)

    def condition(self, chance: float) -> Condition:
        return self.maker.condition() if self.draw.random() < chance else TRUE

    def trigger(self, number: int) -> GroundEvent:
        """Rules of the world, or of minds: what somebody believes brings what somebody believes."""
        draw = self.draw
        effect = self.maker.effect(plain=True) if draw.random() < 0.5 else self.effect()
        when = [self.maker.condition()]
        if isinstance(effect.value, Const):  # once done it waits, so that most worlds settle
            read = Read(effect.chain, effect.fluent)
            when.append(Compare("!=", read, effect.value, (read,)))
        else:
            when.append(self.maker.condition())
        return GroundEvent(f"rule{number}", f"rule{number}", (), All(tuple(when)), (effect,))

    def utility(self, utility: Term) -> Term:
        draw = self.draw
        if not self.numbers or draw.random() < 0.7:
            return utility
        if draw.random() < 0.3:  # what one thinks of others can matter, too
            return Arithmetic("+", utility, Choice(self.believed(), Const(1.0), Const(0.0)))
        extra = self.sum()
        if draw.random() < 0.5:
            extra = Choice(self.maker.condition(), extra, Const(0.0))
        return Arithmetic(draw.choice(("+", "-")), utility, extra)

    def believed(self) -> Condition:
        read = Read(self.maker.chain(1), self.draw.choice(self.numbers))
        return Compare(">", read, Const(0.0), (read,))


class _Timed:
    """Adds the clock as model/clock.py writes it out."""

    def __init__(self, ground: GroundWorld, draw: Random) -> None:
        self.ground = ground
        self.draw = draw
        self.clock = len(ground.fluents)

    def world(self) -> GroundWorld:
        ground, draw = self.ground, self.draw
        deadlines = draw.choice((0, 1, 1, 2))
        fluents = [GroundFluent("now", "now", (), "number", is_public=True)]
        entries = [Entry((), self.clock, 0.0)]
        for number in range(deadlines):
            fluents.append(GroundFluent(f"over{number}", "over", (), "boolean", is_public=True))
            entries.append(Entry((), self.clock + 1 + number, False))
        triggers = [*ground.triggers]
        for number in range(deadlines):
            triggers.insert(draw.randint(0, len(triggers)), self.deadline(number))
        return replace(
            ground,
            fluents=(*ground.fluents, *fluents),
            actions=tuple(self.lasting(action) for action in ground.actions),
            triggers=tuple(triggers),
            utilities=tuple(self.utility(utility) for utility in ground.utilities),
            initial=(*ground.initial, *entries),
        )

    def now(self, operator: str, time: float) -> Condition:
        assert operator in ("<", ">=")
        return Compare("<" if operator == "<" else ">=", Read((), self.clock), Const(time), ())

    def lasting(self, action: GroundEvent) -> GroundEvent:
        draw = self.draw
        duration: Term = Const(float(draw.choice((0, 1, 1, 2))))
        numbers = [i for i, f in enumerate(self.ground.fluents) if f.kind == "number"]
        if numbers and draw.random() < 0.15:
            duration = Read((), draw.choice(numbers))
        later = GroundEffect((), self.clock, Arithmetic("+", Read((), self.clock), duration), TRUE)
        return replace(action, effects=(*action.effects, later))

    def deadline(self, number: int) -> GroundEvent:
        note = self.clock + 1 + number
        is_due = Compare("==", Read((), note), Const(False), ())
        when = All((self.now(">=", float(self.draw.choice((1, 2, 3)))), is_due))
        effects = [GroundEffect((), note, Const(True), TRUE)]
        private = [
            effect
            for event in self.ground.actions
            for effect in event.effects
            if not effect.chain and not self.ground.fluents[effect.fluent].is_public
        ]
        if private and self.draw.random() < 0.8:
            effects.append(self.draw.choice(private))
        everybody = (TRUE,) * len(self.ground.characters)
        name = f"deadline{number}"
        return GroundEvent(name, name, (), when, tuple(effects), (), everybody)

    def utility(self, utility: Term) -> Term:
        if self.draw.random() < 0.7:
            return utility
        in_time = self.now(self.draw.choice(("<", ">=")), float(self.draw.choice((2, 3, 4))))
        return Choice(in_time, utility, Const(self.draw.choice((-1.0, 0.0))))
