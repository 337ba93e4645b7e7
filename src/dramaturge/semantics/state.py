"""States with beliefs nested without end, and one canonical object per meaning.

A state is a valuation and, for every character, the state that the character believes in. That
structure is endless but regular, so it is kept as a finite graph that may have cycles. Two states
mean the same iff they agree on all values and, recursively, on all beliefs (bisimulation);
`Canon` gives equal meanings the same object, so that `is` compares whole minds.
Source: docs/semantics.md 2; SEMANTICS.md 2 "Same state?".
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Sequence

from dramaturge.ground.world import Value

BOUND = 50_000  # drafts that one construction may have, which may mean the same

Values = tuple[Value, ...]
Mind = Callable[[int], "State"]


def _gone(character: int) -> State:
    raise AssertionError("a draft is asked for its minds after it was taken apart")


class TooManyStatesError(Exception):
    """A construction, or a state, grew past its bound: the event has no successor."""


class State:
    """values[fluent], and believed(character), computed when first asked for.

    A *draft* is built with a function that gives its beliefs; a canonical state has them all.
    """

    __slots__ = ("_beliefs", "_believe", "_minds", "values")

    def __init__(self, values: Values, count: int, believe: Mind | None) -> None:
        self.values = values
        self._minds: list[State | None] = [None] * count
        self._beliefs: tuple[State, ...] | None = None
        self._believe = believe

    def believed(self, character: int) -> State:
        """The state that the character believes in."""
        mind = self._minds[character]
        if mind is None:
            assert self._believe is not None
            mind = self._minds[character] = self._believe(character)
        return mind

    @property
    def beliefs(self) -> tuple[State, ...]:
        """beliefs[character]."""
        if self._beliefs is None:
            minds, believe = self._minds, self._believe
            assert believe is not None
            for character, mind in enumerate(minds):
                if mind is None:
                    minds[character] = believe(character)
            self._beliefs = tuple(minds)  # type: ignore[arg-type]
        return self._beliefs

    @property
    def is_canonical(self) -> bool:
        return self._believe is None

    def take_apart(self) -> None:
        """Only `forget` may do that."""
        self._minds, self._beliefs, self._believe = [], (), _gone

    def settle_minds(self, minds: tuple[State, ...]) -> None:
        """Makes a draft canonical: only `Canon` may do that."""
        self._minds, self._beliefs = list(minds), minds
        self._believe = None


class Overlay(State):
    """A draft whose minds differ from those of another state, its base, which it asks first.

    However many of them lie on each other, asking one takes no deeper calls than asking two.
    """

    __slots__ = ("_base",)

    def __init__(self, values: Values, count: int, believe: Mind, base: State) -> None:
        super().__init__(values, count, believe)
        self._base = base

    def believed(self, character: int) -> State:
        if self._minds[character] is None:
            below, base = [], self._base
            while isinstance(base, Overlay) and base._minds[character] is None:
                below.append(base)
                base = base._base
            for draft in reversed(below):
                State.believed(draft, character)
        return State.believed(self, character)


def forget(drafts: Iterable[State]) -> None:
    """Takes drafts apart that are not needed any more: they lead back to themselves, so that Python
    would have to look for them."""
    for draft in drafts:
        if not draft.is_canonical:
            draft.take_apart()


def reachable(
    roots: Iterable[State], known: Collection[State] = (), most: float = math.inf
) -> list[State]:
    """The canonical states met from the roots inwards, breadth first, each once, but for those
    that are known and what is met through them alone. most: where there are more than that, some
    of them are left out."""
    found = [state for state in dict.fromkeys(roots) if state not in known]
    seen = set(found)
    for state in found:  # grows while it is walked
        if len(found) > most:
            break
        for mind in state.beliefs:
            if mind not in seen and mind not in known:
                seen.add(mind)
                found.append(mind)
    return found


class Canon:
    """The canonical states of one world. `bound`: drafts that one construction may have."""

    def __init__(self, bound: int = BOUND) -> None:
        self._bound = bound
        self._by_step: dict[tuple[Values, tuple[State, ...]], State] = {}
        self._by_shape: dict[tuple[object, ...], State] = {}
        self.count = 0

    def state(self, draft: State) -> State:
        """The canonical state that means the same as the draft."""
        return draft if draft.is_canonical else self.states(draft)[draft]

    def states(self, root: State) -> dict[State, State]:
        """The canonical states that mean the same as the drafts met from the root inwards."""
        done: dict[State, State] = {}
        if root.is_canonical:
            return done
        for component in _components(root, self._bound):
            if len(component) == 1 and component[0] not in component[0].beliefs:
                done[component[0]] = self._plain(component[0], done)
            else:
                self._cyclic(component, done)
        return done

    def _plain(self, draft: State, done: dict[State, State]) -> State:
        minds = tuple(done.get(mind, mind) for mind in draft.beliefs)
        known = self._by_step.get((draft.values, minds))
        return known if known is not None else self._new(draft.values, minds)

    def _new(self, values: Values, minds: tuple[State, ...]) -> State:
        state = State(values, len(minds), None)
        state.settle_minds(minds)
        self._by_step[values, minds] = state
        self.count += 1
        return state

    def _cyclic(self, component: list[State], done: dict[State, State]) -> None:
        """Drafts that believe in each other: they mean something known, or all are new."""
        if len(component) == 1:  # mostly; the shape is that of `_shape`
            (draft,) = component
            minds = (0 if mind is draft else done.get(mind, mind) for mind in draft.beliefs)
            state = self._by_shape.get((draft.values, *minds))
            if state is not None:
                done[draft] = state
                return
        outside = [done.get(m, m) for draft in component for m in draft.beliefs]
        inside = set(component)
        for candidate in reachable(state for state in outside if state not in inside):
            same = _same_meaning(component[0], candidate, inside, done)
            if same is not None:
                done.update(same)
                return
        part = _partition(component, inside, done)
        shapes = {draft: _shape(draft, part, inside, done) for draft in component}
        known = [self._by_shape.get(shapes[draft]) for draft in component]
        if known[0] is None:
            self._add(component, part, shapes, done)
            return
        for draft, state in zip(component, known, strict=True):
            assert state is not None
            done[draft] = state

    def _add(
        self,
        component: list[State],
        part: dict[State, int],
        shapes: dict[State, tuple[object, ...]],
        done: dict[State, State],
    ) -> None:
        fresh: dict[int, tuple[State, State]] = {}  # part -> its canonical state, a draft of it
        for draft in component:
            count = len(draft.beliefs)
            state, _ = fresh.setdefault(part[draft], (State(draft.values, count, None), draft))
            done[draft] = state
        for state, draft in fresh.values():
            minds = tuple(done.get(mind, mind) for mind in draft.beliefs)
            state.settle_minds(minds)
            self._by_step[state.values, minds] = state
            self._by_shape[shapes[draft]] = state
            self.count += 1


def _components(root: State, bound: int) -> list[list[State]]:
    """Strongly connected components of the drafts under root, inner ones first (Tarjan 1972)."""
    order: dict[State, int] = {root: 0}
    low: dict[State, int] = {root: 0}
    stack, work = [root], [(root, iter(root.beliefs))]
    open_, components = {root}, []
    while work:
        state, minds = work[-1]
        for mind in minds:
            if mind.is_canonical:
                continue
            if mind not in order:
                if len(order) >= bound:
                    raise TooManyStatesError
                order[mind] = low[mind] = len(order)
                stack.append(mind)
                open_.add(mind)
                work.append((mind, iter(mind.beliefs)))
                break
            if mind in open_:
                low[state] = min(low[state], order[mind])
        else:
            work.pop()
            if work:
                low[work[-1][0]] = min(low[work[-1][0]], low[state])
            if low[state] == order[state]:
                at = stack.index(state)
                components.append(stack[at:])
                open_.difference_update(stack[at:])
                del stack[at:]
    return components


def _same_meaning(
    draft: State, candidate: State, inside: set[State], done: dict[State, State]
) -> dict[State, State] | None:
    """For each draft the canonical state it equals if `draft` equals `candidate`, else None."""
    same = {draft: candidate}
    for left in (pairs := [draft]):  # grows while it is walked
        right = same[left]
        if left.values != right.values:
            return None
        for mind, other in zip(left.beliefs, right.beliefs, strict=True):
            if mind not in inside:
                if done.get(mind, mind) is not other:
                    return None
            elif mind not in same:
                same[mind] = other
                pairs.append(mind)
            elif same[mind] is not other:
                return None
    return same


def _partition(
    component: Sequence[State], inside: set[State], done: dict[State, State]
) -> dict[State, int]:
    """A number per draft, equal iff they mean the same (Moore's refinement)."""
    part: dict[State, int] = dict.fromkeys(component, 0)
    count = 0
    while True:
        numbers: dict[tuple[object, ...], int] = {}
        refined: dict[State, int] = {}
        for draft in component:
            minds = (part[m] if m in inside else done.get(m, m) for m in draft.beliefs)
            key = (draft.values, part[draft], *minds)
            refined[draft] = numbers.setdefault(key, len(numbers))
        part = refined
        if len(numbers) == count:
            return part
        count = len(numbers)


def _shape(
    root: State, part: dict[State, int], inside: set[State], done: dict[State, State]
) -> tuple[object, ...]:
    """The component seen from one root, written in an order that depends on meaning alone."""
    number = {part[root]: 0}
    shape: list[object] = []
    for draft in (walk := [root]):  # grows while it is walked
        shape.append(draft.values)
        for mind in draft.beliefs:
            if mind not in inside:
                shape.append(done.get(mind, mind))
                continue
            if part[mind] not in number:
                number[part[mind]] = len(number)
                walk.append(mind)
            shape.append(number[part[mind]])
    return tuple(shape)
