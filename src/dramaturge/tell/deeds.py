"""What a world calls a state of things: facts with words, by what they are about."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from dramaturge.ground import ground_condition
from dramaturge.ground.walk import reads
from dramaturge.ground.world import Condition, Read
from dramaturge.model.build import build_condition
from dramaturge.semantics import Dynamics, State
from dramaturge.source import Source as Text
from dramaturge.syntax import parse_expression
from dramaturge.tell.wording import Wording


class Deeds:
    """Facts of one world that say a thing better than its properties do: "Dawn will be free"."""

    def __init__(self, wording: Wording, dynamics: Dynamics) -> None:
        self._wording = wording
        self._dynamics = dynamics

    def come_true(
        self, read: Read, before: State, end: State
    ) -> tuple[str, tuple[Read, ...]] | None:
        """The first fact about a fluent that holds at the end and did not before, and all that it
        is about."""
        for name, condition, about in self._all:
            is_about = read in about and not any(each.chain for each in about)
            if not is_about or not self._dynamics.holds(condition, end):
                continue
            if not self._dynamics.holds(condition, before):
                return name, about
        return None

    def about(self, name: str) -> frozenset[int]:
        """The fluents that a fact is about, in whatever mind; none if it is no fact with words."""
        return frozenset(
            read.fluent for fact, _, about in self._all if fact == name for read in about
        )

    def holds(self, name: str, state: State) -> bool:
        """Whether a fact with words holds in a state."""
        return any(
            fact == name and self._dynamics.holds(condition, state)
            for fact, condition, _ in self._all
        )

    @cached_property
    def _all(self) -> tuple[tuple[str, Condition, tuple[Read, ...]], ...]:
        return tuple(self._found())

    def _found(self) -> Iterator[tuple[str, Condition, tuple[Read, ...]]]:
        world, ground = self._wording.world, self._dynamics.ground
        for name, fact in world.facts.items():
            words = world.words.get(fact.definition.name)
            if words is None or words.text is None:
                continue
            parsed, _ = parse_expression(Text("fact", f"holds({name})"))
            content = None if parsed is None else build_condition(parsed, world)[0]
            if content is None:
                continue
            condition = ground_condition(world, ground, content)
            about = tuple(dict.fromkeys(reads(condition)))
            if about:
                yield name, condition, about
