"""Canonical states: one object per meaning, however it was built."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dramaturge.ground.world import Value
from dramaturge.semantics.state import Canon, State, TooManyStatesError, reachable

Values = tuple[Value, ...]
MANY = settings(max_examples=100, deadline=None)


@dataclass(frozen=True)
class Graph:
    """Minds that believe in each other: values[n], and minds[n][character] is a node."""

    values: tuple[Values, ...]
    minds: tuple[tuple[int, ...], ...]

    def drafts(self) -> list[State]:
        def draft(node: int) -> State:
            minds = self.minds[node]
            return State(self.values[node], len(minds), lambda c: made[minds[c]])

        made = [draft(node) for node in range(len(self.values))]
        return made

    def classes(self) -> list[int]:
        """A number per node, equal iff two nodes mean the same: told apart by what they hold and
        by whom they believe, as often as there are nodes."""
        part = [0] * len(self.values)
        for _ in self.values:
            keys = [
                (part[n], self.values[n], tuple(part[m] for m in minds))
                for n, minds in enumerate(self.minds)
            ]
            part = [keys.index(key) for key in keys]
        return part


@st.composite
def graphs(draw: st.DrawFn, most: int = 7) -> Graph:
    count, characters = draw(st.integers(1, most)), draw(st.integers(1, 3))
    values = st.tuples(st.sampled_from((True, False)), st.sampled_from((0.0, None)))
    node = st.integers(0, count - 1)
    return Graph(
        tuple(draw(values) for _ in range(count)),
        tuple(tuple(draw(node) for _ in range(characters)) for _ in range(count)),
    )


def shown(state: State) -> list[tuple[Values, list[int]]]:
    """A canonical state as a list of its minds, breadth first."""
    found = reachable([state])
    return [(mind.values, [found.index(inner) for inner in mind.beliefs]) for mind in found]


@given(graph=graphs())
@MANY
def test_drafts_become_one_object_iff_they_mean_the_same(graph: Graph) -> None:
    canon = Canon()
    states = [canon.state(draft) for draft in graph.drafts()]
    classes = graph.classes()
    for one, first in enumerate(states):
        for other, second in enumerate(states):
            assert (first is second) == (classes[one] == classes[other])
    assert canon.count == len(set(classes))


@given(graph=graphs(), data=st.data())
@MANY
def test_the_order_of_building_does_not_matter(graph: Graph, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(graph.values))))
    straight, shuffled = Canon(), Canon()
    first = [straight.state(draft) for draft in graph.drafts()]
    drafts = graph.drafts()
    second = {n: shuffled.state(drafts[n]) for n in order}
    assert [shown(state) for state in first] == [shown(second[n]) for n in range(len(first))]


@given(graph=graphs(), rounds=st.integers(1, 4))
@MANY
def test_an_unrolled_state_means_the_same(graph: Graph, rounds: int) -> None:
    canon = Canon()

    def unrolled(node: int, left: int) -> State:
        """A copy of the node in which every mind is a new one, for so many levels."""
        return State(
            graph.values[node],
            len(graph.minds[node]),
            lambda c: inner(graph.minds[node][c], left),
        )

    def inner(node: int, left: int) -> State:
        return unrolled(node, left - 1) if left else drafts[node]

    drafts = graph.drafts()
    for node in range(len(graph.values)):
        assert canon.state(unrolled(node, rounds)) is canon.state(graph.drafts()[node])


@given(graph=graphs(), data=st.data())
@MANY
def test_drafts_may_believe_in_canonical_states(graph: Graph, data: st.DataObject) -> None:
    canon = Canon()
    known = [canon.state(draft) for draft in graph.drafts()]
    use = [data.draw(st.booleans()) for _ in known]
    mixed: list[State] = []
    for values, minds in zip(graph.values, graph.minds, strict=True):

        def believe(c: int, minds: Sequence[int] = minds) -> State:
            return known[minds[c]] if use[minds[c]] else mixed[minds[c]]

        mixed.append(State(values, len(minds), believe))
    assert [canon.state(draft) for draft in mixed] == known


@given(graph=graphs())
@MANY
def test_a_canonical_state_says_what_its_draft_said(graph: Graph) -> None:
    canon = Canon()
    for node, draft in enumerate(graph.drafts()):
        state = canon.state(draft)
        assert state.is_canonical
        assert canon.state(state) is state
        pairs = [(node, state)]
        for at, mind in pairs:
            assert mind.is_canonical
            assert mind.values == graph.values[at]
            for inner, believed in zip(graph.minds[at], mind.beliefs, strict=True):
                if (inner, believed) not in pairs:
                    pairs.append((inner, believed))


@given(first=graphs(4), second=graphs(4))
@MANY
def test_what_was_built_before_does_not_matter(first: Graph, second: Graph) -> None:
    fresh, used = Canon(), Canon()
    for draft in first.drafts():
        used.state(draft)
    for one, other in zip(second.drafts(), second.drafts(), strict=True):
        assert shown(fresh.state(one)) == shown(used.state(other))


def test_a_ring_is_one_state() -> None:
    """Ten minds in a circle that all hold the same are one that believes in itself."""
    ring = Graph(((1.0,),) * 10, tuple(((n + 1) % 10,) for n in range(10)))
    canon = Canon()
    states = {id(canon.state(draft)) for draft in ring.drafts()}
    assert len(states) == 1
    itself = State((1.0,), 1, None)
    itself.settle_minds([itself])
    assert shown(canon.state(ring.drafts()[3])) == shown(itself)


def test_rings_of_different_length_are_told_apart_by_what_they_hold() -> None:
    def ring(length: int) -> State:
        values = tuple((float(n == 0),) for n in range(length))
        return Graph(values, tuple(((n + 1) % length,) for n in range(length))).drafts()[0]

    canon = Canon()
    states = [canon.state(ring(length)) for length in (2, 3, 4, 6)]
    assert len(set(states)) == 4
    assert [len(reachable([state])) for state in states] == [2, 3, 4, 6]


def endless(first: float) -> State:
    return State((first,), 1, lambda c: endless(first + 1.0))


def test_a_construction_without_end_is_given_up() -> None:
    with pytest.raises(TooManyStatesError):
        Canon(bound=100).state(endless(0.0))


def test_the_bound_is_the_most_minds_of_one_construction() -> None:
    def line(length: int) -> State:
        values = tuple((float(n),) for n in range(length))
        return Graph(values, tuple((min(n + 1, length - 1),) for n in range(length))).drafts()[0]

    assert len(reachable([Canon(bound=100).state(line(100))])) == 100
    with pytest.raises(TooManyStatesError):
        Canon(bound=100).state(line(101))
