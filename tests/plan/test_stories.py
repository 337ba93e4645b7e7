"""Stories with scenes, expectations and deliberate marks."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dramaturge as dm
from dramaturge.model.build import build
from dramaturge.plan.story_codes import EXAMPLE_WORLD
from dramaturge.plan.story_file import read_text
from dramaturge.source import Source
from dramaturge.syntax.parser import parse

GOOD = Path(__file__).parents[1] / "worlds" / "good"
TOLD = "tell(Pelle, Mara, Key, Study, Hall)"
REST = "walk(Mara, Hall, Study)\ntake(Mara, Key, Study)"


@pytest.fixture(scope="module")
def key() -> dm.World:
    return dm.load(GOOD / "key.world").require()


def found(world: dm.World, text: str, *, draft: bool = True) -> list[tuple[str, int, str]]:
    findings = world.check(text, draft=draft).findings
    return [(each.code, each.beat, " ".join(each.details)) for each in findings]


def test_scenes_and_their_eyes_are_read(key: dm.World) -> None:
    script = key.read(GOOD / "key_scenes.story").require()
    assert script.title == "The key"
    assert [(s.title, s.place, s.seen_by, s.first) for s in script.scenes] == [
        ("In the hall", "Hall", "Pelle", 1),
        ("In the study", "Study", "Mara", 2),
    ]
    assert [(e.after, e.why, e.is_negated) for e in script.expectations] == [
        (0, None, False),
        (1, "Pelle", False),
        (1, None, True),
        (3, None, False),
    ]
    assert key.check(script).ok


@pytest.mark.parametrize(
    ("expectation", "told"),
    [
        ("expect where(Key) == Study;", None),
        ("expect (where(Key) == Study | where(Key) == Garden);", None),
        ("expect not where(Key) == Study;", "it is so: where(Key) is Study"),
        ("expect believes(Mara, where(Key)) == Garden;", "believes(Mara, where(Key)) is Study"),
        ("expect believes(Pelle, believes(Mara, where(Key)) == Study);", None),
        ("expect why(Pelle, has(Key) == Mara);", None),
        ("expect not why(Pelle, has(Key) == Mara);", "that leads to it"),
        ("expect why(Pelle, has(Key) == Pelle);", "in the end of that plan has(Key) is Mara"),
        ("expect why(Pelle, at(Mara) == Hall);", "in Pelle's eyes it is so already"),
        ("expect why(Mara, has(Key) == Mara);", "Mara has no reason for tell("),
        ("expect not why(Mara, has(Key) == Mara);", None),
        ("expect Key == Key & !(1 > 2);", None),
        ("expect at(Mara) == Hall\n  & at(Pelle) == Hall;", None),
    ],
)
def test_expectations_are_judged_and_the_truth_is_told(
    key: dm.World, expectation: str, told: str | None
) -> None:
    codes = found(key, f"{TOLD}\n{expectation}\n{REST}")
    if told is None:
        assert codes == []
    else:
        ((code, beat, details),) = codes
        assert (code, beat) == ("C106", 1)
        assert told in details


def test_what_comes_after_a_fault_is_judged_as_if_it_had_happened(key: dm.World) -> None:
    text = f"expect at(Mara) == Study;\ntake(Mara, Key, Study)\nexpect has(Key) == Mara;\n{REST}"
    told = [each[:2] for each in found(key, text)]
    # She has it: so there is no more to do, nor can it be taken again.
    assert told == [("C108", 1), ("C102", 2), ("C101", 3), ("C106", 0)]
    brief = key.check(text, draft=True, brief=True).findings
    assert [(each.code, each.beat) for each in brief] == [("C106", 0), ("C101", 1)]


def test_a_deliberate_mark_keeps_a_missing_reason_quiet(key: dm.World) -> None:
    act = "tell(Mara, Pelle, Key, Garden, Hall)"
    assert [each[:2] for each in found(key, act)] == [("C102", 1)]
    marked = f'deliberate "she likes to talk" {act}'
    assert found(key, marked, draft=True) == []
    assert key.check(marked, draft=True).explanations == ((),)
    assert [each[0] for each in found(key, marked, draft=False)] == ["C104"]


def test_a_deliberate_mark_keeps_a_needless_act_quiet() -> None:
    world = dm.loads(EXAMPLE_WORLD).require()
    text = "hum(Bob) walk(Ann, Inn, Mill) sleep(Ann)"
    assert [each[0] for each in found(world, text, draft=False)] == ["C103"]
    assert found(world, f'deliberate "he is happy" {text}', draft=False) == []


def test_a_mark_does_not_make_an_act_possible(key: dm.World) -> None:
    text = f'deliberate "magic" take(Mara, Key, Study)\n{TOLD}'
    assert [each[0] for each in found(key, text)] == ["C108"]


def test_a_needless_mark_is_told_but_not_held_against_the_story(key: dm.World) -> None:
    text = f'deliberate "he is nosy" {TOLD}\n{REST}'
    assert [each[:2] for each in found(key, text, draft=False)] == [("C107", 1)]
    assert key.check(text).ok
    assert found(key, text, draft=True) == []


def test_old_plan_files_and_new_stories_read_alike(key: dm.World) -> None:
    plain = key.read(GOOD / "key.story").require()
    scenes = key.read(GOOD / "key_scenes.story").require()
    assert plain.actions[-3:] == scenes.actions


def test_facts_with_arguments_are_arguments_of_acts() -> None:
    world = dm.loads(
        """type place; entity Ann : character; entity Key : item; entity Inn : place;
        entity Mill : place; property in(i : item) : place;
        fact hidden(i : item, p : place) : in(i) == p;
        action tell(c : character, f : fact) { effect: holds(f); };
        in(Key) = Inn;"""
    ).require()
    story = "tell(Ann, hidden(Key,Mill))\nexpect holds(hidden(Key, Mill));"
    assert world.read(story).require().actions == ("tell(Ann, hidden(Key, Mill))",)
    assert world.check(story).ok
    assert world.read("tell(Ann, hidden(Key, Ann))").problems[0].code == "S103"


def test_an_attempt_is_an_act_of_its_own() -> None:
    text = EXAMPLE_WORLD.replace("effect: !tired(c);", "effect: !tired(c); fails;")
    script = dm.loads(text).require().read("try sleep(Ann);\nsleep(Ann)").require()
    assert script.actions == ("try sleep(Ann)", "sleep(Ann)")
    assert [beat.is_attempt for beat in script.beats] == [True, False]


PIECES = [
    *('story "T" of "w.world";', 'story "T";', 'scene "S" at Inn seen by Ann;', 'scene "S";'),
    *("sleep(Ann)", "walk(Ann, Inn, Mill);", "try sleep(Ann);", 'deliberate "why" sleep(Ann);'),
    *("expect tired(Ann);", "expect not why(Ann, tired(Ann));", "expect", "scene", '"', ";", "\n"),
    *("deliberate", "try", "not", "why(", ")", "Ann", "// ", "| x\n", "seen by", " "),
]
TREE, _ = parse(Source("example", EXAMPLE_WORLD))
WORLD, _ = build(TREE, "example")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join))
def test_any_text_gives_a_story_or_problems(text: str) -> None:
    assert WORLD is not None
    story, problems = read_text(Source("story", text), WORLD)
    assert story.beats or problems
    assert all(str(problem) for problem in problems)


@pytest.mark.parametrize(
    "text",
    [
        "expect tired(Ann)\n" * 20_000,
        'scene "' * 50_000,
        'deliberate "x" ' * 30_000,
        "try " * 100_000,
        "expect " + "(" * 50_000 + ";",
        "expect why(Ann, " * 20_000,
        '"' * 100_000,
    ],
)
def test_huge_nonsense_is_answered_soon(text: str) -> None:
    assert WORLD is not None
    _, problems = read_text(Source("story", text), WORLD)
    assert problems
