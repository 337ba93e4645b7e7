"""What an event does to a state and to every mind in it: the definition the kernel must match.

Source: docs/semantics.md 3 to 5 (numbers in the comments below); SEMANTICS.md 2, 3, 4.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from dramaturge.ground.world import (
    TRUE,
    All,
    Any,
    Chain,
    Compare,
    Condition,
    GroundEvent,
    GroundWorld,
    Match,
    Read,
    Term,
    Value,
)
from dramaturge.semantics.evaluation import Evaluator, Test, Valuer
from dramaturge.semantics.initial import initial_state
from dramaturge.semantics.state import Canon, Mind, State, TooManyStatesError, Values, reachable

MOST_FIRINGS = 1_000  # of triggers in one state before they count as never settling
MOST_ROUNDS = 100
NOBODY = -1  # as the owner of a mind: no character knows of the change
_NOTHING = GroundEvent("", "", (), TRUE, ())


class _Rule:
    """An event with its conditions and terms compiled; what happens in it only when it does."""

    def __init__(self, event: GroundEvent, evaluator: Evaluator) -> None:
        self.event = event
        self.surprised: dict[tuple[State, State, int], State] = {}  # known results of _surprised
        self._evaluator = evaluator

    @cached_property
    def possible(self) -> Test:
        """Whether it can happen in a state."""
        return self._evaluator.test(self.event.precondition)

    @cached_property
    def expected(self) -> Test:
        """Whether one who sees it happen need not be surprised (8.3)."""
        return self._evaluator.test(self.event.shown)

    @cached_property
    def observing(self) -> tuple[Test, ...]:
        """Who sees it."""
        return tuple(self._evaluator.test(condition) for condition in self.event.observing)

    @cached_property
    def effects(self) -> tuple[tuple[Chain, int, Valuer, Test], ...]:
        """Whose belief in what becomes which value, and where."""
        test, value = self._evaluator.test, self._evaluator.value
        return tuple(
            (e.chain, e.fluent, value(e.value), test(e.condition)) for e in self.event.effects
        )


class Dynamics:
    """The states of a ground world. All states it gives are canonical: same meaning, same object.

    unsettled: names of the events after which triggers never settled, with the triggers seen last.
    """

    def __init__(self, ground: GroundWorld) -> None:
        self.ground = ground
        self._evaluator = Evaluator()
        self._actions = [_Rule(event, self._evaluator) for event in ground.actions]
        self._triggers = [_Rule(event, self._evaluator) for event in ground.triggers]
        self._first = self._evaluator.first([t.precondition for t in ground.triggers])
        self._utilities = [self._evaluator.value(term) for term in ground.utilities]
        self._canon = Canon()
        self._after: dict[tuple[State, int], State | None] = {}
        self._rounds: dict[State, State] = {}
        self._next: dict[State, int] = {}  # the first trigger to fire, or -1
        self._settled: set[State] = set()
        self.unsettled: dict[str, tuple[str, ...]] = {}
        self._last_fired: list[str] = []
        self._initial: State | None = None

    # What can be asked of a state.

    def holds(self, condition: Condition, state: State) -> bool:
        return self._evaluator.test(condition)(state)

    def value(self, term: Term, state: State) -> Value:
        return self._evaluator.value(term)(state)

    def utility(self, state: State, agent: int) -> float | None:
        """How well the agent fares: 0 is the author, 1 + c character c; None: unknown."""
        value = self._utilities[agent](state)
        return float(value) if value is not None and not isinstance(value, str) else None

    def possible(self, state: State, action: int) -> bool:
        """Whether the action's precondition holds (its triggers may still never settle)."""
        return self._actions[action].possible(state)

    def canonical(self, draft: State) -> State:
        """The one state that means the same."""
        return self._canon.state(draft)

    @property
    def state_count(self) -> int:
        """How many different states were met so far, minds included."""
        return self._canon.count

    @property
    def initial(self) -> State | None:
        """The first state, its triggers settled; None if they never settle (3.2, 5)."""
        if self._initial is None:
            start = initial_state(self.ground)
            self._initial = self._settle(self._canon.state(start), "the initial state")
        return self._initial

    def after(self, state: State, action: int) -> State | None:
        """The state after an action and its triggers (4); None if it is impossible, or if the
        triggers never settle."""
        key = (state, action)
        if key not in self._after:
            self._after[key] = self._successor(state, action)
        return self._after[key]

    # The same in slow motion, for telling what came of what.

    def struck(self, state: State, action: int) -> State | None:
        """The state right after an action, before any trigger; None where `after` is None."""
        if self.after(state, action) is None:
            return None
        return self._canon.state(_Change(self, self._actions[action]).root(state))

    def firings(self, state: State) -> tuple[tuple[GroundEvent, State], ...]:
        """The state's own triggers in the order in which they fire, each with the state that it
        leaves (5.1); for states that settle."""
        found = []
        while (trigger := self._first_trigger(state)) >= 0:
            rule = self._triggers[trigger]
            state = self._canon.state(_Change(self, rule).root(state))
            found.append((rule.event, state))
        return tuple(found)

    def round(self, state: State) -> State:
        """The state after one round of triggers (5.2); itself if none is left to fire."""
        return state if self._is_settled(state) else self._canon.state(self._round(state, {}))

    def forced(self, state: State, action: int) -> State | None:
        """The state after an action taken to have happened, possible or not: its effects by the
        rules of 4. None if the triggers never settle."""
        return self.after(state, action) or self._effected(state, action)

    def enlightened(
        self, mind: State, owner: int, facts: Mapping[tuple[Chain, int], Value]
    ) -> State | None:
        """The mind of one who is told some facts, each at the end of a chain (4.3), its triggers
        settled; None if they never settle."""
        change = _Change(self, _Rule(_NOTHING, self._evaluator))
        for (chain, fluent), value in facts.items():
            mind = change.assigned(mind, owner, chain, fluent, value)
        return self._settle(self._canon.state(mind), "a thought")

    def _successor(self, state: State, action: int) -> State | None:
        return self._effected(state, action) if self._actions[action].possible(state) else None

    def _effected(self, state: State, action: int) -> State | None:
        rule = self._actions[action]
        try:
            changed = self._canon.state(_Change(self, rule).root(state))
        except (TooManyStatesError, RecursionError):
            self.unsettled[rule.event.name] = ()
            return None
        return self._settle(changed, rule.event.name)

    # Triggers (5).

    def _settle(self, state: State, cause: str) -> State | None:
        """The state with no trigger left to fire in it or in any mind; None if there is none."""
        self._last_fired.clear()
        try:
            for _ in range(MOST_ROUNDS):
                if self._is_settled(state):
                    return state
                state = self._canon.state(self._round(state, {}))
            if self._is_settled(state):
                return state
        except (TooManyStatesError, RecursionError):
            pass
        self.unsettled[cause] = tuple(dict.fromkeys(self._last_fired[-8:]))
        return None

    def _is_settled(self, state: State) -> bool:
        minds = reachable([state], self._settled)
        if any(self._first_trigger(mind) >= 0 for mind in minds):
            return False
        self._settled.update(minds)
        return True

    def _first_trigger(self, state: State) -> int:
        """The first trigger in the text that fires in the state itself, or -1."""
        if state not in self._next:
            self._next[state] = self._first(state)
        return self._next[state]

    def _round(self, state: State, done: dict[State, State]) -> State:
        """One round: the world first, to its fixpoint; then each mind, inwards (5.2)."""
        if state in self._settled:
            return state
        if state not in done:
            world = self._fire_all(state)
            done[state] = State(
                world.values,
                len(self.ground.characters),
                lambda c: self._round(world.believed(c), done),
            )
        return done[state]

    def _fire_all(self, state: State) -> State:
        """The state after its own triggers, first in the text first, until none holds (5.1)."""
        if state in self._rounds:
            return self._rounds[state]
        world = state
        for fired in range(MOST_FIRINGS + 1):
            trigger = self._first_trigger(world)
            if trigger < 0:
                self._rounds[state] = world
                return world
            if fired == MOST_FIRINGS:
                break
            rule = self._triggers[trigger]
            self._last_fired.append(rule.event.name)
            world = self._canon.state(_Change(self, rule).root(world))
        raise TooManyStatesError


class _Change:
    """One event applied to a state and, inwards, to every mind that perceives it (4)."""

    def __init__(self, dynamics: Dynamics, rule: _Rule) -> None:
        self._dynamics = dynamics
        self._rule = rule
        self._ground = dynamics.ground
        self._public: dict[int, Value] = {}  # what the event gives to everybody
        # All keep the construction finite where beliefs are cyclic.
        self._done: dict[State, State] = {}
        self._told: dict[State, State] = {}
        self._set: dict[tuple[State, int, Chain, int, Value], State] = {}

    def root(self, state: State) -> State:
        """The state after the event, if it happens there and not only in a mind there."""
        for chain, fluent, value, applies in self._rule.effects:
            if self._ground.fluents[fluent].is_public and not chain and applies(state):
                self._public[fluent] = value(state)
        return self._after(state)

    def _after(self, state: State) -> State:
        """All effects read the state before; of two that apply the later wins (4.1). What is
        public becomes in every mind what it becomes where the event happens (9.2)."""
        if state not in self._done:
            values = list(state.values)
            for chain, fluent, value, applies in self._rule.effects:
                is_public = self._ground.fluents[fluent].is_public
                if not chain and not is_public and applies(state):
                    values[fluent] = value(state)
            self._done[state] = self._draft(self._published(values), lambda c: self._mind(state, c))
        return self._done[state]

    def _published(self, values: Sequence[Value]) -> Values:
        """The values with the new public ones among them."""
        if not self._public:
            return tuple(values)
        return tuple(self._public.get(fluent, value) for fluent, value in enumerate(values))

    def _mind(self, state: State, character: int) -> State:
        """What the character believes afterwards (4.2): perceived first, told afterwards."""
        mind = state.believed(character)
        if self._rule.observing and self._rule.observing[character](state):
            # Canonical, so that minds repaired alike are one, and the construction stays finite.
            key = (state, mind, character)
            surprised = self._rule.surprised.get(key)
            if surprised is None:
                surprised = self._dynamics.canonical(self._surprised(*key))
                self._rule.surprised[key] = surprised
            mind = self._after(surprised)
        elif self._public:
            mind = self._untold(mind)
        told: dict[tuple[Chain, int], Value] = {}
        for chain, fluent, value, applies in self._rule.effects:
            if chain and chain[0] == character and applies(state):
                told.pop((chain[1:], fluent), None)  # of two that apply the later counts, alone
                told[chain[1:], fluent] = value(state)
        for (inwards, fluent), news in told.items():
            mind = self.assigned(mind, character, inwards, fluent, news)
        return mind

    def _untold(self, mind: State) -> State:
        """The mind of one who noticed nothing but what is public."""
        if mind not in self._told:
            values = self._published(mind.values)
            self._told[mind] = self._draft(values, lambda c: self._untold(mind.believed(c)))
        return self._told[mind]

    def assigned(self, mind: State, owner: int, chain: Chain, fluent: int, value: Value) -> State:
        """The mind with one value set at the end of a chain (4.3). Its owner knows of the change,
        nobody else in it does. Whether there is a change is asked as late as possible: it may
        depend on minds that are still being told."""
        if not chain and mind.values[fluent] == value:
            return mind
        key = (mind, owner, chain, fluent, value)
        if key not in self._set:
            values = mind.values
            if not chain:
                values = (*values[:fluent], value, *values[fluent + 1 :])

            def believe(c: int) -> State:
                inner = mind.believed(c)
                if chain and c == chain[0]:
                    return self.assigned(inner, c, chain[1:], fluent, value)
                if c == owner and not (chain and _read(mind, chain, fluent) == value):
                    return self.assigned(inner, c, chain, fluent, value)
                return inner

            self._set[key] = self._draft(values, believe)
        return self._set[key]

    def _surprised(self, state: State, mind: State, owner: int) -> State:
        """The mind of one who sees happen what they thought impossible (4.4)."""
        if self._rule.expected(mind) or not self._rule.expected(state):
            return mind  # in a repaired mind that still thinks it impossible, no clause is true
        for leaf in _true_leaves(self._rule.event.shown, state, self._dynamics):
            if isinstance(leaf, Match):
                mind = self._repair_match(leaf, state, mind, owner)
                continue
            for read in leaf.repaired:
                if not self._dynamics.holds(leaf, mind):
                    mind = self._corrected(read, state, mind, owner, leaf.operator == "==")
        return mind

    def _repair_match(self, leaf: Match, state: State, mind: State, owner: int) -> State:
        left, right = leaf.left, leaf.right
        value = self._dynamics.value
        mind = self._corrected(left, state, mind, owner, True)
        if leaf.equal:
            return self._corrected(right, state, mind, owner, True)
        if value(right, mind) == value(left, state):
            return self._corrected(right, state, mind, owner, False)
        return mind

    def _corrected(self, read: Read, state: State, mind: State, owner: int, exactly: bool) -> State:
        """The mind with the real value, if that is seen exactly or is a truth value, which its
        owner then knows to have learnt; otherwise with unknown, which nobody is aware of."""
        if exactly or self._ground.fluents[read.fluent].kind == "boolean":
            value = self._dynamics.value(read, state)
            return self.assigned(mind, owner, read.chain, read.fluent, value)
        return self.assigned(mind, NOBODY, read.chain, read.fluent, None)

    def _draft(self, values: Values, believe: Mind) -> State:
        return State(values, len(self._ground.characters), believe)


def _read(state: State, chain: Chain, fluent: int) -> Value:
    for character in chain:
        state = state.believed(character)
    return state.values[fluent]


def _true_leaves(
    condition: Condition, state: State, dynamics: Dynamics
) -> Iterator[Compare | Match]:
    """The leaves of every clause that is true in the state, in textual order."""
    match condition:
        case All(parts):
            for part in parts:
                yield from _true_leaves(part, state, dynamics)
        case Any(parts):
            for part in parts:
                if dynamics.holds(part, state):
                    yield from _true_leaves(part, state, dynamics)
        case Compare() | Match():
            yield condition
