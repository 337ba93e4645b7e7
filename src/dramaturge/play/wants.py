"""What somebody wants, in words: the parts of their utility, as they see things."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dramaturge.ground.walk import reads
from dramaturge.ground.world import (
    All,
    Always,
    Any,
    Arithmetic,
    Choice,
    Condition,
    Read,
    Term,
    Truth,
)
from dramaturge.narrate import Words
from dramaturge.narrate.words import listed
from dramaturge.play.voice import Voice
from dramaturge.semantics import Dynamics, State

MOST_PARTS = 3  # comparisons in a want that is told


@dataclass(frozen=True, slots=True)
class Want:
    """Something that matters to somebody. weight: how much, below 0 what they would not have."""

    text: str
    weight: float


class Wants:
    """Tells what matters to the people of one world."""

    def __init__(self, dynamics: Dynamics, words: Words, voice: Voice) -> None:
        self._dynamics = dynamics
        self._ground = dynamics.ground
        self._words = words
        self._voice = voice

    def told(self, mind: State, owner: int) -> tuple[str, ...]:
        """What matters to somebody, as they see things, what matters most first."""
        found = sorted(self._wants(self._ground.utilities[1 + owner], 1.0, mind), key=_importance)
        return tuple(dict.fromkeys(want.text for want in found))

    def _wants(self, term: Term, sign: float, mind: State) -> Iterator[Want]:
        value = self._dynamics.value
        match term:
            case Arithmetic("+", left, right):
                yield from self._wants(left, sign, mind)
                yield from self._wants(right, sign, mind)
            case Arithmetic("-", left, right):
                yield from self._wants(left, sign, mind)
                yield from self._wants(right, -sign, mind)
            case Arithmetic("*", left, right):
                for part, factor in ((left, right), (right, left)):
                    weight = value(factor, mind)
                    if isinstance(weight, float) and not isinstance(part, Read):
                        yield from self._wants(part, sign * weight, mind)
                        return
            case Choice(condition, then, otherwise):
                high, low = value(then, mind), value(otherwise, mind)
                if isinstance(low, float) and self._is_good_and_bad(then, low, mind):
                    assert isinstance(then, Choice)
                    yield from self._wanted_with(condition, then, sign, low, mind)
                elif isinstance(high, float) and isinstance(low, float) and high != low:
                    yield from self._want(condition, sign * (high - low))
            case Truth(condition):
                yield from self._want(condition, sign)
            case Read():
                more = "much" if sign > 0 else "little"
                what = self._words.conditions.term(term, self._ground)
                yield Want(f"as {more} as can be of this: {what}", sign)

    def _is_good_and_bad(self, term: Term, low: float, mind: State) -> bool:
        """Whether it hangs on something else whether it is good or bad."""
        if not isinstance(term, Choice):
            return False
        worths = [self._dynamics.value(part, mind) for part in (term.then, term.otherwise)]
        gains = [worth - low for worth in worths if isinstance(worth, float)]
        return len(gains) == 2 and min(gains) < 0 < max(gains)

    def _wanted_with(
        self, condition: Condition, inner: Choice, sign: float, low: float, mind: State
    ) -> Iterator[Want]:
        """Of something that is good or bad by what else is so: both ways, each with that."""
        for part, holds in ((inner.then, True), (inner.otherwise, False)):
            worth = self._dynamics.value(part, mind)
            every = ((condition, True), (inner.condition, holds))
            found = {read for each, _ in every for read in reads(each)}
            is_told = len(found) <= MOST_PARTS and all(
                self._voice.has_words(read.fluent) for read in found
            )
            if not isinstance(worth, float) or worth == low or not is_told:
                continue
            named: list[str] = []
            text = listed([self._voice.condition(each, so, named) for each, so in every])
            weight = sign * (worth - low)
            yield Want(f"that {'' if weight > 0 else 'it does not come to this: '}{text}", weight)

    def _want(self, condition: Condition, weight: float) -> Iterator[Want]:
        found = set(reads(condition))
        if isinstance(condition, Always) or len(found) > MOST_PARTS:
            return
        if not all(self._voice.has_words(read.fluent) for read in found):
            return  # inner workings, which nobody wants as such
        if weight > 0:
            yield Want(f"that {self._voice.condition(condition)}", weight)
        elif isinstance(condition, All | Any):
            what = self._voice.condition(condition)
            yield Want(f"that it does not come to this: {what}", -weight)
        else:
            yield Want(f"that {self._voice.condition(condition, False)}", -weight)


def _importance(want: Want) -> float:
    return -abs(want.weight)
