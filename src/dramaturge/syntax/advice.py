"""Expressions that can be read but deserve a word: about their grouping."""

from __future__ import annotations

from collections.abc import Iterator

from dramaturge.problems import Problem
from dramaturge.syntax import tree
from dramaturge.syntax.arithmetic import is_doubtful, usual
from dramaturge.syntax.expressions import Reader
from dramaturge.syntax.printer import show

_SHOWN = 120


def advice(reader: Reader, expression: tree.Expression, legacy: bool) -> Iterator[Problem]:
    """The problems with how an expression just read by the reader was grouped.

    legacy: doubtful arithmetic is not reported, it keeps the old grouping.
    """
    waiting = [expression]
    while waiting:
        node = waiting.pop()
        chain = reader.chains.get(id(node))
        if chain is None:
            waiting.extend(reversed(tree.children(node)))
        else:
            waiting.extend(reversed(chain.leaves))
            assert isinstance(node, tree.Arithmetic)
            if not legacy and is_doubtful(chain, node):
                yield _doubtful(node, usual(chain, node.span))
            elif id(chain.leaves[-1]) in reader.open_elses and chain.is_open[-1]:
                yield _swallowed(chain.leaves[-1])
        if id(node) in reader.mixed:
            hint = f"read as {_short(node)}; brackets make it plain"
            message = "'&' and '|' are mixed without brackets"
            yield Problem("W103", message, node.span, hint, "warning")


def _doubtful(old: tree.Arithmetic, other: tree.Expression) -> Problem:
    message = "this arithmetic needs brackets"
    if show(other) == show(old):
        hint = "an 'if', 'sum' or 'product' inside needs brackets of its own"
    else:
        hint = f"write {_short(other)} or {_short(old)}"
    return Problem("E149", message, old.span, hint)


def _swallowed(last: tree.Expression) -> Problem:
    assert isinstance(last, tree.If)
    assert last.otherwise is not None
    message = "the last 'else' takes in all that follows it"
    hint = f"read as 'else ({_short(last.otherwise)[1:-1]})'; brackets make it plain"
    return Problem("W105", message, last.otherwise.span, hint, "warning")


def _short(expression: tree.Expression) -> str:
    text = show(expression)
    return f"'{text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}'"
