"""Each rule of docs/feelings.md where it applies, and next to it where it does not."""

from __future__ import annotations

import pytest

from dramaturge.feelings import Degree, Kind
from tests.feelings.stage import felt, kinds

# Somebody can take Ann's coin, or give her one; who sees it depends on SEES.
COINS = """
property poor(c : character) : boolean;
property rich(c : character) : boolean;
action rob(d : character, v : character) {
    precondition: d != v & !poor(v);
    effect: poor(v) & rich(d);
    consenting: d;
    observing(c : character): SEES;
};
action give(d : character, v : character) {
    precondition: d != v & !rich(v);
    effect: rich(v);
    consenting: d;
    observing(c : character): SEES;
};
utility(): 0;
utility(Ann): (if(poor(Ann)) -2 else 0) + (if(rich(Ann)) 2 else 0);
utility(Bob): if(rich(Bob)) 1 else 0;
"""
SEEN = COINS.replace("SEES", "True")
UNSEEN = COINS.replace("SEES", "c == d")


def test_a_loss_distresses_and_its_doer_angers() -> None:
    feelings = felt(SEEN, "rob(Bob, Ann)")
    assert kinds(feelings, "Ann", 1) >= {"distress", "anger"}
    (anger,) = feelings.of("Ann", Kind.anger)
    assert (anger.toward, anger.causes, anger.degree) == ("Bob", (1,), Degree.overwhelming)
    (distress,) = feelings.of("Ann", Kind.distress)
    assert distress.facts == ("poor(Ann)",)
    assert kinds(feelings, "Bob", 1) == {"joy"}  # he does not care: no guilt, no shame
    assert kinds(feelings, "Cid") == set()


def test_who_sees_nothing_feels_nothing() -> None:
    feelings = felt(UNSEEN, "rob(Bob, Ann)")
    assert not kinds(feelings, "Ann", 1) & {"distress", "anger", "fears confirmed"}


def test_a_gift_pleases_and_its_giver_is_thanked() -> None:
    feelings = felt(SEEN, "give(Cid, Ann)")
    assert kinds(feelings, "Ann", 1) >= {"joy", "gratitude"}
    assert feelings.of("Ann", Kind.gratitude)[0].toward == "Cid"
    assert kinds(feelings, "Cid", 1) == set()  # to him it means nothing


def test_who_cares_is_proud_to_help() -> None:
    feelings = felt(SEEN + "utility(Cid): if(rich(Ann)) 1 else 0;", "give(Cid, Ann)")
    (pride,) = feelings.of("Cid", Kind.pride)
    assert pride.toward == "Ann"


def test_one_who_could_not_know_is_not_to_blame() -> None:
    """Bob opens a door and does not know that Ann's bird flies out; she knows that he does not."""
    world = """
    property open() : boolean;
    property bird() : boolean;
    property gone() : boolean;
    bird();
    believes(Bob, !bird());
    believes(Ann, believes(Bob, !bird()));
    action open_door(d : character) {
        precondition: !open();
        effect: open() & if(bird()) gone();
        consenting: d;
    };
    utility(): 0;
    utility(Ann): if(gone()) -1 else 0;
    """
    feelings = felt(world, "open_door(Bob)")
    assert "distress" in kinds(feelings, "Ann", 1)
    assert "anger" not in kinds(feelings, "Ann")
    knowing = world.replace("believes(Bob, !bird());", "").replace(
        "believes(Ann, believes(Bob, !bird()));", ""
    )
    assert "anger" in kinds(felt(knowing, "open_door(Bob)"), "Ann", 1)


CONSCIENCE = """
property told(d : character, v : character) : boolean;
property raining() : boolean;
action lie(d : character, v : character) {
    precondition: d != v & !raining();
    effect: told(d, v) & believes(v, raining());
    consenting: d;
    observing(c : character): SEES;
};
action stop(d : character, v : character) {
    precondition: !raining();
    effect: believes(v, !raining());
    consenting: d;
    observing(c : character): False;
};
utility(): 0;
utility(Ann): if(raining()) -1 else 0;
utility(Bob): if(told(Bob, Ann)) -1 else 0;
"""


def test_guilt_needs_a_wrong_and_somebody_who_cares() -> None:
    alone = CONSCIENCE.replace("SEES", "c == d")
    feelings = felt(alone, "lie(Bob, Ann)")
    (guilt,) = feelings.of("Bob", Kind.guilt)
    assert (guilt.toward, guilt.facts, guilt.causes) == ("Ann", ("raining()",), (1,))
    assert not feelings.of("Bob", Kind.shame)  # nobody saw it
    assert "guilt" not in kinds(felt(alone, "lie(Cid, Ann)"), "Cid")  # he does not care
    assert "guilt" not in kinds(felt(alone, "lie(Bob, Cid)"), "Bob")  # not about Cid


def test_shame_needs_a_witness() -> None:
    feelings = felt(CONSCIENCE.replace("SEES", "c == d | c == Cid"), "lie(Bob, Ann)")
    assert feelings.of("Bob", Kind.shame)[0].toward == "Ann"


def test_a_lie_that_comes_out_angers_and_hurts_if_there_is_love() -> None:
    alone = CONSCIENCE.replace("SEES", "c == d | c == v")
    feelings = felt(alone, "lie(Cid, Ann)", "stop(Bob, Ann)")
    (anger,) = feelings.of("Ann", Kind.anger)
    assert (anger.beat, anger.toward, anger.causes) == (2, "Cid", (1, 2))
    assert not feelings.of("Ann", Kind.hurt)
    loving = alone.replace(
        "utility(Ann): if(raining()) -1 else 0;",
        "property alive(c : character) : boolean;\nforall(c : character) alive(c);\n"
        "action slay(d : character, v : character)"
        " { precondition: alive(v); effect: !alive(v); consenting: d; };\n"
        "utility(Ann): (if(raining()) -1 else 0) + (if(alive(Cid)) 3 else 0);\n"
        "utility(Cid): if(alive(Cid)) 3 else 0;",
    )
    feelings = felt(loving, "lie(Cid, Ann)", "stop(Bob, Ann)")
    assert [f.toward for f in feelings.of("Ann", Kind.love)] == ["Cid"]
    assert feelings.of("Ann", Kind.hurt)[0].toward == "Cid"
    assert not feelings.of("Cid", Kind.love)
    slain = felt(loving, "slay(Bob, Cid)")
    assert kinds(slain, "Ann", 1) >= {"distress", "reproach"}
    assert kinds(slain, "Cid", 1) == set()  # the dead feel nothing


PLAN = """
property stage() : number;
property blocked() : boolean;
stage() = 1;
action step(d : character, from : number) {
    precondition: stage() == 1 & !blocked();
    effect: stage() = 2;
    consenting: d;
};
action finish(d : character) {
    precondition: stage() == 2 & !blocked();
    effect: stage() = 3;
    consenting: d;
};
action block(d : character) {
    precondition: !blocked();
    effect: blocked();
    consenting: d;
};
utility(): 0;
utility(Ann): if(stage() == 3) 1 else 0;
utility(Bob): if(blocked() & stage() == 2) 1 else 0;
""".replace("step(d : character, from : number)", "step(d : character)")


def test_a_plan_gives_hope_and_its_end_satisfaction() -> None:
    feelings = felt(PLAN, "step(Ann)", "finish(Ann)")
    assert "hope" in kinds(feelings, "Ann", 1)
    (satisfaction,) = feelings.of("Ann", Kind.satisfaction)
    assert (satisfaction.beat, satisfaction.causes) == (2, (1, 2))
    assert "joy" in kinds(feelings, "Ann", 2)
    assert not feelings.of("Ann", Kind.disappointment)


def test_a_plan_that_is_foiled_disappoints() -> None:
    feelings = felt(PLAN, "step(Ann)", "block(Bob)")
    (disappointment,) = feelings.of("Ann", Kind.disappointment)
    assert disappointment.beat == 2
    assert not feelings.of("Ann", Kind.satisfaction)
    assert not feelings.of("Ann", Kind.distress)  # nothing is worse than it was


def test_what_another_wants_and_can_do_is_feared_then_confirmed() -> None:
    feelings = felt(SEEN, "rob(Bob, Ann)")
    (fear,) = feelings.of("Ann", Kind.fear)
    assert (fear.beat, fear.facts) == (0, ("poor(Ann)",))
    assert feelings.of("Ann", Kind.fears_confirmed)[0].causes == (0, 1)
    assert not feelings.of("Ann", Kind.relief)


def test_what_can_no_longer_happen_relieves() -> None:
    """Once Bob is rich he has no reason to rob any more."""
    feelings = felt(SEEN, "give(Cid, Bob)")
    (relief,) = feelings.of("Ann", Kind.relief)
    assert (relief.beat, relief.facts, relief.causes) == (1, ("poor(Ann)",), (0, 1))
    assert not feelings.of("Ann", Kind.fears_confirmed)


def test_what_nobody_wants_is_not_feared() -> None:
    nobody = SEEN.replace("utility(Bob): if(rich(Bob)) 1 else 0;", "")
    assert not felt(nobody, "give(Cid, Bob)").of("Ann", Kind.fear)


def test_an_empty_mind_feels_nothing() -> None:
    assert kinds(felt(SEEN, "rob(Bob, Ann)"), "Cid") == set()


def test_feelings_end_where_the_story_cannot_go_on() -> None:
    feelings = felt(SEEN, "rob(Bob, Ann)", "rob(Bob, Ann)", "give(Cid, Ann)")
    assert (feelings.impossible, feelings.last_beat) == (2, 1)
    assert all(feeling.beat < 2 for feeling in feelings.all)


@pytest.mark.parametrize(
    ("gain", "degree"),
    [(1, Degree.faint), (3, Degree.mild), (6, Degree.strong), (9, Degree.overwhelming)],
)
def test_degrees_follow_what_is_at_stake(gain: int, degree: Degree) -> None:
    world = f"""
    property won() : boolean;
    property all() : boolean;
    action win(d : character) {{ precondition: !won(); effect: won(); consenting: d; }};
    action reach(d : character) {{ precondition: !all(); effect: all(); consenting: d; }};
    utility(): 0;
    utility(Ann): (if(won()) {gain} else 0) + (if(all()) 9 else 0);
    """
    assert felt(world, "win(Ann)").of("Ann", Kind.joy)[0].degree is degree


def test_an_attempt_that_fails_disappoints() -> None:
    """Ann thinks that the door is open, tries it, and finds it locked."""
    world = """
    property locked() : boolean;
    property outside(c : character) : boolean;
    locked();
    believes(Ann, !locked());
    action go_out(d : character) {
        precondition: !locked() & !outside(d);
        effect: outside(d);
        consenting: d;
        fails;
    };
    utility(): 0;
    utility(Ann): if(outside(Ann)) 1 else 0;
    """
    feelings = felt(world, "try go_out(Ann)")
    assert feelings.impossible is None
    (disappointment,) = feelings.of("Ann", Kind.disappointment)
    assert disappointment.facts == ("outside(Ann)",)
    assert "joy" not in kinds(feelings, "Ann")


ERRAND = """
property at(c : character) : number;
property given() : boolean;
at(Bob) = 1;
action go(d : character) {
    precondition: at(d) == 1; effect: at(d) = 2; consenting: d;
};
action deliver(d : character) {
    precondition: at(d) == 2 & !given(); effect: given(); consenting: d;
    observing(c : character): c == d;
};
action send(d : character, e : character) {
    precondition: at(e) == 1 & at(d) == 0; effect: at(d) = 3; consenting: d;
};
utility(): 0;
utility(Ann): (if(given()) 1 else 0);
utility(Bob): if(given()) 1 else 0;
"""


def test_what_comes_unseen_is_hoped_for_still() -> None:
    """Ann has Bob sent to deliver something, and does not see that he does."""
    world = ERRAND.replace("precondition: at(d) == 1;", "precondition: at(d) == 1 & at(Ann) == 3;")
    feelings = felt(world, "send(Ann, Bob)", "go(Bob)", "deliver(Bob)")
    assert feelings.impossible is None
    assert feelings.of("Ann", Kind.hope)[0].facts == ("given()",)
    assert not feelings.of("Ann", Kind.disappointment)
    assert feelings.of("Bob", Kind.satisfaction)


def test_what_is_hoped_for_in_another_way_is_no_disappointment() -> None:
    """Ann hoped that Bob would take the ring; now she has it herself, to give it to him."""
    world = """
    property has(c : character) : boolean;
    property lies() : boolean;
    lies();
    action take(d : character) {
        precondition: lies(); effect: has(d) & !lies(); consenting: d;
    };
    action give(d : character, e : character) {
        precondition: has(d) & d != e; effect: has(e) & !has(d); consenting: d, e;
    };
    utility(): 0;
    utility(Ann): if(has(Bob)) 1 else 0;
    utility(Bob): if(has(Bob)) 1 else 0;
    """
    feelings = felt(world, "take(Ann)", "give(Ann, Bob)")
    assert "hope" in kinds(feelings, "Ann", 0)
    assert not feelings.of("Ann", Kind.disappointment)
    assert "satisfaction" in kinds(feelings, "Ann", 2)
