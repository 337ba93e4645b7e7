"""Which limits a search tries, in which order, and how much effort each may cost.

What one asks within no limits of one's own may be easy within some limits and hopeless within
others, and nothing tells which beforehand: in one world short plans in minds are soon found to lead
nowhere, in another that takes for ever. So all limits take turns, each time with several times the
effort of the time before, until one of them has a story or all have been searched to their ends.

A hopeful attempt looks further ahead than a certain one: long stories cost it nothing where short
ones are there, but to prove that there are none does. Once the certain ones have proved that there
is no short one, long ones are looked for some turns more; there an attempt whose hopes came to
nothing goes on with what misses nothing, within the same limits.

Where all limits are given, what is hopeless within them may be easy with shorter plans in mind. So
now and then these are hoped for; what is found with them is proved within the limits given.

Long plans can also be imagined, that is found as stories are, instead of gone through; who imagines
looks at more with each turn, so its turns do not end where all that it looked at led nowhere. In a
world of many people one of these attempts looks first at those who seem needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from dramaturge.kernel.planner import Hope, Rounds
from dramaturge.plan.limits import AUTHOR_LIMIT, HOPES, Question, rungs_of
from dramaturge.story import Limits, SearchResult

FAR = 30  # acts of a story that is only hoped for, if no limit was given
# Plans of so many acts are looked for once, not at every act: whoever begins with one goes on.
LONG = 8
COMMITTED = 3  # the same where the limits are given, beside what looks at every act
# Limits of minds within which such plans are imagined, that is found as stories are, where no
# limits are given; and their share.
IMAGINED = ((12, 2), (20, 3))
IMAGINED_SHARE = 8
IMAGINED_BEGINS = 1  # what is easy is found in the first turn without
# Likewise where those come first who seem needed: soon tried, and soon at its end or hardly ever.
FOCUSED = ((12, 2),)
FOCUSED_SHARE = 16
FOCUSED_GROWTH = 3
SAME_IMAGINED = 2  # turns in which no more is looked at than in the first, with more effort
FIRST_EFFORT = 20_000  # small steps of work, see `kernel.planner`: some tenths of a second
GROWTH = 4  # of the effort from turn to turn; what is done again is a third of all, at most
USUAL = (5, 2)  # limits of minds within which most stories are found; they get more effort
USUAL_SHARE = 4
# Where all limits are given: those of plans in minds that are hoped for as well, and the shares.
SHORTCUTS = ((5, 1), (7, 1), (7, 2), (20, 1))
SHORTCUT_SHARE = 64
GIVEN_SHARE = 32  # of the limits given: half a second of work
GIVEN_GROWTH = 8  # faster than that of the others, since in the end it has to be this one
# Long stories are looked for so many turns more when it is proved that there is no short one, and
# for so many in all.
MORE_TURNS = 1
LEAST_TURNS = 3


@dataclass(frozen=True, slots=True)
class Attempt:
    """One search. effort: a share; None if it may go on to its end. growth: of the effort from turn
    to turn. hoped: see `plan.search.find`. is_far: whether its end is not waited for. begins: the
    first turn that it takes part in."""

    author: int
    character: int
    epistemic: int
    rounds: Rounds
    effort: int | None
    hoped: Hope | None = None
    growth: int = GROWTH
    is_far: bool = False
    begins: int = 0

    @property
    def is_needed(self) -> bool:
        """Whether there is no answer without it, unless another has a story."""
        return self.rounds is not Rounds.hopeful and not self.is_far

    def at(self, turn: int, is_only: bool = False) -> Attempt:
        """What is tried in that turn, with the effort in small steps of work."""
        effort = None
        if self.effort is not None and not is_only:
            effort = self.effort * FIRST_EFFORT * int(self.growth**turn)
        hoped = self.hoped
        if hoped is not None and hoped.imagines:
            further = max(0, turn - self.begins + 1 - SAME_IMAGINED)
            hoped = hoped._replace(imagines=hoped.imagines + further)
        return replace(self, effort=effort, hoped=hoped)

    def is_open(self, result: SearchResult) -> bool:
        """Whether the next turn may bring more. Who imagines looks at more then."""
        imagines = self.hoped is not None and self.hoped.imagines > 0
        return result.limit == "effort" or (result.limit == "rounds" and imagines)

    def further(self) -> Attempt:
        """What misses no story within the same limits, when this one's hopes came to nothing."""
        return replace(self, rounds=Rounds.certain, is_far=True)


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
        Attempt(
            far,
            *hope,
            Rounds.hopeful,
            USUAL_SHARE if hope == USUAL else 1,
            Hope(*hope, commits=hope[0] >= LONG),
        )
        for hope in rungs_of(character, epistemic, HOPES)
    ]
    focused = [
        Attempt(
            far,
            *hope,
            Rounds.hopeful,
            FOCUSED_SHARE,
            Hope(*hope, commits=True, imagines=1, focuses=True),
            growth=FOCUSED_GROWTH,
        )
        for hope in rungs_of(character, epistemic, FOCUSED)
        if hope[0] >= LONG
    ]
    imagined = [
        Attempt(
            far,
            *hope,
            Rounds.hopeful,
            IMAGINED_SHARE,
            Hope(*hope, commits=True, imagines=1),
            begins=IMAGINED_BEGINS,
        )
        for hope in rungs_of(character, epistemic, IMAGINED)
        if hope[0] >= LONG
    ]
    certain = (Attempt(near, *rung, Rounds.certain, 1) for rung in rungs)
    return [*hopeful, *focused, *imagined, *certain]


def results(
    attempts: list[Attempt], question: Question, search: Callable[[Attempt], SearchResult]
) -> Iterator[SearchResult]:
    """What the attempts give, turn after turn, until the question is answered. Of those with the
    most stories the last is the answer."""
    needed = [attempt for attempt in attempts if attempt.is_needed]
    proof: SearchResult | None = None
    missed: list[Attempt] = []
    turn = 0
    while any(attempt.is_needed for attempt in attempts):
        waiting = []
        for attempt in _ordered(attempts, turn):
            if turn < attempt.begins:
                waiting.append(attempt)
                continue
            is_only = len(attempts) == 1
            result = search(attempt.at(turn, is_only))
            yield result
            if _is_end(attempt, result, question):
                return
            if attempt.is_open(result):
                waiting.append(attempt)
            elif result.limit == "rounds":
                missed.append(attempt.further())
            elif attempt.is_needed:
                proof = _stronger(proof, result)
        attempts = waiting
        turn += 1
    assert proof is not None
    if not proof.stories and "never" not in proof.proves:
        further = [each for each in (*attempts, *missed) if _is_beyond(each, needed)]
        yield from _further(further, proof, turn, question, search)


def _further(
    attempts: list[Attempt],
    proof: SearchResult,
    begun: int,
    question: Question,
    search: Callable[[Attempt], SearchResult],
) -> Iterator[SearchResult]:
    """What these attempts, of which none is needed, give from this turn on. As long as none of them
    has a story, the answer is what was proved."""
    for turn in range(begun, max(begun + MORE_TURNS, LEAST_TURNS)):
        waiting = []
        for attempt in attempts:
            if turn < attempt.begins:
                waiting.append(attempt)
                continue
            result = search(attempt.at(turn))
            if attempt.is_far and result.limit is None:
                proof = _stronger(proof, result)
            cost = {key: getattr(result, key) for key in ("states", "expanded", "seconds")}
            yield result if result.stories else replace(proof, **cost)
            if _is_end(attempt, result, question):
                return
            if attempt.is_open(result):
                waiting.append(attempt)
            elif result.limit == "rounds":
                waiting.append(attempt.further())
        attempts = waiting


def _ordered(attempts: list[Attempt], turn: int) -> list[Attempt]:
    """Those whose effort grows fastest last, once it has outgrown that of the others."""
    return attempts if turn < 2 else sorted(attempts, key=lambda attempt: attempt.growth)


def _is_end(attempt: Attempt, result: SearchResult, question: Question) -> bool:
    """Whether nothing needs to be tried after this."""
    if attempt.rounds is Rounds.all and result.limit is None:
        return True
    is_full = not attempt.is_needed and result.limit in ("states", "memory")
    return question.is_answered(result) and not is_full


def _is_beyond(attempt: Attempt, needed: list[Attempt]) -> bool:
    """Whether it may have a story where none of the needed ones has."""
    return not any(
        attempt.author <= other.author
        and attempt.character <= other.character
        and attempt.epistemic <= other.epistemic
        for other in needed
    )


def _stronger(known: SearchResult | None, new: SearchResult) -> SearchResult:
    """Of two results that were searched to the end the one that says more."""
    if known is None or len(new.stories) != len(known.stories):
        return new if known is None or len(new.stories) > len(known.stories) else known
    pairs = zip(_extent(new.limits), _extent(known.limits), strict=True)
    return new if all(mine >= other for mine, other in pairs) else known


def _extent(limits: Limits) -> tuple[int, int, int]:
    assert limits.author is not None
    assert limits.character is not None
    assert limits.epistemic is not None
    return limits.author, limits.character, limits.epistemic


def _within(author: int, character: int, epistemic: int) -> list[Attempt]:
    """The attempts within limits that are all given."""
    imagined = Hope(character, epistemic, commits=True, imagines=1)
    focused = imagined._replace(focuses=True)
    here = Hope(character, epistemic, commits=True)
    shorter = ((min(c, character), min(e, epistemic)) for c, e in SHORTCUTS)
    others = (Hope(c, e, commits=c >= LONG) for c, e in shorter)
    shortcuts = [
        Attempt(
            author,
            character,
            epistemic,
            Rounds.hopeful,
            GIVEN_SHARE if hope.commits else SHORTCUT_SHARE,
            hope,
        )
        for hope in dict.fromkeys((imagined, focused, here, *others))
        if hope != Hope(character, epistemic)
        and character >= (LONG if hope.imagines else COMMITTED if hope.commits else 0)
    ]
    whole = Attempt(author, character, epistemic, Rounds.all, GIVEN_SHARE, growth=GIVEN_GROWTH)
    return [whole, *shortcuts]
