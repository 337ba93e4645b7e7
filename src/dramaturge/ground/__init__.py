"""Worlds without variables: instantiated, pruned, numbered."""

from dramaturge.ground.codes import CODES
from dramaturge.ground.ground import ground
from dramaturge.ground.queries import ground_condition, ground_term
from dramaturge.ground.show import show_condition, show_read, show_term

__all__ = [
    "CODES",
    "ground",
    "ground_condition",
    "ground_term",
    "show_condition",
    "show_read",
    "show_term",
]
