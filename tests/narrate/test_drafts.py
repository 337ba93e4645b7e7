"""Pronouns, agreement and whom a sentence speaks to."""

from __future__ import annotations

import pytest

from dramaturge.api import loads
from dramaturge.ground.world import GroundFluent, Kind, Value
from dramaturge.narrate import Words

WORLD = """
type person : character;
type place;
type plan;
type question;
entity Ann : person { pronoun she; };
entity Eve : person { pronoun she; };
entity Tom : person { pronoun he; };
entity Alex : person { pronoun they; };
entity Kin : person { called "the demons"; pronoun they; };
entity Nemo : person;
entity Roof : place;
entity Ruse : plan { called "a ruse"; };
entity Why : question { called "why it rained"; };
property at(c : person) : place;
property spot(c : person) : place { text: "{c} [was] {value at} at noon"; };
property culprit() : person { text: "it [was] {value} who had lied"; };
property thief() : person;
property tabled(p : plan) : person;
property asked(who : person, by : person) : question;
property keen(c : person) : boolean;
property keeps(c : person, other : person) : boolean;
fact keen_of(c : person) : keen(c) { text: "{c} wants to go"; };
fact seen(c : person) : keen(c) { text: "it was {c} who went"; };
action tell(speaker : person, hearer : person, f : fact) {
    effect: believes(hearer, holds(f));
    consenting: speaker;
    text: "{speaker} [tells] {hearer} that {f}";
};
action leave(c : person, other : person) {
    effect: keen(c);
    consenting: c;
    text: "{c} [leaves] {other} and [says] nothing of {c's} hope";
};
"""


@pytest.fixture(scope="module")
def words() -> Words:
    return Words(loads(WORLD).require().model)


@pytest.mark.parametrize(
    ("act", "told"),
    [
        ("tell(Ann, Tom, keen_of(Ann))", "Ann tells Tom that she wants to go."),
        ("tell(Ann, Tom, keen_of(Tom))", "Ann tells Tom that he wants to go."),
        ("tell(Ann, Eve, keen_of(Ann))", "Ann tells Eve that Ann wants to go."),
        ("tell(Ann, Nemo, keen_of(Ann))", "Ann tells Nemo that Ann wants to go."),
        ("tell(Nemo, Tom, keen_of(Nemo))", "Nemo tells Tom that Nemo wants to go."),
        ("tell(Ann, Tom, seen(Ann))", "Ann tells Tom that it was Ann who went."),
        ("tell(Kin, Tom, keen_of(Kin))", "The demons tell Tom that they want to go."),
        ("tell(Alex, Tom, keen_of(Alex))", "Alex tells Tom that they want to go."),
        ("leave(Ann, Tom)", "Ann leaves Tom and says nothing of her hope."),
        ("leave(Kin, Tom)", "The demons leave Tom and say nothing of their hope."),
    ],
)
def test_who_was_named_gets_a_pronoun_that_means_nobody_else(
    words: Words, act: str, told: str
) -> None:
    assert words.sentence(act) == told


def test_the_one_spoken_to_is_you(words: Words) -> None:
    draft = words.draft.phrase("tell(Ann, Tom, keen_of(Ann))").clause
    assert words.settled(draft, you="Ann") == "you tell Tom that you want to go"
    assert words.settled(draft, you="Tom") == "Ann tells you that she wants to go"
    draft = words.draft.phrase("leave(Ann, Tom)").clause
    assert words.settled(draft, you="Ann") == "you leave Tom and say nothing of your hope"


def _fluent(words: Words, property_: str, *arguments: str) -> GroundFluent:
    found = next(each for each in words.world.properties if each.name == property_)
    kind: Kind = "boolean" if found.type.name == "boolean" else "entity"
    people, places = ("Ann", "Eve", "Tom"), ("Roof",)
    domains: dict[str, tuple[str, ...]] = {"person": people, "place": places}
    domain = domains.get(found.type.name, ("Why",))
    name = f"{property_}({', '.join(arguments)})"
    return GroundFluent(name, property_, arguments, kind, domain)


@pytest.mark.parametrize(
    ("property_", "arguments", "value", "holds", "told"),
    [
        ("keen", ("Kin",), True, True, "the demons are keen"),
        ("keen", ("Kin",), False, True, "the demons are not keen"),
        ("keeps", ("Kin", "Tom"), False, True, "the demons do not keep Tom"),
        ("keeps", ("Alex", "Tom"), True, True, "Alex keeps Tom"),
        ("at", ("Kin",), "Roof", True, "the demons are on the roof"),
        ("spot", ("Tom",), "Roof", True, "Tom was on the roof at noon"),
        ("tabled", ("Ruse",), "Ann", True, "a ruse is tabled by Ann"),
        ("tabled", ("Ruse",), None, True, "a ruse is not tabled"),
        ("tabled", ("Ruse",), None, False, "a ruse is tabled"),
        ("asked", ("Ann", "Tom"), "Why", True, "Ann is asked by Tom why it rained"),
        ("asked", ("Ann", "Tom"), "Why", False, "Ann is not asked by Tom why it rained"),
        ("asked", ("Ann", "Tom"), None, True, "Ann is asked nothing by Tom"),
        ("asked", ("Ann", "Tom"), None, False, "Ann is asked something by Tom"),
    ],
)
def test_facts_agree_and_have_no_nouns_of_participles(
    words: Words, property_: str, arguments: tuple[str, ...], value: Value, holds: bool, told: str
) -> None:
    assert words.facts.clause(_fluent(words, property_, *arguments), value, (), holds) == told


@pytest.mark.parametrize(
    ("property_", "arguments", "told"),
    [
        ("at", ("Tom",), "where Tom is"),
        ("spot", ("Tom",), "where Tom was at noon"),
        ("culprit", (), "who it was who had lied"),
        ("thief", (), "who the thief is"),
        ("tabled", ("Ruse",), "by whom a ruse is tabled"),
        ("asked", ("Ann", "Tom"), "what Ann is asked by Tom"),
    ],
)
def test_a_mind_knows_or_does_not(
    words: Words, property_: str, arguments: tuple[str, ...], told: str
) -> None:
    fluent = _fluent(words, property_, *arguments)
    assert words.facts.question(fluent) == told
    assert words.facts.clause(fluent, None, ("Kin",)) == f"the demons do not know {told}"
    assert words.facts.clause(fluent, None, ("Eve",), holds=False) == f"Eve knows {told}"
