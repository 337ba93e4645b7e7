"""Stories found within small limits, looked at again within larger ones; and the round `shared`."""

from __future__ import annotations

from dataclasses import replace

import pytest

import dramaturge as dm
from dramaturge.kernel.planner import Planner, Rounds
from dramaturge.plan.search import find
from dramaturge.plan.settle import settled
from dramaturge.story import Limits, Outcome, SearchResult

# Whoever cannot plan three acts ahead waits for the bridge.
BRIDGE = """
type place;
entity Ann : character; entity Ben : character;
entity Home : place; entity Mill : place; entity Quay : place; entity Isle : place;
property at() : place;
property bridge() : boolean;
at() = Home;
action to_mill() {
    precondition: at() == Home;
    effect: at() = Mill;
    consenting: Ann;
    observing(c : character): True
};
action to_quay() {
    precondition: at() == Mill;
    effect: at() = Quay;
    consenting: Ann;
    observing(c : character): True
};
action sail() {
    precondition: at() == Quay;
    effect: at() = Isle;
    consenting: Ann;
    observing(c : character): True
};
action cross() {
    precondition: at() == Mill & bridge();
    effect: at() = Isle;
    consenting: Ann;
    observing(c : character): True
};
action build() {
    precondition: !bridge();
    effect: bridge();
    consenting: Ben;
    observing(c : character): True
};
utility(): if(at() == Mill) 1 else 0;
utility(Ann): if(at() == Isle) 1 else 0;
utility(Ben): if(bridge()) 1 else 0;
"""

# Who goes to the nurse counts on her telling, and she tells for the sake of acts of both of them:
# a plan that the minds of all three share.
CROWN = """
type place;
entity Nurse : character; entity Wat : character; entity Knight : character;
entity Mill : place; entity Minster : place; entity Forest : place;
property at(c : character) : place;
property heir() : character;
property king() : character;
property sworn() : boolean;
at(Nurse) = Mill; at(Wat) = Mill; at(Knight) = Forest;
heir() = Wat;
believes(Wat, heir() = ?); believes(Knight, heir() = ?);
forall(c : character) believes(c, believes(Wat, heir() = ?));
forall(c : character) believes(c, believes(Knight, heir() = ?));
action walk(who : character, from : place, to : place) {
    precondition: at(who) == from & from != to & who != Nurse;
    effect: at(who) = to;
    consenting: who;
    observing(c : character): True
};
action reveal(to : character) {
    precondition: to != Nurse & at(to) == at(Nurse);
    effect: believes(to, heir() = Wat);
    consenting: Nurse;
    observing(c : character): at(c) == at(Nurse)
};
action swear() {
    precondition: believes(Knight, heir()) == Wat & at(Knight) == at(Wat) & !sworn();
    effect: sworn();
    consenting: Knight;
    observing(c : character): True
};
action crown() {
    precondition: at(Wat) == Minster & sworn() & king() == ?;
    effect: king() = Wat;
    consenting: Wat
};
utility(Nurse): if(king() == Wat) 2 else 0;
utility(Wat): if(king() == Wat) 2 else 0;
utility(Knight): if(sworn()) 1 else 0;
utility(): if(king() == Wat) 1 else 0;
"""


def acts(result: SearchResult) -> list[str]:
    assert result.story is not None
    return [step.action for step in result.story.steps]


@pytest.mark.parametrize("rounds", [Rounds.certain, Rounds.hopeful])
def test_who_plans_further_ahead_needs_fewer_acts(rounds: Rounds) -> None:
    ground = dm.loads(BRIDGE).require().ground
    found = find(ground, Limits(12, 2, 1), rounds=rounds)
    assert acts(found) == ["build()", "to_mill()"]
    assert found.is_shortest == (rounds is Rounds.certain)
    larger = settled(ground, found, [(2, 1), (3, 1), (5, 2)])
    assert acts(larger) == ["to_mill()"]
    assert larger.limits == replace(found.limits, character=5, epistemic=2)
    assert larger.bound == 1  # what holds within the smaller limits says nothing here
    assert larger.story is not None
    assert larger.story.verified
    assert all(larger.seconds[key] >= found.seconds[key] for key in found.seconds)
    assert acts(dm.loads(BRIDGE).require().find()) == ["to_mill()"]


def test_what_does_not_stand_within_larger_limits_stays_as_it_was() -> None:
    """Neither does what there is no time to look at again."""
    ground = dm.loads(BRIDGE).require().ground
    found = find(ground, Limits(12, 2, 1), rounds=Rounds.certain)
    same = settled(ground, found, [(5, 2)], time_s=1e-9)
    assert replace(same, seconds=found.seconds) == found
    names = [action.name for action in ground.actions]
    planner = Planner(ground, Limits(12, 5, 2))
    assert Planner(ground, Limits(12, 2, 1)).settle([names.index("to_mill()")], 100_000) is None
    with pytest.raises(ValueError, match="not possible"):
        planner.settle([names.index("sail()")], 100_000)


def test_plans_that_minds_share_are_looked_for_where_nothing_else_leads_there() -> None:
    world = dm.loads(CROWN).require()
    found = find(world.ground, Limits(12, 5, 2), rounds=Rounds.hopeful)
    assert (found.outcome, found.round) == (Outcome.found, "shared")
    assert found.story is not None
    assert found.story.verified
    assert acts(world.find()) == acts(found)
    flat = find(world.ground, Limits(12, 5, 1), rounds=Rounds.hopeful)
    assert (flat.outcome, flat.round) == (Outcome.limit, "novel")
