"""Where `dramaturge check` says that a finding is."""

from __future__ import annotations

import io

from dramaturge import load
from dramaturge.cli.check import show
from dramaturge.cli.screen import Screen
from dramaturge.plan.check import undecided
from dramaturge.verdict import Verdict
from tests.cli.places import GOOD


def test_a_finding_on_the_whole_story_is_not_said_to_be_at_beat_0() -> None:
    world = load(GOOD / "key.world").require()
    out = io.StringIO()
    script = world.read(GOOD / "key.story")
    verdict = Verdict(True, (undecided({2}),))
    show(Screen(file=out), world, script, verdict, draft=True, ending=None)
    told = out.getvalue()
    assert told.endswith("C105 on the whole story\n")
    assert "\n\n\n" not in told


def test_beats_left_open_are_counted() -> None:
    assert undecided({4}).message.endswith("for beat 4")
    assert undecided({4, 2}).message.endswith("for beats 2, 4")
