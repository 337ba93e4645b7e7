"""Why a token range is no expression: the one problem that helps its author most.

Follows the ways of `expressions` into the part that cannot be read, down to the smallest.
"""

from __future__ import annotations

from dramaturge.problems import Problem
from dramaturge.source import Span
from dramaturge.syntax.expressions import (
    COMPARATORS,
    OPERATORS,
    Reader,
    Signs,
    is_property,
)
from dramaturge.syntax.lexer import Tokens, quote

_QUANTIFIERS = ("forall", "exists", "sum", "product")
_WORDS = {
    "and": "write '&'",
    "or": "write '|'",
    "not": "write '!'",
    "implies": "for 'a implies b' write 'if(a) b'",
    "then": "leave out 'then': 'if(a) b else c'",
    "when": "write 'if(a) b'",
    "elif": "write 'elseif'",
    "is": "compare with '=='",
    "mod": "there is no remainder operation",
}

Range = tuple[int, int]


def diagnose(reader: Reader, first: int, end: int) -> Problem:
    """The problem with a range that `reader.expression` cannot read."""
    while True:
        look = _Look(reader, first, end)
        found = look.problem()
        if isinstance(found, Problem):
            return found
        assert found[1] - found[0] < end - first
        if reader.expression(*found) is not None:
            return look.unreadable()
        first, end = found


class _Look:
    """One range: either its own problem, or the smaller range to look at next."""

    def __init__(self, reader: Reader, first: int, end: int) -> None:
        self.reader = reader
        self.tokens: Tokens = reader.tokens
        self.first = first
        self.end = end

    def problem(self) -> Problem | Range:
        tokens, first, end = self.tokens, self.first, self.end
        if first >= end:
            return self._missing()
        if end - first == 1:
            return self._wrong_single()
        if self.reader.is_bracketed(first, end):
            return (first + 1, end - 1)
        is_call = tokens.kinds[first] == "name" and tokens.end_of_bracket(first + 1) == end - 1
        signs = self.reader.signs(first, end)
        return (self._call() if is_call else None) or self._parts(signs) or self._adjacent()

    def _parts(self, signs: Signs) -> Problem | Range | None:
        """The ways in order: the first that the signs speak for."""
        word = self._text(self.first)
        starts_if = self.tokens.kinds[self.first] == "name" and word == "if"
        last_sign = max([-1, *signs.ands[-1:], *signs.ors[-1:]])
        if starts_if and max([-1, *signs.elses, *signs.elseifs]) > last_sign >= 0:
            found = self._if(signs)
            if found is not None:
                return found
        for places in (signs.ands, signs.ors):
            found = self._sides(places) if places else None
            if found is not None:
                return found
        if self.tokens.kinds[self.first] == "!":
            return (self.first + 1, self.end)
        if starts_if:
            found = self._if(signs)
            if found is not None:
                return found
        if word in _QUANTIFIERS[:2]:
            return self._quantified()
        return self._stray_else(signs) or self._relation(signs) or self._number(signs)

    def _relation(self, signs: Signs) -> Problem | Range | None:
        if "=" in signs.first:
            found = self._assignment(signs.first["="])
            if found is not None:
                return found
        for comparator in COMPARATORS:
            if comparator in signs.first:
                found = self._sides([signs.first[comparator]])
                if found is not None:
                    return found
        if ":" in signs.first:
            return self._type_test(signs.first[":"])
        return None

    def _number(self, signs: Signs) -> Problem | Range | None:
        if self._text(self.first) in _QUANTIFIERS[2:]:
            return self._quantified()
        for operator in OPERATORS:
            if operator not in signs.first:
                continue
            place = signs.first[operator]
            if place == self.first and operator in "+-":
                message = f"no '{operator}' may stand before an expression"
                hint = "write '0 - …'" if operator == "-" else "leave it out"
                return Problem("E142", message, self._span(place, place), hint)
            found = self._sides([place])
            if found is not None:
                return found
        return None

    def _text(self, index: int) -> str:
        return self.tokens.texts[index]

    def _span(self, first: int, end: int) -> Span:
        return self.tokens.span(first, end)

    def _sides(self, places: list[int]) -> Range | None:
        """The first side of these signs that cannot be read."""
        starts = [self.first, *(place + 1 for place in places)]
        for side in zip(starts, [*places, self.end], strict=True):
            if self.reader.expression(*side) is None:
                return side
        return None

    def _missing(self) -> Problem:
        """Nothing stands where an expression should."""
        tokens, place = self.tokens, self.first
        if place == 0 or tokens.kinds[place - 1] in (";", "{", "}"):
            message = f"something is missing before {quote(self._text(place))}"
            return Problem("E140", message, self._span(place, place))
        before = quote(self._text(place - 1))
        return Problem("E140", f"something is missing after {before}", tokens.gap(place))

    def _wrong_single(self) -> Problem:
        text = quote(self._text(self.first))
        place = self._span(self.first, self.first)
        return Problem("E140", f"an expression is missing where {text} stands", place)

    def _call(self) -> Problem | Range | None:
        """`name(…)`, closed at the end of the range."""
        word = self._text(self.first)
        inside = self.tokens.kinds[self.first + 2 : self.end - 1]
        if word == "believes":
            return self._believes()
        if word in _QUANTIFIERS and ":" in inside:
            return self._quantified()
        if word == "if" and inside and self.reader.expression(self.first + 2, self.end - 1):
            message = "something is missing after the condition"
            return Problem("E140", message, self.tokens.gap(self.end), "'if(a) b'")
        return bad_arguments(self.tokens, self.first + 2, self.end - 1)

    def _believes(self) -> Problem | Range | None:
        kinds = self.tokens.kinds[self.first + 2 : self.end - 1]
        if kinds[:1] and kinds[0] in ("name", "number", "constant") and kinds[1:2] == [","]:
            return (self.first + 4, self.end - 1)
        message = "'believes' needs a character and what it believes"
        hint = "'believes(c, p())'; the character is a name, no property's value"
        return Problem("E146", message, self._span(self.first, self.end), hint)

    def _if(self, signs: Signs) -> Problem | Range | None:
        tokens = self.tokens
        for head in [self.first, *signs.elseifs]:
            if head + 1 >= self.end or tokens.kinds[head + 1] != "(":
                message = f"the condition of '{self._text(head)}' stands in brackets"
                return Problem("E144", message, self._span(head, head), "'if(a) b else c'")
        for place in signs.elses:
            if place + 1 < self.end and self._text(place + 1) == "if" and len(signs.elses) > 1:
                span = self._span(place, place + 2)
                return Problem("E144", "'else if' cannot have its own 'else'", span, "'elseif'")
        pieces = self.reader.branches(self.first, self.end, signs)
        if pieces is None:
            place = signs.elses[-1] if signs.elses else self.first
            message = "this 'else' does not fit its 'if'" if signs.elses else "broken 'if'"
            hint = "put brackets around the inner 'if', or write 'elseif' before the last 'else'"
            return None if signs.first else Problem("E144", message, self._span(place, place), hint)
        ranges = [part for piece in pieces[0] for part in piece]
        for part in [*ranges, *([pieces[1]] if pieces[1] is not None else [])]:
            if self.reader.expression(*part) is None:
                return part
        return None

    def _stray_else(self, signs: Signs) -> Problem | None:
        for place in sorted([*signs.elses, *signs.elseifs]):
            before = self.tokens.texts[self.first : place]
            if "if" not in before:
                message = f"'{self._text(place)}' has no 'if' before it"
                hint = "an 'if' ends at the next '&' or '|': put brackets around its parts"
                return Problem("E144", message, self._span(place, place), hint)
        return None

    def _quantified(self) -> Problem | Range | None:
        kinds = self.tokens.kinds[self.first + 1 : min(self.first + 6, self.end)]
        if kinds == ["(", "name", ":", "name", ")"]:
            return (self.first + 6, self.end)
        word = self._text(self.first)
        closing = self.tokens.end_of_bracket(self.first + 1)
        place = self._span(self.first, closing + 1 if closing >= 0 else self.first)
        message = f"'{word}' needs one variable with its type"
        return Problem("E145", message, place, f"'{word}(c : character) …'")

    def _assignment(self, place: int) -> Problem | Range | None:
        found = self._sides([place])
        if found is not None:
            return found
        target = self.reader.expression(self.first, place)
        if target is not None and is_property(target):
            return None
        span = self._span(self.first, place)
        hint = "a property has brackets, 'p()'; to compare, write '=='"
        return Problem("E147", "only a property can be set with '='", span, hint)

    def _type_test(self, place: int) -> Problem | Range | None:
        if self.reader.expression(self.first, place) is None:
            return (self.first, place)
        if place == self.end - 2 and self.tokens.kinds[place + 1] == "name":
            return None
        hint = "'x : type' asks whether x is of that type"
        return Problem("E148", "one type name belongs after ':'", self._span(place, place), hint)

    def _adjacent(self) -> Problem:
        """Two things side by side; where there are none, all that can be said."""
        kinds, index = self.tokens.kinds, self.first
        while index + 1 < self.end:
            is_operand = kinds[index] in ("name", "number", "constant", "(")
            if kinds[index] == "name" and kinds[index + 1] == "(" and index + 2 < self.end:
                index += 1
            if kinds[index] == "(":
                index = self.tokens.partner[index]
            index += 1
            starts = ("name", "number", "constant", "(", "!")
            if is_operand and index < self.end and kinds[index] in starts:
                return self._side_by_side(index)
        return self.unreadable()

    def unreadable(self) -> Problem:
        """All that can be said where every part is fine."""
        comma = self._comma()
        if comma is not None:
            span = self._span(comma, comma)
            return Problem(
                "E141", "',' has no meaning here", span, "'&' joins conditions and effects"
            )
        hint = "put brackets around its parts"
        return Problem("E141", "this cannot be read", self._span(self.first, self.end), hint)

    def _comma(self) -> int | None:
        """The first comma outside of brackets."""
        index = self.first
        while index < self.end:
            if self.tokens.kinds[index] == ",":
                return index
            index = max(self.tokens.partner[index], index) + 1
        return None

    def _is_next_statement(self, index: int) -> bool:
        """Whether the one before may just lack its `;`: a new line begins, outside of actions and
        brackets."""
        kinds, depth = self.tokens.kinds, 0
        for place in range(index - 1, -1, -1):
            if kinds[place] in (";", "{", "}"):
                break
            depth += (kinds[place] == "(") - (kinds[place] == ")")
        if depth > 0 or kinds[:index].count("{") != kinds[:index].count("}"):
            return False
        source = self._span(index, index).source
        lines = [source.position(self._span(at, at).start)[0] for at in (index - 1, index)]
        return lines[0] < lines[1]

    def _side_by_side(self, index: int) -> Problem:
        tokens = self.tokens
        text, before = self._text(index), self._text(index - 1)
        span = tokens.span(index, index)
        if tokens.kinds[index] == "number" and text[0] == "-":
            hint = f"write '- {text[1:]}', with a space" if len(text) < 30 else None
            return Problem("E142", f"{quote(text)} is a number of its own here", span, hint)
        for place in (index, index - 1, self.first):
            if self._text(place) in _WORDS and tokens.kinds[place] == "name":
                word = self._text(place)
                message = f"{quote(word)} has no meaning here"
                return Problem("E141", message, tokens.span(place, place), _WORDS[word])
        if self._is_next_statement(index):
            hint = "every statement ends with ';'"
            return Problem("E120", "';' is missing", tokens.gap(index), hint)
        message = f"a sign is missing between {quote(before)} and {quote(text)}"
        return Problem("E141", message, span, "'&' joins conditions and effects")


def bad_arguments(tokens: Tokens, first: int, end: int) -> Problem:
    """The problem with the arguments of a property."""
    start = first
    while start < end:
        stop = start
        while stop < end and tokens.kinds[stop] != ",":
            stop = max(tokens.partner[stop], stop) + 1 if tokens.kinds[stop] == "(" else stop + 1
        if start == stop:
            break
        if stop - start > 1 or tokens.texts[start] == "?" or tokens.kinds[start] in "!-":
            return _bad_argument(tokens, start, stop)
        start = stop + 1
    hint = "arguments stand between commas: 'p(a, b)'"
    return Problem("E143", "an argument is missing", tokens.gap(min(start, end)), hint)


def _bad_argument(tokens: Tokens, start: int, stop: int) -> Problem:
    hyphen = hyphened(tokens, start, stop)
    if hyphen is not None:
        return hyphen
    span = tokens.span(start, stop)
    text = quote(span.source.text[span.start : span.end])
    hint = "an argument is a name or a constant"
    if tokens.texts[start] == "?":
        hint = "'?' is a value of properties, never an argument"
    elif tokens.kinds[start : start + 2] == ["name", "("]:
        hint = "an argument is a name: 'exists(x : type) (at(c) == x & p(x))' looks a value up"
    elif tokens.kinds[start : start + 2] == ["name", ":"]:
        hint = "types are written where a property is declared, not where it is used"
    return Problem("E143", f"{text} cannot be an argument", span, hint)


def hyphened(tokens: Tokens, start: int, stop: int) -> Problem | None:
    """The problem with a name that has a hyphen in it, if these tokens look like one."""
    end = start
    while (
        end + 1 < stop
        and tokens.is_glued(end)
        and (tokens.kinds[end + 1] in ("name", "-") or tokens.texts[end + 1][0] == "-")
    ):
        end += 1
    if end == start or tokens.kinds[start] != "name":
        return None
    span = tokens.span(start, end + 1)
    text = span.source.text[span.start : span.end]
    hint = f"write {quote(text.replace('-', '_'))}"
    return Problem("E103", f"{quote(text)} is no name: names have no '-'", span, hint)
