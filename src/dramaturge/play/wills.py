"""What the others want to do, and on what plan: asked of the kernel, confirmed by the definition.

An answer depends on the mind asked and the act alone, so it is remembered per mind. Each question
has its share of work, counted in steps and not in time; who would need more has no reason that
counts. Source: docs/semantics.md 6.
"""

from __future__ import annotations

from collections.abc import Sequence

from dramaturge.kernel.explorer import Explorer
from dramaturge.plan.minimal import shorter_plan
from dramaturge.play.stage import Course, Stage
from dramaturge.semantics import Dynamics, State
from dramaturge.story import Limits

# (most acts of a plan, how many minds deep) and the work it may take, small questions first.
RUNGS = (((3, 1), 2_000), ((5, 2), 6_000))
LEAST = RUNGS[-1][1]  # work that any question is worth
# Work: the kernel's ticks, and the states it makes by what they take more. Measured over games in
# the worlds of the library, 4 microseconds each, whether few minds differ or many.
STATE = 2.5
MOST_MB = 200  # that the kernel may hold before it begins anew

Plan = tuple[int, ...]


class Wills:
    """The reasons of everybody in one game. `dynamics`: the definition's states.

    wanted: the endings that `hope` looks out for.
    """

    def __init__(self, stage: Stage, dynamics: Dynamics, wanted: tuple[str, ...]) -> None:
        self._stage = stage
        self._dynamics = dynamics
        self._wanted = wanted
        self._above = stage.above(wanted) if wanted else 0.0
        deepest = RUNGS[-1][0]
        self._limits = Limits(character=deepest[0], epistemic=deepest[1])
        self._before = 0  # work done by explorers that are no more
        self._begin()

    def _begin(self) -> None:
        wanted = self._wanted
        compiled = self._stage.compiled(wanted)
        self._explorer = Explorer(self._stage.aimed(wanted), self._limits, compiled)
        self._states: dict[State, int] = {}
        self._known: dict[tuple[int, int, int], Plan | None] = {}
        self._undecided: dict[tuple[int, int, int], int] = {}  # and the patience it was asked with
        initial = self._dynamics.initial
        assert initial is not None
        self._states[initial] = self._explorer.initial

    @property
    def effort(self) -> int:
        """Work done so far: see `STATE`."""
        return self._before + self._explorer.effort + int(STATE * len(self._explorer))

    def follow(self, states: Sequence[State], acts: Sequence[int]) -> None:
        """Makes the last state known: acts[i] leads from states[i] to states[i + 1]."""
        if self._explorer.size_bytes > MOST_MB << 20:
            self._before = self.effort
            self._begin()
        if states[-1] in self._states:
            return
        at = self._explorer.initial
        for state, act in zip(states[1:], acts, strict=True):
            known = self._states.get(state)
            if known is None:
                known = self._explorer.after(at, act)
                assert known is not None, "the kernel and the definition disagree"
                self._states[state] = known
            at = known

    def learn(self, state: State, course: Course) -> None:
        """What the search for a course from a known state has proven need not be asked again, as
        long as the minds are those that it has foreseen."""
        at: int | None = self._states[state]
        for action, given in zip(course.acts, course.reasons, strict=True):
            if at is None:
                return
            for who, plan in given:
                mind = self._explorer.believed(at, who)
                self._known[mind, who, self._dynamics.ground.meant(action)] = plan
            at = self._explorer.after(at, action)

    def can_happen(self, state: State, action: int) -> bool:
        """Whether an action is possible in a known state, and has an end."""
        return self._explorer.after(self._states[state], action) is not None

    def leads(self, state: State, acts: Sequence[int]) -> bool:
        """Whether the acts are possible one after another from a known state, and an ending that
        is wanted holds after them."""
        at = self._states[state]
        for action in acts:
            after = self._explorer.after(at, action)
            if after is None:
                return False
            at = after
        worth = self._explorer.utility(at, 0)
        return worth is not None and worth > self._above

    def remaining(self, state: State, acts: Sequence[int]) -> Plan | None:
        """Those of the acts that are possible one after another from a known state, up to an ending
        that is wanted; None if they lead to none."""
        at = self._states[state]
        kept: list[int] = []
        for action in acts:
            after = self._explorer.after(at, action)
            if after is None or after == at:
                continue
            kept.append(action)
            at = after
            worth = self._explorer.utility(at, 0)
            if worth is not None and worth > self._above:
                return tuple(kept)
        return None

    def are_wanted(self, state: State, acts: Sequence[int], but: int | None, effort: int) -> bool:
        """Whether everybody concerned has a reason for each of some acts that are possible one
        after another from a known state. What takes more work than so many steps to find out is
        taken to be so.

        but: somebody who needs none.
        """
        at, until = self._states[state], self._explorer.effort + effort
        actions = self._dynamics.ground.actions
        for action in acts:
            for who in actions[action].consenting:
                if self._explorer.effort > until:
                    return True
                if who != but and not self._asked(at, who, action, 1):
                    if self._undecided.get(self._key(at, who, action)):
                        continue
                    return False
            after = self._explorer.after(at, action)
            if after is None:
                return False
            at = after
        return True

    def hope(self, state: State, action: int | None = None) -> int | None:
        """At least so many acts lead to an ending that is steered for, from a known state or after
        an action possible in it, whoever wants them; None: no acts can."""
        at = self._states[state]
        if action is not None:
            after = self._explorer.after(at, action)
            if after is None:
                return None
            at = after
        return self._explorer.hope(at, self._above)

    def plan(
        self, state: State, who: int, action: int, *, patience: int = 1, most: int | None = None
    ) -> Plan | None:
        """The plan on which somebody who must consent would take part in an act that is possible in
        a known state; None if they would not, or if that takes too long to find out.

        patience: how many times the usual work it is worth; most: the work that is left for it,
        though it can always have a little.
        """
        return self._asked(self._states[state], who, action, patience, most)

    def _asked(
        self, at: int, who: int, action: int, patience: int, most: int | None = None
    ) -> Plan | None:
        most = None if most is None else max(most, LEAST)
        key = self._key(at, who, action)
        is_open = self._undecided.get(key, patience) < patience  # asked with less patience
        if key not in self._known or is_open:
            self._undecided.pop(key, None)
            self._known[key], is_decided = self._found(at, who, action, patience, most)
            if not is_decided:
                is_cut = most is not None and most < RUNGS[-1][1] * patience
                self._undecided[key] = patience - 1 if is_cut else patience
        return self._known[key]

    def is_known(self, state: State, who: int, action: int) -> bool:
        """Whether asking costs nothing."""
        return self._key(self._states[state], who, action) in self._known

    def _key(self, at: int, who: int, action: int) -> tuple[int, int, int]:
        mind = self._explorer.believed(at, who)
        return mind, who, self._dynamics.ground.meant(action)

    def refuse(self, state: State, who: int, action: int) -> None:
        """The plan that was given does not stand: there is none."""
        self._known[self._key(self._states[state], who, action)] = None

    def _found(
        self, at: int, who: int, action: int, patience: int, most: int | None
    ) -> tuple[Plan | None, bool]:
        """The plan, and whether the answer would be the same with more patience."""
        plan: Plan | None = None
        for limits, usual in RUNGS:
            work = usual * patience if most is None else min(usual * patience, most)
            plan = self._explorer.reason(at, who, action, limits, work, int(work / STATE))
            if plan:
                return plan, True
        return None, plan is not None

    def stands(self, mind: State, who: int, plan: Plan) -> bool:
        """Whether the definition confirms that a plan is possible in its owner's mind, helps, and
        has no act that its owner could leave out alone. That others join is the kernel's word: to
        refute it takes a search, which is for tests and not for a turn."""
        dynamics = self._dynamics
        if not all(dynamics.ground.may_be_planned(action, who) for action in plan[1:]):
            return False
        if not dynamics.improves(mind, 1 + who, plan):
            return False

        def willing(_: State, position: int, kept: int) -> bool:
            others = dynamics.ground.actions[plan[position]].consenting
            return (position == 0 and kept == 0) or set(others) == {who}

        return shorter_plan(dynamics, mind, plan, 1 + who, willing) is None
