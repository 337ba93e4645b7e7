"""Every link inside the project leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docs.generate import ROOT
from docs.pages import FENCE
from docs.reference import anchor

PAGES = (
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "editors").glob("*.md")),
    *sorted((ROOT / "editors").glob("*/*.md")),
)
LINK = re.compile(r"(?<!\!)\[[^\]\n]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)


def prose(page: Path) -> str:
    """A page without its code."""
    return re.sub(r"`[^`\n]*`", "", FENCE.sub("", page.read_text(encoding="utf-8")))


def headings(page: Path) -> set[str]:
    return {anchor(title) for title in HEADING.findall(FENCE.sub("", page.read_text("utf-8")))}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_resolve(page: Path) -> None:
    dead = []
    for target in LINK.findall(prose(page)):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, part = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        is_there = file.exists() and file.is_relative_to(ROOT)
        if not is_there or (part and part not in headings(file)):
            dead.append(target)
    assert dead == []


def test_every_page_can_be_reached_from_the_readme() -> None:
    seen: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in seen:
            continue
        seen.add(page)
        for target in LINK.findall(prose(page)):
            file = (page.parent / target.partition("#")[0]).resolve()
            if file.suffix == ".md" and file.is_file():
                waiting.append(file)
    assert [str(page.relative_to(ROOT)) for page in PAGES if page not in seen] == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("What belongs together", "what-belongs-together"),
        ("E101: strange character", "e101-strange-character"),
        ("Differences from Sabre 0.8", "differences-from-sabre-08"),
        ("`find`", "find"),
    ],
)
def test_anchors_are_those_of_the_usual_renderers(title: str, name: str) -> None:
    assert anchor(title) == name
