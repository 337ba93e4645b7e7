"""What else could happen: all stories, plans and their answers, repairs, acts that do not come."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dramaturge.api.loaded import LoadedWorld
from dramaturge.api.script import StoryLike
from dramaturge.kernel.counts import MOST_ACTS
from dramaturge.plan.limits import search_limits
from dramaturge.story import Outcome

if TYPE_CHECKING:
    from dramaturge.api.world import World
    from dramaturge.explore import Exploration
    from dramaturge.explore.advice import Counsel, Line
    from dramaturge.revise.repair import Repairs
    from dramaturge.revise.whynot import WhyNot

# The limits of plans in minds where stories are listed, not looked for: refuting long plans costs
# a hundred times as much as short ones, where there is much that can be done.
CHARACTER_LIMIT, EPISTEMIC_LIMIT = 5, 2
SHORT_CHARACTER_LIMIT = 3
MANY_ACTS = 200
HIGHER = ((5, 2), (8, 2), (10, 3))


def explore(
    world: World,
    depth: int,
    story: StoryLike,
    character_limit: int | None,
    epistemic_limit: int | None,
    time_limit: float | None,
    memory_limit: int | None,
    state_limit: int | None,
    *,
    beyond: float,
    seed: int,
    progress: Callable[[int, int], None] | None,
) -> Exploration:
    """See `World.explore`."""
    from dramaturge.explore import explore

    if not 0 <= depth <= MOST_ACTS:
        raise ValueError(f"depth must be from 0 to {MOST_ACTS:,}, not {depth}")
    if time_limit is not None and not time_limit > 0:
        raise ValueError(f"time_limit must be more than 0 seconds, not {time_limit}")
    script = world.read(story).require() if story else None
    acts = script.actions if script is not None else ()
    assert world.dynamics.initial is not None
    started = time.monotonic()
    found: Exploration | None = None
    for character, epistemic in rungs(world, character_limit, epistemic_limit):
        left = None if time_limit is None else time_limit - (time.monotonic() - started)
        if found is not None and left is not None and left < _worth_it(time_limit):
            break
        limits = search_limits(depth, character, epistemic, left, memory_limit, state_limit)
        targets = world.targets or None
        further = explore(world.ground, targets, limits, acts, seed=seed, progress=progress)
        # A higher rung that a limit ended early may have seen less than the one before.
        if found is None or further.situations >= found.situations:
            found = further
        if not further.closed or further.limit or all(e.story is not None for e in found.endings):
            break
    assert found is not None
    if not acts and found.limit != "cancelled" and beyond > 0:
        found = _searched(world, found, beyond)
    told = [act for ending in found.endings for act in ending.story or ()]
    return replace(found, words=world.in_words([*told, *(turn.act for turn in found.turns)]))


def _worth_it(time_limit: float | None) -> float:
    """The least time, in seconds, with which it makes sense to begin again."""
    return 0.1 if time_limit is None else time_limit / 10


def rungs(
    world: LoadedWorld, character_limit: int | None, epistemic_limit: int | None
) -> tuple[tuple[int, int], ...]:
    """The limits of minds: if not given, people may plan further ahead wherever nothing new happens
    otherwise."""
    first = minds(world, character_limit, epistemic_limit)
    if character_limit is not None:
        return (first,)
    higher = ((c, max(e, first[1])) for c, e in HIGHER if c > first[0])
    if epistemic_limit is not None:
        higher = ((c, epistemic_limit) for c, _ in HIGHER if c > first[0])
    return (first, *higher)


def _searched(world: World, found: Exploration, seconds: float) -> Exploration:
    """With stories to the endings that were not met, where the planner finds one."""
    missing = [e.name for e in found.endings if e.story is None and e.name in world.endings]
    stories: dict[str, tuple[str, ...]] = {}
    for number, name in enumerate(missing):
        began = time.monotonic()
        share = max(seconds / (len(missing) - number), 0.1)
        result = world.find(ending=name, time_limit=share)
        seconds -= time.monotonic() - began
        if result.outcome is Outcome.found and result.story is not None:
            stories[name] = tuple(step.action for step in result.story.steps)
        if result.outcome is Outcome.cancelled:
            break
    endings = tuple(
        replace(e, story=stories[e.name], beyond=True, open=False, for_ever=False)
        if e.name in stories
        else e
        for e in found.endings
    )
    return replace(found, endings=endings)


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
        SHORT_CHARACTER_LIMIT if character_limit is None else character_limit,
        EPISTEMIC_LIMIT if epistemic_limit is None else epistemic_limit,
        time_limit,
        memory_limit,
    )
    assert world.dynamics.initial is not None
    steps = world.read(plan).require().actions
    before = world.read(story).require().actions if story else ()
    found = counsel(
        world.ground,
        steps,
        limits,
        before,
        answers=answers,
        planners=planners,
        wanted=None if ending is None else world.target(ending).test,
        targets=world.targets,
    )
    return _told(world, found)


def _told(world: LoadedWorld, found: Counsel) -> Counsel:
    """With what is better and worse for everybody, in words."""

    def because(name: str, line: Line, *, worse: bool) -> str:
        acts = [*found.start, *(act.action for act in line.acts)]
        states = world.teller.states(acts)
        agent = 1 + world.ground.characters.index(name)
        now, end = states[len(found.start)], states[-1]
        mine = world.teller.gains.decisive(agent, now, end, worse=worse)
        return world.teller.clauses(mine, now, end)

    fates = tuple(
        replace(
            fate,
            worst_because=because(fate.character, fate.worst_line, worse=True)
            if _is_less(fate.worst, fate.before)
            else "",
            best_because=because(fate.character, fate.best_line, worse=False)
            if _is_less(fate.before, fate.best)
            else "",
        )
        for fate in found.fates
    )
    losses = tuple(
        tuple(replace(loss, because=because(loss.character, failure, worse=True)) for loss in of_it)
        for failure, of_it in zip(found.failures, found.losses, strict=True)
    )
    lines = [*found.failures, *(result.line for result in found.results)]
    lines += [found.success] if found.success is not None else []
    acts = [act.action for line in lines for act in line.acts]
    words = world.in_words([*acts, *(turn.answer for turn in found.reversals)])
    return replace(found, fates=fates, losses=losses, words=words)


def _is_less(one: float | None, other: float | None) -> bool:
    return one is not None and other is not None and one < other


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
        raise ValueError(_never(world, actions, beat))
    limits = search_limits(
        None,
        *minds(world, character_limit, epistemic_limit),
        states=STATES_PER_REASON,
    )
    asked = Asked(world.dynamics, limits)
    found = asked.why_not(states[-1], names.index(beat), most=most, time_limit_s=time_limit)
    return replace(found, words=world.in_words([beat]))


def _never(world: LoadedWorld, before: Sequence[str], act: str) -> str:
    """What keeps an act from ever happening, as a check of a story with it tells."""
    from dramaturge.api import judging

    verdict = judging.check(world, [*before, act], None, None, draft=True, ending=None)
    if verdict.limit is not None:  # there is no time limit: it was Ctrl-C
        raise KeyboardInterrupt
    at_it = [finding for finding in verdict.findings if finding.beat == len(before) + 1]
    reasons = [". ".join((f.message, *f.details)).removesuffix(".") for f in at_it[:1]]
    return ": ".join((f"this can never happen in the world: {act}", *reasons))


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
    found = repair(
        world,
        script,
        draft=draft,
        ending=ending,
        most=most,
        time_limit_s=time_limit,
        progress=progress,
    )
    return replace(found, words=world.in_words(act for one in found.found for act in one.acts))


def minds(
    world: LoadedWorld, character_limit: int | None, epistemic_limit: int | None
) -> tuple[int, int]:
    """The limits of plans in minds, where not given."""
    usual = CHARACTER_LIMIT if len(world.ground.actions) < MANY_ACTS else SHORT_CHARACTER_LIMIT
    return (
        usual if character_limit is None else character_limit,
        EPISTEMIC_LIMIT if epistemic_limit is None else epistemic_limit,
    )
