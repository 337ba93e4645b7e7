"""What `--help` says: nothing is swallowed as markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer
from rich.text import Text

from dramaturge.cli.app import app
from tests.cli.running import run

STYLES = {"bold", "dim", "/", "/bold", "/dim"}
TAG = re.compile(r"(?<!\\)\[([a-z/][^\[\]]*)\]")


def helps() -> Iterator[tuple[str, str]]:
    """Every text that the command line renders as markup, and where it stands."""
    group: Any = typer.main.get_command(app)
    for name, command in {"": group, **group.commands}.items():
        for text in (command.help, command.epilog):
            yield name, text or ""
        for parameter in command.params:
            yield f"{name} {parameter.name}", getattr(parameter, "help", None) or ""


@pytest.mark.parametrize(("where", "text"), [each for each in helps() if "[" in each[1]])
def test_brackets_in_help_are_styles_or_escaped(where: str, text: str) -> None:
    assert set(TAG.findall(text)) <= STYLES, where
    Text.from_markup(text)


def test_the_extra_is_named_where_it_is_needed() -> None:
    assert "dramaturge[play]" in " ".join(run("play", "--help").out.split())
