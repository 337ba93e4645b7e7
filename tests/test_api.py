"""The library as its users see it, and the examples in docs/python.md."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

import dramaturge as dm
from dramaturge.cli.starter import STARTER

ROOT = Path(__file__).resolve().parents[1]
GOOD = ROOT / "tests" / "worlds" / "good"
TOLD = (
    "tell(Pelle, Mara, Key, Study, Hall)",
    "walk(Mara, Hall, Study)",
    "take(Mara, Key, Study)",
)


@pytest.fixture(scope="module")
def world() -> dm.World:
    return dm.load(GOOD / "key.world").require()


def test_the_examples_in_the_documentation_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(blocks) >= 8
    monkeypatch.chdir(tmp_path)
    Path("lamp.world").write_text(STARTER, encoding="utf-8")
    names: dict[str, object] = {}
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        for block in blocks:
            exec(compile(block, "docs/python.md", "exec"), names)
    assert "lamp True" in printed.getvalue()
    assert "did you mean 'Harbor'" in printed.getvalue()
    assert "author_limit must be at least 0, not -1" in printed.getvalue()


def test_every_public_name_is_there() -> None:
    for name in dm.__all__:
        assert getattr(dm, name) is not None
    with pytest.raises(AttributeError, match="nonsense"):
        getattr(dm, "nonsense")  # noqa: B009


@pytest.mark.parametrize(
    "text", ["", "type", "entity A : ;", "\x00", "é(", "type a : a;", "entity A : character; x"]
)
def test_loading_never_raises_for_a_text(text: str) -> None:
    loaded = dm.loads(text)
    assert not loaded.ok
    assert loaded.problems
    with pytest.raises(dm.WorldError) as caught:
        loaded.require()
    assert caught.value.problems == loaded.problems
    with pytest.raises(dm.WorldError):
        loaded.find()


def test_loading_never_raises_for_a_file(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere.world"):
        loaded = dm.load(path)
        assert not loaded.ok
        assert loaded.problems


def test_found_stories_stand(world: dm.World) -> None:
    found = world.find()
    assert found.outcome is dm.Outcome.found
    assert found.story is not None
    assert set(found.seconds) >= {"load", "ground", "search"}
    verdict = world.check([step.action for step in found.story.steps])
    assert verdict.ok
    assert len(verdict.explanations) == len(found.story.steps)


def test_a_story_may_be_a_path_a_text_or_a_list(world: dm.World) -> None:
    for story in (GOOD / "key.story", str(GOOD / "key.story"), "\n".join(TOLD), list(TOLD)):
        assert world.read(story).actions == TOLD
        assert world.check(story).ok


def test_a_story_that_makes_no_sense_raises_when_it_is_used(world: dm.World) -> None:
    script = world.read("fly(Mara)")
    assert not script.ok
    for use in (world.check, world.knows):
        with pytest.raises(dm.WorldError, match="fly"):
            use(script)


def test_of_a_draft_only_the_acts_are_judged(world: dm.World) -> None:
    begun = TOLD[:1]
    assert world.check(begun, draft=True).ok
    judged = world.check(begun).findings
    assert [finding.code for finding in judged if finding.severity == "error"] == ["C104"]


def test_why_gives_the_plan_in_mind(world: dm.World) -> None:
    why = world.why(TOLD, 1)
    (reason,) = why.explanations
    assert reason.character == "Pelle"
    assert tuple(step.action for step in reason.plan) == TOLD
    assert why.unexplained == ()


def test_why_names_who_has_no_reason(world: dm.World) -> None:
    assert world.why(["tell(Mara, Pelle, Key, Garden, Hall)"], 1).unexplained == ("Mara",)


@pytest.mark.parametrize("beat", [0, 4, -1])
def test_why_refuses_a_beat_that_is_not_there(world: dm.World, beat: int) -> None:
    with pytest.raises(ValueError, match=f"beat {beat}"):
        world.why(TOLD, beat)


def test_why_refuses_an_impossible_beat(world: dm.World) -> None:
    with pytest.raises(ValueError, match="beat 1 is impossible"):
        world.why([TOLD[2]], 1)


def test_knows_follows_beliefs_through_the_story(world: dm.World) -> None:
    known = world.knows(TOLD, depth=2)
    assert known.value("where(Key)", beat=0) == "Study"
    assert known.value("where(Key)", "Mara", beat=0) == "Garden"
    assert known.value("where(Key)", "Pelle", "Mara", beat=0) == "Garden"
    assert known.value("where(Key)", "Mara", beat=1) == "Study"
    assert known.last_beat == 3
    assert known.impossible is None


def test_knows_ends_where_the_story_cannot_go_on(world: dm.World) -> None:
    known = world.knows([TOLD[1], "walk(Mara, Hall, Study)"], about="at")
    assert known.impossible == 2
    assert known.last_beat == 1


@pytest.mark.parametrize(
    ("about", "said"),
    [("where(Kee)", "did you mean 'where(Key)'"), ("nonsense", "nothing|no 'nonsense'")],
)
def test_knows_refuses_what_there_is_not(world: dm.World, about: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said) if "(" in said else said):
        world.knows(TOLD, about=about)


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ({"author_limit": -1}, "author_limit must be at least 0, not -1"),
        ({"character_limit": -1}, "character_limit"),
        ({"epistemic_limit": -1}, "epistemic_limit"),
        ({"time_limit": 0}, "time_limit"),
        ({"time_limit": float("nan")}, "time_limit"),
        ({"memory_limit": 0}, "memory_limit"),
        ({"state_limit": 0}, "state_limit"),
        ({"goal": float("nan")}, "goal"),
    ],
)
def test_limits_that_make_no_sense_are_refused(
    world: dm.World, limits: dict[str, float], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        world.find(**limits)  # type: ignore[arg-type]


def test_a_world_that_never_settles_is_the_authors_mistake() -> None:
    restless = dm.loads(
        "entity A : character; entity B : character; property on(c : character) : boolean;"
        "trigger up(c : character) { precondition: !on(c); effect: on(c) };"
        "trigger down(c : character) { precondition: on(c); effect: !on(c) };"
        "action wait(c : character) { effect: on(c); consenting: c };"
        "utility(): if(on(A)) 1 else 0;"
    ).require()
    with pytest.raises(dm.WorldError):
        restless.find()
