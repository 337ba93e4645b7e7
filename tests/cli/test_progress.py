"""The line that says how far a command is, and what is left of its limits."""

from __future__ import annotations

import io
import time

import pytest

from dramaturge.cli.allowance import Allowance
from dramaturge.cli.progress import status_line


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def words(what: str, tried: int) -> str:
    return f"{what}: {tried:,} tried"


def test_a_terminal_is_told_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stderr", terminal)
    with status_line(words, wanted=True) as report:
        assert report is not None
        report("moves", 1234)
    assert "moves: 1,234 tried (Ctrl-C stops)" in terminal.getvalue()


@pytest.mark.parametrize(("stream", "wanted"), [(io.StringIO, True), (Terminal, False)])
def test_files_and_programs_are_told_nothing(
    monkeypatch: pytest.MonkeyPatch, stream: type[io.StringIO], wanted: bool
) -> None:
    there = stream()
    monkeypatch.setattr("sys.stderr", there)
    with status_line(words, wanted=wanted) as report:
        assert report is None
    assert there.getvalue() == ""


def test_what_has_passed_is_taken_off_the_limits() -> None:
    allowance = Allowance(10.0, 100_000, time.perf_counter() - 4.0)
    assert allowance.seconds_left == pytest.approx(6.0, abs=1.0)
    room = allowance.memory_left_mb
    assert room is not None
    assert 0 < room < 100_000


def test_something_is_always_left_to_say_that_the_limit_is_met() -> None:
    allowance = Allowance(1.0, 1, time.perf_counter() - 4.0)
    assert allowance.seconds_left is not None
    assert 0 < allowance.seconds_left < 0.01
    assert allowance.memory_left_mb == 1


def test_without_limits_there_is_nothing_to_take_off() -> None:
    allowance = Allowance(None, None)
    assert (allowance.seconds_left, allowance.memory_left_mb) == (None, None)
