"""What nobody tells the player while the game lasts: how it ended, what the others had in mind,
what passed unseen, and where the player was wrong to the last."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from dramaturge.narrate.words import as_sentence
from dramaturge.play.log import Entry, Motive
from dramaturge.play.picture import Picture
from dramaturge.play.stage import Stage
from dramaturge.play.table import Table
from dramaturge.play.view import Ended
from dramaturge.semantics import State
from dramaturge.story import Explanation, Step


@dataclass(frozen=True, slots=True)
class Reason:
    """What somebody did, and why, in sentences. position: of the act among all that happened, from
    1; perceived: whether the player knew that it happened. why: the first reason of an act says
    what was done, too, the others only why they joined in."""

    position: int
    character: str
    act: str
    why: tuple[str, ...]
    perceived: bool


@dataclass(frozen=True, slots=True)
class Epilogue:
    """ended: None if the game was broken off. reasons: of all acts of others, in order. unseen: the
    acts that passed the player by. mistakes: what the player took to be so at the end, and was not;
    unknown: what was so, and they never came to know or to believe."""

    ended: Ended | None
    reasons: tuple[Reason, ...]
    unseen: tuple[str, ...]
    mistakes: tuple[str, ...]
    unknown: tuple[str, ...]


def epilogue(
    stage: Stage,
    table: Table,
    player: int | None,
    ended: Ended | None,
    own: Picture,
    told: Collection[int],
) -> Epilogue:
    """Looks back on a game. own: the player's picture; what was really so is told in the world's
    words. told: the entries (from 0) of acts that the player was told of."""
    you = None if player is None else stage.ground.characters[player]
    picture = Picture(stage, table.dynamics, None, you)
    reasons: list[Reason] = []
    unseen: list[str] = []
    position = 0
    for at, entry in enumerate(table.entries):
        if not entry.kind.is_event:
            continue
        position += 1
        state = table.states[at]
        seen = player is None or at in told
        sentence = as_sentence(picture.voice.act(entry.act))
        if not seen:
            unseen.append(sentence)
        for first, motive in enumerate(_doer_first(stage, entry)):
            is_named = first == 0 and motive.plan[:1] == (entry.act,)  # they know what they do
            why = _why(picture, motive, state, named=is_named)
            if first == 0 and not is_named:
                why = (sentence, *why)
            reasons.append(Reason(position, motive.character, sentence, why, seen))
    mistakes, unknown = _wrong(table.state, player, picture, own)
    return Epilogue(ended, tuple(reasons), tuple(unseen), mistakes, unknown)


def reasons_told(picture: Picture, entry: Entry, state: State) -> tuple[str, ...]:
    """Why everybody concerned took part in an act that led on from the state."""
    return tuple(text for motive in entry.motives for text in _why(picture, motive, state))


def _doer_first(stage: Stage, entry: Entry) -> list[Motive]:
    doer = stage.doers[stage.numbers[entry.act]]
    name = None if doer is None else stage.ground.characters[doer]
    return sorted(entry.motives, key=lambda motive: motive.character != name)


def _why(picture: Picture, motive: Motive, state: State, *, named: bool = False) -> tuple[str, ...]:
    explanation = Explanation(motive.character, tuple(Step(act) for act in motive.plan))
    return tuple(text for _, text in picture.teller.nested(explanation, state, named=named))


def _wrong(
    state: State, player: int | None, picture: Picture, own: Picture
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the player is wrong about, and what they do not know."""
    if player is None:
        return (), ()
    mistakes: list[str] = []
    unknown: list[str] = []
    mind = state.believed(player)
    for number, (believed, actual) in enumerate(zip(mind.values, state.values, strict=True)):
        if believed == actual or not own.voice.is_worth_telling(number, actual):
            continue
        if believed is None or believed is False:
            unknown.append(as_sentence(picture.clause(number, actual)))
            continue
        named: list[str] = []
        thought = own.voice.fact(number, believed, named=named)
        truth = picture.voice.fact(number, actual, named=named)
        is_said = actual is not False or own.voice.has_denial(number)
        so = f"in truth {truth}" if is_said else "that is not so"
        mistakes.append(as_sentence(f"you think that {thought}; {so}"))
    return tuple(mistakes), tuple(unknown)
