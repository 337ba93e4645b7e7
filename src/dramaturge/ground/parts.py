"""The precondition of an event, part by part, while its parameters are bound one after another.

Each part is lowered once for the values of its own variables, as soon as they are bound, and cuts
the branch if it can never hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dramaturge.ground.imply import Facts, SimpleForms
from dramaturge.ground.lower import Lowering
from dramaturge.ground.reach import Reach
from dramaturge.ground.references import Bindings
from dramaturge.ground.substitute import Substitution
from dramaturge.ground.variables import Key, expression_variables, key_at, places
from dramaturge.ground.world import FALSE, TRUE, All, Condition, Value
from dramaturge.model import expression as model
from dramaturge.model.expression import Expression
from dramaturge.model.world import Event

Pieces = dict[int, Condition]
"""The parts of a conjunction by identity, each once."""


@dataclass(frozen=True, slots=True)
class _Lowered:
    """A part for some values of its variables. given: with fixed fluents put in; plain: see
    `SimpleForms.plain`, of what is given."""

    pieces: Pieces
    given: Pieces
    plain: tuple[tuple[int, Condition], ...] | None


@dataclass(frozen=True, slots=True)
class _Part:
    """known: by the values of its variables, what it is lowered to; None if it can never hold."""

    expression: Expression
    key: Key
    known: dict[object, _Lowered | None]


class Parts:
    """The precondition of one event.

    start: what fluents can hold at all; None: what can never hold is kept.
    """

    def __init__(
        self,
        event: Event,
        lowering: Lowering,
        forms: SimpleForms,
        folded: Substitution,
        start: Reach | None,
    ) -> None:
        self._lowering = lowering
        self._forms = forms
        self._folded = folded
        self._start = start
        self._due = _due_parts(event)
        self._lowered = [_TRUE] * sum(map(len, self._due))
        # What the parts due so far say, if it is plain, by the number of bound parameters.
        self._plain: list[Pieces | None] = [None] * len(self._due)

    def bind(self, depth: int, arguments: Sequence[Value], bound: Bindings) -> bool:
        """Lower what is decided by this many arguments; False: no instance can happen."""
        due = self._due[depth]
        for at, part in due:
            key = part.key(arguments)
            if key not in part.known:
                part.known[key] = self._lower(part.expression, bound)
            lowered = part.known[key]
            if lowered is None:
                return False
            self._lowered[at] = lowered
        plain = self._plain[depth - 1] if depth else {}
        if plain is not None and due:
            plain = self._with(plain, [at for at, _ in due])
        self._plain[depth] = plain
        return True

    @property
    def plain(self) -> Pieces | None:
        """What it says once all parameters are bound; None where that is not plain."""
        return self._plain[-1]

    def precondition(self) -> Condition:
        """All of it, once all parameters are bound."""
        pieces: Pieces = {}
        for part in self._lowered:
            pieces.update(part.pieces)
        return _conjunction(pieces)

    def facts(self) -> Facts:
        """What it says, also where that is not plain."""
        given: Pieces = {}
        for part in self._lowered:
            given.update(part.given)
        return Facts(() if id(FALSE) in given else given.values(), self._forms)

    def _with(self, plain: Pieces, due: Sequence[int]) -> Pieces | None:
        """What is plain, and these parts; None if they are not plain or about the same."""
        plain = dict(plain)
        for at in due:
            added = self._lowered[at].plain
            if added is None:
                return None
            for subject, leaf in added:
                if plain.setdefault(subject, leaf) is not leaf:
                    return None
        return plain

    def _lower(self, expression: Expression, bound: Bindings) -> _Lowered | None:
        lowered = self._lowering.condition(expression, bound)
        if self._start is not None and (lowered is FALSE or not self._start.possible(lowered)):
            return None
        pieces = pieces_of(lowered)
        given = self._folded.condition(lowered)
        if given is lowered:
            return _Lowered(pieces, pieces, self._forms.plain(pieces.values()))
        known = pieces_of(given)
        return _Lowered(pieces, known, self._forms.plain(known.values()))


def pieces_of(condition: Condition) -> Pieces:
    """The parts of a condition."""
    if condition is TRUE:
        return {}
    parts = condition.parts if isinstance(condition, All) else (condition,)
    return {id(part): part for part in parts}


def _conjunction(pieces: Pieces) -> Condition:
    if not pieces:
        return TRUE
    if id(FALSE) in pieces:
        return FALSE
    parts = tuple(pieces.values())
    return parts[0] if len(parts) == 1 else All(parts)


_TRUE = _Lowered({}, {}, ())


def _conjuncts(expression: Expression) -> Iterator[Expression]:
    if isinstance(expression, model.And):
        for part in expression.parts:
            yield from _conjuncts(part)
    else:
        yield expression


def _due_parts(event: Event) -> list[list[tuple[int, _Part]]]:
    """Per number of bound parameters, the parts of the precondition then decided, each with its
    place in the precondition."""
    due: list[list[tuple[int, _Part]]] = [[] for _ in range(len(event.parameters) + 1)]
    for at, expression in enumerate(_conjuncts(event.precondition)):
        named = places(event.parameters, expression_variables(expression))
        due[max(named, default=-1) + 1].append((at, _Part(expression, key_at(named), {})))
    return due
