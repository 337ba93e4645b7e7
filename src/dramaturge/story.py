"""What a search gives: plain values, all by name, valid without the world they came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from dramaturge.html import answer, cell, story, table


class Aim(Enum):
    """What is asked of a search.

    any: a story that reaches the goal. shortest: one with as few acts as possible, with the proof;
    better and better ones until then. refute: the proof that there is none, or a story that
    disproves it. several: stories that differ, see `dramaturge.plan.variety`.
    """

    any = "any"
    shortest = "shortest"
    refute = "refute"
    several = "several"


class Outcome(Enum):
    """found: a story. none: proven that there is none within the limits. limit: gave up."""

    found = "found"
    none = "none"
    limit = "limit"
    cancelled = "cancelled"


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a search goes. None: no limit; then a search may not end by itself.

    author: acts of the story. character: acts of a plan in a mind, the first included, shared with
    the plans nested in it. epistemic: minds nested deeper than this have only immediate reasons.
    memory_mb: growth of the process. states: states stored, believed ones included.
    """

    author: int | None = 10
    character: int | None = 10
    epistemic: int | None = 2
    time_s: float | None = None
    memory_mb: float | None = None
    states: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """An act, with the reasons of those who take part (other than the owner of the plan)."""

    action: str
    explanations: tuple[Explanation, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a character acts: the plan in mind, the explained act first."""

    character: str
    plan: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Acts, each with the reasons of all who consent to it.

    utility: the author's, at the end. round: the name of the way of searching that found it.
    verified: whether the definition has confirmed it; False only where the time was over first.
    """

    steps: tuple[Step, ...]
    utility: float
    round: str = field(default="", compare=False)
    verified: bool = field(default=True, compare=False)


@dataclass(frozen=True, slots=True)
class Round:
    """A way of searching; one search tries several, from hopeful to certain.

    doing: what it does, in words. complete: it misses no story within the limits, so that it can
    say "there is none". optimal: none within the limits is shorter than the first that it finds.
    """

    name: str
    doing: str
    complete: bool
    optimal: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a search has come. depth: acts of the longest explained beginning of a story.

    states: stored, of all attempts so far where several take turns. seconds: since it began.
    stories: found so far; shortest: the acts of the shortest of these, 0 without any. bound: no
    story within the limits that reaches the goal has fewer acts.
    """

    round: str
    depth: int
    states: int
    expanded: int
    best: float
    memory_mb: float
    seconds: float
    stories: int = 0
    shortest: int = 0
    bound: int = 0


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer of a search.

    limit: which one ended it ("time", "memory", "states", or "character" if plans in minds of any
    length were asked for and long ones remain untried; "cancelled" if Ctrl-C ended it after a story
    was found); None if it came to its end by itself.
    stories: those that reach the goal; one at most unless several were asked for. best: without
    any, the best met that improves on the start, if there was one.
    undecided: everything in the stories is proved, but whether some part would do as well was
    left open in so many cases, since deciding it takes too long. 0: certainly minimal.
    round: the way of searching that found the (first) story, or the last one tried.
    bound: no story within the limits of depth that reaches the goal has fewer acts; None: whatever
    the limits, there is no such story, as nothing that can happen leads there.
    exhausted: no other story is within the limits, but for what counts as alike.
    seed: decided between equals. limits: as applied. states: stored, believed ones included.
    tried: the limits of depth that took turns, as far as they were tried. refuted: the largest of
    them within which it is proved that there is none, where others remain open.
    after: the acts that had happened before the stories begin. words: acts in words, by act.
    seconds: "search", "search_cpu", "verify", and of Aim.shortest "found": after how much of the
    search the story was met. peak_mb: the most that the process ever held.
    """

    outcome: Outcome
    limit: str | None
    aim: Aim
    stories: tuple[Story, ...]
    best: Story | None
    goal: float
    undecided: int
    round: str | None
    bound: int | None
    exhausted: bool
    seed: int
    limits: Limits
    states: int
    expanded: int
    seconds: dict[str, float]
    peak_mb: float
    after: tuple[str, ...] = ()
    tried: tuple[Limits, ...] = ()
    refuted: Limits | None = None
    words: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    @property
    def story(self) -> Story | None:
        """The (first) story that reaches the goal; else the best."""
        return self.stories[0] if self.stories else self.best

    def _repr_html_(self) -> str:
        headline = f"{self.outcome.value}: {len(self.stories) or 'no'} stor"
        headline += "y" if len(self.stories) == 1 else "ies"
        if self.limit is not None:
            headline += f" (the limit: {self.limit})"
        best = () if self.stories or self.best is None else (self.best,)
        rows = [
            (
                cell(number),
                story([step.action for step in each.steps], self.words),
                f"{each.utility:g}",
            )
            for number, each in enumerate((*self.stories, *best), 1)
        ]
        return answer(headline, table(("", "acts", "utility"), rows))

    @property
    def is_shortest(self) -> bool:
        """Whether it is proven that no story within the limits is shorter than the first."""
        if not self.stories or self.bound is None:
            return False
        return len(self.stories[0].steps) <= self.bound

    @property
    def proves(self) -> tuple[str, ...]:
        """What the answer proves within its limits: "none" exists ("never": nor within any other
        limits), the story is a "shortest" one, there are no others than "all" of these."""
        if self.outcome is Outcome.none:
            return ("none",) if self.bound is not None else ("none", "never")
        shortest = ("shortest",) if self.is_shortest else ()
        every = ("all",) if self.stories and self.exhausted else ()
        return (*shortest, *every)
