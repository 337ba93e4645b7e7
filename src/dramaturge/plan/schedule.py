"""Which limits a search tries, in which order, and how much effort each may cost.

What one asks within no limits of one's own may be easy within some limits and hopeless within
others, and nothing tells which beforehand: in one world short plans in minds are soon found to lead
nowhere, in another that takes for ever. So all limits take turns, each time with several times the
effort of the time before, until one of them has a story or all have been searched to their ends.

A hopeful attempt looks further ahead than a certain one: long stories cost it nothing where short
ones are there, but to prove that there are none does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from dramaturge.kernel.planner import Rounds
from dramaturge.plan.limits import AUTHOR_LIMIT, Question, rungs_of
from dramaturge.story import SearchResult

FAR = 30  # acts of a story that is only hoped for, if no limit was given
FIRST_EFFORT = 20_000  # small steps of work, see `kernel.planner`: some tenths of a second
GROWTH = 4  # of the effort from turn to turn; what is done again is a third of all, at most
USUAL = (5, 2)  # limits of minds within which most stories are found; they get more effort
USUAL_SHARE = 4


@dataclass(frozen=True, slots=True)
class Attempt:
    """One search. effort: None if it may go on to its end."""

    author: int
    character: int
    epistemic: int
    rounds: Rounds
    effort: int | None


def attempts_of(
    author: int | None, character: int | None, epistemic: int | None, question: Question
) -> list[Attempt]:
    """The attempts of one turn, the hopeful ones first; effort: their shares."""
    near = AUTHOR_LIMIT if author is None else author
    far = max(FAR, near) if author is None else author
    rungs = rungs_of(character, epistemic)
    if question.is_strict or (len(rungs) == 1 and near == far):
        return [Attempt(near, *rungs[-1], Rounds.all, None)]
    hopeful = [
        Attempt(far, *rung, Rounds.hopeful, USUAL_SHARE if rung == USUAL else 1) for rung in rungs
    ]
    return [*hopeful, *(Attempt(near, *rung, Rounds.certain, 1) for rung in rungs)]


def results(
    attempts: list[Attempt], question: Question, search: Callable[[Attempt], SearchResult]
) -> Iterator[SearchResult]:
    """What the attempts give, turn after turn, until the question is answered."""
    effort = FIRST_EFFORT
    while any(attempt.rounds is not Rounds.hopeful for attempt in attempts):
        waiting = []
        for attempt in attempts:
            result = search(_with_effort(attempt, effort))
            yield result
            if question.is_answered(result):
                return
            if result.limit == "effort":
                waiting.append(attempt)
        attempts = waiting
        effort *= GROWTH


def _with_effort(attempt: Attempt, effort: int) -> Attempt:
    return attempt if attempt.effort is None else replace(attempt, effort=attempt.effort * effort)
