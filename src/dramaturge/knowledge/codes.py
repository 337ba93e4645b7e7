"""The limits of tables and charts, and the problems that say so. docs/problems.md is made from
this table."""

from __future__ import annotations

from dramaturge.model.codes import Code
from dramaturge.problems import Problem, WorldError

MOST_MINDS = 2_000
MOST_CELLS = 2_000_000  # facts times minds times beats
MOST_LANES = 400  # of a chart
MOST_COLUMNS = 300

CODES: dict[str, Code] = {
    "K101": Code(
        "too many minds",
        f"A table of who knows what has at most {MOST_MINDS:,} minds. Their number grows with "
        "every level of nesting by nearly as many times as there are characters: ask for less "
        "depth.",
        "",
    ),
    "K102": Code(
        "too large a table",
        f"A table of who knows what has at most {MOST_CELLS:,} cells: facts times minds times "
        "beats. Ask about fewer facts with `--about`, for less depth, or for a part of the story.",
        "",
    ),
    "K103": Code(
        "too large a chart",
        f"A chart has at most {MOST_LANES} lanes (facts times minds) and {MOST_COLUMNS} beats; "
        "nobody could read more. Ask about fewer facts with `--about`, for less depth, or take "
        "another format.",
        "",
    ),
}


class TooLargeError(WorldError, ValueError):
    """More was asked for than can be shown; carries one problem with a code of this module."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__([Problem(code, message, None, hint)])
