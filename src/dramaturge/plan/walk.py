"""A written story gone through beat by beat: what each act leads to, and which are at fault.

After an act that is impossible the story goes on as though it had happened all the same, its
effects by the rules of the world: so one mistake is told once, and not again in all that rests on
it. Only an act that the world knows nothing of (grounding left it out) is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from dramaturge.plan.hurried import Hurried, Patience
from dramaturge.plan.ladder import EFFORT, Ladder
from dramaturge.plan.story_text import Beat
from dramaturge.plan.ways import Acts
from dramaturge.semantics import State
from dramaturge.story import Explanation

Progress = Callable[[int, int], None]  # the beat (from 1) that is judged, and of how many
LEAST = 60_000  # small steps that may be taken for a reason, whatever earlier ones took in vain


@dataclass(frozen=True, slots=True)
class Missing:
    """A reason that a character lacks. searched: plans of so many acts were refuted; exhausted:
    whether that is all there are within the limits; effort: small steps that it took."""

    character: int
    searched: int
    exhausted: bool
    effort: int = field(default=0, compare=False)


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


# The action of a beat, the reasons for it, and what is wrong with it.
Judged = tuple[int | None, tuple[Explanation, ...], Fault | None]


@dataclass(frozen=True, slots=True)
class Walk:
    """states[i] is the state before beat i, the last one that after all of them; actions[i]: None
    where a beat was passed over. explanations[i]: the reasons there are. faults: in order, but for
    those that a mark keeps quiet. kept: the beats (from 0) of such marks. limit: what ended the
    search for reasons, if anything did ("time", "cancelled"); unasked: the beats (from 0) that are
    possible, and whose reasons were not asked for any more."""

    states: tuple[State, ...]
    actions: tuple[int | None, ...]
    explanations: tuple[tuple[Explanation, ...], ...]
    faults: tuple[Fault, ...]
    kept: frozenset[int]
    limit: str | None = None
    unasked: tuple[int, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether every act is possible."""
        return not any(fault.is_impossible for fault in self.faults)


class Walker:
    """Goes through stories of one world. numbers: the actions of each name."""

    def __init__(self, dynamics: Hurried, motives: Ladder) -> None:
        self._dynamics = dynamics
        self._motives = motives
        self.numbers: dict[str, list[int]] = {}
        for index, action in enumerate(dynamics.ground.actions):
            self.numbers.setdefault(action.name, []).append(index)

    def walk(
        self,
        story: Sequence[Beat],
        start: State,
        *,
        stop: bool = False,
        keep: bool = False,
        progress: Progress | None = None,
        rest: Sequence[Beat] = (),
    ) -> Walk:
        """The story from a state on. stop: only up to the first fault. keep: where the time limit
        or Ctrl-C ends it, the rest is gone through without asking for reasons; otherwise they are
        raised. rest: how the story goes on."""
        following = self.meanings((*story, *rest))
        states, actions = [start], list[int | None]()
        explanations: list[tuple[Explanation, ...]] = []
        faults: list[Fault] = []
        kept: set[int] = set()
        before: list[int] | None = []
        begun = _Begun(story)
        toil = 0
        patience, unasked = Patience(self._dynamics, keep=keep), list[int]()
        for index, beat in enumerate(story):
            question = _Question(
                states[-1],
                before,
                max(LEAST, EFFORT - toil),
                begun.rests(index),
                following[index + 1 :],
            )
            if progress is not None:
                patience.attempt(partial(progress, index + 1, len(story)), lambda: None)
            judged = patience.attempt(
                partial(self._beat, index, beat, question),
                partial(self._unasked, index, beat, question),
            )
            action, found, fault = judged
            if patience.limit is not None and fault is None and action is not None:
                is_meant = beat.deliberate is not None
                if is_meant:
                    kept.add(index)
                elif self._dynamics.ground.actions[action].consenting:
                    unasked.append(index)
            missing = () if fault is None else fault.missing
            toil += sum(lack.effort for lack in missing)
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
            explanations.append(found)
            begun.note(index, found)
            if after is None or action is None or is_impossible:
                before = None
            elif before is not None:
                before.append(action)
            states.append(after or states[-1])
        return Walk(
            tuple(states),
            tuple(actions),
            tuple(explanations),
            tuple(faults),
            frozenset(kept),
            patience.limit,
            tuple(unasked),
        )

    def meanings(self, story: Sequence[Beat]) -> Acts:
        """The actions that each beat may be in somebody's mind."""
        meant = self._dynamics.ground.meant
        candidates = (self.numbers.get(beat.text, []) for beat in story)
        return tuple(tuple(dict.fromkeys((*each, *map(meant, each)))) for each in candidates)

    def _possible(self, beat: Beat, state: State) -> list[int]:
        """Which of its actions, should it have several meanings, are possible."""
        candidates = self.numbers.get(beat.text, [])
        return [a for a in candidates if self._dynamics.after(state, a) is not None]

    def _unasked(self, index: int, beat: Beat, question: _Question) -> Judged:
        """The same as `_beat`, but that everybody is taken as willing."""
        possible = self._possible(beat, question.state)
        if possible:
            return possible[0], (), None
        return self._impossible(index, beat)

    def _impossible(self, index: int, beat: Beat) -> Judged:
        action = next(iter(self.numbers.get(beat.text, [])), None)
        return action, (), Fault(index, action)

    def _beat(self, index: int, beat: Beat, question: _Question) -> Judged:
        """The action of a beat, the reasons for it, and what is wrong with it.

        Overlapping definitions give one act several meanings: any that stands will do.
        """
        possible = self._possible(beat, question.state)
        if not possible:
            return self._impossible(index, beat)
        judged = []
        for action in possible:
            found, missing = self._reasons(question, action)
            if not missing:
                return action, found, None
            judged.append((action, found, Fault(index, action, missing)))
        return judged[0]

    def _reasons(
        self, question: _Question, action: int
    ) -> tuple[tuple[Explanation, ...], tuple[Missing, ...]]:
        ground = self._dynamics.ground
        found: list[Explanation] = []
        missing: list[Missing] = []
        for character in ground.actions[action].consenting:
            rest = question.rests.get(ground.characters[character])
            motive = self._motives.motive(
                question.state,
                character,
                action,
                question.before,
                rest,
                question.following,
                effort=question.effort,
            )
            if motive.found is not None:
                found.append(motive.found)
            else:
                lack = Missing(character, motive.searched, motive.exhausted, motive.effort)
                missing.append(lack)
        return tuple(found), tuple(missing)


@dataclass(frozen=True, slots=True)
class _Question:
    """Whose reasons for an act in the state? before, effort: see `Ladder.motive`. rests: what is
    left of plans that the story has followed so far, and of which the act is next, by name.
    following: see `meanings`; of the rest of the story."""

    state: State
    before: Sequence[int] | None
    effort: int
    rests: Mapping[str, Explanation]
    following: Acts


class _Begun:
    """The plans behind the acts of a story."""

    def __init__(self, story: Sequence[Beat]) -> None:
        self._story = story
        self._plans: list[tuple[int, Explanation]] = []  # since the beat, the latest last

    def note(self, index: int, explanations: Sequence[Explanation]) -> None:
        """These plans begin with that beat."""
        self._plans += ((index, each) for each in explanations if len(each.plan) > 1)

    def rests(self, index: int) -> dict[str, Explanation]:
        """Of the plans that go on with that beat what is left, by name; the latest ones."""
        act = self._story[index].text
        self._plans = [
            (since, each)
            for since, each in self._plans
            if index - since < len(each.plan) and each.plan[index - since].action == act
        ]
        return {
            each.character: Explanation(each.character, each.plan[index - since :])
            for since, each in self._plans
        }
