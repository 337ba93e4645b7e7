"""What a counsel gives: plain values, all by name, valid without the world."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dramaturge.html import answer, cell, said, story, table


@dataclass(frozen=True, slots=True)
class Act:
    """One act of a line; step: its number in the plan (from 1), None: somebody's answer."""

    action: str
    step: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """One way that things can go. failed_at: the step (from 1) that is not possible any more;
    None: all were done. good: all done, and what the planners wanted has come."""

    acts: tuple[Act, ...]
    failed_at: int | None
    good: bool


@dataclass(frozen=True, slots=True)
class Fate:
    """How a person can end: utilities (None: unknown) and a shortest line to each.

    worst_at, best_at: the act of the line (an index) after which it is as bad, or as good, as that
    for the first time; None: so it is before. worst_because, best_because: what is worse or better
    than now, as a clause, if it has been put in words.
    """

    character: str
    before: float | None
    worst: float | None
    worst_line: Line
    best: float | None
    best_line: Line
    worst_at: int | None = None
    best_at: int | None = None
    worst_because: str = ""
    best_because: str = ""


@dataclass(frozen=True, slots=True)
class Reversal:
    """The act after which the plan cannot come out well any more, though before it could.

    answer: the act; steps: after how many steps of the plan it has that effect. own: it is a step
    of the plan itself. before: a shortest way there.
    """

    before: tuple[Act, ...]
    answer: str
    steps: tuple[int, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True)
class Loss:
    """What a failure costs somebody: utilities, and what is worse, as a clause, once told."""

    character: str
    before: float
    after: float
    because: str = ""


@dataclass(frozen=True, slots=True)
class Foresight:
    """What a planner, by what they know, could have foreseen: a line in their own mind that fails
    at the same step, or ends badly too, as the failure in question; None: nothing of the kind.
    decided: whether everything was looked at in their mind; if not, None says nothing."""

    character: str
    failure: Line
    foreseen: Line | None
    decided: bool = True


@dataclass(frozen=True, slots=True)
class Result:
    """An ending of the world that the plan can lead to, though it has not come yet; a shortest line
    that does."""

    name: str
    text: str
    line: Line


@dataclass(frozen=True, slots=True)
class Counsel:
    """What would become of a plan.

    successes: shortest lines first, one per order of answers that comes out well; failures: for
    each step that can fail, and for the end, a shortest line that does; losses: for each failure,
    who is worse off there than now. results: endings of the world that can come of it. limit:
    what ended the search early, if anything; then there may be more. words: acts in words.
    """

    start: tuple[str, ...]
    plan: tuple[str, ...]
    planners: tuple[str, ...]
    success: Line | None
    failures: tuple[Line, ...]
    reversals: tuple[Reversal, ...]
    fates: tuple[Fate, ...]
    foresight: tuple[Foresight, ...]
    situations: int
    limit: str | None
    losses: tuple[tuple[Loss, ...], ...] = ()
    results: tuple[Result, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    def _repr_html_(self) -> str:
        headline = (
            "Nothing that the others would do spoils it."
            if self.safe
            else ("It can fail." if self.success is not None else "It cannot come out well.")
        )
        lines = [("well", self.success)] if self.success is not None else []
        lines += [
            ("badly" if line.failed_at is None else f"fails at step {line.failed_at}", line)
            for line in self.failures
        ]
        ways = [
            (cell(how), story([act.action for act in line.acts], self.words)) for how, line in lines
        ]
        fates = [
            (
                cell(f.character),
                cell(f.before),
                cell(f.worst),
                cell(f.worst_because),
                cell(f.best),
                cell(f.best_because),
            )
            for f in self.fates
        ]
        turns = [
            (said(turn.answer, self.words), cell(", ".join(map(str, turn.steps))))
            for turn in self.reversals
        ]
        results = [
            (
                cell(result.text or result.name),
                story([a.action for a in result.line.acts], self.words),
            )
            for result in self.results
        ]
        heads = ("who", "now", "worst", "because", "best", "because")
        return answer(
            headline,
            table(("it goes", "how"), ways),
            table(("act", "after steps"), turns, "Where it turns"),
            table(("ending", "how"), results, "What it can lead to"),
            table(heads, fates, "Who fares how"),
        )

    @property
    def safe(self) -> bool:
        """Whether nothing that the others would do spoils it."""
        return self.success is not None and not self.failures and self.limit is None
