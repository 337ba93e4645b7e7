"""`dramaturge tell` as it is called, and what it says to bad input."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dramaturge.cli.app import app

WORLDS = Path(__file__).resolve().parents[2] / "worlds"
BELL = [str(WORLDS / "last-bell" / each) for each in ("last-bell.world", "justice.story")]
HERON = str(WORLDS / "glass-heron" / "night.story")


def called(*arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output, standard error."""
    result = CliRunner().invoke(app, ["tell", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.stdout, " ".join(result.stderr.split())


@pytest.mark.parametrize("form", ["text", "markdown", "html", "fountain", "json"])
def test_every_format(form: str, tmp_path: Path) -> None:
    code, printed, _ = called(*BELL, "--quick", "--format", form)
    assert code == 0
    assert "Edmund" in printed
    file = tmp_path / "told"
    assert called(*BELL, "--quick", "--format", form, "--output", str(file)) == (0, "", "")
    assert file.read_text(encoding="utf-8") == printed
    assert [path.name for path in tmp_path.iterdir()] == ["told"]
    if form == "json":
        assert json.loads(printed)["scenes"]


def test_a_page_needs_nothing_else() -> None:
    _, page, _ = called(*BELL, "--quick", "--format", "html")
    assert page.startswith("<!doctype html>")
    assert "prefers-color-scheme: dark" in page
    assert "<script" not in page
    assert "http" not in page


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([*BELL, "--from", "Nobody"], "T101"),
        ([*BELL, "--as", "Nobody"], "T101"),
        ([*BELL, "--from", ""], "T101"),
        ([*BELL, "--from", "Clara", "--observer"], "exclude each other"),
        ([*BELL, "--width", "1"], "at least 20"),
        ([*BELL, "--width", "-3"], "width"),
        ([*BELL, "--person", "second"], "person"),
        ([BELL[0], HERON], "S102"),
        ([BELL[0], "nowhere.story"], "nowhere.story"),
        ([*BELL, "--quick", "--output", "/nowhere/at/all"], "cannot write"),
    ],
)
def test_bad_input_gets_an_answer(arguments: list[str], said: str) -> None:
    code, printed, message = called(*arguments)
    assert code == 2
    assert not printed
    assert said in message


def test_an_impossible_story(tmp_path: Path) -> None:
    story = tmp_path / "a.story"
    story.write_text("walk(Clara, Deck, Saloon)\n", encoding="utf-8")
    code, _, message = called(BELL[0], str(story), "--quick")
    assert code == 2
    assert "T103 beat 1" in message
    code, printed, _ = called(BELL[0], str(story), "--quick", "--format", "json")
    assert code == 2
    assert json.loads(printed)["problems"][0]["code"] == "T103"


@pytest.mark.parametrize("width", [0, 20, 10**6])
def test_absurd_widths(width: int) -> None:
    code, printed, _ = called(*BELL, "--quick", "--width", str(width))
    assert code == 0
    assert all(len(line) <= 20 for line in printed.splitlines()) or width != 20


def test_a_closed_pipe_is_no_fault() -> None:
    command = [sys.executable, "-m", "dramaturge", "tell", *BELL, "--quick"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        errors = process.stderr.read().decode()
        process.wait(60)
    assert "Traceback" not in errors
