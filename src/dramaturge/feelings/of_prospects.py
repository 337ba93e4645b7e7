"""What is felt about what may come: the rules P1 to P3 and C1 to C4."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from dramaturge.feelings.prospects import Hope, Parts, Prospect
from dramaturge.feelings.stage import Stage
from dramaturge.feelings.table import Feeling, Kind
from dramaturge.semantics import State

# The plan (names of acts) on which a character acts at a beat; None if there is none.
Reasons = Callable[[int, str], Sequence[str] | None]


class OfProspects:
    """Hope and fear, and what becomes of them. hopes[character]: what is left of the plan they act
    on; open[character]: what they hoped and feared after the last beat, and since when."""

    def __init__(self, stage: Stage, reasons: Reasons) -> None:
        self._stage = stage
        self._reasons = reasons
        self._hopes: dict[int, Hope] = {}
        self._open: dict[int, dict[tuple[bool, Parts], tuple[Prospect, int]]] = {}

    def forget(self, character: int) -> None:
        """Who is dead hopes for nothing."""
        self._hopes.pop(character, None)
        self._open.pop(character, None)

    # Plans: P1, C1, C2.

    def of_plan(self, beat: int, character: int) -> Iterator[Feeling]:
        before, after = self._stage.minds(beat, character)
        old = self._hopes.pop(character, None)
        event = self._stage.path.events[beat]
        assert event is not None
        plan: Sequence[str] | None = None
        if character in self._stage.path.doers[beat]:
            plan = self._reasons(beat, self._stage.ground.characters[character])
        if plan:
            end = self._stage.dynamics.after_all(before, self._stage.meant(plan))
            if end is None:
                return
            prospect = self._stage.prospects.between(character, before, end, plan[0])
            goal = self._stage.stakes.worth(end, character)
            if prospect is None or goal is None:
                return
            is_old = old is not None and old.prospect.parts == prospect.parts
            since = old.since if old is not None and is_old else beat
            has_failed = event.motive is not None
            new = Hope(tuple(plan if has_failed else plan[1:]), goal, prospect, since)
            yield from self._pursued(beat, character, new, after, is_new=not is_old)
        elif old is not None:
            is_next = bool(old.rest) and old.rest[0] == event.name
            is_seen = character in self._stage.path.observers[beat]
            rest = old.rest[1:] if is_next and is_seen else old.rest
            new = Hope(rest, old.goal, old.prospect, old.since)
            yield from self._pursued(beat, character, new, after, is_new=False)

    def _pursued(
        self, beat: int, character: int, hope: Hope, mind: State, *, is_new: bool
    ) -> Iterator[Feeling]:
        """The hope goes on, or has come true (C1), or is in vain (C2)."""
        now = self._stage.stakes.worth(mind, character)
        end = self._stage.dynamics.after_all(mind, self._stage.meant(hope.rest))
        reached = None if end is None else self._stage.stakes.worth(end, character)
        change, prospect = hope.prospect.change, hope.prospect
        causes = tuple(dict.fromkeys((hope.since, beat)))
        if now is not None and now >= hope.goal:
            if not is_new:
                kind = Kind.satisfaction
                yield self._stage.feeling(beat, character, kind, change, None, prospect, causes)
        elif now is None or reached is None or reached <= now:
            kind = Kind.disappointment
            yield self._stage.feeling(beat, character, kind, change, None, prospect, causes)
        else:
            self._hopes[character] = hope
            if is_new:
                yield self._stage.feeling(
                    beat, character, Kind.hope, change, None, prospect, (beat,)
                )

    # What may come, and what may be: P2, P3, C1 to C4.

    def of_prospects(self, beat: int, character: int) -> Iterator[Feeling]:
        truth = self._stage.path.states[beat]
        mind = truth.believed(character)
        old = self._open.get(character, {})
        now = {(p.is_hope, p.parts): p for p in self._stage.prospects.of(character, mind, truth)}
        self._open[character] = {
            key: (prospect, old[key][1] if key in old else beat) for key, prospect in now.items()
        }
        for key, prospect in now.items():
            if key not in old:
                kind = Kind.hope if prospect.is_hope else Kind.fear
                yield self._stage.feeling(
                    beat, character, kind, prospect.change, None, prospect, (beat,)
                )
        for key, (prospect, since) in old.items():
            if key not in now:
                yield from self._resolved(beat, character, prospect, since)

    def _resolved(
        self, beat: int, character: int, prospect: Prospect, since: int
    ) -> Iterator[Feeling]:
        """What was hoped or feared is no longer to come: it came true (C1, C3), or it did not (C2,
        C4). Nothing is felt where as much was won, or lost, in another way, or is still hoped for
        in another way."""
        before, after = self._stage.minds(beat, character)
        now = self._stage.stakes.worth(after, character)
        if now is None:
            return
        is_hope = prospect.is_hope
        changed = self._stage.teller.gains.decisive(1 + character, before, after, worse=not is_hope)
        change = self._stage.change(beat, character)
        is_so = (change > 0 if is_hope else change < 0) and set(changed) & set(prospect.parts)
        if is_so:
            kind = Kind.satisfaction if is_hope else Kind.fears_confirmed
        elif is_hope and self._is_still_hoped(character, prospect):
            return
        elif now < prospect.level if is_hope else now > prospect.level:
            kind = Kind.disappointment if is_hope else Kind.relief
        else:
            return
        causes = tuple(dict.fromkeys((since, beat)))
        yield self._stage.feeling(beat, character, kind, prospect.change, None, prospect, causes)

    def _is_still_hoped(self, character: int, prospect: Prospect) -> bool:
        """Whether some other hope is for as much of the same."""
        pursued = self._hopes.get(character)
        others = [other for other, _ in self._open[character].values() if other.is_hope]
        if pursued is not None:
            others.append(pursued.prospect)
        return any(
            other.level >= prospect.level and set(other.parts) & set(prospect.parts)
            for other in others
        )
