"""Finding stories: searches within limits that take turns, and the answer of them all."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from dramaturge.api.loaded import LoadedWorld
from dramaturge.api.script import StoryLike
from dramaturge.ground.world import GroundWorld
from dramaturge.plan.limits import SETTLED, Question, question_of, rungs_of, search_limits
from dramaturge.plan.schedule import Attempt, attempts_of, results
from dramaturge.story import Aim, Limits, Outcome, Progress, SearchResult, Story

if TYPE_CHECKING:
    from dramaturge.kernel.compile import Compiled


def find(
    world: LoadedWorld,
    goal: float | None,
    author_limit: int | None,
    character_limit: int | None,
    epistemic_limit: int | None,
    time_limit: float | None,
    memory_limit: int | None,
    state_limit: int | None,
    progress: Callable[[Progress], None] | None,
    *,
    shortest: bool,
    prove: bool,
    stories: int | None,
    seed: int,
    ending: str | None,
    after: StoryLike,
) -> SearchResult:
    """See `World.find`."""
    if goal is not None and not math.isfinite(goal):
        raise ValueError(f"goal must be a finite number, not {goal}")
    from dramaturge.plan.search import held_mb
    from dramaturge.plan.settle import settled

    question = question_of(shortest, prove, stories, seed)
    begun = time.perf_counter()
    ground = world.aimed(ending)
    if ending is not None:
        if goal is not None:
            raise ValueError("a search has a goal or an ending, not both")
        goal = 1.0
    before = _acts(world, after)
    spent: dict[str, float] = {}
    made = 0
    held = held_mb()
    best: SearchResult | None = None
    lesser: Story | None = None
    tried: dict[Limits, None] = {}
    refuted: Limits | None = None

    def with_memory_left(limits: Limits) -> Limits:
        """What earlier attempts have left behind counts."""
        if memory_limit is None:
            return limits
        return replace(limits, memory_mb=max(memory_limit - (held_mb() - held), 0.0))

    def search(attempt: Attempt) -> SearchResult:
        limits = search_limits(
            attempt.author,
            attempt.character,
            attempt.epistemic,
            time_limit,
            memory_limit,
            state_limit,
        )
        if time_limit is not None:
            left = time_limit - (time.perf_counter() - begun)
            limits = replace(limits, time_s=max(left, 0.0))
        compiled = world.compiled(ending)
        limits = with_memory_left(limits)
        told = None if progress is None else partial(_tell, progress, begun, made)
        return _within(world, ground, limits, goal, told, question, before, attempt, compiled)

    attempts = attempts_of(author_limit, character_limit, epistemic_limit, question)
    for result in results(attempts, question, search):
        spent = {key: spent.get(key, 0.0) + value for key, value in result.seconds.items()}
        made += result.states
        # A later one with fewer stories (a limit may have ended it) is no improvement.
        if best is None or len(result.stories) >= len(best.stories):
            best = result
        lesser = max(lesser, result.best, key=_worth)
        depths = replace(result.limits, time_s=None, memory_mb=None)
        tried[depths] = None
        if result.outcome is Outcome.none:
            refuted = max(refuted or depths, depths, key=_extent)
    assert best is not None
    if not best.stories:
        best = replace(best, best=lesser)
    elif question.aim is Aim.any:
        larger = rungs_of(character_limit, epistemic_limit, SETTLED)
        left = None if time_limit is None else time_limit - (time.perf_counter() - begun)
        best = replace(best, seconds=spent, limits=with_memory_left(best.limits))
        best = settled(ground, best, larger, left, world.compiled(ending))
        spent = dict(best.seconds)
    applied = search_limits(author_limit, 0, 0).author
    assert applied is not None
    longest = max((len(story.steps) for story in best.stories), default=0)
    whole = search_limits(None, 0, 0, memory_mb=memory_limit).memory_mb
    limits = replace(best.limits, time_s=time_limit, memory_mb=whole)
    if longest <= applied and best.outcome is not Outcome.none:
        limits = replace(limits, author=applied)
    is_open = best.outcome is not Outcome.none
    best = replace(best, limits=limits, tried=tuple(tried), refuted=refuted if is_open else None)
    seconds = {"load": world.load_s, "ground": world.ground_s, **spent}
    shown = (*best.stories, *((best.best,) if best.best is not None else ()))
    acts = (step.action for one in shown for step in one.steps)
    return replace(best, seconds=seconds, words=world.in_words(acts))


def _worth(story: Story | None) -> float:
    return -math.inf if story is None else story.utility


def _extent(limits: Limits) -> tuple[int, ...]:
    """How far limits of depth go, plans in minds first, as these are what takes turns."""
    counts = (limits.character, limits.epistemic, limits.author)
    return tuple(-1 if count is None else count for count in counts)


def _tell(progress: Callable[[Progress], None], begun: float, states: int, now: Progress) -> None:
    """Tells of an attempt what all of them have come to, these states of earlier ones included."""
    progress(replace(now, states=states + now.states, seconds=time.perf_counter() - begun))


def _acts(world: LoadedWorld, story: StoryLike) -> tuple[str, ...]:
    """The acts of a story; raises ValueError if one of them is not possible."""
    acts = world.read(story).require().actions if story else ()
    states = world.teller.states(acts) if acts else ()
    if acts and len(states) <= len(acts):
        raise ValueError(f"beat {len(states)} is impossible: {acts[len(states) - 1]}")
    return acts


def _within(
    world: LoadedWorld,
    ground: GroundWorld,
    limits: Limits,
    goal: float | None,
    progress: Callable[[Progress], None] | None,
    question: Question,
    after: tuple[str, ...],
    attempt: Attempt,
    compiled: Compiled,
) -> SearchResult:
    """One of the searches, within given limits."""
    from dramaturge.plan.search import find

    try:
        return find(
            ground,
            limits,
            goal,
            progress,
            aim=question.aim,
            count=question.count,
            seed=question.seed,
            after=after,
            rounds=attempt.rounds,
            effort=attempt.effort,
            hoped=attempt.hoped,
            compiled=compiled,
        )
    except ValueError:  # no story can begin; all else that it may refuse was checked before
        assert world.dynamics.initial is None
        raise
