"""What a check gives: plain values, valid without the world they came from."""

from __future__ import annotations

from dataclasses import dataclass, field

from dramaturge.html import answer, cell, listing, table
from dramaturge.problems import Severity
from dramaturge.source import Span
from dramaturge.story import Explanation


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with a story.

    code: see plan.story_codes and review.codes. beat: from 1; 0: the story as a whole. message: one
    line, with the act. details: what is the case instead, one line each. character: whose reason
    is missing. severity: a warning leaves the verdict as it is. evidence: the beats, from 1, that
    led there, or the later ones in which a plan fails, in order. repair: what might help, as a
    hint; None: nothing can be said.
    """

    code: str
    beat: int
    message: str
    details: tuple[str, ...] = ()
    character: str | None = None
    severity: Severity = "error"
    evidence: tuple[int, ...] = ()
    repair: str | None = None
    span: Span | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        where = f"beat {self.beat}: " if self.beat else ""
        return "\n".join((f"{where}{self.code} {self.message}", *(f"  {d}" for d in self.details)))


@dataclass(frozen=True, slots=True)
class Verdict:
    """ok: the story stands. findings: what is wrong, beat by beat; then what concerns the whole.

    explanations: for each beat that was judged the reasons of all who consent to it. limit: what
    ended the check before everything was looked for: "time" or "cancelled", if anything did.
    utility: what the end is worth to the author, if every act is possible.
    """

    ok: bool
    findings: tuple[Finding, ...]
    explanations: tuple[tuple[Explanation, ...], ...] = ()
    limit: str | None = None
    utility: float | None = None

    @property
    def is_open(self) -> bool:
        """Whether nothing is wrong, as far as it was found out: reasons were looked for in vain,
        but not to the end."""
        errors = [finding for finding in self.findings if finding.severity == "error"]
        return bool(errors) and all(finding.code == "C105" for finding in errors)

    def _repr_html_(self) -> str:
        rows = [
            (
                cell(finding.beat or "the whole"),
                cell(finding.code),
                f"{cell(finding.message)}{listing(finding.details)}",
                cell(finding.repair),
            )
            for finding in self.findings
        ]
        headline = "The story holds." if self.ok else "The story does not hold."
        if self.is_open:
            headline = "Whether the story holds was left open."
        return answer(headline, table(("beat", "code", "finding", "repair"), rows))
