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
