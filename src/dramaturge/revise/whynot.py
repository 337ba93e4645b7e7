"""Why an act does not happen: the smallest sets of facts, beliefs and wants that would have to be
otherwise in a situation, each verified by the reference semantics.

First whatever makes the act possible, in truth and in the eyes of all who must be willing; then one
belief or want more of each who has no reason.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from dramaturge.ground.walk import reads
from dramaturge.ground.world import Compare, Condition, Const, GroundEvent, Read, Value
from dramaturge.html import answer, cell, listing, table
from dramaturge.plan.falsity import false_parts
from dramaturge.plan.motive import Motives, OutOfStatesError
from dramaturge.revise.hypothesis import Difference, supposed, with_wants
from dramaturge.semantics import Dynamics, State
from dramaturge.story import Limits

Set = tuple[Difference, ...]
MOST_FIXES = 200  # combinations of what makes an act possible
STATES_PER_REASON = 300  # a reason dearer than that counts as none
NUMBERS = (0.0, 1.0, -1.0)


class OutOfTimeError(Exception):
    """The time for a question is up."""


@dataclass(frozen=True, slots=True)
class WhyNot:
    """What keeps an act from happening.

    happens: nothing does: it is possible and all concerned have a reason. impossible: whether it is
    in truth; blocked: those in whose eyes it is; unwilling: those who see that they could, and have
    no reason. sets: each would be enough, smallest first. limit: "time" if not all were tried.
    words: the act in words.
    """

    act: str
    happens: bool
    impossible: bool
    blocked: tuple[str, ...]
    unwilling: tuple[str, ...]
    sets: tuple[Set, ...]
    limit: str | None
    words: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    def _repr_html_(self) -> str:
        told = ["Nothing keeps it from happening."] if self.happens else []
        told += ["It is impossible now."] if self.impossible else []
        told += [f"In {name}'s eyes it is impossible." for name in self.blocked]
        told += [f"{name} has no reason for it." for name in self.unwilling]
        rows = [(cell(number), listing(map(str, one))) for number, one in enumerate(self.sets, 1)]
        return answer(
            self.words.get(self.act, self.act),
            listing(told),
            table(("", "it would happen if"), rows),
        )


class Asked:
    """Questions about one world, within limits of plans in minds and of states for a reason."""

    def __init__(self, dynamics: Dynamics, limits: Limits) -> None:
        self._dynamics = dynamics
        self._ground = dynamics.ground
        self._limits = limits
        self._names = [fluent.name for fluent in self._ground.fluents]
        self._motives: dict[Set, Motives] = {}

    def why_not(
        self, state: State, action: int, *, most: int = 5, time_limit_s: float = 10.0
    ) -> WhyNot:
        """Why the action does not happen in the state, which comes after its triggers."""
        self._until = time.monotonic() + time_limit_s
        event = self._ground.actions[action]
        name = self._ground.characters.__getitem__
        holds = self._dynamics.possible
        blocked = [c for c in event.consenting if not holds(state.believed(c), action)]
        open_ = [c for c in event.consenting if c not in blocked]
        unwilling = [c for c in open_ if not self._has_reason((), state, c, action)]
        impossible = not holds(state, action)
        happens = not (impossible or blocked or unwilling)
        sets: list[Set] = []
        limit = None
        try:
            if not happens:
                for found in self._sets(state, event, action):
                    sets.append(found)
                    if len(sets) == most:
                        break
        except OutOfTimeError:
            limit = "time"
        return WhyNot(
            event.name,
            happens,
            impossible,
            tuple(map(name, blocked)),
            tuple(map(name, unwilling)),
            tuple(sorted(sets, key=_oddity)),
            limit,
        )

    # What would be enough.

    def _sets(self, state: State, event: GroundEvent, action: int) -> Iterator[Set]:
        bases = sorted(self._possible_by(state, event), key=_oddity)
        found: list[Set] = []
        shapes: set[tuple[object, ...]] = set()  # of the same shape, one will do
        for base in bases:
            if _shape(base) not in shapes and self._would(base, state, action):
                found.append(base)
                shapes.add(_shape(base))
                yield base
        for base in bases:
            if base in found:
                continue
            missing = self._unwilling(base, state, action)
            if len(missing) > 2:
                continue
            choices = [list(self._reasons(base, state, event, c, action)) for c in missing]
            for more in product(*choices):
                whole = (*base, *more)
                if _shape(whole) in shapes:
                    continue
                if not any(set(smaller) <= set(whole) for smaller in found):
                    found.append(whole)
                    shapes.add(_shape(whole))
                    yield whole

    def _possible_by(self, state: State, event: GroundEvent) -> Iterator[Set]:
        """Sets that make the precondition true, in truth and in all minds concerned."""
        places: list[tuple[tuple[str, ...], State]] = [((), state)]
        for character in event.consenting:
            places.append(((self._ground.characters[character],), state.believed(character)))
        choices: list[list[Difference]] = []
        for minds, where in places:
            for part in false_parts(self._dynamics, event.precondition, where):
                fixes = list(self._fixes(part, where, minds))
                if not fixes:
                    return  # nothing simple makes it true
                choices.append(fixes)
        for number, chosen in enumerate(product(*choices)):
            if number == MOST_FIXES:
                return
            yield tuple(dict.fromkeys(chosen))

    def _fixes(self, part: Condition, where: State, minds: tuple[str, ...]) -> Iterator[Difference]:
        for read in dict.fromkeys(reads(part)):
            fluent = self._ground.fluents[read.fluent]
            inner = tuple(self._ground.characters[c] for c in read.chain)
            kind = "belief" if minds + inner else "fact"
            for value in self._values(read.fluent, part):
                one = Difference(kind, minds + inner, fluent.name, value)  # type: ignore[arg-type]
                relative = Difference(kind, inner, fluent.name, value)  # type: ignore[arg-type]
                if self._dynamics.holds(part, supposed(self._dynamics, where, (relative,))):
                    yield one

    def _values(self, fluent: int, part: Condition | None = None) -> list[Value]:
        known: list[Value] = []
        if isinstance(part, Compare):
            known = [t.value for t in (part.left, part.right) if isinstance(t, Const)]
        match self._ground.fluents[fluent].kind:
            case "boolean":
                return [True, False]
            case "number":
                numbers = [v for v in known if isinstance(v, float)]
                return list(dict.fromkeys([*numbers, *(n + 1 for n in numbers), *NUMBERS]))
            case _:
                return [*self._ground.fluents[fluent].domain, None]

    def _reasons(
        self, base: Set, state: State, event: GroundEvent, character: int, action: int
    ) -> Iterator[Difference]:
        """One belief or want more that gives the character a reason."""
        name = self._ground.characters[character]
        mind = supposed(self._dynamics, state, base).believed(character)
        for effect in event.effects:
            if not effect.chain:
                value = self._dynamics.value(effect.value, mind)
                want = Difference("want", (name,), self._names[effect.fluent], value)
                if self._has_reason((*base, want), state, character, action):
                    yield want
        others = [c for c in range(len(self._ground.characters)) if c != character]
        # What the character thinks; then what they think that the others think.
        for minds in ((character,), *((character, other) for other in others)):
            where = mind if len(minds) == 1 else mind.believed(minds[1])
            for fluent in dict.fromkeys(read.fluent for read in self._relevant(minds[-1])):
                for value in self._values(fluent):
                    names = tuple(self._ground.characters[c] for c in minds)
                    belief = Difference("belief", names, self._names[fluent], value)
                    if where.values[fluent] != value and self._has_reason(
                        (*base, belief), state, character, action
                    ):
                        yield belief

    def _relevant(self, character: int) -> Iterator[Read]:
        yield from reads(self._ground.utilities[1 + character])
        for event in self._ground.actions:
            if character in event.consenting:
                yield from reads(event.precondition)
                for effect in event.effects:
                    yield from reads(effect.condition)

    # Whether it would happen.

    def _would(self, differences: Set, state: State, action: int) -> bool:
        now = supposed(self._dynamics, state, differences)
        return self._dynamics.possible(now, action) and not self._unwilling(
            differences, state, action
        )

    def _unwilling(self, differences: Set, state: State, action: int) -> list[int]:
        consenting = self._ground.actions[action].consenting
        return [c for c in consenting if not self._has_reason(differences, state, c, action)]

    def _has_reason(self, differences: Set, state: State, character: int, action: int) -> bool:
        """A question that is too dear to answer counts as no."""
        if differences and time.monotonic() > self._until:
            raise OutOfTimeError
        wants = tuple(one for one in differences if one.kind == "want")
        motives = self._motives_of(wants)
        now = supposed(motives.dynamics, state, differences)
        mind = now.believed(character)
        if motives.dynamics.after(mind, action) is None:
            return False
        try:
            return motives.motive(now, character, action).found is not None
        except OutOfStatesError:
            return False

    def _motives_of(self, wants: Set) -> Motives:
        if wants not in self._motives:
            dynamics = self._dynamics
            if wants:
                dynamics = Dynamics(with_wants(self._ground, wants))
            limits = self._limits
            self._motives[wants] = Motives(
                dynamics, limits.character, limits.epistemic, limits.states
            )
        return self._motives[wants]


def _shape(differences: Set) -> tuple[object, ...]:
    """What is otherwise, whatever it is instead."""
    return tuple((one.kind, one.minds, one.fluent) for one in differences)


def _oddity(differences: Set) -> tuple[int, int, int]:
    """What to rank sets by: their size, then beliefs that would be wrong, then things unknown."""
    facts = {one.fluent: one.value for one in differences if one.kind == "fact"}
    wrong = sum(
        one.kind == "belief" and facts.get(one.fluent, one.value) != one.value
        for one in differences
    )
    return len(differences), wrong, sum(one.value is None for one in differences)
