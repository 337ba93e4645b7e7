"""What is done to a story: beats left out, replaced and put in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Edits:
    """without: beats (from 1) left out. instead: other acts in place of a beat. after: acts put in
    after a beat, 0 being the beginning."""

    without: frozenset[int] = frozenset()
    instead: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    after: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def require(self, count: int) -> None:
        """Raises ValueError if the story, of so many beats, does not have one of these."""
        for beat in sorted({*self.without, *self.instead}):
            if not 1 <= beat <= count:
                raise ValueError(f"beat {beat} is not in the story, which has {count}")
        for beat in sorted(self.after):
            if not 0 <= beat <= count:
                raise ValueError(f"nothing can come after beat {beat}: the story has {count}")
        both = sorted(self.without & set(self.instead))
        if both:
            raise ValueError(f"beat {both[0]} is left out and replaced; one of them is enough")

    def beats(self, acts: Sequence[str]) -> list[tuple[Literal["told", "out", "new"], str]]:
        """All acts of both tellings, in order."""
        found: list[tuple[Literal["told", "out", "new"], str]] = []
        found += [("new", act) for act in self.after.get(0, ())]
        for beat, act in enumerate(acts, 1):
            is_out = beat in self.without or beat in self.instead
            found.append(("out" if is_out else "told", act))
            found += [("new", new) for new in self.instead.get(beat, ())]
            found += [("new", new) for new in self.after.get(beat, ())]
        return found
