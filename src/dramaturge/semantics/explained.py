"""When an act is motivated and when a sequence of acts is a story: the definitions, tried out by
brute force. `plan.motive` and the kernel find the same answers faster.

Source: docs/semantics.md 6 and 7; SEMANTICS.md 6, 7.
"""

from __future__ import annotations

from collections.abc import Iterator

from dramaturge.semantics.dynamics import Dynamics
from dramaturge.semantics.state import State

AUTHOR = -1  # the owner of reality; a mind's owner is its character
Plan = tuple[int, ...]


class Reasons:
    """Decides *explained* within limits.

    character_limit: the most acts of an imagined plan, the first included; nested plans share it.
    epistemic_limit: minds nested deeper than this have only immediate reasons, or, one mind
    deeper, plans that the mind around them shares.
    """

    def __init__(self, dynamics: Dynamics, character_limit: int, epistemic_limit: int) -> None:
        self.dynamics = dynamics
        self.character_limit = character_limit
        self.epistemic_limit = epistemic_limit
        self._known: dict[tuple[State, int, int, int, int, int], Plan | None] = {}

    def fully_explained(self, state: State, action: int) -> bool:
        """Whether everyone who must consent to the act has a reason, in reality (6.2)."""
        return self._agreed(state, AUTHOR, action, self.character_limit, 0)

    def reason(
        self, state: State, owner: int, character: int, action: int, left: int, depth: int
    ) -> Plan | None:
        """A plan the character has in mind that begins with the act, or None (6.1).

        left: acts the plan may have; depth: minds nested around the state (0: reality).
        """
        key = (state, owner, character, action, left, depth)
        if key not in self._known:
            mind, inner, around = state, depth, None
            if character != owner:
                mind, inner = state.believed(character), depth + 1
                around = None if owner == AUTHOR else state
            meant = self.dynamics.ground.meant(action)  # what is tried is meant to work (8.4)
            plans = self._plans(mind, character, meant, left, inner, around)
            self._known[key] = next(plans, None)
        return self._known[key]

    def _plans(
        self, mind: State, owner: int, action: int, left: int, depth: int, around: State | None
    ) -> Iterator[Plan]:
        """All the reasons, shortest first. around: the mind that the mind is imagined in."""
        if left < 1 or self.dynamics.after(mind, action) is None:
            return
        too_deep = depth > self.epistemic_limit
        may_share = depth == self.epistemic_limit + 1 and around is not None
        for length in range(1, 1 + (1 if too_deep and not may_share else left)):
            for plan, states in self._continuations((action,), (mind,), owner, left, depth, length):
                if too_deep and length > 1 and not self._shared(plan, states, owner, around):
                    continue
                if self._minimal(plan, states, owner, left, depth):
                    yield plan

    def _shared(
        self, plan: Plan, states: tuple[State, ...], owner: int, around: State | None
    ) -> bool:
        """Whether the mind around thinks, too, that the plan leads where its owner thinks."""
        for action, reached in zip(plan, states[1:], strict=True):
            around = None if around is None else self.dynamics.after(around, action)
            if around is None or around.believed(owner) is not reached:
                return False
        return True

    def _continuations(
        self,
        plan: Plan,
        states: tuple[State, ...],
        owner: int,
        left: int,
        depth: int,
        length: int,
    ) -> Iterator[tuple[Plan, tuple[State, ...]]]:
        """Plans of just this length that begin so and that the others would join in."""
        after = self.dynamics.after(states[-1], plan[-1])
        if after is None:
            return
        states = (*states, after)
        if len(plan) == length:
            yield plan, states
            return
        for action in range(len(self.dynamics.ground.actions)):
            if not self.dynamics.possible(after, action):
                continue
            if self._agreed(after, owner, action, left - len(plan), depth):
                longer = (*plan, action)
                yield from self._continuations(longer, states, owner, left, depth, length)

    def _agreed(self, state: State, owner: int, action: int, left: int, depth: int) -> bool:
        """Whether all others who must consent have their reasons. The owner's own consent to a
        later act of a minimal plan follows from the plan itself. Nobody counts on chance, nor on
        failing."""
        consenting = self.dynamics.ground.actions[action].consenting
        if not consenting:
            return owner == AUTHOR
        if self.dynamics.ground.fails_knowingly(action, owner):
            return False
        return all(
            self.reason(state, owner, character, action, left, depth) is not None
            for character in consenting
            if character != owner
        )

    def _minimal(
        self, plan: Plan, states: tuple[State, ...], owner: int, left: int, depth: int
    ) -> bool:
        """Whether the plan helps its owner and no act in it could be left out (6.3)."""
        gain = self.dynamics.utility(states[-1], owner + 1)
        start = self.dynamics.utility(states[0], owner + 1)
        if gain is None or start is None or gain <= start:
            return False
        for i in range(len(plan)):
            remaining = left - i if owner != AUTHOR else left
            granted = i == 0 and owner != AUTHOR
            if self._shorter(states[i], plan[i:], owner, gain, remaining, depth, False, granted):
                return False
        return True

    def _shorter(
        self,
        state: State,
        rest: Plan,
        owner: int,
        gain: float,
        left: int,
        depth: int,
        dropped: bool,
        granted: bool,
    ) -> bool:
        """Whether some acts of the rest, not all, willingly done, reach at least the gain.

        granted: the first act is the one being explained, which needs nobody's consent.
        """
        if dropped or rest:
            utility = self.dynamics.utility(state, owner + 1)
            if utility is not None and utility >= gain:
                return True
        if not rest:
            return False
        if self._shorter(state, rest[1:], owner, gain, left, depth, True, False):
            return True
        after = self.dynamics.after(state, rest[0])
        if after is None:
            return False
        if not (granted or self._agreed(state, owner, rest[0], left, depth)):
            return False
        later = left if owner == AUTHOR else left - 1
        return self._shorter(after, rest[1:], owner, gain, later, depth, dropped, False)

    # Stories (7).

    def is_solution(self, actions: Plan) -> bool:
        """Whether the acts are possible, all explained, good for the author, and all needed."""
        state = self.dynamics.initial
        if state is None or not actions:
            return False
        states = [state]
        for action in actions:
            after = self.dynamics.after(state, action)
            if after is None or not self.fully_explained(state, action):
                return False
            states.append(state := after)
        return self._minimal(actions, tuple(states), AUTHOR, self.character_limit, 0)

    def solutions(self, author_limit: int, goal: float) -> Iterator[Plan]:
        """Every solution of at most that many acts that reaches the goal, shortest first."""
        state = self.dynamics.initial
        level: list[tuple[Plan, State]] = [((), state)] if state is not None else []
        for _ in range(author_limit):
            following: list[tuple[Plan, State]] = []
            for plan, before in level:
                for action in range(len(self.dynamics.ground.actions)):
                    after = self.dynamics.after(before, action)
                    if after is None or not self.fully_explained(before, action):
                        continue
                    longer = (*plan, action)
                    following.append((longer, after))
                    utility = self.dynamics.utility(after, 0)
                    if utility is not None and utility >= goal and self.is_solution(longer):
                        yield longer
            level = following
