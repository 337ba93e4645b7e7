"""CSV, JSON, Markdown, HTML: complete, and the same thing in other words."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys

import pytest

import dramaturge as dm
from dramaturge.knowledge import MOST_CELLS
from dramaturge.problems import WorldError
from tests.knowledge.stage import STORY, WORLD, world


@pytest.fixture(scope="module")
def known() -> dm.Knowledge:
    return world().knows(STORY, about="where(Ring)", depth=2)


def test_the_csv_has_a_line_for_each_fact_mind_and_beat(known: dm.Knowledge) -> None:
    lines = list(csv.DictReader(io.StringIO(known.to_csv(), newline="")))
    assert len(lines) == len(known.fluents) * len(known.minds) * len(known.moments)
    for line in lines:
        mind = tuple(line["mind"].split(" > ")) if line["mind"] else ()
        value = known.value(line["fact"], *mind, beat=int(line["beat"]))
        assert line["value"] == ("?" if value is None else value)
        assert int(line["since"]) <= int(line["beat"])
        assert line["standing"] == known.standing(line["fact"], *mind, beat=int(line["beat"])).value


def test_the_json_is_plain_and_holds_all(known: dm.Knowledge) -> None:
    found = json.loads(json.dumps(known.to_json(), allow_nan=False))
    assert set(found) == {
        "fluents",
        "minds",
        "moments",
        "impossible",
        "changes",
        "ironies",
        "secrets",
        "lies",
    }
    assert len(found["changes"]) == len(known.changes)
    assert {change["standing"] for change in found["changes"]} == {"right", "wrong", "unknown"}
    assert found["lies"][0]["believer"] == ["Cid"]


def test_the_markdown_keeps_its_tables_whole(known: dm.Knowledge) -> None:
    rows = [line for line in known.to_markdown().splitlines() if line.startswith("|")]
    assert {row.count("|") for row in rows} == {6}
    assert "| Cid | 3-4 | the hall | wrong | was told |" in rows


def test_a_notebook_shows_chart_and_sentences(known: dm.Knowledge) -> None:
    shown = known._repr_html_()
    assert shown.startswith('<div class="dramaturge-knows"><svg')
    assert "<h4>Lies</h4>" in shown


def test_too_many_cells_are_refused_before_the_work() -> None:
    with pytest.raises(WorldError) as caught:
        world().knows(STORY[:1] * (MOST_CELLS // 570 + 1), about="at", depth=6)
    assert [problem.code for problem in caught.value.problems] == ["K102"]


@pytest.mark.parametrize("depth", [12, 10**9])
def test_too_many_minds_are_refused(depth: int) -> None:
    with pytest.raises(WorldError) as caught:
        world().knows(STORY, about="at", depth=depth)
    assert [problem.code for problem in caught.value.problems] == ["K101"]


def test_a_long_story_is_fine() -> None:
    there = ["walk(Ann, Hall, Cellar)", "walk(Ann, Cellar, Hall)"] * 1_000
    known = world().knows(there)
    assert known.last_beat == 2_000
    with pytest.raises(WorldError) as caught:
        known.to_svg()
    assert [problem.code for problem in caught.value.problems] == ["K103"]
    assert "K103" in known._repr_html_()


def test_the_answer_does_not_depend_on_the_hash_seed() -> None:
    script = (
        "import dramaturge as dm, json\n"
        f"w = dm.loads({WORLD!r})\n"
        f"k = w.knows({STORY!r}, about=['where(Ring)', 'at'], depth=2)\n"
        "print(json.dumps(k.to_json()), k.to_svg(), k.to_markdown(), k.to_csv())\n"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(told) == 1
