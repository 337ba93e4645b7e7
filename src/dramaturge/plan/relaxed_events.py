"""Events as relaxed rules over several spaces: a character's mind, and the others' minds in it.

Space MIND is the mind whose plans are searched; `believed[d]` is what d believes there, as far as
events may change it. From that follows a necessary condition for d to join in where all others
must gain at once: the act, or a trigger that it sets off, changes something that d cares for.
Source: SEMANTICS.md 3, 4, 6; PLANNER.md 6 (4).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf

from dramaturge.ground.world import All, Any, Compare, Condition, Const, GroundEvent, Match, Read
from dramaturge.plan.influence import Influence, reads, writes
from dramaturge.plan.relaxed_rules import (
    FREE,
    MOST_CLAUSES,
    Clause,
    Clauses,
    Estimated,
    Facts,
    Range,
    Rule,
    guarded,
    product,
)
from dramaturge.plan.relaxed_view import View

MIND = 0

Caused = tuple[int | None, Rule]  # the action that it belongs to; None: a trigger
_Repair = tuple[Read, Const | None]


class Spaces:
    """The views of one ground world, shared by all the rules made from it.

    plain: the mind alone, beliefs in it may be anything. views[space]: with beliefs followed.
    """

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.all = range(1 + len(facts.ground.characters))
        self.believed = self.all[1:]
        self.plain = View(facts, MIND)
        mind = View(facts, MIND, tuple(self.believed))
        self.views = (mind, *(View(facts, space) for space in self.believed))
        self._plain_rules: dict[int, tuple[Rule, ...]] = {}
        self._trigger_rules: tuple[Rule, ...] | None = None
        self._repairs: dict[int, tuple[_Repair, ...]] = {}

    def plain_rules(self, actions: Sequence[int]) -> Iterator[Caused]:
        """The rules of events in the mind alone, whoever joins in."""
        for index in actions:
            if index not in self._plain_rules:
                event = self.facts.ground.actions[index]
                self._plain_rules[index] = tuple(self.plain.rules(event, MIND))
            for rule in self._plain_rules[index]:
                yield index, rule
        if self._trigger_rules is None:
            triggers = self.facts.ground.triggers
            self._trigger_rules = tuple(r for t in triggers for r in self.plain.rules(t, MIND))
        for rule in self._trigger_rules:
            yield None, rule

    def repairs(self, action: int) -> tuple[_Repair, ...]:
        """What surprise at an action may repair, with the value if that is certain."""
        if action not in self._repairs:
            event = self.facts.ground.actions[action]
            self._repairs[action] = tuple(_repairs(event.shown))
        return self._repairs[action]


class Events:
    """The rules for those plans of one character in which all others must gain at once.

    actions: those that may occur in the plans.
    """

    def __init__(
        self, spaces: Spaces, influence: Influence, character: int, actions: Sequence[int]
    ) -> None:
        self._spaces = spaces
        self._facts = spaces.facts
        self._ground = spaces.facts.ground
        self._influence = influence
        self._character = character
        self._actions = actions
        self._known: dict[int, Clauses] = {}
        self._writers: dict[int, dict[int, list[tuple[bool, int]]]] = {}

    def changing(self, space: int, fluent: int) -> Iterator[Caused]:
        """How events may change a fluent of a space."""
        for is_action, index in self._writers_of(space, fluent):
            for rule in self._rules(space, is_action, index, fluent):
                yield index if is_action else None, rule

    def _writers_of(self, space: int, fluent: int) -> list[tuple[bool, int]]:
        if space not in self._writers:
            found: dict[int, list[tuple[bool, int]]] = {}
            for is_action, index in self._events():
                for written in self._written(space, is_action, index):
                    found.setdefault(written, []).append((is_action, index))
            self._writers[space] = found
        return self._writers[space].get(fluent, [])

    def _events(self) -> Iterator[tuple[bool, int]]:
        yield from ((True, index) for index in self._actions)
        yield from ((False, index) for index in range(len(self._ground.triggers)))

    def _event(self, is_action: bool, index: int) -> GroundEvent:
        return (self._ground.actions if is_action else self._ground.triggers)[index]

    def _written(self, space: int, is_action: bool, index: int) -> set[int]:
        event = self._event(is_action, index)
        found = set(writes(event))
        if space != MIND:
            told = (space - self._spaces.believed.start,)
            found |= {effect.fluent for effect in event.effects if effect.chain == told}
            if is_action:
                found |= {read.fluent for read, _ in self._spaces.repairs(index)}
        return found

    def _rules(self, space: int, is_action: bool, index: int, fluent: int) -> Iterator[Rule]:
        event = self._event(is_action, index)
        if space == MIND:
            return self._own(event, space, self._occurs(is_action, index), fluent)
        return self._perceived(event, space, is_action, index, fluent)

    def _occurs(self, is_action: bool, index: int) -> Clauses:
        """Where the event may happen in the mind."""
        key = index if is_action else -1 - index
        if key not in self._known:
            occurs = self._spaces.views[MIND].clauses(self._event(is_action, index).precondition)
            if is_action:
                for other in self._ground.actions[index].consenting:
                    if other != self._character:
                        occurs = product(occurs, self._gains_at_once(index, other))
            self._known[key] = occurs
        return self._known[key]

    def _own(
        self, event: GroundEvent, space: int, occurs: Clauses, fluent: int | None = None
    ) -> Iterator[Rule]:
        view = self._spaces.views[space]
        for effect in event.effects:
            if not effect.chain and fluent in (None, effect.fluent):
                for rule in view.effect(effect, space):
                    yield from guarded(occurs, rule)

    def _perceived(
        self, event: GroundEvent, space: int, is_action: bool, index: int, fluent: int
    ) -> Iterator[Rule]:
        """Beliefs change when an act is seen (and surprises), when one is told, by triggers."""
        character = space - self._spaces.believed.start
        occurs = self._occurs(is_action, index)
        is_public = self._ground.fluents[fluent].is_public
        for effect in event.effects:
            if effect.fluent == fluent and (is_public or effect.chain == (character,)):
                for rule in self._spaces.views[MIND].effect(effect, space):
                    yield from guarded(occurs, rule)
        if not is_action:
            view = self._spaces.views[space]
            yield from self._own(event, space, view.clauses(event.precondition), fluent)
            return
        seen = product(occurs, self._spaces.views[MIND].clauses(event.observing[character]))
        yield from self._own(event, space, seen, fluent)
        for read, exact in self._spaces.repairs(index):
            if read.fluent != fluent:
                continue
            if exact is None:
                yield from self._copied(read.fluent, space, seen)
            else:
                gives = self._facts.bit(space, read.fluent, exact.value)
                yield from (Rule(clause, gives) for clause in seen)

    def _copied(self, fluent: int, space: int, seen: Clauses) -> Iterator[Rule]:
        """A surprised observer takes over the real value, or no longer knows."""
        facts = self._facts
        if facts.is_number(fluent):
            real = self._spaces.views[MIND].estimate(Read((), fluent))
            assert real is not None
            number = facts.number(space, fluent)
            changes = ((number, real), (number, _NOTHING))
            yield from (Rule(clause, 0, changes) for clause in seen)
            return
        every = facts.all(MIND, fluent)
        while every:
            bit = every & -every
            every ^= bit
            same = Rule(Clause(required=bit, facts=bit), bit << (space * facts.width))
            yield from guarded(seen, same)
        if facts.ground.fluents[fluent].kind != "boolean":
            gives = facts.bit(space, fluent, None)
            yield from (Rule(clause, gives) for clause in seen)

    def _gains_at_once(self, action: int, other: int) -> Clauses:
        """The act, or a trigger that it sets off, changes something that the other cares for."""
        wanted, beliefs = reads(self._ground.utilities[1 + other])
        if beliefs:
            return (FREE,)
        space = self._spaces.believed[other]
        view = self._spaces.views[space]
        event = self._ground.actions[self._ground.meant(action)]
        possible = view.clauses(event.precondition)
        rules = list(self._own(event, space, possible))
        for index in self._influence.triggers_after(self._ground.meant(action)):
            trigger = self._ground.triggers[index]
            rules += self._own(trigger, space, view.clauses(trigger.precondition))
        given, changed = 0, set()
        for rule in rules:
            given |= rule.gives
            changed |= {number for number, _ in rule.changes}
        cared = 0
        for fluent in wanted:
            cared |= self._facts.all(space, fluent)
        counted = {self._facts.number(space, fluent) for fluent in wanted}
        found: dict[Clause, None] = {}
        for rule in rules:
            if rule.gives & cared or any(number in counted for number, _ in rule.changes):
                for clause in product(possible, (_without(rule.clause, given, changed),)):
                    found[clause] = None
        return tuple(found) if len(found) <= MOST_CLAUSES else (FREE,)


_NOTHING = Estimated(lambda _, __: Range(inf, -inf, True))


def _without(clause: Clause, given: int, changed: set[int]) -> Clause:
    """What the clause needs besides the given facts and the changed numbers."""
    if clause.facts & given == 0 and clause.numbers.isdisjoint(changed):
        return clause
    choices = tuple(choice for choice in clause.choices if not choice & given)
    return Clause(clause.required & ~given, choices, (), clause.facts, clause.numbers)


def _repairs(condition: Condition) -> Iterator[_Repair]:
    match condition:
        case All(parts) | Any(parts):
            for part in parts:
                yield from _repairs(part)
        case Compare("==", Read((), _) as read, Const() as value, (only,)) if only == read:
            yield read, None if isinstance(value.value, float) else value
        case Compare(_, _, _, repaired):
            yield from ((read, None) for read in repaired if not read.chain)
        case Match(left, right, _):
            yield from ((read, None) for read in (left, right) if not read.chain)
