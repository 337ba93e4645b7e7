"""Who feels what after each beat: the rules of docs/feelings.md, numbered as there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property

from dramaturge.feelings.of_acts import OfActs
from dramaturge.feelings.of_prospects import OfProspects, Reasons
from dramaturge.feelings.stage import Stage
from dramaturge.feelings.table import Feeling, Feelings, Kind
from dramaturge.knowledge.walk import walk
from dramaturge.narrate import Teller
from dramaturge.semantics import Dynamics


def feelings(
    dynamics: Dynamics,
    actions: Sequence[str],
    teller: Teller,
    reasons: Reasons,
    only: Collection[str] | None = None,
) -> Feelings:
    """What is felt along a story, as far as its acts are possible. only: by these characters."""
    path = walk(dynamics, actions)
    found = _Appraisal(Stage(dynamics, path, teller), reasons).all(only)
    return Feelings(tuple(found), max(len(path.states) - 1, 0), path.impossible)


class _Appraisal:
    """One story, beat by beat."""

    def __init__(self, stage: Stage, reasons: Reasons) -> None:
        self._stage = stage
        self._acts = OfActs(stage)
        self._ahead = OfProspects(stage, reasons)

    def all(self, only: Collection[str] | None) -> Iterator[Feeling]:
        names = self._stage.ground.characters
        people = [c for c in self._stage.people if only is None or names[c] in only]
        for beat in range(len(self._stage.path.states)):
            for character in people:
                if not self._is_alive(beat, character):
                    self._ahead.forget(character)
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
            yield from self._acts.of_acts(beat, character)
            yield from self._acts.of_discovery(beat, character)
            yield from self._ahead.of_plan(beat, character)
        yield from self._ahead.of_prospects(beat, character)
        yield from self._of_love(beat, character)

    # Wellbeing: W1, W2.

    def _of_wellbeing(self, beat: int, character: int) -> Iterator[Feeling]:
        before, after = self._stage.minds(beat, character)
        change = self._stage.prospects.between(character, before, after, "")
        if change is None:
            return
        kind = Kind.joy if change.is_hope else Kind.distress
        yield self._stage.feeling(beat, character, kind, change.change, None, change, (beat,))

    # Love: L1.

    def _of_love(self, beat: int, character: int) -> Iterator[Feeling]:
        mind = self._stage.path.states[beat].believed(character)
        for other in self._stage.people:
            if other == character:
                continue
            love = self._stage.stakes.love(mind, character, other)
            if love is None:
                continue
            if beat:
                before = self._stage.minds(beat, character)[0]
                if self._stage.stakes.love(before, character, other) is not None:
                    continue
            degree = self._stage.stakes.degree(character, love[0])
            yield self._stage.told(
                beat, character, Kind.love, degree, other, (love[1],), (beat,), ""
            )

    @cached_property
    def _lives(self) -> dict[str, int]:
        return {
            fluent.arguments[0]: index
            for index, fluent in enumerate(self._stage.ground.fluents)
            if fluent.property == "alive" and len(fluent.arguments) == 1
        }

    def _is_alive(self, beat: int, character: int) -> bool:
        """Who is dead feels nothing (N1)."""
        fluent = self._lives.get(self._stage.ground.characters[character])
        return fluent is None or self._stage.path.states[beat].values[fluent] is not False
