"""The examples in README and docs are real: worlds load, commands print what is shown."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

import pytest
from docs.generate import PAGES, ROOT
from docs.pages import blocks, merged, rendered


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_example_is_as_shown(page: Path) -> None:
    """`make docs` rewrites what has changed; the difference should be read before it is kept."""
    text = page.read_text(encoding="utf-8")
    now, faults = rendered(text)
    assert faults == []
    lines = unified_diff(text.splitlines(), now.splitlines(), page.name, "now", lineterm="", n=1)
    assert "\n".join(lines) == ""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_page_has_examples(page: Path) -> None:
    kinds = {block.kind for block in blocks(page.read_text(encoding="utf-8"))}
    assert "console" in kinds


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=lambda page: page.stem)
def test_worlds_and_commands_are_only_shown_where_they_are_tried(page: Path) -> None:
    kinds = {block.kind for block in blocks(page.read_text(encoding="utf-8"))}
    assert page in PAGES or not kinds & {"world", "story", "console"}


def test_new_statements_take_the_place_of_old_ones() -> None:
    old = "type a;\nentity X : a;\nproperty p() : number;\np() = 1;\nutility(): p();\n"
    new = "p() = 2;\nutility(): p() + 1;\nentity Y : a;\n"
    assert merged(old, new) == (
        "type a;\nentity X : a;\nproperty p() : number;\np() = 2;\nutility(): p() + 1;\n\n"
        "entity Y : a;\n"
    )


def test_beliefs_of_different_minds_do_not_replace_each_other() -> None:
    old = "believes(A, p());\n"
    assert merged(old, "believes(A, !p());") == "believes(A, !p());\n"
    assert merged(old, "believes(B, !p());") == "believes(A, p());\n\nbelieves(B, !p());\n"


def test_faults_are_told_with_their_line() -> None:
    page = "text\n\n```world w.world\nentity X : a;\nat(X) = X;\n```\n"
    _, faults = rendered(page)
    assert [fault.line for fault in faults] == [3]
    assert "E212" in faults[0].message
