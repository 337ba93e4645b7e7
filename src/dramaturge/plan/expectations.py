"""What a story expects of its states and reasons: whether it is so, and what is so instead.

Source: LANGUAGE.md 9; docs/language.md, "Stories".
"""

from __future__ import annotations

from collections.abc import Sequence

from dramaturge.ground.queries import Queries
from dramaturge.ground.world import Condition, GroundWorld
from dramaturge.plan.falsity import actual, blame, shortened
from dramaturge.plan.story_text import Beat, Expectation
from dramaturge.semantics import Dynamics, State
from dramaturge.story import Explanation
from dramaturge.verdict import Finding


class Expectations:
    """The expectations of one story, looked at beat by beat."""

    def __init__(
        self,
        queries: Queries,
        ground: GroundWorld,
        dynamics: Dynamics,
        expectations: Sequence[Expectation],
    ) -> None:
        self._queries = queries
        self._ground = ground
        self._dynamics = dynamics
        self._at: dict[int, list[Expectation]] = {}
        for expectation in expectations:
            self._at.setdefault(expectation.after, []).append(expectation)

    def findings(
        self,
        story: Sequence[Beat],
        states: Sequence[State],
        reasons: Sequence[tuple[Explanation, ...]],
    ) -> tuple[Finding, ...]:
        """C106 for each that is false now: in the last of the states, after so many beats.

        reasons: of each beat so far.
        """
        after = len(states) - 1
        found: list[Finding] = []
        for expected in self._at.get(after, ()):
            if expected.why is None:
                lines = self._state(expected, story, states)
            else:
                lines = self._why(expected, story[after - 1], states[-2], reasons[-1])
            if lines is not None:
                message = f"not as expected: {shortened(expected.text)}"
                found.append(Finding("C106", after, message, lines, span=expected.span))
        return tuple(found)

    def _condition(self, expected: Expectation) -> Condition:
        return self._queries.condition(expected.condition)

    def _state(
        self, expected: Expectation, story: Sequence[Beat], states: Sequence[State]
    ) -> tuple[str, ...] | None:
        """What is so instead; None: it is as expected."""
        condition = self._condition(expected)
        if self._dynamics.holds(condition, states[-1]) != expected.is_negated:
            return None
        if expected.is_negated:
            is_so = actual(self._dynamics, condition, states[-1])
            return (f"it is so: {is_so}" if is_so else "it is always so",)
        acts = [beat.text for beat in story[: len(states) - 1]]
        lines = blame(self._dynamics, condition, states, acts)
        return lines or ("it is never so",)

    def _why(
        self, expected: Expectation, beat: Beat, before: State, reasons: tuple[Explanation, ...]
    ) -> tuple[str, ...] | None:
        """Whether the plan in mind makes the condition true, in the mind of who has it."""
        assert expected.why is not None
        reason = next((each for each in reasons if each.character == expected.why), None)
        if reason is None:
            line = f"{expected.why} has no reason for {beat.text}, or no part in it"
            return None if expected.is_negated else (line,)
        mind = before.believed(self._ground.characters.index(expected.why))
        condition = self._condition(expected)
        is_old = self._dynamics.holds(condition, mind)
        end = self._imagined(mind, reason)
        is_reached = end is not None and self._dynamics.holds(condition, end)
        if (is_reached and not is_old) != expected.is_negated:
            return None
        plan = f"{expected.why} has in mind: {', '.join(step.action for step in reason.plan)}"
        if expected.is_negated:
            return (plan, "that leads to it")
        if is_old:
            return (plan, f"in {expected.why}'s eyes it is so already")
        is_so = "" if end is None else actual(self._dynamics, condition, end)
        return (plan, f"in the end of that plan {is_so}" if is_so else "that does not lead to it")

    def _imagined(self, mind: State, reason: Explanation) -> State | None:
        """The state in which a plan ends, in the mind of who has it."""
        state: State | None = mind
        for step in reason.plan:
            following = None
            for action, event in enumerate(self._ground.actions):
                if event.name == step.action and state is not None:
                    following = following or self._dynamics.after(state, action)
            state = following
        return state
