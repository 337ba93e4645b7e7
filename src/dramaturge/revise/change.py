"""The text of a world with some of its beginning, or of what people want, put differently."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dramaturge.problems import errors
from dramaturge.source import Source
from dramaturge.syntax import tree
from dramaturge.syntax.parser import parse

_WANT = re.compile(r"wants\s*\(\s*(\w+)\s*,(.*)\)", re.DOTALL)


def changed_text(text: str, statements: Sequence[str]) -> str:
    """The world's text with further statements: facts and beliefs at the beginning are said last,
    so that they count; a `utility` takes the place of the one for the same agent; `wants` adds to
    it a condition that counts more than all else.

    Statements: `trusts(Buffy, William) = False;`, `believes(Ann, at(Bob)) = Inn;`,
    `utility(Ann): 0;`, `wants(Ann, at(Bob) == Inn);`. A mistake in one shows when the text is read.
    """
    for statement in statements:
        plain = statement.strip().rstrip(";").rstrip()
        want = _WANT.fullmatch(plain)
        if want is not None:
            plain = (
                f"utility({want[1]}): {_utility_text(text, want[1])} + (if({want[2]}) 1000 else 0)"
            )
        text = _with(text, f"{plain};")
    return text


def _utility_text(text: str, agent: str) -> str:
    """What the agent wants so far."""
    for found in _statements(text):
        if isinstance(found, tree.UtilityStatement) and _agent(found) == agent:
            written = text[found.span.start : found.span.end].partition(":")[2].strip().rstrip(";")
            return f"({written})"
    return "0"


def _with(text: str, statement: str) -> str:
    agent = _utility(_statements(statement))
    if agent is not None:
        for found in _statements(text):
            if isinstance(found, tree.UtilityStatement) and _agent(found) == _agent(agent):
                kept = statement.rstrip(";") if _is_closed(text, found.span.end) else statement
                return f"{text[: found.span.start]}{kept}{text[found.span.end :]}"
    plain = f"{text.rstrip()}\n{statement}\n"
    closed = f"{text.rstrip()}\n;\n{statement}\n"  # the last statement may lack its `;`
    return closed if not _is_sound(plain) and _is_sound(closed) else plain


def _is_closed(text: str, place: int) -> bool:
    """Whether a `;` follows a statement that ends here."""
    return text[place:].lstrip().startswith(";")


def _is_sound(text: str) -> bool:
    return not errors(parse(Source("changed", text))[1])


def _statements(text: str) -> tuple[tree.Statement, ...]:
    return parse(Source("changed", text))[0].statements


def _utility(statements: Iterable[tree.Statement]) -> tree.UtilityStatement | None:
    return next((s for s in statements if isinstance(s, tree.UtilityStatement)), None)


def _agent(statement: tree.UtilityStatement) -> str:
    match statement.character:
        case None:
            return ""
        case tree.Name(text):
            return text
        case other:
            return str(other.value)
