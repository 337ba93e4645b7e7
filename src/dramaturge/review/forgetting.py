"""C110: somebody was shown or told something, and acts against it later.

An impossible act goes against it where it asks for a belief that its doer had until some beat. A
possible one does where its doer has no reason, but would still have one without what an earlier
beat, of which they were not the doer, has put into their mind.
"""

from __future__ import annotations

from dramaturge.ground.world import Value
from dramaturge.narrate.words import as_sentence
from dramaturge.plan.falsity import false_parts, fell
from dramaturge.plan.walk import Fault, Missing
from dramaturge.review.blocked import Blocked
from dramaturge.review.minds import (
    Place,
    clause,
    differences,
    fitting_plan,
    needed,
    owner_of,
    value_at,
)
from dramaturge.review.reading import Reading
from dramaturge.verdict import Finding

MOST_TOLD = 3
MOST_BEATS = 8  # the latest ones, of those that taught somebody something


def unlearnt(reading: Reading, fault: Fault, found: Blocked) -> Finding | None:
    """The act asks for a belief that its doer gave up at an earlier beat."""
    for part in found.parts:
        who = owner_of(part)
        if who is None or who not in found.event.consenting:
            continue
        beat = fell(found.dynamics, part, found.states)
        if beat is not None:
            line = as_sentence(found.teller.obstacle(part, found.states[-1]))
            return _told(reading, fault, who, beat, [line])
    return None


def acts_against(reading: Reading, fault: Fault, lack: Missing) -> Finding | None:
    """The doer would have a reason, were it not for what a beat has taught them."""
    assert fault.action is not None
    who, meant = lack.character, reading.ground.meant(fault.action)
    minds = [state.believed(who) for state in reading.states[: fault.index + 1]]
    if reading.dynamics.after(minds[-1], meant) is None:
        return _thinks_it_impossible(reading, fault, who, meant)
    for index, old in reversed(_lessons(reading, fault.index, who)[-MOST_BEATS:]):
        without = reading.dynamics.enlightened(minds[-1], who, old)
        plan = None if without is None else fitting_plan(reading, without, who, meant)
        if plan is None:
            continue
        facts = needed(reading, minds[-1], who, plan, old)
        if facts:
            lines = [
                as_sentence(clause(reading, place, value_at(minds[-1], place), (who,)))
                for place in list(facts)[:MOST_TOLD]
            ]
            return _told(reading, fault, who, index + 1, lines)
    return None


def _thinks_it_impossible(reading: Reading, fault: Fault, who: int, meant: int) -> Finding | None:
    """In their eyes it cannot work since a beat that misled them: what is false there was as true
    then as it is now."""
    states = reading.states[: fault.index + 1]
    minds = [state.believed(who) for state in states]
    precondition = reading.ground.actions[meant].precondition
    for part in false_parts(reading.dynamics, precondition, minds[-1]):
        beat = fell(reading.dynamics, part, minds)
        if beat is None or who in _doers(reading, beat - 1):
            continue
        if reading.dynamics.holds(part, states[beat]):
            told = reading.teller.obstacle(part, minds[-1])
            return _told(reading, fault, who, beat, [as_sentence(f"in their eyes {told}")])
    return None


def _lessons(reading: Reading, index: int, who: int) -> list[tuple[int, dict[Place, Value]]]:
    """The beats of others' that have put something into a mind that is still there, with what was
    there before."""
    found = []
    now = reading.states[index].believed(who)
    for beat in range(index):
        if who in _doers(reading, beat):
            continue
        before, after = (reading.states[i].believed(who) for i in (beat, beat + 1))
        if before is after:
            continue
        old = {
            place: value
            for place, value in differences(after, before, who).items()
            if value_at(now, place) == value_at(after, place)
        }
        if old:
            found.append((beat, old))
    return found


def _doers(reading: Reading, index: int) -> tuple[int, ...]:
    action = reading.walk.actions[index]
    return () if action is None else reading.ground.actions[action].consenting


def _told(reading: Reading, fault: Fault, who: int, beat: int, lines: list[str]) -> Finding:
    name = reading.name(who)
    pronoun = reading.words.names.pronoun(reading.ground.characters[who])
    message = f"{name} acts against what {pronoun or 'they'} learnt at beat {beat}"
    since = as_sentence(f"beat {beat}: {reading.clause(beat - 1)}")
    is_own = who in _doers(reading, beat - 1)
    hint = f"move it before beat {beat}, or keep that beat from {name}"
    return reading.finding(
        "C110",
        fault.index,
        message,
        [*lines, since],
        evidence=[beat],
        character=who,
        repair="leave it out: that has been done" if is_own else hint,
    )
