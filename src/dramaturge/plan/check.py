"""Checks a story against the definition: is every act possible, does everybody have a reason?

Uses only the reference semantics, never the kernel: who plans does not judge.
Source: docs/semantics.md 6, 7; SEMANTICS.md 6.
"""

from __future__ import annotations

from collections.abc import Sequence

from dramaturge.ground.ground import ground as ground_world
from dramaturge.ground.show import show_term
from dramaturge.ground.table import show_value
from dramaturge.ground.world import GroundWorld
from dramaturge.model.world import World
from dramaturge.plan.expectations import Expectations
from dramaturge.plan.falsity import blame, shortened
from dramaturge.plan.ladder import Ladder
from dramaturge.plan.minimal import shorter_plan
from dramaturge.plan.motive import OutOfStatesError
from dramaturge.plan.story_file import Beat, Expectation
from dramaturge.semantics import Dynamics, State
from dramaturge.story import Explanation, Limits
from dramaturge.verdict import Finding, Verdict

# Deterministic bounds on a search, in visited states: some 200 a second in a large world.
STATES_PER_ACT = 10_000
STATES_PER_SHORTCUT = 100
HAND_WRITTEN = Limits(character=10, epistemic=3, states=STATES_PER_ACT)


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

    def __init__(self, world: World, ground: GroundWorld, limits: Limits = HAND_WRITTEN) -> None:
        self._world = world
        self._ground = ground
        self._limits = limits
        self._dynamics = Dynamics(ground)
        self._motives = Ladder(self._dynamics, limits, STATES_PER_SHORTCUT)
        self._actions: dict[str, list[int]] = {}
        for index, action in enumerate(ground.actions):
            self._actions.setdefault(action.name, []).append(index)

    def check(
        self,
        story: Sequence[Beat],
        *,
        solution: bool = False,
        goal: float | None = None,
        expectations: Sequence[Expectation] = (),
        draft: bool = False,
    ) -> Verdict:
        """See `check`. What the story expects is looked at up to the first beat at fault.

        draft: its end is still to come, so no mark can be needless yet.
        """
        start = self._dynamics.initial
        if start is None:
            message = "no story can begin: the triggers never settle at the start"
            return Verdict(False, (Finding("C101", 0, message, self._loop("the initial state")),))
        states, actions = [start], []
        explanations: list[tuple[Explanation, ...]] = []
        expected = Expectations(self._world, self._ground, self._dynamics, expectations)
        findings = list(expected.findings(story, states, explanations))
        marks = {at for at, beat in enumerate(story) if beat.deliberate is not None}
        for index in range(len(story)):
            found = self._beat(story, index, states)
            if isinstance(found, tuple) and index in marks:
                found = self._meant(story, index, states, found)
                marks.discard(index)
            if isinstance(found, tuple):
                return Verdict(False, (*findings, *found), tuple(explanations))
            actions.append(found)
            explanations.append(self._reasons(states[-1], found))
            states.append(self._following(states[-1], found))
            findings += expected.findings(story, states, explanations)
        if solution:
            findings += self._as_solution(story, actions, states, goal, marks)
        if not draft:
            findings += (_needless_mark(story, at) for at in sorted(marks))
        ok = all(finding.severity == "warning" for finding in findings)
        return Verdict(ok, tuple(findings), tuple(explanations))

    def _meant(
        self,
        story: Sequence[Beat],
        index: int,
        states: list[State],
        found: tuple[Finding, ...],
    ) -> int | tuple[Finding, ...]:
        """The action of a beat with a mark: nobody needs a reason, but it must be possible."""
        for action in self._actions.get(story[index].text, []):
            if self._dynamics.after(states[-1], action) is not None:
                return action
        return found

    def _following(self, state: State, action: int) -> State:
        after = self._dynamics.after(state, action)
        assert after is not None
        return after

    def _beat(
        self, story: Sequence[Beat], index: int, states: list[State]
    ) -> int | tuple[Finding, ...]:
        """The action of a beat that stands, or what is wrong with it.

        Overlapping definitions give one act several meanings: any that stands will do.
        """
        candidates = self._actions.get(story[index].text, [])
        possible = [a for a in candidates if self._dynamics.after(states[-1], a) is not None]
        if not possible:
            return (self._impossible(story, index, states, candidates),)
        faults = []
        for action in possible:
            findings = self._unmotivated(story, index, states, action)
            if not findings:
                return action
            faults.append(findings)
        return faults[0]

    # Impossible.

    def _impossible(
        self, story: Sequence[Beat], index: int, states: list[State], candidates: list[int]
    ) -> Finding:
        beat = story[index]
        acts = [earlier.text for earlier in story[:index]]
        if not candidates:
            return self._pruned(story, index)
        action = candidates[0]
        if self._dynamics.possible(states[-1], action):
            return Finding(
                "C101",
                index + 1,
                f"{beat.text} has consequences that never come to rest",
                self._loop(beat.text),
                span=beat.span,
            )
        precondition = self._ground.actions[action].precondition
        lines = blame(self._dynamics, precondition, states, acts)
        message = f"{beat.text} is impossible"
        return Finding("C101", index + 1, message, lines, span=beat.span)

    def _loop(self, cause: str) -> tuple[str, ...]:
        triggers = self._dynamics.unsettled.get(cause, ())
        return (f"triggers seen last: {', '.join(triggers)}",) if triggers else ()

    def _pruned(self, story: Sequence[Beat], index: int) -> Finding:
        """An act that grounding left out: it can never happen, or it never changes anything."""
        beat = story[index]
        names = frozenset(earlier.text for earlier in story[: index + 1])
        full, _ = ground_world(self._world, prune=False, only=names)
        lines: tuple[str, ...] = ()
        if full is not None:
            dynamics = Dynamics(full)
            indices = {action.name: i for i, action in enumerate(full.actions)}
            states = [dynamics.initial]
            for earlier in story[:index]:
                state = states[-1]
                number = indices.get(earlier.text)
                if state is None or number is None:
                    break
                states.append(dynamics.after(state, number))
            known = [state for state in states if state is not None]
            number = indices.get(beat.text)
            if number is not None and len(known) == index + 1:
                acts = [earlier.text for earlier in story[:index]]
                lines = blame(dynamics, full.actions[number].precondition, known, acts)
                if not lines:
                    message = f"{beat.text} changes nothing, so it is no event"
                    return Finding("C103", index + 1, message, span=beat.span)
        message = f"{beat.text} can never happen in this world"
        return Finding("C101", index + 1, message, lines, span=beat.span)

    # Unmotivated.

    def _reasons(self, state: State, action: int) -> tuple[Explanation, ...]:
        found = []
        for character in self._ground.actions[action].consenting:
            motive = self._motives.motive(state, character, action)
            if motive.found is not None:  # else it is marked as deliberate
                found.append(motive.found)
        return tuple(found)

    def _unmotivated(
        self, story: Sequence[Beat], index: int, states: list[State], action: int
    ) -> tuple[Finding, ...]:
        findings = []
        for character in self._ground.actions[action].consenting:
            motive = self._motives.motive(states[-1], character, action)
            if motive.found is not None:
                continue
            name = self._ground.characters[character]
            if motive.exhausted:
                code, message = "C102", f"{name} has no reason for {story[index].text}"
            else:
                code = "C105"
                message = f"no reason of {name}'s for {story[index].text} was found"
            lines = self._why_not(story, index, states, action, character, motive.searched)
            span = story[index].span
            findings.append(Finding(code, index + 1, message, lines, name, span=span))
        return tuple(findings)

    def _why_not(
        self,
        story: Sequence[Beat],
        index: int,
        states: list[State],
        action: int,
        character: int,
        searched: int,
    ) -> tuple[str, ...]:
        """What the character wants and believes, as far as it stands in the way."""
        dynamics, name = self._dynamics, self._ground.characters[character]
        action = self._ground.meant(action)
        minds = [state.believed(character) for state in states]
        acts = [earlier.text for earlier in story[:index]]
        if dynamics.after(minds[-1], action) is None:
            precondition = self._ground.actions[action].precondition
            lines = blame(dynamics, precondition, minds, acts, states[-1])
            return (f"in {name}'s eyes it is impossible:", *lines)
        wants = shortened(show_term(self._ground, self._ground.utilities[1 + character]))
        lines = (f"{name} wants: {wants}", self._worth(states[-1], action, character))
        if dynamics.utility(minds[-1], 1 + character) is None:
            return lines
        kept = self._motives.rung(searched)
        plans = f"no plan of up to {searched} act{'s' if searched > 1 else ''}"
        if searched < kept.character_limit:
            return (*lines, f"{plans} that begins with it helps; the search ended there")
        if kept.helps_needlessly(minds[-1], character, action):
            return (*lines, "plans that begin with it help, but not better than without some act")
        line = f"{plans} that begins with it raises that, in {name}'s eyes"
        if searched < self._motives.top.character_limit:
            line += "; longer ones were not searched to the end"
        return (*lines, line)

    def _worth(self, state: State, action: int, character: int) -> str:
        dynamics, name = self._dynamics, self._ground.characters[character]
        mind = state.believed(character)
        now = dynamics.utility(mind, 1 + character)
        then = dynamics.utility(self._following(mind, action), 1 + character)
        line = f"in {name}'s eyes that is {show_value(now)} now and {show_value(then)} after it"
        real = dynamics.utility(state, 1 + character)
        return line if real == now else f"{line}; in truth it is {show_value(real)} now"

    # A whole story.

    def _as_solution(
        self,
        story: Sequence[Beat],
        actions: list[int],
        states: list[State],
        goal: float | None,
        marks: set[int],
    ) -> tuple[Finding, ...]:
        """What is wrong with the whole; marks of beats that are needless are taken away."""
        start = self._dynamics.utility(states[0], 0)
        end = self._dynamics.utility(states[-1], 0)
        if start is None or end is None or end <= start:
            message = (
                f"the story ends no better than it began: the author's utility is "
                f"{show_value(start)} at the start and {show_value(end)} at the end"
            )
            return (Finding("C104", len(story), message, span=story[-1].span if story else None),)
        if goal is not None and end < goal:
            message = (
                f"the story misses its goal: the author's utility is {show_value(end)} at the "
                f"end, not {show_value(goal)}"
            )
            return (Finding("C104", len(story), message, span=story[-1].span if story else None),)

        open_beats: set[int] = set()

        def willing(state: State, position: int, kept: int) -> bool:
            if story[position].deliberate is not None:
                return True
            try:
                return self._motives.explained(state, actions[position])
            except OutOfStatesError:  # not held against the story
                open_beats.add(position + 1)
                return False

        try:
            shorter = shorter_plan(self._dynamics, states[0], tuple(actions), 0, willing)
        except RecursionError:  # a story of many hundred acts
            return (_undecided(set(range(1, len(story) + 1))),)
        if shorter is not None:
            dropped = {i for i in range(len(story)) if i not in shorter}
            is_meant = all(story[i].deliberate is not None for i in dropped)
            marks -= dropped
            return () if is_meant else (self._needless(story, shorter),)
        return (_undecided(open_beats),) if open_beats else ()

    def _needless(self, story: Sequence[Beat], kept: tuple[int, ...]) -> Finding:
        dropped = [i for i in range(len(story)) if i not in kept]
        beats = ", ".join(str(i + 1) for i in dropped)
        plural = "s" if len(dropped) > 1 else ""
        message = f"the story ends as well without beat{plural} {beats}"
        lines = tuple(f"beat {i + 1}: {story[i].text}" for i in dropped)
        first = dropped[0]
        return Finding("C103", first + 1, message, lines, span=story[first].span)


def _needless_mark(story: Sequence[Beat], index: int) -> Finding:
    mark = story[index].deliberate
    assert mark is not None
    message = f"the mark 'deliberate' on {story[index].text} keeps no finding quiet"
    return Finding("C107", index + 1, message, severity="warning", span=mark.span)


def _undecided(beats: set[int]) -> Finding:
    """Needless acts are not proven: what was left open is not held against the story."""
    shown = ", ".join(str(beat) for beat in sorted(beats)[:20])
    shown += ", …" if len(beats) > 20 else ""
    message = (
        "in shorter stories somebody might have a reason for an act all the same; that was not "
        f"decided within the state limit for beats {shown}"
    )
    return Finding("C105", 0, message, severity="warning")
