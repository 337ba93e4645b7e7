"""What one mind makes of an event: whether it perceives it, and what it learns.

Everything here is read from the states that the character believes in (docs/semantics.md 4, 5), so
that nothing outside a mind can get in. Slow motion (`Dynamics.struck`, `firings`, `round`) tells
apart what is seen, what is told, what is noticed by a rule of the world, such as that somebody is
missing, and what the mind concludes for itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from dramaturge.ground.world import Chain, GroundEvent, Value
from dramaturge.semantics import Dynamics, State

DEPTH = 2  # how deep the minds within the mind are compared


class Manner(Enum):
    """How an event is perceived."""

    itself = "itself"
    attempt = "attempt"  # somebody tries in vain
    unseen = "unseen"


class How(Enum):
    """How a mind came to hold a value."""

    seen = "seen"  # an effect of the perceived event, as the mind takes it
    corrected = "corrected"  # surprise: it must have been so
    told = "told"  # the event says that it sets this belief
    public = "public"  # everybody knows it at once
    noticed = "noticed"  # a rule of the world shows it: somebody is here, or is not
    inferred = "inferred"  # a rule at work within the mind: it follows from what the mind holds


@dataclass(frozen=True, slots=True)
class Learnt:
    """One value that the mind holds now and did not hold before.

    inwards: whose mind within the mind, () for the mind's own picture, (d,) for what it thinks
    that d believes. by: the event, or the trigger, that did it; None where a mind within settles.
    """

    inwards: Chain
    fluent: int
    old: Value
    new: Value
    how: How
    by: GroundEvent | None

    @property
    def is_lost(self) -> bool:
        """Whether the mind no longer knows: somebody or something is missed."""
        return self.new is None


@dataclass(frozen=True, slots=True)
class Perception:
    """What an event was to one character.

    is_doer: they must consent to it, so they know that it happens even where they do not observe
    it. company: who perceives it, in the opinion of this mind. before, after: the mind.
    """

    character: int
    event: GroundEvent
    manner: Manner
    is_doer: bool
    company: tuple[int, ...]
    learnt: tuple[Learnt, ...]
    before: State
    after: State

    @property
    def own(self) -> tuple[Learnt, ...]:
        """What changed in the mind's own picture of the world."""
        return tuple(each for each in self.learnt if not each.inwards)

    @property
    def is_known(self) -> bool:
        """Whether the character knows that the event takes place."""
        return self.is_doer or self.manner is not Manner.unseen

    @property
    def is_told(self) -> bool:
        """Whether the event tells the character something."""
        return any(each.how is How.told for each in self.learnt)

    @property
    def is_nothing(self) -> bool:
        """Whether the event passes the character by altogether."""
        return not self.is_known and self.before is self.after


class Happening:
    """One event in slow motion, to be looked at from any mind.

    Raises ValueError if the action cannot happen in the state. `after`: the state that it leaves.
    """

    def __init__(self, dynamics: Dynamics, before: State, action: int) -> None:
        after = dynamics.after(before, action)
        if after is None:
            raise ValueError(f"'{dynamics.ground.actions[action].name}' cannot happen here")
        self.event = dynamics.ground.actions[action]
        self.before = before
        self.after = after
        self._dynamics = dynamics
        self._action = action

    @cached_property
    def fired(self) -> tuple[GroundEvent, ...]:
        """The triggers that fire in the world, in order; nobody need notice."""
        found: list[GroundEvent] = []
        state = self._struck
        while True:
            found += [event for event, _ in self._dynamics.firings(state)]
            settled = self._dynamics.round(state)
            if settled is state:
                return tuple(found)
            state = settled

    def perceived_by(self, character: int, depth: int = DEPTH) -> Perception:
        """What the event is to a character; minds within theirs are compared to that depth."""
        mind = self.before.believed(character)
        observes = self._observes(self.before, character)
        manner = Manner.unseen
        if observes:
            manner = Manner.itself if self.event.motive is None else Manner.attempt
        company = tuple(c for c in self._people if observes and self._observes(mind, c))
        return Perception(
            character,
            self.event,
            manner,
            character in self.event.consenting,
            company,
            tuple(self._learnt(character, observes, depth)),
            mind,
            self.after.believed(character),
        )

    @cached_property
    def _struck(self) -> State:
        state = self._dynamics.struck(self.before, self._action)
        assert state is not None
        return state

    @property
    def _people(self) -> range:
        return range(len(self._dynamics.ground.characters))

    def _observes(self, state: State, character: int) -> bool:
        seen = self.event.observing
        return bool(seen) and self._dynamics.holds(seen[character], state)

    def _learnt(self, character: int, observes: bool, depth: int) -> Iterator[Learnt]:
        """Net changes: what is set and undone again by the same event is nothing."""
        first: dict[tuple[Chain, int], Value] = {}
        last: dict[tuple[Chain, int], Learnt] = {}
        for how, by, source, old, new in self._stages(character):
            for inwards, fluent, was, value in differences(old, new, character, depth):
                is_public = self._dynamics.ground.fluents[fluent].is_public
                if is_public and inwards:
                    continue  # the same in every mind
                kind = How.public if is_public else how
                kind = kind or self._at_once(source, character, observes, inwards, fluent)
                first.setdefault((inwards, fluent), was)
                last[inwards, fluent] = Learnt(inwards, fluent, was, value, kind, by)
        for key, each in last.items():
            if first[key] != each.new:
                yield Learnt(each.inwards, each.fluent, first[key], each.new, each.how, each.by)

    def _stages(
        self, character: int
    ) -> Iterator[tuple[How | None, GroundEvent | None, State, State, State]]:
        """How (None: by the event itself), by what, the world before, the mind before and after."""
        mind = self.before.believed(character)
        state = self._struck
        yield None, self.event, self.before, mind, state.believed(character)
        while True:
            for trigger, after in self._dynamics.firings(state):
                how = How.public if trigger.observing else How.noticed
                yield how, trigger, state, state.believed(character), after.believed(character)
                state = after
            mind = state.believed(character)
            for trigger, thought in self._dynamics.firings(mind):
                yield How.inferred, trigger, mind, mind, thought
                mind = thought
            settled = self._dynamics.round(state)
            yield How.inferred, None, state, mind, settled.believed(character)
            if settled is state:
                return
            state = settled

    def _at_once(
        self, state: State, character: int, observes: bool, inwards: Chain, fluent: int
    ) -> How:
        """How the event itself brought a value."""
        chain = (character, *inwards)
        effects = [e for e in self.event.effects if e.fluent == fluent]
        if any(e.chain == chain and self._dynamics.holds(e.condition, state) for e in effects):
            return How.told
        if not observes:
            # Told of a mind within, one may come to know one's own mind: nothing else is left.
            return How.told
        return How.seen if any(not e.chain for e in effects) else How.corrected


def differences(
    old: State, new: State, owner: int, depth: int = DEPTH
) -> Iterator[tuple[Chain, int, Value, Value]]:
    """Where two states of one mind differ: (chain inwards, fluent, before, after), outer minds
    first; what one thinks that one thinks oneself is left out."""
    level: list[tuple[Chain, State, State]] = [((), old, new)]
    for reached in range(depth + 1):
        for inwards, one, other in level:
            if one.values != other.values:
                pairs = enumerate(zip(one.values, other.values, strict=True))
                for fluent, (was, value) in pairs:
                    if was != value:
                        yield inwards, fluent, was, value
        if reached == depth:
            return
        level = [
            ((*inwards, c), one.believed(c), other.believed(c))
            for inwards, one, other in level
            if one is not other
            for c in range(len(one.beliefs))
            if c != (inwards[-1] if inwards else owner) and one.believed(c) is not other.believed(c)
        ]
