"""How much a world may ask for before grounding gives up with a message."""

from __future__ import annotations

from dramaturge.problems import Problem
from dramaturge.source import Span

DEFAULT_LIMIT = 2_000_000  # instances and terms


class GroundingError(Exception):
    """Grounding cannot go on; carries the reason. Never leaves the package."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.message)


class Budget:
    """Counts instances and nodes made; `declaration` and `size` say what is being ground."""

    __slots__ = ("declaration", "left", "limit", "size", "span")

    def __init__(self, limit: int) -> None:
        self.limit = self.left = limit
        self.declaration = "the world"
        self.size: int | None = None
        self.span: Span | None = None

    def demand(self, count: int, declaration: str, span: Span) -> None:
        """Take `count` instances for a declaration at once."""
        self.start(count, declaration, span)
        self.spend(count)

    def start(self, size: int | None, declaration: str, span: Span | None) -> None:
        """Name what is ground from here on; size: its instances, filtered or not."""
        self.declaration, self.size, self.span = declaration, size, span

    def spend(self, count: int = 1) -> None:
        self.left -= count
        if self.left < 0:
            raise GroundingError(self._too_large())

    def _too_large(self) -> Problem:
        asks = "" if self.size is None else f", which asks for {self.size} instances"
        return Problem(
            "E401",
            f"the world is too large to ground: more than {self.limit} instances and terms"
            f" at {self.declaration}{asks}",
            self.span,
            "use fewer parameters, or narrower types for them",
        )
