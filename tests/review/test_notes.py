"""What is told, in the story's own words, of each kind of finding."""

from __future__ import annotations

import pytest

import dramaturge as dm
from dramaturge.review.codes import NOTES_WORLD, REVIEW_CODES
from dramaturge.verdict import Finding


@pytest.fixture(scope="module")
def world() -> dm.World:
    return dm.loads(NOTES_WORLD).require()


def notes(world: dm.World, story: str, *, draft: bool = True) -> list[Finding]:
    return list(world.check(story, draft=draft).findings)


@pytest.mark.parametrize("code", REVIEW_CODES)
def test_every_example_has_its_finding(world: dm.World, code: str) -> None:
    found = notes(world, REVIEW_CODES[code].example, draft=False)
    assert code in [note.code for note in found]


def test_a_story_that_holds_has_no_note(world: dm.World) -> None:
    assert notes(world, "tell(Bob, Ann, Mill) walk(Ann, Inn, Mill) put_out(Ann, Mill)") == []


def test_who_has_fainted_does_nothing(world: dm.World) -> None:
    story = "tell(Bob, Ann, Mill) faint(Ann) walk(Ann, Inn, Mill) put_out(Ann, Mill)"
    gone, away = notes(world, story)
    assert (gone.code, gone.beat, gone.character, gone.evidence) == ("C108", 3, "Ann", (2,))
    assert "Ann is not awake, since beat 2: Ann faints." in gone.details
    assert (away.code, away.beat) == ("C108", 4)  # she got there all the same, and is not awake


def test_who_is_elsewhere_is_not_there(world: dm.World) -> None:
    (note,) = notes(world, "tell(Bob, Ann, Mill) put_out(Ann, Mill)")
    assert (note.code, note.beat) == ("C108", 2)
    assert note.message == "Ann is not there: Ann is in the inn"


def test_what_nobody_has_told_her_she_cannot_know(world: dm.World) -> None:
    note = notes(world, "walk(Ann, Inn, Mill)")[0]
    assert (note.code, note.beat) == ("C109", 1)
    assert note.message == "Ann acts as though they knew that the mill is burning"
    assert note.details == (
        "Ann believes that the mill is not burning.",
        "Bob knows it from the start on.",
    )
    assert note.repair == "let Bob tell Ann before this beat"


def test_what_one_says_one_has_to_believe(world: dm.World) -> None:
    note = notes(world, "tell(Ann, Bob, Mill)")[0]
    assert (note.code, note.beat) == ("C109", 1)
    assert note.message == "Ann cannot know that the mill is burning"


QUIET = """
entity Ann : character; entity Bob : character; entity Cid : character;
property gold(c : character) : boolean;
property coins(c : character) : number;
gold(Bob); believes(Ann, !gold(Bob)); believes(Cid, gold(Bob)); coins(Ann) = 0;
action rob(c : character, d : character) {
  precondition: believes(c, gold(d)) & c != d; effect: coins(c) = coins(c) + 1; consenting: c;
};
action nap(c : character) { effect: coins(c) = coins(c) - 1; consenting: c; };
utility(Ann): coins(Ann);
"""
TELL = """
action tell(c : character, d : character, e : character) {
  precondition: c != d & believes(c, gold(e)); effect: believes(d, gold(e)); consenting: c;
};
"""


def test_nobody_is_told_to_tell_where_no_act_tells() -> None:
    (note,) = notes(dm.loads(QUIET).require(), "rob(Ann, Bob)")
    assert note.code == "C109"
    assert str(note.repair).startswith("no act of this world shows it to Ann")
    (note,) = notes(dm.loads(QUIET + TELL).require(), "rob(Ann, Bob)")
    assert note.repair == "let Bob tell Ann before this beat"


def test_an_act_that_only_informs_its_doer_serves_what_asks_for_the_belief() -> None:
    look = "action look(c : character) { effect: believes(c, gold(Bob)); consenting: c; };"
    assert notes(dm.loads(QUIET + look).require(), "look(Ann)") == []
    blunt = QUIET.replace("precondition: believes(c, gold(d))", "precondition: gold(d)")
    (note,) = notes(dm.loads(blunt + look).require(), "look(Ann)")
    assert note.code == "C102"
    assert note.details[-1] == (
        "All it does is to tell Ann something: that serves only what asks for it with 'believes'."
    )


def test_a_number_that_somebody_wants_is_told() -> None:
    (note,) = notes(dm.loads(QUIET).require(), "nap(Ann)")
    assert note.code == "C102"
    assert note.details[0] == "What Ann wants: more of this: Ann's coins."


ROOMS = """
type room; entity Ann : character;
entity A : room; entity B : room; entity C : room; entity D : room; entity E : room;
property lit(r : room) : boolean;
property open(r : room) : boolean;
property wet(r : room) : boolean;
property happy(c : character) : boolean;
lit(C);
action dance(c : character) {
  precondition: exists(r : room) (lit(r) & open(r) & !wet(r)); effect: happy(c); consenting: c;
};
action air(c : character, r : room) { effect: open(r) & wet(r); consenting: c; };
action light(c : character, r : room) { effect: lit(r) & !wet(r); consenting: c; };
utility(Ann): happy(Ann);
"""


def test_of_many_alternatives_the_nearest_are_told() -> None:
    world = dm.loads(ROOMS).require()
    (note,) = notes(world, "dance(Ann)")
    assert note.details == (
        "It would take that either C is open, A is lit and A is open or B is lit and B is open (or "
        "one of 2 other ways), but C is not open, A is not lit and A is not open, from the start "
        "on.",
    )


def test_what_has_been_said_is_not_said_again(world: dm.World) -> None:
    note = notes(world, "tell(Bob, Ann, Mill) tell(Bob, Ann, Mill)")[0]
    assert (note.code, note.beat, note.evidence) == ("C110", 2, (1,))
    assert note.repair == "leave it out: that has been done"


def test_the_nearest_plan_is_told(world: dm.World) -> None:
    (note,) = notes(world, "tell(Bob, Ann, Mill) walk(Bob, Inn, Mill)")
    assert (note.code, note.beat) == ("C102", 2)
    assert "Bob wants nothing that could be better." in note.details


def test_marks_keep_quiet_what_is_possible(world: dm.World) -> None:
    told = 'deliberate "just talk" tell(Bob, Ann, Mill)'
    assert notes(world, f"{told}\nending saved;", draft=False)[0].code == "C113"
    assert "C112" not in [n.code for n in notes(world, told, draft=False)]
    assert [n.code for n in notes(world, 'deliberate "magic" put_out(Ann, Mill)')] == ["C108"]


def test_a_claim_is_kept_or_unpaid(world: dm.World) -> None:
    paid = "tell(Bob, Ann, Mill) walk(Ann, Inn, Mill) put_out(Ann, Mill)\nending saved;"
    assert notes(world, paid) == []
    assert world.read("ending safe;\nfaint(Ann)").problems[0].code == "S114"
    assert not world.read("ending save;\nfaint(Ann)").ok
    assert "saved" in str(world.read("ending save;\nfaint(Ann)").problems[0].hint)


def test_two_mistakes_are_two_notes(world: dm.World) -> None:
    found = notes(world, "put_out(Ann, Mill) tell(Bob, Ann, Mill) put_out(Bob, Mill)")
    assert [(note.code, note.beat) for note in found][:1] == [("C108", 1)]
    assert ("C108", 3) in [(note.code, note.beat) for note in found]


DUSK = """
use people;
use time;

unit "minutes";
entity Ann : person { pronoun she; };
entity Home : place { called "home"; };
entity Moor : place { called "the moor"; };
entity Inn : place { called "the inn"; };
property dark() : boolean { text: "it [is] dark"; };
property lost(who : person) : boolean { text: "{who} [is] lost"; };
path(Home, Moor);
path(Moor, Inn);
minutes(Home, Moor) = 20;
minutes(Moor, Inn) = 20;
patience(Ann) = 20;
at(Ann) = Home;
deadline dusk at 30 : dark();
DANGER
utility(Ann): if(at(Ann) == Inn) 2 elseif(at(Ann) == Moor) 1 else 0;
ending there : at(Ann) == Inn;
"""
LOST = "trigger stray() { precondition: dark() & at(Ann) == Inn & !lost(Ann); effect: lost(Ann); };"
ENDING = "ending astray : lost(Ann);"
GO = "walk(Ann, Home, Moor) walk(Ann, Moor, Inn)"


def dusk(danger: str = "") -> dm.World:
    return dm.loads(DUSK.replace("DANGER", danger)).require()


def test_a_deadline_that_passes_must_cost_something() -> None:
    (note,) = notes(dusk(), GO, draft=False)
    assert (note.code, note.beat, note.severity) == ("C114", 2, "warning")
    assert note.message == "the deadline 'dusk' passes, at 30, and nothing comes of it"
    assert note.details[0] == "From then on it is dark."


def test_a_deadline_that_has_not_passed_is_no_matter() -> None:
    assert notes(dusk(), "walk(Ann, Home, Moor)", draft=False) == []


def test_of_what_is_still_to_come_nothing_is_said() -> None:
    assert notes(dusk(), GO) == []


def test_a_deadline_decides_the_end() -> None:
    assert notes(dusk(f"{LOST} {ENDING}"), GO, draft=False) == []
    assert [note.code for note in notes(dusk(LOST), GO, draft=False)] == ["C114"]


def test_a_deadline_that_an_expectation_asks_for_has_come_of_something() -> None:
    assert notes(dusk(), f"{GO} expect dark();", draft=False) == []


def test_a_deadline_may_be_let_pass_on_purpose() -> None:
    meant = GO.replace("walk(Ann, Moor", 'deliberate "it is summer" walk(Ann, Moor')
    assert notes(dusk(), meant, draft=False) == []


def test_what_is_so_instead_is_so_since_it_came_about() -> None:
    """Nobody ever gave Cid the will; but it is in the study no more."""
    world = dm.loads("""
type thing; entity Will : thing; entity Ann : character; entity Ben : character;
entity Cid : character; property has(t : thing) : character;
has(Will) = Ann;
action give(a : character, b : character, t : thing) {
    precondition: has(t) == a & a != b; effect: has(t) = b; consenting: a;
};
action burn(a : character, t : thing) {
    precondition: has(t) == a; effect: has(t) = ?; consenting: a;
};
utility(): 0;
""").require()
    found = notes(world, "give(Ann, Ben, Will) burn(Cid, Will)")[-1]
    assert found.code == "C101"
    assert found.details == (
        "It would take that Cid has the will, but Ben has the will, since beat 1: "
        "Ann gives the will to Ben.",
    )
    found = notes(world, "burn(Cid, Will)")[-1]
    assert found.details[0].endswith("but Ann has the will, from the start on.")
    found = notes(world, "give(Ann, Ben, Will) give(Ben, Cid, Will) burn(Ann, Will)")[-1]
    assert "Cid has the will, since beat 2" in found.details[0]
