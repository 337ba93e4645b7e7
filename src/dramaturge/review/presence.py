"""C108: somebody acts who is dead, bound or elsewhere.

What counts is derived from the world. *Whereabouts* are the properties of a person alone that
decide who perceives what happens: their names stand in conditions of `observing`. *Vital* is a
truth about a person alone that everything asks for which anybody does.
"""

from __future__ import annotations

from collections.abc import Iterator

from dramaturge.ground.walk import reads
from dramaturge.ground.world import All, Compare, Condition, Const, GroundWorld, Read
from dramaturge.narrate.words import as_sentence
from dramaturge.plan.falsity import fell, stands
from dramaturge.plan.walk import Fault
from dramaturge.review.blocked import Blocked
from dramaturge.review.reading import Reading
from dramaturge.verdict import Finding

FEWEST_EVENTS = 2  # different ones, before what they all ask for says anything


def unfit(reading: Reading, fault: Fault, found: Blocked) -> Finding | None:
    """Somebody who does it is in no state to act, or elsewhere; None if that is not the reason."""
    doers = [found.ground.characters[c] for c in found.event.consenting]
    vital = vital_properties(reading.ground) | vital_properties(found.ground)
    for code_of, wanted in ((_unable, vital), (_elsewhere, whereabouts(reading, found))):
        for part in found.parts:
            who = _about(found.ground, part, doers, wanted)
            if who is not None:
                beat = fell(found.dynamics, part, found.states)
                return code_of(reading, fault, found, part, who, beat)
    return None


def _unable(
    reading: Reading, fault: Fault, found: Blocked, part: Condition, who: str, beat: int | None
) -> Finding:
    name = reading.words.names.of(who)
    (read, *_) = reads(part)
    is_so = found.teller.actual(read, found.state)
    message = f"{name} can do nothing any more, yet acts: {is_so}"
    hint = f"give the act to somebody else, or take back what happened to {name}"
    since = stands(found.dynamics, part, found.states)
    line = as_sentence(f"{is_so}, {reading.since(since)}")
    return _told(reading, fault, message, line, who, beat, hint)


def _elsewhere(
    reading: Reading, fault: Fault, found: Blocked, part: Condition, who: str, beat: int | None
) -> Finding:
    name = reading.words.names.of(who)
    (read, *_) = reads(part)
    is_so = found.teller.actual(read, found.state)
    message = f"{name} is not there: {is_so}"
    conditions = found.teller.words.conditions
    hint = f"bring it about before that {conditions.condition(part, found.ground)}"
    since = stands(found.dynamics, part, found.states)
    line = as_sentence(f"{is_so}, {reading.since(since)}")
    return _told(reading, fault, message, line, who, beat, hint)


def _told(
    reading: Reading,
    fault: Fault,
    message: str,
    line: str,
    who: str,
    beat: int | None,
    hint: str,
) -> Finding:
    return reading.finding(
        "C108",
        fault.index,
        message,
        [line],
        evidence=[beat],
        character=reading.ground.characters.index(who),
        repair=hint,
    )


def _about(
    ground: GroundWorld, part: Condition, doers: list[str], properties: frozenset[str]
) -> str | None:
    """The doer, if the condition asks for one of these properties of just one of them."""
    named = list(dict.fromkeys(reads(part)))
    if not isinstance(part, Compare) or part.operator != "==" or len(named) != 1:
        return None
    fluent = ground.fluents[named[0].fluent]
    if named[0].chain or fluent.property not in properties or len(fluent.arguments) != 1:
        return None
    return fluent.arguments[0] if fluent.arguments[0] in doers else None


def whereabouts(reading: Reading, found: Blocked) -> frozenset[str]:
    """The properties that say where somebody is."""
    return frozenset((*_seen_by(reading.ground), *_seen_by(found.ground)))


def _seen_by(ground: GroundWorld) -> Iterator[str]:
    seen: set[int] = set()
    for action in ground.actions:
        for character, condition in enumerate(action.observing):
            for read in reads(condition):
                if read.chain or read.fluent in seen:
                    continue
                fluent = ground.fluents[read.fluent]
                if fluent.arguments == (ground.characters[character],):
                    seen.add(read.fluent)
                    if fluent.kind == "entity":
                        yield fluent.property


def vital_properties(ground: GroundWorld) -> frozenset[str]:
    """The truths about a person alone that everything they do asks for, as far as they can
    change."""
    known = {fluent.name: number for number, fluent in enumerate(ground.fluents)}
    candidates = {
        f.property for f in ground.fluents if f.kind == "boolean" and len(f.arguments) == 1
    }
    events: dict[str, set[str]] = {name: set() for name in candidates}
    for action in ground.actions:
        asked = _asked(action.precondition) if action.consenting and candidates else set()
        for name in list(candidates):
            for doer in action.consenting:
                number = known.get(f"{name}({ground.characters[doer]})")
                if number is None:
                    continue
                if number in asked:
                    events[name].add(action.event)
                else:
                    candidates.discard(name)
    return frozenset(name for name in candidates if len(events[name]) >= FEWEST_EVENTS)


def _asked(condition: Condition) -> set[int]:
    """The fluents whose value a conjunction asks for outright."""
    parts = condition.parts if isinstance(condition, All) else (condition,)
    return {
        part.left.fluent
        for part in parts
        if isinstance(part, Compare)
        and isinstance(part.left, Read)
        and not part.left.chain
        and isinstance(part.right, Const)
    }
