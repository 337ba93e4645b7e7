"""Which limits a search tries, in which order, and how much effort each may cost.

What one asks within no limits of one's own may be easy within some limits and hopeless within
others, and nothing tells which beforehand: in one world short plans in minds are soon found to lead
nowhere, in another that takes for ever. So all limits take turns, each time with several times the
effort of the time before, until one of them has a story or all have been searched to their ends.

A hopeful attempt looks further ahead than a certain one: long stories cost it nothing where short
ones are there, but to prove that there are none does.

Where all limits are given, what is hopeless within them may be easy with shorter plans in mind. So
now and then these are hoped for; what is found with them is proved within the limits given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from dramaturge.kernel.planner import Rounds
from dramaturge.plan.limits import AUTHOR_LIMIT, HOPES, Question, rungs_of
from dramaturge.story import SearchResult

FAR = 30  # acts of a story that is only hoped for, if no limit was given
SHORT = 16  # the same with the limits of minds that follow: some stories are found only so
DEEP = (7, 2)
FIRST_EFFORT = 20_000  # small steps of work, see `kernel.planner`: some tenths of a second
GROWTH = 4  # of the effort from turn to turn; what is done again is a third of all, at most
USUAL = (5, 2)  # limits of minds within which most stories are found; they get more effort
USUAL_SHARE = 4
# Where all limits are given: those of plans in minds that are hoped for as well, and the shares.
SHORTCUTS = ((5, 1), (7, 1), (7, 2))
SHORTCUT_SHARE = 64
GIVEN_SHARE = 32  # of the limits given: half a second of work
GIVEN_GROWTH = 8  # faster than that of the others, since in the end it has to be this one


@dataclass(frozen=True, slots=True)
class Attempt:
    """One search. effort: a share; None if it may go on to its end. growth: of the effort from turn
    to turn. hoped: see `plan.search.find`."""

    author: int
    character: int
    epistemic: int
    rounds: Rounds
    effort: int | None
    hoped: tuple[int, int] | None = None
    growth: int = GROWTH

    @property
    def is_hopeful(self) -> bool:
        """Whether it proves nothing if it finds nothing."""
        return self.rounds is Rounds.hopeful


def attempts_of(
    author: int | None, character: int | None, epistemic: int | None, question: Question
) -> list[Attempt]:
    """The attempts of one turn, the hopeful ones first; effort: their shares."""
    near = AUTHOR_LIMIT if author is None else author
    far = max(FAR, near) if author is None else author
    rungs = rungs_of(character, epistemic)
    if question.is_strict:
        return [Attempt(near, *rungs[-1], Rounds.all, None)]
    if len(rungs) == 1 and near == far:
        return _within(near, *rungs[0])
    hopeful = [
        Attempt(_far(far, hope), *hope, Rounds.hopeful, USUAL_SHARE if hope == USUAL else 1)
        for hope in rungs_of(character, epistemic, HOPES)
    ]
    return [*hopeful, *(Attempt(near, *rung, Rounds.certain, 1) for rung in rungs)]


def results(
    attempts: list[Attempt], question: Question, search: Callable[[Attempt], SearchResult]
) -> Iterator[SearchResult]:
    """What the attempts give, turn after turn, until the question is answered."""
    turn = 0
    while any(not attempt.is_hopeful for attempt in attempts):
        waiting = []
        for attempt in attempts:
            is_only = len(attempts) == 1
            result = search(replace(attempt, effort=None if is_only else _effort(attempt, turn)))
            yield result
            is_full = attempt.is_hopeful and result.limit in ("states", "memory")
            is_over = attempt.rounds is Rounds.all and result.limit is None
            if is_over or (question.is_answered(result) and not is_full):
                return
            if result.limit == "effort":
                waiting.append(attempt)
        attempts = waiting
        turn += 1


def _within(author: int, character: int, epistemic: int) -> list[Attempt]:
    """The attempts within limits that are all given."""
    hopes = dict.fromkeys((min(c, character), min(e, epistemic)) for c, e in SHORTCUTS)
    shortcuts = [
        Attempt(_far(author, hoped), character, epistemic, Rounds.hopeful, SHORTCUT_SHARE, hoped)
        for hoped in hopes
        if hoped != (character, epistemic)
    ]
    whole = Attempt(author, character, epistemic, Rounds.all, GIVEN_SHARE, growth=GIVEN_GROWTH)
    return [whole, *shortcuts]


def _far(most: int, hope: tuple[int, int]) -> int:
    return min(most, SHORT) if hope == DEEP else most


def _effort(attempt: Attempt, turn: int) -> int | None:
    if attempt.effort is None:
        return None
    return attempt.effort * FIRST_EFFORT * int(attempt.growth**turn)
