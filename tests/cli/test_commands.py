"""Commands, their JSON, and what users get wrong."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from bench.generate import FAMILIES, INSTANCES, LARGE

import dramaturge as dm
from dramaturge import bundled
from dramaturge.plan.limits import RUNGS
from tests.cli.places import GOOD
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
        ("utility(): if(rich(Tom)) 1 else 0;", None),
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
    assert (first["character"], first["epistemic"]) == RUNGS[0]
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


def test_check_points_to_the_beat_and_says_what_is_so() -> None:
    checked = run("check", "key.world", "impossible.story", "--json")
    assert checked.code == 1
    finding, after = checked.json["findings"]
    assert (finding["code"], finding["beat"], after["beat"]) == ("C101", 2, 3)
    assert finding["act"] == "take(Mara, Key, Garden)"
    assert finding["message"] == "Mara cannot take the key in the garden"
    assert "the key is in the study" in finding["details"][0]
    assert finding["evidence"] == []
    assert "at the start" in finding["repair"]


def test_a_draft_need_not_have_ended(tmp_path: Path) -> None:
    story = tmp_path / "draft.story"
    story.write_text("tell(Pelle, Mara, Key, Study, Hall)\n")
    whole = run("check", "key.world", story, "--json")
    assert (whole.code, whole.json["findings"][0]["code"]) == (1, "C104")
    assert run("check", "key.world", story, "--draft").code == 0


def test_knows_tells_wrong_beliefs() -> None:
    known = run("knows", "key.world", "key.story", "--json").json
    row, column = known["fluents"].index("where(Key)"), known["minds"].index(["Mara"])
    assert [moment["values"][row][column] for moment in known["moments"][:2]] == ["Garden", "Study"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("find", "nowhere.world"), "nowhere.world"),
        (("find", "."), "folder"),
        (("find", "binary.world"), "UTF-8"),
        (("check", "key.world", "empty.story"), "no act"),
        (("check", "key.world", "misspelt.story"), "did you mean 'walk'"),
        (("check", "key.world", "other.story"), "another world"),
        (("check", "key.world", "nowhere.story"), "nowhere.story"),
        (("find", "broken.world"), "broken.world:1"),
        (("check", "key.world", "key.world"), "this looks like a world, not a story"),
        (("check", "key.story"), "this looks like a story, not a world"),
        (("why", "key.story", "key.world"), "this looks like a story, not a world"),
    ],
)
def test_mistakes_are_told_twice_alike(
    arguments: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    """For people on standard error, for programs as one object; exit code 2 both times."""
    shutil.copy(GOOD / "key.world", tmp_path)
    shutil.copy(GOOD / "key.story", tmp_path)
    (tmp_path / "binary.world").write_bytes(bytes(range(256)))
    (tmp_path / "empty.story").write_text("")
    (tmp_path / "misspelt.story").write_text("wolk(Mara, Hall, Garden)")
    (tmp_path / "other.story").write_text("fly(Ann, Inn)\nswim(Bob, Sea)\nride(Cid, Moor)\n")
    (tmp_path / "broken.world").write_text("type place\nentity A : plaice;")
    human = run(*arguments, cwd=tmp_path)
    assert (human.code, human.out) == (2, "")
    assert said in human.err
    assert "Traceback" not in human.err
    program = run(*arguments, "--json", cwd=tmp_path)
    assert (program.code, program.err) == (2, "")
    assert program.json["problems"][0]["code"]
    assert said.split(":")[0] in program.out


def test_an_empty_world_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty.world").write_text("")
    found = run("find", "empty.world", "--json", cwd=tmp_path)
    assert found.code == 2
    assert found.json["problems"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("find",),
        ("find", "key.world", "--author-limit", "-1"),
        ("find", "key.world", "--author-limit", "many"),
        ("find", "key.world", "--time-limit", "-1"),
        ("find", "key.world", "--goal", "nan"),
        ("why", "key.world", "key.story", "9"),
        ("knows", "key.world", "key.story", "--about", "nonsense"),
        ("knows", "key.world", "key.story", "--depth", "3000"),
        ("dance",),
        ("--nonsense",),
    ],
)
def test_misuse_has_exit_code_2(arguments: tuple[str, ...]) -> None:
    found = run(*arguments)
    assert found.code == 2
    assert found.out == "" or arguments == ("find",)
    assert "Sorry" not in found.err
    assert "Traceback" not in found.err


def test_new_starts_a_world_with_a_story(tmp_path: Path) -> None:
    assert run("new", "my.world", cwd=tmp_path).code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["my.world"]
    found = run("find", "my.world", "--json", cwd=tmp_path)
    assert found.json["outcome"] == "found"
    assert found.json["seconds"]["search"] < 1
    (tmp_path / "my.story").write_text("\n".join(found.json["story"]))
    assert run("check", "my.world", "my.story", cwd=tmp_path).code == 0


def test_new_never_overwrites(tmp_path: Path) -> None:
    mine = tmp_path / "mine.world"
    mine.write_text("mine")
    found = run("new", mine)
    assert found.code == 2
    assert "exists" in found.err
    assert mine.read_text() == "mine"
    link = tmp_path / "link.world"
    link.symlink_to(tmp_path / "nowhere")
    assert run("new", link).code == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.world", "mine.world"]


def test_new_tells_where_it_cannot_write(tmp_path: Path) -> None:
    found = run("new", tmp_path / "no" / "such" / "folder.world")
    assert found.code == 2
    assert "cannot write" in found.err
    assert run("new", tmp_path).code == 2


def test_worlds_are_found_by_name() -> None:
    names = [world["name"] for world in run("worlds", "--json").json["worlds"]]
    assert "almost-heaven" in names
    assert run("check", "almost-heaven", cwd=GOOD).code == 0


def test_nothing_is_said_on_the_way_out() -> None:
    """The kernel complains on stderr of objects that nobody gives back."""
    found = run("whatif", "last-bell", "mistake", "--without", "5", "--depth", "1")
    assert (found.code, found.err) == (0, "")


def test_a_broken_pipe_is_no_crash() -> None:
    command = [*COMMAND, "find", "key.world"]
    reader, writer = os.pipe()
    os.close(reader)
    found = subprocess.run(
        command, cwd=GOOD, env=environment(), stdout=writer, stderr=subprocess.PIPE, check=False
    )
    os.close(writer)
    assert found.returncode == 141
    assert found.stderr == b""


def test_our_own_mistakes_are_told_without_a_traceback() -> None:
    code = (
        "import dramaturge.api, sys\n"
        "def broken(*_): raise RuntimeError('left is right')\n"
        "dramaturge.api.load = broken\n"
        "sys.argv = ['dramaturge', 'find', 'key.world']\n"
        "from dramaturge.cli.main import main; main()"
    )
    for debug, shown in (("", False), ("1", True)):
        found = subprocess.run(
            [sys.executable, "-c", code],
            env=environment(DRAMATURGE_DEBUG=debug),
            capture_output=True,
            text=True,
            check=False,
        )
        assert ("Traceback" in found.stderr) is shown
        assert "left is right" in found.stderr
        if not shown:
            assert found.returncode == 70
            assert "report" in found.stderr


def test_every_command_helps_and_shows_an_example() -> None:
    assert "Exit codes" in run("--help").out
    for command in ("find", "check", "why", "knows", "new"):
        helped = run(command, "--help")
        assert helped.code == 0
        assert f"dramaturge {command}" in helped.out
    assert run("--version").out.startswith("dramaturge ")


def test_the_console_script_is_the_same_program() -> None:
    script = Path(sys.executable).parent / "dramaturge"
    if not script.exists():
        pytest.skip("not installed")
    found = subprocess.run([script, "--version"], capture_output=True, text=True, check=False)
    assert found.stdout == run("--version").out


def test_a_memory_limit_is_of_the_whole_process_and_all_of_it_is_used(tmp_path: Path) -> None:
    world = tmp_path / "workshop.world"
    world.write_text(INSTANCES["workshop-four"].text, encoding="utf-8")
    limits = ("--author-limit", "12", "--character-limit", "8", "--epistemic-limit", "1")
    answer = run("find", world, "--goal", "3", "--memory-limit", "64", *limits, "--json").json
    assert (answer["outcome"], answer["limit"]) == ("limit", "memory")
    assert answer["limits"]["memory"] == 64
    assert 64 * 0.9 < answer["peak_mb"] < 64 * 1.05


def test_a_memory_limit_just_above_the_size_of_the_world_is_kept(tmp_path: Path) -> None:
    world = tmp_path / "castle.world"
    world.write_text(FAMILIES["castle"]("castle", LARGE["castle"]).text, encoding="utf-8")
    answer = run("find", world, "--memory-limit", "56", "--json").json
    assert (answer["outcome"], answer["limit"], answer["states"]) == ("limit", "memory", 0)
    assert answer["peak_mb"] < 56 * 1.1


def test_each_story_is_offered_with_its_own_world() -> None:
    for world, path in bundled.worlds().items():
        for story in bundled.stories(path):
            assert dm.load(path).read(story).ok, (world, story.name)
    assert [s.stem for s in bundled.stories(bundled.worlds()["martyr"])] == ["martyr"]
    assert [s.stem for s in bundled.stories(bundled.worlds()["almost-heaven"])] == ["chapter"]


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


def test_a_plan_that_only_others_can_spoil_comes_out_well_without_them(tmp_path: Path) -> None:
    (tmp_path / "w.world").write_text(
        "entity Ann : character; entity Bob : character;\n"
        "property gone() : boolean; property mine() : boolean; property his() : boolean;\n"
        "action take(Ann) { precondition: !gone(); effect: mine() & gone(); consenting: Ann; };\n"
        "action grab(Bob) { precondition: !gone(); effect: his() & gone(); consenting: Bob; };\n"
        "utility(Ann): mine(); utility(Bob): his(); utility(): mine();"
    )
    (tmp_path / "plan.story").write_text("take(Ann)")
    said = run("counsel", "w.world", "plan.story", cwd=tmp_path).out
    assert "It comes out well if nothing comes between." in said
    assert "It can come out well:" not in said
