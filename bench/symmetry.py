"""Which entities of a world are interchangeable, the beginning included, and what that would save.

    python -m bench.symmetry [FILE...] [--states N]

Two entities are interchangeable if the ground world is the same with their names exchanged: its
events, wants and beginning. Of all states that are met, minds included, those that only differ
by such an exchange are one orbit; a search that knew would keep one state of each. Without files,
our own worlds and, where they are, the shared problems are looked at. An analysis only: the order
of triggers and of effects in the text is not compared.
"""

from __future__ import annotations

import argparse
import itertools
import math
import sys
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from pathlib import Path

from bench.generate import INSTANCES
from bench.loading import load
from bench.shared import SHARED, missing, problem_names, problem_text
from dramaturge.ground.world import (
    All,
    Always,
    Any,
    Arithmetic,
    Chain,
    Choice,
    Compare,
    Condition,
    Const,
    GroundEvent,
    GroundWorld,
    Match,
    Read,
    Term,
    Truth,
    Value,
)
from dramaturge.kernel import StateGraph

MOST_STATES = 3_000
MOST_EXCHANGES = 120
Names = Mapping[str, str]


def main() -> int:
    parser = argparse.ArgumentParser(description="Look for interchangeable entities.")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument(
        "--states", type=int, default=MOST_STATES, help=f"to look at [{MOST_STATES}]"
    )
    options = parser.parse_args()
    print(f"{'world':<18}{'states':>8}{'orbits':>8}{'saved':>8}  interchangeable")
    for name, text in _texts(options.files):
        world = load(text, name).world
        classes = interchangeable(world)
        states, orbits = orbit_count(world, classes, options.states)
        told = "; ".join(", ".join(each) for each in classes) or "nothing"
        saved = f"{1 - orbits / states:.0%}" if classes else ""
        print(f"{name:<18}{states:>8,}{orbits if classes else '':>8}{saved:>8}  {told}", flush=True)
    return 0


def interchangeable(world: GroundWorld) -> list[list[str]]:
    """The classes of two entities or more of which any two can be exchanged."""
    plain = _described(world, {})
    classes: list[list[str]] = []
    for entity in world.entities:
        for known in classes:
            one, other = known[0], entity
            if _described(world, {one: other, other: one}) == plain:
                known.append(entity)
                break
        else:
            classes.append([entity])
    matters = {name for fluent in world.fluents for name in (*fluent.arguments, *fluent.domain)}
    return [each for each in classes if len(each) > 1 and not matters.isdisjoint(each)]


def orbit_count(world: GroundWorld, classes: Sequence[Sequence[str]], most: int) -> tuple[int, int]:
    """The states within so many acts that there are at most so many, and how many differ by more
    than an exchange. Of very many exchanges only the first are tried, so orbits may be fewer."""
    graph = StateGraph(world)
    states = _met(graph, most)
    exchanges = list(itertools.islice(_exchanges(classes), MOST_EXCHANGES))
    shapes: dict[Hashable, int] = {}
    rounds = _rounds(graph, states, world)
    images = [_colours(graph, states, world, names, rounds, shapes) for names in exchanges]
    smallest = {min(image[state] for image in images) for state in states}
    return len(states), len(smallest)


def _texts(files: Sequence[Path]) -> Iterator[tuple[str, str]]:
    if files:
        yield from ((path.stem, path.read_text(encoding="utf-8")) for path in files)
        return
    yield from ((name, known.text) for name, known in INSTANCES.items())
    if missing(SHARED):
        print("the shared benchmarks are not there; only our own worlds are looked at")
        return
    yield from ((name, problem_text(SHARED, name)) for name in problem_names(SHARED))


def _exchanges(classes: Sequence[Sequence[str]]) -> Iterator[Names]:
    """Every way to rename within the classes, none at all first."""
    orders = [list(itertools.permutations(each)) for each in classes]
    if math.prod(map(len, orders)) > MOST_EXCHANGES:  # two at a time will have to do
        yield {}
        for each in classes:
            yield from ({a: b, b: a} for a, b in itertools.combinations(each, 2))
        return
    for chosen in itertools.product(*orders):
        yield {
            old: new
            for each, order in zip(classes, chosen, strict=True)
            for old, new in zip(each, order, strict=True)
        }


def _met(graph: StateGraph, most: int) -> list[int]:
    """Breadth first, minds included, until there are enough."""
    met = dict.fromkeys(_closed(graph, graph.initial))
    level = list(met)
    while level and len(met) < most:
        following: dict[int, None] = {}
        for state in level:
            for action in graph.possible_actions(state):
                after = graph.after(state, action)
                if after is not None and after not in met and len(met) < most:
                    new = [each for each in _closed(graph, after) if each not in met]
                    met.update(dict.fromkeys(new))
                    following.update(dict.fromkeys(new))
        level = list(following)
    return list(met)


def _closed(graph: StateGraph, state: int) -> list[int]:
    """A state and all that are believed in it, however deep."""
    found = {state: None}
    work = [state]
    while work:
        inner = work.pop()
        for character in range(len(graph.ground.characters)):
            mind = graph.believed(inner, character)
            if mind not in found:
                found[mind] = None
                work.append(mind)
    return list(found)


def _rounds(graph: StateGraph, states: Sequence[int], world: GroundWorld) -> int:
    """How deep one must look to tell all states apart."""
    for rounds in range(1, 50):
        found = _colours(graph, states, world, {}, rounds, {})
        if len(set(found.values())) == len(states):
            return rounds
    raise AssertionError("different states look the same")


def _colours(
    graph: StateGraph,
    states: Sequence[int],
    world: GroundWorld,
    names: Names,
    rounds: int,
    shapes: dict[Hashable, int],
) -> dict[int, int]:
    """By state, a number for what it is like once entities are renamed, some minds deep."""

    def number(shape: Hashable) -> int:
        return shapes.setdefault(shape, len(shapes))

    numbers = {fluent.name: at for at, fluent in enumerate(world.fluents)}
    moved = [
        numbers[_fluent_name(fluent.property, fluent.arguments, names)] for fluent in world.fluents
    ]
    people = list(world.characters)
    seats = [people.index(names.get(name, name)) for name in people]
    found: dict[int, int] = {}
    for state in states:
        values: list[Value] = [None] * len(moved)
        for at, value in zip(moved, graph.values(state), strict=True):
            values[at] = _value(value, names)
        found[state] = number(tuple(values))
    own = dict(found)
    for _ in range(rounds):
        before, found = found, {}
        for state in states:
            minds = [0] * len(people)
            for character, seat in enumerate(seats):
                minds[seat] = before[graph.believed(state, character)]
            found[state] = number((own[state], tuple(minds)))
    return found


# A ground world as a value that does not depend on the order of anything, with entities renamed.


def _described(world: GroundWorld, names: Names) -> Hashable:
    people = [names.get(name, name) for name in world.characters]
    describe = _Describer(world, names, people)
    utilities = dict(zip(["", *people], map(describe.term, world.utilities), strict=True))
    return (
        frozenset(_fluent_name(f.property, f.arguments, names) for f in world.fluents),
        frozenset(Counter(map(describe.event, world.actions)).items()),
        frozenset(Counter(map(describe.event, world.triggers)).items()),
        frozenset(utilities.items()),
        frozenset(
            (describe.chain(e.chain), describe.fluents[e.fluent], _value(e.value, names))
            for e in world.initial
        ),
    )


class _Describer:
    def __init__(self, world: GroundWorld, names: Names, people: Sequence[str]) -> None:
        self.names = names
        self.people = people
        self.fluents = [_fluent_name(f.property, f.arguments, names) for f in world.fluents]

    def chain(self, chain: Chain) -> Hashable:
        return tuple(self.people[character] for character in chain)

    def event(self, event: GroundEvent) -> Hashable:
        effects = frozenset(
            (
                self.chain(effect.chain),
                self.fluents[effect.fluent],
                self.term(effect.value),
                self.condition(effect.condition),
            )
            for effect in event.effects
        )
        return (
            event.event,
            self.condition(event.precondition),
            effects,
            frozenset(self.people[character] for character in event.consenting),
            frozenset(zip(self.people, map(self.condition, event.observing), strict=False)),
        )

    def condition(self, condition: Condition) -> Hashable:
        match condition:
            case Always():
                return condition.value
            case All():
                return ("all", frozenset(map(self.condition, condition.parts)))
            case Any():
                return ("any", frozenset(map(self.condition, condition.parts)))
            case Compare():
                return condition.operator, self.term(condition.left), self.term(condition.right)
            case Match():
                sides = frozenset((self.term(condition.left), self.term(condition.right)))
                return condition.equal, sides

    def term(self, term: Term) -> Hashable:
        match term:
            case Read():
                return self.chain(term.chain), self.fluents[term.fluent]
            case Const():
                return type(term.value).__name__, _value(term.value, self.names)
            case Arithmetic(operator="+"):
                return ("+", frozenset(Counter(self._summands(term)).items()))
            case Arithmetic():
                return term.operator, self.term(term.left), self.term(term.right)
            case Choice():
                branches = self.term(term.then), self.term(term.otherwise)
                return "if", self.condition(term.condition), *branches
            case Truth():
                return "truth", self.condition(term.condition)

    def _summands(self, term: Term) -> Iterator[Hashable]:
        if isinstance(term, Arithmetic) and term.operator == "+":
            yield from self._summands(term.left)
            yield from self._summands(term.right)
        else:
            yield self.term(term)


def _fluent_name(name: str, arguments: Sequence[str], names: Names) -> str:
    return f"{name}({', '.join(names.get(each, each) for each in arguments)})"


def _value(value: Value, names: Names) -> Value:
    return names.get(value, value) if isinstance(value, str) else value


if __name__ == "__main__":
    sys.exit(main())
