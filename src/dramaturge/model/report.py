"""Collecting problems while a world is built, and guessing what a misspelt name meant."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import get_close_matches

from dramaturge.problems import Problem, Severity
from dramaturge.source import Span

# Comparing spellings is slow: huge worlds and floods of mistakes go without a guess.
_MOST_CANDIDATES = 10_000
_MOST_GUESSES = 100


class Report:
    """Every problem found so far. The first letter of a code says error or warning."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._guesses_left = _MOST_GUESSES

    def add(
        self,
        code: str,
        message: str,
        span: Span | None,
        hint: str | None = None,
        also: tuple[str, Span] | None = None,
    ) -> None:
        severity: Severity = "error" if code.startswith("E") else "warning"
        self._problems.append(Problem(code, message, span, hint, severity, also))

    def problems(self) -> tuple[Problem, ...]:
        """All problems in textual order; those without a place first."""
        return tuple(
            sorted(self._problems, key=lambda p: (-1, -1) if p.span is None else p.span.order)
        )

    def closest(
        self, name: str, *candidates: Collection[str], similarity: float = 0.6
    ) -> str | None:
        """The candidate spelt most like the name, or None if none is near."""
        if self._guesses_left == 0 or sum(map(len, candidates)) > _MOST_CANDIDATES:
            return None
        self._guesses_left -= 1
        folded = {candidate.casefold(): candidate for group in candidates for candidate in group}
        close = get_close_matches(name.casefold(), list(folded), 1, similarity)
        return folded[close[0]] if close else None

    def meant(
        self, name: str, habits: Mapping[str, str], *candidates: Collection[str]
    ) -> str | None:
        """A hint for an unknown name that may be a habit from elsewhere; a name of the world that
        differs in its capitals only is nearer."""
        habit = habits.get(name.casefold())
        close = self.closest(name, *candidates)
        if habit is not None and (close is None or close.casefold() != name.casefold()):
            return habit
        return f"did you mean '{close}'?" if close else None

    def did_you_mean(self, name: str, *candidates: Collection[str]) -> str | None:
        """A hint for an unknown name."""
        close = self.closest(name, *candidates)
        return f"did you mean '{close}'?" if close else None
