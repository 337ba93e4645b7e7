"""Damaged stories: what the damage must give is found, under its name, before anything else.

`corpus/*.txt` says by hand what each must give (see `damage`); docs/review.md has the figures. What
comes after the finding, in beats that rest on the damaged one, is not asked for.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

import dramaturge as dm
from tests.review.damage import WORLDS, Case, cases

FILES = ("last-bell", "glass-heron", "broken-seal", "martyr", "martyr-whole")
# Plans in mind, as the pages of the worlds have them.
LIMITS = {"martyr": (5, 2), "martyr-whole": (5, 2)}
# Cut off soon after the damage, so that many can be tried: drafts, without an end.
DRAFTS = ("martyr",)
DOCS = Path(__file__).resolve().parents[2] / "docs" / "review.md"
WARNINGS = ("C111", "C112", "C114")  # of what is left open, which may well be true, too
CASES = [case for file in FILES for case in cases(file)]
UNDAMAGED = [
    *(("last-bell", "justice"), ("last-bell", "mistake")),
    *(("glass-heron", "night"), ("glass-heron", "betrayal")),
    *(("broken-seal", "intrigue"), ("broken-seal", "triumph")),
    ("martyr", "martyr"),
]


def name(file: str) -> str:
    """The world that a file of the corpus is about."""
    return file.removesuffix("-whole")


def folder(file: str) -> Path:
    return WORLDS / ("almost-heaven" if name(file) == "martyr" else file)


def text(file: str, part: str) -> str:
    return (folder(file) / part).read_text(encoding="utf-8")


@cache
def world(file: str) -> dm.World:
    return dm.load(folder(file) / f"{name(file)}.world").require()


def findings(case: Case) -> list[tuple[int, str]]:
    """Beat and code of all that is found, but for what the undamaged story expects."""
    damaged = world(case.file)
    if case.changes_world:
        changed = case.world_text(text(case.file, f"{name(case.file)}.world"))
        damaged = dm.loads(changed, name(case.file)).require()
    script = damaged.read(case.story_text(text(case.file, f"{case.story}.story"))).require()
    is_draft = case.file in DRAFTS
    found = damaged.check(script, *LIMITS.get(case.file, (4, 1)), draft=is_draft).findings
    return [(note.beat, note.code) for note in found if note.code != "C106"]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_damage_is_found_and_named(case: Case) -> None:
    found = findings(case)
    ((beat, code),) = case.expected
    assert (beat, code) in found
    assert [each for each in found if each[0] < beat and each[1] not in WARNINGS] == []
    assert {each[1] for each in found if each[0] == beat} <= {code, *WARNINGS}


@pytest.mark.parametrize(("file", "story"), UNDAMAGED)
def test_an_undamaged_story_has_no_finding(file: str, story: str) -> None:
    script = world(file).read(folder(file) / f"{story}.story").require()
    assert world(file).check(script, *LIMITS.get(file, (4, 1))).findings == ()


def test_there_are_enough_and_the_figures_are_told() -> None:
    assert len(CASES) >= 120
    assert len(set(map(str, CASES))) == len(CASES)
    counted = Counter(case.expected[0][1] for case in CASES)
    told = DOCS.read_text(encoding="utf-8")
    for code, count in counted.items():
        assert f"| {code} | {count} of {count} |" in told, (code, count)
    assert f"| all | {len(CASES)} of {len(CASES)} |" in told
