"""How far it is to a better utility, by brute force: what bounds are compared with."""

from __future__ import annotations

from collections.abc import Iterator

from dramaturge.ground.world import Const, GroundWorld
from dramaturge.semantics import Dynamics, State

DEPTH = 3  # acts that brute force looks ahead


class Distances:
    """Those of one world, by the definition."""

    def __init__(self, world: GroundWorld) -> None:
        self.world = world
        self.dynamics = Dynamics(world)

    def acts(self, agent: int) -> Iterator[int]:
        """Those that may be part of a plan of the agent's (0: the author's)."""
        for number, action in enumerate(self.world.actions):
            if agent > 0 and not action.consenting:
                continue
            # Who wants nothing never has a reason to join in.
            if any(isinstance(self.world.utilities[1 + c], Const) for c in action.consenting):
                continue
            if agent == 0 or not self.world.fails_knowingly(number, agent - 1):
                yield number

    def all_gain(self, state: State, action: int, without: int) -> bool:
        """Whether everybody else who must consent gains by it at once, in what they believe."""
        meant = self.world.meant(action)
        for who in self.world.actions[action].consenting:
            if who == without:
                continue
            mind = state.believed(who)
            after = self.dynamics.after(mind, meant)
            before = self.dynamics.utility(mind, 1 + who)
            gained = None if after is None else self.dynamics.utility(after, 1 + who)
            if before is None or gained is None or gained <= before:
                return False
        return True

    def distance(self, state: State, agent: int, above: float, *, at_once: bool) -> int:
        """The fewest acts to a utility above that; DEPTH + 1: more than DEPTH."""
        level, seen = [state], {state}
        for depth in range(DEPTH + 1):
            for reached in level:
                utility = self.dynamics.utility(reached, agent)
                if utility is not None and utility > above:
                    return depth
            following: list[State] = []
            for reached in level if depth < DEPTH else ():
                for action in self.acts(agent):
                    after = self.dynamics.after(reached, action)
                    if after is None or after in seen:
                        continue
                    if at_once and not self.all_gain(reached, action, agent - 1):
                        continue
                    seen.add(after)
                    following.append(after)
            level = following
        return DEPTH + 1
