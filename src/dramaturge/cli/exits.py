"""Exit codes, which scripts may rely on."""

from __future__ import annotations

YES = 0  # found, or the story holds
NO = 1  # there is none within the limits, or the story does not hold
BAD = 2  # a mistake in a world, a story or the command itself
GAVE_UP = 3  # a limit ended the search
BUG = 70  # our mistake
CANCELLED = 130  # Ctrl-C
BROKEN_PIPE = 141  # nobody reads the output any more
