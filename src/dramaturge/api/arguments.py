"""What callers get wrong in the types of what they give: told by its name, before any work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from dramaturge.api.script import Script, StoryLike

MOST_SHOWN = 80  # characters of a wrong value


def whole(**given: object) -> None:
    """Raises TypeError for what is neither a whole number nor None."""
    for name, value in given.items():
        if value is not None and not hasattr(value, "__index__"):
            raise TypeError(f"{name} must be a whole number, not {_shown(value)}")


def number(**given: object) -> None:
    """Raises TypeError for what is neither a number nor None."""
    for name, value in given.items():
        is_number = hasattr(value, "__index__") or hasattr(value, "__float__")
        if value is not None and not is_number:
            raise TypeError(f"{name} must be a number, not {_shown(value)}")


def text(**given: object) -> None:
    """Raises TypeError for what is neither a text nor None."""
    for name, value in given.items():
        if value is not None and not isinstance(value, str):
            raise TypeError(f"{name} must be a text, not {_shown(value)}")


def texts(name: str, given: Iterable[object]) -> None:
    """Raises TypeError if not all of them are texts."""
    for value in given:
        text(**{name: value})


def one_of(name: str, value: object, choices: Sequence[str]) -> None:
    """Raises ValueError for what is none of them."""
    if value not in choices:
        shown = " or ".join(f"'{choice}'" for choice in choices)
        raise ValueError(f"{name} must be {shown}, not {_shown(value)}")


def story(given: StoryLike) -> None:
    """Raises TypeError for what is no story: see `StoryLike`."""
    if isinstance(given, Script | Path | str):
        return
    is_list = isinstance(given, Sequence) and not isinstance(given, bytes)
    if not is_list or not all(isinstance(act, str) for act in given):
        what = "a story is a list of acts, a text, or the path of a file"
        raise TypeError(f"{what}, not {_shown(given)}")


def _shown(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= MOST_SHOWN else f"{shown[:MOST_SHOWN]}…"
