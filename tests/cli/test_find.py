"""`dramaturge find`: what it finds, what it says otherwise, and its limits."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from pathlib import Path

import pytest
from bench.generate import FAMILIES, INSTANCES, LARGE

from dramaturge.plan.limits import RUNGS, SETTLED
from tests.cli.running import COMMAND, environment, run

SLOW_WORLD = """\
type place;
{entities}
property at(person : character) : place;
property seen(person : character, place : place) : boolean;
property done() : boolean;
forall(c : character) at(c) = P0;
action walk(c : character, from : place, to : place) {{
    precondition: at(c) == from & from != to;
    effect: at(c) = to & seen(c, to);
    consenting: c
}};
action finish(c : character) {{
    precondition: forall(p : place) seen(c, p) & at(C1) == P7 & at(C2) == P8;
    effect: done();
    consenting: c
}};
utility(): if(done()) 1 else 0;
{utilities}
"""


# Nobody can do anything about it.
NO_WAY = """\
entity Tom : character; property rich(who : character) : boolean;
property tired() : boolean;
action work() { effect: tired(); consenting: Tom; };
utility(): if(rich(Tom)) 1 else 0;
"""


def slow_world(path: Path) -> Path:
    """A world in which no search of these limits ends soon."""
    people = [f"C{i}" for i in range(5)]
    places = [f"P{i}" for i in range(9)]
    entities = [f"entity {name} : character;" for name in people]
    entities += [f"entity {name} : place;" for name in places]
    utilities = [
        f"utility({name}): sum(p : place) if(seen({name}, p)) 1 else 0;" for name in people
    ]
    world = path / "slow.world"
    world.write_text(
        SLOW_WORLD.format(entities="\n".join(entities), utilities="\n".join(utilities))
    )
    return world


def test_find_prints_one_object_with_the_promised_keys() -> None:
    found = run("find", "key.world", "--json")
    assert found.code == 0
    assert found.err == ""
    answer = found.json
    assert answer["outcome"] == "found"
    assert answer["limit"] is None
    assert answer["utility"] == 1
    assert answer["story"][-1].startswith("take(Mara, Key, ")
    assert {"load", "ground", "search"} <= set(answer["seconds"])
    assert answer["states"] > 0
    assert answer["peak_mb"] > 0
    first = answer["explanations"][0]
    assert first["action"] == answer["story"][0]
    assert first["reasons"][0]["plan"][0]["action"] == answer["story"][0]


def test_what_find_finds_passes_check(tmp_path: Path) -> None:
    story = tmp_path / "found.story"
    story.write_text("\n".join(run("find", "key.world", "--json").json["story"]))
    checked = run("check", "key.world", story, "--json")
    assert checked.code == 0
    assert checked.json["ok"] is True
    assert checked.json["findings"] == []


def test_the_shortest_story_can_be_asked_for() -> None:
    assert len(run("find", "key.world", "--shortest", "--json").json["story"]) == 3


def test_find_says_none_only_of_searched_limits() -> None:
    found = run("find", "key.world", "--author-limit", "1", "--json")
    assert found.code == 1
    assert (found.json["outcome"], found.json["story"], found.json["limit"]) == ("none", None, None)
    assert found.json["limits"]["author"] == 1


@pytest.mark.parametrize(
    ("utility", "advice"),
    [
        ("", "say what the author wants to see at the end"),
        ("utility(): 3;", "let the author's utility() depend on something"),
        ("utility(): if(rich(Tom)) 1 else 0; utility(Tom): if(rich(Tom)) 0 else 1;", None),
    ],
)
def test_find_says_if_nothing_changes_what_the_author_gains(
    utility: str, advice: str | None, tmp_path: Path
) -> None:
    world = tmp_path / "small.world"
    world.write_text(
        "entity Tom : character; property rich(who : character) : boolean;\n"
        "action work(who : character) { effect: rich(who); consenting: who };\n" + utility
    )
    found = run("find", world)
    assert found.code == 1
    assert (advice is not None) == ("Nothing in this world changes" in found.out)
    assert (advice is None) == ("a longer story" in found.out)
    assert advice is None or advice in found.out


def test_limits_are_those_of_the_search_that_answered() -> None:
    first = run("find", "key.world", "--json").json["limits"]
    assert (first["character"], first["epistemic"]) == SETTLED[-1]
    last = run("find", "key.world", "--author-limit", "1", "--json").json["limits"]
    assert (last["character"], last["epistemic"]) == RUNGS[-1]


def test_one_is_no_plural(tmp_path: Path) -> None:
    world = tmp_path / "small.world"
    world.write_text(
        "entity Tom : character; property rich(who : character) : boolean;\n"
        "action work(who : character) { effect: rich(who) };\nutility(): rich(Tom);"
    )
    checked = run("check", world)
    assert "1 character, 1 act that can happen, 1 fact that can change." in " ".join(
        checked.out.split()
    )


def test_find_gives_up_at_its_time_limit(tmp_path: Path) -> None:
    world = slow_world(tmp_path)
    found = run("find", world, "--author-limit", "30", "--time-limit", "0.3", "--json")
    assert found.code == 3
    assert (found.json["outcome"], found.json["limit"]) == ("limit", "time")


def test_ctrl_c_ends_a_search_with_an_answer(tmp_path: Path) -> None:
    world = slow_world(tmp_path)
    command = [*COMMAND, "find", str(world), "--author-limit", "30", "--json"]
    with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE) as search:
        time.sleep(4)
        assert search.poll() is None, "the search ended by itself"
        started = time.perf_counter()
        search.send_signal(signal.SIGINT)
        try:
            out, _ = search.communicate(timeout=30)
        finally:
            search.kill()
        waited = time.perf_counter() - started
    answer = json.loads(out)
    assert answer["outcome"] == "cancelled"
    assert answer["story"] is None
    assert search.returncode == 130
    assert waited < 5  # a second, on a machine that does nothing else


def test_a_memory_limit_is_of_the_whole_process_and_all_of_it_is_used(tmp_path: Path) -> None:
    world = tmp_path / "workshop.world"
    world.write_text(INSTANCES["workshop-four"].text, encoding="utf-8")
    limits = ("--author-limit", "12", "--character-limit", "8", "--epistemic-limit", "1")
    answer = run("find", world, "--goal", "3", "--memory-limit", "64", *limits, "--json").json
    assert (answer["outcome"], answer["limit"]) == ("limit", "memory")
    assert answer["limits"]["memory"] == 64
    assert 64 * 0.9 < answer["peak_mb"] < 64 * 1.05


@pytest.mark.parametrize("limit", [56, 68, 80, 110])
def test_a_memory_limit_just_above_the_size_of_the_world_is_kept(
    limit: int, tmp_path: Path
) -> None:
    """The tables that come before the search are large in this world, and so are the bounds of its
    16 people, which are made while it goes on."""
    world = tmp_path / "castle.world"
    world.write_text(FAMILIES["castle"]("castle", LARGE["castle"]).text, encoding="utf-8")
    asked = ("--goal", "2", "--memory-limit", str(limit), "--time-limit", "20", "--json")
    answer = run("find", world, *asked).json
    assert answer["outcome"] == "limit"
    assert answer["peak_mb"] < limit * 1.07
    assert limit > 56 or (answer["limit"], answer["states"]) == ("memory", 0)


def test_no_time_limit_is_too_long(tmp_path: Path) -> None:
    world = tmp_path / "w.world"
    world.write_text(
        "entity Tom : character; property rich(who : character) : boolean;\n"
        "action work(who : character) { effect: rich(who); consenting: who; };\n"
        "utility(Tom): rich(Tom); utility(): rich(Tom);"
    )
    for limit in ("inf", "1e300"):
        assert run("find", world, "--time-limit", limit).code == 0
        assert run("explore", world, "--time-limit", limit).code == 0


def test_what_is_found_can_be_kept_as_a_story_that_holds(tmp_path: Path) -> None:
    kept = tmp_path / ("far" * 30) / "found.story"  # longer than a line
    kept.parent.mkdir()
    answer = run("find", "almost-heaven", "-o", kept)
    assert answer.code == 0
    assert answer.err == f"Wrote {kept}.\n"
    assert run("check", "almost-heaven", kept).code == 0
    assert run("tell", "almost-heaven", kept).code == 0
    several = run("find", "key.world", "--all", "2", "-o", tmp_path / "each.story")
    assert several.err.count("each-") == 2
    assert run("check", "key.world", tmp_path / "each-2.story").code == 0
    # Never over what it is made from, and nothing where nothing was found.
    world = tmp_path / "w.world"
    world.write_text(NO_WAY, encoding="utf-8")
    assert run("find", world, "-o", world).code == 2
    assert world.read_text(encoding="utf-8") == NO_WAY
    other = tmp_path / "none.story"
    nothing = run("find", world, "-o", other)
    assert (nothing.code, other.exists()) == (1, False)
    assert "was not written" in " ".join(nothing.err.split())
    nowhere = run("find", world, "-o", tmp_path / "no" / "where.story")
    assert nowhere.code == 2
    assert "there is no folder" in " ".join(nowhere.err.split())
