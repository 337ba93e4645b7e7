"""What events write and what conditions read: which action can matter at once to whom."""

from __future__ import annotations

from collections.abc import Sequence

from dramaturge.ground.walk import reads as all_reads
from dramaturge.ground.world import (
    All,
    Any,
    Arithmetic,
    Choice,
    Compare,
    Condition,
    GroundEvent,
    GroundWorld,
    Match,
    Read,
    Term,
    Truth,
)


class Influence:
    """What an action can change at once, by itself or by the triggers that it sets off.

    Anything read from a belief may change with any action.
    """

    def __init__(self, ground: GroundWorld) -> None:
        self._ground = ground
        self._cared = [reads(utility) for utility in ground.utilities]
        self._writes = [writes(trigger) for trigger in ground.triggers]
        self._readers: dict[int, list[int]] = {}  # triggers by fluent
        self._always: list[int] = []  # triggers that read beliefs
        for index, trigger in enumerate(ground.triggers):
            if self._writes[index]:
                fluents, beliefs = reads(trigger.precondition)
                for fluent in fluents:
                    self._readers.setdefault(fluent, []).append(index)
                if beliefs:
                    self._always.append(index)
        self._after: dict[int, tuple[frozenset[int], tuple[int, ...]]] = {}

    def may_move(self, action: int, agent: int) -> bool:
        """Whether the utility of the agent (1 + character) may differ right after the action."""
        fluents, beliefs = self._cared[agent]
        return beliefs or not fluents.isdisjoint(self._closure(action)[0])

    def triggers_after(self, action: int) -> tuple[int, ...]:
        """The triggers that may fire because of the action and change the state itself, in
        textual order."""
        return self._closure(action)[1]

    def _closure(self, action: int) -> tuple[frozenset[int], tuple[int, ...]]:
        if action not in self._after:
            changed: set[int] = set()
            fired = set(self._always)
            waiting = set(writes(self._ground.actions[action]))
            waiting.update(*(self._writes[index] for index in fired))
            while waiting:
                fluent = waiting.pop()
                changed.add(fluent)
                for index in self._readers.get(fluent, ()):
                    if index not in fired:
                        fired.add(index)
                        waiting |= self._writes[index] - changed
            self._after[action] = (frozenset(changed), tuple(sorted(fired)))
        return self._after[action]


class Spread:
    """What may differ in a mind, at whatever depth in it, once some fluents have changed there:
    triggers carry on what happens, and minds were at rest before."""

    def __init__(self, ground: GroundWorld) -> None:
        self._given: list[frozenset[int]] = []  # by trigger
        self._readers: dict[int, list[int]] = {}  # triggers by fluent
        for index, trigger in enumerate(ground.triggers):
            self._given.append(frozenset(effect.fluent for effect in trigger.effects))
            for fluent in {read.fluent for read in all_reads(trigger.precondition)}:
                self._readers.setdefault(fluent, []).append(index)
        self._known: dict[frozenset[int], frozenset[int]] = {}

    def of(self, fluents: frozenset[int]) -> frozenset[int]:
        """Those fluents and all that may change because of them."""
        if fluents not in self._known:
            changed, waiting = set(fluents), list(fluents)
            while waiting:
                for trigger in self._readers.get(waiting.pop(), ()):
                    waiting += self._given[trigger] - changed
                    changed |= self._given[trigger]
            self._known[fluents] = frozenset(changed)
        return self._known[fluents]


def writes(event: GroundEvent) -> frozenset[int]:
    """The fluents that the event may change in the state itself."""
    return frozenset(effect.fluent for effect in event.effects if not effect.chain)


def reads(tree: Condition | Term) -> tuple[frozenset[int], bool]:
    """The fluents read of the state itself, and whether any is read of a belief."""
    match tree:
        case Read(chain, fluent):
            return (frozenset(), True) if chain else (frozenset({fluent}), False)
        case All(parts) | Any(parts):
            inner: Sequence[Condition | Term] = parts
        case Compare(_, left_term, right_term, _) | Arithmetic(_, left_term, right_term):
            inner = (left_term, right_term)
        case Match(left, right, _):
            inner = (left, right)
        case Choice(condition, then, otherwise):
            inner = (condition, then, otherwise)
        case Truth(condition):
            inner = (condition,)
        case _:
            inner = ()
    found = [reads(part) for part in inner]
    fluents: frozenset[int] = frozenset().union(*(fluents for fluents, _ in found))
    return fluents, any(beliefs for _, beliefs in found)
