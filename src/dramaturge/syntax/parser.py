"""A text into its tree, with all its mistakes: SEMANTICS.md 1.2 and our decisions there.

Statements are found first, by `;` and braces, then each is read by itself; so one mistake hides
no other. A broken statement is left out of the tree.
"""

from __future__ import annotations

from difflib import get_close_matches
from itertools import pairwise

from dramaturge.problems import Problem
from dramaturge.source import Source
from dramaturge.syntax import tree
from dramaturge.syntax.advice import advice
from dramaturge.syntax.comments import description
from dramaturge.syntax.diagnosis import diagnose
from dramaturge.syntax.events import PARTS, Body
from dramaturge.syntax.expressions import Reader, RefusedError
from dramaturge.syntax.extensions import EXTENSIONS, NO_WORDS, WordsBody
from dramaturge.syntax.findings import Findings
from dramaturge.syntax.lexer import Tokens, quote, tokenize
from dramaturge.syntax.outline import EVENTS, STATEMENTS, WORDED, Outline
from dramaturge.syntax.statements import OF_ONE, ONE_EACH, Phrase

_NO_KINDS = (
    "else",
    "elseif",
    "not",
    "when",
    "if",
    "forall",
    "exists",
    "sum",
    "product",
    "believes",
)
_JOINING = ("and", "or", "is", "then", "implies", "else", "elseif")


def parse(
    source: Source, *, legacy_arithmetic: bool = False
) -> tuple[tree.WorldText, tuple[Problem, ...]]:
    """The tree of a world and everything wrong with its text. Never raises.

    legacy_arithmetic: mixed arithmetic without brackets keeps the old planner's grouping.
    """
    findings = Findings()
    tokens = tokenize(source, findings)
    statements = _Parser(tokens, findings, legacy_arithmetic).world()
    return tree.WorldText(statements), findings.report()


def parse_expression(
    source: Source, *, legacy_arithmetic: bool = False
) -> tuple[tree.Expression | None, tuple[Problem, ...]]:
    """A text that is one expression, or an assignment; None if it has an error. Never raises."""
    findings = Findings()
    tokens = tokenize(source, findings)
    found: tree.Expression | None = None
    if not tokens.flawed:
        try:
            found = _lone_expression(Reader(tokens), findings, legacy_arithmetic)
        except RefusedError as refused:
            findings.add(refused.problem)
    return (None if findings.has_errors() else found), findings.report()


def _lone_expression(reader: Reader, findings: Findings, legacy: bool) -> tree.Expression:
    tokens = reader.tokens
    for index, kind in enumerate(tokens.kinds):
        if kind in (";", "{", "}"):
            message = f"'{kind}' does not belong into an expression"
            raise RefusedError(Problem("E129", message, tokens.span(index, index)))
    if len(tokens) == 0:
        raise RefusedError(Problem("E140", "there is no expression", tokens.gap(0)))
    found = reader.expression(0, len(tokens))
    if found is None:
        raise RefusedError(diagnose(reader, 0, len(tokens)))
    for problem in advice(reader, found, legacy):
        findings.add(problem)
    return found


class _Parser:
    """Walks over the statements of a world."""

    def __init__(self, tokens: Tokens, findings: Findings, legacy: bool) -> None:
        self.tokens = tokens
        self.outline = Outline(tokens)
        self.findings = findings
        self.legacy = legacy
        self.reader = Reader(tokens, believes_is_a_property=_declares_believes(tokens))
        self.statements: list[tree.Statement] = []

    def world(self) -> tuple[tree.Statement, ...]:
        """world = [statement {";" statement} [";"]] ."""
        place = 0
        while place < len(self.tokens):
            kind = self.tokens.kinds[place]
            if kind == ";":
                place = self._empty(place)
            elif kind == "}":
                self._report("E113", "'}' closes nothing", place, "an earlier '}' ended the body")
                place += 1
                place += self.outline.kind(place) == ";"
            elif self.outline.is_event(place):
                place = self._event(place)
            else:
                place = self._simple(place)
        return tuple(self.statements)

    def _report(self, code: str, message: str, index: int, hint: str | None = None) -> None:
        self.findings.add(Problem(code, message, self.tokens.span(index, index), hint))

    def _empty(self, place: int) -> int:
        """Past a run of `;` that ends nothing."""
        self._report("E121", "a ';' too many", place, "one ';' ends a statement or a part")
        while self.outline.kind(place) == ";":
            place += 1
        return place

    def _ended(self, stop: int, is_reported: bool) -> int:
        """Past the `;` that must follow a statement; where it is missing, says so."""
        if self.outline.kind(stop) == ";":
            return stop + 1
        if stop < len(self.tokens) and self.tokens.kinds[stop] != "}" and not is_reported:
            hint = "every statement ends with ';'"
            self.findings.add(Problem("E120", "';' is missing", self.tokens.gap(stop), hint))
        return stop

    def _simple(self, place: int) -> int:
        """A statement without a body; a body after it is skipped."""
        stop = self.outline.stop(place)
        count = self.findings.error_count
        is_flawed = self.tokens.is_flawed(place, stop)
        if self.outline.kind(stop) == "{" and self._is_worded(place):
            kind = self.tokens.texts[place]
            kind = "property" if kind == "public" else kind
            words = WordsBody(self.reader, kind, self.findings.add)
            is_closed, end = self._body(words, stop)
            if not is_flawed and is_closed and words.is_whole:
                self._guarded(place, stop, words.words)
            return self._ended(end, is_reported=not is_closed)
        if self.outline.kind(stop) == "{":
            if not is_flawed:
                self._unexpected_body(place, stop)
            stop = self.outline.after_braces(stop)
        elif not is_flawed:
            self._guarded(place, stop)
        return self._ended(stop, is_flawed or self.findings.error_count != count)

    def _is_worded(self, place: int) -> bool:
        """Whether the statement may have words in braces."""
        return self.tokens.texts[place] in WORDED and self.outline.kind(place + 1) == "name"

    def _guarded(self, place: int, stop: int, words: tree.Words = NO_WORDS) -> None:
        self.reader.start()
        try:
            self._statement(Phrase(self.reader, place, stop, self._advise), words)
        except RefusedError as refused:
            self.findings.add(refused.problem)

    def _statement(self, phrase: Phrase, words: tree.Words) -> None:
        """statement = type | entity | property | action | trigger | utility | initial | use
        | define | fact | ending | deadline | lasts | unit ."""
        place = phrase.first
        word = self.tokens.texts[place] if self.outline.kind(place) == "name" else ""
        is_call = self.outline.kind(place + 1) == "(" and phrase.end > place + 1
        statement: tree.Statement
        if word == "type" and not is_call:
            statement = phrase.type_statement()
        elif word == "entity" and not is_call:
            statement = phrase.entity_statement(words)
        elif word == "property" and not is_call:
            statement = phrase.property_statement(words)
        elif word == "utility" and (self.outline.heads_utility(place) or not is_call):
            statement = phrase.utility_statement()
        elif word in EXTENSIONS and not is_call:
            statement = EXTENSIONS[word](phrase, words)
        elif word in EVENTS and not is_call:
            phrase.header()
            raise AssertionError("an event without a body is no event")
        else:
            self._refuse_unknown(phrase)
            statement = phrase.initial_statement()
        self.statements.append(statement)

    def _advise(self, expression: tree.Expression) -> None:
        """Warn about the grouping; doubtful arithmetic refuses the statement."""
        refused: Problem | None = None
        for problem in advice(self.reader, expression, self.legacy):
            if refused is not None:
                self.findings.add(refused)
            refused = problem if problem.severity == "error" else None
            if refused is None:
                self.findings.add(problem)
        if refused is not None:
            raise RefusedError(refused)

    def _refuse_unknown(self, phrase: Phrase) -> None:
        """Refuse what looks like a declaration of a kind that does not exist."""
        place = phrase.first
        if self.tokens.texts[place] in PARTS and self.outline.kind(place + 1) == ":":
            message = f"a part {quote(self.tokens.texts[place])} stands outside all actions"
            raise RefusedError(Problem("E122", message, self.tokens.span(place, place)))
        is_head = self.tokens.texts[phrase.end - 1] == ")" and phrase.end < len(self.tokens)
        if is_head and self.tokens.texts[phrase.end] == "utility":
            closing = self.tokens.end_of_bracket(phrase.end + 1)
            span = self.tokens.span(place, max(closing, phrase.end) + 1)
            raise RefusedError(Problem("E126", OF_ONE, span, ONE_EACH))
        if self.outline.kind(place) != "name" or self.outline.kind(place + 1) != "name":
            return
        if phrase.end > place + 1:
            word = self.tokens.texts[place]
            if word not in _NO_KINDS and self.tokens.texts[place + 1] not in _JOINING:
                raise RefusedError(self._unknown_kind(place))

    def _unknown_kind(self, place: int) -> Problem:
        word = self.tokens.texts[place]
        hint = "statements begin with " + ", ".join(f"'{kind}'" for kind in STATEMENTS)
        hint += ", comments with '//'"
        if word == "character":
            hint = f"write 'entity {self.tokens.texts[place + 1][:30]} : character;'"
        close = get_close_matches(word[:30].lower(), STATEMENTS, 1)
        hint = f"did you mean '{close[0]}'?" if close else hint
        span = self.tokens.span(place, place)
        return Problem("E122", f"there is no statement {quote(word)}", span, hint)

    def _unexpected_body(self, place: int, brace: int) -> None:
        """Report a `{` after what is no action or trigger."""
        is_header = place == brace - 1 or self.outline.kind(
            place + 1
        ) == "name" == self.outline.kind(place)
        if is_header and self.tokens.texts[place] not in STATEMENTS:
            self.findings.add(self._unknown_kind(place))
            return
        hint = "only actions and triggers have a body in '{ }'"
        self._report("E114", "'{' does not belong here", brace, hint)

    def _event(self, place: int) -> int:
        """event = header "{" [part {";" part} [";"]] "}" ."""
        bare = self.outline.unopened(place)
        end = self.outline.stop(place) if bare is None else bare
        header = None if self.tokens.is_flawed(place, end) else self._header(place, end)
        brace = end
        if bare is not None:
            kind, gap = self.tokens.texts[place], self.tokens.gap(end)
            hint = "the parts of a body stand in braces: '{ effect: …; }'"
            message = f"'{{' is missing before the parts of the {kind}"
            self.findings.add(Problem("E128", message, gap, hint))
            brace -= 1  # as though it stood there, so that the rest is read all the same
        elif self.outline.kind(brace) != "{":
            if header is not None:
                hint = "'{ effect: …; }'"
                gap = self.tokens.gap(brace)
                kind = self.tokens.texts[place]
                message = f"the {kind} {quote(header[0].text)} has no body"
                self.findings.add(Problem("E128", message, gap, hint))
            return self._ended(brace, is_reported=True)
        body = Body(self.reader, self.tokens.texts[place], self.findings.add, self._advise)
        is_closed, end = self._body(body, brace)
        if header is not None and body.is_whole and is_closed:
            self._add_event(place, header, body, end)
        return self._ended(end, is_reported=not is_closed)

    def _header(
        self, place: int, brace: int
    ) -> tuple[tree.Name, tuple[tree.Parameter, ...]] | None:
        try:
            return Phrase(self.reader, place, brace, self._advise).header()
        except RefusedError as refused:
            self.findings.add(refused.problem)
            return None

    def _body(self, body: Body | WordsBody, brace: int) -> tuple[bool, int]:
        """Reads the parts up to the `}`. Returns whether there is one, and the place after."""
        place = brace + 1
        while (kind := self.outline.kind(place)) != "}":
            is_utility = kind == "name" and self.tokens.texts[place] == "utility"
            if (
                not kind
                or self.outline.starts(place)
                or (is_utility and self.outline.is_utility(place))
            ):
                if self.outline.kind(brace) == "{":
                    hint = "write the missing '}'"
                    self._report("E112", "'{' is never closed", brace, hint)
                return False, place
            if kind == ";":
                place = self._empty(place)
                continue
            stop = self.outline.stop(place) if kind != "{" else place
            if isinstance(body, Body) and self._heads_failing(place, stop, body):
                inner = Body(self.reader, "fails", self.findings.add, self._advise)
                is_closed, end = self._body(inner, stop)
                if not is_closed:
                    return False, end
                body.failing(place, end, inner)
                place = self._ended(end, is_reported=False)
            elif self.outline.kind(stop) == "{":
                if not self.tokens.is_flawed(place, stop):
                    hint = "only the body itself stands in '{ }'"
                    self._report("E114", "'{' does not belong here", stop, hint)
                body.is_whole = False
                place = self.outline.after_misplaced(stop)
            else:
                body.part(place, stop)
                place = stop + (self.outline.kind(stop) == ";")
        return True, place + 1

    def _heads_failing(self, place: int, brace: int, body: Body) -> bool:
        """Whether `fails: {` stands here, in an action."""
        return (
            body.kind == "action"
            and self.outline.kind(brace) == "{"
            and self.tokens.texts[place:brace] == ["fails", ":"]
        )

    def _add_event(
        self,
        place: int,
        header: tuple[tree.Name, tuple[tree.Parameter, ...]],
        body: Body,
        end: int,
    ) -> None:
        parts = body.parts
        self.statements.append(
            tree.EventStatement(
                "action" if body.kind == "action" else "trigger",
                *header,
                parts.precondition,
                parts.effect,
                parts.consenting,
                parts.observing,
                self.tokens.span(place, end),
                description(self.tokens, place),
                parts.text,
                parts.lasts,
                parts.fails,
                parts.says,
                parts.heard,
            )
        )


def _declares_believes(tokens: Tokens) -> bool:
    """Whether a property is called `believes`: then `believes(a, b)` may mean it."""
    pairs = pairwise(tokens.texts)
    return ("property", "believes") in pairs
