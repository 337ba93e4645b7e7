"""An act that helps no better than leaving it out: the plan that does without is named."""

from __future__ import annotations

import dramaturge as dm

WORLD = """
type place;
entity Ann : character; entity Ben : character;
entity Inn : place; entity Mill : place;
property at(who : character) : place;
property paid(who : character) : boolean;
property fed(who : character) : boolean;
at(Ann) = Inn; at(Ben) = Inn;
action walk(who : character, from : place, to : place) {
    precondition: at(who) == from & from != to; effect: at(who) = to; consenting: who;
};
action pay(giver : character, taker : character, where : place) {
    precondition: at(giver) == where & at(taker) == where & giver != taker;
    effect: paid(taker); consenting: giver, taker;
};
action eat(who : character) {
    precondition: at(who) == Mill & !fed(who); effect: fed(who); consenting: who;
};
utility(Ann): fed(Ann);
utility(Ben): paid(Ben);
"""


def test_the_plan_without_the_act_is_told() -> None:
    (note,) = dm.loads(WORLD).check("pay(Ann, Ben, Inn)", draft=True).findings
    assert (note.code, note.character) == ("C102", "Ann")
    assert note.details[-1] == (
        "Plans that begin with it help, but no better than without it: "
        "Ann walks from the inn to the mill, then Ann eats."
    )
    assert note.repair == "make it needed for what Ann wants, or leave it out"


def test_who_agrees_is_not_told_the_act_again() -> None:
    notes = {
        n.character: n for n in dm.loads(WORLD).check("pay(Ben, Ann, Inn)", draft=True).findings
    }
    assert notes["Ben"].message == "Ben has no reason to pay Ann in the inn"
    assert notes["Ann"].message == "Ann has no reason to agree to it"
    assert notes["Ann"].details[-1].endswith("then Ann eats.")


def test_without_such_a_plan_none_is_made_up() -> None:
    text = WORLD.replace("utility(Ann): fed(Ann);", "")
    (note,) = dm.loads(text).check("pay(Ann, Ben, Inn)", draft=True).findings
    assert "without it:" not in " ".join(note.details)
