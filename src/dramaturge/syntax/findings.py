"""The problems found so far: bounded, whatever the text is."""

from __future__ import annotations

from dramaturge.problems import Problem, Severity

REPORT_LIMIT = 100


class Findings:
    """Collects problems; of each severity only the first ones are kept, the others counted."""

    __slots__ = ("_counts", "_is_exhausted", "_kept")

    def __init__(self) -> None:
        self._kept: dict[Severity, list[Problem]] = {"error": [], "warning": []}
        self._counts: dict[Severity, int] = {"error": 0, "warning": 0}
        self._is_exhausted = False  # the budget of E116 is the file's: it is told once

    def add(self, problem: Problem) -> None:
        if problem.code == "E116":
            if self._is_exhausted:
                return
            self._is_exhausted = True
        self._counts[problem.severity] += 1
        if self._counts[problem.severity] <= REPORT_LIMIT:
            self._kept[problem.severity].append(problem)

    def is_full(self, severity: Severity) -> bool:
        """Whether further problems of this severity are only counted."""
        return self._counts[severity] >= REPORT_LIMIT

    def omit(self, severity: Severity) -> None:
        """Count a problem that need not be worded, see `is_full`."""
        self._counts[severity] += 1

    @property
    def error_count(self) -> int:
        return self._counts["error"]

    def has_errors(self) -> bool:
        return self.error_count > 0

    def report(self) -> tuple[Problem, ...]:
        """The problems in textual order; what was left out is counted in one last problem."""
        kept = [problem for group in self._kept.values() for problem in group]
        kept.sort(key=lambda problem: (-1, -1) if problem.span is None else problem.span.order)
        return (*kept, *self._rest("E119", "error"), *self._rest("W119", "warning"))

    def _rest(self, code: str, severity: Severity) -> list[Problem]:
        more = self._counts[severity] - len(self._kept[severity])
        message = f"and {more} more {severity}{'s' if more > 1 else ''}"
        hint = "mend the ones above first"
        return [Problem(code, message, None, hint, severity)] if more > 0 else []
