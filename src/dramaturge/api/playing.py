"""Games in a loaded world."""

from __future__ import annotations

from dramaturge.api.loaded import LoadedWorld
from dramaturge.explore import Target
from dramaturge.play.stage import GOAL, Aim, Stage
from dramaturge.semantics import State


def stage_of(world: LoadedWorld) -> Stage:
    """The world as a stage, on which any number of games can be played."""
    from dramaturge.syntax import show
    from dramaturge.syntax.modules import assemble

    assert world.source is not None
    text, _ = assemble(world.source, world.place)
    return Stage(world.name, show(text), world.model, world.ground, _aims(world))


def _aims(world: LoadedWorld) -> list[Aim]:
    if world.endings:
        conditions = {
            name: world.queries.condition(ending.condition)
            for name, ending in world.endings.items()
        }
        return [Aim(target, conditions[target.name]) for target in world.targets]
    if "" not in world.model.utilities:
        return []
    from dramaturge.plan.search import next_goal

    dynamics = world.dynamics
    assert dynamics.initial is not None
    goal = next_goal(dynamics.utility(dynamics.initial, 0))

    def test(state: State) -> bool:
        worth = dynamics.utility(state, 0)
        return worth is not None and worth >= goal

    return [Aim(Target(GOAL, "What the author wants has come about.", test), None, goal)]
