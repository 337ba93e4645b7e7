"""The kernel beside the definition, step by step."""

from __future__ import annotations

from collections.abc import Iterable

from dramaturge.ground.world import GroundWorld
from dramaturge.kernel import StateGraph
from dramaturge.semantics import Dynamics, State


class Pair:
    """A graph and the definition of one world; states of both met so far, one to one."""

    def __init__(self, ground: GroundWorld) -> None:
        self.ground = ground
        self.graph = StateGraph(ground)
        self.dynamics = Dynamics(ground)
        self.known: dict[State, int] = {}
        self.back: dict[int, State] = {}

    def check_same(self, found: int, expected: State) -> None:
        """Both mean the same: values and, all the way inwards, beliefs; and equal states are met
        as equal, different ones as different."""
        work = [(found, expected)]
        while work:
            number, state = work.pop()
            if state in self.known or number in self.back:
                assert self.known.get(state) == number
                assert self.back.get(number) is state
                continue
            self.known[state] = number
            self.back[number] = state
            assert self.graph.values(number) == state.values
            for agent in range(len(self.ground.utilities)):
                utility = self.graph.utility(number, agent)
                assert utility == self.dynamics.utility(state, agent)
            for character in range(len(self.ground.characters)):
                work.append((self.graph.believed(number, character), state.believed(character)))

    def check_step(self, number: int, state: State, action: int) -> tuple[int, State] | None:
        """The action is possible in both or in neither, and leads to the same."""
        assert self.graph.possible(number, action) == self.dynamics.possible(state, action)
        after, expected = self.graph.after(number, action), self.dynamics.after(state, action)
        assert (after is None) == (expected is None)
        if after is None or expected is None:
            return None
        self.check_same(after, expected)
        return after, expected

    def check_walk(self, choices: Iterable[int]) -> None:
        """Goes on by the actions chosen, and sometimes into a mind."""
        state = self.dynamics.initial
        assert state is not None
        number = self.graph.initial
        self.check_same(number, state)
        actions, characters = len(self.ground.actions), len(self.ground.characters)
        for choice in choices:
            action = choice % (actions + characters)
            if action >= actions:
                character = action - actions
                number, state = self.graph.believed(number, character), state.believed(character)
                continue
            step = self.check_step(number, state, action)
            if step is not None:
                number, state = step
