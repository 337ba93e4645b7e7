"""The states of a world, what acts make of them and when triggers come to rest: the definition.

Source: docs/semantics.md 3 to 5 (numbers in the comments below); SEMANTICS.md 2, 3, 4.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from dramaturge.ground.world import TRUE, Chain, Condition, GroundEvent, GroundWorld, Term, Value
from dramaturge.semantics.change import Change, Known, Rule
from dramaturge.semantics.evaluation import Evaluator
from dramaturge.semantics.initial import initial_state
from dramaturge.semantics.state import BOUND, Canon, State, TooManyStatesError, forget, reachable

MOST_FIRINGS = 1_000  # of triggers in one state before they count as never settling
MOST_ROUNDS = 100
MOST_MINDS = 5_000  # that are different, in one state
_NOTHING = GroundEvent("", "", (), TRUE, ())


class Dynamics:
    """The states of a ground world. All states it gives are canonical: same meaning, same object.

    unsettled: names of the events after which triggers never settled, with the triggers seen last.
    """

    def __init__(self, ground: GroundWorld) -> None:
        self.ground = ground
        self._evaluator = Evaluator()
        self._actions = [Rule(ground, event, self._evaluator) for event in ground.actions]
        self._triggers = [Rule(ground, event, self._evaluator) for event in ground.triggers]
        self._first = self._evaluator.first([t.precondition for t in ground.triggers])
        self._utilities = [self._evaluator.value(term) for term in ground.utilities]
        self._listings: dict[tuple[int, ...], Callable[[State], list[int]]] = {}
        self._worth: list[dict[State, float | None]] = [{} for _ in ground.utilities]
        self._canon = Canon()
        self._after: dict[tuple[State, int], State | None] = {}
        self._changes: Known = {}
        self._rounds: dict[State, tuple[State, int]] = {}
        self._fired: dict[State, State] = {}
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
        known = self._worth[agent]
        if state not in known:
            known[state] = self.worth(state, agent)
        return known[state]

    def worth(self, draft: State, agent: int) -> float | None:
        """The same of any draft, which is not kept."""
        value = self._utilities[agent](draft)
        return None if value is None or isinstance(value, str) else float(value)

    def possible(self, state: State, action: int) -> bool:
        """Whether the action's precondition holds (its triggers may still never settle)."""
        return self._actions[action].possible(state)

    def rule(self, action: int) -> Rule:
        """The action with its conditions and terms compiled."""
        return self._actions[action]

    def firing_among(self, triggers: tuple[int, ...]) -> Callable[[State], int]:
        """The function that gives the place among some triggers of the first that fires, or -1."""
        return self._evaluator.first([self.ground.triggers[at].precondition for at in triggers])

    def possible_among(self, actions: tuple[int, ...]) -> Callable[[State], list[int]]:
        """The function that gives those of the actions whose preconditions hold in a state, in
        the order given."""
        if actions not in self._listings:
            conditions = [self.ground.actions[action].precondition for action in actions]
            indices = self._evaluator.all(conditions)
            self._listings[actions] = lambda state: [actions[index] for index in indices(state)]
        return self._listings[actions]

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

    def after_all(self, state: State, actions: Iterable[int]) -> State | None:
        """The state after some actions in turn; None if one of them is impossible in its turn."""
        reached: State | None = state
        for action in actions:
            reached = None if reached is None else self.after(reached, action)
        return reached

    def improves(self, state: State, agent: int, actions: Iterable[int]) -> bool:
        """Whether some actions are possible in turn and raise the agent's utility (see 6.1)."""
        reached = self.after_all(state, actions)
        worth = self.utility(state, agent)
        gained = None if reached is None else self.utility(reached, agent)
        return worth is not None and gained is not None and gained > worth

    # The same in slow motion, for telling what came of what.

    def struck(self, state: State, action: int) -> State | None:
        """The state right after an action, before any trigger; None where `after` is None."""
        if self.after(state, action) is None:
            return None
        return self._changed(self._actions[action], state)

    def firings(self, state: State) -> tuple[tuple[GroundEvent, State], ...]:
        """The state's own triggers in the order in which they fire, each with the state that it
        leaves (5.1); for states that settle."""
        found = []
        while (trigger := self._first_trigger(state)) >= 0:
            rule = self._triggers[trigger]
            state = self._changed(rule, state)
            found.append((rule.event, state))
        return tuple(found)

    def round(self, state: State) -> State:
        """The state after one round of triggers (5.2); itself if none is left to fire."""
        return state if self._is_settled(state) else self._rounded(state)

    def forced(self, state: State, action: int) -> State | None:
        """The state after an action taken to have happened, possible or not: its effects by the
        rules of 4. None if the triggers never settle."""
        return self.after(state, action) or self._effected(state, action)

    def enlightened(
        self, mind: State, owner: int, facts: Mapping[tuple[Chain, int], Value]
    ) -> State | None:
        """The mind of one who is told some facts, each at the end of a chain (4.3), its triggers
        settled; None if they never settle."""
        change = Change(self, Rule(self.ground, _NOTHING, self._evaluator), {})
        for (chain, fluent), value in facts.items():
            mind = change.assigned(mind, owner, chain, fluent, value)
        return self._settle(self._canon.state(mind), "a thought")

    def _successor(self, state: State, action: int) -> State | None:
        return self._effected(state, action) if self._actions[action].possible(state) else None

    def _effected(self, state: State, action: int) -> State | None:
        rule = self._actions[action]
        try:
            changed = self._changed(rule, state)
        except (TooManyStatesError, RecursionError):
            self.unsettled[rule.event.name] = ()
            return None
        return self._settle(changed, rule.event.name)

    def _changed(self, rule: Rule, state: State) -> State:
        """The state right after the event; raises TooManyStatesError."""
        for known in (self._changes, {}):
            change = Change(self, rule, known)
            root = change.root(state)
            states = self._canon.states(root)
            size = len(states) + change.spared
            if size <= BOUND or not change.spared:
                break
        for key, draft in change.made.items():
            subject = key[0] if isinstance(key[0], State) else key[1]
            if draft in states and isinstance(subject, State) and subject.is_canonical:
                self._changes[key] = (states[draft], size)
        after = states.get(root, root)
        forget(states)
        forget(change.made.values())
        return after

    # Triggers (5).

    def _settle(self, state: State, cause: str) -> State | None:
        """The state with no trigger left to fire in it or in any mind; None if there is none."""
        self._last_fired.clear()
        try:
            for _ in range(MOST_ROUNDS):
                if self._is_settled(state):
                    break
                state = self._rounded(state)
            if self._is_settled(state):
                if len(reachable([state], most=MOST_MINDS)) <= MOST_MINDS:
                    return state
                self._last_fired.clear()  # they are not to blame
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

    def _rounded(self, state: State) -> State:
        """The state after one round; raises TooManyStatesError."""
        for known in (self._rounds, {}):
            made: dict[State, State] = {}
            spared: dict[State, int] = {}
            root = self._round(state, made, spared, known)
            states = self._canon.states(root)
            size = len(states) + sum(spared.values())
            if size <= BOUND or not spared:
                break
        for before, draft in made.items():
            if draft in states:
                self._rounds[before] = (states[draft], size)
        after = states.get(root, root)
        forget(states)
        return after

    def _round(
        self,
        state: State,
        made: dict[State, State],
        spared: dict[State, int],
        known: dict[State, tuple[State, int]],
    ) -> State:
        """One round: the world first, to its fixpoint; then each mind, inwards (5.2).

        made: the drafts, by the state before; spared: what it took to make those that are known.
        """
        if state in self._settled:
            return state
        found = made.get(state)
        if found is None:
            if state in known:
                found, spared[state] = known[state]
                return found
            world = self._fire_all(state)
            found = made[state] = State(
                world.values,
                len(self.ground.characters),
                lambda c: self._round(world.believed(c), made, spared, known),
            )
        return found

    def _fire_all(self, state: State) -> State:
        """The state after its own triggers, first in the text first, until none holds (5.1)."""
        if state in self._fired:
            return self._fired[state]
        world = state
        for fired in range(MOST_FIRINGS + 1):
            trigger = self._first_trigger(world)
            if trigger < 0:
                self._fired[state] = world
                return world
            if fired == MOST_FIRINGS:
                break
            rule = self._triggers[trigger]
            self._last_fired.append(rule.event.name)
            world = self._changed(rule, world)
        raise TooManyStatesError
