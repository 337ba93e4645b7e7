"""Whom one can play, by whatever name."""

from __future__ import annotations

from difflib import get_close_matches

from dramaturge.play.match import cleaned
from dramaturge.play.stage import Stage


def find_person(stage: Stage, text: str, *, anybody: bool = False) -> str:
    """The person (anybody: or character) that a text names, in whatever case, by the name of the
    entity, what it is called, or what somebody calls it. ValueError, with the nearest, if none."""
    people = stage.ground.characters if anybody else stage.people
    wanted = cleaned(text).casefold()
    names = _names(stage, people)
    if wanted in names:
        return names[wanted]
    begun = {name for called, name in names.items() if wanted and called.startswith(wanted)}
    if len(begun) == 1:
        return begun.pop()
    close = get_close_matches(wanted, names, n=1, cutoff=0.6)
    hint = f"did you mean {names[close[0]]}?" if close else f"there are {', '.join(people)}"
    shown = wanted if len(wanted) <= 40 else f"{wanted[:40]}…"
    raise ValueError(f"there is nobody called '{shown}' here; {hint}")


def _names(stage: Stage, people: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in people:
        called = stage.words.names.of(name)
        given = [called for _, called in _called_by(stage, name)]
        for each in (name, called, called.removeprefix("the "), *given):
            found.setdefault(each.casefold(), name)
    return found


def _called_by(stage: Stage, name: str) -> list[tuple[str, str]]:
    words = stage.model.words.get(name)
    return [] if words is None else [(who.text, called.text) for who, called in words.called_by]
