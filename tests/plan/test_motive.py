"""Motives against the definition, on small worlds made by chance."""

from __future__ import annotations

import random
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dramaturge.ground.world import (
    TRUE,
    All,
    Any,
    Arithmetic,
    Choice,
    Comparator,
    Compare,
    Condition,
    Const,
    Entry,
    GroundEffect,
    GroundEvent,
    GroundFluent,
    GroundWorld,
    Match,
    Operator,
    Read,
    Term,
    Truth,
    Value,
)
from dramaturge.plan import imagine
from dramaturge.plan.bounds import Bounds
from dramaturge.plan.motive import Motive, Motives
from dramaturge.semantics import AUTHOR, Dynamics, Reasons, State, reachable
from dramaturge.story import Explanation
from tests.fuzzing import FIRST, MANY
from tests.plan.cases import KINDS
from tests.plan.market import grounded

TRIED = {"errands": 300, "dense": 60, "planted": 60, "extended": 60, "mixed": 60}  # worlds

TRADE = """
entity Ann : character; entity Bob : character;
property there() : boolean; property sold() : boolean; property read() : boolean;
action go(c : character) { precondition: c == Ann; effect: there(); consenting: c };
action sell(c : character, d : character) {
    precondition: there() & c == Ann & d == Bob & !sold();
    effect: sold();
    consenting: c, d
};
action study() { precondition: sold(); effect: read(); consenting: Bob };
utility(Ann): if(sold()) 1 else 0;
utility(Bob): if(sold()) 1 else 0;
"""

FLUENTS = (
    GroundFluent("p()", "p", (), "boolean"),
    GroundFluent("q()", "q", (), "boolean"),
    GroundFluent("r()", "r", (), "boolean"),
    GroundFluent("u()", "u", (), "boolean"),
    GroundFluent("at()", "at", (), "entity", ("A", "B", "C")),
    GroundFluent("to()", "to", (), "entity", ("A", "B")),
    GroundFluent("n()", "n", (), "number"),
)
BOOLEANS, ENTITIES, NUMBER = (0, 1, 2, 3), (4, 5), 6


class Maker:
    """Parts of a world, drawn from one seed."""

    def __init__(self, seed: int, minds: int) -> None:
        self.random = random.Random(seed)
        self.minds = minds

    def chain(self) -> tuple[int, ...]:
        lengths = (0, 0, 0, 0, 0, 1, 1, 2)
        return tuple(self.random.randrange(self.minds) for _ in range(self.random.choice(lengths)))

    def value(self, fluent: int, truth: float = 0.5) -> Value:
        if fluent in BOOLEANS:
            return self.random.random() < truth
        if fluent == NUMBER:
            return float(self.random.randrange(3))
        return self.random.choice((*FLUENTS[fluent].domain, None))

    def leaf(self) -> Condition:
        kind = self.random.random()
        if kind < 0.1:
            left, right = Read(self.chain(), 4), Read(self.chain(), 5)
            return Match(left, right, self.random.random() < 0.5)
        if kind < 0.25:
            operator: Comparator = self.random.choice(("==", "!=", ">=", "<=", ">", "<"))
            read = Read(self.chain(), NUMBER)
            return Compare(operator, read, Const(self.value(NUMBER)), (read,))
        fluent = self.random.choice(BOOLEANS + ENTITIES)
        read = Read(self.chain(), fluent)
        same: Comparator = "==" if fluent in BOOLEANS else self.random.choice(("==", "!="))
        return Compare(same, read, Const(self.value(fluent, 0.7)), (read,))

    def condition(self, least: int = 0, most: int = 2) -> Condition:
        parts = tuple(self.leaf() for _ in range(self.random.randint(least, most)))
        if len(parts) > 1 and self.random.random() < 0.3:
            return Any(parts)
        return All(parts) if len(parts) > 1 else parts[0] if parts else TRUE

    def aim(self) -> Condition:
        """Something that mostly takes several acts."""
        if self.random.random() < 0.25:
            return self.condition(1, 2)
        wanted = self.random.sample(BOOLEANS, self.random.randint(1, 3))
        leaves = [
            Compare("==", Read((), fluent), Const(True), (Read((), fluent),)) for fluent in wanted
        ]
        return All((*leaves, self.leaf())) if self.random.random() < 0.2 else All(tuple(leaves))

    def term(self, fluent: int) -> Term:
        kind = self.random.random()
        if kind < 0.1:
            return Choice(self.leaf(), Const(self.value(fluent)), Const(self.value(fluent)))
        if kind < 0.2:
            return Read(self.chain(), fluent)
        if fluent == NUMBER and kind < 0.7:
            operator: Operator = self.random.choice(("+", "+", "-", "*"))
            return Arithmetic(operator, Read((), NUMBER), Const(1.0))
        if fluent in BOOLEANS and kind < 0.3:
            return Truth(self.leaf())
        return Const(self.value(fluent, 0.8))

    def effects(self, count: int) -> tuple[GroundEffect, ...]:
        found = []
        for _ in range(count):
            if self.random.random() < 0.6:
                fluent = self.random.choice(BOOLEANS)
                found.append(GroundEffect((), fluent, Const(True), TRUE))
                continue
            fluent = self.random.choice((*BOOLEANS, *BOOLEANS, *ENTITIES, NUMBER))
            condition = self.leaf() if self.random.random() < 0.2 else TRUE
            found.append(GroundEffect(self.chain()[:1], fluent, self.term(fluent), condition))
        return tuple(found)

    def action(self, index: int) -> GroundEvent:
        everyone = range(self.minds)
        number = self.random.choice((0, 1, 1, 1, 1, min(2, self.minds)))
        return GroundEvent(
            f"a{index}()",
            f"a{index}",
            (),
            self.condition(0, 1) if self.random.random() < 0.7 else self.condition(2, 2),
            self.effects(self.random.choice((1, 1, 2))),
            tuple(sorted(self.random.sample(everyone, number))),
            tuple(TRUE if self.random.random() < 0.6 else self.condition(0, 1) for _ in everyone),
        )

    def utility(self) -> Term:
        parts: list[Term] = [
            Choice(self.aim(), Const(float(self.random.choice((1, 1, 2)))), Const(0.0))
            for _ in range(self.random.choice((1, 1, 2)))
        ]
        if self.random.random() < 0.2:
            parts.append(Read((), NUMBER))
        total = parts[0]
        for part in parts[1:]:
            total = Arithmetic("+", total, part)
        return total

    def world(self, actions: int) -> GroundWorld:
        entries = [Entry((), f, self.value(f, 0.1)) for f in range(len(FLUENTS))]
        for _ in range(self.random.randrange(4)):
            fluent = self.random.randrange(len(FLUENTS))
            chain = self.chain()
            if chain:
                entries.append(Entry(chain, fluent, self.value(fluent)))
        triggers = tuple(
            GroundEvent(f"t{i}()", f"t{i}", (), self.condition(2, 2), self.effects(1))
            for i in range(self.random.choice((0, 0, 1, 2)))
        )
        return GroundWorld(
            "toy",
            tuple("XYZ"[: self.minds]),
            ("A", "B", "C"),
            FLUENTS,
            tuple(self.action(i) for i in range(actions)),
            triggers,
            tuple(self.utility() for _ in range(1 + self.minds)),
            tuple({(e.chain, e.fluent): e for e in entries}.values()),
        )


def walk(dynamics: Dynamics, chooser: random.Random, length: int) -> State | None:
    state = dynamics.initial
    for _ in range(length):
        if state is None:
            return None
        following = [dynamics.after(state, a) for a in range(len(dynamics.ground.actions))]
        possible = [after for after in following if after is not None]
        if not possible:
            return state
        state = chooser.choice(possible)
    return state


def disagreements(seed: int, minds: int, actions: int, character_limit: int, el: int) -> int:
    """Asserts that every question in a few states has the same answer; how many said yes."""
    dynamics = Dynamics(Maker(seed, minds).world(actions))
    chooser = random.Random(seed)
    bounds = Bounds(dynamics.ground, character_limit + seed % 2 * 3)  # those of a higher rung
    motives = Motives(dynamics, character_limit, el, bounds=bounds)
    reasons = Reasons(dynamics, character_limit, el)
    found = 0
    for length in (0, 1, 3):
        state = walk(dynamics, chooser, length)
        if state is None or len(reachable([state])) > 40:
            continue
        for action, event in enumerate(dynamics.ground.actions):
            for character in event.consenting:
                expected = reasons.reason(state, AUTHOR, character, action, character_limit, 0)
                motive = motives.motive(state, character, action)
                assert motive.exhausted
                assert (motive.found is not None) == (expected is not None), (seed, action)
                if motive.found is not None and expected is not None:
                    found += len(motive.found.plan) > 1
                    names = [step.action for step in motive.found.plan]
                    assert names[0] == event.name
    return found


@pytest.mark.fuzz
@settings(max_examples=5_000 if MANY else 250, deadline=None)
@given(
    st.integers(0, 2**32),
    st.integers(1, 3),
    st.integers(2, 5),
    st.integers(1, 4),
    st.integers(0, 3),
    st.sampled_from((1, 15)),
)
def test_motives_are_those_of_the_definition(
    seed: int, minds: int, actions: int, character_limit: int, epistemic_limit: int, patience: int
) -> None:
    with patch.object(imagine, "PATIENCE", patience):  # 1: the rich bound from the first state on
        disagreements(seed, minds, actions, character_limit, epistemic_limit)


@pytest.mark.fuzz
@pytest.mark.parametrize(("kind", "tried"), TRIED.items())
def test_motives_in_small_worlds_are_those_of_the_definition(kind: str, tried: int) -> None:
    shared = 0
    for seed in range(FIRST, FIRST + tried * (10 if MANY else 1)):
        dynamics = Dynamics(KINDS[kind].make(seed))
        if (state := dynamics.initial) is None:
            continue
        chooser = random.Random(seed)
        character_limit, epistemic_limit = chooser.choice((3, 4)), chooser.choice((0, 1, 1, 2))
        motives = Motives(dynamics, character_limit, epistemic_limit)
        reasons = Reasons(dynamics, character_limit, epistemic_limit)
        for mind, owner, depth in ((state, AUTHOR, 0), (state.believed(0), 0, 1)):
            for action, event in enumerate(dynamics.ground.actions):
                if dynamics.ground.fails_knowingly(action, owner):
                    continue
                for who in event.consenting:
                    expected = reasons.reason(mind, owner, who, action, character_limit, depth)
                    motive = motives.motive(mind, who, action, owner=owner, depth=depth)
                    assert (motive.found is not None) == (expected is not None), (seed, action)
                    if motive.found is not None:
                        beyond = epistemic_limit - depth - (who != owner)
                        shared += plans_deeper_than(beyond, motive.found)
    assert shared > 8 or kind != "errands"


def plans_deeper_than(nested: int, reason: Explanation) -> int:
    """How many plans of several acts there are in minds within more than so many minds."""
    within = [deeper for step in reason.plan for deeper in step.explanations]
    here = nested < 0 and len(reason.plan) > 1
    return here + sum(plans_deeper_than(nested - 1, deeper) for deeper in within)


def test_chance_worlds_hold_plans_of_several_acts() -> None:
    assert sum(disagreements(seed, 2, 5, 4, 2) for seed in range(60)) > 5


def asked(text: str, act: str, who: str, limits: tuple[int, int, int | None]) -> Motive:
    _, ground = grounded(text)
    dynamics = Dynamics(ground)
    names = [action.name for action in ground.actions]
    state = dynamics.initial
    assert state is not None
    return Motives(dynamics, *limits).motive(state, ground.characters.index(who), names.index(act))


def test_a_reason_is_a_plan_with_the_reasons_of_others() -> None:
    found = asked(TRADE, "go(Ann)", "Ann", (3, 1, None)).found
    assert found is not None
    assert [step.action for step in found.plan] == ["go(Ann)", "sell(Ann, Bob)"]
    (bob,) = found.plan[1].explanations
    assert (bob.character, [step.action for step in bob.plan]) == ("Bob", ["sell(Ann, Bob)"])


def test_others_in_a_mind_need_room_for_their_own_plans() -> None:
    text = TRADE.replace("utility(Bob): if(sold()) 1", "utility(Bob): if(read()) 1")
    assert asked(text, "go(Ann)", "Ann", (3, 2, None)).found is not None
    assert asked(text, "go(Ann)", "Ann", (2, 2, None)).found is None
    assert asked(text, "go(Ann)", "Ann", (3, 1, None)).found is not None  # Ann's mind shares it
    assert asked(text, "go(Ann)", "Ann", (3, 0, None)).found is None


def test_a_refusal_says_how_far_was_searched() -> None:
    text = TRADE.replace("utility(Bob): if(sold()) 1", "utility(Bob): if(sold()) -1")
    whole = asked(text, "go(Ann)", "Ann", (6, 2, None))
    assert (whole.found, whole.searched, whole.exhausted) == (None, 6, True)
    cut = asked(text, "go(Ann)", "Ann", (6, 2, 0))
    assert (cut.found, cut.exhausted) == (None, False)
    assert cut.searched < 6


def test_the_state_limit_is_counted_anew_for_each_question() -> None:
    _, ground = grounded(TRADE)
    dynamics = Dynamics(ground)
    assert dynamics.initial is not None
    motives = Motives(dynamics, 4, 2, 50)
    for _ in range(3):
        assert motives.motive(dynamics.initial, 0, 0).exhausted
        assert motives.visited <= 50


def test_limits_may_be_absent() -> None:
    _, ground = grounded(TRADE)
    dynamics = Dynamics(ground)
    assert dynamics.initial is not None
    assert Motives(dynamics, None, None, 1_000).motive(dynamics.initial, 0, 0).found is not None
