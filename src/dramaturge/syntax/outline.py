"""Where statements begin and end: found by `;`, braces and the words that begin a statement, so
that a mistake in one statement hides no other."""

from __future__ import annotations

from dramaturge.syntax.lexer import Tokens

STATEMENTS = (
    *("type", "entity", "property", "action", "trigger", "utility"),
    *("use", "define", "fact", "ending"),
    *("public", "deadline", "lasts", "unit", "pattern"),
)
WORDED = ("entity", "fact", "property", "public")  # what may have words in braces
EVENTS = ("action", "trigger")
_STOPS = frozenset((";", "{", "}"))


class Outline:
    """Looks around in the tokens, without reading what stands between."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens

    def kind(self, index: int) -> str:
        """The kind of a token; nothing outside the text."""
        return self.tokens.kinds[index] if 0 <= index < len(self.tokens) else ""

    def starts(self, index: int) -> bool:
        """Whether a statement must start here: two names never meet inside an expression."""
        tokens = self.tokens
        if self.kind(index) != "name" or tokens.texts[index] not in STATEMENTS:
            return False
        if tokens.texts[index] == "utility":
            before = self.kind(index - 1)
            is_after_operand = before in ("}", ")", "number", "constant") or (
                before == "name" and tokens.texts[index - 1] not in STATEMENTS
            )
            return is_after_operand and self.is_utility(index)
        if tokens.texts[index] in ("use", "unit") and self.kind(index + 1) == "quoted":
            return True
        if tokens.texts[index] == "property" and self._follows(index, "public"):
            return False
        is_name = self.kind(index + 1) == "name"
        return is_name and tokens.texts[index + 1] not in ("else", "elseif")

    def _follows(self, index: int, word: str) -> bool:
        return self.kind(index - 1) == "name" and self.tokens.texts[index - 1] == word

    def is_event(self, place: int) -> bool:
        """Whether the statement here is an action or trigger, be its name forgotten."""
        if self.kind(place) != "name" or self.tokens.texts[place] not in EVENTS:
            return False
        if self.kind(place + 1) in ("name", "{"):
            return True
        closing = self.tokens.end_of_bracket(place + 1)
        return closing >= 0 and self.kind(closing + 1) == "{"

    def unopened(self, place: int) -> int | None:
        """Where the body of an event begins whose `{` was forgotten: at `effect:` or the like."""
        closing = self.tokens.end_of_bracket(place + 2)
        if closing < 0 or self.kind(closing + 1) != "name" or self.kind(closing + 2) != ":":
            return None
        return closing + 1

    def is_utility(self, place: int) -> bool:
        """Whether `(…):` follows this token."""
        closing = self.tokens.end_of_bracket(place + 1)
        return closing >= 0 and self.kind(closing + 1) == ":"

    def heads_utility(self, place: int) -> bool:
        """Whether a utility is meant, be its `:` forgotten."""
        closing = self.tokens.end_of_bracket(place + 1)
        starts = (":", "name", "number", "constant", "(", "!")
        return closing >= 0 and self.kind(closing + 1) in starts

    def stop(self, place: int) -> int:
        """Where the range that starts here ends: at `;`, a brace, a new statement, or the end."""
        place += 1
        kinds, texts, end = self.tokens.kinds, self.tokens.texts, len(self.tokens)
        while place < end:
            if kinds[place] in _STOPS or (texts[place] in STATEMENTS and self.starts(place)):
                return place
            place += 1
        return place

    def after_braces(self, brace: int) -> int:
        """Past the braces that open here, or to the next statement if they never close."""
        depth, place = 0, brace
        while place < len(self.tokens):
            kind = self.tokens.kinds[place]
            depth += (kind == "{") - (kind == "}")
            if depth == 0:
                return place + 1
            if self.starts(place):
                return place
            place += 1
        return place

    def after_misplaced(self, brace: int) -> int:
        """Past the part of a body in which these braces open."""
        place = brace
        while self.kind(place) not in ("", ";", "}") and not self.starts(place):
            place = self.after_braces(place) if self.kind(place) == "{" else place + 1
        return place + (self.kind(place) == ";")
