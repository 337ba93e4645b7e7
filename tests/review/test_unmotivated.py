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
