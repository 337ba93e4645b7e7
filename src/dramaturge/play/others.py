"""What everybody else does when it is not the player's turn (docs/playing.md, whose turn it is).

In a round each other person may act once, who has waited longest first. The round ends early when
something concerns the player: then it is their turn, and who has not had theirs comes first next
time. A round may take so much work and no more; who was not asked by then comes first, too. Where
the player waits, round follows round until they notice something.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dramaturge.play.chance import Chance
from dramaturge.play.log import Entry, Kind, Motive
from dramaturge.play.manager import FAR, Manager
from dramaturge.play.stage import Stage, lot
from dramaturge.play.table import Table, possible
from dramaturge.play.wills import Plan, Wills

EFFORT = 40_000  # work (`wills.STATE`) on reasons in one round
PATIENCE = (4, 16)  # times the usual work for a question when nothing stirs, the second time more
LONG = 2  # times the usual work for a round then
LEADING = 8  # times the usual work for what the course needs next
ROUNDS = 5  # for which one may wait at a stretch
WAITED = 60_000  # work after which no further round begins
CHOICE = 3  # wanted acts of one person that the manager may choose from
HELD_BACK = 5  # rounds for which somebody may be kept from spoiling the course
OFTEN = 3  # times that the same act is done by others, or offered
OFFERED_AGAIN = 4  # turns after which the same offer may be made once more


@dataclass(frozen=True, slots=True)
class Wish:
    """An act that all it needs have reasons for, the player apart, who has not been asked."""

    action: int
    plans: tuple[tuple[int, Plan], ...]


class Others:
    """All but the player of one game, and chance."""

    def __init__(
        self,
        stage: Stage,
        table: Table,
        wills: Wills,
        manager: Manager,
        player: int | None,
        seed: int,
    ) -> None:
        self._stage = stage
        self._table = table
        self._wills = wills
        self._manager = manager
        self._player = player
        self._seed = seed
        self._held: dict[int, int] = {}  # person -> rounds in a row
        self._own: dict[int | None, list[int]] = {}
        for action, doer in enumerate(stage.doers):
            self._own.setdefault(doer, []).append(action)
        self._chance = Chance(stage, table, manager, seed, self._own.get(None, ()))
        self._patience = 1
        self._until = 0  # the work done when nobody is asked any more
        self.is_stopped = False  # nobody is to be asked any more; may be set by another thread
        self.is_quiet = False  # in the last round everybody was asked, and nobody wanted anything

    def turn(self, *, waited: bool, most: int | None = None) -> Iterator[Entry]:
        """What happens until it is the player's turn again: one round; where they let it pass,
        as many as it takes until they notice something, within limits. Each entry has been put on
        the table when it is given. most: a round ends after so many acts."""
        begun, manager = self._wills.effort, self._manager
        self._look()
        manager.prepare(self._table.state, self._table.events)
        until = begun + (WAITED // 2 if manager.has_searched else WAITED)
        for _ in range(ROUNDS if waited else 1):
            is_noticed = False
            for entry in self._round(waited=waited, most=most):
                yield entry
                is_noticed = is_noticed or self._is_noticed(entry)
            is_late = self._wills.effort > until
            if is_noticed or is_late or self.is_stopped:
                return
            if self.is_quiet and not manager.insist(self._table.state, self._table.events):
                self.is_quiet = not manager.may_insist(self._table.state)
                return

    def _round(self, *, waited: bool, most: int | None) -> Iterator[Entry]:
        self.is_quiet = False
        done, was_held, asked_all = 0, False, True
        for self._patience in (1, *PATIENCE) if waited else (1,):
            if self._patience != PATIENCE[-1]:
                self._until = self._wills.effort + EFFORT * min(self._patience, LONG)
            for who in (None, *self._queue()):
                if self._is_over:
                    asked_all = False
                    break
                if who is None:
                    entry = self._chance.entry(only_next=True)
                else:
                    entry, held = self._turn(who)
                    was_held = was_held or held
                if entry is None:
                    continue
                self._put(entry)
                yield entry
                done += 1
                if entry.kind is Kind.offered or done == most or self._concerns_player(entry):
                    return
            if done or was_held or not asked_all:
                break  # else nothing stirs: they are asked again, with more patience
        if done == 0 and waited and asked_all:
            entry = self._chance.entry(only_next=False)
            if entry is not None:
                self._put(entry)
                yield entry
                done += 1
        self.is_quiet = asked_all and done == 0 and not was_held

    @property
    def _is_over(self) -> bool:
        """Whether nobody is asked any more in this round."""
        return self.is_stopped or self._wills.effort > self._until

    def happened(self, action: int) -> None:
        """The player's own act has led to the state on the table."""
        self._look()
        self._manager.happened(self._table.state, action)

    def consents(self, who: int, action: int) -> Plan | None:
        """The plan on which somebody would take part in what the player means to do."""
        self._look()
        return self._wills.plan(self._table.state, who, action, patience=LEADING)

    def motives(self, plans: tuple[tuple[int, Plan], ...]) -> tuple[Motive, ...]:
        ground = self._stage.ground
        return tuple(
            Motive(ground.characters[who], tuple(ground.actions[act].name for act in plan))
            for who, plan in plans
        )

    def _look(self) -> None:
        table = self._table
        self._wills.follow(table.event_states(), table.events)

    def _put(self, entry: Entry) -> None:
        is_put = self._table.put(entry)
        assert is_put, f"an act of another is impossible: {entry.act}"
        if entry.kind.is_event:
            self._look()
            self._manager.happened(self._table.state, self._stage.numbers[entry.act])

    def _queue(self) -> list[int]:
        """Whom it is the turn of, in order; the course only decides among those who wait alike."""
        characters = self._stage.ground.characters
        turn = len(self._table.entries)
        leading = None if self._manager.next is None else self._stage.doers[self._manager.next]
        people = [c for c in self._own if c is not None and c != self._player]

        def place(who: int) -> tuple[int, bool, float]:
            waiting = self._table.last_moved(characters[who])
            return waiting, who != leading, lot(self._seed, "queue", turn, characters[who])

        return sorted(people, key=place)

    def _turn(self, who: int) -> tuple[Entry | None, bool]:
        """What somebody does, if anything; and whether they were kept from what they wanted."""
        table, manager = self._table, self._manager
        best = self._best(self._wishes(who))
        if best is None:
            return None, False
        held = self._held.get(who, 0)
        if held < HELD_BACK and best.action != manager.next:
            is_lost = manager.cost(table.state, best.action) == FAR
            if manager.spoils(table.state, best.action) or (
                is_lost and self._wills.hope(table.state) is not None
            ):
                self._held[who] = held + 1
                return None, True
        self._held[who] = 0
        event = self._stage.ground.actions[best.action]
        name = self._stage.ground.characters[who]
        kind = Kind.offered if self._player in event.consenting else Kind.other
        return Entry(kind, event.name, name, self.motives(best.plans)), False

    def _best(self, wishes: list[Wish]) -> Wish | None:
        """The wish to grant, if any stands by the definition."""
        state = self._table.state
        for wish in sorted(wishes, key=self._place):
            stand = [self._wills.stands(state.believed(who), who, plan) for who, plan in wish.plans]
            if all(stand):
                return wish
            for (who, _), stands in zip(wish.plans, stand, strict=True):
                if not stands:
                    self._wills.refuse(state, who, wish.action)
        return None

    def _place(self, wish: Wish) -> tuple[bool, bool, int, int, int, float]:
        """The smaller, the rather: what the course needs, what does not spoil it, what leads
        nearer to an ending, what has not been done, what is not far-fetched, the lot."""
        table, manager = self._table, self._manager
        name = self._stage.ground.actions[wish.action].name
        return (
            wish.action != manager.next,
            manager.spoils(table.state, wish.action),
            manager.cost(table.state, wish.action),
            table.times()[name],
            sum(len(plan) for _, plan in wish.plans),
            lot(self._seed, "wish", len(table.entries), name),
        )

    def _wishes(self, who: int) -> list[Wish]:
        """Some acts of somebody's that all it takes want; fewer if that takes too long."""
        found: list[Wish] = []
        leading = self._manager.next
        for action in self._candidates(who):
            if self.is_stopped or (self._is_over and action != leading):
                break
            plans = self._plans(action, max(self._patience, LEADING if action == leading else 1))
            if plans is None:
                if action == leading:
                    self._manager.abandon()
                continue
            found.append(Wish(action, plans))
            if action == leading or len(found) == CHOICE:
                break
        return found

    def _candidates(self, who: int) -> list[int]:
        """What somebody could do now, what the course asks for first, the rest by lot; who has
        been answered already costs nothing and comes before."""
        table, wills = self._table, self._wills
        state, turn = table.state, len(table.entries)
        times = table.times()
        actions = self._stage.ground.actions
        able = [
            action
            for action in possible(table.dynamics, state, self._own[who])
            if times[actions[action].name] < OFTEN
            and wills.can_happen(state, action)
            and self._may_be_offered(action)
        ]

        def place(action: int) -> tuple[bool, bool, float]:
            is_known = wills.is_known(state, who, action)
            by_lot = lot(self._seed, "asked", turn, actions[action].name)
            return action != self._manager.next, not is_known, by_lot

        return sorted(able, key=place)

    def _may_be_offered(self, action: int) -> bool:
        """Not again at once what the player has not taken up."""
        event = self._stage.ground.actions[action]
        if self._player is None or self._player not in event.consenting:
            return True
        since = 0
        for entry in reversed(self._table.entries):
            if entry.kind is Kind.offered and entry.act == event.name:
                return since > OFFERED_AGAIN
            since += entry.kind.is_decision
        return True

    def _plans(self, action: int, patience: int) -> tuple[tuple[int, Plan], ...] | None:
        """The plans of all whose consent it takes but the player's; None if somebody has none."""
        found: list[tuple[int, Plan]] = []
        left = self._until - self._wills.effort
        for who in self._stage.ground.actions[action].consenting:
            if who == self._player:
                continue
            plan = self._wills.plan(self._table.state, who, action, patience=patience, most=left)
            if plan is None:
                return None
            found.append((who, plan))
        return tuple(found)

    def _is_noticed(self, entry: Entry) -> bool:
        """Whether there is anything to tell the player of it."""
        if self._player is None or not entry.kind.is_event:
            return True
        table, last = self._table, len(self._table.entries) - 1
        return table.knows_of(self._player, last) or table.changed_mind(self._player, last)

    def _concerns_player(self, entry: Entry) -> bool:
        """Whether the player perceives it, and it is about them."""
        if self._player is None or not entry.kind.is_event:
            return False
        stage = self._stage
        event = stage.ground.actions[stage.numbers[entry.act]]
        if stage.ground.characters[self._player] not in event.arguments:
            return False
        return self._is_noticed(entry)
