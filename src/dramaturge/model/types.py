"""Types and entities. Source: SEMANTICS.md 1.2."""

from __future__ import annotations

from dataclasses import dataclass, field

from dramaturge.source import Span


@dataclass(frozen=True, slots=True)
class Type:
    """A type, with all its ancestors (itself included) by name.

    Built in: boolean, number, entity, character (a child of entity).
    """

    name: str
    ancestors: frozenset[str] = field(compare=False, repr=False)

    def is_a(self, other: str) -> bool:
        return other in self.ancestors


@dataclass(frozen=True, slots=True)
class Entity:
    """A named thing or person; `types`: names of all types it belongs to, ancestors included."""

    name: str
    types: frozenset[str] = field(compare=False, repr=False)
    span: Span = field(compare=False, repr=False)

    def is_a(self, type_name: str) -> bool:
        return type_name in self.types

    @property
    def is_character(self) -> bool:
        return "character" in self.types
