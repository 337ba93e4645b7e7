"""C109: an act, or a line of speech, that rests on something its doer has no way to know.

An impossible act rests on it where it asks for a belief that its doer does not hold, and never did.
A possible one does where its doer has no reason, but would have one if they knew the truth: the
facts are told without which the plan that they would then have would not work.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from dramaturge.ground.walk import reads
from dramaturge.ground.world import Condition, GroundWorld, Value
from dramaturge.narrate.words import as_sentence, listed
from dramaturge.plan.falsity import false_parts, fell
from dramaturge.plan.walk import Fault, Missing
from dramaturge.review.blocked import Blocked
from dramaturge.review.learning import can_learn, can_tell
from dramaturge.review.minds import (
    Facts,
    Place,
    clause,
    differences,
    fitting_plan,
    moved,
    needed,
    owner_of,
    value_at,
)
from dramaturge.review.reading import Reading
from dramaturge.semantics import State
from dramaturge.semantics.change import NOBODY
from dramaturge.verdict import Finding

MOST_TOLD = 3


# An impossible act.


def unknown_to_doer(reading: Reading, fault: Fault, found: Blocked) -> Finding | None:
    """The act asks for a belief that its doer never had, about which they are wrong or in the
    dark."""
    for part in found.parts:
        who = owner_of(part)
        if who is None or who not in found.event.consenting:
            continue
        if fell(found.dynamics, part, found.states) is None and _is_wrong(found, part):
            return _not_believed(reading, fault, found, part, who)
    return None


def _is_wrong(found: Blocked, part: Condition) -> bool:
    """Whether the mind that the condition is about is not as things are."""
    return any(
        found.dynamics.value(read, found.state)
        != value_at(found.state, (read.chain[1:], read.fluent))
        for read in reads(part)
    )


def _not_believed(
    reading: Reading, fault: Fault, found: Blocked, part: Condition, who: int
) -> Finding:
    name = reading.words.names.of(found.ground.characters[who])
    conditions = found.teller.words.conditions
    wanted = conditions.condition(moved(part, lambda chain: chain[1:]), found.ground)
    message = f"{name} cannot know that {wanted}"
    if not found.dynamics.holds(moved(part, lambda chain: chain[1:]), found.state):
        message = f"{name} has nothing to say so by: {wanted}"
    lines = [as_sentence(found.teller.obstacle(part, found.states[-1]))]
    beats, hint = [], None
    places = {(read.chain[1:], read.fluent) for read in reads(part)}
    for other, beat in _others(found, part, who):
        known = reading.words.names.of(found.ground.characters[other])
        beats.append(beat)
        lines.append(as_sentence(f"{known} knows it {reading.since(beat)}"))
        if hint is None and can_tell(found.ground, other, who, places):
            hint = f"let {known} tell {name} before this beat"
    later = None if found.is_pruned else _learns(reading, part, fault.index)
    if later is not None:
        lines.append(as_sentence(f"{name} learns it only by beat {later}"))
        hint = f"move it after beat {later}, or let {name} learn it before"
    hint = hint or _to_learn(found.ground, who, name, places)
    return reading.finding(
        "C109",
        fault.index,
        message,
        lines[: MOST_TOLD + 1],
        evidence=beats,
        character=who,
        repair=hint,
    )


def _to_learn(ground: GroundWorld, who: int, name: str, places: Collection[Place]) -> str:
    """What to do where nobody is there to tell it."""
    if can_learn(ground, who, places):
        return f"put in a beat before it in which {name} learns it"
    return f"no act of this world shows it to {name}: let {name} believe it from the start on"


def _others(found: Blocked, part: Condition, who: int) -> Iterator[tuple[int, int | None]]:
    """Who else holds the belief that is missing, and the beat since which they do."""
    for other in range(len(found.ground.characters)):
        if other == who or any(other in read.chain[1:2] for read in reads(part)):
            continue

        def held_by(chain: tuple[int, ...], other: int = other) -> tuple[int, ...]:
            return (other, *chain[1:])

        theirs = moved(part, held_by)
        if not found.dynamics.holds(theirs, found.state):
            continue
        held = [found.dynamics.holds(theirs, state) for state in found.states]
        since = max((i for i, value in enumerate(held) if not value), default=-1) + 1
        yield other, since or None


def _learns(reading: Reading, part: Condition, index: int) -> int | None:
    """The first later beat after which the doer holds the belief."""
    for beat in range(index + 1, len(reading.states)):
        if reading.walk.actions[index] is None and beat == index + 1:
            continue
        if beat > index + 1 and reading.dynamics.holds(part, reading.states[beat]):
            return beat
    return None


# A possible act without a reason.


def acts_on_the_unknown(reading: Reading, fault: Fault, lack: Missing) -> Finding | None:
    """The doer would have a reason if they knew how things are; what they would have to know."""
    assert fault.action is not None
    state, who = reading.states[fault.index], lack.character
    mind, meant = state.believed(who), reading.ground.meant(fault.action)
    facts: dict[Place, Value]
    if reading.dynamics.after(mind, meant) is None:
        facts = _kept_from_thinking(reading, fault, who, meant)
    else:
        truth = differences(mind, state, who)
        if not truth:
            return None
        known = reading.dynamics.enlightened(mind, who, truth)
        plan = None if known is None else fitting_plan(reading, known, who, meant)
        if plan is None:
            return None
        facts = needed(reading, mind, who, plan, truth)
        if not _stays_known(reading, who, state, truth, plan, facts):
            return None
    return _acts_as_if_known(reading, fault, who, facts) if facts else None


def _stays_known(
    reading: Reading, who: int, state: State, truth: Facts, plan: Sequence[int], facts: Facts
) -> bool:
    """Whether a plan goes through as things are, once the doer knows them, and does not live on
    their coming to be wrong again about what they would have to know."""
    known = {((who, *chain), fluent): value for (chain, fluent), value in truth.items()}
    told = reading.dynamics.enlightened(state, NOBODY, known)
    after = None if told is None else reading.dynamics.after_all(told, plan)
    if after is None:
        return False
    return all(value_at(after.believed(who), place) == value_at(after, place) for place in facts)


def _kept_from_thinking(reading: Reading, fault: Fault, who: int, meant: int) -> dict[Place, Value]:
    """What makes a possible act impossible in the eyes of its doer, with what is so in truth."""
    state = reading.states[fault.index]
    mind = state.believed(who)
    precondition = reading.ground.actions[meant].precondition
    return {
        (read.chain, read.fluent): value_at(state, (read.chain, read.fluent))
        for part in false_parts(reading.dynamics, precondition, mind)
        for read in reads(part)
        if value_at(state, (read.chain, read.fluent)) != value_at(mind, (read.chain, read.fluent))
    }


def _acts_as_if_known(
    reading: Reading, fault: Fault, who: int, facts: dict[Place, Value]
) -> Finding:
    name, state = reading.name(who), reading.states[fault.index]
    told = [clause(reading, place, value) for place, value in facts.items()][:MOST_TOLD]
    pronoun = reading.words.names.pronoun(reading.ground.characters[who]) or "they"
    message = f"{name} acts as though {pronoun} knew that {listed(told)}"
    lines, beats, hint = [], [], None
    for place, value in list(facts.items())[:MOST_TOLD]:
        thought = clause(reading, place, value_at(state.believed(who), place), (who,))
        lines.append(as_sentence(thought))
        for other, beat in _knowing(reading, fault.index, who, place, value):
            beats.append(beat)
            lines.append(as_sentence(f"{reading.name(other)} knows it {reading.since(beat)}"))
            if hint is None and can_tell(reading.ground, other, who, facts):
                hint = f"let {reading.name(other)} tell {name} before this beat"
    return reading.finding(
        "C109",
        fault.index,
        message,
        lines,
        evidence=beats,
        character=who,
        repair=hint or _to_learn(reading.ground, who, name, facts),
    )


def _knowing(
    reading: Reading, index: int, who: int, place: Place, value: Value
) -> Iterator[tuple[int, int | None]]:
    """Who knows it, other than the doer and those whom it is about, and since which beat."""
    for other in range(len(reading.ground.characters)):
        if other == who or other in place[0]:
            continue
        held = [
            value_at(state.believed(other), place) == value for state in reading.states[: index + 1]
        ]
        if held[-1]:
            since = max((i for i, holds in enumerate(held) if not holds), default=-1) + 1
            yield other, since or None
