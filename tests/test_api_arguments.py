"""What is wrong in a call is told by its name, before any work."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import dramaturge as dm
from tests.cli.places import GOOD

ACT = "walk(Pelle, Hall, Study)"
Call = Callable[[Any], object]


@pytest.fixture(scope="module")
def key() -> dm.World:
    return dm.load(GOOD / "key.world").require()


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda w: w.find(author_limit="3"), "author_limit must be a whole number, not '3'"),
        (lambda w: w.find(seed=1.5), "seed must be a whole number, not 1.5"),
        (lambda w: w.find(goal="x"), "goal must be a number, not 'x'"),
        (lambda w: w.explore(2.5), "depth must be a whole number, not 2.5"),
        (lambda w: w.explore(2, time_limit="1"), "time_limit must be a number, not '1'"),
        (lambda w: w.counsel([ACT], answers="2"), "answers must be a whole number, not '2'"),
        (lambda w: w.check(3), "a story is a list of acts, a text, or the path of a file, not 3"),
        (lambda w: w.check([3]), "a list of acts"),
        (lambda w: w.check(b"x"), "a list of acts"),
        (lambda w: w.check([ACT], "a"), "character_limit must be a whole number, not 'a'"),
        (lambda w: w.patterns(stories="x"), "stories must be a whole number, not 'x'"),
        (lambda w: w.why_not(3), "act must be a text, not 3"),
        (lambda w: w.repairs([ACT], most="x"), "most must be a whole number, not 'x'"),
        (lambda w: w.what_if([ACT], 3), "a statement must be a text, not 3"),
        (lambda w: w.what_if([ACT], without=["a"]), "beat must be a whole number, not 'a'"),
        (lambda w: w.why([ACT], None), "beat must be a whole number, not None"),
        (lambda w: w.knows([ACT], about=[3]), "about must be a text, not 3"),
        (lambda w: w.play(3), "player must be a text, not 3"),
        (lambda w: w.play("Mara", seed="x"), "seed must be a whole number, not 'x'"),
        (lambda w: w.tell([ACT], 3), "teller must be a text, not 3"),
    ],
)
def test_a_wrong_type_is_named(call: Call, said: str, key: dm.World) -> None:
    with pytest.raises(TypeError, match=re.escape(said)):
        call(key)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda w: w.explore(-1), "depth must be from 0 to 16,384, not -1"),
        (lambda w: w.explore(2, time_limit=0), "time_limit must be more than 0 seconds, not 0"),
        (lambda w: w.tell([ACT], person="second"), "must be 'first' or 'third', not 'second'"),
        (lambda w: w.tell([ACT], tense="future"), "must be 'past' or 'present', not 'future'"),
        (lambda w: w.tell([ACT], order="x"), "must be 'as it happened' or 'in the middle', not"),
        (lambda w: w.changed(" ;"), "an empty statement changes nothing"),
        (lambda w: w.knows([ACT], about="zzz"), "no 'zzz' to know; name a fact such as 'at(Mara)'"),
    ],
)
def test_a_wrong_value_is_named(call: Call, said: str, key: dm.World) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        call(key)


def test_mistakes_in_changes_are_not_said_to_be_in_the_file(key: dm.World) -> None:
    (problem,) = key.changed("at(Zed) = Hall").problems
    assert str(problem).startswith("key.world, changed:")


def test_what_is_told_of_knowledge_has_a_type(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import dramaturge as dm\n"
        "for found in dm.load('key.world').knows(['go()']).insights:\n"
        "    told: str = found.sentence\n"
        "    number: int = found.sentence\n",
        encoding="utf-8",
    )
    found = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path), str(script)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "script.py:4: error" in found.stdout
    assert "Found 1 error" in found.stdout
