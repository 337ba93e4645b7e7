"""How much `make fuzz` tries, and which cases.

DRAMATURGE_FUZZ=1 tries many more cases than the suite does. DRAMATURGE_FUZZ=SEED, any greater whole
number, tries as many others: every random world has a number, and they are counted from SEED on, so
that what fails is seen again by its number, which the failure names.
"""

from __future__ import annotations

import os

_TOLD = int(os.environ.get("DRAMATURGE_FUZZ") or 0)
MANY = _TOLD > 0
FIRST = _TOLD if _TOLD > 1 else 0
