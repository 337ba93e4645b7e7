"""Worlds without words of their own: sentences as somebody would write them, no table rows."""

from __future__ import annotations

import pytest

import dramaturge as dm
from dramaturge.english.verbs import base_of
from dramaturge.tell.templates import Act, Ref, parse
from tests.tell.stage import STORIES, script_of, world_of
from tests.tell.test_telling import SMALL, prose

PLAIN = """
type place; type item;
entity Ann : character; entity Bob : character; entity Cid : character;
entity Camp : place; entity Market : place; entity Bread : item;
property at(who : character) : place;
property wealth(who : character) : number;
property angry(who : character) : number;
property regard(who : character, whom : character) : number;
property mood(who : character, whom : character) : place;
property hungry(who : character) : boolean;
property saw(who : character, whom : character) : boolean;
property looked_in(who : character, where : place) : boolean;
property alive(who : character) : boolean;
property friends(one : character, other : character) : boolean;
property link(one : character, other : character, what : item) : boolean;
at(Ann) = Camp; at(Bob) = Camp; at(Cid) = Market;
forall(c : character) (hungry(c) & wealth(c) = 0 & angry(c) = 3);
forall(c : character) forall(d : character) regard(c, d) = 0;
forall(c : character) alive(c); mood(Ann, Bob) = Camp;
action walk(who : character, from : place, to : place) {
    precondition: at(who) == from & from != to;
    effect: at(who) = to & looked_in(who, to); consenting: who;
    observing(c : character): c == who | at(c) == to;
};
action look_for(who : character, sought : character, from : place, to : place) {
    precondition: at(who) == from & from != to & who != sought;
    effect: at(who) = to; consenting: who;
};
action eat(who : character, what : item, here : place) {
    precondition: at(who) == here & hungry(who);
    effect: !hungry(who); consenting: who;
};
action sell(who : character, what : item, here : place) {
    observing(c : character): at(c) == here;
    precondition: at(who) == here;
    effect: wealth(who) = 5 & angry(who) = 0 & regard(who, Bob) = 1 & mood(who, Bob) = here &
        link(who, Bob, what); consenting: who;
};
action meet(one : character, other : character) {
    precondition: at(one) == at(other);
    effect: saw(other, one) & friends(one, other); consenting: one;
};
trigger miss(who : character, other : character) {
    precondition: at(who) != at(other) & believes(who, at(other)) == at(who);
    effect: believes(who, at(other)) = ? & looked_in(who, Camp) &
        believes(who, looked_in(who, Camp));
};
utility(Ann): WANT;
utility(): 0;
"""


WALK = "walk(Ann, Camp, Market)"
SELL = "sell(Ann, Bread, Market)"


def told(want: str, *acts: str, teller: str = "Ann") -> str:
    world = dm.loads(PLAIN.replace("WANT", want), "plain").require()
    return prose(world.tell(list(acts), teller))


@pytest.mark.parametrize(
    ("want", "aim"),
    [
        ("wealth(Ann)", " so that Ann's wealth would grow"),
        ("0 - angry(Ann)", " to be less angry"),
        ("regard(Ann, Bob)", " and realised"),  # "so that the regard of Ann and Bob would be 1"
        ("if(mood(Ann, Bob) == Market) 1 else 0", " and realised"),
        ("if(!hungry(Ann)) 1 else 0", " so as not to be hungry"),
    ],
)
def test_aims_are_no_rows_of_a_table(want: str, aim: str) -> None:
    act = "eat(Ann, Bread, Market)" if "hungry" in want else SELL
    assert f"Ann walked to the market unnoticed{aim}" in told(want, WALK, act)


def test_what_is_learnt_is_no_row_of_a_table() -> None:
    text = told("0", WALK, SELL, teller="Cid")
    assert text.endswith("Ann sold the bread.")
    assert not any(each in text for each in ("wealth", "angry", "regard", "mood", "link")), text


def test_where_it_happens_is_told_once() -> None:
    assert "Ann sold the bread. " in told("wealth(Ann)", WALK, SELL)
    world = dm.loads(PLAIN.replace("WANT", "0"), "plain").require()
    seen = prose(world.tell([WALK, SELL], observer=True))
    assert seen == "Ann walked from the camp to the market and then sold the bread."
    at_once = prose(world.tell(["sell(Ann, Bread, Camp)"], observer=True))
    assert at_once == "Ann sold the bread at the camp."


def test_who_is_missed_is_gone_and_looked_for_where_one_goes() -> None:
    text = told("0", "walk(Bob, Camp, Market)", "look_for(Ann, Bob, Camp, Market)")
    assert text.endswith("Bob was gone. Ann went to the market to look for Bob.")


def test_what_one_has_done_oneself_is_no_news() -> None:
    assert "looked in" not in told("0", "walk(Bob, Camp, Market)")


def test_two_are_what_they_are_together() -> None:
    names = ("Ann", "Bob")
    assert Act("are", None, "friends") in parse("{Ann} and {Bob} [are] friends", {}, names)
    assert Act("is", Ref("Bob"), "kind") in parse("{Ann} and {Bob} [is] kind", {}, names)


def test_saw_is_the_past_of_see() -> None:
    assert base_of("saw") == ("see", True)
    assert base_of("saws") == ("saw", False)


def test_that_somebody_is_alive_goes_without_saying() -> None:
    text = """
type place; entity Ann : character; entity Orc : character;
entity Mill : place; entity Cave : place;
property alive(c : character) : boolean; alive(Ann); alive(Orc);
property near(c : character) : boolean;
property at(c : character) : place; at(Ann) = Mill; at(Orc) = Cave;
action call(c : character, d : character) {
    precondition: c != d & alive(c); effect: near(d); consenting: c;
};
action fall(c : character) { precondition: c == Ann; effect: !alive(c); };
"""
    world = dm.loads(text, "orc").require()
    assert prose(world.tell(["call(Ann, Orc)"], "Ann")) == "Ann called Orc."


def test_both_agree_with_their_verb_in_the_present() -> None:
    path, story = STORIES[0]
    text = prose(world_of(path).tell(script_of(path, story), "Buffy", tense="present"))
    assert "a cigarette and then another, but both come to pieces" in text


def test_a_place_is_told_of_on_arriving() -> None:
    world = dm.loads(SMALL, "small").require()
    text = prose(world.tell(["go(Cid, Inn)", "feed(Ann, Cid)"], "Cid"))
    assert text == (
        "Cid was at the mill. He went to the inn. The fire was low. Ann gave Cid something to eat."
    )
