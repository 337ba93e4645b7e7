"""Telling: what happens, out of one mind at a time."""

from __future__ import annotations

from dramaturge.tell.perception import Happening, How, Learnt, Manner, Perception

__all__ = ["Happening", "How", "Learnt", "Manner", "Perception"]
