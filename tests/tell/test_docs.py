"""The tellings in the documentation are what the program tells."""

from __future__ import annotations

import pytest
from docs.tellings import PAGE, SHOWN, quoted, telling


@pytest.mark.parametrize(("name", "story", "teller"), [each[:3] for each in SHOWN])
def test_the_page_shows_what_is_told(name: str, story: str, teller: str | None) -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert quoted(telling(name, story, teller)) in text, "run 'make tellings'"
