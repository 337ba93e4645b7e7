"""The command that opens the panes, with a terminal and without one."""

from __future__ import annotations

import os
import pty
import subprocess
from pathlib import Path

import pytest

from tests.cli.full_screen import PATIENCE_S
from tests.cli.running import COMMAND, environment
from tests.play.stage import SHOP


def test_no_terminal_means_the_plain_mode(tmp_path: Path) -> None:
    (tmp_path / "shop.world").write_text(SHOP)
    found = subprocess.run(
        [*COMMAND, "play", "shop.world", "--as", "Ann", "--full-screen"],
        cwd=tmp_path,
        env=environment(),
        input="buy the ring\n\n",
        text=True,
        capture_output=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert found.returncode == 0
    assert "needs a terminal" in found.stderr
    assert "You buy the ring from old Bob." in found.stdout


def test_without_textual_the_extra_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from dramaturge.cli import play
    from dramaturge.cli.main import main

    monkeypatch.setattr(play, "find_spec", lambda _: None)
    monkeypatch.setattr("sys.argv", ["dramaturge", "play", "glass-heron", "--full-screen"])
    with pytest.raises(SystemExit) as ended:
        raise SystemExit(main())
    assert ended.value.code == 2
    assert "dramaturge[play]" in capsys.readouterr().err


def test_textual_is_imported_only_there() -> None:
    code = "import sys, dramaturge.cli.main, dramaturge.cli.play; print('textual' in sys.modules)"
    found = subprocess.run([COMMAND[0], "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "False\n"


def test_in_a_real_terminal(tmp_path: Path) -> None:
    (tmp_path / "shop.world").write_text(SHOP)
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, "play", "shop.world", "--as", "Ann", "--full-screen"],
        cwd=tmp_path,
        env=environment(TERM="xterm", LINES="24"),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    seen, typed = b"", False
    try:
        while True:
            seen += os.read(ours, 65_536)
            if not typed and b"You can" in seen:
                typed = True
                os.write(ours, b"\x11")  # Ctrl-Q
    except OSError:  # the other side is closed
        pass
    assert process.wait(PATIENCE_S) == 1
    assert typed
    assert b"Traceback" not in seen
