"""Makes what is generated in the documentation: `python -m docs.generate [--check]`.

problems.md, commands.md and json.md are made from the program, and so is the list of modules in
architecture.md; the outputs in the pages of PAGES are those of the commands above them; lamp.world
is the world that the tutorial ends with. With --check nothing is written, and the exit code is 1 if
anything would be.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

from docs.json_page import json_page
from docs.pages import Fault, rendered, worlds
from docs.reference import commands_page, problems_page

from docs import architecture, modules

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = (
    ROOT / "README.md",
    DOCS / "tutorial.md",
    DOCS / "language.md",
    DOCS / "exploring.md",
    DOCS / "questions.md",
    *modules.paths(),
    *(
        ROOT / "worlds" / world / "README.md"
        for world in ("broken-seal", "glass-heron", "last-bell")
    ),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="write nothing; 1 if files differ")
    is_check = parser.parse_args().check
    is_stale = has_faults = False
    for path, text, faults in everything():
        for fault in faults:
            print(f"{path.relative_to(ROOT)}:{fault.line}: {fault.message}", file=sys.stderr)
        has_faults |= bool(faults)
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        if text == old:
            continue
        is_stale = True
        name = str(path.relative_to(ROOT))
        if is_check:
            diff = unified_diff(old.splitlines(), text.splitlines(), name, "now", lineterm="", n=1)
            print("\n".join(diff))
        else:
            path.write_text(text, encoding="utf-8")
            print(f"{name} rewritten")
    return int(has_faults or (is_check and is_stale))


def everything() -> Iterator[tuple[Path, str, list[Fault]]]:
    """Every generated file with its text, and the faults in its examples."""
    yield DOCS / "problems.md", problems_page(), []
    yield DOCS / "commands.md", commands_page(), []
    yield DOCS / "json.md", json_page(), []
    yield DOCS / "lamp.world", tutorial_world(), []
    written = architecture.PAGE.read_text(encoding="utf-8")
    yield architecture.PAGE, architecture.page(written), []
    for page in PAGES:
        is_module = page in modules.paths()
        text = modules.page(page) if is_module else page.read_text(encoding="utf-8")
        yield (page, *rendered(text))


def tutorial_world() -> str:
    """The world that the tutorial ends with."""
    return worlds((DOCS / "tutorial.md").read_text(encoding="utf-8"))["lamp.world"]


if __name__ == "__main__":
    sys.exit(main())
