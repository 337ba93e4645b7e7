"""Text into tokens: SEMANTICS.md 1.1.

Tokens are kept as parallel lists, because a hostile file has very many of them. The kind of a
symbol is the symbol itself; the others are `name`, `number`, `constant`, `quoted` (only where a
text in quotes has a meaning) and `bad` (already reported).
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from dataclasses import dataclass, field

from dramaturge.problems import Problem
from dramaturge.source import Source, Span
from dramaturge.syntax.findings import Findings

TOKEN_LIMIT = 500_000

_NAME_END = r"\s(){}\[\],;:*/+\-&|!=<>"
_TOKEN = re.compile(
    rf"""
      (?P<space>   \s++ )
    | (?P<line>    //[^\n\r]*+ )
    | (?P<block>   /\*/ | /\*[\s\S]*?\*/ )
    | (?P<open>    /\*[\s\S]*+ )
    | (?P<name>    [^\W\d_][^{_NAME_END}]*+ )
    | (?P<wrong>   &&+ | \|\|+ | <=> | <-> | -> | ===+ | !==+ | => | =< | <> | := | [-+*/]= )
    | (?P<number>  -?+(?:[0-9]++(?:\.[0-9]*+)?+|\.[0-9]++)(?![^{_NAME_END}]) )
    | (?P<symbol>  == | != | <= | >= | [(){{}}\[\],;:*/+&|!=<>] | -(?![0-9.]) )
    | (?P<unknown> \?(?![^{_NAME_END}]) )
    | (?P<quoted>  "[^"\n]*+"?+ )
    | (?P<junk>    -?+[^{_NAME_END}]++ | - )
    """,
    re.VERBOSE,
)
# Characters that an author cannot see: controls, byte order marks, direction marks, surrogates.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_QUOTES = "\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb'`"  # of all kinds but the plain one
# Signs as East Asian keyboards have them, which look like those of the language.
_FULL_WIDTH = {chr(ord(sign) + 0xFEE0): sign for sign in ";:,(){}=&|!<>"}
# Words that a text in quotes may follow: at once, or after the name that follows them.
_BEFORE_QUOTED = frozenset(("use", "called", "unit"))
_NAMED_BEFORE_QUOTED = frozenset(("by", "ending", "pattern"))
_COLON_BEFORE_QUOTED = frozenset(("text", "says", "heard", "unknown", "denied"))
_INSTEAD = {
    "&&": "write '&' once",
    "||": "write '|' once",
    "->": "for 'a implies b' write 'if(a) b'",
    "=>": "for 'a implies b' write 'if(a) b'; 'at least' is '>='",
    "<->": "for 'exactly if' write '=='",
    "<=>": "for 'exactly if' write '=='",
    "=<": "write '<='",
    "<>": "write '!='",
    ":=": "write '='",
}


@dataclass(slots=True)
class Tokens:
    """The tokens of a source; none if it has too many.

    partner: of each round bracket, the index of the one that belongs to it, else -1.
    comments: by token index, the ranges of the comments between that token and the one before.
    flawed: ascending indices of tokens that a problem is already reported for.
    """

    source: Source
    kinds: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    starts: array[int] = field(default_factory=lambda: array("q"))
    ends: array[int] = field(default_factory=lambda: array("q"))
    partner: list[int] = field(default_factory=list)
    comments: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    flawed: list[int] = field(default_factory=list)
    is_cut: bool = False

    def __len__(self) -> int:
        return len(self.kinds)

    def span(self, first: int, end: int) -> Span:
        """The text from token `first` up to, not including, token `end`; at least one token."""
        return Span(self.source, self.starts[first], self.ends[max(end - 1, first)])

    def gap(self, index: int) -> Span:
        """The empty place just after the token before `index`."""
        place = self.ends[index - 1] if index > 0 else 0
        return Span(self.source, place, place)

    def is_flawed(self, first: int, end: int) -> bool:
        """Whether a problem is already reported for one of these tokens."""
        found = bisect_left(self.flawed, first)
        return found < len(self.flawed) and self.flawed[found] < end

    def is_glued(self, index: int) -> bool:
        """Whether no space stands between this token and the next."""
        return index + 1 < len(self.kinds) and self.ends[index] == self.starts[index + 1]

    def end_of_bracket(self, index: int) -> int:
        """The index of the partner of the `(` at this index, or -1 if there is no such bracket."""
        return self.partner[index] if index < len(self) and self.kinds[index] == "(" else -1


def quote(text: str, limit: int = 40) -> str:
    """A found text for a message, in quotes and cut to a readable length."""
    text = " ".join(text.split()) or text
    return f"'{text[: limit - 1]}…'" if len(text) > limit else f"'{text}'"


def tokenize(source: Source, findings: Findings) -> Tokens:
    """The tokens of a text, their brackets paired; what is wrong with them goes to `findings`."""
    tokens = Tokens(source)
    for match in _TOKEN.finditer(source.text):
        kind = match.lastgroup
        assert kind is not None
        if kind == "space":
            continue
        if len(tokens.kinds) >= TOKEN_LIMIT:
            span = Span(source, match.start(), match.end())
            message = f"the text has more than {TOKEN_LIMIT:,} words and signs"
            findings.add(Problem("E107", message, span, "the rest was not read"))
            tokens.is_cut = True
            break
        if kind in ("line", "block", "open"):
            _comment(tokens, kind, match, findings)
        else:
            _token(tokens, kind, match, findings)
    if tokens.is_cut:
        return Tokens(source, is_cut=True)
    _pair_brackets(tokens, findings)
    return tokens


def _comment(tokens: Tokens, kind: str, match: re.Match[str], findings: Findings) -> None:
    start, end = match.span()
    if kind == "open":
        span = Span(tokens.source, start, start + 2)
        hint = "all the rest of the file is now a comment: close it with '*/'"
        findings.add(Problem("W101", "this comment never ends", span, hint, "warning"))
    elif match.group() == "/*/" and findings.is_full("warning"):
        findings.omit("warning")
    elif match.group() == "/*/":
        span = Span(tokens.source, start, end)
        hint = "what follows is read as part of the world; write '/* … */' or '//'"
        message = "'/*/' is already a whole comment"
        findings.add(Problem("W102", message, span, hint, "warning"))
    tokens.comments.setdefault(len(tokens), []).append((start, end))


def _token(tokens: Tokens, kind: str, match: re.Match[str], findings: Findings) -> None:
    text = match.group()
    problem: Problem | None = None
    if kind == "symbol" and text not in "[]":
        kind = text
    elif kind == "name":
        if text in ("True", "False"):
            kind = "constant"
        elif not (text.isascii() and text.isprintable()):
            problem = _bad_letters(text, Span(tokens.source, *match.span()))
    elif kind == "unknown":
        kind = "constant"
    elif kind == "quoted" and _takes_quoted(tokens):
        problem = _bad_quoted(text, Span(tokens.source, *match.span()))
    elif kind != "number":
        if text == "]" and tokens.flawed and tokens.texts[tokens.flawed[-1]] == "[":
            tokens.flawed.append(len(tokens))  # told at the `[`
            kind = "bad"
        elif not findings.is_full("error"):
            problem = _bad_token(kind, text, Span(tokens.source, *match.span()))
        else:
            findings.omit("error")
            tokens.flawed.append(len(tokens))
            kind = "bad"
    elif len(text) > 300 and abs(float(text)) == float("inf"):
        problem = Problem("E102", "this number is too large", Span(tokens.source, *match.span()))
    if problem is not None:
        findings.add(problem)
        tokens.flawed.append(len(tokens))
        kind = "bad"
    tokens.kinds.append(kind)
    tokens.texts.append(text)
    tokens.starts.append(match.start())
    tokens.ends.append(match.end())


def _takes_quoted(tokens: Tokens) -> bool:
    """Whether a text in quotes may come next, by the words just before it."""
    before = [""] * (2 - len(tokens)) + tokens.texts[-2:]
    return (
        before[1] in _BEFORE_QUOTED
        or before[0] in _NAMED_BEFORE_QUOTED
        or (before[0] in _COLON_BEFORE_QUOTED and before[1] == ":")
        or before[0] == "{"
        or tokens.kinds[-1:] == ["quoted"]
    )


def _bad_quoted(text: str, span: Span) -> Problem | None:
    """What is wrong with a text in quotes that stands where it may."""
    if len(text) < 2 or not text.endswith('"'):
        return Problem("E117", "this quote is never closed", span, "write the other '\"'")
    unseen = _UNSEEN.search(text)
    if unseen is not None:
        place = Span(span.source, span.start + unseen.start(), span.start + unseen.end())
        message = f"an invisible character (U+{ord(unseen.group()):04X}) stands in this text"
        return Problem("E101", message, place, "delete it")
    return None


def _bad_letters(text: str, span: Span) -> Problem | None:
    """What is wrong with a name that has unusual characters, if anything."""
    unseen = _UNSEEN.search(text)
    if unseen is not None:
        place = Span(span.source, span.start + unseen.start(), span.start + unseen.end())
        message = f"an invisible character (U+{ord(unseen.group()):04X}) stands in a name"
        return Problem("E101", message, place, "delete it")
    if not text[0].isalpha():
        hint = "names need no quotes" if text[0] in _QUOTES else "a name starts with a letter"
        return Problem("E103", f"{quote(text)} is no name", span, hint)
    wide = next((at for at, letter in enumerate(text) if letter in _FULL_WIDTH), None)
    if wide is not None:
        place = Span(span.source, span.start + wide, span.start + wide + 1)
        hint = _instead_of(text[wide])
        return Problem("E101", f"{quote(text[wide])} has no meaning here", place, hint)
    return None


def _instead_of(wide: str) -> str:
    return f"write '{_FULL_WIDTH[wide]}', the plain one"


def _bad_token(kind: str, text: str, span: Span) -> Problem:
    """The problem with something that is no token."""
    if kind == "wrong":
        operator = text[:2] if text[:2] in ("&&", "||") else text
        hint = _INSTEAD.get(operator, "'=' sets, '==' and '!=' compare")
        if text[0] in "+-*/" and text[-1] == "=":
            hint = f"write out the change: 'n() = n() {text[0]} 1'"
        return Problem("E105", f"there is no {quote(text)}", span, hint)
    if kind == "symbol":
        return Problem("E106", f"{quote(text)} has no meaning", span, "use round brackets")
    if kind == "quoted":
        return Problem("E104", "a text in quotes has no meaning here", span, "names need no quotes")
    unseen = _UNSEEN.search(text)
    if unseen is not None:
        place = Span(span.source, span.start + unseen.start(), span.start + unseen.end())
        message = f"an invisible character (U+{ord(unseen.group()):04X}) stands here"
        return Problem("E101", message, place, "delete it")
    return _bad_word(text, span)


def _bad_word(text: str, span: Span) -> Problem:
    digits = text.removeprefix("-")
    if digits[:1].isdigit() or (digits[:1] == "." and digits[1:2].isdigit()):
        if re.fullmatch(r"[0-9.]+[eE][0-9]*", digits):
            hint = "there are no exponents: write all digits"
        elif digits.replace(".", "").isdigit():
            hint = "a number has one '.' at most, and the digits 0 to 9"
        else:
            hint = "a name starts with a letter"
        return Problem("E102", f"{quote(text)} is no number", span, hint)
    if digits[0] == "?":
        hint = f"variables have no '?': write {quote(digits[1:])}; '?' alone is 'unknown'"
        return Problem("E103", f"{quote(text)} is no name", span, hint)
    if text[0] == "#":
        return Problem("E101", "'#' has no meaning here", span, "a comment starts with '//'")
    if len(text) > 1 and any(character.isalpha() for character in text):
        hint = "names need no quotes" if text[0] in _QUOTES else "a name starts with a letter"
        return Problem("E103", f"{quote(text)} is no name", span, hint)
    if text[0] in _FULL_WIDTH:
        return Problem("E101", f"{quote(text)} has no meaning here", span, _instead_of(text[0]))
    return Problem("E101", f"{quote(text)} has no meaning here", span)


def _pair_brackets(tokens: Tokens, findings: Findings) -> None:
    """Pair the round brackets; `;`, `{` and `}` never stand inside them."""
    tokens.partner = [-1] * len(tokens)
    opened: list[int] = []
    flawed: list[int] = []

    def report_open() -> None:
        for index in opened[:1]:
            hint = "write the missing ')'"
            findings.add(Problem("E110", "'(' is never closed", tokens.span(index, index), hint))
        flawed.extend(opened)
        opened.clear()

    for index, kind in enumerate(tokens.kinds):
        if kind == "(":
            opened.append(index)
        elif kind == ")":
            if opened:
                start = opened.pop()
                tokens.partner[start] = index
                tokens.partner[index] = start
            else:
                message = "')' closes nothing"
                findings.add(Problem("E111", message, tokens.span(index, index)))
                flawed.append(index)
        elif kind in ";{}" and opened:
            report_open()
    report_open()
    if flawed:
        tokens.flawed = sorted({*tokens.flawed, *flawed})
