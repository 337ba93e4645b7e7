"""Names for however many there have to be."""

from __future__ import annotations

PEOPLE = (
    *("Ada", "Bruno", "Cleo", "Dario", "Edda", "Falk", "Greta", "Hugo"),
    *("Ines", "Jonas", "Kira", "Luca", "Mara", "Nils", "Olga", "Piet"),
)


def people(count: int) -> list[str]:
    """Ada, Bruno, …; after the last name they begin again with a number."""
    rounds = [PEOPLE, *([f"{n}{i}" for n in PEOPLE] for i in range(2, 2 + count // len(PEOPLE)))]
    return [name for names in rounds for name in names][:count]


def numbered(word: str, count: int) -> list[str]:
    return [f"{word}{i}" for i in range(1, count + 1)]
