"""How many acts a character needs at least to be better off: a bound that prunes the search.

`Relaxed.steps` never overestimates: it lets all acts of one round happen at once and never takes
anything away. Source: Bonet & Geffner 2001 (h_max); PLANNER.md 3 "hmax per target".
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

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
from dramaturge.plan.relaxed_rules import (
    ANYTHING,
    UNLISTED,
    Estimated,
    Facts,
    Numbers,
    Range,
    Rule,
)
from dramaturge.semantics import State

NEVER = 1_000_000  # more steps than any limit


class Relaxed:
    """The bound for one character.

    actions: those that may occur in a plan of the character's. The bound holds for plans of up to
    `limit` acts; beyond it is NEVER.
    """

    def __init__(
        self, ground: GroundWorld, facts: Facts, agent: int, actions: Sequence[int], limit: int
    ) -> None:
        self._limit = limit
        self._utility = facts.estimate(ground.utilities[agent]) or Estimated(lambda _, __: ANYTHING)
        acts = [rule for i in actions for rule in facts.rules(i, ground.actions[i])]
        fires = [rule for i, event in enumerate(ground.triggers) for rule in facts.rules(i, event)]
        facts_read, numbers_read = self._relevant(acts + fires)
        self._acts = _kept(acts, facts_read, numbers_read)
        self._fires = _kept(fires, facts_read, numbers_read)
        self._bits = [
            (
                fluent,
                {value: facts.bit(fluent, value) & facts_read for value in facts.values(fluent)},
                facts.bit(fluent, UNLISTED) & facts_read,
            )
            for fluent, mask in enumerate(facts.all)
            if mask & facts_read
        ]
        self._numbers = sorted(numbers_read)
        self._profiles: dict[tuple[object, ...], tuple[float, ...]] = {}

    def steps(self, state: State, threshold: float) -> int:
        """A lower bound on the acts that lead from the state to a utility above the threshold."""
        values = state.values
        reached = 0
        for fluent, bits, unlisted in self._bits:
            reached |= bits.get(values[fluent], unlisted)
        key = (reached, *[values[f] for f in self._numbers])
        profile = self._profiles.get(key)
        if profile is None:
            profile = self._profiles[key] = self._profile(reached, state)
        for step, best in enumerate(profile):
            if best > threshold:
                return step
        return NEVER

    def _relevant(self, rules: Sequence[Rule]) -> tuple[int, frozenset[int]]:
        """The facts and numbers on which the utility depends, backwards over the rules."""
        facts, numbers = self._utility.facts, self._utility.numbers
        waiting = list(rules)
        while True:
            later = []
            for rule in waiting:
                changed = [change for change in rule.changes if change[0] in numbers]
                if not (rule.gives & facts or changed):
                    later.append(rule)
                    continue
                facts |= rule.clause.facts
                numbers |= rule.clause.numbers
                for _, _, read, inner in rule.changes:
                    facts, numbers = facts | inner, numbers | read
            if len(later) == len(waiting):
                return facts, numbers
            waiting = later

    def _profile(self, reached: int, state: State) -> tuple[float, ...]:
        """The best utility that may be reached after 0, 1, 2, … acts."""
        numbers = {f: _range(state.values[f]) for f in self._numbers}
        acts, fires = list(self._acts), list(self._fires)
        reached, fires = _settle(reached, numbers, fires)
        found = [self._best(reached, numbers)]
        for _ in range(self._limit):
            before, known = reached, dict(numbers)
            waiting: list[Rule] = []
            ready: list[Rule] = []
            for rule in acts:
                (ready if rule.clause.holds(before, numbers) else waiting).append(rule)
            for rule in ready:
                reached |= rule.gives
                for fluent, estimate, _, _ in rule.changes:
                    numbers[fluent] = numbers[fluent].with_(estimate(before, known))
                if rule.changes:
                    waiting.append(rule)
            reached, fires = _settle(reached, numbers, fires)
            if reached == before and numbers == known:
                break
            acts = waiting
            found.append(self._best(reached, numbers))
        return tuple(found)

    def _best(self, reached: int, numbers: Numbers) -> float:
        return self._utility.estimate(reached, numbers).high


def _settle(reached: int, numbers: Numbers, fires: list[Rule]) -> tuple[int, list[Rule]]:
    """Triggers cost nothing; a number that one of them moves may move on without end."""
    while True:
        before, waiting, moved = reached, [], False
        for rule in fires:
            if not rule.clause.holds(reached, numbers):
                waiting.append(rule)
                continue
            reached |= rule.gives
            for fluent, estimate, _, _ in rule.changes:
                old, new = numbers[fluent], estimate(reached, numbers)
                low = -inf if new.low < old.low else old.low
                high = inf if new.high > old.high else old.high
                wide = Range(low, high, old.unknown or new.unknown)
                if wide != old:
                    numbers[fluent], moved = wide, True
            if rule.changes:
                waiting.append(rule)
        fires = waiting
        if reached == before and not moved:
            return reached, fires


def _range(value: object) -> Range:
    if isinstance(value, float):
        return Range(value, value, False)
    return Range(inf, -inf, True)


def _kept(rules: Sequence[Rule], facts: int, numbers: frozenset[int]) -> list[Rule]:
    """Only what matters of the rules, equal ones merged."""
    merged: dict[tuple[object, ...], Rule] = {}
    for rule in rules:
        changes = tuple(change for change in rule.changes if change[0] in numbers)
        gives = rule.gives & facts
        if not (gives or changes):
            continue
        key = (rule.clause, changes)
        known = merged.get(key)
        merged[key] = Rule(
            rule.event, rule.clause, gives | (known.gives if known is not None else 0), changes
        )
    return list(merged.values())


class Influence:
    """Which actions can change how an agent fares at once: themselves, or by triggers they set off.

    Anything read from a belief may change with any action.
    """

    def __init__(self, ground: GroundWorld) -> None:
        self._ground = ground
        self._triggers = [(_reads(t.precondition), _writes(t)) for t in ground.triggers]
        self._changed: dict[int, frozenset[int]] = {}

    def may_move(self, action: int, agent: int) -> bool:
        """Whether the utility of the agent (1 + character) may differ right after the action."""
        fluents, beliefs = _reads(self._ground.utilities[agent])
        return beliefs or bool(fluents & self._changes(action))

    def _changes(self, action: int) -> frozenset[int]:
        if action not in self._changed:
            changed = set(_writes(self._ground.actions[action]))
            size = -1
            while size != len(changed):
                size = len(changed)
                for (fluents, beliefs), writes in self._triggers:
                    if beliefs or fluents & changed:
                        changed |= writes
            self._changed[action] = frozenset(changed)
        return self._changed[action]


def _writes(event: GroundEvent) -> frozenset[int]:
    return frozenset(effect.fluent for effect in event.effects if not effect.chain)


def _reads(tree: Condition | Term) -> tuple[frozenset[int], bool]:
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
    found = [_reads(part) for part in inner]
    return frozenset().union(*(fluents for fluents, _ in found)), any(b for _, b in found)
