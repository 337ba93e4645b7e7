"""What each character feels after each beat, and why: the theory of Ortony, Clore and Collins."""

from dramaturge.feelings.appraise import feelings
from dramaturge.feelings.table import Degree, Feeling, Feelings, Kind

__all__ = ["Degree", "Feeling", "Feelings", "Kind", "feelings"]
