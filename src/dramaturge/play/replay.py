"""Which entries of a log can follow in a game that is played again, perhaps in another version of
its world."""

from __future__ import annotations

from dramaturge.play.log import Entry, Kind
from dramaturge.play.stage import Stage
from dramaturge.play.wills import Wills
from dramaturge.semantics import State


def may_follow(stage: Stage, player: int | None, entry: Entry) -> bool:
    """Whether the world has such an act, and the player such a decision."""
    if entry.act and entry.act not in stage.numbers:
        return False
    if entry.kind is Kind.act:
        return player in stage.ground.actions[stage.numbers[entry.act]].consenting
    return True


def is_wanted(stage: Stage, wills: Wills, state: State, player: int | None, entry: Entry) -> bool:
    """Whether all others whose consent an event takes have the reasons of the log, still."""
    if not entry.kind.is_event:
        return True
    numbers = stage.numbers
    given = {motive.character: motive.plan for motive in entry.motives}
    for who in stage.ground.actions[numbers[entry.act]].consenting:
        plan = given.get(stage.ground.characters[who], ())
        if who == player:
            continue
        if not plan or any(act not in numbers for act in plan):
            return False
        acts = tuple(numbers[act] for act in plan)
        if not wills.stands(state.believed(who), who, acts):
            return False
    return True
