"""Searches for stories, by the kernel; what it finds is verified by the definition.

Source: docs/semantics.md 7; PLANNER.md.
"""

from __future__ import annotations

import math
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from dramaturge.ground.saturate import saturated
from dramaturge.ground.world import GroundWorld
from dramaturge.kernel.compile import Compiled, compile, compiled_within
from dramaturge.kernel.planner import PROOF_EFFORT, Deed, Hope, Planner, Rounds, Tale
from dramaturge.plan.hurried import OutOfTimeError
from dramaturge.plan.in_hand import Met, time_to_search
from dramaturge.plan.variety import most_different
from dramaturge.plan.verify import verify
from dramaturge.semantics import Dynamics
from dramaturge.story import (
    Aim,
    Explanation,
    Limits,
    Outcome,
    Progress,
    SearchResult,
    Step,
    Story,
)
from dramaturge.verdict import Finding

# With plans in minds of any length allowed, these are tried one after the other. Most reasons are
# short, and whether longer plans exist often cannot be decided at all.
DEEPENING = (4, 8, 16, 32, 64, 128)

# See kernel.planner.PROOF_EFFORT; tried one after the other if a story is found wanting.
PROOF_EFFORTS = (PROOF_EFFORT, 30 * PROOF_EFFORT, 1_000 * PROOF_EFFORT)

# What is found may be verified for so long when the time is over.
GRACE_S = 0.05


def find(
    ground: GroundWorld,
    limits: Limits,
    goal: float | None = None,
    progress: Callable[[Progress], None] | None = None,
    *,
    aim: Aim = Aim.any,
    count: int = 1,
    seed: int = 0,
    after: Sequence[str] = (),
    rounds: Rounds = Rounds.all,
    effort: int | None = None,
    hoped: Hope | None = None,
    compiled: Compiled | None = None,
) -> SearchResult:
    """Stories that make the author's utility at least `goal` (default: the next whole step above
    the start), or why there is none.

    after: the acts that have happened before; ValueError if they are not possible.
    count: how many, of Aim.several. seed: decides what is tried first among equals; the same seed
    gives the same answer. rounds: the ways of searching; where hopeful ones end without a story,
    the limit is called "rounds". effort: small steps of work; the limit is called "effort".
    hoped: what plans in minds hopeful rounds look for; what they find is proved within the limits.
    compiled: see `compiled_for_search`, if that was made before.
    progress: called some five times a second, and when a story is found. Ctrl-C, or a
    KeyboardInterrupt that it raises, ends the search and keeps what was found so far.
    """
    if goal is not None and math.isnan(goal):
        raise ValueError("the goal is not a number")
    start, busy = time.perf_counter(), time.process_time()
    stopped = saturated(ground)
    begun = numbers_of(ground, after)
    compiled, within = compiled_within(stopped, limits, compiled)
    time_s = time_to_search(limits.time_s, aim)
    met = Met(start, progress)
    for proof in PROOF_EFFORTS:
        for applied in _deepening(limits):
            spent = time.perf_counter() - start
            left = _without(replace(applied, time_s=time_s), spent, within.memory_mb)
            try:
                planner = Planner(stopped, left, met, seed, proof, begun, compiled, effort, hoped)
            except MemoryError:
                seconds = time.perf_counter() - start
                return _unbegun(ground, aim, goal, applied, seed, after, seconds)
            target = next_goal(planner.start) if goal is None else goal
            answer = planner.run(target, aim, count, rounds)
            if answer.outcome is Outcome.limit and answer.limit is None:
                answer = replace(answer, limit="rounds")
            if answer.outcome is not Outcome.none or _decides(limits):
                break
        else:
            answer = replace(answer, outcome=Outcome.limit, limit="character")
        del planner  # gives its memory back
        searched, searched_cpu = time.perf_counter(), time.process_time() - busy
        candidates = [story_of(ground, tale) for tale in answer.tales]
        chosen = most_different(candidates, count)
        until = math.inf if limits.time_s is None else start + limits.time_s
        is_cancelled = answer.limit == "cancelled" or answer.outcome is Outcome.cancelled
        if is_cancelled:
            until = min(until, searched)
        if is_cancelled or answer.limit == "time":
            until += GRACE_S
        judged = verified_by(ground, [candidates[at] for at in chosen], applied, until, after)
        if isinstance(judged, tuple):
            stories = judged
            break
        # What the planner left open, whether something could be left out, the verifier answered
        # with yes: with more effort the planner sees that, too.
        is_open = any(answer.tales[at].undecided for at in chosen)
        assert is_open, f"the planner's story does not stand: {judged}"
        if answer.limit == "time" or is_cancelled:
            stories = tuple(candidates[at] for at in chosen)  # rather that than no answer
            break
    else:
        raise AssertionError(f"the planner's story does not stand: {judged}")
    found = answer.outcome is Outcome.found
    return SearchResult(
        outcome=answer.outcome,
        limit=answer.limit,
        aim=aim,
        stories=stories if found else (),
        best=stories[0] if stories and not found else None,
        goal=target,
        undecided=sum(answer.tales[at].undecided for at in chosen),
        round=(stories[0].round if found else answer.round) or None,
        bound=answer.bound,
        exhausted=answer.exhausted and len(chosen) == len(candidates),
        seed=seed,
        limits=applied,
        after=tuple(after),
        states=answer.states,
        expanded=answer.expanded,
        seconds={
            "search": searched - start,
            "search_cpu": searched_cpu,
            "verify": time.perf_counter() - searched,
            **({"found": met.seconds} if found and aim is Aim.shortest else {}),
        },
        peak_mb=peak_mb(),
    )


def _unbegun(
    ground: GroundWorld,
    aim: Aim,
    goal: float | None,
    limits: Limits,
    seed: int,
    after: Sequence[str],
    seconds: float,
) -> SearchResult:
    """The answer where the limit of memory leaves no room for a search."""
    if goal is None:
        dynamics = Dynamics(ground)
        state = dynamics.initial
        for act in numbers_of(ground, after):
            state = None if state is None else dynamics.after(state, act)
        goal = next_goal(None if state is None else dynamics.utility(state, 0))
    return SearchResult(
        outcome=Outcome.limit,
        limit="memory",
        aim=aim,
        stories=(),
        best=None,
        goal=goal,
        undecided=0,
        round=None,
        bound=1,
        exhausted=False,
        seed=seed,
        limits=limits,
        after=tuple(after),
        states=0,
        expanded=0,
        seconds={"search": seconds, "search_cpu": seconds, "verify": 0.0},
        peak_mb=peak_mb(),
    )


def compiled_for_search(ground: GroundWorld) -> Compiled:
    """What searches make of a ground world first; the same for all of them."""
    return compile(saturated(ground))


def next_goal(start: float | None) -> float:
    """The goal unless one is given: the next whole number above the start, but a whole step above
    a negative fraction. Unknown counts as 0; nothing can improve on it anyway."""
    if start is None or math.isnan(start):
        return 1.0
    if start < 0 and start != math.floor(start):
        return start + 1
    return float(math.floor(start) + 1)


def peak_mb() -> float:
    """The most memory that this process ever held."""
    if (told := _status_mb("VmHWM")) is not None:
        return told
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


def held_mb() -> float:
    """The memory that this process holds now; where the system does not tell, the most it held."""
    told = _status_mb("VmRSS")
    return peak_mb() if told is None else told


def _status_mb(field: str) -> float | None:
    """What Linux tells of this process. The usual way, getrusage, counts what the process that
    started this one held as well."""
    try:
        with open("/proc/self/status", encoding="ascii", errors="replace") as file:
            found = next((line.split() for line in file if line.startswith(f"{field}:")), None)
    except OSError:
        return None
    return None if found is None else int(found[1]) / 1024


def numbers_of(ground: GroundWorld, acts: Sequence[str]) -> list[int]:
    """The actions of acts. Raises ValueError for an act that can never happen."""
    numbers = {action.name: number for number, action in enumerate(ground.actions)}
    for act in acts:
        if act not in numbers:
            raise ValueError(f"this can never happen in the world: {act}")
    return [numbers[act] for act in acts]


def _deepening(limits: Limits) -> Iterator[Limits]:
    """The limits to search within, one after the other, with no limit of plans in minds open."""
    plans = DEEPENING if limits.character is None else (limits.character,)
    if _decides(limits) and limits.character is None:
        plans = (1,)
    for character in plans:
        # Each mind inwards has one act less, so deeper minds than acts make no difference.
        epistemic = character if limits.epistemic is None else limits.epistemic
        yield replace(limits, character=character, epistemic=epistemic)


def _decides(limits: Limits) -> bool:
    """Whether one search answers the question. Immediate reasons are plans of one act."""
    return limits.character is not None or limits.epistemic == 0


def _without(limits: Limits, spent_s: float, memory_mb: float | None) -> Limits:
    """What remains of the limits, with so much memory."""
    time_s = None if limits.time_s is None else max(0.0, limits.time_s - spent_s)
    return replace(limits, time_s=time_s, memory_mb=memory_mb)


def story_of(ground: GroundWorld, tale: Tale) -> Story:
    """What the kernel found, by name; not verified yet."""
    steps = tuple(_step(ground, deed) for deed in tale.deeds)
    return Story(steps, tale.utility, tale.round, verified=False)


def _step(ground: GroundWorld, deed: Deed) -> Step:
    action, reasons = deed
    explanations = tuple(
        Explanation(ground.characters[who], tuple(_step(ground, later) for later in imagined))
        for who, imagined in reasons
    )
    return Step(ground.actions[action].name, explanations)


def verified_by(
    ground: GroundWorld, stories: list[Story], limits: Limits, until: float, after: Sequence[str]
) -> tuple[Story, ...] | list[Finding]:
    """The stories, marked as verified as far as time and patience allow; or what is wrong with one
    that does not stand.

    Who plans does not judge: each must stand in the pure Python semantics.
    """
    judged: list[Story] = []
    try:
        for story in stories:
            findings = verify(ground, story, limits, until, after)
            if findings:
                return list(findings)
            judged.append(replace(story, verified=True))
    except (OutOfTimeError, KeyboardInterrupt):
        pass  # the kernel has proved the others; the answer says that this was not done twice
    return (*judged, *stories[len(judged) :])
