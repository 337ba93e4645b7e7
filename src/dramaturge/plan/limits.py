"""The limits of searches and checks, with what holds where an author gives none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dramaturge.kernel.counts import MOST_ACTS, MOST_MINDS
from dramaturge.plan.check import PLANS, STATES_PER_ACT
from dramaturge.story import Aim, Limits, Outcome, SearchResult

AUTHOR_LIMIT = 12
# Of plans in minds: most acts, and how many minds deep. Most stories need little of both, and what
# they cost grows steeply, so that trying the smaller ones first costs next to nothing.
RUNGS = ((3, 1), (5, 2), (8, 2), (10, 3))
# The same where nothing is to be proved, so that there may be more of them.
HOPES = ((3, 1), (5, 1), (5, 2), (7, 1), (7, 2), (12, 3), (20, 1))
# Within these, up to those of a check, a story found within smaller ones is looked at again.
SETTLED = (*RUNGS, PLANS)
MEMORY_LIMIT_MB = 4096


def rungs_of(
    character: int | None, epistemic: int | None, rungs: Iterable[tuple[int, int]] = RUNGS
) -> list[tuple[int, int]]:
    """The limits of minds to try, easy ones first, keeping those that are given."""
    return list(
        dict.fromkeys(
            (
                default_character if character is None else character,
                default_epistemic if epistemic is None else epistemic,
            )
            for default_character, default_epistemic in rungs
        )
    )


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a search. count: stories wanted."""

    aim: Aim
    count: int
    seed: int

    @property
    def is_strict(self) -> bool:
        """Whether the answer would be worth little within smaller limits than the largest."""
        return self.aim in (Aim.shortest, Aim.refute)

    def is_answered(self, result: SearchResult) -> bool:
        """Whether larger limits of minds need not be tried."""
        is_open = result.limit in ("effort", "rounds")  # see `plan.search.find`
        if self.aim is Aim.several and (is_open or result.limit is None):
            return len(result.stories) >= self.count
        return result.outcome is Outcome.found or (
            result.outcome is not Outcome.none and not is_open
        )


def question_of(shortest: bool, prove: bool, stories: int | None, seed: int) -> Question:
    """Raises ValueError for what makes no sense."""
    if shortest + prove + (stories is not None) > 1:
        raise ValueError("only one of shortest, prove and several stories can be asked for")
    if stories is not None and (isinstance(stories, bool) or stories < 1):
        raise ValueError(f"at least 1 story must be asked for, not {stories}")
    if isinstance(seed, bool) or seed < 0:
        raise ValueError(f"seed must be at least 0, not {seed}")
    if stories is not None:
        return Question(Aim.several, stories, seed)
    return Question(Aim.shortest if shortest else Aim.refute if prove else Aim.any, 1, seed)


def search_limits(
    author: int | None,
    character: int,
    epistemic: int,
    time_s: float | None = None,
    memory_mb: int | None = None,
    states: int | None = None,
) -> Limits:
    """The limits with defaults where None; raises ValueError for one that makes no sense."""
    for name, value, least, most in (
        ("author_limit", author, 0, MOST_ACTS),
        ("character_limit", character, 0, MOST_ACTS),
        ("epistemic_limit", epistemic, 0, MOST_MINDS),
        ("memory_limit", memory_mb, 1, None),
        ("state_limit", states, 1, None),
    ):
        if value is None:
            continue
        if isinstance(value, bool) or value < least:
            raise ValueError(f"{name} must be at least {least}, not {value}")
        if most is not None and value > most:
            raise ValueError(f"{name} must be at most {most:,}, not {value}")
    within_time(time_s)
    return Limits(
        author=AUTHOR_LIMIT if author is None else author,
        character=character,
        epistemic=epistemic,
        time_s=time_s,
        memory_mb=MEMORY_LIMIT_MB if memory_mb is None else memory_mb,
        states=states,
    )


def within_time(time_s: float | None) -> None:
    """Raises ValueError for a time limit that makes no sense."""
    if time_s is not None and not time_s > 0:
        raise ValueError(f"time_limit must be more than 0 seconds, not {time_s}")


def check_limits(character: int | None, epistemic: int | None) -> Limits:
    """The limits for a story that is there: as for a search, and a bound on each reason."""
    return search_limits(
        None,
        PLANS[0] if character is None else character,
        PLANS[1] if epistemic is None else epistemic,
        states=STATES_PER_ACT,
    )
