"""The game as it stands: the entries so far and the states that they led to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dramaturge.play.log import Entry
from dramaturge.play.stage import Stage
from dramaturge.semantics import Dynamics, State


class Table:
    """states[i] is the situation after i entries; most entries that are no events leave it."""

    def __init__(self, stage: Stage) -> None:
        """ValueError if the world's triggers never come to rest at the start."""
        self.stage = stage
        self.dynamics = Dynamics(stage.ground)
        if self.dynamics.initial is None:
            raise ValueError("at the start the triggers never come to rest")
        self.entries: list[Entry] = []
        self.states: list[State] = [self.dynamics.initial]

    @property
    def state(self) -> State:
        return self.states[-1]

    def put(self, entry: Entry) -> bool:
        """Adds an entry; False, and nothing added, if its act cannot happen here."""
        state: State | None = self.state
        if entry.kind.is_event:
            number = self.stage.numbers.get(entry.act)
            state = None if number is None else self.dynamics.after(self.state, number)
        if state is None:
            return False
        self.entries.append(entry)
        self.states.append(state)
        return True

    def knows_of(self, who: int, position: int) -> bool:
        """Whether somebody knows that the event of an entry took place: they do it or see it."""
        number = self.stage.numbers[self.entries[position].act]
        event = self.stage.ground.actions[number]
        if who in event.consenting:
            return True
        before = self.states[position]
        return bool(event.observing) and self.dynamics.holds(event.observing[who], before)

    def changed_mind(self, who: int, position: int) -> bool:
        """Whether an entry left somebody's mind otherwise than it was."""
        before, after = self.states[position], self.states[position + 1]
        return before.believed(who) is not after.believed(who)

    def cut(self, length: int) -> None:
        """Takes back all entries from that position on."""
        del self.entries[length:]
        del self.states[length + 1 :]

    @property
    def events(self) -> list[int]:
        """The actions that happened, by number."""
        return [self.stage.numbers[e.act] for e in self.entries if e.kind.is_event]

    def event_states(self) -> list[State]:
        """The states before, between and after the events."""
        after = [s for e, s in zip(self.entries, self.states[1:], strict=True) if e.kind.is_event]
        return [self.states[0], *after]

    @property
    def decisions(self) -> int:
        """How many turns the player has had."""
        return sum(entry.kind.is_decision for entry in self.entries)

    def last_moved(self, name: str) -> int:
        """The position behind the last entry that was their move; 0: none was."""
        for position in range(len(self.entries), 0, -1):
            entry = self.entries[position - 1]
            if entry.by == name and entry.kind.is_event:
                return position
        return 0

    def times(self) -> Counter[str]:
        """How often each act happened, or was offered."""
        return Counter(entry.act for entry in self.entries if not entry.kind.is_decision)

    def decided_last(self) -> int | None:
        """The position of the player's last decision; None: there was none."""
        for position in reversed(range(len(self.entries))):
            if self.entries[position].kind.is_decision:
                return position
        return None


def possible(dynamics: Dynamics, state: State, actions: Sequence[int]) -> list[int]:
    """Those of the actions whose precondition holds."""
    return [action for action in actions if dynamics.possible(state, action)]
