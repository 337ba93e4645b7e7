"""How time and states grow with people, places, things, topics and limits: tables and plots.

    python -m bench.scale [--seconds S] [--only CURVE,..] [--write FILE]

Each row is one search in a process of its own. With --write the page is written there, for
docs/scale.md; the figures are of one machine on one day, so no test compares them.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.apart import Row, call
from bench.generate import FAMILIES
from bench.worlds.instance import Instance, Size

SIZES = ("people", "places", "things", "topics")
COLUMNS = ("outcome", "length", "fluents", "actions", "load_s", "search_s", "states", "peak_mb")
WIDTH = 24  # of the longest bar


@dataclass(frozen=True, slots=True)
class Curve:
    """A family that grows in one respect: of its size, or of its limits."""

    family: str
    grows: str
    values: tuple[int, ...]
    base: Size
    goal: int

    @property
    def name(self) -> str:
        return f"{self.family}-{self.grows.removesuffix('_limit')}"

    def instances(self) -> Iterator[tuple[int, Instance]]:
        for value in self.values:
            size = self.base.numbers
            limits: dict[str, int] = {}
            (size if self.grows in size else limits)[self.grows] = value
            made = FAMILIES[self.family](self.name, Size(**size))
            yield value, made.within(**limits)


VILLAGE, STREET = Size(4, 2, 0, 12), Size(4, 3, 6, 6)
CURVES = (
    Curve("gossip", "people", (4, 5, 6, 7, 8), VILLAGE, 2),
    Curve("gossip", "places", (2, 4, 8, 16), VILLAGE, 2),
    Curve("gossip", "topics", (4, 8, 16, 32, 64), VILLAGE, 2),
    Curve("gossip", "character_limit", (2, 3, 4, 5, 6), VILLAGE, 2),
    Curve("gossip", "epistemic_limit", (0, 1, 2, 3), VILLAGE, 2),
    Curve("workshop", "people", (3, 4, 5, 6, 7), STREET, 2),
    Curve("workshop", "places", (1, 2, 3, 4, 6), STREET, 2),
    Curve("workshop", "things", (3, 6, 12, 24), STREET, 2),
    Curve("workshop", "character_limit", (3, 4, 5, 6, 7), STREET, 2),
    Curve("market", "people", (4, 5, 6, 7), Size(4, 2, 2, 1), 2),
    Curve("market", "things", (2, 4, 8, 16), Size(4, 2, 2, 1), 2),
    Curve("castle", "people", (4, 5, 6, 7, 8), Size(4, 3, 4, 1), 1),
    Curve("castle", "character_limit", (8, 9, 10), Size(4, 3, 3, 1), 1),
    Curve("court", "people", (4, 5, 6, 7, 8), Size(4, 4, 0, 3), 2),
    Curve("heist", "people", (4, 5, 6, 7, 8), Size(4, 4, 0, 3), 1),
)
OPENING = """\
# How the search grows

Made by `python -m bench.scale --write docs/scale.md`: worlds of `bench/worlds`, each with a story
that is known to be there, grown in one respect at a time. A row is one search, the default one, in
a process of its own, with at most {seconds:.0f} s and {memory} MB. The bars are logarithmic: each
step of `█` is the same factor of search time. Seconds are CPU seconds of a shared machine.
"""
MEMORY_MB = 2000


def main() -> int:
    names = [curve.name for curve in CURVES]
    parser = argparse.ArgumentParser(description="Measure how the search grows.")
    parser.add_argument("--seconds", type=float, default=30.0, help="per search [30]")
    parser.add_argument("--only", help=f"curves, after commas [{','.join(names)}]")
    parser.add_argument("--write", type=Path, help="write the page there")
    options = parser.parse_args()
    chosen = names if options.only is None else options.only.split(",")
    if unknown := sorted(set(chosen) - set(names)):
        parser.error(f"no curve {', '.join(unknown)}; there are {', '.join(names)}")
    page = OPENING.format(seconds=options.seconds, memory=MEMORY_MB)
    for curve in CURVES:
        if curve.name in chosen:
            rows = [measured(curve, *point, options.seconds) for point in curve.instances()]
            text = shown(curve, rows)
            print(text, flush=True)
            page += "\n" + text
    if options.write is not None:
        options.write.write_text(page, encoding="utf-8")
    return 0


def measured(curve: Curve, value: int, instance: Instance, seconds: float) -> Row:
    """One point of a curve."""
    question = {"text": instance.text, "name": curve.name}
    size = call("bench.sections.grounding:measure", {**question, "repeat": 1}, 120.0)
    arguments = {
        **question,
        "goal": curve.goal,
        "limits": instance.limits,
        "repeat": 0,
        "timeout_s": seconds,
        "memory_mb": MEMORY_MB,
    }
    found = call("bench.searching:measure", arguments, 2 * seconds + 60)
    return {curve.grows: value, **size, **found}


def shown(curve: Curve, rows: list[Row]) -> str:
    """A table and bars, as Markdown."""
    fixed = [f"{getattr(curve.base, each)} {each}" for each in SIZES if each != curve.grows]
    grows = curve.grows.replace("_", " ")
    text = f"## {curve.family.capitalize()}: {grows}\n\nGoal {curve.goal}; {', '.join(fixed)}.\n\n"
    head = (grows, *(column.replace("_", " ") for column in COLUMNS), "search time")
    text += f"| {' | '.join(head)} |\n|{'---|' * len(head)}\n"
    for row in rows:
        cells = [str(row[curve.grows]), *(_cell(row, column) for column in COLUMNS), _bar(row)]
        text += f"| {' | '.join(cells)} |\n"
    return text


def _cell(row: Row, column: str) -> str:
    value = row.get("error", "error") if column == "outcome" and "error" in row else row.get(column)
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:,.0f}" if value >= 100 else f"{value:.2g}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _bar(row: Row) -> str:
    """As long as the logarithm of the search time: nothing for a millisecond, full for 100 s."""
    seconds = row.get("search_s")
    if seconds is None:
        return ""
    return "█" * max(0, min(WIDTH, round(WIDTH * (math.log10(max(seconds, 1e-3)) + 3) / 5)))


if __name__ == "__main__":
    sys.exit(main())
