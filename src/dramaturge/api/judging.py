"""Judging written stories: whether they hold, and why each act happens."""

from __future__ import annotations

import math
from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from dramaturge.api.loaded import LoadedWorld
from dramaturge.api.script import Script, StoryLike, Why
from dramaturge.ground.collection import no_collection
from dramaturge.plan.limits import check_limits, within_time
from dramaturge.plan.walk import Progress
from dramaturge.story import Explanation, Limits
from dramaturge.verdict import Finding, Verdict

if TYPE_CHECKING:
    from dramaturge.review.patterns import Match


def check(
    world: LoadedWorld,
    story: StoryLike,
    character_limit: int | None,
    epistemic_limit: int | None,
    *,
    draft: bool,
    ending: str | None,
    goal: float | None = None,
    brief: bool = False,
    time_limit: float | None = None,
    progress: Progress | None = None,
) -> Verdict:
    """See `World.check`."""
    from dramaturge.plan.story_text import Claim

    script = world.read(story).require()
    limits = check_limits(character_limit, epistemic_limit)
    within_time(time_limit)
    if goal is not None:
        _see_goal(world, goal, ending)
    is_aimed = ending is not None or goal is not None
    has_end = not draft and (is_aimed or world.judges_end(script))
    assert world.dynamics.initial is not None
    checker = world.checker(limits, ending)
    if brief:
        with checker.within(time_limit):
            return checker.check(
                script.beats,
                solution=has_end,
                goal=goal,
                expectations=script.expectations,
                draft=draft,
                progress=progress,
            )
    claims = list(script.claims)
    if ending is not None and not draft:
        claims.append(Claim(ending, len(script.beats)))
    with checker.within(time_limit):
        return world.reviewer(limits, ending).review(
            script.beats,
            script.expectations,
            claims,
            solution=has_end,
            goal=goal,
            draft=draft,
            progress=progress,
        )


def _see_goal(world: LoadedWorld, goal: float, ending: str | None) -> None:
    """Raises ValueError for a goal that cannot be asked for."""
    if not math.isfinite(goal):
        raise ValueError(f"goal must be a finite number, not {goal}")
    if ending is not None:
        raise ValueError("a story is judged by a goal or by an ending, not both")
    if "" not in world.model.utilities:
        raise ValueError("there is no goal where the author wants nothing: say 'utility(): …;'")


def patterns(
    world: LoadedWorld,
    story: StoryLike,
    name: str | None,
    character_limit: int | None,
    epistemic_limit: int | None,
) -> tuple[Match, ...]:
    """See `World.patterns`."""
    names = pattern_names(world, name)
    return tuple(sift(world, story, names, check_limits(character_limit, epistemic_limit)))


def pattern_names(world: LoadedWorld, name: str | None) -> list[str]:
    """All patterns of a world, or the one asked for; ValueError with the nearest if it is none."""
    known = world.model.patterns
    if name is None:
        return list(known)
    if name not in known:
        close = get_close_matches(name, list(known), 1)
        there = ", ".join(known) or "none"
        hint = f"did you mean '{close[0]}'?" if close else f"there are: {there}"
        raise ValueError(f"the world has no pattern '{name}'; {hint}")
    return [name]


def sift(world: LoadedWorld, story: StoryLike, names: Sequence[str], limits: Limits) -> list[Match]:
    """Where patterns, by name, come about in a story. ValueError: too many choices."""
    from dramaturge.review.patterns import TooManyChoicesError

    script = world.read(story).require()
    try:
        return world.reviewer(limits, None).sift(script.beats, script.expectations, names)
    except TooManyChoicesError as error:
        raise ValueError(f"the pattern '{error}' has too many choices of who and what") from None


def _as_checked(
    world: LoadedWorld, script: Script, beat: int, limits: Limits
) -> dict[str, Explanation]:
    """The reasons for a beat, by name, that a check of the story gives, which knows the plans that
    were begun before."""
    beats = script.beats
    walk = world.checker(limits, None).walk(beats[:beat], rest=beats[beat:])
    reasons = () if isinstance(walk, Finding) else walk.explanations[-1]
    return {each.character: each for each in reasons}


@no_collection()
def why(
    world: LoadedWorld,
    story: StoryLike,
    beat: int,
    character_limit: int | None,
    epistemic_limit: int | None,
) -> Why:
    """See `World.why`."""
    script = world.read(story).require()
    state, action = world.reached(script.actions, beat)
    limits = check_limits(character_limit, epistemic_limit)
    motives = world.motives(limits)
    before = [world.teller.number(act) for act in script.actions[: beat - 1]]
    following = world.checker(limits, None).meanings(script.beats[beat:])
    begun: dict[str, Explanation] | None = None
    found: list[Explanation] = []
    unexplained: list[str] = []
    undecided: list[str] = []
    for character in world.ground.actions[action].consenting:
        motive = motives.motive(state, character, action, before, rest=following)
        name = world.ground.characters[character]
        reason = motive.found
        if reason is None:
            begun = _as_checked(world, script, beat, limits) if begun is None else begun
            reason = begun.get(name)
        if reason is not None:
            found.append(reason)
        elif motive.exhausted:
            unexplained.append(name)
        else:
            undecided.append(name)
    act = script.actions[beat - 1]
    plans = (step.action for explanation in found for step in explanation.plan)
    return Why(
        beat,
        act,
        tuple(found),
        tuple(unexplained),
        tuple(undecided),
        tuple(world.teller.reason(explanation, state) for explanation in found),
        world.in_words([act, *plans]),
    )
