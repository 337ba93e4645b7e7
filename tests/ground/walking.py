"""Random walks through a world in pruned and unpruned form at once."""

from __future__ import annotations

import random
from collections.abc import Sequence

from dramaturge.ground import ground
from dramaturge.ground.world import GroundWorld, Value
from dramaturge.model import World
from dramaturge.semantics.dynamics import Dynamics
from dramaturge.semantics.state import State

View = tuple[tuple[Value, ...], tuple["View", ...]]


def view(world: GroundWorld, state: State, names: Sequence[str], depth: int) -> View:
    """The values of fluents and constants by name, and what everybody believes of them."""
    known = {fluent.name: value for fluent, value in zip(world.fluents, state.values, strict=True)}
    values = tuple(known.get(name, world.constants.get(name)) for name in names)
    minds = state.beliefs if depth else ()
    return values, tuple(view(world, mind, names, depth - 1) for mind in minds)


def check_that_pruning_changes_nothing(world: World, walks: int, steps: int) -> None:
    """Random walks in both forms at once: same states, same utilities, same possible actions,
    but for actions that were left out as they change nothing."""
    small, _ = ground(world)
    large, _ = ground(world, prune=False)
    assert small is not None
    assert large is not None
    names = [fluent.name for fluent in large.fluents]
    pruned, full = Dynamics(small), Dynamics(large)
    numbers = range(len(small.actions))
    kept = {action.name for action in small.actions}
    of_full = [at for at, action in enumerate(large.actions) if action.name in kept]
    dice = random.Random(1)
    for _ in range(walks):
        state, whole = pruned.initial, full.initial
        for _ in range(steps):
            assert (state is None) == (whole is None)
            if state is None or whole is None:
                break
            assert view(small, state, names, 2) == view(large, whole, names, 2)
            for agent in range(len(small.utilities)):
                assert pruned.utility(state, agent) == full.utility(whole, agent)
            possible = [at for at in numbers if pruned.possible(state, at)]
            assert possible == [at for at in numbers if full.possible(whole, of_full[at])]
            for at, action in enumerate(large.actions):
                if action.name not in kept and full.possible(whole, at):
                    after = full.after(whole, at)
                    assert after is None or after.values == whole.values, action.name
            if not possible:
                break
            chosen = dice.choice(possible)
            state, whole = pruned.after(state, chosen), full.after(whole, of_full[chosen])
