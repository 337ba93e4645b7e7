"""What goes beyond the core: modules, definitions, facts, endings, and words in braces."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from difflib import get_close_matches

from dramaturge.problems import Problem
from dramaturge.syntax import tree
from dramaturge.syntax.clock import deadline_statement, lasts_statement, unit_statement
from dramaturge.syntax.expressions import Reader, RefusedError
from dramaturge.syntax.lexer import quote
from dramaturge.syntax.patterns import pattern_statement
from dramaturge.syntax.statements import Phrase, quoted

NO_WORDS = tree.Words()
PRONOUNS = ("he", "she", "it", "they")
_CLAUSES = {
    "entity": ("called", "by", "pronoun", "text", "says"),
    "fact": ("text", "says", "kind"),
    "property": ("text", "denied", "unknown"),
}
_TEXTS = ("text", "says", "unknown", "denied")
_OWNERS = {"entity": "an entity", "fact": "a fact", "property": "a property"}


def use_statement(phrase: Phrase, words: tree.Words) -> tree.UseStatement:
    """use-statement = "use" (name | quoted) ."""
    del words
    phrase.place += 1
    module: tree.Name | tree.Quoted
    if phrase.tokens.kinds[phrase.place] == "quoted":
        module = quoted(phrase.tokens, phrase.place)
        phrase.place += 1
    else:
        module = phrase.name("a module")
    phrase.finish("one module stands after 'use', a file in quotes: use \"house.world\"")
    return tree.UseStatement(module, phrase.tokens.span(phrase.first, phrase.end))


def define_statement(phrase: Phrase, words: tree.Words) -> tree.DefineStatement:
    """define-statement = "define" name "(" [variable {"," variable}] ")" ":" expression ."""
    del words
    phrase.place += 1
    name = phrase.name("a definition")
    parameters = _variables(phrase.parameters(name))
    phrase.expect(":", "the expression comes after ':'")
    body = phrase.expression()
    span = phrase.tokens.span(phrase.first, phrase.end)
    return tree.DefineStatement(name, parameters, body, span)


def fact_statement(phrase: Phrase, words: tree.Words) -> tree.FactStatement:
    """fact-statement = "fact" name ["(" [variable {"," variable}] ")"] ":" expression [words] ."""
    phrase.place += 1
    name = phrase.name("a fact")
    parameters: tuple[tree.Variable, ...] = ()
    if phrase.tokens.end_of_bracket(phrase.place) >= 0 and phrase.place < phrase.end:
        parameters = _variables(phrase.parameters(name))
    phrase.expect(":", "what the fact says comes after ':'")
    content = phrase.expression()
    span = phrase.tokens.span(phrase.first, phrase.end)
    return tree.FactStatement(name, parameters, content, span, words)


def ending_statement(phrase: Phrase, words: tree.Words) -> tree.EndingStatement:
    """ending-statement = "ending" name [quoted] ":" expression ."""
    del words
    phrase.place += 1
    name = phrase.name("an ending")
    text: tree.Quoted | None = None
    if phrase.place < phrase.end and phrase.tokens.kinds[phrase.place] == "quoted":
        text = quoted(phrase.tokens, phrase.place)
        phrase.place += 1
    phrase.expect(":", "what holds at the end comes after ':'")
    condition = phrase.expression()
    span = phrase.tokens.span(phrase.first, phrase.end)
    return tree.EndingStatement(name, text, condition, span)


def public_statement(phrase: Phrase, words: tree.Words) -> tree.PropertyStatement:
    """public-statement = "public" property-statement ."""
    if phrase.tokens.texts[phrase.place + 1 : phrase.place + 2] != ["property"]:
        phrase.place += 1
        hint = "public property now : number;"
        raise phrase.refusal("E122", "'property' is missing after 'public'", hint)
    return phrase.property_statement(words)


EXTENSIONS: dict[str, Callable[[Phrase, tree.Words], tree.Statement]] = {
    "use": use_statement,
    "define": define_statement,
    "fact": fact_statement,
    "ending": ending_statement,
    "public": public_statement,
    "deadline": deadline_statement,
    "lasts": lasts_statement,
    "unit": unit_statement,
    "pattern": pattern_statement,
}


def _variables(parameters: tuple[tree.Parameter, ...]) -> tuple[tree.Variable, ...]:
    """The parameters, which must all be variables here."""
    for parameter in parameters:
        if not isinstance(parameter, tree.Variable):
            hint = "here every parameter is a variable with its type: 'c : character'"
            message = f"{quote(_written(parameter))} is no parameter of a definition or fact"
            raise RefusedError(Problem("E126", message, parameter.span, hint))
    return tuple(each for each in parameters if isinstance(each, tree.Variable))


def _written(parameter: tree.Name | tree.Literally) -> str:
    source = parameter.span.source
    return source.text[parameter.span.start : parameter.span.end]


class WordsBody:
    """Reads the clauses of an entity, a fact or a property; problems go to `report`."""

    def __init__(self, reader: Reader, kind: str, report: Callable[[Problem], None]) -> None:
        self.reader = reader
        self.tokens = reader.tokens
        self.kind = kind
        self.report = report
        self.words = NO_WORDS
        self.is_whole = True

    def part(self, first: int, end: int) -> None:
        """words = "{" [clause {";" clause} [";"]] "}" ; one clause, up to the `;`."""
        if self.tokens.is_flawed(first, end):
            self.is_whole = False
            return
        phrase = Phrase(self.reader, first, end, lambda _: None)
        try:
            self._read(phrase)
        except RefusedError as refused:
            self.report(refused.problem)
            self.is_whole = False

    def _read(self, phrase: Phrase) -> None:
        """clause = "called" quoted | "by" name quoted | "pronoun" name
        | ("text" | "says" | "denied" | "unknown") ":" quoted | "kind" ":" name {"," name} ."""
        word = self.tokens.texts[phrase.place]
        if self.tokens.kinds[phrase.place] != "name" or word not in _CLAUSES[self.kind]:
            raise RefusedError(self._unknown(phrase.place))
        phrase.place += 1
        before = self.words
        if word == "called":
            self.words = replace(self.words, called=self._quoted(phrase))
            self._once(before.called, word, phrase)
        elif word == "by":
            name = phrase.name("who calls it so")
            called_by = (*self.words.called_by, (name, self._quoted(phrase)))
            self.words = replace(self.words, called_by=called_by)
        elif word == "pronoun":
            self.words = replace(self.words, pronoun=self._pronoun(phrase))
            self._once(before.pronoun, word, phrase)
        elif word in _TEXTS:
            phrase.expect(":", f'{word}: "Giles is behind the house"')
            self.words = _with_text(self.words, word, self._quoted(phrase))
            self._once(getattr(before, word), word, phrase)
        else:
            phrase.expect(":", "kind: secret")
            kinds = (*self.words.kinds, *phrase.names("a type"))
            self.words = replace(self.words, kinds=kinds)
        phrase.finish("one clause ends with ';'")

    def _quoted(self, phrase: Phrase) -> tree.Quoted:
        if phrase.place >= phrase.end or self.tokens.kinds[phrase.place] != "quoted":
            raise phrase.refusal("E135", "a text in quotes is missing", 'called "Spike"')
        phrase.place += 1
        return quoted(self.tokens, phrase.place - 1)

    def _pronoun(self, phrase: Phrase) -> tree.Name:
        found = phrase.name("a pronoun")
        if found.text not in PRONOUNS:
            message = f"there is no pronoun {quote(found.text)}"
            hint = f"the pronouns are {', '.join(PRONOUNS)}"
            raise RefusedError(Problem("E135", message, found.span, hint))
        return found

    def _once(self, before: object, word: str, phrase: Phrase) -> None:
        if before is not None:
            span = self.tokens.span(phrase.first, phrase.first)
            message = f"a second '{word}' replaces the first"
            self.report(Problem("W104", message, span, "delete one of them", "warning"))

    def _unknown(self, place: int) -> Problem:
        word, span = self.tokens.texts[place], self.tokens.span(place, place)
        known = _CLAUSES[self.kind]
        close = get_close_matches(word[:30].lower(), known, 1)
        hint = f"known are {', '.join(repr(each) for each in known)}"
        hint = f"did you mean '{close[0]}'?" if close else hint
        message = f"{quote(word)} says nothing about {_OWNERS[self.kind]}"
        return Problem("E134", message, span, hint)


def _with_text(words: tree.Words, clause: str, text: tree.Quoted) -> tree.Words:
    match clause:
        case "text":
            return replace(words, text=text)
        case "says":
            return replace(words, says=text)
        case "denied":
            return replace(words, denied=text)
        case _:
            return replace(words, unknown=text)
