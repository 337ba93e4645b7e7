"""Conditions lowered once for all values of the variables that they read.

Definitions make conditions that come back in many instances: who hears what is said where does not
depend on what is said. Small ones are lowered again, that is quicker.
"""

from __future__ import annotations

from dramaturge.ground.references import Bindings
from dramaturge.ground.world import Chain, Condition, Value
from dramaturge.model import expression as model
from dramaturge.model.expression import Expression, Variable

Key = tuple[int, Chain, bool, tuple[Value, ...]]

LEAST_SIZE = 8
MOST_KEPT = 200_000  # of conditions; beyond that they are lowered anew

_COMPOUND = (model.And, model.Or, model.Quantified, model.Conditional)


class Shared:
    """The conditions known so far. Expressions are told apart by identity, so they must live on."""

    def __init__(self) -> None:
        self.known: dict[Key, Condition] = {}
        self._read: dict[int, tuple[Variable, ...] | None] = {}

    def key(
        self, expression: Expression, bound: Bindings, chain: Chain, wanted: bool
    ) -> Key | None:
        """What the condition depends on; None if it is not worth keeping."""
        if type(expression) not in _COMPOUND:
            return None
        place = id(expression)
        if place not in self._read:
            size, variables = _measured(expression)
            self._read[place] = tuple(variables) if size >= LEAST_SIZE else None
        read = self._read[place]
        if read is None:
            return None
        return place, chain, wanted, tuple([bound[variable] for variable in read])

    def keep(self, key: Key, condition: Condition) -> None:
        if len(self.known) < MOST_KEPT:
            self.known[key] = condition


def _measured(expression: Expression) -> tuple[int, dict[Variable, None]]:
    """How many nodes there are, and the variables that are bound outside."""
    size, found, own = 0, dict[Variable, None](), set[Variable]()
    waiting = [expression]
    while waiting:
        node = waiting.pop()
        size += 1
        match node:
            case model.Bound():
                found[node.variable] = None
            case model.Fluent() | model.FactTerm():
                found.update((slot, None) for slot in node.arguments if isinstance(slot, Variable))
            case model.Holds():
                size += LEAST_SIZE
                if isinstance(node.fact, Variable):
                    found[node.fact] = None
            case model.Believed():
                if isinstance(node.character, Variable):
                    found[node.character] = None
                waiting.append(node.body)
            case model.Quantified():
                size += LEAST_SIZE
                own.add(node.variable)
                waiting.append(node.body)
            case model.Not():
                waiting.append(node.body)
            case model.And() | model.Or():
                waiting += node.parts
            case model.Conditional():
                waiting += [part for branch in node.branches for part in branch]
                waiting.append(node.otherwise)
            case model.Comparison() | model.Arithmetic():
                waiting += (node.left, node.right)
            case model.TypeTest():
                waiting.append(node.subject)
    return size, {variable: None for variable in found if variable not in own}
