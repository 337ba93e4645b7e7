"""How to speak of entities, facts and acts: checked, never meant. Source: LANGUAGE.md 8."""

from __future__ import annotations

import re
from collections.abc import Collection

from dramaturge.model.names import Names
from dramaturge.model.report import Report
from dramaturge.source import Span
from dramaturge.syntax import tree


def build_words(text: tree.WorldText, names: Names) -> dict[str, tree.Words]:
    """The words of entities and, under the names of their definitions, of facts."""
    words: dict[str, tree.Words] = {}
    for statement in text.statements:
        if isinstance(statement, tree.EventStatement) and statement.text is not None:
            known = [p.name.text for p in statement.parameters if isinstance(p, tree.Variable)]
            check_places(statement.text, known, names.report)
        if not isinstance(statement, tree.EntityStatement | tree.FactStatement):
            continue
        for who, _ in statement.words.called_by:
            _check_caller(who, names)
        if isinstance(statement, tree.FactStatement) and statement.words.text is not None:
            known = [parameter.name.text for parameter in statement.parameters]
            check_places(statement.words.text, known, names.report)
        if statement.words != tree.Words():
            words[statement.name.text] = statement.words
    return words


def _check_caller(who: tree.Name, names: Names) -> None:
    entity = names.entities.get(who.text)
    if entity is not None and entity.is_character:
        return
    hint = None
    if entity is None:
        hint = names.report.did_you_mean(who.text, names.entities)
    message = f"'{who.text}' is no character, who could call it so"
    names.report.add("E214", message, who.span, hint)


def check_places(text: tree.Quoted, known: Collection[str], report: Report) -> None:
    """E259: a place in braces stands for a parameter."""
    for found in re.finditer(r"\{([^{}]*)\}|[{}]", text.text):
        name = found.group(1)
        if name is not None and name in known:
            continue
        start = text.span.start + 1 + found.start()
        span = Span(text.span.source, start, start + len(found.group()))
        if name is None:
            message = f"'{found.group()}' stands alone in this text"
            report.add("E259", message, span, "a place is written {speaker}")
            continue
        hint = report.did_you_mean(name, known)
        if hint is None:
            hint = f"there are {', '.join(known)}" if known else "there are no parameters here"
        report.add("E259", f"no parameter is called '{name}'", span, hint)
