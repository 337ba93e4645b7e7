"""What is felt about acts, one's own and those of others: the rules A1 to A8."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from dramaturge.feelings.regard import Regard, judged, regard
from dramaturge.feelings.stage import Stage
from dramaturge.feelings.table import Degree, Feeling, Kind
from dramaturge.ground.walk import reads
from dramaturge.knowledge.insight import Insight
from dramaturge.knowledge.table import Lie
from dramaturge.knowledge.walk import perceiving
from dramaturge.semantics import State


class OfActs:
    """Guilt, shame, pride; gratitude, anger, hurt, reproach."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def of_acts(self, beat: int, character: int) -> Iterator[Feeling]:
        if character in self._stage.path.doers[beat]:
            yield from self._of_own_act(beat, character)
        if character in self._stage.path.observers[beat]:
            for doer in self._stage.path.doers[beat]:
                if doer != character:
                    yield from self._of_act_by(beat, character, doer)

    def _of_own_act(self, beat: int, doer: int) -> Iterator[Feeling]:
        mind, action = self._stage.minds(beat, doer)[0], self._stage.action(beat)
        outcome = self._stage.dynamics.after(mind, action)
        if outcome is None:
            return
        views = {
            other: judged(self._stage.stakes, mind, outcome, other)
            for other in self._stage.people
            if other != doer and other not in self._stage.path.doers[beat]
        }
        wronged = {other: view for other, view in views.items() if view.is_wrong}
        for other, view in wronged.items():
            weight = self._care(doer, other, mind, outcome, view)
            if weight is None:
                continue
            yield self._stage.attributed(beat, doer, Kind.guilt, weight, other, view)
            event = self._stage.ground.actions[action]
            if any(who != doer for who in perceiving(self._stage.dynamics, event, mind)):
                yield self._stage.attributed(beat, doer, Kind.shame, weight, other, view)
        if wronged:
            return
        for other, view in views.items():
            came_true = judged(self._stage.stakes, mind, self._stage.minds(beat, doer)[1], other)
            if view.is_good and came_true.is_good:
                weight = self._care(doer, other, mind, outcome, view)
                if weight is not None:
                    yield self._stage.attributed(beat, doer, Kind.pride, weight, other, view)

    def _care(
        self, doer: int, other: int, mind: State, outcome: State, view: Regard
    ) -> Degree | None:
        """How much it means to a doer to wrong (or to help) another: what those wants of their own
        are worth that are about the other and that suffer (or gain) by it; or else, by love, what
        it means to the other (A1, A2). None: nothing."""
        start, end = (mind, outcome) if view.is_wrong else (outcome, mind)
        parts = self._stage.teller.gains.decisive(1 + doer, start, end, worse=True)
        name = self._stage.ground.characters[other]
        concerns = [
            part
            for part in parts
            if any(
                other in read.chain or name in self._stage.ground.fluents[read.fluent].arguments
                for read in reads(part)
            )
        ]
        cost = self._stage.teller.gains.cost(1 + doer, concerns, start, end) if concerns else 0.0
        if cost > 0:
            return self._stage.stakes.degree(doer, cost)
        if self._stage.stakes.love(mind, doer, other) is not None:
            return self._stage.stakes.degree(other, view.gain)
        return None

    def _of_act_by(self, beat: int, character: int, doer: int) -> Iterator[Feeling]:
        before, _ = self._stage.minds(beat, character)
        change = self._stage.change(beat, character)
        view = self._seen(beat, character, doer, character)
        is_party = character in self._stage.path.doers[beat]
        if view is not None and change < 0 and view.is_wrong and not is_party:
            degree = self._stage.stakes.degree(character, change)
            yield from self._resented(beat, character, doer, degree, view, (beat,), before)
        if view is not None and change > 0 and view.is_good:
            degree = self._stage.stakes.degree(character, change)
            yield self._stage.attributed(beat, character, Kind.gratitude, degree, doer, view)
        for other in self._stage.people:
            if other in (character, doer) or other in self._stage.path.doers[beat]:
                continue
            view = self._seen(beat, character, doer, other)
            love = self._stage.stakes.love(before, character, other)
            if view is not None and view.is_wrong and love is not None:
                degree = self._stage.stakes.degree(other, view.gain)
                yield self._stage.attributed(
                    beat, character, Kind.reproach, degree, doer, view, other
                )

    def _seen(self, beat: int, character: int, doer: int, other: int) -> Regard | None:
        """What one who sees an act thinks that its doer foresaw of it for somebody."""
        before, after = self._stage.minds(beat, character)
        mind, truth = before.believed(doer), self._stage.path.states[beat - 1]
        action = self._stage.action(beat)
        return regard(
            self._stage.dynamics, self._stage.stakes, mind, truth, action, doer, other, after
        )

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
        yield self._stage.attributed(beat, character, Kind.anger, degree, doer, view, causes=causes)
        if self._stage.stakes.love(before, character, doer) is not None:
            yield self._stage.attributed(
                beat, character, Kind.hurt, degree, doer, view, causes=causes
            )

    # A lie that comes out: A6.

    @cached_property
    def _lies(self) -> dict[int, list[Lie]]:
        """By the beat at which they are no longer believed, the lies that came out."""
        insight = Insight(self._stage.dynamics, self._stage.path, self._stage.teller.words, 1)
        found: dict[int, list[Lie]] = {}
        for lie in insight.lies(range(len(self._stage.ground.fluents))):
            if not lie.is_alive:
                found.setdefault(lie.end + 1, []).append(lie)
        return found

    def of_discovery(self, beat: int, character: int) -> Iterator[Feeling]:
        name = self._stage.ground.characters[character]
        names = [fluent.name for fluent in self._stage.ground.fluents]
        for lie in self._lies.get(beat, ()):
            if lie.believer != (name,):
                continue
            fluent = names.index(lie.fluent)
            before, after = self._stage.minds(beat, character)
            for liar in lie.liars:
                doer = self._stage.ground.characters.index(liar)
                thought = after.believed(doer).values[fluent]
                if after.values[fluent] in (None, lie.value) or thought == lie.value:
                    continue  # not found out, or taken for an honest mistake
                view = Regard(0.0, (fluent,))
                degree = self._stage.stakes.degree(
                    character, min(self._stage.change(beat, character), 0.0)
                )
                causes = (lie.beat, beat)
                yield from self._resented(beat, character, doer, degree, view, causes, before)
