"""Commands, their JSON, and what users get wrong."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import dramaturge as dm
from dramaturge import bundled
from tests.cli.places import GOOD
from tests.cli.running import COMMAND, environment, run


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


def test_the_beat_of_why_stands_last() -> None:
    found = run("why", "key.world", "key.story", "--beat", "3")
    assert (found.code, found.out) == (2, "")
    said = " ".join(found.err.split())
    assert said.endswith("the beat stands last, without '--beat': dramaturge why WORLD STORY 3")


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


@pytest.mark.parametrize("asked", [("find", "key.world"), ("--help",), ("find", "--help")])
def test_a_broken_pipe_is_no_crash(asked: tuple[str, ...]) -> None:
    command = [*COMMAND, *asked]
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
    script = shutil.which("dramaturge", path=sysconfig.get_path("scripts"))
    assert script is not None, "the package is not installed where these tests run"
    found = subprocess.run([script, "--version"], capture_output=True, text=True, check=False)
    assert found.stdout == run("--version").out


def test_each_story_is_offered_with_its_own_world() -> None:
    for world, path in bundled.worlds().items():
        for story in bundled.stories(path):
            assert dm.load(path).read(story).ok, (world, story.name)
    assert [s.stem for s in bundled.stories(bundled.worlds()["martyr"])] == ["martyr"]
    assert [s.stem for s in bundled.stories(bundled.worlds()["almost-heaven"])] == ["chapter"]


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


def test_names_in_s_have_minds_of_their_own(tmp_path: Path) -> None:
    run("new", "lamp.world", cwd=tmp_path)
    found = run("whynot", "lamp.world", "light(Ines, Lamp)", cwd=tmp_path)
    assert "In Ines's mind: " in found.out
    assert "Ines' " not in found.out
