"""A story walked through, and what one mind holds after each of its beats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dramaturge.narrate.lexicon import WHERE
from dramaturge.semantics import Dynamics, State
from dramaturge.tell.perception import Happening, Perception
from dramaturge.tell.units import Source


@dataclass(slots=True)
class Journey:
    """A story walked through. happenings[b - 1] leads from states[b - 1] to states[b]."""

    states: list[State]
    happenings: list[Happening] = field(default_factory=list)
    impossible: int | None = None


def journey(dynamics: Dynamics, actions: Sequence[str]) -> Journey:
    """The states and events of a story, as far as its acts are possible."""
    numbers = {action.name: i for i, action in enumerate(dynamics.ground.actions)}
    assert dynamics.initial is not None
    found = Journey([dynamics.initial])
    for beat, action in enumerate(actions, 1):
        index = numbers.get(action)
        if index is None or dynamics.after(found.states[-1], index) is None:
            found.impossible = beat
            return found
        found.happenings.append(Happening(dynamics, found.states[-1], index))
        found.states.append(found.happenings[-1].after)
    return found


class Mind:
    """One mind along a story. index: its character; None: an observer, who looks into nobody."""

    def __init__(self, dynamics: Dynamics, path: Journey, index: int | None) -> None:
        self.dynamics = dynamics
        self.ground = dynamics.ground
        self.path = path
        self.index = index
        self.name = None if index is None else self.ground.characters[index]
        self._seen: dict[int, Perception] = {}

    def perception(self, beat: int) -> Perception | None:
        if self.index is None:
            return None
        if beat not in self._seen:
            self._seen[beat] = self.path.happenings[beat - 1].perceived_by(self.index, 1)
        return self._seen[beat]

    def knows_of(self, beat: int) -> bool:
        """Whether a beat is anything to the teller: an act perceived, or something learnt."""
        seen = self.perception(beat)
        return seen is None or seen.is_known or seen.is_told or bool(seen.own)

    def last_known(self, beat: int) -> int:
        """The last beat before this one that is anything to the teller; 0 if there is none."""
        return next((b for b in range(beat - 1, 0, -1) if self.knows_of(b)), 0)

    def source(self, beat: int, kind: str, name: str) -> Source:
        return Source(beat, kind, name, self.name)

    def held(self, beat: int) -> State:
        state = self.path.states[beat]
        return state if self.index is None else state.believed(self.index)

    def fluent(self, beat: int, fluent: int) -> Source:
        value = self.held(beat).values[fluent]
        return Source(beat, "fluent", self.ground.fluents[fluent].name, self.name, (), value)

    def places(self) -> Iterator[str | None]:
        """Per fluent the character whose place it is, or None."""
        for fluent in self.ground.fluents:
            is_place = fluent.property.lower() in WHERE and len(fluent.arguments) == 1
            who = fluent.arguments[0] if is_place else None
            yield who if who in self.ground.characters else None

    def is_at(self, beat: int, who: str, place: tuple[int, str] | None) -> bool:
        if place is None:
            return False
        return any(
            other == who and self.held(beat).values[index] == place[1]
            for index, other in enumerate(self.places())
        )

    def is_alive(self, beat: int, who: str) -> bool:
        for index, fluent in enumerate(self.ground.fluents):
            if fluent.property == "alive" and fluent.arguments == (who,):
                if who == self.name:
                    return self.path.states[beat].values[index] is not False
                return self.held(beat).values[index] is not False
        return self.ground.constants.get(f"alive({who})") is not False

    def place(self, beat: int) -> tuple[int, str] | None:
        """The fluent that says where the teller is, and where that is."""
        for index, who in enumerate(self.places()):
            if who is not None and who == self.name:
                value = self.held(beat).values[index]
                return (index, value) if isinstance(value, str) else None
        return None
