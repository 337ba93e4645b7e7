"""Mixed arithmetic without brackets: the old grouping against the usual one.

The old planner splits at the first `*`, else the first `/`, else `+`, else `-`. Where that gives
another value than the usual rules, an author must write brackets (decision 6).
"""

from __future__ import annotations

from dramaturge.source import Span
from dramaturge.syntax import tree
from dramaturge.syntax.expressions import Chain, Operator

_STRENGTH: dict[Operator, int] = {"*": 2, "/": 2, "+": 1, "-": 1}
_PRIME = (1 << 61) - 1
_TRIALS = 3


def usual(chain: Chain, span: Span) -> tree.Expression:
    """The chain grouped as usual: `*` and `/` before `+` and `-`, from the left."""
    waiting: list[Operator] = []
    done: list[tree.Expression] = [chain.leaves[0]]

    def close(strength: int) -> None:
        while waiting and _STRENGTH[waiting[-1]] >= strength:
            right, left = done.pop(), done.pop()
            done.append(tree.Arithmetic(waiting.pop(), left, right, span))

    for operator, leaf in zip(chain.operators, chain.leaves[1:], strict=True):
        close(_STRENGTH[operator])
        waiting.append(operator)
        done.append(leaf)
    close(0)
    return done[0]


def is_doubtful(chain: Chain, old: tree.Expression) -> bool:
    """Whether the two groupings differ in value, or an open part could take in what follows.

    A sum of open `if`s is no doubt: a second `else` ends the first `if` in both readings.
    """
    for index, is_open in enumerate(chain.is_open[:-1]):
        followed_by_if = any(
            is_later_open and isinstance(leaf, tree.If) and leaf.otherwise is not None
            for leaf, is_later_open in zip(
                chain.leaves[index + 1 :], chain.is_open[index + 1 :], strict=True
            )
        )
        if is_open and not (isinstance(chain.leaves[index], tree.If) and followed_by_if):
            return True
    if len(set(chain.operators)) == 1 and chain.operators[0] in "+*":
        return False
    return not are_equal(old, usual(chain, old.span), chain)


def are_equal(one: tree.Expression, other: tree.Expression, chain: Chain) -> bool:
    """Whether two groupings of a chain agree for all values.

    Both are quotients of polynomials in the leaves, each leaf used once; they are compared at
    points of a large prime field, where different ones agree with negligible chance.
    """
    for trial in range(1, _TRIALS + 1):
        values = {
            id(leaf): pow(3 + trial, 1000 + 77 * place, _PRIME)
            for place, leaf in enumerate(chain.leaves)
        }
        if _value(one, values) != _value(other, values):
            return False
    return True


def _value(expression: tree.Expression, values: dict[int, int]) -> int:
    known = values.get(id(expression))
    if known is not None:
        return known
    assert isinstance(expression, tree.Arithmetic)
    left, right = _value(expression.left, values), _value(expression.right, values)
    match expression.operator:
        case "*":
            return left * right % _PRIME
        case "/":
            return left * pow(right, _PRIME - 2, _PRIME) % _PRIME
        case "+":
            return (left + right) % _PRIME
        case "-":
            return (left - right) % _PRIME
