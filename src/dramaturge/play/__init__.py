"""Playing: one takes the part of somebody in a world; all others act on wants of their own."""

from __future__ import annotations

from dramaturge.play.epilogue import Epilogue, Reason
from dramaturge.play.game import Game, NotAChoiceError, TurnCancelledError
from dramaturge.play.log import Entry, Kind, Log, Motive
from dramaturge.play.stage import Aim, Stage
from dramaturge.play.view import Choice, Do, Ended, Line, Person, View

__all__ = [
    "Aim",
    "Choice",
    "Do",
    "Ended",
    "Entry",
    "Epilogue",
    "Game",
    "Kind",
    "Line",
    "Log",
    "Motive",
    "NotAChoiceError",
    "Person",
    "Reason",
    "Stage",
    "TurnCancelledError",
    "View",
]
