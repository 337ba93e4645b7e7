"""A story as its reader has it before them: what every kind of finding asks about.

Source: docs/review.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from dramaturge.ground.world import Condition
from dramaturge.narrate import Teller
from dramaturge.narrate.words import as_sentence
from dramaturge.plan.check import Checker
from dramaturge.plan.falsity import stands
from dramaturge.plan.story_text import Beat
from dramaturge.plan.unpruned import Unpruned, unpruned
from dramaturge.plan.walk import Walk
from dramaturge.semantics import Dynamics, State
from dramaturge.verdict import Finding


class Reading:
    """One story gone through. Beats are counted from 1 in what is told, from 0 in indices."""

    def __init__(self, checker: Checker, teller: Teller, story: Sequence[Beat], walk: Walk) -> None:
        self.checker = checker
        self.teller = teller
        self.story = tuple(story)
        self.walk = walk
        self.dynamics: Dynamics = checker.dynamics
        self.ground = checker.ground
        self.words = teller.words
        self._whole: dict[int, Unpruned | None] = {}

    @property
    def states(self) -> tuple[State, ...]:
        return self.walk.states

    def name(self, character: int) -> str:
        """What a character is called in a sentence."""
        return self.words.names.of(self.ground.characters[character])

    def clause(self, index: int) -> str:
        """The act of a beat in words, without a full stop."""
        return self.words.phrase(self.story[index].text).clause

    def whole(self, index: int) -> Unpruned | None:
        """A beat that grounding left out, with the way to it."""
        if index not in self._whole:
            acts = [beat.text for beat in self.story[: index + 1]]
            self._whole[index] = unpruned(self.checker.world, acts)
        return self._whole[index]

    def since(self, beat: int | None) -> str:
        """`since beat 3: Tom walks home`, or `from the start on`."""
        if beat is None:
            return "from the start on"
        return f"since beat {beat}: {self.clause(beat - 1)}"

    def obstacle(self, part: Condition, states: Sequence[State], teller: Teller) -> str:
        """What a condition that is false would take, what is so instead, and since when."""
        told = teller.obstacle(part, states[-1])
        beat = stands(teller.dynamics, part, states)
        return as_sentence(f"{told}, {self.since(beat)}")

    def finding(
        self,
        code: str,
        index: int,
        message: str,
        details: Iterable[str] = (),
        *,
        evidence: Iterable[int | None] = (),
        character: int | None = None,
        repair: str | None = None,
        warning: bool = False,
    ) -> Finding:
        """A finding about a beat (index from 0; -1: the story as a whole)."""
        name = None if character is None else self.ground.characters[character]
        beats = tuple(sorted({beat for beat in evidence if beat is not None and beat > 0}))
        return Finding(
            code,
            index + 1,
            message,
            tuple(dict.fromkeys(details)),
            name,
            "warning" if warning else "error",
            beats,
            repair,
            span=self.story[index].span if 0 <= index < len(self.story) else None,
        )

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The (first) action of each name."""
        found: dict[str, int] = {}
        for index, action in enumerate(self.ground.actions):
            found.setdefault(action.name, index)
        return found
