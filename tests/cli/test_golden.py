"""What a reader sees, whole. DRAMATURGE_UPDATE_GOLDEN=1 rewrites it: review the difference."""

from __future__ import annotations

import os
import re

import pytest

from tests.cli.places import GOLDEN
from tests.cli.running import run

CASES = {
    "find": ("find", "key.world"),
    "find_none": ("find", "key.world", "--author-limit", "1"),
    "find_shortest": ("find", "key.world", "--shortest"),
    "find_all": ("find", "key.world", "--all", "2"),
    "find_prove": ("find", "key.world", "--prove", "--goal", "2"),
    "find_prove_refuted": ("find", "key.world", "--prove", "--character-limit", "3"),
    "check_ok": ("check", "key.world", "key.story"),
    "check_impossible": ("check", "key.world", "impossible.story"),
    "check_unmotivated": ("check", "key.world", "unmotivated.story"),
    "check_scenes": ("check", "key.world", "key_scenes.story"),
    "check_unexpected": ("check", "key.world", "key_unexpected.story"),
    "check_world": ("check", "key.world"),
    "why": ("why", "key.world", "key.story"),
    "why_beat": ("why", "key.world", "key.story", "2"),
    "explore": ("explore", "vault.world"),
    "explore_after": ("explore", "key.world", "key.story", "--after-beat", "1", "--depth", "3"),
    "counsel_ending": ("counsel", "vault.world", "vault_plan.story", "--ending", "robbed"),
    "counsel": ("counsel", "vault.world", "vault_plan.story"),
    "repair": ("repair", "vault.world", "vault_plan.story"),
    "repair_none": ("repair", "key.world", "impossible.story"),
    "whynot": ("whynot", "vault.world", "enter(Tess)", "vault_plan.story", "--after-beat", "1"),
    "whynot_belief": ("whynot", "key.world", "tell(Mara, Pelle, Key, Garden, Hall)"),
    "knows": ("knows", "key.world", "key.story", "--depth", "2"),
    "knows_about": ("knows", "key.world", "key.story", "--about", "at", "--about", "has(Key)"),
}


@pytest.mark.parametrize("name", CASES)
def test_output_is_as_reviewed(name: str) -> None:
    found = run(*CASES[name])
    text = f"exit code {found.code}\n{found.out}{found.err}"
    text = re.sub(r"Found in \S+ s\.", "Found in 0.00 s.", text)
    text = "\n".join(line.rstrip() for line in text.splitlines()) + "\n"
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("DRAMATURGE_UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("columns", [80, 40])
@pytest.mark.parametrize(
    "name", ["find", "check_unmotivated", "check_unexpected", "why", "knows", "explore", "counsel"]
)
def test_prose_keeps_within_the_screen(name: str, columns: int) -> None:
    found = run(*CASES[name], env={"COLUMNS": str(columns)})
    acts = re.compile(r"\s*\w+\([^)]*\)$")  # written as in a plan file, whatever the width
    assert found.code in (0, 1)
    for line in found.out.splitlines():
        assert len(line) <= columns or acts.match(line), line


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_poor_encodings_lose_letters_but_do_not_crash(encoding: str) -> None:
    env = {"PYTHONUTF8": "0", "PYTHONIOENCODING": encoding, "LC_ALL": "C"}
    for name in ("knows", "find", "check_impossible"):
        assert run(*CASES[name], env=env).code in (0, 1)
