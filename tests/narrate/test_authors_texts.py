"""What authors write around names: possessives, articles behind them, stray spaces."""

from __future__ import annotations

import pytest

from dramaturge.api import World, loads
from dramaturge.narrate.facts import Facts
from dramaturge.narrate.names import Names
from dramaturge.narrate.words import as_clause, possessive
from dramaturge.play.picture import own_words
from dramaturge.play.voice import Voice

WORLD = """
type thing;
entity Ilse : character { pronoun she; };
entity Agnes : character { pronoun she; };
entity Coin : thing { pronoun it; };
entity Axe : thing { called "an axe"; };
property has(t : thing) : character;
property glad(who : character) : boolean { text: "{who's} {Coin} [is] near"; };
property coins(who : character) : number;
has(Coin) = Agnes; has(Axe) = Ilse;
action trade(a : character, b : character, x : thing, y : thing) {
  text: "{a} [pays], [gives] {x's} value and [gets] {b's} {y}.";
  precondition: a != b & x != y & has(x) == a & has(y) == b;
  effect: has(x) = b & has(y) = a & glad(a) & coins(b) = 3;
  consenting: a;
};
utility(): if(glad(Ilse)) 1 else 0;
utility(Ilse): if(glad(Ilse)) 1 else 0;
"""


@pytest.fixture(scope="module")
def world() -> World:
    return loads(WORLD).require()


def test_what_belongs_to_somebody_has_no_article(world: World) -> None:
    said = "Ilse pays, gives an axe's value and gets Agnes's coin."
    assert world.sentence("trade(Ilse, Agnes, Axe, Coin)") == said


@pytest.mark.parametrize("verb", ["[pays]", "[pays] ", "[pays for it]", "[pays for it] "])
def test_a_comma_stands_close_behind_a_verb(verb: str) -> None:
    told = loads(WORLD.replace("[pays]", verb)).require().sentence("trade(Ilse, Agnes, Axe, Coin)")
    paid = verb.strip("[] ")
    assert told == f"Ilse {paid}, gives an axe's value and gets Agnes's coin."


def test_facts_say_it_likewise(world: World) -> None:
    before, after = world.teller.states(["trade(Ilse, Agnes, Axe, Coin)"])
    assert world.teller.gain(1, before, after) == "Ilse's coin is near"


def test_tellings_and_games_say_it_likewise(world: World) -> None:
    act = "trade(Ilse, Agnes, Axe, Coin)"
    assert "Agnes\u2019s coin" in str(world.tell([act]))
    voice = Voice(world.stage, None, own_words(world.model, None))
    assert voice.act(act) == "Ilse pays, gives an axe's value and gets Agnes's coin"


def test_names_in_s_have_one_form(world: World) -> None:
    assert possessive("Agnes") == "Agnes's"
    fluent = next(f for f in world.ground.fluents if f.name == "coins(Agnes)")
    assert Facts(world.model, Names(world.model)).subject(fluent) == "Agnes's coins"


@pytest.mark.parametrize(
    ("written", "clause"),
    [
        ("{A} [pays] , and goes.", "{A} [pays], and goes"),
        ("{A} [goes] .", "{A} [goes]"),
        ("{A} [waits] ... and [goes]", "{A} [waits] ... and [goes]"),
        ('{A} [says]: "Is it you ?"', '{A} [says]: "Is it you?"'),
    ],
)
def test_no_space_stands_before_a_comma(written: str, clause: str) -> None:
    assert as_clause(written) == clause
