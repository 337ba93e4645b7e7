"""Where `dramaturge check` says that a finding is."""

from __future__ import annotations

import io

import pytest
import typer

from dramaturge import World, load
from dramaturge.api import Script, Why
from dramaturge.cli import check, exits, why
from dramaturge.cli.cancelling import OutOfTimeError
from dramaturge.cli.check import show
from dramaturge.cli.screen import Screen
from dramaturge.plan.whole import undecided, unfinished
from dramaturge.verdict import Finding, Verdict
from tests.cli.places import GOOD
from tests.cli.running import run


def test_a_finding_on_the_whole_story_is_not_said_to_be_at_beat_0() -> None:
    world = load(GOOD / "key.world").require()
    out = io.StringIO()
    script = world.read(GOOD / "key.story")
    verdict = Verdict(True, (undecided({2}),))
    show(Screen(file=out), world, script, verdict, draft=True, ending=None)
    told = out.getvalue()
    assert told.endswith("C105 on the whole story\n")
    assert "\n\n\n" not in told


@pytest.mark.parametrize(
    "others", [(), (Finding("C107", 1, "a needless mark", severity="warning"),)]
)
def test_a_story_is_open_if_reasons_were_not_looked_for_to_the_end(
    others: tuple[Finding, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    verdict = Verdict(False, (Finding("C105", 2, "no reason was found"), *others))
    assert verdict.is_open
    assert "left open" in verdict._repr_html_()
    monkeypatch.setattr(World, "check", lambda *_, **__: verdict)
    none: dict[str, int | None] = {"character_limit": None, "epistemic_limit": None}
    with pytest.raises(typer.Exit) as ended:
        check.run(
            str(GOOD / "key.world"),
            GOOD / "key.story",
            False,
            draft=False,
            ending=None,
            limits=none,
        )
    assert ended.value.exit_code == exits.GAVE_UP
    assert "left open: for 1 act of" in " ".join(capsys.readouterr().out.split())


def test_a_story_with_a_mistake_is_not_open() -> None:
    mistake, still_open = Finding("C102", 1, "no reason"), Finding("C105", 2, "none was found")
    assert not Verdict(False, (mistake, still_open)).is_open
    assert not Verdict(True, ()).is_open


def test_beats_left_open_are_counted() -> None:
    assert undecided({4}).message.endswith("for beat 4 in a shorter story")
    assert undecided({4, 2, 1}).message.endswith("for beats 1, 2 and 4 in a shorter story")
    assert undecided(set(range(1, 30))).message.endswith("19, 20 and … in a shorter story")


def test_the_time_limit_holds_for_reading_the_world_too() -> None:
    found = run("check", "key.world", "key.story", "--time-limit", "0.000001", "--json")
    assert found.code == exits.GAVE_UP
    assert (found.json["ok"], found.json["limit"]) == (False, "time")


@pytest.mark.parametrize(("limit", "code"), [("time", exits.GAVE_UP), ("cancelled", 130)])
def test_what_ended_a_check_is_told(
    limit: str, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    verdict = Verdict(False, (unfinished(limit, (1, 2)),), (), limit)
    monkeypatch.setattr(World, "check", lambda *_, **__: verdict)
    none: dict[str, int | None] = {"character_limit": None, "epistemic_limit": None}
    story = GOOD / "key.story"
    with pytest.raises(typer.Exit) as ended:
        check.run(str(GOOD / "key.world"), story, False, draft=False, ending=None, limits=none)
    assert ended.value.exit_code == code
    said = " ".join(capsys.readouterr().out.split())
    assert "left open: the " in said
    assert "before everybody was asked" in said


def test_why_tells_what_was_found_when_the_time_is_over(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ask = World.why

    def slow(world: World, script: Script, beat: int, **limits: int | None) -> Why:
        if beat == 2:
            raise OutOfTimeError
        return ask(world, script, beat, **limits)

    monkeypatch.setattr(World, "why", slow)
    with pytest.raises(typer.Exit) as ended:
        why.run(str(GOOD / "key.world"), GOOD / "key.story", None, False, {}, 60.0)
    assert ended.value.exit_code == exits.GAVE_UP
    said = " ".join(capsys.readouterr().out.split())
    assert said.endswith("The time was over at beat 2: the rest was not looked at.")
    assert "1. " in said
    found = run("why", "key.world", "key.story", "--time-limit", "0.000001", "--json")
    assert (found.code, found.json) == (3, {"beats": [], "trouble": None, "limit": "time"})


def test_feelings_that_take_too_long_leave_the_verdict(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def late(*_: object) -> None:
        raise OutOfTimeError

    monkeypatch.setattr(World, "feelings", late)
    none: dict[str, int | None] = {"character_limit": None, "epistemic_limit": None}
    world, story = str(GOOD / "key.world"), GOOD / "key.story"
    with pytest.raises(typer.Exit) as ended:
        check.run(world, story, False, draft=False, ending=None, limits=none, with_feelings=True)
    assert ended.value.exit_code == exits.YES
    told = capsys.readouterr()
    assert "The story holds" in told.out
    assert "What they feel was not found out in that time." in told.err
