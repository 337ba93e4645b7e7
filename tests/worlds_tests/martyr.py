"""The seed's chapter, whole, and what is found wrong with it when something is taken away.

The kernel asks all acts for reasons, within plans of five acts, two minds deep, since the
definition takes long over some of them. What it finds wanting the definition judges: who has none.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import dramaturge as dm
from dramaturge.kernel.planner import Planner
from dramaturge.plan.limits import check_limits
from dramaturge.semantics import State
from dramaturge.story import Limits

FOLDER = Path(__file__).resolve().parents[2] / "worlds" / "almost-heaven"
WORLD = (FOLDER / "martyr.world").read_text(encoding="utf-8")
STORY = (FOLDER / "martyr.story").read_text(encoding="utf-8")
CHARACTER_LIMIT, EPISTEMIC_LIMIT = 5, 2

# A passage, and what stands there instead.
Edit = tuple[str, str]

# A code of docs/problems.md; the act, or what was expected; whose reason is missing.
Fault = tuple[str, str, str]


@cache
def world(*edits: Edit) -> dm.World:
    """The world of the chapter with passages replaced."""
    return dm.loads(_edited(WORLD, edits), "martyr.world").require()


def story(*edits: Edit) -> str:
    """The story of the chapter with passages replaced."""
    return _edited(STORY, edits)


def _edited(text: str, edits: tuple[Edit, ...]) -> str:
    for old, new in edits:
        assert text.count(old) == 1, (old, text.count(old))
        text = text.replace(old, new)
    return text


def faults(world: dm.World, text: str) -> list[Fault]:
    """What is wrong with a story, up to the first act that does not stand: the expectations that
    are false, and that act."""
    script = world.read(text).require()
    dynamics, ground = world.dynamics, world.ground
    limits = Limits(author=len(script.beats), character=CHARACTER_LIMIT, epistemic=EPISTEMIC_LIMIT)
    planner = Planner(ground, limits)
    numbers = {action.name: number for number, action in enumerate(ground.actions)}
    start = dynamics.initial
    assert start is not None
    states: list[State] = [start]
    done: list[int] = []
    fault: list[Fault] = []
    for beat in script.beats:
        number = numbers.get(beat.text)
        after = None if number is None else dynamics.after(states[-1], number)
        if number is None or after is None:
            fault = [("C101", beat.text, "")]
            break
        if beat.deliberate is None and planner.reasons(done, number) is None:
            fault = [("C102", beat.text, unwilling(world, states[-1], number))]
            break
        done.append(number)
        states.append(after)
    checker = world.checker(check_limits(CHARACTER_LIMIT, EPISTEMIC_LIMIT), None)
    false = checker.unexpected(script.beats, states, [()] * len(done), script.expectations)
    told = [(each.code, each.message.removeprefix("not as expected: "), "") for each in false]
    return [*told, *fault]


def unwilling(world: dm.World, state: State, action: int) -> str:
    """Who must consent to an act and has no reason, where somebody has none: the first for whom the
    definition finds none. The last one it need not be asked about."""
    motives = world.motives(check_limits(CHARACTER_LIMIT, EPISTEMIC_LIMIT))
    *others, last = world.ground.actions[action].consenting
    for character in others:
        if motives.motive(state, character, action).found is None:
            return world.ground.characters[character]
    return world.ground.characters[last]
