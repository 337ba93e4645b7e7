"""Patterns: what to look for in a story, a row of acts and conditions. Source: docs/patterns.md."""

from __future__ import annotations

from collections.abc import Sequence

from dramaturge.problems import Problem
from dramaturge.syntax import tree
from dramaturge.syntax.diagnosis import diagnose
from dramaturge.syntax.expressions import RefusedError
from dramaturge.syntax.lexer import quote
from dramaturge.syntax.statements import Phrase, quoted

ORDERS = ("then", "never", "finally")
SUFFIXES = ("because", "for", "without")
ROLES = ("broken", "unfired")


def pattern_statement(phrase: Phrase, words: tree.Words) -> tree.PatternStatement:
    """pattern-statement = "pattern" name [quoted] "(" [variable {"," variable}] ")"
    ["as" ("broken" | "unfired")] ":" step {("then" | "never" | "finally") step} ."""
    del words
    phrase.place += 1
    name = phrase.name("a pattern")
    text: tree.Quoted | None = None
    if phrase.place < phrase.end and phrase.tokens.kinds[phrase.place] == "quoted":
        text = quoted(phrase.tokens, phrase.place)
        phrase.place += 1
    variables = _variables(phrase.parameters(name))
    role: tree.Name | None = None
    if _is_word(phrase, phrase.place, "as"):
        phrase.place += 1
        role = phrase.name("what the pattern stands for")
        if role.text not in ROLES:
            hint = f"'as {ROLES[0]}' or 'as {ROLES[1]}', or nothing"
            message = f"a pattern is not {quote(role.text)}"
            raise RefusedError(Problem("E136", message, role.span, hint))
    phrase.expect(":", "the steps come after ':'")
    steps = tuple(_steps(phrase))
    span = phrase.tokens.span(phrase.first, phrase.end)
    return tree.PatternStatement(name, text, variables, role, steps, span)


def _variables(parameters: Sequence[tree.Parameter]) -> tuple[tree.Variable, ...]:
    for parameter in parameters:
        if not isinstance(parameter, tree.Variable):
            hint = "here every parameter is a variable with its type: 'c : character'"
            message = "this is no parameter of a pattern"
            raise RefusedError(Problem("E126", message, parameter.span, hint))
    return tuple(each for each in parameters if isinstance(each, tree.Variable))


def _is_word(phrase: Phrase, place: int, *words: str) -> bool:
    tokens = phrase.tokens
    return place < phrase.end and tokens.kinds[place] == "name" and tokens.texts[place] in words


def _next(phrase: Phrase, place: int, end: int, words: Sequence[str]) -> int:
    """The first of the words outside all brackets, or the end."""
    while place < end:
        if phrase.tokens.kinds[place] == "(":
            place = max(phrase.tokens.partner[place], place)
        elif _is_word(phrase, place, *words):
            return place
        place += 1
    return end


def _steps(phrase: Phrase) -> list[tree.PatternStep]:
    found: list[tree.PatternStep] = []
    order = "first"
    while True:
        end = _next(phrase, phrase.place, phrase.end, ORDERS)
        found.append(_step(phrase, order, end))
        if end == phrase.end:
            return found
        order = phrase.tokens.texts[end]
        phrase.place = end + 1


def _step(phrase: Phrase, order: str, end: int) -> tree.PatternStep:
    """step = ("act" | "try") name "(" [argument {"," argument}] ")" reason | name "acts" reason
    | ["becomes"] expression ["without" "consequence"] ;
    reason = {("because" | "for") expression} ["without" "consequence"] ."""
    start = phrase.place
    head_end = _next(phrase, start, end, SUFFIXES)
    if start >= head_end:
        raise phrase.refusal("E136", "a step of the pattern is missing here", _EXAMPLE)
    becomes = False
    who: tree.Name | None = None
    act: tree.Reference | None = None
    condition: tree.Expression | None = None
    is_attempt = _is_word(phrase, start, "try") and phrase.tokens.kinds[start + 1] == "name"
    if is_attempt or (_is_word(phrase, start, "act") and phrase.tokens.kinds[start + 1] == "name"):
        found = _expression(phrase, start + 1, head_end)
        if not isinstance(found, tree.Reference):
            span = phrase.tokens.span(start, head_end - 1)
            raise RefusedError(Problem("E136", "this is no act", span, "act lie(who, whom, what)"))
        act = found
    elif head_end - start == 2 and _is_word(phrase, start + 1, "acts"):
        who = phrase.name("who acts")
    else:
        becomes = _is_word(phrase, start, "becomes") and head_end - start > 1
        condition = _expression(phrase, start + becomes, head_end)
    because, aim, is_idle = _reason(phrase, head_end, end)
    if condition is not None and (because is not None or aim is not None):
        span = phrase.tokens.span(head_end, head_end)
        raise RefusedError(Problem("E136", "only an act has a reason", span, _EXAMPLE))
    span = phrase.tokens.span(start, end)
    return tree.PatternStep(
        order, act, is_attempt, who, becomes, condition, because, aim, is_idle, span
    )


_EXAMPLE = "act lie(a, b, f) then b acts because holds(f)"


def _reason(
    phrase: Phrase, place: int, end: int
) -> tuple[tree.Expression | None, tree.Expression | None, bool]:
    because: tree.Expression | None = None
    aim: tree.Expression | None = None
    while place < end:
        word = phrase.tokens.texts[place]
        stop = _next(phrase, place + 1, end, SUFFIXES)
        if word == "without":
            if not _is_word(phrase, place + 1, "consequence") or place + 2 != end:
                phrase.place = place
                raise phrase.refusal("E136", "'without consequence' ends a step", None)
            return because, aim, True
        found = _expression(phrase, place + 1, stop)
        because, aim = (found, aim) if word == "because" else (because, found)
        place = stop
    return because, aim, False


def _expression(phrase: Phrase, first: int, end: int) -> tree.Expression:
    phrase.place = end
    if first >= end:
        raise phrase.refusal("E136", "something is missing here", _EXAMPLE)
    found = phrase.reader.expression(first, end)
    if found is None:
        raise RefusedError(diagnose(phrase.reader, first, end))
    phrase.advise(found)
    return found
