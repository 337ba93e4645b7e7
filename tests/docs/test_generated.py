"""What is made from the program is up to date, and tells of every code that it uses."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from docs.generate import DOCS, ROOT, tutorial_world
from docs.reference import codes, commands_page, problems_page

CODE = re.compile(r"[A-Z][1-9]\d\d")
TABLES = ("codes.py", "story_codes.py")


def codes_in_source() -> Iterator[tuple[str, Path]]:
    """Every string in the program that looks like a code, the tables apart."""
    for path in sorted((ROOT / "src" / "dramaturge").rglob("*.py")):
        if path.name in TABLES:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
            if is_text and CODE.fullmatch(node.value):
                yield node.value, path


def test_every_code_in_the_program_has_an_entry() -> None:
    known = codes()
    assert [(code, path.name) for code, path in codes_in_source() if code not in known] == []


def test_every_entry_is_used_in_the_program() -> None:
    assert codes().keys() - {code for code, _ in codes_in_source()} == set()


def test_the_problems_are_up_to_date() -> None:
    assert (DOCS / "problems.md").read_text(encoding="utf-8") == problems_page(), "run 'make docs'"


def test_the_commands_are_up_to_date() -> None:
    assert (DOCS / "commands.md").read_text(encoding="utf-8") == commands_page(), "run 'make docs'"


def test_the_world_of_the_tutorial_is_up_to_date() -> None:
    assert (DOCS / "lamp.world").read_text(encoding="utf-8") == tutorial_world(), "run 'make docs'"
