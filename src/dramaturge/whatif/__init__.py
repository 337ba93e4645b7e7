"""What would differ if something were otherwise: two tellings of a story, compared beat by beat."""

from __future__ import annotations

from dramaturge.whatif.compare import compare
from dramaturge.whatif.edits import Edits
from dramaturge.whatif.result import BeatReport, Contrast, EndingReport, Fate, Outcome, WhatIf

__all__ = [
    "BeatReport",
    "Contrast",
    "Edits",
    "EndingReport",
    "Fate",
    "Outcome",
    "WhatIf",
    "compare",
]
