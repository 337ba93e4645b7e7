"""What acts are for: the teller's own, by the plan in mind, and those of others, as the teller
takes them to be.

What somebody else is after is read from the mind that they have in the teller's opinion, and by the
plan that would be theirs there. Nothing is said of it where the teller can think of none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from dramaturge.ground.world import GroundEvent
from dramaturge.model.terms import split_term
from dramaturge.narrate import Teller
from dramaturge.semantics import State
from dramaturge.tell.aims import Aim, Aims, Planner
from dramaturge.tell.causes import Causes
from dramaturge.tell.deeds import Deeds
from dramaturge.tell.mind import Mind
from dramaturge.tell.perception import Perception
from dramaturge.tell.templates import (
    Clause,
    Ref,
    Said,
    brought,
    contains,
    has_denied_verb,
    refs,
    subject_of,
    without_place,
)
from dramaturge.tell.units import Source, Why
from dramaturge.tell.wording import Wording


class Plans(Protocol):
    """The plan of a character who takes part in a beat, by the names of its acts; `within`: in the
    opinion of that other one."""

    def __call__(
        self, beat: int, character: str, within: str | None = None
    ) -> Sequence[str] | None: ...


class Motives:
    """Why people do what they do, in one mind. told: every aim is told once."""

    def __init__(
        self,
        wording: Wording,
        teller: Teller,
        mind: Mind,
        plans: Plans | None,
        told: set[Clause],
        deeds: Deeds,
    ) -> None:
        self._wording = wording
        self._mind = mind
        self._ground = mind.ground
        self._path = mind.path
        self._plans = plans
        self._numbers = {action.name: i for i, action in enumerate(self._ground.actions)}
        self._find = Aims(wording, teller, mind, deeds)
        self._causes = Causes(wording, mind)
        self._told = told
        self._deeds = deeds

    def of(self, beat: int, event: GroundEvent, seen: Perception, *, opens: bool) -> Iterator[Why]:
        """The aim of the teller's own act, if it is a new one. opens: a scene begins with it."""
        if self._plans is None or self._mind.name is None or self._mind.index is None:
            return
        plan = self._plans(beat, self._mind.name)
        planner = Planner(self._mind.index, self._mind.name, seen.before, False)
        if plan:
            yield from self._reasons(beat, event, planner, plan, opens=opens)

    def supposed(
        self, beat: int, event: GroundEvent, seen: Perception, *, opens: bool
    ) -> Iterator[Why]:
        """What the teller takes somebody else's act to be for."""
        name = subject_of(self._wording.act(event.name))
        if self._plans is None or name not in self._ground.characters or name == self._mind.name:
            return
        index = self._ground.characters.index(name)
        meant = self._ground.meant(self._numbers[event.name])
        is_thinkable = self._mind.dynamics.possible(seen.before, meant)
        if index not in event.consenting or not is_thinkable:
            return
        plan = self._plans(beat, name, self._mind.name)
        if plan:
            planner = Planner(index, name, seen.before.believed(index), True)
            yield from self._reasons(beat, event, planner, plan, opens=opens)

    def _reasons(
        self,
        beat: int,
        event: GroundEvent,
        planner: Planner,
        plan: Sequence[str],
        *,
        opens: bool,
    ) -> Iterator[Why]:
        end = self._find.end(planner, plan)
        if end is None:
            return
        sources = tuple(self._planned(beat, planner, act) for act in plan)
        reasons = list(self._for(beat, event, planner, plan, end))
        if reasons or len(plan) == 1:  # what a plan rests on is told when the plan is
            cause = self._causes.of(beat, planner, plan, opens=opens)
            act = self._wording.act(event.name)
            if cause is not None and not self._is_plain(cause, act, reasons):
                self._told.add(cause.clause)
                yield self._why("because", cause, sources, planner)
        yield from reasons
        if not planner.is_supposed:
            yield from self._although(beat, event, planner, sources)

    def _is_plain(self, cause: Aim, act: Clause, reasons: Sequence[Why]) -> bool:
        """Whether what the act rests on was told before, or is told with the act or its aim."""
        names = set(refs(cause.clause))
        fluents = {source.name for source in cause.sources}
        return (
            cause.clause in self._told
            or contains(act, cause.clause)
            or any(names <= {*refs(act), *refs(why.clause)} for why in reasons)
            or any(source.name in fluents for why in reasons for source in why.sources)
        )

    def _for(
        self, beat: int, event: GroundEvent, planner: Planner, plan: Sequence[str], end: State
    ) -> Iterator[Why]:
        """What is to be done next, and what is to come of it; of others one thing is enough."""
        sources = tuple(self._planned(beat, planner, act) for act in plan)
        meant: Clause = self._wording.act(event.name)
        following = self._next(beat, planner, plan)
        if following is not None and following not in self._told:
            self._told.add(following)
            meant = (*meant, *following)
            is_guess = planner.is_supposed
            yield Why("meaning to", following, False, sources, False, planner.name, is_guess)
        for aim in self._find.of(beat, planner, end, event):
            if aim.clause in self._told:
                continue
            is_said = set(refs(aim.clause)) <= set(refs(meant)) or self._is_told_so(event, aim)
            if following is not None and planner.is_supposed:
                return
            self._told.add(aim.clause)
            if is_said and (aim.is_belief or aim.is_meeting or following is not None):
                return  # one says something to be believed, and calls for whom one wants to meet
            yield self._why("so that", replace(aim, clause=brought(aim.clause)), sources, planner)
            return
        for aim in self._find.places(beat, planner, end):
            if aim.clause not in self._told:
                self._told.add(aim.clause)
                yield self._why("where", aim, sources, planner)
                return

    def _is_told_so(self, event: GroundEvent, aim: Aim) -> bool:
        """Whether the act says to somebody what they are to believe."""
        about = set[int]().union(*(self._deeds.about(name) for name in event.arguments))
        fluents = {self._ground.fluents[fluent].name for fluent in about}
        chain = aim.sources[0].chain[-1:]
        return aim.is_belief and aim.sources[0].name in fluents and {*chain} <= {*event.arguments}

    def _next(self, beat: int, planner: Planner, plan: Sequence[str]) -> Clause | None:
        """What they mean to do next, themselves, if it is not what the story tells next."""
        if len(plan) < 2:
            return None
        if not planner.is_supposed and plan[1] == self._done_next(beat):
            return None
        if planner.is_supposed and self._is_done(beat, plan[1]):
            return None
        if planner.character not in self._ground.actions[self._numbers[plan[1]]].consenting:
            return None
        # One means to tell, not to lie: a lie is put as what it is to be taken for.
        act = self._wording.heard(plan[1]) or self._wording.act(plan[1])
        clause = _shortened(act)
        found = without_place(clause) if self._wording.is_default(plan[1]) else None
        if found is not None and self._is_near(beat, planner, plan[0], found[1]):
            clause = found[0]
        return clause if subject_of(clause) == planner.name else None

    def _is_near(self, beat: int, planner: Planner, act: str, place: str) -> bool:
        """Whether a place is where they are, or goes without saying after the act told."""
        at = split_term(act)
        return self._mind.is_at(beat - 1, planner.name, (0, place)) or (
            at is not None and place in at[1]
        )

    def _done_next(self, beat: int) -> str | None:
        """The next act that the teller knows of: one that they do not is nothing here."""
        happenings = enumerate(self._path.happenings[beat:], beat + 1)
        return next((h.event.name for later, h in happenings if self._mind.knows_of(later)), None)

    def _is_done(self, beat: int, act: str) -> bool:
        """Whether the teller knows that it was done before."""
        return any(
            happening.event.name == act and self._mind.knows_of(before)
            for before, happening in enumerate(self._path.happenings[: beat - 1], 1)
        )

    def _although(
        self, beat: int, event: GroundEvent, planner: Planner, plan: tuple[Source, ...]
    ) -> Iterator[Why]:
        """What the teller would rather not bring about, and does."""
        for aim in self._find.costs(beat, planner, event):
            if brought(aim.clause) != aim.clause and not aim.is_bond:
                continue  # "that he would have done it" is the act once more
            if aim.clause not in self._told and not aim.denied:
                self._told.add(aim.clause)
                word = "although" if aim.is_bond else "even though"
                yield self._why(word, aim, plan[:1], planner)
                return

    def _planned(self, beat: int, planner: Planner, act: str) -> Source:
        if planner.is_supposed:
            return Source(beat, "supposed plan", act, self._mind.name, (planner.name,))
        return self._mind.source(beat, "plan", act)

    def _why(self, word: str, aim: Aim, plan: tuple[Source, ...], planner: Planner) -> Why:
        is_belief = aim.is_belief and not has_denied_verb(aim.clause)
        sources = (*plan, *aim.sources)
        return Why(
            word, aim.clause, aim.denied, sources, is_belief, planner.name, planner.is_supposed
        )


def _shortened(clause: Clause) -> Clause:
    """Of an act to come: where to, not where from."""
    for index, token in enumerate(clause[:-2]):
        is_from = isinstance(token, Said) and token.text.endswith(" from ")
        if is_from and isinstance(token, Said) and isinstance(clause[index + 1], Ref):
            rest = clause[index + 2 :]
            return (*clause[:index], Said(token.text.removesuffix(" from ")), *rest)
    return clause
