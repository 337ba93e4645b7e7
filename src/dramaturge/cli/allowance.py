"""What a command may take in all, and what reading its world leaves of that."""

from __future__ import annotations

import math
import time
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from dramaturge.cli.cancelling import deadline


@dataclass(frozen=True, slots=True)
class Allowance:
    """Seconds from when it is made, and megabytes of the whole process; None: no limit."""

    seconds: float | None
    memory_mb: int | None
    started: float = field(default_factory=time.perf_counter)

    def reading(self) -> AbstractContextManager[None]:
        """Raises OutOfTimeError or OutOfMemoryError inside, at the limits: for what comes before
        the work that has limits of its own."""
        return deadline(self.seconds, self.memory_mb)

    @property
    def spent_s(self) -> float:
        """How long it has taken so far."""
        return time.perf_counter() - self.started

    @property
    def seconds_left(self) -> float | None:
        """Never nothing: what begins now is to say itself that the time is over."""
        if self.seconds is None or self.seconds <= 0:
            return self.seconds
        return max(self.seconds - self.spent_s, 0.001)

    @property
    def memory_left_mb(self) -> int | None:
        """What may be added to all that the process holds; never nothing, either."""
        if self.memory_mb is None:
            return None
        from dramaturge.plan.search import held_mb  # late: it loads the kernel

        return max(self.memory_mb - math.ceil(held_mb()), 1)
