"""Telling: what happens, out of one mind at a time."""

from __future__ import annotations

from dramaturge.tell.perception import Happening, How, Learnt, Manner, Perception
from dramaturge.tell.telling import Paragraph, Sentence, Telling, TellingScene

__all__ = [
    "Happening",
    "How",
    "Learnt",
    "Manner",
    "Paragraph",
    "Perception",
    "Sentence",
    "Telling",
    "TellingScene",
]
