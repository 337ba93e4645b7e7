"""Files as users have them: of the wrong kind, with the wrong name, in the wrong place."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from tests.cli.places import GOOD
from tests.cli.running import COMMAND, TIMEOUT_S, environment, run

TOO_LONG = "a" * 300


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a world and a story of one's own."""
    for name in ("key.world", "key.story"):
        shutil.copy(GOOD / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", TOO_LONG), "E108 cannot read (file name too long)"),
        (("check", "key.world", TOO_LONG), "E108 cannot read (file name too long)"),
        (("find", "key.world", "--after", TOO_LONG), "E108 cannot read (file name too long)"),
        (("check", "kye.world"), "did you mean 'key.world'?"),
        (("check", "key.world", "kye.story"), "did you mean 'key.story'?"),
        (("check", "last-bell", "juice"), "with this world come 'justice' and 'mistake'"),
        (("check", "."), "hint: name a file in it"),
        (("check", "/dev/null"), "this is a pipe or a device, no file: '/dev/null'"),
    ],
)
def test_what_is_no_world_or_story_is_told(
    arguments: tuple[str, ...], said: str, desk: Path
) -> None:
    found = run(*arguments, cwd=desk)
    assert (found.code, found.out) == (2, "")
    assert said in found.err


@pytest.mark.parametrize(
    ("arguments", "kept"),
    [
        (("tell", "key.world", "key.story", "--quick", "-o", "key.world"), "key.world"),
        (("tell", "key.world", "key.story", "--quick", "-o", "./key.story"), "key.story"),
        (("knows", "key.world", "key.story", "-o", "key.story"), "key.story"),
        (("repair", "key.world", "key.story", "-o", "key.world"), "key.world"),
        (("play", "key.world", "--watch", "--export", "key.world"), "key.world"),
        (("play", "key.world", "--watch", "--save", "s", "--export", "s"), "key.world"),
    ],
)
def test_no_answer_takes_the_place_of_its_question(
    arguments: tuple[str, ...], kept: str, desk: Path
) -> None:
    before = (desk / kept).read_bytes()
    found = run(*arguments, cwd=desk)
    assert found.code == 2
    assert "is left as it is" in " ".join(found.err.split())
    assert (desk / kept).read_bytes() == before


def test_a_file_that_stood_there_gives_way_to_an_answer_wholly(desk: Path) -> None:
    (desk / "out").write_text("x" * 100_000, encoding="utf-8")
    assert (
        run("knows", "key.world", "key.story", "--format", "csv", "-o", "out", cwd=desk).code == 0
    )
    assert "x" * 10 not in (desk / "out").read_text(encoding="utf-8")
    assert sorted(path.name for path in desk.iterdir()) == ["key.story", "key.world", "out"]


@pytest.mark.parametrize("place", ["nowhere/game", "."])
def test_where_no_game_can_go_is_told_before_it_is_played(place: str, desk: Path) -> None:
    found = run("play", "key.world", "--watch", "--export", place, cwd=desk)
    assert (found.code, found.out) == (2, "")
    assert "cannot write" in found.err


def test_a_game_that_is_left_with_ctrl_c_is_exported(desk: Path) -> None:
    command = [*COMMAND, "play", "key.world", "--watch", "--export", "game.jsonl"]
    with subprocess.Popen(
        command, cwd=desk, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b"\n")
        process.stdin.flush()
        printed = b""
        while printed.count(b"> ") < 2:  # it asks again: the first turn is over
            printed += os.read(process.stdout.fileno(), 4096)
        process.send_signal(signal.SIGINT)
        assert process.wait(TIMEOUT_S) == 130
    assert (desk / "game.jsonl").read_text(encoding="utf-8").startswith('{"dramaturge": "game"')


@pytest.mark.parametrize(
    "arguments", [("find", "key.world"), ("check", "key.world", "--json"), ("schema", "find")]
)
def test_a_full_device_is_no_mistake_of_ours(arguments: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        found = subprocess.run(
            [*COMMAND, *arguments],
            cwd=GOOD,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=TIMEOUT_S,
            check=False,
        )
    assert found.returncode == 2
    assert found.stderr == b"Error: cannot write the answer: no space left on device\n"


def test_a_terminal_without_columns_hides_nothing() -> None:
    found = run("check", "key.world", env={"COLUMNS": "0"})
    assert "The world makes sense" in found.out


@pytest.mark.parametrize("edit", ["1.5", "99", "1e9 x", "walk(Mara, Hall, Study)", "-1 go()"])
def test_an_edit_is_a_beat_and_an_act(edit: str) -> None:
    found = run("whatif", "key.world", "key.story", "--instead", edit)
    assert found.code == 2
    assert "takes a beat and an act" in " ".join(found.err.split())


def test_a_world_without_patterns_is_not_said_to_have_no_stories() -> None:
    found = run("sift", "key.world")
    assert found.code == 1
    assert found.out == "Key\n\nThe world has no patterns: 'pattern' declares one.\n"
