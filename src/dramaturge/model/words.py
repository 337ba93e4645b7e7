"""How to speak of entities, facts and acts: checked, never meant. Source: LANGUAGE.md 8.

A text has places in braces, `{speaker}`, for a parameter or an entity; `{speaker's}` is what
belongs to it, `{speaker self}` is he himself, `{place at}` where one is there. `[…]` marks a verb.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from dramaturge.model.names import Names
from dramaturge.model.report import Report
from dramaturge.source import Span
from dramaturge.syntax import tree

VALUE = "value"  # in the text of a property: what its value is
FORMS = ("'s", " self", " at")


def build_words(text: tree.WorldText, names: Names) -> dict[str, tree.Words]:
    """The words of entities and, under the names of their definitions, of facts."""
    words: dict[str, tree.Words] = {}
    for statement in text.statements:
        for quoted, known in _texts(statement):
            check_places(quoted, known, names)
        if not isinstance(statement, tree.EntityStatement | tree.FactStatement):
            continue
        for who, _ in statement.words.called_by:
            _check_caller(who, names)
        if statement.words != tree.Words():
            words[statement.name.text] = statement.words
    return words


def place(written: str, known: Collection[str]) -> tuple[str, str]:
    """What stands in braces: the name, and its form: "", "'s", " self" or " at"."""
    if written not in known:
        for form in FORMS:
            if written.endswith(form) and written.removesuffix(form) in known:
                return written.removesuffix(form), form
    return written, ""


def _texts(statement: tree.Statement) -> Iterator[tuple[tree.Quoted, list[str]]]:
    """The texts of a statement, each with the names of parameters that may stand in it."""
    found: list[tree.Quoted | None] = []
    known: list[str] = []
    match statement:
        case tree.EventStatement():
            known = _variables(statement.parameters)
            found = [statement.text, statement.says, statement.heard]
            found.append(None if statement.fails is None else statement.fails.text)
        case tree.PropertyStatement():
            known = [*_variables(statement.parameters), VALUE]
            words = statement.words
            found = [words.text, words.unknown, words.denied]
        case tree.FactStatement():
            known = _variables(statement.parameters)
            found = [statement.words.text, statement.words.says]
        case tree.EntityStatement():
            found = [statement.words.text, statement.words.says]
    for text in found:
        if text is not None:
            yield text, known


def _variables(parameters: tuple[tree.Parameter, ...]) -> list[str]:
    return [each.name.text for each in parameters if isinstance(each, tree.Variable)]


def _check_caller(who: tree.Name, names: Names) -> None:
    entity = names.entities.get(who.text)
    if entity is not None and entity.is_character:
        return
    hint = None
    if entity is None:
        hint = names.report.did_you_mean(who.text, names.entities)
    message = f"'{who.text}' is no character, who could call it so"
    names.report.add("E214", message, who.span, hint)


def check_places(text: tree.Quoted, known: Collection[str], names: Names) -> None:
    """E259: a place in braces stands for a parameter or an entity."""
    report: Report = names.report
    for found in re.finditer(r"\{([^{}]*)\}|[{}]|\[[^\[\]]*\]|[\[\]]", text.text):
        written = found.group(1)
        if found.group() in ("{", "}", "[", "]") or found.group() == "[]":
            message = f"'{found.group()}' stands alone in this text"
            hint = "a place is written {speaker}, a verb [goes]"
        elif written is None:
            continue
        else:
            name, _ = place(written, {*known, *names.entities})
            if name in known or name in names.entities:
                continue
            message = f"no parameter or entity is called '{written}'"
            hint = report.did_you_mean(written, [*known, *names.entities]) or ""
            if not hint:
                hint = f"there are {', '.join(known)}" if known else "there are no parameters here"
        start = text.span.start + 1 + found.start()
        span = Span(text.span.source, start, start + len(found.group()))
        report.add("E259", message, span, hint)
