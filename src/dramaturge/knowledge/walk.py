"""A story walked through: the states, and who does and who perceives each act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dramaturge.ground.world import GroundEvent, Value
from dramaturge.semantics import Dynamics, State


@dataclass(frozen=True, slots=True)
class Path:
    """states[b] is the state after beat b; events[b] leads to it (None for the beginning).

    doers[b]: who must consent to the event; observers[b]: who perceives it.
    impossible: the first beat that cannot happen, where the path ends.
    """

    states: tuple[State, ...]
    events: tuple[GroundEvent | None, ...]
    doers: tuple[tuple[int, ...], ...]
    observers: tuple[tuple[int, ...], ...]
    impossible: int | None


def walk(dynamics: Dynamics, actions: Sequence[str]) -> Path:
    """The path of a story as far as its acts are possible."""
    numbers = {action.name: i for i, action in enumerate(dynamics.ground.actions)}
    if dynamics.initial is None:
        return Path((), (), (), (), 0)
    states = [dynamics.initial]
    events: list[GroundEvent | None] = [None]
    observers: list[tuple[int, ...]] = [()]
    impossible = None
    for beat, action in enumerate(actions, 1):
        index = numbers.get(action)
        after = None if index is None else dynamics.after(states[-1], index)
        if index is None or after is None:
            impossible = beat
            break
        event = dynamics.ground.actions[index]
        events.append(event)
        observers.append(perceiving(dynamics, event, states[-1]))
        states.append(after)
    doers = tuple(() if event is None else event.consenting for event in events)
    return Path(tuple(states), tuple(events), doers, tuple(observers), impossible)


def perceiving(dynamics: Dynamics, event: GroundEvent, state: State) -> tuple[int, ...]:
    """The characters who perceive an event in a state."""
    return tuple(c for c, test in enumerate(event.observing) if dynamics.holds(test, state))


def end(state: State, chain: Iterable[int]) -> State:
    """What the chain of characters believes in a state."""
    for character in chain:
        state = state.believed(character)
    return state


def told(
    dynamics: Dynamics, event: GroundEvent, state: State, chain: tuple[int, ...], fluent: int
) -> bool:
    """Whether the event itself says that it sets this belief."""
    return any(
        effect.chain == chain
        and effect.fluent == fluent
        and dynamics.holds(effect.condition, state)
        for effect in event.effects
    )


def corrected(dynamics: Dynamics, mind: State, owner: int, facts: Mapping[int, Value]) -> State:
    """The mind with some facts as given, of which its owner is aware; others in it are not."""
    done: dict[State, State] = {}

    def changed(state: State) -> State:
        if state not in done:
            values = list(state.values)
            for fluent, value in facts.items():
                values[fluent] = value
            done[state] = State(
                tuple(values),
                len(dynamics.ground.characters),
                lambda c: changed(state.believed(c)) if c == owner else state.believed(c),
            )
        return done[state]

    return dynamics.canonical(changed(mind))
