"""What cannot be told, and the problems that say so. docs/problems.md is made from this table."""

from __future__ import annotations

from typing import NoReturn

from dramaturge.model.codes import Code
from dramaturge.problems import Problem, WorldError

CODES: dict[str, Code] = {
    "T101": Code(
        "unknown teller",
        "A story is told from a character of its world, by the name that the world gives them or "
        "the one they are called.",
        "",
    ),
    "T102": Code(
        "nothing to tell",
        "The one whom the story should be told from perceives nothing of it and learns nothing by "
        "it, so there is nothing to tell: choose somebody else, or an observer.",
        "",
    ),
    "T103": Code(
        "an impossible story",
        "Only what can happen can be told: an act of the story is not possible where it stands. "
        "`dramaturge check` tells why.",
        "",
    ),
    "T104": Code(
        "a dead teller",
        "Who is dead when a story begins perceives nothing. Who dies in it tells it up to then.",
        "",
    ),
}


class CannotTellError(WorldError, ValueError):
    """A story cannot be told as asked; carries one problem with a code of this module."""


def refuse(code: str, message: str, hint: str) -> NoReturn:
    """Raises CannotTellError."""
    raise CannotTellError([Problem(code, message, None, hint)])
