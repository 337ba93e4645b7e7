"""Checks a story against the definition: is every act possible, does everybody have a reason?

Uses only the reference semantics, never the kernel: who plans does not judge.
Source: docs/semantics.md 6, 7; SEMANTICS.md 6.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property

from dramaturge.ground.collection import no_collection
from dramaturge.ground.queries import Queries
from dramaturge.ground.show import show_term
from dramaturge.ground.table import show_value
from dramaturge.ground.world import GroundWorld
from dramaturge.model.world import World
from dramaturge.plan.expectations import Expectations
from dramaturge.plan.falsity import blame, shortened
from dramaturge.plan.hurried import Hurried, Patience
from dramaturge.plan.ladder import Ladder, Proposals
from dramaturge.plan.story_text import Beat, Expectation
from dramaturge.plan.unpruned import unpruned
from dramaturge.plan.walk import Missing, Progress, Walk, Walker
from dramaturge.plan.ways import Acts
from dramaturge.plan.whole import as_solution, needless_mark, unfinished
from dramaturge.semantics import State
from dramaturge.semantics.change import MOST_TOLD
from dramaturge.semantics.dynamics import MOST_MINDS
from dramaturge.story import Explanation, Limits
from dramaturge.verdict import Finding, Verdict

# Deterministic bounds on a search, in visited states: some 200 a second in a large world.
STATES_PER_ACT = 10_000
STATES_PER_SHORTCUT = 100
PLANS = (12, 3)  # most acts of a plan in a mind, and how many minds deep
HAND_WRITTEN = Limits(character=PLANS[0], epistemic=PLANS[1], states=STATES_PER_ACT)


def check(
    world: World,
    ground: GroundWorld,
    story: Sequence[Beat],
    limits: Limits = HAND_WRITTEN,
    *,
    solution: bool = False,
    goal: float | None = None,
) -> Verdict:
    """The first beat at fault and why.

    limits: of the plans that characters may have in mind; `states` bounds the search for one
    reason. solution: the story must also improve the author's utility, reach the goal if one is
    given, and have no needless act.
    """
    return Checker(world, ground, limits).check(story, solution=solution, goal=goal)


class Checker:
    """Checks stories of one world; what was found out about states is kept between them."""

    def __init__(
        self,
        world: World,
        ground: GroundWorld,
        limits: Limits = HAND_WRITTEN,
        proposals: Proposals | None = None,
    ) -> None:
        self.world = world
        self.ground = ground
        self.dynamics = Hurried(ground)
        self.motives = Ladder(self.dynamics, limits, STATES_PER_SHORTCUT, proposals)
        self._walker = Walker(self.dynamics, self.motives)

    @cached_property
    def queries(self) -> Queries:
        """Conditions of the language as those of the ground world."""
        return Queries(self.world, self.ground)

    @contextmanager
    def within(self, time_s: float | None) -> Iterator[None]:
        """A time limit on what is asked inside, from now on."""
        self.dynamics.until = math.inf if time_s is None else time.perf_counter() + time_s
        try:
            yield
        finally:
            self.dynamics.until = math.inf

    def meanings(self, story: Sequence[Beat]) -> Acts:
        """The actions that each beat may be in somebody's mind."""
        return self._walker.meanings(story)

    def walk(
        self,
        story: Sequence[Beat],
        *,
        stop: bool = False,
        keep: bool = False,
        progress: Progress | None = None,
        rest: Sequence[Beat] = (),
    ) -> Walk | Finding:
        """The story gone through, see `Walker.walk`; a finding if none can begin."""
        start = self.dynamics.initial
        if start is None:
            what, lines = self.endless("the initial state")
            return Finding("C101", 0, f"no story can begin: its consequences {what}", lines)
        with no_collection():
            return self._walker.walk(
                story, start, stop=stop, keep=keep, progress=progress, rest=rest
            )

    def check(
        self,
        story: Sequence[Beat],
        *,
        solution: bool = False,
        goal: float | None = None,
        expectations: Sequence[Expectation] = (),
        draft: bool = False,
        progress: Progress | None = None,
    ) -> Verdict:
        """See `check`. What the story expects is looked at up to the first beat at fault.

        draft: its end is still to come, so no mark can be needless yet. What a time limit
        (`within`) or Ctrl-C leaves open is told.
        """
        walk = self.walk(story, stop=True, keep=True, progress=progress)
        if isinstance(walk, Finding):
            return Verdict(False, (walk,))
        patience = Patience(self.dynamics, walk.limit)
        reached = walk.faults[0].index if walk.faults else len(story)
        states, explanations = walk.states[: reached + 1], walk.explanations[:reached]
        findings = patience.finish(
            lambda: list(self.unexpected(story, states, explanations, expectations))
        )
        if walk.faults:
            findings += patience.finish(lambda: self._found(story, walk))
            return Verdict(False, tuple(findings), explanations, patience.limit)
        marks = {at for at, beat in enumerate(story) if beat.deliberate is not None} - walk.kept
        if solution:
            findings += patience.attempt(
                lambda: as_solution(self.motives, story, walk, goal, marks), tuple
            )
        if patience.limit is not None:
            findings.append(unfinished(patience.limit, walk.unasked))
        elif not draft:
            findings += (needless_mark(story, at) for at in sorted(marks))
        ok = all(finding.severity == "warning" for finding in findings)
        utility = self.worth(walk)
        return Verdict(ok, tuple(findings), explanations, patience.limit, utility)

    def worth(self, walk: Walk) -> float | None:
        """What the end is worth to the author, if the story comes to it."""
        return self.dynamics.utility(walk.states[-1], 0) if walk.is_whole else None

    def unexpected(
        self,
        story: Sequence[Beat],
        states: Sequence[State],
        explanations: Sequence[tuple[Explanation, ...]],
        expectations: Sequence[Expectation],
    ) -> Iterator[Finding]:
        """What the story expects, of what was reached of it, and is not so."""
        expected = Expectations(self.queries, self.ground, self.dynamics, expectations)
        for beat in range(len(states)):
            yield from expected.findings(story, states[: beat + 1], explanations[:beat])

    def _found(self, story: Sequence[Beat], walk: Walk) -> tuple[Finding, ...]:
        """What to say of the first fault."""
        fault = walk.faults[0]
        states = list(walk.states[: fault.index + 1])
        if fault.is_impossible:
            return (self._impossible(story, fault.index, states, fault.action),)
        assert fault.action is not None
        return self._unmotivated(story, fault.index, states, fault.action, fault.missing)

    # Impossible.

    def _impossible(
        self, story: Sequence[Beat], index: int, states: list[State], action: int | None
    ) -> Finding:
        beat = story[index]
        acts = [earlier.text for earlier in story[:index]]
        if action is None:
            return self._pruned(story, index)
        if self.dynamics.possible(states[-1], action):
            what, lines = self.endless(beat.text)
            message = f"{beat.text} has consequences that {what}"
            return Finding("C101", index + 1, message, lines, span=beat.span)
        precondition = self.ground.actions[action].precondition
        lines = blame(self.dynamics, precondition, states, acts)
        message = f"{beat.text} is impossible"
        return Finding("C101", index + 1, message, lines, span=beat.span)

    def endless(self, act: str) -> tuple[str, tuple[str, ...]]:
        """What is wrong with the consequences of a possible act, or of the initial state, if
        nothing comes of it."""
        triggers = self.dynamics.unsettled.get(act, ())
        if triggers:
            return "never come to rest", (f"triggers seen last: {', '.join(triggers)}",)
        most = (
            f"{MOST_MINDS:,} different minds in a state, {MOST_TOLD:,} things told to one at once"
        )
        return "are more than minds can hold", (f"bounds: {most}",)

    def _pruned(self, story: Sequence[Beat], index: int) -> Finding:
        """An act that grounding left out: it can never happen, or it never changes anything."""
        beat = story[index]
        lines: tuple[str, ...] = ()
        found = unpruned(self.world, [earlier.text for earlier in story[: index + 1]])
        if found is not None:
            acts = [earlier.text for earlier in story[:index]]
            lines = blame(found.dynamics, found.precondition, found.states, acts)
            if not lines:
                message = f"{beat.text} changes nothing, so it is no event"
                return Finding("C103", index + 1, message, span=beat.span)
        message = f"{beat.text} can never happen in this world"
        return Finding("C101", index + 1, message, lines, span=beat.span)

    # Unmotivated.

    def _unmotivated(
        self,
        story: Sequence[Beat],
        index: int,
        states: list[State],
        action: int,
        missing: Sequence[Missing],
    ) -> tuple[Finding, ...]:
        findings = []
        for lack in missing:
            name = self.ground.characters[lack.character]
            if lack.exhausted:
                code, message = "C102", f"{name} has no reason for {story[index].text}"
            else:
                code = "C105"
                message = f"no reason of {name}'s for {story[index].text} was found"
            acts = [earlier.text for earlier in story[:index]]
            lines = self.why_not(acts, states, action, lack)
            span = story[index].span
            findings.append(Finding(code, index + 1, message, lines, name, span=span))
        return tuple(findings)

    def why_not(
        self, acts: Sequence[str], states: Sequence[State], action: int, lack: Missing
    ) -> tuple[str, ...]:
        """What the character wants and believes, as far as it stands in the way, as written."""
        character, searched = lack.character, lack.searched
        dynamics, name = self.dynamics, self.ground.characters[character]
        action = self.ground.meant(action)
        minds = [state.believed(character) for state in states]
        if dynamics.after(minds[-1], action) is None:
            precondition = self.ground.actions[action].precondition
            lines = blame(dynamics, precondition, minds, acts, states[-1])
            return (f"in {name}'s eyes it is impossible:", *lines)
        wants = shortened(show_term(self.ground, self.ground.utilities[1 + character]))
        lines = (f"{name} wants: {wants}", self._worth(states[-1], action, character))
        if dynamics.utility(minds[-1], 1 + character) is None:
            return lines
        if self.motives.top.is_hopeless(minds[-1], character, action):
            line = f"no plan that begins with it, however long, raises that, in {name}'s eyes"
            return (*lines, line)
        kept = self.motives.rung(searched)
        plans = f"no plan of up to {searched} act{'s' if searched > 1 else ''}"
        if searched < kept.character_limit:
            return (*lines, f"{plans} that begins with it helps; the search ended there")
        if self.motives.helps_needlessly(searched, minds[-1], character, action):
            line = "plans that begin with it help, but no better than without it"
            without = kept.plan_without(minds[-1], character, action)
            steps = [self.ground.actions[step].name for step in without or ()]
            return (*lines, f"{line}: {' '.join(steps)}" if steps else line)
        line = f"{plans} that begins with it raises that, in {name}'s eyes"
        if searched < self.motives.top.character_limit:
            line += "; longer ones were not searched to the end"
        return (*lines, line)

    def _worth(self, state: State, action: int, character: int) -> str:
        dynamics, name = self.dynamics, self.ground.characters[character]
        mind = state.believed(character)
        now = dynamics.utility(mind, 1 + character)
        after = dynamics.after(mind, action)
        assert after is not None
        then = dynamics.utility(after, 1 + character)
        line = f"in {name}'s eyes that is {show_value(now)} now and {show_value(then)} after it"
        real = dynamics.utility(state, 1 + character)
        return line if real == now else f"{line}; in truth it is {show_value(real)} now"
