"""What goes in and comes out at the front door besides what the layers below define."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from dramaturge.html import answer, cell, listing, story, table
from dramaturge.problems import Problem, WorldError, errors
from dramaturge.story import Explanation

if TYPE_CHECKING:
    from dramaturge.plan.story_text import Beat, Claim, Expectation, Scene


@dataclass(frozen=True, slots=True)
class Script:
    """A story as read: its acts, and what is wrong with its text.

    scenes: where they begin, whose eyes they are seen with. expectations: what must be so along
    the way. claims: the endings that it says come true.
    """

    beats: tuple[Beat, ...]
    problems: tuple[Problem, ...] = ()
    title: str = ""
    scenes: tuple[Scene, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def actions(self) -> tuple[str, ...]:
        """The names of the acts: `walk(Tom, Cottage, Market)`."""
        return tuple(beat.text for beat in self.beats)

    @property
    def ok(self) -> bool:
        return not errors(self.problems)

    def require(self) -> Script:
        """The story itself; raises WorldError if its text has mistakes."""
        if not self.ok:
            raise WorldError(self.problems)
        return self


# A story as a caller gives it: read already, a file, a text, or a list of acts.
StoryLike: TypeAlias = Script | Path | str | Sequence[str]


@dataclass(frozen=True, slots=True)
class Why:
    """Why a beat happens: one explanation for each who has a reason.

    unexplained: those who must be willing and have none within the limits; undecided: those of
    whom that was not found out. sentences: the reasons in words; words: acts in words, by act.
    """

    beat: int
    action: str
    explanations: tuple[Explanation, ...]
    unexplained: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    sentences: tuple[str, ...] = field(default=(), compare=False, repr=False)
    words: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    def _repr_html_(self) -> str:
        headline = f"{self.beat}. {self.words.get(self.action, self.action)}"
        without = [f"{name} has no reason." for name in self.unexplained]
        undecided = [f"Of {name} it was not found out." for name in self.undecided]
        rows = [
            (cell(each.character), story([step.action for step in each.plan], self.words))
            for each in self.explanations
        ]
        return answer(
            headline,
            listing((*self.sentences, *without, *undecided)),
            table(("who", "has in mind"), rows),
        )
