"""What all games in one world share: the world, its words, and the author's endings."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from random import Random

from dramaturge.explore import Target
from dramaturge.ground import fold
from dramaturge.ground.saturate import saturated
from dramaturge.ground.world import Condition, Const, GroundWorld
from dramaturge.kernel.compile import Compiled, compile
from dramaturge.model.clock import CLOCK, note_of
from dramaturge.model.world import World
from dramaturge.narrate import Words
from dramaturge.semantics import State
from dramaturge.tell.wording import Wording

GOAL = "goal"  # the ending of a world that names none: what the author's utility asks for


@dataclass(frozen=True, slots=True)
class Course:
    """A story from here to an ending: the acts that are left, and for each the plans that have been
    proven to be reasons of those who take part."""

    ending: str
    acts: tuple[int, ...]
    reasons: tuple[tuple[tuple[int, tuple[int, ...]], ...], ...]


@dataclass(frozen=True, slots=True)
class Aim:
    """An ending to steer for. condition: when it holds; None: the author's utility is to reach
    `goal`."""

    target: Target
    condition: Condition | None
    goal: float = 1.0

    @property
    def name(self) -> str:
        return self.target.name


class Stage:
    """One world, ready to be played in. Immutable, but for what is remembered.

    digest: tells versions of the world apart. aims: the author's endings, in order.
    """

    def __init__(
        self, name: str, text: str, model: World, ground: GroundWorld, aims: Sequence[Aim]
    ) -> None:
        self.name = name
        self.digest = hashlib.sha256(text.encode()).hexdigest()
        self.model = model
        self.ground = ground
        self.aims = tuple(aims)
        self.numbers = {action.name: number for number, action in enumerate(ground.actions)}
        # What was found at the start of games in this world, by endings and seed: `Opening`.
        self.openings: dict[tuple[tuple[str, ...], int], Course | None] = {}
        self._compiled: dict[tuple[str, ...], Compiled] = {}
        self.aimed: Callable[[tuple[str, ...]], GroundWorld] = cache(self._aimed)

    @cached_property
    def _clock(self) -> int | None:
        names = [fluent.name for fluent in self.ground.fluents]
        return names.index(f"{CLOCK}()") if f"{CLOCK}()" in names else None

    @cached_property
    def _notes(self) -> tuple[int, ...]:
        """The fluents that say which deadlines are over."""
        names = {note_of(deadline.name) for deadline in self.model.deadlines}
        return tuple(i for i, f in enumerate(self.ground.fluents) if f.property in names)

    def is_something_due(self, state: State) -> bool:
        """Whether a deadline is still to come."""
        return any(state.values[note] is False for note in self._notes)

    def takes_time(self, action: int) -> bool:
        """Whether the clock goes on with an act."""
        effects = self.ground.actions[action].effects
        return any(effect.fluent == self._clock for effect in effects)

    def character(self, name: str) -> int:
        """Raises ValueError if there is nobody of that name."""
        return self.ground.characters.index(name)

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Whom one can play: those who can ever do something by their own will."""
        acting = {c for action in self.ground.actions for c in action.consenting}
        return tuple(name for c, name in enumerate(self.ground.characters) if c in acting)

    @cached_property
    def words(self) -> Words:
        """The world in the words of nobody in particular."""
        return Words(self.model)

    @cached_property
    def wording(self) -> Wording:
        """The words of the world as clauses, in which names and verbs are still to be chosen."""
        return Wording(self.model, self.ground)

    @cached_property
    def tries(self) -> dict[int, int]:
        """The action -> what it is to try it in vain."""
        return {
            action.motive: number
            for number, action in enumerate(self.ground.actions)
            if action.motive is not None
        }

    @cached_property
    def doers(self) -> tuple[int | None, ...]:
        """[action] whose move it is: who must consent and does it; None: the author's."""
        return tuple(self._doer(action) for action in range(len(self.ground.actions)))

    def _doer(self, action: int) -> int | None:
        event = self.ground.actions[action]
        if not event.consenting:
            return None
        named = self.words.phrase(event.name).doer
        characters = self.ground.characters
        return next((c for c in event.consenting if characters[c] in named), event.consenting[0])

    def compiled(self, names: tuple[str, ...]) -> Compiled:
        """`aimed`, as the kernel wants it."""
        if names not in self._compiled:
            self._compiled[names] = compile(self.aimed(names))
        return self._compiled[names]

    def above(self, names: tuple[str, ...]) -> float:
        """More than this for the author means that one of the endings has come, in `aimed`."""
        return min(math.nextafter(self.aim(name).goal, -math.inf) for name in names)

    def aim(self, name: str) -> Aim:
        """Raises KeyError if there is no such ending."""
        return next(aim for aim in self.aims if aim.name == name)

    def _aimed(self, names: tuple[str, ...]) -> GroundWorld:
        """The world in which the author wants any of these endings: it is worth 1, all else 0."""
        aims = [self.aim(name) for name in names]
        conditions = [aim.condition for aim in aims if aim.condition is not None]
        if len(conditions) < len(aims) or not aims:
            return saturated(self.ground)
        wanted = fold.choice(fold.disjunction(conditions), Const(1.0), Const(0.0))
        utilities = (wanted, *self.ground.utilities[1:])
        return saturated(replace(self.ground, utilities=utilities))


def lot(seed: int, *what: object) -> float:
    """A number from 0 to 1 drawn for this and nothing else: order and hash seeds do not matter."""
    return Random(":".join(map(str, (seed, *what)))).random()
