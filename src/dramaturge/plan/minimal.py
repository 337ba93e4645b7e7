"""Whether acts could be left out of a plan.

Source: docs/semantics.md 6.3; SEMANTICS.md 6 "Minimal".
"""

from __future__ import annotations

from collections.abc import Callable

from dramaturge.semantics import Dynamics, State

Willing = Callable[[State, int, int], bool]


def shorter_plan(
    dynamics: Dynamics,
    start: State,
    plan: tuple[int, ...],
    agent: int,
    willing: Willing,
) -> tuple[int, ...] | None:
    """The positions (from 0) kept of a proper subsequence of the plan that serves the agent at
    least as well as all of it, or None if no act can be left out.

    willing(state, position, kept): whether the act at that position, taken in that state after
    `kept` others, finds all the consent that it needs. Asked only where the rest would do.
    """
    end = dynamics.after_all(start, plan)
    assert end is not None
    gain = dynamics.utility(end, agent)
    assert gain is not None
    return _Shorter(dynamics, plan, agent, gain, willing).search(start, 0, 0)


class _Shorter:
    def __init__(
        self,
        dynamics: Dynamics,
        plan: tuple[int, ...],
        agent: int,
        gain: float,
        willing: Willing,
    ) -> None:
        self._dynamics = dynamics
        self._plan = plan
        self._agent = agent
        self._gain = gain
        self._willing = willing
        self._possible: dict[tuple[State, int, bool], bool] = {}
        self._refuted: set[tuple[State, int, int]] = set()

    def search(self, state: State, position: int, kept: int) -> tuple[int, ...] | None:
        """Keeping as few acts as possible: leaving one out is tried first."""
        if not self._reaches(state, position, kept < position):
            return None
        if position == len(self._plan):
            return ()
        if (state, position, kept) in self._refuted:
            return None
        found = self.search(state, position + 1, kept)
        if found is not None:
            return found
        after = self._dynamics.after(state, self._plan[position])
        if (
            after is not None
            and self._reaches(after, position + 1, kept < position)
            and self._willing(state, position, kept)
        ):
            found = self.search(after, position + 1, kept + 1)
            if found is not None:
                return (position, *found)
        self._refuted.add((state, position, kept))
        return None

    def _reaches(self, state: State, position: int, dropped: bool) -> bool:
        """Whether some of the remaining acts lead to the gain, whoever consents; not all of them
        unless one was dropped before."""
        key = (state, position, dropped)
        if key not in self._possible:
            self._possible[key] = self._find(state, position, dropped)
        return self._possible[key]

    def _find(self, state: State, position: int, dropped: bool) -> bool:
        if position == len(self._plan):
            utility = self._dynamics.utility(state, self._agent)
            return dropped and utility is not None and utility >= self._gain
        if self._reaches(state, position + 1, True):
            return True
        after = self._dynamics.after(state, self._plan[position])
        return after is not None and self._reaches(after, position + 1, dropped)
