"""What else could happen: all stories, plans and their answers, repairs, acts that do not come."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from dramaturge.api.loaded import LoadedWorld
from dramaturge.api.script import StoryLike
from dramaturge.plan.limits import search_limits

if TYPE_CHECKING:
    from dramaturge.api.world import World
    from dramaturge.explore import Exploration
    from dramaturge.explore.counsel import Counsel
    from dramaturge.revise.repair import Repairs
    from dramaturge.revise.whynot import WhyNot

# The limits of plans in minds where stories are listed, not looked for.
CHARACTER_LIMIT, EPISTEMIC_LIMIT = 5, 2


def explore(
    world: LoadedWorld,
    depth: int,
    story: StoryLike,
    character_limit: int | None,
    epistemic_limit: int | None,
    time_limit: float | None,
    memory_limit: int | None,
    state_limit: int | None,
    *,
    seed: int,
    progress: Callable[[int, int], None] | None,
) -> Exploration:
    """See `World.explore`."""
    from dramaturge.explore import explore

    script = world.read(story).require() if story else None
    limits = search_limits(
        depth,
        *_minds(character_limit, epistemic_limit),
        time_limit,
        memory_limit,
        state_limit,
    )
    assert world.dynamics.initial is not None
    acts = script.actions if script is not None else ()
    targets = world.targets or None
    return explore(world.ground, targets, limits, acts, seed=seed, progress=progress)


def counsel(
    world: LoadedWorld,
    plan: StoryLike,
    story: StoryLike,
    character_limit: int | None,
    epistemic_limit: int | None,
    time_limit: float | None,
    memory_limit: int | None,
    *,
    answers: int,
    planners: Sequence[str] | None,
    ending: str | None,
) -> Counsel:
    """See `World.counsel`."""
    from dramaturge.explore.counsel import counsel

    limits = search_limits(
        None,
        *_minds(character_limit, epistemic_limit),
        time_limit,
        memory_limit,
    )
    assert world.dynamics.initial is not None
    steps = world.read(plan).require().actions
    before = world.read(story).require().actions if story else ()
    return counsel(
        world.ground,
        steps,
        limits,
        before,
        answers=answers,
        planners=planners,
        wanted=None if ending is None else world.target(ending).test,
    )


def why_not(
    world: LoadedWorld,
    act: str,
    story: StoryLike,
    character_limit: int | None,
    epistemic_limit: int | None,
    time_limit: float,
    *,
    most: int,
) -> WhyNot:
    """See `World.why_not`."""
    from dramaturge.revise.whynot import STATES_PER_REASON, Asked

    (beat,) = world.read([act]).require().actions
    actions = world.read(story).require().actions if story else ()
    states = world.teller.states(actions)
    if len(states) <= len(actions):
        raise ValueError(f"beat {len(states)} is impossible: {actions[len(states) - 1]}")
    names = [action.name for action in world.ground.actions]
    if beat not in names:
        raise ValueError(f"this can never happen in the world: {beat}")
    limits = search_limits(
        None,
        *_minds(character_limit, epistemic_limit),
        states=STATES_PER_REASON,
    )
    asked = Asked(world.dynamics, limits)
    return asked.why_not(states[-1], names.index(beat), most=most, time_limit_s=time_limit)


def repairs(
    world: World,
    story: StoryLike,
    *,
    draft: bool,
    ending: str | None,
    most: int,
    time_limit: float,
    progress: Callable[[str, int], None] | None,
) -> Repairs:
    """See `World.repairs`."""
    from dramaturge.revise.repair import repair

    script = world.read(story).require()
    return repair(
        world,
        script,
        draft=draft,
        ending=ending,
        most=most,
        time_limit_s=time_limit,
        progress=progress,
    )


def _minds(character_limit: int | None, epistemic_limit: int | None) -> tuple[int, int]:
    """The limits of plans in minds, where not given."""
    return (
        CHARACTER_LIMIT if character_limit is None else character_limit,
        EPISTEMIC_LIMIT if epistemic_limit is None else epistemic_limit,
    )
