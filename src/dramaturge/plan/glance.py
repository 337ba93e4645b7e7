"""What an act does at once to what somebody wants, seen without the minds of what follows.

Most acts that could end a plan bring nothing. A utility rests on few fluents, few beliefs and few
triggers; where an act leaves those beliefs alone and sets off none of those triggers, the values
after it tell the utility exactly, for a tenth of what the state after it costs.
Source: docs/semantics.md 4, 5, 9.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

from dramaturge.ground.walk import reads
from dramaturge.ground.world import Condition, GroundEvent, Term, Value
from dramaturge.plan.influence import Spread
from dramaturge.semantics import Dynamics, State
from dramaturge.semantics.change import Effect, Rule


@dataclass(frozen=True, slots=True)
class _Act:
    """An action as far as it bears on the utility. own: effects on fluents looked at. Beliefs
    looked at may change where one of `seen` sees it, or is surprised by it if they are one of
    `startled`, or one of the effects `told` applies. calm: minds with nobody in them surprised."""

    rule: Rule
    own: tuple[Effect, ...]
    seen: tuple[int, ...]
    startled: tuple[int, ...]
    told: tuple[Effect, ...]
    calm: dict[State, bool]

    def is_noticed(self, state: State) -> bool:
        """Whether beliefs looked at may change by what is seen."""
        observers = self.rule.observers(state)
        if not observers:
            return False
        for character in self.seen:
            if observers[character]:
                return True
        for character in self.startled:
            if observers[character] and not self._is_calm(state.believed(character)):
                return True
        return False

    def _is_calm(self, mind: State) -> bool:
        """Whether who has this mind expects it, and all who see it in there do."""
        found = self.calm.get(mind)
        if found is None:
            met = [mind]
            found = all(self._expected(each, met) for each in met)  # grows while it is walked
            self.calm[mind] = found
            if found:
                self.calm.update(dict.fromkeys(met, True))
        return found

    def _expected(self, mind: State, met: list[State]) -> bool:
        if not self.rule.expected(mind):
            return False
        for character, sees in enumerate(self.rule.observers(mind)):
            inner = mind.believed(character)
            if sees and inner not in met:
                found = self.calm.get(inner)
                if found is None:
                    met.append(inner)
                elif not found:
                    return False
        return True


class Glance:
    """At the utility of one agent: 0 is the author, 1 + c character c."""

    def __init__(self, dynamics: Dynamics, spread: Spread, agent: int) -> None:
        self._dynamics = dynamics
        self._agent = agent
        self._spread = spread
        self._fluents: set[int] = set()  # what is looked at, in the state itself
        self._beliefs: dict[int, set[int]] = {}  # and within the mind of each character
        self._triggers: dict[int, frozenset[int]] = {}  # that bear on it: the fluents they read
        self._look(dynamics.ground.utilities[agent])
        self._gather()
        self._acts: dict[int, _Act] = {}
        self._known: dict[tuple[State, int], float | None] = {}
        self._firing: dict[frozenset[int], Callable[[State], int]] = {}

    def may_exceed(self, state: State, action: int, threshold: float) -> bool:
        """Whether the utility after a possible action may be above the threshold. True may be
        wrong where beliefs or triggers come into it; False never is."""
        utility = self._after(state, action)
        return utility is not None and utility > threshold

    def may_change(self, state: State, action: int) -> bool:
        """Whether a possible action may change the utility. Of True and False the same holds."""
        return self._after(state, action) != self._dynamics.utility(state, self._agent)

    def _after(self, state: State, action: int) -> float | None:
        key = (state, action)
        utility = self._known.get(key, -inf)
        if utility == -inf:
            utility = self._known[key] = self._utility(state, action)
        return utility

    def _utility(self, state: State, action: int) -> float | None:
        """What it is after the action; None: unknown; endless: not to be seen from here."""
        act = self._acts.get(action) or self._act(action)
        if (act.seen or act.startled) and act.is_noticed(state):
            return inf
        for _, _, applies in act.told:
            if applies(state):
                return inf
        values = state.values
        changed = dict[int, Value]()
        for fluent, value, applies in act.own:
            if applies(state):
                changed[fluent] = value(state)
        changed = {fluent: value for fluent, value in changed.items() if values[fluent] != value}
        if not changed:
            return self._dynamics.utility(state, self._agent)
        after = list(values)
        for fluent, given in changed.items():
            after[fluent] = given
        draft = State(tuple(after), len(self._dynamics.ground.characters), state.believed)
        if self._fires(frozenset(changed))(draft) >= 0:
            return inf
        return self._dynamics.worth(draft, self._agent)

    def _fires(self, changed: frozenset[int]) -> Callable[[State], int]:
        """The function that tells whether a trigger that bears on the utility fires now; they were
        at rest before."""
        if changed not in self._firing:
            woken = [at for at, read in self._triggers.items() if not read.isdisjoint(changed)]
            self._firing[changed] = self._dynamics.firing_among(tuple(woken))
        return self._firing[changed]

    def _look(self, tree: Condition | Term) -> None:
        for read in reads(tree):
            if read.chain:
                self._beliefs.setdefault(read.chain[0], set()).add(read.fluent)
            else:
                self._fluents.add(read.fluent)

    def _gather(self) -> None:
        """The triggers that may change what is looked at, which looks at what they read, too."""
        waiting = list(enumerate(self._dynamics.ground.triggers))
        while True:
            left = []
            for index, trigger in waiting:
                if self._touches(trigger):
                    self._look(trigger.precondition)
                    own = [r.fluent for r in reads(trigger.precondition) if not r.chain]
                    self._triggers[index] = frozenset(own)
                else:
                    left.append((index, trigger))
            if len(left) == len(waiting):
                break
            waiting = left
        self._triggers = dict(sorted(self._triggers.items()))

    def _touches(self, event: GroundEvent) -> bool:
        return any(
            (not effect.chain and effect.fluent in self._fluents)
            or self._reached(effect.fluent, effect.chain[:1])
            for effect in event.effects
        )

    def _reached(self, fluent: int, told: tuple[int, ...]) -> bool:
        """Whether beliefs looked at may change where one is told a fluent, or all are of a public
        one (told: nobody)."""
        if not told and not self._dynamics.ground.fluents[fluent].is_public:
            return False
        changed = self._spread.of(frozenset((fluent,)))
        minds = told or self._beliefs
        return any(not changed.isdisjoint(self._beliefs.get(mind, ())) for mind in minds)

    def _act(self, action: int) -> _Act:
        event, rule = self._dynamics.ground.actions[action], self._dynamics.rule(action)
        own = (*rule.public, *rule.world)
        told = [effect for effect in rule.public if self._reached(effect[0], ())]
        for character, entries in rule.told.items():
            told += [effect for _, effect in entries if self._reached(effect[0], (character,))]
        changed = frozenset(effect.fluent for effect in event.effects)
        seen = self._minds(changed)
        surprising = self._minds(changed.union(read.fluent for read in reads(event.shown)))
        self._acts[action] = _Act(
            rule,
            tuple(effect for effect in own if effect[0] in self._fluents),
            seen,
            tuple(mind for mind in surprising if mind not in seen),
            tuple(told),
            {},
        )
        return self._acts[action]

    def _minds(self, fluents: frozenset[int]) -> tuple[int, ...]:
        """Those in which beliefs looked at may change once these fluents change there."""
        changed = self._spread.of(fluents)
        return tuple(mind for mind, read in self._beliefs.items() if not changed.isdisjoint(read))
