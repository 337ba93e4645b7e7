"""Runs the benchmarks and prints tables, each figure beside what it must be and should be.

    python -m bench [--only SECTION,..] [--full] [--json FILE] [--against FILE] [NAME...]

The problems by other authors are not part of this repository; they are looked for in
../shared/benchmarks beside it. Without them our own worlds are measured, and it is said what was
left out. Exit code 0: every figure is as it must be; 1: not so; 2: wrong usage.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from functools import partial
from pathlib import Path

from bench.compare import compared
from bench.report import Report
from bench.sections import SECTIONS
from bench.shared import SHARED, missing

REPEAT = 5


def main() -> int:
    options = _options()
    absent = missing(options.shared)
    if absent:
        print(
            f"{options.shared} has no {', '.join(absent)}: the problems of other authors are left"
            " out. They are not part of this repository; say where they are with --shared FOLDER."
        )
        options.shared = None
    found = {}
    for section in SECTIONS:
        if section.name in options.only:
            report = Report(section.columns, partial(print, flush=True))
            section.run(report, options)
            found[section.name] = report
    run = {
        "sections": {
            name: {"rows": report.rows, "figures": [asdict(f) for f in report.figures]}
            for name, report in found.items()
        }
    }
    if options.json is not None:
        options.json.write_text(json.dumps(run, indent=1) + "\n", encoding="utf-8")
    if options.against is not None:
        print("\n".join(compared(json.loads(options.against.read_text(encoding="utf-8")), run)))
    figures = [figure for report in found.values() for figure in report.figures]
    missed = [figure for figure in figures if figure.mark == "MISSED"]
    print(f"\n{len(figures) - len(missed)} of {len(figures)} figures are as they must be")
    for figure in missed:
        print(figure)
    return 1 if missed else 0


def _options() -> argparse.Namespace:
    names = [section.name for section in SECTIONS]
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description="Run the benchmarks.",
        epilog="sections: " + "; ".join(f"{s.name}: {s.title}" for s in SECTIONS),
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these tasks or problems")
    parser.add_argument("--only", help=f"sections, after commas [{','.join(names)}]")
    parser.add_argument("--full", action="store_true", help="all there is; takes half an hour")
    parser.add_argument("--repeat", type=int, default=REPEAT, help=f"warm runs [{REPEAT}]")
    parser.add_argument("--timeout", type=float, default=60.0, help="seconds per search [60]")
    parser.add_argument("--memory", type=float, default=2000.0, help="MB per search [2000]")
    parser.add_argument("--json", type=Path, help="keep all rows and figures in this file")
    parser.add_argument("--against", type=Path, help="compare with such a file")
    parser.add_argument("--shared", type=Path, default=SHARED, help="where the benchmarks are")
    options = parser.parse_args()
    options.only = names if options.only is None else options.only.split(",")
    for name in options.only:
        if name not in names:
            parser.error(f"no section {name!r}; there are {', '.join(names)}")
    return options


if __name__ == "__main__":
    sys.exit(main())
