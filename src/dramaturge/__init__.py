"""A story engine: write a world, and get the stories in which everybody has a reason to act.

>>> import dramaturge as dm
>>> world = dm.load("house.world")

Everything else follows from the world: see docs/python.md. Names are imported when first used, so
that the command line starts quickly.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dramaturge.api import Script, Why, World, load, loads
    from dramaturge.explore.advice import Counsel
    from dramaturge.explore.result import Exploration
    from dramaturge.feelings import Feeling, Feelings
    from dramaturge.knowledge import Knowledge, Moment
    from dramaturge.problems import Problem, WorldError
    from dramaturge.revise.hypothesis import Difference
    from dramaturge.revise.repair import Repair, Repairs
    from dramaturge.revise.whynot import WhyNot
    from dramaturge.schemas import schema
    from dramaturge.story import (
        Explanation,
        Limits,
        Outcome,
        Progress,
        SearchResult,
        Step,
        Story,
    )
    from dramaturge.verdict import Finding, Verdict
    from dramaturge.whatif import WhatIf

__version__ = "0.1.0"

__all__ = [
    "Counsel",
    "Difference",
    "Explanation",
    "Exploration",
    "Feeling",
    "Feelings",
    "Finding",
    "Knowledge",
    "Limits",
    "Moment",
    "Outcome",
    "Problem",
    "Progress",
    "Repair",
    "Repairs",
    "Script",
    "SearchResult",
    "Step",
    "Story",
    "Verdict",
    "WhatIf",
    "Why",
    "WhyNot",
    "World",
    "WorldError",
    "__version__",
    "load",
    "loads",
    "schema",
]

_PLACES = {
    "explore.advice": ("Counsel",),
    "explore.result": ("Exploration",),
    "revise.hypothesis": ("Difference",),
    "revise.repair": ("Repair", "Repairs"),
    "revise.whynot": ("WhyNot",),
    "api": ("Script", "Why", "World", "load", "loads"),
    "feelings": ("Feeling", "Feelings"),
    "knowledge": ("Knowledge", "Moment"),
    "problems": ("Problem", "WorldError"),
    "story": (
        "Explanation",
        "Limits",
        "Outcome",
        "Progress",
        "SearchResult",
        "Step",
        "Story",
    ),
    "schemas": ("schema",),
    "verdict": ("Finding", "Verdict"),
    "whatif": ("WhatIf",),
}


def __getattr__(name: str) -> object:
    for module, names in _PLACES.items():
        if name in names:
            return getattr(import_module(f"dramaturge.{module}"), name)
    raise AttributeError(f"module 'dramaturge' has no attribute '{name}'")


def __dir__() -> list[str]:
    return __all__
