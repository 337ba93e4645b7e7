"""A name is defined once. Source: LANGUAGE.md 1.

Within one file the core lets definitions of a property or an event stand beside each other if their
arguments differ, and adds up what is said of one entity; that stays. Types are open: every file may
add parents to them.
"""

from __future__ import annotations

from dramaturge.model.report import Report
from dramaturge.syntax import tree

_Spaces = dict[tuple[str, str], tree.Statement]
_WORDS = {
    tree.PropertyStatement: "property",
    tree.DefineStatement: "definition",
    tree.FactStatement: "fact",
    tree.EntityStatement: "entity",
    tree.EndingStatement: "ending",
    tree.PatternStatement: "pattern",
    tree.TypeStatement: "type",
}
_OPEN_IN_A_FILE = (tree.PropertyStatement, tree.EventStatement, tree.EntityStatement)


def each_name_once(text: tree.WorldText, report: Report) -> tree.WorldText:
    """The text without what defines a name again; E250 tells each."""
    first: _Spaces = {}
    kept: list[tree.Statement] = []
    for statement in text.statements:
        earlier = None
        for space in _spaces(statement):
            earlier = earlier or _clash(first.setdefault(space, statement), statement)
        if earlier is None:
            kept.append(statement)
            continue
        assert not isinstance(statement, tree.InitialStatement | tree.UtilityStatement)
        assert not isinstance(earlier, tree.InitialStatement | tree.UtilityStatement)
        assert not isinstance(statement, tree.UseStatement | tree.LastsStatement)
        assert not isinstance(earlier, tree.UseStatement | tree.LastsStatement)
        assert not isinstance(statement, tree.UnitStatement | tree.DeadlineStatement)
        assert not isinstance(earlier, tree.UnitStatement | tree.DeadlineStatement)
        name = statement.name.text
        what, before = _word(statement), _word(earlier)
        report.add(
            "E250",
            f"the {what} '{name}' has the name of "
            f"{'an earlier one' if what == before else f'an earlier {before}'}",
            statement.name.span,
            "rename one of them",
            ("it is defined here first", earlier.name.span),
        )
    return tree.WorldText(tuple(kept))


def _spaces(statement: tree.Statement) -> list[tuple[str, str]]:
    """The name spaces in which a statement takes its name."""
    match statement:
        case tree.PropertyStatement() | tree.DefineStatement():
            return [("called", statement.name.text)]
        case tree.FactStatement():
            spaces = ("called", "entity", "type") if statement.parameters else ("called", "entity")
            return [(space, statement.name.text) for space in spaces]
        case tree.EntityStatement():
            return [("entity", statement.name.text)]
        case tree.TypeStatement():
            return [("type", statement.name.text)]
        case tree.EventStatement():
            return [(statement.kind, statement.name.text)]
        case tree.EndingStatement():
            return [("ending", statement.name.text)]
        case tree.PatternStatement():
            return [("pattern", statement.name.text)]
        case _:
            return []


def _clash(first: tree.Statement, statement: tree.Statement) -> tree.Statement | None:
    """The first one, if the statement must not be beside it."""
    if first is statement:
        return None
    if isinstance(first, tree.TypeStatement) and isinstance(statement, tree.TypeStatement):
        return None
    is_open = isinstance(statement, _OPEN_IN_A_FILE) and type(first) is type(statement)
    return None if is_open and first.span.source is statement.span.source else first


def _word(statement: tree.Statement) -> str:
    if isinstance(statement, tree.EventStatement):
        return statement.kind
    return _WORDS[type(statement)]
