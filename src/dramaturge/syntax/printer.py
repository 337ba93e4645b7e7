"""A tree as readable text, with the brackets that its grouping needs.

`parse(show(tree))` gives an equal tree, and no problem. Source: SEMANTICS.md 1.3.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import assert_never

from dramaturge.syntax import tree
from dramaturge.syntax.arithmetic import is_doubtful
from dramaturge.syntax.events import PARTS
from dramaturge.syntax.expressions import Chain
from dramaturge.syntax.outline import STATEMENTS

_CLOSED, _NUMERIC, _RELATION, _NEGATED, _OPEN, _JOINED = range(6)


@dataclass(frozen=True, slots=True)
class _Text:
    """An expression as text, and what stands in it outside all brackets.

    level: the loosest construct; has_if, has_relation: whether an `if`, or a comparison, `=` or
    `:` stands there; chain: the arithmetic there.
    """

    text: str
    level: int
    has_if: bool = False
    has_relation: bool = False
    chain: Chain | None = None

    def up_to(self, level: int) -> str:
        """The text, in brackets if it is looser than the level."""
        return self.text if self.level <= level else f"({self.text})"


def show(node: tree.WorldText | tree.Statement | tree.Expression) -> str:
    """The text of a world, a statement (with its `;`) or an expression."""
    match node:
        case tree.WorldText():
            return "".join(f"{_statement(statement)}\n" for statement in node.statements)
        case (
            tree.TypeStatement()
            | tree.EntityStatement()
            | tree.PropertyStatement()
            | tree.EventStatement()
            | tree.UtilityStatement()
            | tree.InitialStatement()
            | tree.UseStatement()
            | tree.DefineStatement()
            | tree.FactStatement()
            | tree.EndingStatement()
            | tree.DeadlineStatement()
            | tree.LastsStatement()
            | tree.UnitStatement()
            | tree.PatternStatement()
        ):
            return _statement(node)
        case _:
            return _expression(node).text


def show_number(value: float) -> str:
    """A number in digits; the language has no exponents."""
    if abs(value) < 1e16 and value == int(value):
        return format(value, ".0f")
    return format(Decimal(repr(value)), "f")


def _statement(statement: tree.Statement) -> str:
    match statement:
        case tree.TypeStatement():
            parents = f" : {_names(statement.parents)}" if statement.parents else ""
            return f"type {statement.name.text}{parents};"
        case tree.EntityStatement():
            head = f"entity {statement.name.text} : {_names(statement.types)}"
            return f"{head}{_words(statement.words)};"
        case tree.PropertyStatement():
            word = "public property" if statement.is_public else "property"
            header = f"{word} {statement.name.text}({_parameters(statement.parameters)})"
            return f"{header} : {statement.type.text}{_words(statement.words)};"
        case tree.EventStatement():
            return _event(statement)
        case tree.UtilityStatement():
            owner = "" if statement.character is None else _argument(statement.character)
            return f"utility({owner}): {show(statement.value)};"
        case tree.InitialStatement():
            return f"{_fact(statement.fact)};"
        case tree.UseStatement():
            return f"use {_module(statement.module)};"
        case tree.DefineStatement():
            header = f"define {statement.name.text}({_parameters(statement.parameters)})"
            return f"{header} : {show(statement.body)};"
        case tree.FactStatement():
            given = f"({_parameters(statement.parameters)})" if statement.parameters else ""
            header = f"fact {statement.name.text}{given} : {show(statement.content)}"
            return f"{header}{_words(statement.words)};"
        case tree.EndingStatement():
            told = "" if statement.text is None else f" {_quoted(statement.text)}"
            return f"ending {statement.name.text}{told} : {show(statement.condition)};"
        case tree.DeadlineStatement():
            head = f"deadline {statement.name.text} at {show(statement.time)}"
            lines = _described(statement.description)
            return "\n".join([*lines, f"{head} : {show(statement.effect)};"])
        case tree.LastsStatement():
            return f"lasts default {show(statement.duration)};"
        case tree.UnitStatement():
            return f"unit {_quoted(statement.text)};"
        case tree.PatternStatement():
            return _pattern(statement)
        case _:
            assert_never(statement)


def _pattern(pattern: tree.PatternStatement) -> str:
    told = "" if pattern.text is None else f" {_quoted(pattern.text)}"
    role = "" if pattern.role is None else f" as {pattern.role.text}"
    head = f"pattern {pattern.name.text}{told} ({_parameters(pattern.parameters)}){role}"
    steps = [
        f"{'' if step.order == 'first' else f'{step.order} '}{_step(step)}"
        for step in pattern.steps
    ]
    return f"{head} :\n\t" + "\n\t".join(steps) + ";"


def _step(step: tree.PatternStep) -> str:
    if step.act is not None:
        text = f"{'try' if step.is_attempt else 'act'} {show(step.act)}"
    elif step.who is not None:
        text = f"{step.who.text} acts"
    else:
        assert step.condition is not None
        # In brackets it cannot be taken for an act, nor cut at a word of the pattern's own.
        text = f"{'becomes ' if step.becomes else ''}({show(step.condition)})"
    if step.because is not None:
        text += f" because ({show(step.because)})"
    if step.aim is not None:
        text += f" for ({show(step.aim)})"
    return f"{text}{' without consequence' if step.is_idle else ''}"


def _fact(fact: tree.Expression) -> str:
    """An initial statement; in brackets where it would begin like another kind of statement."""
    text = show(fact)
    word = next((word for word in (*STATEMENTS, *PARTS) if text.startswith(word)), None)
    if word is None or text[len(word) :][:1] not in ("", " ", "("):
        return text
    if text[len(word) :][:1] == "(" and (word != "utility" or ") :" not in text):
        return text
    return f"({text})"


def _event(event: tree.EventStatement) -> str:
    lines = _described(event.description)
    lines.append(f"{event.kind} {event.name.text}({_parameters(event.parameters)}) {{")
    if event.precondition is not None:
        lines.append(f"\tprecondition: {show(event.precondition)};")
    if event.effect is not None:
        lines.append(f"\teffect: {show(event.effect)};")
    if event.consenting is not None:
        names = ", ".join(_argument(name) for name in event.consenting)
        lines.append(f"\tconsenting: {names};" if names else "\tconsenting:;")
    if event.observing is not None:
        lines.append(f"\t{_observing(event.observing)}")
    if event.text is not None:
        lines.append(f"\ttext: {_quoted(event.text)};")
    if event.says is not None:
        lines.append(f"\tsays: {_quoted(event.says)};")
    if event.heard is not None:
        lines.append(f"\theard: {_quoted(event.heard)};")
    if event.lasts is not None:
        lines.append(f"\tlasts: {show(event.lasts)};")
    if event.fails is not None:
        lines += _fails(event.fails)
    return "\n".join([*lines, "};"])


def _described(description: str | None) -> list[str]:
    return [f"// {line}".rstrip() for line in (description or "").splitlines()]


def _observing(observing: tree.Observing) -> str:
    return f"observing({_parameter(observing.variable)}): {show(observing.condition)};"


def _fails(fails: tree.Fails) -> list[str]:
    lines: list[str] = []
    if fails.effect is not None:
        lines.append(f"\t\teffect: {show(fails.effect)};")
    if fails.observing is not None:
        lines.append(f"\t\t{_observing(fails.observing)}")
    if fails.lasts is not None:
        lines.append(f"\t\tlasts: {show(fails.lasts)};")
    if fails.text is not None:
        lines.append(f"\t\ttext: {_quoted(fails.text)};")
    return ["\tfails: {", *lines, "\t};"] if lines else ["\tfails;"]


def _module(module: tree.Name | tree.Quoted) -> str:
    return module.text if isinstance(module, tree.Name) else _quoted(module)


def _quoted(text: tree.Quoted) -> str:
    return f'"{text.text}"'


def _words(words: tree.Words) -> str:
    """The clauses in braces, if there are any."""
    clauses: list[str] = []
    if words.called is not None:
        clauses.append(f"called {_quoted(words.called)};")
    clauses += [f"by {who.text} {_quoted(called)};" for who, called in words.called_by]
    if words.pronoun is not None:
        clauses.append(f"pronoun {words.pronoun.text};")
    if words.text is not None:
        clauses.append(f"text: {_quoted(words.text)};")
    if words.unknown is not None:
        clauses.append(f"unknown: {_quoted(words.unknown)};")
    if words.denied is not None:
        clauses.append(f"denied: {_quoted(words.denied)};")
    if words.says is not None:
        clauses.append(f"says: {_quoted(words.says)};")
    if words.kinds:
        clauses.append(f"kind: {_names(words.kinds)};")
    return f" {{ {' '.join(clauses)} }}" if clauses else ""


def _names(names: tuple[tree.Name, ...]) -> str:
    return ", ".join(name.text for name in names)


def _parameters(parameters: tuple[tree.Parameter, ...]) -> str:
    return ", ".join(_parameter(parameter) for parameter in parameters)


def _parameter(parameter: tree.Parameter) -> str:
    if isinstance(parameter, tree.Variable):
        return f"{parameter.name.text} : {parameter.type.text}"
    return _argument(parameter)


def _argument(argument: tree.Argument) -> str:
    if isinstance(argument, tree.Name):
        return argument.text
    if argument.value is None:
        return "?"
    if isinstance(argument.value, bool):
        return "True" if argument.value else "False"
    return show_number(argument.value)


def _reference(reference: tree.Reference) -> str:
    given = (
        _reference(term) if isinstance(term, tree.Reference) else _argument(term)
        for term in reference.arguments
    )
    return f"{reference.name.text}({', '.join(given)})"


def _expression(expression: tree.Expression) -> _Text:
    match expression:
        case tree.Literally():
            return _Text(_argument(expression), _CLOSED)
        case tree.Name():
            is_else = expression.text in ("else", "elseif")
            return _Text(f"({expression.text})" if is_else else expression.text, _CLOSED)
        case tree.Reference():
            return _Text(_reference(expression), _CLOSED)
        case tree.Believes():
            who = _argument(expression.who)
            return _Text(f"believes({who}, {show(expression.body)})", _CLOSED)
        case tree.Connective():
            return _connective(expression)
        case tree.Not():
            return _not(expression)
        case tree.If():
            return _if(expression)
        case tree.Quantified():
            return _quantified(expression)
        case tree.Assignment():
            target, value = show(expression.target), _expression(expression.value)
            is_plain = value.level in (_CLOSED, _NUMERIC, _NEGATED, _OPEN)
            level = _OPEN if value.level == _OPEN else _RELATION
            right = value.text if is_plain else f"({value.text})"
            return _Text(f"{target} = {right}", level, value.has_if, has_relation=True)
        case tree.Comparison():
            left = _expression(expression.left).up_to(_NUMERIC)
            right = _expression(expression.right).up_to(_NUMERIC)
            text = f"{left} {expression.operator} {right}"
            return _Text(text, _RELATION, has_relation=True)
        case tree.TypeTest():
            subject = _expression(expression.subject).up_to(_CLOSED)
            return _Text(f"{subject} : {expression.type.text}", _RELATION, has_relation=True)
        case tree.Arithmetic():
            return _arithmetic(expression)
        case _:
            assert_never(expression)


def _connective(expression: tree.Connective) -> _Text:
    parts = [_expression(part) for part in expression.parts]
    shown = [part.up_to(_NEGATED) for part in parts[:-1]]
    shown.append(parts[-1].up_to(_OPEN))
    return _Text(f" {expression.operator} ".join(shown), _JOINED)


def _not(expression: tree.Not) -> _Text:
    body = _expression(expression.body)
    is_quantifier = isinstance(expression.body, tree.Quantified)
    if is_quantifier and expression.body.quantifier in ("forall", "exists"):  # type: ignore[union-attr]
        return _Text(f"!{body.text}", _OPEN, body.has_if, body.has_relation)
    if isinstance(expression.body, tree.Not):
        return _Text(f"!{body.text}", body.level, body.has_if, body.has_relation)
    return _Text(f"!{body.up_to(_CLOSED)}", _NEGATED)


def _if(expression: tree.If) -> _Text:
    words: list[str] = []
    bodies: list[_Text] = []
    for word, (condition, body) in zip(
        ["if", *["elseif"] * (len(expression.branches) - 1)], expression.branches, strict=True
    ):
        bodies.append(_expression(body))
        words.append(f"{word}({show(condition)}) {_branch(bodies[-1])}")
    if expression.otherwise is not None:
        bodies.append(_expression(expression.otherwise))
        words.append(f"else {_branch(bodies[-1])}")
    return _Text(" ".join(words), _OPEN, True, any(body.has_relation for body in bodies))


def _branch(body: _Text) -> str:
    """In brackets where its own `else` or connective would be taken for the outer one's."""
    return f"({body.text})" if body.has_if or body.level == _JOINED else body.text


def _quantified(expression: tree.Quantified) -> _Text:
    body = _expression(expression.body)
    word = expression.quantifier
    is_loose = body.level == _JOINED
    if word in ("sum", "product"):
        is_loose = is_loose or body.has_relation or body.level == _NEGATED
    text = f"({body.text})" if is_loose else body.text
    head = f"{word}({expression.variable.text} : {expression.type.text})"
    has_if, has_relation = (False, False) if is_loose else (body.has_if, body.has_relation)
    return _Text(f"{head} {text}", _OPEN, has_if, has_relation)


def _arithmetic(expression: tree.Arithmetic) -> _Text:
    """Without brackets inside where the old grouping and the usual one both give this tree."""
    left, right = _expression(expression.left), _expression(expression.right)
    for inline_left, inline_right in ((True, True), (True, False), (False, True)):
        if (inline_left and left.chain is None) or (inline_right and right.chain is None):
            continue
        before = _chain(expression.left, left, inline_left)
        after = _chain(expression.right, right, inline_right)
        operators = (*before.operators, expression.operator, *after.operators)
        is_open = before.is_open + after.is_open
        chain = Chain(before.leaves + after.leaves, is_open, operators)
        if _splits_last(before, expression.operator, after) and not is_doubtful(chain, expression):
            shown = [left.text if inline_left else left.up_to(_CLOSED)]
            shown.append(right.text if inline_right else right.up_to(_CLOSED))
            return _Text(f" {expression.operator} ".join(shown), _NUMERIC, chain=chain)
    chain = Chain((expression.left, expression.right), (False, False), (expression.operator,))
    text = f"{left.up_to(_CLOSED)} {expression.operator} {right.up_to(_CLOSED)}"
    return _Text(text, _NUMERIC, chain=chain)


def _chain(side: tree.Expression, text: _Text, is_inline: bool) -> Chain:
    if is_inline and text.chain is not None:
        return text.chain
    return Chain((side,), (False,), ())


def _splits_last(before: Chain, operator: str, after: Chain) -> bool:
    """Whether the old grouping splits at this operator: the first of the strongest kind."""
    order = "*/+-"
    rank = order.index(operator)
    return all(order.index(other) > rank for other in before.operators) and all(
        order.index(other) >= rank for other in after.operators
    )
