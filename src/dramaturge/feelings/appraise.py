"""Who feels what after each beat: the rules of docs/feelings.md, numbered as there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from dramaturge.feelings.prospects import Hope, Parts, Prospect, Prospects, leads_to
from dramaturge.feelings.regard import Regard, judged, regard
from dramaturge.feelings.stakes import Stakes
from dramaturge.feelings.table import Degree, Feeling, Feelings, Kind
from dramaturge.feelings.telling import Sentences
from dramaturge.ground.walk import reads
from dramaturge.knowledge.insight import Insight
from dramaturge.knowledge.table import Lie
from dramaturge.knowledge.walk import Path, perceiving, walk
from dramaturge.narrate import Teller
from dramaturge.semantics import Dynamics, State

# The plan (names of acts) on which a character acts at a beat; None if there is none.
Reasons = Callable[[int, str], Sequence[str] | None]


def feelings(
    dynamics: Dynamics, actions: Sequence[str], teller: Teller, reasons: Reasons
) -> Feelings:
    """What is felt along a story, as far as its acts are possible."""
    path = walk(dynamics, actions)
    found = _Appraisal(dynamics, path, teller, reasons).all()
    return Feelings(tuple(found), max(len(path.states) - 1, 0), path.impossible)


class _Appraisal:
    """One story. hopes[character]: what is left of the plan they act on; open[character]: what they
    hoped and feared after the last beat, and since when."""

    def __init__(self, dynamics: Dynamics, path: Path, teller: Teller, reasons: Reasons) -> None:
        self._dynamics = dynamics
        self._ground = dynamics.ground
        self._path = path
        self._teller = teller
        self._reasons = reasons
        self._stakes = Stakes(dynamics)
        self._prospects = Prospects(dynamics, teller, self._stakes)
        self._people = range(len(self._ground.characters))
        self._numbers = {action.name: i for i, action in enumerate(self._ground.actions)}
        self._say = Sentences(self._ground, teller.words)
        self._hopes: dict[int, Hope] = {}
        self._open: dict[int, dict[tuple[bool, Parts], tuple[Prospect, int]]] = {}

    def all(self) -> Iterator[Feeling]:
        for beat in range(len(self._path.states)):
            for character in self._people:
                if not self._is_alive(beat, character):
                    self._hopes.pop(character, None)
                    self._open.pop(character, None)
                    continue
                found: dict[tuple[Kind, str | None, tuple[str, ...]], Feeling] = {}
                for feeling in self._felt(beat, character):
                    about = feeling.facts if feeling.kind in (Kind.hope, Kind.fear) else ()
                    key = (feeling.kind, feeling.toward, about)
                    if key not in found or feeling.degree > found[key].degree:
                        found[key] = feeling
                order = list(Kind)
                yield from sorted(found.values(), key=lambda f: order.index(f.kind))

    def _felt(self, beat: int, character: int) -> Iterator[Feeling]:
        if beat:
            yield from self._of_wellbeing(beat, character)
            yield from self._of_acts(beat, character)
            yield from self._of_discovery(beat, character)
            yield from self._of_plan(beat, character)
        yield from self._of_prospects(beat, character)
        yield from self._of_love(beat, character)

    # Wellbeing: W1, W2.

    def _of_wellbeing(self, beat: int, character: int) -> Iterator[Feeling]:
        before, after = self._minds(beat, character)
        change = self._prospects.between(character, before, after, "")
        if change is None:
            return
        kind = Kind.joy if change.is_hope else Kind.distress
        yield self._feeling(beat, character, kind, change.change, None, change, (beat,))

    def _change(self, beat: int, character: int) -> float:
        """By how much the character is better off, in their own mind, than before the beat."""
        before, after = self._minds(beat, character)
        one, two = self._stakes.worth(before, character), self._stakes.worth(after, character)
        return 0.0 if one is None or two is None else two - one

    # Acts, one's own and others': A1 to A6.

    def _of_acts(self, beat: int, character: int) -> Iterator[Feeling]:
        if character in self._path.doers[beat]:
            yield from self._of_own_act(beat, character)
        if character in self._path.observers[beat]:
            for doer in self._path.doers[beat]:
                if doer != character:
                    yield from self._of_act_by(beat, character, doer)

    def _of_own_act(self, beat: int, doer: int) -> Iterator[Feeling]:
        mind, action = self._minds(beat, doer)[0], self._action(beat)
        outcome = self._dynamics.after(mind, action)
        if outcome is None:
            return
        views = {
            other: judged(self._stakes, mind, outcome, other)
            for other in self._people
            if other != doer and other not in self._path.doers[beat]
        }
        wronged = {other: view for other, view in views.items() if view.is_wrong}
        for other, view in wronged.items():
            weight = self._care(doer, other, mind, outcome, view)
            if weight is None:
                continue
            yield self._attributed(beat, doer, Kind.guilt, weight, other, view)
            event = self._ground.actions[action]
            if any(who != doer for who in perceiving(self._dynamics, event, mind)):
                yield self._attributed(beat, doer, Kind.shame, weight, other, view)
        if wronged:
            return
        for other, view in views.items():
            came_true = judged(self._stakes, mind, self._minds(beat, doer)[1], other)
            if view.is_good and came_true.is_good:
                weight = self._care(doer, other, mind, outcome, view)
                if weight is not None:
                    yield self._attributed(beat, doer, Kind.pride, weight, other, view)

    def _care(
        self, doer: int, other: int, mind: State, outcome: State, view: Regard
    ) -> Degree | None:
        """How much it means to a doer to wrong (or to help) another: what those wants of their own
        are worth that are about the other and that suffer (or gain) by it; or else, by love, what
        it means to the other (A1, A2). None: nothing."""
        start, end = (mind, outcome) if view.is_wrong else (outcome, mind)
        parts = self._teller.decisive(1 + doer, start, end, worse=True)
        name = self._ground.characters[other]
        concerns = [
            part
            for part in parts
            if any(
                other in read.chain or name in self._ground.fluents[read.fluent].arguments
                for read in reads(part)
            )
        ]
        cost = self._teller.cost(1 + doer, concerns, start, end) if concerns else 0.0
        if cost > 0:
            return self._stakes.degree(doer, cost)
        if self._stakes.love(mind, doer, other) is not None:
            return self._stakes.degree(other, view.gain)
        return None

    def _of_act_by(self, beat: int, character: int, doer: int) -> Iterator[Feeling]:
        before, _ = self._minds(beat, character)
        change = self._change(beat, character)
        view = self._seen(beat, character, doer, character)
        is_party = character in self._path.doers[beat]
        if view is not None and change < 0 and view.is_wrong and not is_party:
            degree = self._stakes.degree(character, change)
            yield from self._resented(beat, character, doer, degree, view, (beat,), before)
        if view is not None and change > 0 and view.is_good:
            degree = self._stakes.degree(character, change)
            yield self._attributed(beat, character, Kind.gratitude, degree, doer, view)
        for other in self._people:
            if other in (character, doer) or other in self._path.doers[beat]:
                continue
            view = self._seen(beat, character, doer, other)
            love = self._stakes.love(before, character, other)
            if view is not None and view.is_wrong and love is not None:
                degree = self._stakes.degree(other, view.gain)
                yield self._attributed(beat, character, Kind.reproach, degree, doer, view, other)

    def _seen(self, beat: int, character: int, doer: int, other: int) -> Regard | None:
        """What one who sees an act thinks that its doer foresaw of it for somebody."""
        before, after = self._minds(beat, character)
        mind, truth = before.believed(doer), self._path.states[beat - 1]
        action = self._action(beat)
        return regard(self._dynamics, self._stakes, mind, truth, action, doer, other, after)

    def _resented(
        self,
        beat: int,
        character: int,
        doer: int,
        degree: Degree,
        view: Regard,
        causes: tuple[int, ...],
        before: State,
    ) -> Iterator[Feeling]:
        """Anger, and from one they love hurt (A4, A5)."""
        yield self._attributed(beat, character, Kind.anger, degree, doer, view, causes=causes)
        if self._stakes.love(before, character, doer) is not None:
            yield self._attributed(beat, character, Kind.hurt, degree, doer, view, causes=causes)

    # A lie that comes out: A6.

    @cached_property
    def _lies(self) -> dict[int, list[Lie]]:
        """By the beat at which they are no longer believed, the lies that came out."""
        insight = Insight(self._dynamics, self._path, self._teller.words, 1)
        found: dict[int, list[Lie]] = {}
        for lie in insight.lies(range(len(self._ground.fluents))):
            if not lie.is_alive:
                found.setdefault(lie.end + 1, []).append(lie)
        return found

    def _of_discovery(self, beat: int, character: int) -> Iterator[Feeling]:
        name = self._ground.characters[character]
        names = [fluent.name for fluent in self._ground.fluents]
        for lie in self._lies.get(beat, ()):
            if lie.believer != (name,):
                continue
            fluent = names.index(lie.fluent)
            before, after = self._minds(beat, character)
            for liar in lie.liars:
                doer = self._ground.characters.index(liar)
                thought = after.believed(doer).values[fluent]
                if after.values[fluent] in (None, lie.value) or thought == lie.value:
                    continue  # not found out, or taken for an honest mistake
                view = Regard(0.0, (fluent,))
                degree = self._stakes.degree(character, min(self._change(beat, character), 0.0))
                causes = (lie.beat, beat)
                yield from self._resented(beat, character, doer, degree, view, causes, before)

    # Plans: P1, C1, C2.

    def _of_plan(self, beat: int, character: int) -> Iterator[Feeling]:
        before, after = self._minds(beat, character)
        old = self._hopes.pop(character, None)
        event = self._path.events[beat]
        assert event is not None
        plan: Sequence[str] | None = None
        if character in self._path.doers[beat]:
            plan = self._reasons(beat, self._ground.characters[character])
        if plan:
            end = leads_to(self._dynamics, before, self._meant(plan))
            if end is None:
                return
            prospect = self._prospects.between(character, before, end, plan[0])
            goal = self._stakes.worth(end, character)
            if prospect is None or goal is None:
                return
            is_old = old is not None and old.prospect.parts == prospect.parts
            since = old.since if old is not None and is_old else beat
            has_failed = event.motive is not None
            new = Hope(tuple(plan if has_failed else plan[1:]), goal, prospect, since)
            yield from self._pursued(beat, character, new, after, is_new=not is_old)
        elif old is not None:
            rest = old.rest[1:] if old.rest and old.rest[0] == event.name else old.rest
            new = Hope(rest, old.goal, old.prospect, old.since)
            yield from self._pursued(beat, character, new, after, is_new=False)

    def _pursued(
        self, beat: int, character: int, hope: Hope, mind: State, *, is_new: bool
    ) -> Iterator[Feeling]:
        """The hope goes on, or has come true (C1), or is in vain (C2)."""
        now = self._stakes.worth(mind, character)
        end = leads_to(self._dynamics, mind, self._meant(hope.rest))
        reached = None if end is None else self._stakes.worth(end, character)
        change, prospect = hope.prospect.change, hope.prospect
        causes = tuple(dict.fromkeys((hope.since, beat)))
        if now is not None and now >= hope.goal:
            if not is_new:
                kind = Kind.satisfaction
                yield self._feeling(beat, character, kind, change, None, prospect, causes)
        elif now is None or reached is None or reached <= now:
            kind = Kind.disappointment
            yield self._feeling(beat, character, kind, change, None, prospect, causes)
        else:
            self._hopes[character] = hope
            if is_new:
                yield self._feeling(beat, character, Kind.hope, change, None, prospect, (beat,))

    # What may come, and what may be: P2, P3, C1 to C4.

    def _of_prospects(self, beat: int, character: int) -> Iterator[Feeling]:
        mind = self._path.states[beat].believed(character)
        old = self._open.get(character, {})
        now = {(p.is_hope, p.parts): p for p in self._prospects.of(character, mind)}
        self._open[character] = {
            key: (prospect, old[key][1] if key in old else beat) for key, prospect in now.items()
        }
        for key, prospect in now.items():
            if key not in old:
                kind = Kind.hope if prospect.is_hope else Kind.fear
                yield self._feeling(beat, character, kind, prospect.change, None, prospect, (beat,))
        for key, (prospect, since) in old.items():
            if key not in now:
                yield from self._resolved(beat, character, prospect, since)

    def _resolved(
        self, beat: int, character: int, prospect: Prospect, since: int
    ) -> Iterator[Feeling]:
        """What was hoped or feared is no longer to come: it came true (C1, C3), or it did not (C2,
        C4). Nothing is felt where as much was won, or lost, in another way."""
        before, after = self._minds(beat, character)
        now = self._stakes.worth(after, character)
        if now is None:
            return
        is_hope = prospect.is_hope
        changed = self._teller.decisive(1 + character, before, after, worse=not is_hope)
        change = self._change(beat, character)
        is_so = (change > 0 if is_hope else change < 0) and set(changed) & set(prospect.parts)
        if is_so:
            kind = Kind.satisfaction if is_hope else Kind.fears_confirmed
        elif now < prospect.level if is_hope else now > prospect.level:
            kind = Kind.disappointment if is_hope else Kind.relief
        else:
            return
        causes = tuple(dict.fromkeys((since, beat)))
        yield self._feeling(beat, character, kind, prospect.change, None, prospect, causes)

    # Love: L1.

    def _of_love(self, beat: int, character: int) -> Iterator[Feeling]:
        mind = self._path.states[beat].believed(character)
        for other in self._people:
            if other == character:
                continue
            love = self._stakes.love(mind, character, other)
            if love is None:
                continue
            if beat:
                before = self._minds(beat, character)[0]
                if self._stakes.love(before, character, other) is not None:
                    continue
            degree = self._stakes.degree(character, love[0])
            yield self._told(beat, character, Kind.love, degree, other, (love[1],), (beat,), "")

    # Below: how a feeling is put down.

    def _meant(self, acts: Sequence[str]) -> list[int]:
        return [self._ground.meant(self._numbers[act]) for act in acts]

    def _minds(self, beat: int, character: int) -> tuple[State, State]:
        """What the character believes before and after the beat."""
        states = self._path.states
        return states[beat - 1].believed(character), states[beat].believed(character)

    def _action(self, beat: int) -> int:
        """What was done, or was to be done: of a failing attempt what was tried."""
        event = self._path.events[beat]
        assert event is not None
        return self._ground.meant(self._numbers[event.name])

    @cached_property
    def _lives(self) -> dict[str, int]:
        return {
            fluent.arguments[0]: index
            for index, fluent in enumerate(self._ground.fluents)
            if fluent.property == "alive" and len(fluent.arguments) == 1
        }

    def _is_alive(self, beat: int, character: int) -> bool:
        """Who is dead feels nothing (N1)."""
        fluent = self._lives.get(self._ground.characters[character])
        return fluent is None or self._path.states[beat].values[fluent] is not False

    def _feeling(
        self,
        beat: int,
        character: int,
        kind: Kind,
        change: float,
        toward: int | None,
        prospect: Prospect,
        causes: tuple[int, ...],
    ) -> Feeling:
        """A feeling about a change, past or to come."""
        degree = self._stakes.degree(character, change)
        clause = prospect.clause
        return self._told(beat, character, kind, degree, toward, prospect.facts, causes, clause)

    def _attributed(
        self,
        beat: int,
        character: int,
        kind: Kind,
        degree: Degree,
        toward: int,
        view: Regard,
        victim: int | None = None,
        causes: tuple[int, ...] = (),
    ) -> Feeling:
        """A feeling towards somebody for an act."""
        causes = causes or (beat,)
        event = self._path.events[causes[0]]
        assert event is not None
        act = self._teller.words.phrase(event.name).clause
        if view.deceit and kind is not Kind.pride and kind is not Kind.gratitude:
            whom = toward if kind in (Kind.guilt, Kind.shame) else victim
            act += self._say.deceit(character if whom is None else whom)
        facts = view.deceit
        return self._told(beat, character, kind, degree, toward, facts, causes, act)

    def _told(
        self,
        beat: int,
        character: int,
        kind: Kind,
        degree: Degree,
        toward: int | None,
        facts: Sequence[int],
        causes: tuple[int, ...],
        clause: str,
    ) -> Feeling:
        sentence = self._say.sentence(character, kind, degree, toward, clause)
        characters = self._ground.characters
        return Feeling(
            beat,
            characters[character],
            kind,
            degree,
            None if toward is None else characters[toward],
            tuple(self._ground.fluents[fluent].name for fluent in facts),
            causes,
            sentence,
        )
