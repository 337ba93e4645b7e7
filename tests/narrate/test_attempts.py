"""An attempt that fails is told as its author says."""

from __future__ import annotations

import dramaturge as dm

WORLD = """
entity Tom : character;
property locked() : boolean;
property out() : boolean;
property bruised() : boolean;
locked();
believes(Tom, !locked());
action leave(c : character) {
	precondition: !locked();
	effect: out();
	fails: { effect: bruised(); %s };
	consenting: c;
	text: "{c} [slips] out";
};
utility(Tom): out();
utility(): bruised();
"""


def sentence(text: str) -> str:
    return dm.loads(WORLD % text).require().sentence("try leave(Tom)")


def test_in_the_words_of_the_author() -> None:
    assert sentence('text: "{c} [rattles] at the door";') == "Tom rattles at the door."


def test_without_words_of_its_own() -> None:
    assert sentence("") == "Tom tries to slip out, but fails."


def test_the_reason_names_what_is_wrongly_believed() -> None:
    world = dm.loads(WORLD % "").require()
    result = world.find()
    assert result.story is not None
    (step,) = result.story.steps
    (start, _) = world.teller.states([step.action])
    assert world.teller.reason(step.explanations[0], start) == (
        "Tom wrongly believes that it is not so: locked, and does so because then it is so: out."
    )
