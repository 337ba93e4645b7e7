"""What authors say about names and acts is used, and never means anything."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dramaturge.api import loads
from dramaturge.narrate import Words

PLAIN = """
type person : character;
type item;
entity William : person;
entity Buffy : person;
entity Stake : item;
entity Coat : item;
property in(i : item) : item;
property moved() : boolean;
fact hidden(i : item, p : item) : in(i) == p;
fact lost : in(Stake) == ?;
action tell(speaker : person, hearer : person, f : fact) {
    effect: believes(hearer, holds(f));
    consenting: speaker;
};
action slip(c : person) { effect: moved(); consenting: c; };
action rain() { effect: moved(); };
"""
WORDED = (
    PLAIN.replace("William : person", 'William : person { called "Spike"; pronoun he; }')
    .replace("Buffy : person", 'Buffy : person { by William "Slayer"; }')
    .replace("in(i) == p;", 'in(i) == p { text: "the {i} is in {p}."; };')
    .replace(
        "consenting: speaker;", 'consenting: speaker; text: "{speaker} tells {hearer} that {f}.";'
    )
    .replace("consenting: c;", 'consenting: c; text: "{c} quietly [slips away] and [goes] home.";')
    .replace("rain() { effect: moved();", 'rain() { effect: moved(); text: "Rain falls.";')
)


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (
            "tell(William, Buffy, hidden(Stake, Coat))",
            "Spike tells Buffy that the Stake is in the coat.",
        ),
        ("tell(Buffy, William, lost)", "Buffy tells Spike that lost."),
        ("slip(William)", "Spike quietly slips away and goes home."),
        ("rain()", "Rain falls."),
    ],
)
def test_the_words_of_the_author_are_used(act: str, told: str) -> None:
    words = Words(loads(WORDED).require().model)
    assert words.sentence(act) == told.replace("the Stake", f"the {words.names.of('Stake')}")


def test_the_verb_takes_the_form_that_is_needed() -> None:
    words = Words(loads(WORDED).require().model)
    phrase = words.phrase("slip(Buffy)")
    assert phrase.doer == ("Buffy",)
    assert phrase.infinitive.startswith("quietly slip away")


def test_names_depend_on_who_speaks() -> None:
    names = Words(loads(WORDED).require().model).names
    assert (names.of("Buffy"), names.of("Buffy", by="William")) == ("Buffy", "Slayer")
    assert (names.pronoun("William"), names.pronoun("Buffy")) == ("he", None)


def test_words_never_affect_the_meaning() -> None:
    plain, worded = loads(PLAIN).require(), loads(WORDED).require()
    assert plain.ground == worded.ground
    assert replace(plain.model, words={}).entities == worded.model.entities
