"""What a search gives: plain values, all by name, valid without the world they came from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


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
    """Acts, each with the reasons of all who consent to it. utility: the author's, at the end."""

    steps: tuple[Step, ...]
    utility: float


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a search has come. depth: acts of the longest explained beginning of a story."""

    round: str
    depth: int
    states: int
    expanded: int
    best: float
    memory_mb: float
    seconds: float


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer of a search.

    limit: which one ended it ("time", "memory", "states", or "character" if plans in minds of any
    length were asked for and long ones remain untried); None unless the outcome is `limit`.
    story: reaches the goal if found; else the best met that improves on the start, if any was.
    undecided: everything in the story is proved, but whether some part of it would do as well was
    left open in so many cases, since deciding it takes too long. 0: certainly minimal.
    round: the way of searching that found it, or the last one tried. Only the round "complete"
    gives a shortest story. limits: as applied. states: stored, believed ones included. seconds:
    "search", "search_cpu", "verify". peak_mb: the most that the process ever held.
    """

    outcome: Outcome
    limit: str | None
    story: Story | None
    goal: float
    undecided: int
    round: str | None
    limits: Limits
    states: int
    expanded: int
    seconds: dict[str, float]
    peak_mb: float
