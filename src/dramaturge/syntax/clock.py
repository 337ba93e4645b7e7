"""Statements about time: deadlines, how long actions last, and the unit of the clock."""

from __future__ import annotations

from dramaturge.syntax import tree
from dramaturge.syntax.comments import description
from dramaturge.syntax.statements import Phrase, quoted


def deadline_statement(phrase: Phrase, words: tree.Words) -> tree.DeadlineStatement:
    """deadline-statement = "deadline" name "at" number ":" expression ."""
    del words
    phrase.place += 1
    name = phrase.name("a deadline")
    hint = f"'deadline {name.text} at 60 : …' says when, and what happens then"
    if phrase.place >= phrase.end or phrase.tokens.texts[phrase.place] != "at":
        raise phrase.refusal("E137", "'at' and the time are missing", hint)
    phrase.place += 1
    if phrase.place >= phrase.end or phrase.tokens.kinds[phrase.place] != "number":
        raise phrase.refusal("E137", "the time of a deadline is a number", hint)
    time = phrase.reader.argument(phrase.place)
    phrase.place += 1
    phrase.expect(":", hint)
    effect = phrase.expression()
    span = phrase.tokens.span(phrase.first, phrase.end)
    text = description(phrase.tokens, phrase.first)
    return tree.DeadlineStatement(name, time, effect, span, text)


def lasts_statement(phrase: Phrase, words: tree.Words) -> tree.LastsStatement:
    """lasts-statement = "lasts" "default" expression ."""
    del words
    phrase.place += 1
    if phrase.place >= phrase.end or phrase.tokens.texts[phrase.place] != "default":
        hint = "'lasts default 1;' is for all actions; 'lasts: 1;' stands in one"
        raise phrase.refusal("E137", "'default' is missing", hint)
    phrase.place += 1
    duration = phrase.expression()
    return tree.LastsStatement(duration, phrase.tokens.span(phrase.first, phrase.end))


def unit_statement(phrase: Phrase, words: tree.Words) -> tree.UnitStatement:
    """unit-statement = "unit" quoted ."""
    del words
    phrase.place += 1
    if phrase.place >= phrase.end or phrase.tokens.kinds[phrase.place] != "quoted":
        raise phrase.refusal("E137", "the unit is missing, in quotes", 'unit "minutes";')
    phrase.place += 1
    phrase.finish("one unit stands after 'unit'")
    text = quoted(phrase.tokens, phrase.place - 1)
    return tree.UnitStatement(text, phrase.tokens.span(phrase.first, phrase.end))
