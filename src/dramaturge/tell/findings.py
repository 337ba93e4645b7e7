"""What one mind learns by a beat, as clauses: noticed, understood, concluded, told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dramaturge.narrate.lexicon import WHERE
from dramaturge.tell.deeds import Deeds
from dramaturge.tell.mind import Mind
from dramaturge.tell.perception import How, Learnt, Manner, Perception
from dramaturge.tell.templates import (
    Act,
    Clause,
    Ref,
    Said,
    bound,
    denied_within,
    has_done,
    simple,
    subject_of,
)
from dramaturge.tell.units import Kind, Source, Unit
from dramaturge.tell.wording import Wording


class Findings:
    """What one mind has to tell of what it learns."""

    def __init__(self, wording: Wording, mind: Mind, deeds: Deeds) -> None:
        self._wording = wording
        self._mind = mind
        self._ground = mind.ground
        self._deeds = deeds

    def of(self, beat: int, seen: Perception, is_heard: bool) -> Iterator[Unit]:
        done: set[str] = set()
        found: list[Unit] = []
        told = sorted(seen.own, key=lambda each: -self._length(each))
        for each in told:
            if self._is_implied(each, seen, is_heard):
                continue
            unit = self._finding(beat, each, seen, done)
            if unit is not None and not any(_ends_with(u.clause, unit.clause) for u in found):
                found.append(unit)
        yield from _merged(found)

    def cause(self, beat: int, seen: Perception) -> Iterator[tuple[Clause, Source]]:
        """Why an attempt fails, as far as the teller sees it."""
        for each in seen.own:
            if each.how is not How.corrected:
                continue
            words = self._wording.holds(self._ground.fluents[each.fluent], each.new)
            if words is not None:
                clause, denied = words
                yield (
                    (denied_within(clause) if denied else clause),
                    self._mind.fluent(beat, each.fluent),
                )

    def _length(self, each: Learnt) -> int:
        """How much there is to say of what was told, which begins with what says most."""
        if each.how is not How.told:
            return 0
        words = self._wording.holds(self._ground.fluents[each.fluent], each.new)
        return 0 if words is None else len(words[0])

    def _is_implied(self, each: Learnt, seen: Perception, is_heard: bool) -> bool:
        """Whether telling the event has told it."""
        if each.how in (How.seen, How.public):
            return True
        if each.how is How.corrected and seen.manner is Manner.attempt:
            return True
        fluent = self._ground.fluents[each.fluent]
        if each.how is How.corrected and fluent.property.lower() in WHERE and seen.is_known:
            return fluent.arguments[0] in seen.event.arguments  # they must have been there
        speaks = any(argument in self._wording.world.facts for argument in seen.event.arguments)
        speaks = speaks or self._wording.says(seen.event.name) is not None
        if seen.is_doer and each.how is How.told:  # how the others take it is not in the words
            return any(each.fluent in self._deeds.about(name) for name in seen.event.arguments)
        return each.how is How.told and (is_heard or (seen.is_known and speaks))

    def _finding(self, beat: int, each: Learnt, seen: Perception, done: set[str]) -> Unit | None:
        source = self._mind.fluent(beat, each.fluent)
        if each.by is not None and each.how in (How.noticed, How.inferred):
            told = self._wording.trigger(each.by.event, each.by.arguments)
            if told is not None:
                is_own = subject_of(told) == self._mind.name
                if each.by.name in done or not (is_own or each.how is How.noticed):
                    return None
                done.add(each.by.name)
                rule = self._mind.source(beat, "trigger", each.by.name)
                return Unit(Kind.learnt, beat, told, (rule, source))
        fluent = self._ground.fluents[each.fluent]
        if self._mind.name is None or (each.by is not None and each.by.name in done):
            return None
        is_own = fluent.arguments[:1] == (self._mind.name,)
        if is_own and (fluent.property.lower() in WHERE or each.how is How.inferred):
            return None
        words = self._wording.holds(fluent, each.new)
        if words is None:
            return None
        clause, denied = words
        if is_own and not denied and has_done(clause):
            return None  # what one has done oneself is no news
        if each.is_lost and not denied:  # "Ann is nowhere to be seen" says enough
            return Unit(Kind.learnt, beat, clause, (source,))
        verb = "sees" if each.how is How.noticed else "realises"
        if each.how is How.told:
            about = subject_of(clause)
            is_of_others = about in self._ground.characters and about != self._mind.name
            verb = "sees" if seen.is_doer and is_of_others else "learns"
        if denied:
            # "sees that it is not so": the denial belongs inside.
            clause = denied_within(clause)
        return Unit(
            Kind.learnt,
            beat,
            simple(self._mind.name, verb, Said(" that "), *clause),
            (source,),
        )


def _ends_with(told: Clause, clause: Clause) -> bool:
    """Whether what somebody learns was said already, inside something else that is learnt."""
    inner = clause[3:] if len(clause) > 3 else clause
    return len(told) > len(clause) and told[-len(inner) :] == inner


def _merged(units: Iterable[Unit]) -> list[Unit]:
    """Units that differ in one name only become one: "sees Ann, Bob and the key"."""
    found: list[Unit] = []
    for unit in units:
        joined = _joined(found[-1], unit) if found else None
        if joined is None:
            found.append(unit)
        else:
            found[-1] = joined
    return found


def _joined(one: Unit, other: Unit) -> Unit | None:
    if one.kind is not other.kind or one.denied != other.denied:
        return None
    first, second = one.clause, other.clause
    if not second or not isinstance(second[-1], Ref) or second[:-1] != first[: len(second) - 1]:
        return None
    rest = first[len(second) - 1 :]
    if not rest or not isinstance(rest[0], Ref) or any(isinstance(t, Act) for t in rest):
        return None
    names = [token for token in rest if isinstance(token, Ref)] + [second[-1]]
    listed: list[Said | Ref | Act] = []
    for index, name in enumerate(names):
        if index:
            listed.append(Said(" and " if index == len(names) - 1 else ", "))
        listed.append(name)
    clause = bound((*second[:-1], *listed))
    return replace(one, clause=clause, sources=(*one.sources, *other.sources))
