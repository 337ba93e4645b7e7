"""A written story gone through beat by beat: what each act leads to, and which are at fault.

After an act that is impossible the story goes on as though it had happened all the same, its
effects by the rules of the world: so one mistake is told once, and not again in all that rests on
it. Only an act that the world knows nothing of (grounding left it out) is passed over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dramaturge.plan.ladder import Ladder
from dramaturge.plan.story_text import Beat
from dramaturge.semantics import Dynamics, State
from dramaturge.story import Explanation

VAIN = 3  # reasons that nobody could propose: after so many, none is asked for in this story


@dataclass(frozen=True, slots=True)
class Missing:
    """A reason that a character lacks. searched: plans of so many acts were refuted; exhausted:
    whether that is all there are within the limits."""

    character: int
    searched: int
    exhausted: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """A beat (from 0) that does not stand. action: None: the world knows no such act.

    missing: whose reasons; empty: the act is impossible.
    """

    index: int
    action: int | None
    missing: tuple[Missing, ...] = ()

    @property
    def is_impossible(self) -> bool:
        return not self.missing


@dataclass(frozen=True, slots=True)
class Walk:
    """states[i] is the state before beat i, the last one that after all of them; actions[i]: None
    where a beat was passed over. explanations[i]: the reasons there are. faults: in order, but for
    those that a mark keeps quiet. kept: the beats (from 0) of such marks."""

    states: tuple[State, ...]
    actions: tuple[int | None, ...]
    explanations: tuple[tuple[Explanation, ...], ...]
    faults: tuple[Fault, ...]
    kept: frozenset[int]

    @property
    def is_whole(self) -> bool:
        """Whether every act is possible."""
        return not any(fault.is_impossible for fault in self.faults)


class Walker:
    """Goes through stories of one world. numbers: the actions of each name."""

    def __init__(self, dynamics: Dynamics, motives: Ladder) -> None:
        self._dynamics = dynamics
        self._motives = motives
        self.numbers: dict[str, list[int]] = {}
        for index, action in enumerate(dynamics.ground.actions):
            self.numbers.setdefault(action.name, []).append(index)

    def walk(self, story: Sequence[Beat], start: State, *, stop: bool = False) -> Walk:
        """The story from a state on. stop: only up to the first fault."""
        states, actions = [start], list[int | None]()
        explanations: list[tuple[Explanation, ...]] = []
        faults: list[Fault] = []
        kept: set[int] = set()
        before: list[int] | None = []
        vain = 0
        for index, beat in enumerate(story):
            asked = before if vain < VAIN else None
            action, fault = self._beat(index, beat, states[-1], asked)
            missing = () if fault is None else fault.missing
            vain += sum(lack.searched < self._motives.top.character_limit for lack in missing)
            if fault is not None and fault.missing and beat.deliberate is not None:
                kept.add(index)
                fault = None
            if fault is not None:
                faults.append(fault)
                if stop:
                    break
            after = None if action is None else self._dynamics.forced(states[-1], action)
            is_impossible = fault is not None and fault.is_impossible
            actions.append(None if after is None else action)
            explanations.append(
                () if action is None or is_impossible else self._reasons(states[-1], action, asked)
            )
            if after is None or action is None or is_impossible:
                before = None
            elif before is not None:
                before.append(action)
            states.append(after or states[-1])
        return Walk(
            tuple(states), tuple(actions), tuple(explanations), tuple(faults), frozenset(kept)
        )

    def _beat(
        self, index: int, beat: Beat, state: State, before: Sequence[int] | None
    ) -> tuple[int | None, Fault | None]:
        """The action of a beat, and what is wrong with it. before: see `Ladder.motive`.

        Overlapping definitions give one act several meanings: any that stands will do.
        """
        candidates = self.numbers.get(beat.text, [])
        possible = [a for a in candidates if self._dynamics.after(state, a) is not None]
        if not possible:
            action = candidates[0] if candidates else None
            return action, Fault(index, action)
        faults = []
        for action in possible:
            missing = self._missing(state, action, before)
            if not missing:
                return action, None
            faults.append(Fault(index, action, missing))
        return possible[0], faults[0]

    def _missing(
        self, state: State, action: int, before: Sequence[int] | None
    ) -> tuple[Missing, ...]:
        found = []
        for character in self._dynamics.ground.actions[action].consenting:
            motive = self._motives.motive(state, character, action, before)
            if motive.found is None:
                found.append(Missing(character, motive.searched, motive.exhausted))
        return tuple(found)

    def _reasons(
        self, state: State, action: int, before: Sequence[int] | None
    ) -> tuple[Explanation, ...]:
        found = []
        for character in self._dynamics.ground.actions[action].consenting:
            motive = self._motives.motive(state, character, action, before)
            if motive.found is not None:
                found.append(motive.found)
        return tuple(found)
