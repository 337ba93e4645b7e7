"""How many acts a character needs at least to be better off: a bound that prunes the search.

`Relaxed.steps` never overestimates: it lets all acts of one round happen at once and never takes
anything away. Source: Bonet & Geffner 2001 (h_max); PLANNER.md 3 "hmax per target".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf

from dramaturge.ground.world import Value
from dramaturge.plan.relaxed_events import MIND, Caused, Events, Spaces
from dramaturge.plan.relaxed_rules import UNBOUNDED, UNLISTED, Estimated, Numbers, Range, Rule
from dramaturge.semantics import State

NEVER = 1_000_000  # more steps than any limit
FAR = 100  # steps that are looked at where there is no limit

# A fluent of a space: the fact that each value stands for, and the fact of any other value.
_Reading = tuple[int, dict[Value, int], int]
Counts = tuple[tuple[int, Range], ...]  # numbers with what they may be
Groups = list[tuple[int, list[Rule]]]  # rules by the facts that they require


class Work:
    """How many rules bounds have looked at: what they cost, whatever the clock says."""

    __slots__ = ("looks",)

    def __init__(self) -> None:
        self.looks = 0


class Relaxed:
    """The bound for plans of up to `limit` acts of one character; beyond it is NEVER.

    With events it minds who would join in, which is dear; with a plain list of actions it does
    not.
    """

    def __init__(
        self,
        spaces: Spaces,
        events: Events | Sequence[int],
        character: int,
        limit: int,
        work: Work,
    ) -> None:
        self._spaces = spaces
        self._limit = limit
        self._work = work
        is_plain = not isinstance(events, Events)
        view = spaces.plain if is_plain else spaces.views[MIND]
        utility = spaces.facts.ground.utilities[1 + character]
        self._utility = view.estimate(utility) or UNBOUNDED
        needed = _Needed(self._utility)
        if isinstance(events, Events):
            needed.gather(spaces, events)
        else:
            needed.take_all(spaces.plain_rules(events))
        acts = [rule for rules in needed.acts.values() for rule in rules]
        self._acts = _grouped(_kept(acts, needed))
        self._free = _grouped(_kept(needed.free, needed))
        self._needed = needed
        self._by_act: dict[int, list[Rule]] = {}
        self._readings = [
            (space, self._reading(space, needed), self._counting(space, needed))
            for space in spaces.all
        ]
        self._readings = [entry for entry in self._readings if entry[1] or entry[2]]
        self._growths: dict[tuple[int, Counts], _Growth] = {}
        self._begun: dict[State, tuple[int, Counts, _Growth]] = {}

    def _reading(self, space: int, needed: _Needed) -> list[_Reading]:
        facts = self._spaces.facts
        return [
            (
                fluent,
                {v: facts.bit(space, fluent, v) & needed.facts for v in facts.values(fluent)},
                facts.bit(space, fluent, UNLISTED) & needed.facts,
            )
            for fluent in facts.fluents(space, needed.facts, frozenset())
        ]

    def _counting(self, space: int, needed: _Needed) -> list[tuple[int, int]]:
        facts = self._spaces.facts
        return [
            (fluent, facts.number(space, fluent))
            for fluent in facts.fluents(space, 0, needed.numbers)
        ]

    def steps(self, state: State, threshold: float) -> int:
        """A lower bound on the acts that lead from the state to a utility above the threshold."""
        return self._start(state)[2].steps(threshold, self._limit)

    def is_ever(self, state: State, threshold: float) -> bool:
        """Whether any number of acts might lead there, beyond the limit, too."""
        return self._start(state)[2].is_ever(threshold)

    def is_within(self, state: State, threshold: float, most: int) -> bool:
        """Whether so few acts might lead there: cheaper than how many at least."""
        return self._start(state)[2].steps(threshold, min(most, self._limit)) <= most

    def is_within_after(self, state: State, action: int, threshold: float, most: int) -> bool:
        """Whether so few acts might lead there from what comes of a possible action, which is one
        that the bound was made with. Cheaper than to see what does."""
        reached, counts, growth = self._start(state)
        numbers = dict(counts)
        changed = dict(numbers)
        gives = 0
        for rule in self._rules_of(action):
            if rule.required & ~reached or (rule.changes == () and not rule.gives & ~reached):
                continue
            if rule.clause.holds(reached, numbers):
                gives |= rule.gives
                for number, term in rule.changes:
                    changed[number] = changed[number].with_(term.estimate(reached, numbers))
        if gives & ~reached or changed != numbers:
            growth = self._growth(reached | gives, tuple(changed.items()))
        return growth.steps(threshold, min(most, self._limit)) <= most

    def _rules_of(self, action: int) -> list[Rule]:
        if action not in self._by_act:
            rules = self._needed.acts.get(action, ())
            self._by_act[action] = _kept(rules, self._needed)
        return self._by_act[action]

    def _start(self, state: State) -> tuple[int, Counts, _Growth]:
        """The facts and numbers of a state, and what grows from them."""
        found = self._begun.get(state)
        if found is None:
            reached, counts = self._read(state)
            found = self._begun[state] = (reached, counts, self._growth(reached, counts))
        return found

    def _read(self, state: State) -> tuple[int, Counts]:
        reached = 0
        counts: list[tuple[int, Range]] = []
        for space, readings, numbers in self._readings:
            values = self._mind(state, space).values
            for fluent, bits, unlisted in readings:
                reached |= bits.get(values[fluent], unlisted)
            for fluent, number in numbers:
                counts.append((number, _range(values[fluent])))
        return reached, tuple(counts)

    def _growth(self, reached: int, counts: Counts) -> _Growth:
        growth = self._growths.get((reached, counts))
        if growth is None:
            growth = _Growth(
                self._utility, self._acts, self._free, reached, dict(counts), self._work
            )
            self._growths[reached, counts] = growth
        return growth

    def _mind(self, state: State, space: int) -> State:
        """The state whose values a space begins with."""
        if space == MIND:
            return state
        return state.believed(space - self._spaces.believed.start)


class _Growth:
    """What is reached from one state, act by act, as far as it was asked for."""

    __slots__ = ("_acts", "_best", "_free", "_is_over", "_numbers", "_reached", "_utility", "_work")

    def __init__(
        self,
        utility: Estimated,
        acts: Groups,
        free: Groups,
        reached: int,
        numbers: Numbers,
        work: Work,
    ) -> None:
        self._utility, self._acts, self._numbers, self._work = utility, acts, numbers, work
        self._reached, self._free = _settle(reached, numbers, free, work)
        self._best = [utility.estimate(self._reached, numbers).high]
        self._is_over = False

    def steps(self, threshold: float, limit: int) -> int:
        """The fewest acts, up to the limit, after which the utility may exceed the threshold."""
        for step in range(limit + 1):
            if step == len(self._best):
                self._grow()
                if self._is_over:
                    return NEVER
            if self._best[step] > threshold:
                return step
        return NEVER

    def is_ever(self, threshold: float) -> bool:
        """Whether the utility may ever exceed the threshold; where numbers still grow after very
        many acts, it is taken to."""
        return self.steps(threshold, FAR) < NEVER or not self._is_over

    def _grow(self) -> None:
        """One act more: the best utility that may be reached then, unless nothing changes."""
        if self._is_over:
            return
        before, numbers, known = self._reached, self._numbers, dict(self._numbers)
        reached = before
        ready, waiting = _split(self._acts, before, known, self._work)
        for rule in ready:
            reached |= rule.gives
            for number, term in rule.changes:
                numbers[number] = numbers[number].with_(term.estimate(before, known))
        self._acts = _again(ready, waiting)
        self._reached, self._free = _settle(reached, numbers, self._free, self._work)
        if self._reached == before and numbers == known:
            self._is_over, self._acts, self._free = True, [], []
        else:
            self._best.append(self._utility.estimate(self._reached, numbers).high)


class _Needed:
    """The rules on which a utility depends, backwards, and all the facts and numbers they read."""

    def __init__(self, utility: Estimated) -> None:
        self.facts, self.numbers = utility.facts, utility.numbers
        self.acts: dict[int, list[Rule]] = {}  # by action
        self.free: list[Rule] = []

    def gather(self, spaces: Spaces, events: Events) -> None:
        """Takes the rules of all events that may change anything needed."""
        met: set[tuple[int, int]] = set()
        waiting: list[Caused] = []
        size = -1
        while size != len(met):
            size = len(met)
            for space in spaces.all:
                for fluent in spaces.facts.fluents(space, self.facts, self.numbers):
                    if (space, fluent) not in met:
                        met.add((space, fluent))
                        waiting.extend(events.changing(space, fluent))
            waiting = self.take_all(waiting)

    def take_all(self, rules: Iterable[Caused]) -> list[Caused]:
        """Takes the rules that matter; what is left does not, so far."""
        waiting = list(rules)
        while True:
            left = [entry for entry in waiting if not self._take(*entry)]
            if len(left) == len(waiting):
                return left
            waiting = left

    def _take(self, act: int | None, rule: Rule) -> bool:
        if not (rule.gives & self.facts or any(n in self.numbers for n, _ in rule.changes)):
            return False
        (self.free if act is None else self.acts.setdefault(act, [])).append(rule)
        self.facts |= rule.clause.facts
        self.numbers |= rule.clause.numbers
        for _, term in rule.changes:
            self.facts, self.numbers = self.facts | term.facts, self.numbers | term.numbers
        return True


def _settle(reached: int, numbers: Numbers, free: Groups, work: Work) -> tuple[int, Groups]:
    """Triggers cost nothing; a number that one of them moves may move on without end."""
    while True:
        before, moved = reached, False
        ready, free = _split(free, reached, numbers, work)
        for rule in ready:
            reached |= rule.gives
            for number, term in rule.changes:
                old, new = numbers[number], term.estimate(reached, numbers)
                low = -inf if new.low < old.low else old.low
                high = inf if new.high > old.high else old.high
                wide = Range(low, high, old.unknown or new.unknown)
                if wide != old:
                    numbers[number], moved = wide, True
        free = _again(ready, free)
        if reached == before and not moved:
            return reached, free


def _split(groups: Groups, reached: int, numbers: Numbers, work: Work) -> tuple[list[Rule], Groups]:
    """The rules that fire and those that do not yet, without those that give nothing new any more.
    Most of the time of a bound goes here, so rules that require the same are refused at once."""
    missing = ~reached
    ready, waiting = list[Rule](), Groups()
    work.looks += len(groups)
    for group in groups:
        required, rules = group
        if required & missing:
            waiting.append(group)
            continue
        left = list[Rule]()
        work.looks += len(rules)
        for rule in rules:
            if rule.gives & missing or rule.changes:
                (ready if rule.clause.holds(reached, numbers) else left).append(rule)
        if left:
            waiting.append((required, left))
    return ready, waiting


def _again(ready: list[Rule], waiting: Groups) -> Groups:
    """What is left to fire: rules that change numbers may go on doing it."""
    changing = [rule for rule in ready if rule.changes]
    return [*waiting, (0, changing)] if changing else waiting


def _grouped(rules: Sequence[Rule]) -> Groups:
    groups: dict[int, list[Rule]] = {}
    for rule in rules:
        groups.setdefault(rule.required, []).append(rule)
    return list(groups.items())


def _range(value: Value) -> Range:
    return Range(value, value, False) if isinstance(value, float) else Range(inf, -inf, True)


def _kept(rules: Sequence[Rule], needed: _Needed) -> list[Rule]:
    """Only what matters of the rules, those under one clause merged."""
    merged: dict[tuple[int, tuple[int, ...], tuple[object, ...]], Rule] = {}
    counting: list[Rule] = []
    for rule in rules:
        changes = tuple(change for change in rule.changes if change[0] in needed.numbers)
        gives = rule.gives & needed.facts
        if changes:
            counting.append(Rule(rule.clause, gives, changes))
            continue
        key = (rule.clause.required, rule.clause.choices, rule.clause.checks)
        known = merged.get(key)
        merged[key] = Rule(rule.clause, gives | (known.gives if known is not None else 0))
    return [*merged.values(), *counting]
