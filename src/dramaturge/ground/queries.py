"""Questions asked of a world that is already ground, as conditions and terms over its fluents.

Source: docs/language.md, "Stories", "Endings" and "Patterns".
"""

from __future__ import annotations

from dramaturge.ground.limits import DEFAULT_LIMIT, Budget, GroundingError
from dramaturge.ground.lower import Lowering
from dramaturge.ground.table import table_of
from dramaturge.ground.world import Condition, GroundWorld, Term
from dramaturge.model.expression import Expression
from dramaturge.model.world import World


class Queries:
    """Makes them of expressions. One for all questions of a ground world: to number what never
    changes in it, of which there may be thousands, costs more than most questions."""

    def __init__(self, world: World, ground: GroundWorld) -> None:
        self._table = table_of(world, ground)

    def term(self, expression: Expression) -> Term:
        """The value of an expression without free variables.

        Raises ValueError where it names a property that does not exist.
        """
        try:
            return self.lowering().term(expression, {})
        except GroundingError as refused:
            raise ValueError(refused.problem.message) from None

    def condition(self, expression: Expression) -> Condition:
        """As `term`, for a condition."""
        try:
            return self.lowering().condition(expression, {})
        except GroundingError as refused:
            raise ValueError(refused.problem.message) from None

    def lowering(self) -> Lowering:
        """What makes conditions with values for their variables; it may raise GroundingError. A
        new one each time: it takes expressions to live as long as it does."""
        return Lowering(self._table, Budget(DEFAULT_LIMIT))


def ground_term(world: World, ground: GroundWorld, expression: Expression) -> Term:
    """`Queries.term`, for a single question."""
    return Queries(world, ground).term(expression)


def ground_condition(world: World, ground: GroundWorld, expression: Expression) -> Condition:
    """`Queries.condition`, for a single question."""
    return Queries(world, ground).condition(expression)
