"""`dramaturge play` as a user meets it through pipes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import dramaturge as dm
from dramaturge.cli.play_keeping import Keeper
from dramaturge.cli.play_table import TableTalk
from dramaturge.cli.play_typing import Typed
from dramaturge.cli.screen import Screen
from dramaturge.cli.starter import STARTER
from dramaturge.play import Entry
from tests.cli.running import COMMAND, Run, environment
from tests.play.stage import SHOP

TIMEOUT_S = 60


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("play")
    (made / "shop.world").write_text(SHOP)
    return made


def play(folder: Path, *arguments: str, typed: bytes | str = "", world: str = "shop.world") -> Run:
    data = typed.encode() if isinstance(typed, str) else typed
    found = subprocess.run(
        [*COMMAND, "play", world, *arguments],
        cwd=folder,
        env=environment(),
        input=data,
        capture_output=True,
        timeout=TIMEOUT_S,
        check=False,
    )
    return Run(found.returncode, found.stdout.decode(), found.stderr.decode())


def test_a_game_to_its_end(folder: Path) -> None:
    found = play(folder, "--as", "ann", typed="look\nthink\nthink bob\nbuy the ring\n\n")
    assert found.code == 0
    assert "You are Ann, at the shop." in found.out
    assert "With you: old Bob." in found.out
    assert "You buy the ring from old Bob." in found.out
    assert "The end: The ring is sold, and paid for" in found.out
    assert "had in mind" in found.out
    assert found.err == ""
    assert all(len(line) <= 80 for line in found.out.splitlines())


def test_one_is_asked_whom_to_be(folder: Path) -> None:
    found = play(folder, typed="zoe\n2\nquit\n")
    assert "there is nobody called 'zoe' here" in found.out
    assert "You are old Bob" in found.out
    assert found.code == 1


def test_watching(folder: Path) -> None:
    found = play(folder, "--watch", typed="\n" * 30)
    assert "You watch." in found.out
    assert found.code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--as", "Bobb"], "did you mean Bob?"),
        (["--as", "Ann", "--watch"], "either"),
        (["--as", "Ann", "--ending", "solde"], "did you mean 'sold'"),
        (["--as", "Ann", "--new"], "--save"),
        (["--as", "Ann", "--player", "no-such-program"], "cannot run"),
        (["--as", "Ann", "--save", "none/a.saves"], "V101"),
        (["--as", "Ann", "--save", "shop.world"], "V102"),
        (["--save", "a.saves", "--import", "shop.world"], "V107"),
    ],
)
def test_what_one_gets_wrong(folder: Path, arguments: list[str], said: str) -> None:
    found = play(folder, *arguments)
    assert found.code == 2
    assert said in found.err
    assert "Traceback" not in found.err


def test_text_is_never_an_error(folder: Path) -> None:
    typed = (
        b"\xff\xfe\x00\n\x1b[2J\n"
        + b"la " * 400_000
        + b"\n\xe2\x80\xae\xd7\xa9\xd7\x9c\n12345\nsell ring\nbuy\n"
    )
    found = play(folder, "--as", "Ann", "--ending", "stolen", typed=typed)
    assert found.code == 1
    assert found.err == ""
    assert "\x1b" not in found.out
    assert "You buy the ring" in found.out


def test_a_kept_game_goes_on(folder: Path) -> None:
    options = ("--as", "Cid", "--ending", "stolen", "--save", "cid.saves")
    first = play(folder, *options, typed="go to the shop\nsave here\nquit\n")
    assert "Saved as 'here' in cid.saves." in first.out
    second = play(
        folder, "--save", "cid.saves", "--export", "cid.jsonl", typed="undo\nrestore here\n"
    )
    assert "So far:" in second.out
    assert "Taken back." in second.out
    assert "Here you are again." in second.out
    third = play(folder, "--save", "other.saves", "--import", "cid.jsonl", typed="transcript\n")
    assert third.out.count("You go from the yard to the shop.") >= 2
    missing = play(folder, "--save", "cid.saves", typed="restore there\n")
    assert "V104" in missing.out
    new = play(folder, *options, "--new", typed="")
    assert "So far:" not in new.out


def test_a_kept_game_in_a_changed_world(folder: Path) -> None:
    options = ("--as", "Cid", "--ending", "stolen", "--save", "changed.saves")
    play(folder, *options, typed="go to the shop\nquit\n")
    (folder / "later.world").write_text(SHOP.replace("at(Cid) = Yard", "at(Cid) = Shop"))
    left = play(folder, *options[4:], typed="no\n", world="later.world")
    assert left.code == 2
    found = play(folder, *options[4:], typed="yes\nlook\n", world="later.world")
    assert "V109" in found.out
    assert "With you: Ann and old Bob." in found.out


def test_programs_and_ours_play(folder: Path) -> None:
    for name in ("random", "greedy", "planning"):
        found = play(folder, "--as", "Bob", "--player", name, "--turns", "6")
        assert found.code in (0, 1)
        assert found.out
    bot = Path(__file__).parents[1] / "play" / "bot.py"
    found = play(folder, "--as", "Ann", "--player", f"{sys.executable} {bot} first", "--turns", "2")
    assert "You go from the shop to the yard." in found.out


def test_a_closed_pipe_ends_it_quietly(folder: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "play", "shop.world", "--as", "Ann"],
        cwd=folder,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    process.stdin.write(b"look\n" * 2_000)
    process.stdin.close()
    assert process.wait(timeout=TIMEOUT_S) == 141
    assert process.stderr.read() == b""
    process.stderr.close()


def interrupted(folder: Path, *arguments: str, typed: bytes, after: bytes) -> tuple[int, str]:
    """The exit code and output of a game in which one types, waits for words, presses Ctrl-C, and
    then types `quit`."""
    process = subprocess.Popen(
        [*COMMAND, "play", "shop.world", "--as", "Bob", *arguments],
        cwd=folder,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(typed)
    process.stdin.flush()
    seen = b""
    while not (after in seen and seen.endswith(b"> ")):
        read = os.read(process.stdout.fileno(), 65_536)
        assert read, seen
        seen += read
    process.send_signal(signal.SIGINT)
    seen += process.stdout.read()
    process.stdin.close()
    code = process.wait(timeout=TIMEOUT_S)
    process.stdout.close()
    return code, seen.decode()


def test_ctrl_c_at_the_prompt_leaves_with_nothing_lost(folder: Path) -> None:
    code, out = interrupted(folder, "--save", "left.saves", typed=b"wait\n", after=b"You wait.")
    assert code == 130
    assert "The game is kept in left.saves, up to the last turn." in out
    assert "Traceback" not in out
    assert "So far:\nYou wait." in play(folder, "--save", "left.saves", typed="quit\n").out
    code, out = interrupted(folder, typed=b"", after=b"What matters")
    assert code == 130
    assert "This game was not kept" in out


def test_ctrl_c_breaks_off_a_turn(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    world = dm.loads(SHOP, "shop.world")
    game = world.play("Bob")
    lines = iter(["wait", "quit"])
    turn = game._others.turn

    def slow(*, waited: bool, most: int | None) -> Iterator[Entry]:
        os.kill(os.getpid(), signal.SIGINT)
        return turn(waited=waited, most=most)

    monkeypatch.setattr(game._others, "turn", slow)
    screen, typed = Screen(), Typed()
    monkeypatch.setattr(typed, "line", lambda *_: next(lines, None))
    TableTalk(screen, typed, world, game, Keeper(screen, world, None)).talk()
    assert "Broken off: all is as it was before." in capsys.readouterr().out
    assert game.turn == 0


def test_what_people_type_gets_an_answer_that_helps(folder: Path) -> None:
    found = play(
        folder,
        *("--as", "Ann"),
        typed="where is bob?\nlook at bob\ni\nwhat can I do?\nthink me\nexpect 99\nthink zoe\n",
    )
    assert found.out.count("Old Bob has the ring.") >= 2
    assert "You have nothing on you." in found.out
    assert found.out.count("buy the ring from old Bob") == 2  # at first, and when asked
    assert "There is no choice 99: 'list' shows what you can do." in found.out
    assert "nobody called 'zoe' here; there are Ann, Bob, Cid." in found.out
    assert "nobody called 'me'" not in found.out


def test_what_nobody_knows_of_is_not_looked_at(folder: Path) -> None:
    found = play(folder, "--as", "Ann", typed="look at zed\nlook around\nlook\n")
    assert found.out.count("That is for you to find out.") == 1
    assert found.out.count("With you: old Bob.") == 2


def test_the_one_thing_that_can_be_done_is_said(tmp_path: Path) -> None:
    (tmp_path / "lamp.world").write_text(STARTER, encoding="utf-8")
    found = play(tmp_path, "--as", "Ines", typed="sing\n1\nsing\n", world="lamp.world")
    only, several = (line for line in found.out.splitlines() if "you can do now" in line)
    assert only == "All you can do now is walk from the lighthouse to the harbor, or wait."
    assert several == "That is not among the 2 things you can do now: 'list' shows them."


def test_what_can_be_done_is_not_listed_again_when_nothing_has_changed(folder: Path) -> None:
    found = play(folder, "--as", "Hale", world="last-bell", typed="wait\nwait\n")
    assert found.out.count("Nothing more will happen unless you do something.") == 2
    assert found.out.count("name Mina as the murderer") == 1
