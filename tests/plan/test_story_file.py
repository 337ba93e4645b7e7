"""Reading stories: what is accepted, and what is said about the rest."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dramaturge.model.build import build
from dramaturge.model.world import World
from dramaturge.plan.story_codes import EXAMPLE_WORLD, STORY_CODES
from dramaturge.plan.story_file import BEAT_LIMIT, load_text, read_text
from dramaturge.plan.story_text import Beat
from dramaturge.problems import Problem
from dramaturge.source import Source
from dramaturge.syntax.parser import parse

MORE = """
action lock(p : place, is_firm : boolean, 3) { effect: closed(p) = is_firm; };
action lock(p : place) { effect: closed(p); };
action greet(c : character, c : character) { effect: !tired(c); consenting: c };
action dawn() { effect: forall(c : character) !tired(c); };
action goal(p : place) { effect: closed(p); };
property closed(p : place) : boolean;
trigger fall(p : place) { precondition: closed(p) & !closed(p); effect: !closed(p); };
"""


def world_of(text: str) -> World:
    tree, _ = parse(Source("example", text))
    world, problems = build(tree, "example")
    assert world is not None, [str(problem) for problem in problems]
    return world


WORLD = world_of(EXAMPLE_WORLD)
LARGER = world_of(EXAMPLE_WORLD + MORE)


def read(text: str, world: World = WORLD) -> tuple[tuple[Beat, ...], tuple[Problem, ...]]:
    story, problems = read_text(Source("story", text), world)
    return story.beats, problems


def texts(text: str, world: World = WORLD) -> list[str]:
    beats, problems = read(text, world)
    assert not problems, [str(problem) for problem in problems]
    return [beat.text for beat in beats]


def test_one_act_per_line_or_several_are_the_same() -> None:
    acts = ["walk(Ann, Inn, Mill)", "sleep(Ann)"]
    assert texts("walk(Ann, Inn, Mill)\nsleep(Ann)\n") == acts
    assert texts("walk(Ann, Inn, Mill) sleep(Ann)") == acts
    assert texts("\r\n  walk ( Ann,Inn ,\tMill )sleep(Ann)  // to bed\r\n// end") == acts


def test_what_is_in_minds_and_the_goal_line_are_skipped() -> None:
    verbose = "walk(Ann, Inn, Mill)\n| sleep(Ann)\n| goal(Ann, !tired(Ann))\ngoal(tired(Ann) == 1)"
    assert texts(verbose) == ["walk(Ann, Inn, Mill)"]


def test_an_action_called_goal_is_an_act() -> None:
    assert texts("goal(Inn)", LARGER) == ["goal(Inn)"]


def test_constants_and_overloads_are_resolved() -> None:
    assert texts("lock(Inn, True, 3.0) lock(Inn) dawn() dawn( )", LARGER) == [
        "lock(Inn, True, 3)",
        "lock(Inn)",
        "dawn()",
        "dawn()",
    ]


def test_a_beat_knows_its_place() -> None:
    beats, _ = read("// first\n walk(Ann, Inn, Mill) sleep(Ann)")
    assert [beat.span.source.position(beat.span.start) for beat in beats] == [(2, 2), (2, 23)]
    assert beats[0].arguments == ("Ann", "Inn", "Mill")


@pytest.mark.parametrize("code", [code for code, entry in STORY_CODES.items() if entry.example])
def test_every_example_has_just_its_problem(code: str) -> None:
    _, problems = read(STORY_CODES[code].example)
    assert [problem.code for problem in problems] == [code]


@pytest.mark.parametrize(
    ("text", "code", "column", "hint"),
    [
        ("wlak(Ann, Inn, Mill)", "S102", 1, "did you mean 'walk'?"),
        ("walk(Ann, Inn, Mil)", "S103", 16, "did you mean 'Mill'?"),
        ("walk(Ann, , Mill)", "S103", 11, None),
        ("walk(Ann)", "S104", 1, "it is walk(c : character, from : place, to : place)"),
        ("walk(Ann, True, Mill)", "S105", 11, "it is walk("),
        ("fall(Inn)", "S102", 1, "leave it out"),
        ("lock(Inn, True, 4)", "S105", 17, "it is lock(p : place, is_firm : boolean, 3)"),
        ("greet(Ann, Bob)", "S105", 12, "it is greet("),
        ("walk", "S106", 1, "write 'walk(…)'"),
        ("3(Ann)", "S101", 1, "an act is"),
        ("1. sleep(Ann)", "S101", 1, "acts need no numbers: write 'sleep(Ann)'"),
        ("- sleep(Ann)", "S101", 1, "acts need no numbers: write 'sleep(Ann)'"),
        ("xyzzy(Ann)", "S102", 1, "the actions are walk, hum, sleep, lock"),
    ],
)
def test_problems_say_where_and_what_instead(
    text: str, code: str, column: int, hint: str | None
) -> None:
    _, problems = read(text, LARGER)
    (problem,) = problems
    assert (problem.code, problem.place()[2]) == (code, column)
    assert hint is None or (problem.hint or "").startswith(hint)


def test_good_acts_are_kept_beside_bad_ones() -> None:
    beats, problems = read("sleep(Ann)\nsnore(Ann)\nsleep(Bob)")
    assert [beat.text for beat in beats] == ["sleep(Ann)", "sleep(Bob)"]
    assert len(problems) == 1


def test_the_actions_are_listed_once() -> None:
    _, problems = read("xyzzy(Ann)\nplugh(Ann)")
    assert problems[0].hint == "the actions are walk, hum, sleep"
    assert problems[1].hint is None


def test_a_story_has_a_limit_and_so_have_its_problems() -> None:
    beats, problems = read("sleep(Ann)\n" * (BEAT_LIMIT + 5))
    assert len(beats) == BEAT_LIMIT
    assert [problem.code for problem in problems] == ["S108"]
    _, problems = read("snore(Ann)\n" * 5_000)
    assert len(problems) < 200


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    story, problems = load_text(tmp_path / "none.txt", WORLD)
    assert not story.beats
    assert len(problems) == 1
    (tmp_path / "story.txt").write_text("sleep(Ann)", encoding="utf-8")
    assert load_text(tmp_path / "story.txt", WORLD)[1] == ()


PIECES = (
    "walk",
    "sleep",
    "(",
    ")",
    ",",
    "Ann",
    "Inn",
    " ",
    "\n",
    "|",
    "//",
    "goal",
    "\0",
    "é",
    "9",
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
def test_any_text_gives_beats_or_problems(text: str) -> None:
    beats, problems = read(text)
    assert beats or problems
    for problem in problems:
        assert str(problem)


@pytest.mark.parametrize(
    "text",
    ["(" * 200_000, "walk(" * 50_000, "walk(" + "Ann," * 100_000 + ")", "a" * 500_000 + "()"],
)
def test_huge_nonsense_is_answered_soon(text: str) -> None:
    beats, problems = read(text)
    assert not beats
    assert problems
    assert all(len(str(problem)) < 2_000 for problem in problems)


def test_a_story_of_another_version_says_which_beats_no_longer_fit() -> None:
    _, problems = read("walk(Ann, Inn, Mill) slep(Ann) walk(Ann, Mill) hum(Bob) greet(Ann)")
    assert [problem.code for problem in problems].count("S115") == 1
    (told,) = [problem for problem in problems if problem.code == "S115"]
    assert told.severity == "warning"
    assert "3 of 5 beats no longer fit this world: 2, 3, 5" in told.message
    _, problems = read("slep(Ann) walk(Ann, Inn, Mill)")
    assert [problem.code for problem in problems] == ["S102"]
