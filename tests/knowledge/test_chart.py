"""The chart: well-formed, complete, and no text over another's place."""

from __future__ import annotations

import re
from itertools import combinations
from xml.etree import ElementTree

import pytest

import dramaturge as dm
from dramaturge.knowledge.chart import _cut, _width
from tests.knowledge.stage import STORY, WORLD, world

SVG = "{http://www.w3.org/2000/svg}"
SIZES = {"title": 18, "head": 14, "label": 12, "number": 12}
LONG = "MaximilianFerdinandVonUndZuHohenwaldAndOfAllTheOtherForests"


def long_story() -> dm.Knowledge:
    """Forty beats, and a person and a place with names longer than their room."""
    text = WORLD.replace("Ann", LONG).replace("Cellar", f"Cellar{LONG}")
    there = [f"walk({LONG}, Hall, Cellar{LONG})", f"walk({LONG}, Cellar{LONG}, Hall)"]
    return dm.loads(text).require().knows(there * 20, about="at", depth=2)


@pytest.fixture(params=["stage", "long"])
def known(request: pytest.FixtureRequest) -> dm.Knowledge:
    return world().knows(STORY, about="where") if request.param == "stage" else long_story()


def test_a_chart_is_xml_with_a_lane_for_each_mind(known: dm.Knowledge) -> None:
    root = ElementTree.fromstring(known.to_svg())
    bars = [g for g in root.iter(f"{SVG}g") if g.find(f"{SVG}title") is not None]
    assert len(bars) == len(known.changes)


def test_no_text_covers_another_or_leaves_the_page(known: dm.Knowledge) -> None:
    root = ElementTree.fromstring(known.to_svg())
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    boxes = []
    for text in root.iter(f"{SVG}text"):
        kind = text.attrib["class"].split()[0]
        wide = _width(text.text or "", SIZES.get(kind, 11))
        x, y = float(text.attrib["x"]), float(text.attrib["y"])
        left = x - wide / 2 if kind == "beat" else x - wide if kind == "number" else x
        boxes.append((left, left + wide, y - 10, y + 3, text.text))
        assert left >= 0, text.text
        assert left + wide <= width, text.text
        assert y <= height, text.text
    for one, other in combinations(boxes, 2):
        is_apart = (
            one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]
        )
        assert is_apart, (one, other)


def test_long_names_are_whole_in_the_tooltip() -> None:
    assert re.search(
        r"<title>[^<]*other forests[^<]*</title>", long_story().to_svg(), re.IGNORECASE
    )


@pytest.mark.parametrize("theme", ["auto", "light", "dark"])
def test_themes(theme: str) -> None:
    drawn = world().knows(STORY, about="where").to_svg(theme)
    assert ("prefers-color-scheme" in drawn) == (theme == "auto")


def test_an_unknown_theme_is_refused() -> None:
    with pytest.raises(ValueError, match="theme must be one of auto, light, dark, not 'pink'"):
        world().knows(STORY, about="where").to_svg("pink")


def test_wrong_and_unknown_look_different_and_irony_is_shaded() -> None:
    drawn = world().knows(STORY, about="where").to_svg()
    body = drawn[drawn.index("was told") :]
    for kind in ("bar-wrong", "bar none", "mark told", "mark unaware", 'class="irony"'):
        assert kind in body, kind


def test_a_cut_text_fits() -> None:
    for room in range(0, 200, 7):
        assert _width(_cut(LONG, room, 12), 12) <= max(room, 0)
    assert _cut("", 100, 12) == ""


def test_nothing_to_tell_is_said() -> None:
    assert "Everybody is right" in dm.Knowledge((), ((),), ()).to_svg()
