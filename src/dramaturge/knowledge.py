"""Who knows what, and since when: the value of every fluent in every mind along a story."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from dramaturge.ground.world import GroundWorld, Value
from dramaturge.semantics import Dynamics, State

Mind = tuple[str, ...]  # a chain of characters; () is the world itself
MOST_MINDS = 2_000


@dataclass(frozen=True, slots=True)
class Moment:
    """What holds, and what everybody thinks, after a beat (0: at the beginning).

    values[fluent][mind], in the order of `Knowledge.fluents` and `Knowledge.minds`.
    """

    beat: int
    action: str | None
    values: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The fluents asked about, in the world and in minds, at the beginning and after each beat.

    impossible: the beat (from 1) that cannot happen, where the table ends; None if all can.
    """

    fluents: tuple[str, ...]
    minds: tuple[Mind, ...]
    moments: tuple[Moment, ...]
    impossible: int | None = None

    def value(self, fluent: str, *mind: str, beat: int = -1) -> Value:
        """What the chain of characters takes the fluent to be after a beat (-1: at the end).

        No characters: what it is. Raises ValueError for what is not in the table.
        """
        row = _index(self.fluents, fluent, "fluent")
        column = _index(self.minds, mind, "mind")
        if not -len(self.moments) <= beat < len(self.moments):
            raise ValueError(f"beat {beat} is not in the table, which ends at {self.last_beat}")
        return self.moments[beat].values[row][column]

    @property
    def last_beat(self) -> int:
        return len(self.moments) - 1


def knowledge(
    dynamics: Dynamics, actions: Sequence[str], about: Sequence[str] | None, depth: int
) -> Knowledge:
    """The table for a story, as far as its acts are possible.

    about: names of fluents (`at(Tom)`), properties (`at`) or entities (`Tom`); None: the fluents
    of which some mind is wrong at some time. depth: the longest chain of minds. Raises ValueError
    for a name that the world does not have, and for too deep a table.
    """
    ground = dynamics.ground
    chains = _chains(ground, depth)
    states, impossible = _walk(dynamics, actions)
    asked = range(len(ground.fluents)) if about is None else sorted(_asked(ground, about))
    rows = {
        fluent: [tuple(_end(state, chain).values[fluent] for chain in chains) for state in states]
        for fluent in asked
    }
    if about is None:
        rows = {f: seen for f, seen in rows.items() if any(len(set(row)) > 1 for row in seen)}
    moments = tuple(
        Moment(
            beat, actions[beat - 1] if beat else None, tuple(seen[beat] for seen in rows.values())
        )
        for beat in range(len(states))
    )
    minds = tuple(tuple(ground.characters[c] for c in chain) for chain in chains)
    return Knowledge(tuple(ground.fluents[f].name for f in rows), minds, moments, impossible)


def _walk(dynamics: Dynamics, actions: Sequence[str]) -> tuple[list[State], int | None]:
    """The states along the story, and the beat that cannot happen, if there is one."""
    numbers = {action.name: i for i, action in enumerate(dynamics.ground.actions)}
    if dynamics.initial is None:
        return [], 0
    states = [dynamics.initial]
    for beat, action in enumerate(actions, 1):
        index = numbers.get(action)
        after = None if index is None else dynamics.after(states[-1], index)
        if after is None:
            return states, beat
        states.append(after)
    return states, None


def _chains(ground: GroundWorld, depth: int) -> list[tuple[int, ...]]:
    """The world, then chains by length; nobody is asked what they think that they think."""
    found: list[tuple[int, ...]] = [()]
    level = found
    for _ in range(depth):
        level = [
            (*chain, character)
            for chain in level
            for character in range(len(ground.characters))
            if chain[-1:] != (character,)
        ]
        found = found + level
        if len(found) > MOST_MINDS:
            raise ValueError(
                f"depth {depth} makes more than {MOST_MINDS:,} minds, too many to show"
            )
        if not level:
            break
    return found


def _end(state: State, chain: Iterable[int]) -> State:
    for character in chain:
        state = state.believed(character)
    return state


def _asked(ground: GroundWorld, about: Sequence[str]) -> set[int]:
    """The fluents meant by names of fluents, properties or entities."""
    found: set[int] = set()
    for wanted in about:
        name = "".join(wanted.split())
        matching = {
            index
            for index, fluent in enumerate(ground.fluents)
            if name in (fluent.name.replace(" ", ""), fluent.property, *fluent.arguments)
        }
        if not matching:
            raise ValueError(_no_such_fluent(ground, wanted, name))
        found |= matching
    return found


def _no_such_fluent(ground: GroundWorld, wanted: str, name: str) -> str:
    for constant in ground.constants:
        if name in (constant.replace(" ", ""), constant.partition("(")[0]):
            return f"'{wanted}' never changes, and everybody knows it"
    known = [fluent.name for fluent in ground.fluents]
    known += [*(fluent.property for fluent in ground.fluents), *ground.entities]
    close = get_close_matches(wanted, list(dict.fromkeys(known)), n=1)
    return f"there is no '{wanted}' to know" + (f"; did you mean '{close[0]}'?" if close else "")


def _index(known: Sequence[object], wanted: object, what: str) -> int:
    if wanted not in known:
        shown = ", ".join(wanted) if isinstance(wanted, tuple) else wanted
        raise ValueError(f"{what} '{shown}' is not in the table")
    return known.index(wanted)
