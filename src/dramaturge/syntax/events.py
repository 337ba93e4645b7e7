"""The bodies of actions and triggers: parts between braces, SEMANTICS.md 1.2."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise

from dramaturge.problems import Problem
from dramaturge.syntax import tree
from dramaturge.syntax.expressions import Reader, RefusedError
from dramaturge.syntax.lexer import quote
from dramaturge.syntax.statements import Phrase, quoted

PARTS = (
    *("precondition", "effect", "consenting", "observing"),
    *("text", "says", "heard", "lasts", "fails"),
)
PARTS_OF = {
    "action": PARTS,
    "trigger": ("precondition", "effect", "text"),
    "fails": ("effect", "observing", "lasts", "text"),
}
_LONELY = ("else", "elseif", "if", "forall", "exists", "sum", "product", "believes")


@dataclass(slots=True)
class Parts:
    """What was written in one body so far."""

    precondition: tree.Expression | None = None
    effect: tree.Expression | None = None
    consenting: tuple[tree.Argument, ...] | None = None
    observing: tree.Observing | None = None
    text: tree.Quoted | None = None
    lasts: tree.Expression | None = None
    fails: tree.Fails | None = None
    says: tree.Quoted | None = None
    heard: tree.Quoted | None = None


class Body:
    """Reads the parts of one event; problems go to `report`."""

    def __init__(
        self,
        reader: Reader,
        kind: str,
        report: Callable[[Problem], None],
        advise: Callable[[tree.Expression], None],
    ) -> None:
        self.reader = reader
        self.advise = advise
        self.tokens = reader.tokens
        self.kind = kind
        self.report = report
        self.parts = Parts()
        self.is_whole = True

    def part(self, first: int, end: int) -> None:
        """part = precondition | effect | consenting | observing | lasts | fails ; one of them, up
        to the `;`."""
        if self.tokens.is_flawed(first, end):
            self.is_whole = False
            return
        problem = self._mistake(first, end)
        if problem is None:
            return
        merged = self._merged(first, end)
        if merged:
            hint = "every part ends with ';'"
            for place in merged:
                self.report(Problem("E120", "';' is missing", self.tokens.gap(place), hint))
            places = [first, *merged, end]
            found = [self._mistake(start, stop) for start, stop in pairwise(places)]
        else:
            found = [problem]
        for problem in filter(None, found):
            self.report(problem)
            self.is_whole = False

    def failing(self, first: int, end: int, inner: Body) -> None:
        """fails = "fails" [":" "{" [part {";" part} [";"]] "}"] ; its body was read before."""
        self._once("fails", first)
        parts = inner.parts
        span = self.tokens.span(first, end)
        self.parts.fails = tree.Fails(parts.effect, parts.observing, parts.lasts, parts.text, span)
        self.is_whole = self.is_whole and inner.is_whole

    def _mistake(self, first: int, end: int) -> Problem | None:
        """Reads one part; returns what is wrong with it."""
        try:
            self._read(first, end)
        except RefusedError as refused:
            return refused.problem
        return None

    def _merged(self, first: int, end: int) -> list[int]:
        """Where other parts begin inside this one for want of a `;`."""
        kinds, texts, index = self.tokens.kinds, self.tokens.texts, first + 2
        found: list[int] = []
        while index < end:
            if kinds[index] == "(":
                index = self.tokens.partner[index]
            elif texts[index] in PARTS and index + 1 < end and self._ends_operand(index - 1):
                closing = self.tokens.end_of_bracket(index + 1)
                if ":" in (kinds[index + 1], kinds[closing + 1] if 0 <= closing < end - 1 else ""):
                    found.append(index)
            index += 1
        return found

    def _ends_operand(self, index: int) -> bool:
        kind = self.tokens.kinds[index]
        return kind in ("number", "constant", ")") or (
            kind == "name" and self.tokens.texts[index] not in _LONELY
        )

    def _read(self, first: int, end: int) -> None:
        self.reader.start()
        word = self.tokens.texts[first]
        if self.tokens.kinds[first] != "name" or word not in PARTS:
            raise RefusedError(self._unknown(first))
        if self.kind == "fails" and word not in PARTS_OF["fails"]:
            message = f"a 'fails' part has no '{word}' part"
            hint = "it happens where the precondition is false but all who consent believe it"
            raise RefusedError(Problem("E131", message, self.tokens.span(first, first), hint))
        if self.kind == "trigger" and word not in PARTS_OF["trigger"]:
            message = f"a trigger has no '{word}' part"
            hint = "triggers happen by themselves, at once, noticed by nobody"
            raise RefusedError(Problem("E131", message, self.tokens.span(first, first), hint))
        self._once(word, first)
        phrase = Phrase(self.reader, first, end, self.advise)
        phrase.place = first + 1
        match word:
            case "observing":
                self.parts.observing = observing(phrase)
            case "consenting":
                self.parts.consenting = consenting(phrase)
            case "text":
                self.parts.text = _told(phrase, word)
            case "says":
                self.parts.says = _told(phrase, word)
            case "heard":
                self.parts.heard = _told(phrase, word)
            case "precondition":
                self.parts.precondition = _after_colon(phrase, word)
            case "lasts":
                self.parts.lasts = _after_colon(phrase, word)
            case "fails":
                phrase.finish("'fails;', or 'fails: { effect: …; }'")
                self.parts.fails = tree.Fails(None, None, None, None, self.tokens.span(first, end))
            case _:
                self.parts.effect = _after_colon(phrase, word)

    def _once(self, word: str, first: int) -> None:
        if getattr(self.parts, word) is not None:
            message = f"a second '{word}' part replaces the first"
            span = self.tokens.span(first, first)
            hint = "join conditions and effects with '&'"
            self.report(Problem("W104", message, span, hint, "warning"))

    def _unknown(self, first: int) -> Problem:
        word, span = self.tokens.texts[first], self.tokens.span(first, first)
        known = PARTS_OF[self.kind]
        hint = "the parts are " + ", ".join(f"'{part}'" for part in known)
        if self.tokens.kinds[first] != "name":
            return Problem("E130", f"no part begins with {quote(word)}", span, hint)
        if word == "utility":
            hint = "utilities stand outside actions"
        close = get_close_matches(word[:30].lower(), known, 1)
        hint = f"did you mean '{close[0]}'?" if close else hint
        return Problem("E130", f"there is no part {quote(word)}", span, hint)


def _after_colon(phrase: Phrase, word: str) -> tree.Expression:
    """precondition = "precondition" ":" expression ; effect = "effect" ":" expression ."""
    _colon(phrase, word)
    return phrase.expression()


def _told(phrase: Phrase, word: str) -> tree.Quoted:
    """told = ("text" | "says" | "heard") ":" quoted ."""
    _colon(phrase, word)
    if phrase.place + 1 != phrase.end or phrase.tokens.kinds[phrase.place] != "quoted":
        hint = 'text: "{speaker} tells {hearer} about it."'
        raise phrase.refusal("E132", f"after '{word}:' stands one text in quotes", hint)
    return quoted(phrase.tokens, phrase.place)


def _colon(phrase: Phrase, word: str) -> None:
    if not phrase.accept(":"):
        raise phrase.refusal("E132", f"':' is missing after '{word}'", f"write '{word}: …'")


def consenting(phrase: Phrase) -> tuple[tree.Argument, ...]:
    """consenting = "consenting" ":" [argument {"," argument}] ; once in "( )" if one likes."""
    _colon(phrase, "consenting")
    if phrase.reader.is_bracketed(phrase.place, phrase.end):
        phrase.place += 1
        phrase.end -= 1
    found: list[tree.Argument] = []
    while phrase.place < phrase.end:
        if found and not phrase.accept(","):
            raise _not_in_list(phrase)
        if phrase.place >= phrase.end:
            raise phrase.refusal("E133", "a name is missing after ','", None)
        if phrase.tokens.kinds[phrase.place] not in ("name", "number", "constant"):
            raise _not_in_list(phrase)
        found.append(phrase.single(phrase.place, "a character"))
        phrase.place += 1
    return tuple(found)


def _not_in_list(phrase: Phrase) -> RefusedError:
    text = quote(phrase.tokens.texts[phrase.place])
    if phrase.tokens.kinds[phrase.place - 1 : phrase.place + 1] == ["name", "("]:
        phrase.place -= 1
        text = quote(f"{phrase.tokens.texts[phrase.place]}(…)")
    hint = "'consenting: a, b' lists characters, not values of properties"
    if phrase.tokens.kinds[phrase.place] == "&":
        hint = "write ',' between characters"
    return phrase.refusal("E133", f"{text} cannot stand in the list of who consents", hint)


def observing(phrase: Phrase) -> tree.Observing:
    """observing = "observing" "(" name ":" name ")" ":" expression ."""
    first = phrase.place - 1
    kinds = phrase.tokens.kinds[phrase.place : phrase.end]
    if kinds[:5] != ["(", "name", ":", "name", ")"]:
        hint = "'observing(c : character): …' says who sees it"
        raise phrase.refusal("E132", "'observing' needs one variable with its type", hint)
    start = phrase.place + 1
    span = phrase.tokens.span(start, start + 3)
    names = phrase.argument_name(start), phrase.argument_name(start + 2)
    phrase.place += 5
    _colon(phrase, "observing(…)")
    condition = phrase.expression()
    variable = tree.Variable(names[0], names[1], span)
    return tree.Observing(variable, condition, phrase.tokens.span(first, phrase.end))
