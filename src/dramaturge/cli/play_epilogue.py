"""The end of a game in a terminal: what nobody told the player before."""

from __future__ import annotations

from collections.abc import Iterable

from dramaturge.cli.screen import Screen
from dramaturge.play import Game


def look_back(screen: Screen, game: Game) -> None:
    """Says what the others did and why, what passed the player by, and where they are wrong."""
    epilogue = game.epilogue()
    missed = {reason.act for reason in epilogue.reasons if not reason.perceived}
    did = [
        ("*" if not reason.perceived else "", text)
        for reason in epilogue.reasons
        for text in reason.why
    ]
    note = " (* passed you by)" if missed else ""
    parts = (
        (f"What the others did and had in mind{note}", did),
        ("What else passed you by", _plain(t for t in epilogue.unseen if t not in missed)),
        ("Where you are wrong", _plain(epilogue.mistakes)),
        ("What you never knew", _plain(epilogue.unknown)),
    )
    for heading, lines in parts:
        if lines:
            screen.print()
            screen.paragraph(heading, style="bold")
        for label, line in lines:
            screen.paragraph(line, indent=2, label=label)


def _plain(lines: Iterable[str]) -> list[tuple[str, str]]:
    """Lines without a mark."""
    return [("", line) for line in lines]
