"""Random ground worlds with a story planted in them, which the noise around it often spoils.

Each act of the planted story needs what the one before brought, and whoever does it wants what it
or a later one brings; so reasons are plans of several acts, by several people, in nested minds.
Wrong beliefs, acts unseen, acts of others, triggers and contrary wishes decide whether they hold.
"""

from __future__ import annotations

from dramaturge.ground.world import (
    FALSE,
    TRUE,
    All,
    Arithmetic,
    Choice,
    Condition,
    Const,
    Entry,
    GroundEffect,
    GroundEvent,
    GroundFluent,
    GroundWorld,
    Term,
    Value,
)
from tests.plan.small_worlds import PLACES, SmallWorlds


class PlantedWorlds(SmallWorlds):
    """Draws one world. actors: who does each planted act; aims: the last act whose outcome each of
    them wants."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        draw = self.random
        self.ladder = True
        self.characters = ("Ann", "Ben", "Cid")[: draw.choice((2, 2, 3))]
        self.length = draw.choice((2, 3, 3, 4))
        kinds = ["number" if draw.random() < 0.15 else "boolean" for _ in range(self.length)]
        kinds += draw.sample(("boolean", "entity", "number"), draw.choice((0, 1, 1, 2)))
        self.fluents = tuple(
            GroundFluent(f"{kind}{i}", f"{kind}{i}", (), kind, PLACES if kind == "entity" else ())
            for i, kind in enumerate(kinds)
        )
        everybody = range(len(self.characters))
        self.actors = [
            sorted(draw.sample(everybody, 2 if draw.random() < 0.2 else 1))
            for _ in range(self.length)
        ]
        self.aims: dict[int, set[int]] = {c: set() for c in everybody}
        for act, actors in enumerate(self.actors):
            for c in actors:
                last = min(self.length - 1, act + draw.choice((0, 1, 1, 2, 3)))
                self.aims[c].add(last)

    def world(self) -> GroundWorld:
        draw = self.random
        initial: dict[tuple[tuple[int, ...], int], Value] = {}
        for fluent in range(len(self.fluents)):
            initial[(), fluent] = self.start(fluent)
        self.ladder = False  # the noise is of every kind
        for _ in range(draw.choice((0, 0, 1, 2))):
            fluent = self.fluent()
            initial[self.chain(draw.choice((1, 1, 2))), fluent] = self.value(fluent, unknown=0.3)
        acts = [self.planted(i) for i in range(self.length)]
        acts += [self.action(self.length + i) for i in range(draw.choice((0, 1, 1, 2)))]
        draw.shuffle(acts)
        triggers = tuple(self.trigger(i) for i in range(draw.choice((0, 0, 1))))
        agents = range(-1, len(self.characters))
        return GroundWorld(
            "planted",
            self.characters,
            (*self.characters, *PLACES),
            self.fluents,
            tuple(acts),
            triggers,
            tuple(self.wishes(agent) for agent in agents),
            tuple(Entry(chain, fluent, value) for (chain, fluent), value in initial.items()),
        )

    def planted(self, number: int) -> GroundEvent:
        draw = self.random
        actors = self.actors[number]
        conditions = [self.is_set(number - 1)] if number else []
        if draw.random() < 0.2:
            conditions.append(self.condition())
        effects = [GroundEffect((), number, self.risen(number), TRUE)]
        if draw.random() < 0.25:
            effects.append(self.effect())
        name = f"step{number}"
        seen = tuple(self.seen(c in actors) for c in range(len(self.characters)))
        return GroundEvent(
            name, name, (), All(tuple(conditions)), tuple(effects), tuple(actors), seen
        )

    def seen(self, is_actor: bool) -> Condition:
        chance = self.random.random()
        if chance < (0.95 if is_actor else 0.6):
            return TRUE
        return FALSE if chance < 0.8 else self.condition()

    def wishes(self, agent: int) -> Term:
        """What an agent wants, -1 being the author: the planted aims, and sometimes more."""
        aims = [self.length - 1] if agent < 0 else sorted(self.aims[agent])
        total: Term = Const(0.0)
        for aim in aims:
            wish = Choice(self.is_set(aim), Const(float(self.random.choice((1, 1, 2)))), Const(0.0))
            total = Arithmetic("+", total, wish) if total != Const(0.0) else wish
        if self.random.random() < 0.3:
            total = Arithmetic(self.random.choice("+-"), total, self.wish())
        return total


def planted_world(seed: int) -> GroundWorld:
    return PlantedWorlds(seed).world()
