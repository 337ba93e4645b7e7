"""Tables that grow while the benchmarks run, and figures against what they should be."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that matters. must, reach: what it has to be, and what would be better still."""

    name: str
    value: float
    unit: str
    must: float
    reach: float
    more_is_better: bool = False

    @property
    def mark(self) -> str:
        """ "reached", "ok" or "MISSED"."""
        if self._fulfils(self.reach):
            return "reached"
        return "ok" if self._fulfils(self.must) else "MISSED"

    def __str__(self) -> str:
        sign = ">=" if self.more_is_better else "<="
        wanted = f"must be {sign} {_shown(self.must)}, reach for {_shown(self.reach)}"
        return f"{self.mark:>8}  {self.name}: {_shown(self.value)} {self.unit} ({wanted})"

    def _fulfils(self, wanted: float) -> bool:
        return self.value >= wanted if self.more_is_better else self.value <= wanted


@dataclass(slots=True)
class Report:
    """What one section found. columns: the keys of a row that are shown, in order."""

    columns: tuple[str, ...]
    print: Callable[[str], None]
    rows: list[Row] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    def begin(self, title: str) -> None:
        self.print(f"\n{title}\n")
        self.print("".join(_cell(name, name) for name in self.columns))

    def add(self, row: Row) -> None:
        """Keeps the row and prints it, with what went wrong instead of figures if something did."""
        self.rows.append(row)
        if "error" in row:
            self.print(f"{_cell(self.columns[0], row[self.columns[0]])}  {row['error']}")
        else:
            self.print("".join(_cell(name, row.get(name)) for name in self.columns))

    def note(self, text: str) -> None:
        self.print(text)

    def judge(self, *figures: Figure) -> None:
        """Keeps figures and prints how they stand."""
        self.figures += figures
        self.print("")
        for figure in figures:
            self.print(str(figure))


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the benchmarks. needs_shared: it measures the problems of other authors, too, and
    leaves them out where they are absent. run: fills a report."""

    name: str
    title: str
    columns: tuple[str, ...]
    run: Callable[[Report, Namespace], None]


def _cell(column: str, value: object) -> str:
    width = max(len(column), 9) + 2
    if column in ("task", "problem", "world", "curve"):
        return f"{_shown(value):<18}"
    return f"{_shown(value):>{width}}"


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    if isinstance(value, float):
        if value == int(value) and abs(value) >= 1:
            return f"{int(value):,}"
        return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
    return str(value)
