"""What is told of somebody who has no reason, and what is said to help."""

from __future__ import annotations

import pytest

import dramaturge as dm

FAR_OFF = """
entity Ann : character;
property steps(c : character) : number;
property rich(c : character) : boolean;
property wise(c : character) : boolean;
steps(Ann) = 0;
action walk(c : character) { effect: steps(c) = steps(c) + 1; consenting: c; };
action take(c : character) { precondition: steps(c) == 15; effect: rich(c); consenting: c; };
action grow_old(c : character) { precondition: steps(c) == 16; effect: wise(c); };
utility(Ann): if(rich(Ann)) 1 else 0;
"""


def test_longer_plans_are_named_where_they_may_help() -> None:
    world = dm.loads(FAR_OFF).require()
    (note,) = world.check("walk(Ann)", draft=True).findings
    assert note.code == "C102"
    assert "No plan of up to 12 acts that begins with it raises that" in note.details[-1]
    assert str(note.repair).endswith(", or allow longer plans: --character-limit 14")
    assert world.check("walk(Ann)", 16, draft=True).ok
    idle = dm.loads(FAR_OFF.replace("if(rich(Ann))", "if(wise(Ann))")).require()
    (note,) = idle.check("walk(Ann)", draft=True).findings
    assert note.details[-1].startswith("No plan that begins with it, however long, raises that")
    assert str(note.repair).endswith("or give it to somebody else")


def test_a_long_plan_that_does_without_the_act_is_named() -> None:
    text = FAR_OFF.replace("steps(c) == 15", "steps(c) == 6 & !wise(c)").replace("wise", "hums")
    hum = "action hum(c : character) { effect: hums(c); consenting: c; };"
    drop = "action hush(c : character) { precondition: hums(c); effect: !hums(c); consenting: c; };"
    (note,) = dm.loads(text + hum + drop).require().check("hum(Ann)", draft=True).findings
    assert note.details[-1] == (
        "Plans that begin with it help, but no better than without it: "
        + ", then ".join(["Ann walks"] * 6)
        + ", then Ann takes."
    )
    assert note.repair == "make it needed for what Ann wants, or leave it out"


CROWN = """
entity Ann : character; entity Kit : character;
property crowned() : character;
property heir() : character;
property papers(c : character) : boolean;
property permit(c : character) : boolean;
action crown(c : character) { effect: crowned() = c & heir() = ?; };
action name(c : character) { effect: heir() = c & papers(c) & permit(c); };
action moan(c : character) { effect: !papers(c) & !permit(c); consenting: c; };
"""


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ("crowned() != ?", "that somebody is crowned"),
        ("crowned() == Kit", "that Kit is crowned"),
        ("heir() != ?", "that somebody is the heir"),
        ("believes(Kit, crowned()) != ?", "that Kit knows who is crowned"),
        ("papers(Kit)", "that Kit has papers"),
        ("permit(Kit)", "that Kit has a permit"),
    ],
)
def test_what_somebody_wants_reads_as_one_would_say_it(wanted: str, told: str) -> None:
    world = dm.loads(f"{CROWN} utility(Ann): if({wanted}) 1 else 0;").require()
    (note,) = world.check("moan(Ann)", draft=True).findings
    assert note.details[0] == f"What Ann wants: {told}."


RING = """
type place;
entity Mill : place; entity Inn : place;
entity Ann : character { called "Ann"; pronoun she; };
entity Bert : character { called "Bert"; pronoun he; };
property at(c : character) : place;
property coins(c : character) : number;
property ring() : character;
at(Ann) = Mill; at(Bert) = Inn; ring() = Bert;
action earn(c : character) {
    precondition: at(c) == Mill & coins(c) < 1;
    effect: coins(c) = coins(c) + 1;
    consenting: c;
    observing(o : character): at(o) == Mill
};
action walk(c : character, to : place) {
    precondition: at(c) != to;
    effect: at(c) = to;
    consenting: c;
    observing(o : character): True
};
action buy(c : character) {
    precondition: c != Bert & at(c) == Inn & ring() == Bert & coins(c) > 0;
    effect: ring() = c & coins(c) = coins(c) - 1 & coins(Bert) = coins(Bert) + 1;
    consenting: c, Bert;
    observing(o : character): True
};
utility(): if (ring() == Ann) 1 else 0;
utility(Ann): if (ring() == Ann) 1 else 0;
utility(Bert): coins(Bert);
"""
SHOW = """
action show(c : character) {
    precondition: c != Bert & at(c) == Inn & coins(c) > 0;
    effect: believes(Bert, coins(c) = 1);
    consenting: c;
    observing(o : character): True
};
"""


def test_who_would_think_their_part_impossible_is_named() -> None:
    verdict = dm.loads(RING).require().check("earn(Ann) walk(Ann, Inn) buy(Ann)", draft=True)
    note = verdict.findings[0]
    assert (note.code, note.beat, note.character, note.evidence) == ("C102", 1, "Ann", (3,))
    assert note.details[-1] == (
        "What follows would do as Ann's plan, but in Ann's eyes Bert would not join in (beat 3, "
        "Ann buys). Bert would think it impossible: it would take that Ann's coins are more than "
        "0, but Ann's coins are 0."
    )
    told = "let Bert see or be told before beat 3 what makes it possible, as Ann sees it"
    assert note.repair == told
    world = dm.loads(RING + SHOW).require()
    assert world.check("earn(Ann) walk(Ann, Inn) show(Ann) buy(Ann)", draft=True).ok


def test_who_would_have_no_reason_for_their_part_is_named() -> None:
    miser = RING.replace(
        "utility(Bert): coins(Bert)", "utility(Bert): if (ring() == Bert) 1 else 0"
    )
    world = dm.loads(miser + SHOW).require()
    verdict = world.check("earn(Ann) walk(Ann, Inn) show(Ann) buy(Ann)", draft=True)
    note = verdict.findings[0]
    assert (note.code, note.beat, note.evidence) == ("C102", 1, (4,))
    # That Bert is shown the coin is part of the plan: he would think it impossible else.
    assert note.details[-1] == (
        "What follows would do as Ann's plan, but in Ann's eyes Bert would not join in (beat 4, "
        "Ann buys). No reason of Bert's for it was found."
    )
    assert note.repair == "let Bert want something that beat 4 leads to, as Ann sees it"


def test_who_would_not_join_in_is_not_named_where_the_plan_fails_anyway() -> None:
    for story in ("walk(Ann, Inn)", "walk(Ann, Inn) walk(Ann, Mill)"):
        findings = dm.loads(RING).require().check(story, draft=True).findings
        assert findings
        assert not any("would not join in" in line for note in findings for line in note.details)
