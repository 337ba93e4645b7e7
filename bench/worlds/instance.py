"""What a family of worlds gives: a text, and what is known about it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Size:
    """How large a world is meant to be; each family says what it makes of the numbers."""

    people: int
    places: int
    things: int
    topics: int = 1

    @property
    def numbers(self) -> dict[str, int]:
        """By name."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Instance:
    """A world and the stories that are known to be in it.

    goals: utilities of the author that can be reached within the limits, the least first.
    """

    name: str
    text: str
    goals: tuple[int, ...]
    author_limit: int
    character_limit: int
    epistemic_limit: int

    @property
    def limits(self) -> tuple[int, int, int]:
        """Of author, character and epistemic."""
        return self.author_limit, self.character_limit, self.epistemic_limit

    def within(
        self, character_limit: int | None = None, epistemic_limit: int | None = None
    ) -> Instance:
        """The same with other limits, where they are given."""
        return replace(
            self,
            character_limit=self.character_limit if character_limit is None else character_limit,
            epistemic_limit=self.epistemic_limit if epistemic_limit is None else epistemic_limit,
        )


def written(name: str) -> str:
    """The text of a world that stands beside this file."""
    return (Path(__file__).parent / f"{name}.world").read_text(encoding="utf-8")


def declared(names: list[str], type_name: str) -> str:
    """The statements that declare entities of a type."""
    return "".join(f"entity {name} : {type_name};\n" for name in names)


def lane(places: list[str]) -> str:
    """Facts: one can go from each place to the next and back."""
    pairs = pairwise(places)
    return "".join(f"path({a}, {b});\npath({b}, {a});\n" for a, b in pairs)
