"""The definition of the language, in plain Python: slow, short, and right by construction."""

from dramaturge.semantics.dynamics import Dynamics
from dramaturge.semantics.explained import AUTHOR, Reasons
from dramaturge.semantics.state import State, reachable

__all__ = ["AUTHOR", "Dynamics", "Reasons", "State", "reachable"]
