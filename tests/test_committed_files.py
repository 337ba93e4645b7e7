"""What must not stand in any committed file."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# Written in pieces, so that this file passes its own test.
HOSTS = (
    "pypi" + r"\.org",
    "python" + "hosted",
    "npm" + r"js\.(org|com)",
    "registry" + r"\.yarnpkg",
    "crates" + r"\.io",
    "rubygems" + r"\.org",
    "proxy" + r"\.golang",
    "conda" + r"\.anaconda",
)
PLACES = (
    "/" + r"work/",
    "/" + r"home/\w",
    "/" + r"Users/\w",
    "/" + r"root/",
    "/" + r"opt/(pypi|wheels)",
    "file:" + "//",
    r"\b[A-Z]:\\" + "Users",
)
FORBIDDEN = re.compile("|".join((*HOSTS, *PLACES)))


def committed_files() -> list[Path]:
    """Everything that is, or would be, committed."""
    git = ["git", "-c", "safe.directory=*"]  # whoever the checkout belongs to
    command = [*git, "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return [ROOT / name for name in sorted(set(done.stdout.split("\0"))) if name]


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="this is no git checkout")
def test_no_file_names_a_registry_or_a_place_on_one_machine() -> None:
    files = committed_files()
    assert Path(__file__) in files
    found = []
    for path in files:
        if not path.is_file():
            continue
        text = path.read_bytes().decode("utf-8", errors="replace")
        for number, line in enumerate(text.splitlines(), 1):
            if FORBIDDEN.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    assert found == []


def test_the_test_command_is_what_ci_runs() -> None:
    assert "\n./setup.sh && make test\n" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
