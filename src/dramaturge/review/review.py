"""All findings of a story, in the order of its beats. Source: docs/review.md."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from dramaturge.narrate import Teller, Words
from dramaturge.narrate.words import as_sentence
from dramaturge.plan.check import Checker
from dramaturge.plan.hurried import Patience
from dramaturge.plan.story_text import Beat, Claim, Expectation
from dramaturge.plan.walk import Fault, Missing, Progress
from dramaturge.plan.whole import as_solution, needless_mark, unfinished
from dramaturge.review.arguments import ruled_out
from dramaturge.review.blocked import blocked
from dramaturge.review.consequence import Consequences
from dramaturge.review.following import as_following
from dramaturge.review.forgetting import acts_against, unlearnt
from dramaturge.review.impossible import impossible
from dramaturge.review.knowing import acts_on_the_unknown, unknown_to_doer
from dramaturge.review.overdue import overdue
from dramaturge.review.patterns import Match, Sifter, faults
from dramaturge.review.presence import unfit
from dramaturge.review.reading import Reading
from dramaturge.review.unfired import unfired
from dramaturge.review.unmotivated import unmotivated
from dramaturge.review.unpaid import unpaid
from dramaturge.verdict import Finding, Verdict

# What a mark keeps quiet, unless the act does not go at all.
QUIET = ("C102", "C103", "C105", "C109", "C110", "C111", "C112", "C114")


class Reviewer:
    """Writes notes on stories of one world; what was found out about states is kept."""

    def __init__(self, checker: Checker, words: Words) -> None:
        self._checker = checker
        self._teller = Teller(checker.world, checker.dynamics, words)

    def review(
        self,
        story: Sequence[Beat],
        expectations: Sequence[Expectation] = (),
        claims: Sequence[Claim] = (),
        *,
        solution: bool = False,
        draft: bool = False,
        goal: float | None = None,
        progress: Progress | None = None,
    ) -> Verdict:
        """Everything that is wrong with a story.

        claims: the endings that it is to reach. solution: it must also improve the author's utility
        with no needless act, which is asked of a story whose acts all stand; goal: to at least
        that. draft: its end is still to come, so nothing is unfired yet, and no mark needless.
        progress: see `Walker`. A time limit (`Checker.within`) or Ctrl-C ends the search for
        reasons first, so that little is told of what comes after it.
        """
        walk = self._checker.walk(story, keep=True, progress=progress)
        if isinstance(walk, Finding):
            return Verdict(False, (walk,))
        reading = Reading(self._checker, self._teller, story, walk)
        patience = Patience(self._checker.dynamics, walk.limit)
        marked = {at for at, beat in enumerate(story) if beat.deliberate is not None}
        marked -= {fault.index for fault in walk.faults if fault.is_impossible}
        idle = {at for at, beat in enumerate(story) if beat.deliberate is not None} - walk.kept
        found: list[Finding] = []
        for fault in walk.faults:
            found += patience.attempt(
                partial(self._fault, reading, fault), partial(self._in_brief, reading, fault)
            )
        found += patience.finish(partial(self._claimed, reading, expectations, claims))
        if solution and not found:
            whole = partial(as_solution, self._checker.motives, story, walk, goal, idle)
            found += patience.attempt(whole, tuple)
        if not draft:
            found += patience.attempt(partial(self._missed, reading, expectations), list)
        if patience.limit is not None:
            found.append(unfinished(patience.limit, walk.unasked))
            idle.clear()
        kept = [note for note in found if not _is_meant(note, marked)]
        idle -= {note.beat - 1 for note in found if _is_meant(note, marked)}
        if not draft:
            kept += (needless_mark(story, at) for at in sorted(idle))
        kept.sort(key=lambda note: note.beat or len(story) + 1)
        ok = all(note.severity == "warning" for note in kept)
        utility = self._checker.worth(walk)
        return Verdict(ok, tuple(kept), walk.explanations, patience.limit, utility)

    def _claimed(
        self, reading: Reading, expectations: Sequence[Expectation], claims: Sequence[Claim]
    ) -> list[Finding]:
        """What the story says of itself, and is not so."""
        walk = reading.walk
        found = self._checker.unexpected(
            reading.story, walk.states, walk.explanations, expectations
        )
        missed = (unpaid(reading, claim) for claim in claims)
        return [*found, *(note for note in missed if note is not None)]

    def _missed(self, reading: Reading, expectations: Sequence[Expectation]) -> list[Finding]:
        """What a reader would miss in a story that is told to its end."""
        consequences = Consequences(reading, expectations)
        patterns = list(self._checker.world.patterns.values())
        return [
            *unfired(reading, consequences),
            *overdue(reading, consequences),
            *faults(reading, Sifter(reading, consequences), patterns),
        ]

    def sift(
        self, story: Sequence[Beat], expectations: Sequence[Expectation], names: Sequence[str]
    ) -> list[Match]:
        """Where patterns of the world, by name, come about in a story.

        Raises TooManyChoicesError.
        """
        walk = self._checker.walk(story)
        if isinstance(walk, Finding):
            return []
        reading = Reading(self._checker, self._teller, story, walk)
        sifter = Sifter(reading, Consequences(reading, expectations))
        patterns = self._checker.world.patterns
        return [match for name in names for match in sifter.matches(patterns[name])]

    def _fault(self, reading: Reading, fault: Fault) -> list[Finding]:
        """What to say of a beat that does not stand."""
        if fault.is_impossible:
            note = self._impossible(reading, fault)
            notes = [] if note is None else [note]
        else:
            notes = [self._unmotivated(reading, fault, lack) for lack in fault.missing]
        return [as_following(reading, fault, note) for note in notes]

    def _in_brief(self, reading: Reading, fault: Fault) -> list[Finding]:
        """The same, without a look for what would help."""
        if fault.is_impossible:
            return self._fault(reading, fault)
        return [unmotivated(reading, fault, lack, brief=True) for lack in fault.missing]

    def _impossible(self, reading: Reading, fault: Fault) -> Finding | None:
        found = blocked(reading, fault)
        if found is not None and found.parts:
            for kind in (ruled_out, unfit, unlearnt, unknown_to_doer):
                note = kind(reading, fault, found)
                if note is not None:
                    return note
        return impossible(reading, fault, found)

    def _unmotivated(self, reading: Reading, fault: Fault, lack: Missing) -> Finding:
        for kind in (acts_against, acts_on_the_unknown):
            note = kind(reading, fault, lack)
            if note is not None:
                return note if lack.exhausted else self._guessed(reading, fault, lack, note)
        return unmotivated(reading, fault, lack)

    def _guessed(self, reading: Reading, fault: Fault, lack: Missing, note: Finding) -> Finding:
        """That the act is undecided, with a note on it that would say why there is no reason."""
        still_open = unmotivated(reading, fault, lack, brief=True)
        told = as_sentence(f"if there is none: {note.message}")
        details = (*still_open.details, told, *note.details)
        return replace(still_open, details=details, evidence=note.evidence, repair=note.repair)


def _is_meant(note: Finding, marked: set[int]) -> bool:
    """Whether a mark keeps a finding quiet."""
    return note.code in QUIET and note.beat - 1 in marked
