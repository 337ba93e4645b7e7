"""Patterns: written, printed, refused, and found in stories."""

from __future__ import annotations

import pytest

import dramaturge as dm
from dramaturge.review.codes import NOTES_WORLD
from dramaturge.source import Source
from dramaturge.syntax import parse
from dramaturge.syntax.printer import show

WARNED = "tell(Bob, Ann, Mill) walk(Ann, Inn, Mill) put_out(Ann, Mill)"
PATTERNS = """
pattern heard "{b} hears of {p} from {a} and puts it out"
    (a : character, b : character, p : place) :
    act tell(a, b, p) then act put_out(b, p);
pattern acts_on_it (c : character) : act tell(Bob, c, Mill) then c acts because burning(Mill);
pattern to_the_rescue (c : character) : c acts for !burning(Mill);
pattern in_time (c : character) :
    becomes warned(c) never at(c) == Inn & !awake(c) then becomes !burning(Mill);
pattern untold (c : character) : burning(Mill) finally !warned(c) & c != Bob;
pattern vain (a : character, b : character) : act tell(a, b, Mill) without consequence;
"""


@pytest.fixture(scope="module")
def world() -> dm.World:
    return dm.loads(NOTES_WORLD + PATTERNS).require()


def found(
    world: dm.World, name: str, story: str = WARNED
) -> list[tuple[dict[str, object], tuple[int, ...]]]:
    return [(dict(match.bindings), match.beats) for match in world.patterns(story, name)]


def test_acts_bind_who_and_what(world: dm.World) -> None:
    (match,) = world.patterns(WARNED, "heard")
    assert dict(match.bindings) == {"a": "Bob", "b": "Ann", "p": "Mill"}
    assert match.beats == (1, 3)
    assert match.sentence == "Ann hears of the mill from Bob and puts it out"


def test_reasons_are_asked_for(world: dm.World) -> None:
    assert found(world, "acts_on_it") == [({"c": "Ann"}, (1, 2))]
    assert found(world, "to_the_rescue") == [({"c": "Ann"}, (2,))]


def test_what_must_not_come_between(world: dm.World) -> None:
    assert found(world, "in_time") == [({"c": "Ann"}, (1, 3))]
    story = "tell(Bob, Ann, Mill) faint(Ann) walk(Ann, Inn, Mill) put_out(Ann, Mill)"
    assert found(world, "in_time", story) == []


def test_the_end_and_what_leads_nowhere(world: dm.World) -> None:
    assert found(world, "untold") == []
    assert found(world, "untold", "walk(Bob, Inn, Mill)") == [({"c": "Ann"}, (0,))]
    assert found(world, "vain") == []
    assert found(world, "vain", "tell(Bob, Ann, Mill)") == [({"a": "Bob", "b": "Ann"}, (1,))]


def test_what_a_pattern_quantifies_over_is_not_tried_choice_by_choice() -> None:
    people = "".join(f"entity Guest{number} : character; " for number in range(12))
    quantified = "".join(f"exists(c{depth} : character) " for depth in range(6))
    pattern = f"pattern crowd (c : character) : becomes {quantified}(warned(c) & awake(c5));"
    world = dm.loads(NOTES_WORLD + people + pattern).require()
    assert found(world, "crowd") == [({"c": "Ann"}, (1,))]


def test_a_check_tells_what_a_pattern_calls_broken(world: dm.World) -> None:
    codes = {note.code for note in world.check("tell(Bob, Ann, Mill)").findings}
    assert "C111" in codes
    assert "C111" not in {note.code for note in world.check(WARNED).findings}


def test_an_unknown_pattern_gets_the_nearest(world: dm.World) -> None:
    with pytest.raises(ValueError, match="did you mean 'heard'"):
        world.patterns(WARNED, "herd")


def test_patterns_are_printed_as_they_read() -> None:
    tree, problems = parse(Source("world", NOTES_WORLD + PATTERNS))
    assert not problems
    again, problems = parse(Source("world", show(tree)))
    assert not problems
    assert again == tree


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("pattern p (c : character) as wrong : c acts;", "E136"),
        ("pattern p (c : character) : act tell;", "E136"),
        ("pattern p (c : character) : c acts then;", "E136"),
        ("pattern p (c : character) : warned(c) because burning(Mill);", "E136"),
        ("pattern p (c : character) : c acts without end;", "E136"),
        ("pattern p (c : character) : act tel(c, c, Mill);", "E264"),
        ("pattern p (c : character) : act tell(c, c);", "E264"),
        ("pattern p (c : character) : act tell(c, c, Mil);", "E264"),
        ('pattern p "{d} acts" (c : character) : c acts;', "E264"),
        ("pattern p (c : character, c : place) : warned(c);", "E208"),
        ("pattern p (c) : c acts;", "E126"),
        ("pattern p (c : character) c acts;", "E124"),
        ("pattern p (c : character) : warnd(c);", "E212"),
        ("pattern p () : Ann acts; pattern p () : Bob acts;", "E250"),
    ],
)
def test_what_is_wrong_with_a_pattern_is_told(text: str, code: str) -> None:
    assert code in [problem.code for problem in dm.loads(NOTES_WORLD + text).problems]


def test_the_word_is_free_where_no_pattern_begins() -> None:
    text = "entity Ann : character; property pattern(c : character) : boolean; pattern(Ann);"
    assert dm.loads(text).ok
