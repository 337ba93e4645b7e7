"""Patterns in all the stories of a world: the shortest for each match, limits, and samples."""

from __future__ import annotations

from pathlib import Path

import pytest

import dramaturge as dm
from dramaturge.api import sifting
from dramaturge.review.sifted import Sifted
from tests.cli.running import run
from tests.review.test_patterns import NOTES_WORLD, PATTERNS, WARNED


@pytest.fixture(scope="module")
def world() -> dm.World:
    return dm.loads(NOTES_WORLD + PATTERNS).require()


@pytest.fixture(scope="module")
def whole(world: dm.World) -> Sifted:
    return world.patterns(depth=4, time_limit=None)


def stories(found: Sifted) -> dict[str, tuple[str, ...]]:
    return {each.match.pattern: each.story for each in found.matches}


def test_each_match_comes_with_its_shortest_story(world: dm.World, whole: Sifted) -> None:
    assert (whole.depth, whole.sampled, whole.limit, whole.never) == (4, False, None, ())
    assert stories(whole)["heard"] == tuple(WARNED.replace(") ", ")\n").split("\n"))
    assert stories(whole)["acts_on_it"] == ("tell(Bob, Ann, Mill)", "walk(Ann, Inn, Mill)")
    for each in whole.matches:
        assert each.match in world.patterns(each.story, each.match.pattern)
        for length in range(1, len(each.story)):
            shorter = world.patterns(each.story[:length], each.match.pattern)
            assert each.match.bindings not in [match.bindings for match in shorter]
    assert all(whole.words[act] for each in whole.matches for act in each.story)
    assert "Ann hears of the mill" in whole._repr_html_()


def test_a_pattern_that_no_story_has_is_told(world: dm.World) -> None:
    found = world.patterns(name="heard", depth=2)
    assert (found.matches, found.never) == ((), ("heard",))
    with pytest.raises(ValueError, match="did you mean 'heard'"):
        world.patterns(name="herd")


def test_where_there_are_too_many_some_are_picked(world: dm.World, whole: Sifted) -> None:
    found = world.patterns(depth=4, stories=12)
    assert found.sampled
    assert found.stories <= 12 < whole.stories
    assert 1 <= found.depth < 4
    assert found == world.patterns(depth=4, stories=12)
    for each in found.matches:
        assert each.match in world.patterns(each.story, each.match.pattern)
        assert len(each.story) >= len(stories(whole)[each.match.pattern])


@pytest.mark.parametrize(("limit", "value"), [("time", 1e-9), ("states", 1)])
def test_limits_end_it(world: dm.World, limit: str, value: float) -> None:
    if limit == "time":
        found = world.patterns(time_limit=value)
    else:
        found = world.patterns(state_limit=int(value))
    assert found.limit == limit
    assert found.depth < found.asked


def test_what_was_found_is_kept_when_cancelled(
    world: dm.World, whole: Sifted, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = []
    sift = sifting.sift

    def interrupted(*given: object) -> object:
        looked.append(given)
        if len(looked) == 5:
            raise KeyboardInterrupt
        return sift(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(sifting, "sift", interrupted)
    found = world.patterns(depth=4)
    assert (found.limit, found.stories) == ("cancelled", 4)
    assert found.matches
    assert set(found.matches) < set(whole.matches)


def test_a_world_without_patterns_is_not_gone_through() -> None:
    found = dm.loads("entity Ann : character;").require().patterns()
    assert (found.stories, found.matches, found.never, found.limit) == (0, (), (), None)


def test_the_command_tells_it_in_sentences(tmp_path: Path) -> None:
    place = tmp_path / "fire.world"
    place.write_text(NOTES_WORLD, encoding="utf-8")
    found = run("sift", place, "--depth", "3")
    assert found.code == 0
    assert "stories of up to 3 acts, every act motivated" in found.out
    assert "Ann is warned of the fire, and it burns on." in found.out
    answer = run("sift", place, "--stories", "3", "--json").json
    assert answer["sampled"] is True
    assert answer["matches"][0]["story"] == ["tell(Bob, Ann, Mill)"]
    assert "picked at random" in run("sift", place, "--stories", "3").out
    assert run("sift", place, "--pattern", "left_to_brun").code == 2


@pytest.mark.parametrize("given", [{"stories": 0}, {"stories": 10**9}, {"depth": 10**9}])
def test_what_cannot_be_gone_through_is_refused(world: dm.World, given: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="must be between 1 and"):
        world.patterns(None, None, None, None, **given)
