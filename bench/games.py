"""Random games, timed, and what must be so in every game: looked for by the definition."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from dramaturge.ground.world import GroundEvent
from dramaturge.kernel import StateGraph
from dramaturge.plan.motive import Motives
from dramaturge.play import Entry, Game, Kind, Stage
from dramaturge.play.picture import Picture
from dramaturge.play.players import PLAYERS, play_turn
from dramaturge.semantics import Dynamics, State
from dramaturge.tell.perception import Happening

WORLDS = ("martyr", "last-bell", "broken-seal", "glass-heron")
TURNS = 20  # of a game, at most
LOTS = 10  # seeds of games: what is looked for before the first turn is looked for once for each
LIMITS = ((3, 1), (5, 2))  # of plans in minds, as games ask for them
STATES = 100  # that one judgement of a motive may visit


@dataclass(slots=True)
class Played:
    """One game that a program of ours played. opening_s: CPU seconds before the first turn, in
    which a user reads the beginning; turns_s: of each turn, with the view."""

    game: Game
    opening_s: float
    turns_s: list[float] = field(default_factory=list)


def play(stage: Stage, seed: int, turns: int = TURNS, name: str = "random") -> Played:
    """A game of a random person in it, played out or up to so many turns."""
    random = Random(seed)
    who = random.choice(stage.people)
    begun = time.process_time()
    game = Game(stage, who, seed=seed % LOTS)
    game.settle()
    played = Played(game, time.process_time() - begun)
    player = PLAYERS[name](seed)
    for _ in range(turns):
        if played.game.ended is not None:
            break
        before = time.process_time()
        play_turn(played.game, player)
        played.game.view()
        played.turns_s.append(time.process_time() - before)
    return played


def faults(game: Game, sample: Random, share: float = 0.2) -> Iterator[str]:
    """What is wrong with a game: an act that is impossible, or of somebody without a reason (a
    share of them is judged), or one that the kernel judges otherwise than the definition; anything
    in what the player saw that their mind does not hold."""
    stage = game.stage
    dynamics = Dynamics(stage.ground)
    player = stage.character(game.player) if game.player else None
    lines = {line.entry - 1 for line in game.transcript()}
    state = dynamics.initial
    assert state is not None
    graph = StateGraph(stage.ground)
    number: int | None = graph.initial
    for position, entry in enumerate(game.log.entries):
        if not entry.kind.is_event:
            continue
        action = stage.numbers[entry.act]
        after = dynamics.after(state, action)
        number = None if number is None else graph.after(number, action)
        if after is None:
            yield f"entry {position} is impossible: {entry.act}"
            return
        if number is None or graph.values(number) != after.values:
            yield f"entry {position} leads elsewhere in the kernel: {entry.act}"
        if entry.kind is Kind.other and sample.random() < share:
            yield from _unmotivated(stage, dynamics, state, entry, player)
        if player is not None:
            happening = Happening(dynamics, state, action).perceived_by(player)
            if happening.is_nothing and position in lines:
                yield f"entry {position} was told, though it passed the player by: {entry.act}"
        state = after
    if player is not None:
        yield from _leaks(game, dynamics, state.believed(player))


def _unmotivated(
    stage: Stage, dynamics: Dynamics, state: State, entry: Entry, player: int | None
) -> Iterator[str]:
    event: GroundEvent = stage.ground.actions[stage.numbers[entry.act]]
    given = {motive.character for motive in entry.motives}
    for who in event.consenting:
        name = stage.ground.characters[who]
        if who == player:
            yield f"the player was made to act: {entry.act}"
        elif name not in given:
            yield f"{name} has no reason on record: {entry.act}"
        else:
            found = [
                Motives(dynamics, *limits, STATES).motive(state, who, stage.numbers[entry.act])
                for limits in LIMITS
            ]
            if all(each.found is None and each.exhausted for each in found):
                yield f"{name} has no reason: {entry.act}"


def _leaks(game: Game, dynamics: Dynamics, mind: State) -> Iterator[str]:
    """What a view holds must be the same if the world were as the player takes it to be."""
    view = game.view()
    numbers = game.stage.numbers
    for choice in view.choices:
        if choice.act and not dynamics.possible(mind, numbers[choice.act]):
            yield f"a choice that the player thinks impossible: {choice.act}"
    stage = game.stage
    picture = Picture(stage, dynamics, game.player)
    known = set(picture.facts(mind))
    for sentence in view.knows:
        if sentence not in known:
            yield f"known, but not in the mind: {sentence}"
    for person in view.people:
        if game.player and picture.place(mind, person.name) != picture.place(mind, game.player):
            yield f"here, but not in the mind: {person.name}"
