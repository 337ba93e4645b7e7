"""Who knows what along a story, since when and from what; what follows from that."""

from dramaturge.knowledge.build import knowledge
from dramaturge.knowledge.codes import MOST_CELLS, MOST_MINDS
from dramaturge.knowledge.table import (
    Change,
    How,
    Irony,
    Keeper,
    Knowledge,
    Lie,
    Mind,
    Moment,
    Secret,
    Span,
    Standing,
)

__all__ = [
    "MOST_CELLS",
    "MOST_MINDS",
    "Change",
    "How",
    "Irony",
    "Keeper",
    "Knowledge",
    "Lie",
    "Mind",
    "Moment",
    "Secret",
    "Span",
    "Standing",
    "knowledge",
]
