"""Judging written stories: whether they hold, and why each act happens."""

from __future__ import annotations

from dramaturge.api.loaded import LoadedWorld
from dramaturge.api.script import StoryLike, Why
from dramaturge.plan.limits import check_limits
from dramaturge.story import Explanation
from dramaturge.verdict import Verdict


def check(
    world: LoadedWorld,
    story: StoryLike,
    character_limit: int | None,
    epistemic_limit: int | None,
    *,
    draft: bool,
    ending: str | None,
    brief: bool = False,
) -> Verdict:
    """See `World.check`."""
    from dramaturge.plan.story_file import Claim

    script = world.read(story).require()
    limits = check_limits(character_limit, epistemic_limit)
    has_end = not draft and (ending is not None or world.judges_end(script))
    assert world.dynamics.initial is not None
    if brief:
        return world.checker(limits, ending).check(
            script.beats, solution=has_end, expectations=script.expectations, draft=draft
        )
    claims = list(script.claims)
    if ending is not None and not draft:
        claims.append(Claim(ending, len(script.beats)))
    return world.reviewer(limits, ending).review(
        script.beats, script.expectations, claims, solution=has_end, draft=draft
    )


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
    motives = world.motives(check_limits(character_limit, epistemic_limit))
    found: list[Explanation] = []
    unexplained: list[str] = []
    undecided: list[str] = []
    for character in world.ground.actions[action].consenting:
        motive = motives.motive(state, character, action)
        name = world.ground.characters[character]
        if motive.found is not None:
            found.append(motive.found)
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
