"""Acts and facts in words: the defaults, and that they follow from names alone."""

from __future__ import annotations

import pytest

from dramaturge import loads
from dramaturge.ground.world import GroundFluent, Value
from dramaturge.narrate import sentence
from dramaturge.narrate.words import infinitive, listed, possessive, split, third_person

WORLD = loads(
    """
    type place; type item; type weapon : item;
    entity Tom : character; entity Ann : character; entity Bandit : character;
    entity OldKing : character; entity Genie : character;
    entity Cottage : place; entity LivingRoom : place; entity Sherwood : place;
    entity BehindHouse : place; entity Camp : place; entity HomeB : place;
    entity Sword : weapon; entity Excalibur : weapon; entity Medicine : item; entity TomCoin : item;
    property at(c : character) : place;
    property lies(i : item) : place;
    property path(from : place, to : place) : boolean;
    property changed(x : item) : boolean;
    action walk(c : character, from : place, to : place) { effect: changed(Sword); consenting: c };
    action pickup(c : character, i : item, p : place) { effect: changed(i); consenting: c };
    action take_item(c : character, item : item) { effect: changed(item); consenting: c };
    action give(giver : character, taker : character, weapon : weapon) {
        effect: changed(weapon); consenting: giver, taker };
    action steal(thief : character, i : item, victim : character, where : place) {
        effect: changed(i); consenting: thief };
    action kill(killer : character, weapon : weapon, victim : character) {
        effect: changed(weapon); consenting: killer };
    action fall_in_love(c : character, d : character) { effect: changed(Sword); consenting: c };
    action look_for(c : character, d : character, from : place, to : place) {
        effect: changed(Sword); consenting: c };
    action command_love(c : character, d : character, e : character) {
        effect: changed(Sword); consenting: c, d };
    action secretly_hide(c : character, i : item) { effect: changed(i); consenting: c };
    action get_hungry(c : character) { effect: changed(Sword) };
    action ride(c : character, a : place, b : place) {
        precondition: at(c) == a & path(a, b); effect: at(c) = b; consenting: c };
    action bring(c : character, i : item, a : place, b : place) {
        precondition: b != a & a == lies(i); effect: lies(i) = b; consenting: c };
    action run(c : character, p : place) { effect: at(c) = p & changed(Sword); consenting: c };
    action camp(c : character, p : place) { effect: at(c) = p; consenting: c };
    action erupt(p : place) { effect: changed(Sword) };
    action dawn() { effect: changed(Sword) };
    action sail() { effect: changed(Sword); consenting: Tom, Ann };
    action rob(c : character, i : item, d : character) { effect: changed(i); consenting: c };
    """
).require()

INN = loads(
    """
    type place; type paper; entity Ann : character; entity Magistrate : character;
    entity Court : place; entity Will : paper; entity Ledger : paper;
    property seen(what : paper) : boolean;
    action show(who : character, what : paper, Magistrate) {
        effect: seen(what); consenting: who; };
    action read(who : character, what : paper, listener : character) {
        effect: seen(what); consenting: who; };
    action write(who : character, what : paper) { effect: seen(what); consenting: who; };
    """
).require()


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("show(Ann, Will, Magistrate)", "Ann shows the will to the magistrate."),
        ("read(Ann, Ledger, Magistrate)", "Ann reads the ledger to the magistrate."),
        ("write(Magistrate, Will)", "The magistrate writes the will."),
    ],
)
def test_papers_go_to_people(act: str, words: str) -> None:
    assert sentence(INN.model, act) == words


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("walk(Tom, Cottage, LivingRoom)", "Tom walks from the cottage to the living room."),
        ("walk(Tom, Sherwood, HomeB)", "Tom walks from Sherwood to home B."),
        ("walk(Ann, BehindHouse, Camp)", "Ann walks from behind the house to the camp."),
        ("ride(Tom, Cottage, Camp)", "Tom rides from the cottage to the camp."),
        (
            "bring(Ann, Sword, Camp, Cottage)",
            "Ann brings the sword from the camp to the cottage.",
        ),
        ("run(Tom, Camp)", "Tom runs to the camp."),
        ("camp(Tom, Cottage)", "Tom camps in the cottage."),
        ("pickup(OldKing, Medicine, Camp)", "The old king picks up the medicine at the camp."),
        ("take_item(Tom, Excalibur)", "Tom takes Excalibur."),
        ("give(Tom, Ann, Sword)", "Tom gives the sword to Ann."),
        ("steal(Bandit, TomCoin, Tom, Camp)", "The bandit steals Tom's coin from Tom at the camp."),
        ("kill(Bandit, Sword, Tom)", "The bandit kills Tom with the sword."),
        ("fall_in_love(Tom, Ann)", "Tom falls in love with Ann."),
        (
            "look_for(Ann, Tom, Camp, Cottage)",
            "Ann goes from the camp to the cottage to look for Tom.",
        ),
        ("command_love(Tom, Genie, Ann)", "Tom commands the genie to love Ann."),
        ("secretly_hide(Ann, Medicine)", "Ann secretly hides the medicine."),
        ("get_hungry(Bandit)", "The bandit gets hungry."),
        ("erupt(Camp)", "The camp erupts."),
        ("dawn()", "It happens: dawn."),
        ("sail()", "Tom and Ann sail."),
        ("rob(Bandit, TomCoin, Tom)", "The bandit robs Tom of Tom's coin."),
        ("  walk( Tom ,Camp,Cottage )", "Tom walks from the camp to the cottage."),
    ],
)
def test_acts_read_as_sentences(act: str, words: str) -> None:
    assert sentence(WORLD.model, act) == words


@pytest.mark.parametrize("act", ["fly(Tom)", "walk(Tom)", "walk(Sword, Camp, Camp)", "walk", ""])
def test_what_is_no_act_of_the_world_stays_as_written(act: str) -> None:
    assert sentence(WORLD.model, act) == f"It happens: {act}."


def fluent(text: str, kind: str) -> GroundFluent:
    name, _, rest = text.partition("(")
    inner = rest.removesuffix(")")
    arguments = tuple(part.strip() for part in inner.split(",")) if inner else ()
    return GroundFluent(text, name, arguments, kind)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "kind", "value", "minds", "words"),
    [
        ("at(Tom)", "entity", "Camp", (), "Tom is at the camp"),
        ("at(Tom)", "entity", "LivingRoom", (), "Tom is in the living room"),
        ("at(Tom)", "entity", None, (), "it is unknown where Tom is"),
        ("at(Bandit)", "entity", None, ("Tom",), "Tom does not know where the bandit is"),
        ("at(Bandit)", "entity", "Camp", ("Tom",), "Tom believes that the bandit is at the camp"),
        (
            "at(Bandit)", "entity", "Camp", ("Ann", "Tom"),
            "Ann believes that Tom thinks that the bandit is at the camp",
        ),
        (
            "at(Bandit)", "entity", None, ("Ann", "Tom"),
            "Ann believes that Tom does not know where the bandit is",
        ),
        ("at(Sword)", "entity", "Tom", (), "Tom has the sword"),
        ("has(Sword)", "entity", "Ann", (), "Ann has the sword"),
        ("has(Sword)", "entity", None, ("Tom",), "Tom does not know who has the sword"),
        ("alive(Tom)", "boolean", True, (), "Tom is alive"),
        ("alive(Tom)", "boolean", False, (), "Tom is not alive"),
        ("is_hungry(Tom)", "boolean", True, (), "Tom is hungry"),
        ("sealed()", "boolean", False, (), "it is not so: sealed"),
        ("loves(Tom, Ann)", "boolean", True, (), "Tom loves Ann"),
        ("loves(Tom, Ann)", "boolean", False, (), "Tom does not love Ann"),
        ("has_key(Tom)", "boolean", False, (), "Tom does not have key"),
        ("angry_with(Tom, Ann)", "boolean", True, (), "Tom is angry with Ann"),
        ("married(Tom, Ann)", "boolean", True, (), "Tom is married to Ann"),
        ("promised(Tom, Ann)", "boolean", False, (), "Tom has not promised Ann"),
        ("looked_in(Tom, Camp)", "boolean", True, (), "Tom has looked in the camp"),
        ("saw(Tom, Ann)", "boolean", True, (), "Tom saw Ann"),
        ("guardian(Tom, Camp)", "boolean", True, (), "Tom is guardian of the camp"),
        ("friends(Tom, Ann)", "boolean", True, (), "Tom and Ann are friends"),
        ("path(Camp, HomeB)", "boolean", True, (), "there is a path from the camp to home B"),
        ("path(Camp, HomeB)", "boolean", False, (), "there is no path from the camp to home B"),
        ("money(Tom)", "number", 3.0, (), "Tom's money is 3"),
        ("money(Tom)", "number", 2.5, ("Ann",), "Ann believes that Tom's money is 2.5"),
        ("coins(Tom)", "number", 1.0, (), "Tom's coins are 1"),
        ("gold_coins(Tom)", "number", 2.0, ("Ann",), "Ann believes that Tom's gold coins are 2"),
        ("status(Tom)", "number", 1.0, (), "Tom's status is 1"),
        ("spouse(Tom)", "entity", "Ann", (), "Tom's spouse is Ann"),
        ("weight(Sword)", "number", 7.0, (), "the weight of the sword is 7"),
    ],
)  # fmt: skip
def test_facts_read_as_clauses(
    text: str, kind: str, value: Value, minds: tuple[str, ...], words: str
) -> None:
    assert WORLD.words.facts.clause(fluent(text, kind), value, minds) == words


@pytest.mark.parametrize(
    ("verb", "third"),
    [
        ("walk", "walks"), ("go", "goes"), ("do", "does"), ("have", "has"), ("be", "is"),
        ("marry", "marries"), ("play", "plays"), ("kiss", "kisses"), ("watch", "watches"),
        ("fix", "fixes"), ("buzz", "buzzes"), ("veto", "vetoes"), ("moo", "moos"), ("buy", "buys"),
        ("focus", "focuses"), ("lie", "lies"), ("tie", "ties"),
    ],
)  # fmt: skip
def test_verbs_agree(verb: str, third: str) -> None:
    assert third_person(verb) == third
    if verb != "focus":
        assert infinitive(third) == verb
    assert third_person(third) == third


def test_names_are_split_into_words() -> None:
    assert split("LivingRoom") == ["Living", "Room"]
    assert split("USArmy") == ["US", "Army"]
    assert split("player1") == ["player", "1"]
    assert split("in_the.house") == ["in", "the", "house"]
    assert split("Ärmel") == ["Ärmel"]
    assert split("_") == ["_"]


def test_lists_and_possessives() -> None:
    assert [listed([]), listed(["a"]), listed(["a", "b", "c"])] == ["", "a", "a, b and c"]
    assert [possessive("Tom"), possessive("Jones")] == ["Tom's", "Jones's"]
    assert [possessive("the boss"), possessive("the demons")] == ["the boss's", "the demons'"]
