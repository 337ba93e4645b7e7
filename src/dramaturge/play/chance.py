"""What happens that is nobody's will: what the course asks for, or what nothing else makes stir."""

from __future__ import annotations

from collections.abc import Sequence

from dramaturge.play.log import Entry, Kind
from dramaturge.play.manager import Manager
from dramaturge.play.stage import Stage, lot
from dramaturge.play.table import Table, possible

IN_A_ROW = 5  # times that chance has its way when nobody does anything


class Chance:
    """The acts of one game that have no doer. own: their numbers."""

    def __init__(
        self, stage: Stage, table: Table, manager: Manager, seed: int, own: Sequence[int]
    ) -> None:
        self._stage = stage
        self._table = table
        self._manager = manager
        self._seed = seed
        self._own = own

    def entry(self, *, only_next: bool) -> Entry | None:
        """What the course asks for; else, when nothing stirs, what spoils least."""
        table, manager = self._table, self._manager
        able = [
            action
            for action in possible(table.dynamics, table.state, self._own)
            if (action == manager.next or not only_next)
            and table.dynamics.after(table.state, action) is not None
        ]
        recent = [e.kind for e in table.entries if e.kind.is_event][-IN_A_ROW:]
        if not only_next and recent == [Kind.chance] * IN_A_ROW:
            # Time goes on all the same as long as something is due.
            is_due = self._stage.is_something_due(table.state)
            able = [action for action in able if is_due and self._stage.takes_time(action)]
        if not able:
            return None
        times, actions = table.times(), self._stage.ground.actions
        turn = len(table.entries)

        def place(action: int) -> tuple[bool, bool, int, int, float]:
            name = actions[action].name
            spoils = manager.spoils(table.state, action)
            near = manager.cost(table.state, action)
            by_lot = lot(self._seed, "chance", turn, name)
            return action != manager.next, spoils, times[name], near, by_lot

        return Entry(Kind.chance, actions[min(able, key=place)].name)
