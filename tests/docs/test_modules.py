"""The pages of the drama library: one a module, and each tells of all that the module declares."""

from __future__ import annotations

from pathlib import Path

import pytest
from docs.modules import LIBRARY, MODULES, items, page, paths
from docs.pages import blocks


def test_every_module_has_a_page() -> None:
    assert sorted(MODULES) == sorted(path.stem for path in LIBRARY.glob("*.world"))
    assert all(path.exists() for path in paths())


@pytest.mark.parametrize("path", paths(), ids=lambda path: path.stem)
def test_the_reference_is_up_to_date(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == page(path), "run 'make docs'"


@pytest.mark.parametrize("path", paths(), ids=lambda path: path.stem)
def test_every_page_has_one_whole_world_that_uses_the_module(path: Path) -> None:
    (world,) = (b for b in blocks(path.read_text(encoding="utf-8")) if b.kind == "world")
    assert f"use {path.stem};" in world.body


def test_what_is_said_of_a_declaration_is_found() -> None:
    text = (
        "/// Who is here.\ndefine here(c : person, p : place) : at(c) == p;\n"
        'property busy(p : place) : boolean { text: "{p} [is] busy" };   // so lively\n\n'
        "// Go there.\naction go(c : person) {\n"
    )
    assert [(i.kind, i.written, i.about) for i in items(text)] == [
        ("define", "here(c : person, p : place)", "Who is here."),
        ("property", "busy(p : place) : boolean", "So lively"),
        ("action", "go(c : person)", "Go there."),
    ]
