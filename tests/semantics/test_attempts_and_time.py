"""Attempts that fail, public properties and time. Source: docs/semantics.md 8, 9."""

from __future__ import annotations

import pytest

from dramaturge.ground import ground
from dramaturge.ground.world import GroundWorld, Value
from dramaturge.model import build
from dramaturge.problems import errors
from dramaturge.semantics import Dynamics, State
from dramaturge.semantics.explained import Reasons
from dramaturge.source import Source
from dramaturge.syntax import parse

HALL = """
entity Ann : character; entity Ben : character; entity Cid : character;
type place; entity Hall : place; entity Yard : place; entity Pit : place;
property at(c : character) : place;
property amulet() : place;
property locked() : boolean;
property dark() : boolean;
property coins() : number;
property noise() : boolean;
forall(c : character) at(c) = Hall;
"""


def ground_of(text: str, *, prune: bool = True) -> GroundWorld:
    tree, problems = parse(Source("test.world", HALL + text))
    assert not problems
    world, found = build(tree, "test")
    assert world is not None, found
    made, noted = ground(world, prune=prune)
    assert made is not None, noted
    assert not errors(noted)
    return made


class Play:
    """A world in motion."""

    def __init__(self, text: str, *, prune: bool = True) -> None:
        self.ground = ground_of(text, prune=prune)
        self.dynamics = Dynamics(self.ground)
        start = self.dynamics.initial
        assert start is not None
        self.state: State = start

    def index(self, name: str) -> int:
        return [action.name for action in self.ground.actions].index(name)

    def can(self, name: str, *minds: str) -> bool:
        return self.dynamics.possible(self.mind(*minds), self.index(name))

    def act(self, *names: str) -> None:
        for name in names:
            after = self.dynamics.after(self.state, self.index(name))
            assert after is not None, name
            self.state = after

    def mind(self, *minds: str) -> State:
        state = self.state
        for name in minds:
            state = state.believed(self.ground.characters.index(name))
        return state

    def value(self, fluent: str, *minds: str) -> Value:
        names = [each.name for each in self.ground.fluents]
        return self.mind(*minds).values[names.index(fluent)]


LEAVE = """
locked(); believes(Ann, !locked()); believes(Ben, !locked());
believes(Cid, believes(Ann, !locked())); believes(Ben, believes(Cid, !locked()));
action leave(c : character) {
  precondition: at(c) == Hall & !locked();
  effect: at(c) = Yard;
  consenting: c;
  observing(o : character): at(o) == Hall & o != Cid;
  %s
};
action unlock() { effect: !locked() & noise(); };
utility(Ann): if(at(Ann) == Yard) 1 else 0;
"""


def test_without_a_fails_part_there_is_no_attempt() -> None:
    assert [a.name for a in ground_of(LEAVE % "").actions if a.motive is not None] == []


def test_an_attempt_needs_a_false_precondition_and_belief_in_it() -> None:
    play = Play(LEAVE % "fails;")
    assert play.can("try leave(Ann)")
    assert not play.can("leave(Ann)")
    assert not play.can("try leave(Cid)")  # who knows better
    assert not play.can("try leave(Ann)", "Ann")  # who thinks it works
    assert play.can("try leave(Ann)", "Cid")  # who thinks that Ann does


@pytest.mark.parametrize("prune", [True, False])
def test_default_failure_teaches_those_who_consent_and_those_who_see(prune: bool) -> None:
    play = Play(LEAVE % "fails;", prune=prune)
    play.act("try leave(Ann)")
    assert play.value("at(Ann)") == "Hall"
    for minds in (("Ann",), ("Ben",), ("Ann", "Ben"), ("Ben", "Ann"), ("Ann", "Ann")):
        assert play.value("locked()", *minds) is True, minds
    assert play.value("locked()", "Ben", "Cid") is False  # Cid does not see it
    assert play.value("locked()", "Cid", "Ann") is False
    assert not play.can("try leave(Ann)")


def test_who_consents_sees_the_failure_unless_the_author_says_otherwise() -> None:
    play = Play(LEAVE % "fails: { effect: noise(); observing(o : character): o == Ben; };")
    play.act("try leave(Ann)")
    assert play.value("noise()") is True
    assert play.value("locked()", "Ann") is False
    assert play.value("noise()", "Ann") is False
    assert play.value("noise()", "Ben") is True
    assert play.can("try leave(Ann)")


DIG = """
amulet() = Pit; believes(Ann, amulet() = Yard); coins() = 3; believes(Ann, coins() = 9);
dark(); believes(Ann, !dark());
action dig(c : character, p : place) {
  precondition: amulet() == p & coins() > 5 & !dark();
  effect: amulet() = Hall;
  consenting: c;
  fails;
};
action spend() { effect: coins() = coins() - 1 & !dark(); observing(o : character): False; };
utility(Ann): if(amulet() == Hall) 1 else 0;
"""


@pytest.mark.parametrize("prune", [True, False])
def test_every_comparison_that_failed_is_learnt(prune: bool) -> None:
    play = Play(DIG, prune=prune)
    play.act("try dig(Ann, Yard)")
    assert play.value("dark()", "Ann") is True
    assert play.value("amulet()", "Ann") is None
    assert play.value("coins()", "Ann") is None


def test_values_that_a_failure_brings_are_reachable() -> None:
    text = (
        DIG
        + """
action wonder(c : character) {
  precondition: believes(c, amulet() == ?);
  effect: noise();
  consenting: c;
};"""
    )
    play = Play(text)
    play.act("try dig(Ann, Yard)", "wonder(Ann)")
    assert play.value("noise()") is True


def test_an_attempt_has_the_reasons_of_the_action() -> None:
    play = Play(LEAVE % "fails;")
    reasons = Reasons(play.dynamics, 2, 2)
    attempt = play.index("try leave(Ann)")
    assert reasons.fully_explained(play.state, attempt)
    assert not reasons.fully_explained(play.state, play.index("try leave(Ben)"))  # wants nothing
    plan = reasons.reason(play.state, -1, 0, attempt, 2, 0)
    assert plan == (play.index("leave(Ann)"),)


TRAP = """
locked(); believes(Ann, !locked());
believes(Cid, believes(Ann, !locked()));
action leave(c : character) {
  precondition: !locked() & at(c) == Hall;
  effect: at(c) = Yard;
  consenting: c;
  fails: { effect: noise(); };
};
action invite(c : character, o : character) {
  precondition: c != o & !dark();
  effect: dark();
  consenting: c;
};
action sneak(c : character) {
  precondition: noise();
  effect: at(c) = Pit;
  consenting: c;
};
utility(Ann): if(at(Ann) == Yard) 1 else 0;
utility(Cid): if(at(Cid) == Pit) 2 elseif(dark()) 1 else 0;
"""


def test_others_may_be_expected_to_fail() -> None:
    """Cid opens with an act, waits for Ann to fail noisily, and uses the noise."""
    text = TRAP.replace("precondition: noise();", "precondition: noise() & dark();")
    play = Play(text.replace("elseif(dark()) 1 ", ""))
    reasons = Reasons(play.dynamics, 3, 3)
    plan = reasons.reason(play.state, -1, 2, play.index("invite(Cid, Ben)"), 3, 0)
    assert plan is not None
    assert [play.ground.actions[act].name for act in plan] == [
        "invite(Cid, Ben)",
        "try leave(Ann)",
        "sneak(Cid)",
    ]


def test_nobody_plans_to_fail() -> None:
    """Cid could make the noise, were it not for knowing so little of Cid's own mind."""
    text = TRAP.replace("precondition: noise();", "precondition: noise() & dark();")
    text = text.replace(
        "believes(Cid, believes(Ann, !locked()));", "believes(Cid, believes(Cid, !locked()));"
    )
    text = text.replace("believes(Ann, !locked());", "")
    play = Play(text.replace("elseif(dark()) 1 ", ""))
    assert play.can("try leave(Cid)", "Cid")
    reasons = Reasons(play.dynamics, 3, 3)
    assert reasons.reason(play.state, -1, 2, play.index("invite(Cid, Ben)"), 3, 0) is None


CLOCK = """
property wet(c : character) : boolean;
believes(Ben, believes(Cid, noise()));
action wait(c : character) {
  precondition: before(100);
  consenting: c;
  observing(o : character): o == c;
  lasts: 10;
};
action nap(c : character) {
  effect: if(noise()) wet(c);
  consenting: c;
  lasts: if(noise()) 1 else 5;
};
deadline flood at 25 : forall(c : character) if(at(c) == Hall) wet(c);
"""


def test_what_is_public_changes_in_every_mind_at_once() -> None:
    play = Play(CLOCK)
    play.act("wait(Ann)")
    for minds in ((), ("Ann",), ("Ben",), ("Ben", "Cid"), ("Cid", "Ann", "Ben")):
        assert play.value("now()", *minds) == 10.0


def test_public_effects_are_read_where_the_event_happens() -> None:
    play = Play(CLOCK)
    play.act("nap(Ann)")
    assert play.value("now()", "Ben", "Cid") == 5.0
    assert play.value("wet(Ann)", "Ben", "Cid") is True


def test_an_imagined_event_stays_in_the_mind() -> None:
    play = Play(CLOCK)
    mind = play.dynamics.after(play.mind("Ben"), play.index("wait(Ann)"))
    assert mind is not None
    assert 10.0 in mind.values
    assert 10.0 in mind.believed(2).believed(0).values
    assert play.value("now()", "Ben") == 0.0


def test_a_deadline_fires_once_everywhere_with_the_beliefs_of_each() -> None:
    play = Play(
        CLOCK.replace("at(c) = Hall;", "") + "believes(Ben, at(Ann) = Yard);"
        "action dry(c : character) { effect: !wet(c); };"
    )
    play.act("wait(Ann)", "wait(Ben)")
    assert play.value("wet(Ann)") is False
    play.act("wait(Cid)")
    assert play.value("wet(Ann)") is True
    assert play.value("wet(Ann)", "Cid") is True
    assert play.value("wet(Ann)", "Ben") is False
    assert play.value("wet(Cid)", "Ben") is True
    play.act("dry(Ann)", "wait(Ann)")
    assert play.value("wet(Ann)") is False


def test_before_and_after() -> None:
    play = Play(CLOCK)
    for _ in range(10):
        assert play.can("wait(Ann)")
        play.act("wait(Ann)")
    assert not play.can("wait(Ann)")


def test_every_action_lasts_the_default_but_a_failure_lasts_what_it_says() -> None:
    text = LEAVE.replace("%s", "fails: { lasts: 7; };") + "lasts default 2;"
    play = Play(text)
    play.act("try leave(Ann)")
    assert play.value("now()") == 7.0
    play.act("unlock()")
    assert play.value("now()") == 9.0
    play = Play(LEAVE % "fails;" + "lasts default 2;")
    play.act("try leave(Ann)")
    assert play.value("now()") == 0.0


def test_surprise_spares_what_is_public() -> None:
    text = """
public property alarm : boolean;
public property limit : number;
limit() = 5; coins() = 9; believes(Ann, coins() = 1);
action pay(c : character) {
  precondition: limit() < coins() & !alarm();
  effect: noise();
  consenting: c;
};
action ring() { effect: alarm() & limit() = 4; observing(o : character): False; };
"""
    play = Play(text)
    play.act("pay(Ben)")
    assert play.value("coins()", "Ann") is None
    assert play.value("limit()", "Ann") == 5.0
    play.act("ring()")
    assert play.value("limit()", "Ann", "Cid") == 4.0
    assert play.value("alarm()", "Ben") is True
    assert not play.can("pay(Ben)")
