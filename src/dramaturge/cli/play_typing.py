"""What the user types, line by line, whatever it is."""

from __future__ import annotations

import sys

from dramaturge.cli.screen import Screen
from dramaturge.play.match import cleaned

MOST = 2_000  # characters of a line that are kept; the rest is read and dropped
PROMPT = "> "


class Typed:
    """Standard input. Where it is no terminal, what was read is shown behind the prompt."""

    def __init__(self) -> None:
        stream = sys.stdin
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
        self._is_terminal = stream is not None and stream.isatty()

    def line(self, screen: Screen, prompt: str = PROMPT) -> str | None:
        """The next line without what cannot be meant; None at the end of the input."""
        screen.file.write(prompt)
        screen.file.flush()
        text = self._read()
        if text is None:
            screen.file.write("\n")
            return None
        found = cleaned(text)
        if not self._is_terminal:
            screen.file.write(f"{found}\n")
        return found

    def _read(self) -> str | None:
        if sys.stdin is None:
            return None
        try:
            text = sys.stdin.readline(MOST)
            if not text:
                return None
            rest = text
            while rest and not rest.endswith("\n"):
                rest = sys.stdin.readline(1 << 16)
        except (OSError, ValueError):  # closed under our feet
            return None
        return text
