"""What the pages of the worlds show is what the commands print."""

from __future__ import annotations

from pathlib import Path

import pytest
from docs.pages import rendered

WORLDS = Path(__file__).resolve().parents[2] / "worlds"


@pytest.mark.parametrize("world", ["broken-seal", "glass-heron", "last-bell"])
def test_the_page_is_true(world: str) -> None:
    page = (WORLDS / world / "README.md").read_text(encoding="utf-8")
    assert rendered(page) == (page, [])
