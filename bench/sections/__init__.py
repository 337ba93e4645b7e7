"""The parts of the benchmarks, in the order in which they run."""

from __future__ import annotations

from bench.report import Section
from bench.sections import (
    answers,
    checking,
    endings,
    grounding,
    none,
    orders,
    play,
    repairs,
    shortest,
    spaces,
    tasks,
    threads,
    worlds,
)

SECTIONS: tuple[Section, ...] = (
    tasks.SECTION,
    spaces.SECTION,
    grounding.SECTION,
    none.SECTION,
    shortest.SECTION,
    orders.SECTION,
    worlds.SECTION,
    endings.SECTION,
    play.SECTION,
    answers.SECTION,
    checking.SECTION,
    repairs.SECTION,
    threads.SECTION,
)
