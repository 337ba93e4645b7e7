"""Checking hand-written stories: the first beat at fault, and why."""

from __future__ import annotations

import pytest

from dramaturge.plan.check import HAND_WRITTEN, Checker, check
from dramaturge.plan.story_codes import EXAMPLE_WORLD, FINDING_CODES
from dramaturge.plan.story_file import read_text
from dramaturge.source import Source
from dramaturge.story import Limits
from dramaturge.verdict import Verdict
from tests.plan.market import GROUND, MARKET, WORLD, grounded

EXAMPLE, EXAMPLE_GROUND = grounded(EXAMPLE_WORLD)


def verdict(text: str, limits: Limits = HAND_WRITTEN, *, solution: bool = False) -> Verdict:
    story, problems = read_text(Source("story", text), WORLD)
    assert not problems, [str(problem) for problem in problems]
    return check(WORLD, GROUND, story.beats, limits, solution=solution)


def finding(text: str, *, solution: bool = False) -> tuple[str, int, str]:
    found = verdict(text, solution=solution)
    assert not found.ok
    return found.findings[0].code, found.findings[0].beat, str(found.findings[0])


def test_a_motivated_story_stands_with_its_reasons() -> None:
    found = verdict("walk(Ann, Inn, Mill) take(Ann, Mill)", solution=True)
    assert found.ok
    assert not found.findings
    (walk,), (take,) = found.explanations
    assert [step.action for step in walk.plan] == ["walk(Ann, Inn, Mill)", "take(Ann, Mill)"]
    assert (take.character, len(take.plan)) == ("Ann", 1)


def test_an_impossible_act_names_the_false_condition_and_since_when() -> None:
    code, beat, text = finding("walk(Ann, Inn, Mill) take(Ann, Mill) take(Ann, Mill)")
    assert (code, beat) == ("C101", 3)
    assert "gem() == Mill is false: gem() is ?, since beat 2, take(Ann, Mill)" in text
    code, beat, text = finding("collapse() walk(Ann, Inn, Mill)")
    assert (code, beat) == ("C101", 2)
    assert "road(Inn, Mill) is false, since beat 1, collapse()" in text


def test_a_value_is_so_since_it_became_so() -> None:
    _, _, text = finding("walk(Ann, Inn, Mill) take(Ann, Mill) take(Bob, Inn)")
    assert "gem() == Inn is false: gem() is ?, since beat 2, take(Ann, Mill)" in text


def test_an_act_that_grounding_left_out_is_explained_too() -> None:
    code, beat, text = finding("walk(Ann, Inn, Mill) walk(Ann, Mill, Moor)")
    assert (code, beat) == ("C101", 2)
    assert "can never happen" in text
    assert "road(Mill, Moor) is false, from the start on" in text
    assert finding("idle(Ann)")[0] == "C103"


def test_a_mind_that_thinks_the_act_impossible_is_shown_beside_the_truth() -> None:
    code, beat, text = finding("walk(Bob, Inn, Mill) take(Bob, Mill)")
    assert (code, beat) == ("C102", 1)
    assert "Bob wants: if(has(Bob)) 1 else 0" in text
    code, beat, text = finding("take(Bob, Inn)")
    assert code == "C101"
    assert "gem() == Inn is false: gem() is Mill" in text


def test_a_belief_in_the_way_is_named() -> None:
    world, found = grounded(MARKET.replace("at(Bob) = Inn", "at(Bob) = Mill"))
    story, _ = read_text(Source("story", "take(Bob, Mill)"), world)
    (fault,) = check(world, found, story.beats).findings
    assert fault.code == "C102"
    assert "in Bob's eyes it is impossible:" in fault.details
    assert any(
        "gem() is Inn, from the start on; in truth gem() is Mill" in d for d in fault.details
    )


def test_a_needless_act_has_no_reason() -> None:
    code, beat, text = finding("walk(Ann, Inn, Mill) walk(Ann, Mill, Inn) walk(Ann, Inn, Mill)")
    assert (code, beat) == ("C102", 2)
    assert "no better than without it" in text


def test_everyone_who_must_consent_is_asked() -> None:
    found = verdict("brew(Bob, Ann)")
    assert [fault.character for fault in found.findings] == ["Bob", "Ann"]


def test_consequences_without_end_are_told() -> None:
    code, beat, text = finding("drift(Ann) drift(Ann)")
    assert (code, beat) == ("C101", 2)
    assert "never come to rest" in text
    assert "spin()" in text


def test_only_a_solution_must_serve_the_author() -> None:
    assert verdict("walk(Ann, Inn, Mill)").ok
    assert finding("walk(Ann, Inn, Mill)", solution=True)[:2] == ("C104", 1)
    assert verdict("collapse()").ok
    story = "drift(Ann) walk(Ann, Inn, Mill) take(Ann, Mill)"
    code, beat, text = finding(story, solution=True)
    assert (code, beat) == ("C103", 1)
    assert "without beat 1" in text


def test_a_goal_can_be_missed() -> None:
    story, _ = read_text(Source("story", "walk(Ann, Inn, Mill) take(Ann, Mill)"), WORLD)
    assert check(WORLD, GROUND, story.beats, solution=True, goal=1.0).ok
    assert not check(WORLD, GROUND, story.beats, solution=True, goal=2.0).ok


def test_limits_decide_and_the_finding_says_how_far_was_searched() -> None:
    story = "walk(Ann, Inn, Mill)"
    assert not verdict(story, Limits(character=1, epistemic=2)).ok
    assert not verdict(story, Limits(character=10, epistemic=0)).ok
    assert verdict(story, Limits(character=2, epistemic=1)).ok
    for states, code, told in (
        (1, "C105", "the search ended there"),
        (8, "C105", "no better than without"),  # of the shortest plans only
        (1_000, "C102", "no better than without"),
    ):
        limits = Limits(character=10, epistemic=2, states=states)
        found = verdict("walk(Bob, Inn, Mill)", limits).findings[0]
        assert found.code == code
        assert any(told in detail for detail in found.details)


@pytest.mark.parametrize("code", [code for code, entry in FINDING_CODES.items() if entry.example])
def test_every_example_has_just_its_finding(code: str) -> None:
    text, problems = read_text(Source("story", FINDING_CODES[code].example), EXAMPLE)
    assert not problems
    limits = Limits(states=1) if code == "C105" else HAND_WRITTEN
    is_whole = code in ("C103", "C104")
    checker = Checker(EXAMPLE, EXAMPLE_GROUND, limits)
    found = checker.check(text.beats, solution=is_whole, expectations=text.expectations)
    assert [fault.code for fault in found.findings] == [code]
