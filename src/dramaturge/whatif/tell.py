"""What is otherwise, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dramaturge.ground.world import GroundFluent, Value
from dramaturge.narrate.words import as_sentence, listed
from dramaturge.whatif.result import Contrast
from dramaturge.whatif.side import Side


class Told:
    """Sentences about contrasts; those that are about one fact are told together."""

    def __init__(self, told: Side, then: Side) -> None:
        self._words = told.teller.words
        self._count = len(told.ground.characters)
        both = (*told.ground.fluents, *then.ground.fluents)
        self._fluents = {fluent.name: fluent for fluent in both}

    def contrasts(self, found: Sequence[Contrast]) -> tuple[str, ...]:
        """What is otherwise from now on."""
        return tuple(self._sentences(found, again=False))

    def again(self, found: Sequence[Contrast]) -> tuple[str, ...]:
        """What is as told again."""
        return tuple(self._sentences(found, again=True))

    def _sentences(self, found: Sequence[Contrast], *, again: bool) -> Iterable[str]:
        groups: dict[tuple[str, str, str], list[Contrast]] = {}
        for one in found:
            groups.setdefault((one.fluent, repr(one.told), repr(one.then)), []).append(one)
        for group in groups.values():
            fluent = self._fluents.get(group[0].fluent)
            if fluent is not None:
                yield as_sentence(self._clause(fluent, group, again))

    def _clause(self, fluent: GroundFluent, group: list[Contrast], again: bool) -> str:
        told, then = group[0].told, group[0].then
        minds = [self._words.names.of(one.minds[0]) for one in group if one.minds]
        is_so = len(minds) < len(group)
        fact = self._words.facts
        if again:
            where = "" if is_so else f" for {listed(minds)}"
            return f"as told again{where}: {fact.clause(fluent, told)}"
        if is_so:
            text = fact.clause(fluent, then)
            if not isinstance(then, bool):
                text += f" (as told: {fact.clause(fluent, told)})"
            return f"{text}; {self._aware(minds)}"
        return f"{self._believed(fluent, then, minds)} ({self._as_told(fluent, told, then)})"

    def _aware(self, minds: list[str]) -> str:
        if not minds:
            return "nobody knows"
        if len(minds) == self._count:
            return "all know it"
        return f"{listed(minds)} {'know' if len(minds) > 1 else 'knows'} it"

    def _believed(self, fluent: GroundFluent, value: Value, minds: list[str]) -> str:
        plural = len(minds) > 1
        if value is None:
            verb = "do not know" if plural else "does not know"
            return f"{listed(minds)} {verb} {self._words.facts.question(fluent)}"
        verb = "believe" if plural else "believes"
        return f"{listed(minds)} {verb} that {self._words.facts.clause(fluent, value)}"

    def _as_told(self, fluent: GroundFluent, told: Value, then: Value) -> str:
        if told is None:
            return "as told: they do not know"
        if isinstance(told, bool) and isinstance(then, bool):
            return "as told: the contrary"
        return f"as told: that {self._words.facts.clause(fluent, told)}"
