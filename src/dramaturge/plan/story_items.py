"""The text of a story, piece by piece: acts, scenes, expectations. Nothing is looked up here.

Source: LANGUAGE.md 9; SEMANTICS.md 8 (plain and verbose plan files).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from dramaturge.problems import Problem
from dramaturge.source import Source, Span
from dramaturge.syntax.findings import Findings

ARGUMENT_LIMIT = 1_000

_NAME = re.compile(r"[^\W\d_][^\s(){}\[\],;:*/+\-&|!=<>]*")
_NUMBERED = re.compile(r"(?:[0-9]+[.):]?|[-*\N{BULLET}])\s*(?=[^\W\d_])")
_SPACE = re.compile(r"\s*")
_GAP = re.compile(r"[\s;]*")
_QUOTED = re.compile(r'"([^"\n]*)"')
_COMMENT = re.compile(r'"[^"\n]*"?|//[^\n]*|(?m:^[^\S\n]*\|[^\n]*)')
_STOP = re.compile(r'"[^"\n]*"|;')
# What begins something else than an act; an action may have one of these names all the same.
_WORD = re.compile(
    r'(story|scene|deliberate)(?=\s*")|(expect)(?=\s+\S)|(try)(?=\s+[^\W\d_])'
    r"|(ending)(?=[^\S\n]+[^\W\d_][^\s(;]*[^\S\n]*(?:;|$))",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Act:
    """An act as written. is_attempt: it is only tried. deliberate: why a finding is meant."""

    name: str
    span: Span
    arguments: tuple[tuple[str, Span], ...]
    is_attempt: bool = False
    deliberate: tuple[str, Span] | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """`story "T" of "file.world"`."""

    title: str
    world: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class SceneHeading:
    """`scene "S" at PLACE seen by WHO`; place and who with where they stand."""

    title: str
    place: tuple[str, Span] | None
    seen_by: tuple[str, Span] | None
    span: Span


@dataclass(frozen=True, slots=True)
class Expected:
    """`expect [not] EXPRESSION` or `expect [not] why(WHO, EXPRESSION)`. span: all of it."""

    is_negated: bool
    why: tuple[str, Span] | None
    expression: Span
    span: Span


@dataclass(frozen=True, slots=True)
class Claimed:
    """`ending NAME;`: what the story says has come true."""

    name: str
    span: Span


Item = Act | Heading | SceneHeading | Expected | Claimed


def items(source: Source, findings: Findings, has_goal: bool) -> Iterator[Item]:
    """What the text says, in order; what is wrong with it goes to `findings`.

    has_goal: an action is called so, else a last line `goal(…)` says nothing.
    """
    return _Items(source, findings).all(has_goal)


class _Items:
    """The walk over a text. `text`: without comments, of the same length."""

    def __init__(self, source: Source, findings: Findings) -> None:
        self.source = source
        self.findings = findings
        self.text = _COMMENT.sub(_blank, source.text)
        self.end = len(self.text)

    def all(self, has_goal: bool) -> Iterator[Item]:
        if not has_goal:
            self._drop_goal()
        place = self._skip(_GAP, 0)
        while place < self.end:
            item, place = self._item(place)
            if item is not None:
                yield item
            place = self._skip(_GAP, place)

    def _drop_goal(self) -> None:
        """The last line of a plan file may tell the goal that it reaches."""
        end = len(self.text.rstrip())
        start = self.text.rfind("\n", 0, end) + 1
        if re.match(r"\s*goal\s*\(", self.text[start:end]):
            self.end = start

    def _skip(self, what: re.Pattern[str], place: int) -> int:
        match = what.match(self.text, place, self.end)
        assert match is not None
        return match.end()

    def _item(self, start: int) -> tuple[Item | None, int]:
        """What begins here, and the place after it. One problem on a line is enough."""
        word = _WORD.match(self.text, start, self.end)
        if word is None:
            return self._act(start, start)
        match word.group():
            case "story":
                return self._story(start, word.end())
            case "scene":
                return self._scene(start, word.end())
            case "expect":
                return self._expect(start, word.end())
            case "ending":
                return self._ending(word.end())
            case "deliberate":
                return self._deliberate(start, word.end())
            case _:
                return self._attempt(start, word.end())

    def _span(self, start: int, end: int) -> Span:
        return Span(self.source, start, end)

    def _tell(self, code: str, message: str, start: int, end: int, hint: str | None = None) -> None:
        self.findings.add(Problem(code, message, self._span(start, end), hint))

    def _line_end(self, place: int) -> int:
        found = self.text.find("\n", place, self.end)
        return self.end if found < 0 else found

    def _clause_end(self, place: int) -> int:
        """The `;` outside all quotes, else the end of the line."""
        for match in _STOP.finditer(self.text, place, self.end):
            if match.group() == ";":
                return match.start()
        return self._line_end(place)

    def _story(self, start: int, place: int) -> tuple[Item | None, int]:
        """story = "story" quoted ["of" quoted] ";" ."""
        title, place = self._quoted(place)
        end = self._clause_end(place)
        rest = self.text[place:end].strip()
        of = re.fullmatch(r'of\s*"([^"\n]*)"', rest)
        if title is None or (rest and of is None):
            hint = 'story "The Martyr" of "almost-heaven.world";'
            self._tell("S109", "this is no heading of a story", start, end, hint)
            return None, end
        world = None if of is None else of.group(1)
        return Heading(title, world, self._span(start, place)), end

    def _scene(self, start: int, place: int) -> tuple[Item | None, int]:
        """scene = "scene" quoted {"at" name | "seen" "by" name} ";" ."""
        title, place = self._quoted(place)
        end = self._clause_end(place)
        found: dict[str, tuple[str, Span]] = {}
        rest = self._skip(_SPACE, place)
        while rest < end:
            clause = re.compile(r"(at|seen\s+by)\s+([^\s;]+)\s*").match(self.text, rest, end)
            word = "" if clause is None else clause.group(1).split()[0]
            if clause is None or word in found:
                break
            found[word] = clause.group(2), self._span(*clause.span(2))
            rest = clause.end()
        if title is None or rest < end:
            hint = 'scene "The backyard" at Backyard seen by William;'
            self._tell("S109", "this is no heading of a scene", start, end, hint)
            return None, end
        span = self._span(start, place)
        return SceneHeading(title, found.get("at"), found.get("seen"), span), end

    def _expect(self, start: int, place: int) -> tuple[Item | None, int]:
        """expect = "expect" ["not"] (expression | "why" "(" name "," expression ")") ";" ."""
        end = self._clause_end(place)
        negation = re.compile(r"\s+not(?=[\s(])").match(self.text, place, end)
        place = self._skip(_SPACE, place if negation is None else negation.end())
        stop = place + len(self.text[place:end].rstrip())
        why = re.compile(r"why\s*\(\s*([^\s,()]+)\s*,\s*").match(self.text, place, stop)
        span = self._span(start, stop)
        if why is None:
            if place >= stop:
                self._tell("S111", "what is expected is missing", start, max(stop, start + 1))
                return None, end
            return Expected(negation is not None, None, self._span(place, stop), span), end
        if _closing(self.text, self.text.index("(", place), stop) != stop - 1:
            hint = "expect why(William, at(William) == Street);"
            self._tell("S111", "'why' has a character and what they want", start, stop, hint)
            return None, end
        who = why.group(1), self._span(*why.span(1))
        inner = self._span(why.end(), stop - 1)
        return Expected(negation is not None, who, inner, span), end

    def _ending(self, place: int) -> tuple[Item | None, int]:
        """claim = "ending" name ";" ."""
        name = re.compile(r"\s+([^\s(;]+)").match(self.text, place, self.end)
        assert name is not None
        return Claimed(name.group(1), self._span(*name.span(1))), name.end()

    def _deliberate(self, start: int, place: int) -> tuple[Item | None, int]:
        """deliberate = "deliberate" quoted ["try"] act ."""
        reason, place = self._quoted(place)
        mark = self._span(start, place)
        if reason is None or not reason.strip():
            end = self._clause_end(place)
            hint = 'deliberate "she is meant to miss it" slip_away(William);'
            self._tell("S109", "a deliberate mark tells its reason in quotes", start, end, hint)
            return None, end
        place = self._skip(_SPACE, place)
        word = _WORD.match(self.text, place, self.end)
        if word is not None and word.group() == "try":
            return self._attempt(place, word.end(), (reason, mark))
        return self._act(place, place, deliberate=(reason, mark))

    def _attempt(
        self, start: int, place: int, deliberate: tuple[str, Span] | None = None
    ) -> tuple[Item | None, int]:
        """attempt = "try" act ."""
        place = self._skip(_SPACE, place)
        return self._act(start, place, is_attempt=True, deliberate=deliberate)

    def _quoted(self, place: int) -> tuple[str | None, int]:
        """The text in quotes that comes next, and the place after it."""
        match = _QUOTED.match(self.text, self._skip(_SPACE, place), self.end)
        return (None, place) if match is None else (match.group(1), match.end())

    def _act(
        self,
        start: int,
        place: int,
        *,
        is_attempt: bool = False,
        deliberate: tuple[str, Span] | None = None,
    ) -> tuple[Item | None, int]:
        """act = name "(" [argument {"," argument}] ")" , all on one line."""
        text, end = self.text, self._line_end(place)
        name = _NAME.match(text, place, end)
        if name is None:
            last = place + len(text[place:end].rstrip())
            begun = text[place:end].split()
            what = f"{shown(begun[0])} begins no act" if begun else "an act is missing"
            numbered = _NUMBERED.match(text, place, last)
            hint = "an act is a name with its arguments in brackets"
            if numbered is not None:
                hint = f"acts need no numbers: write '{cut(text[numbered.end() : last])}'"
            self._tell("S101", what, place, max(last, place), hint)
            return None, max(end, place)
        opening = self._skip(_SPACE, name.end())
        if not text.startswith("(", opening) or opening >= end:
            message = f"expected '(' after {shown(name.group())}"
            self._tell("S106", message, name.start(), name.end(), f"write '{cut(name.group())}(…)'")
            return None, end
        closing = _closing(text, opening, end)
        if closing < 0:
            last = opening + len(text[opening:end].rstrip())
            self._tell("S106", "this '(' is never closed on its line", opening, last)
            return None, end
        arguments = tuple(self._arguments(opening + 1, closing))
        span = self._span(start, closing + 1)
        return Act(name.group(), span, arguments, is_attempt, deliberate), closing + 1

    def _arguments(self, start: int, end: int) -> Iterator[tuple[str, Span]]:
        if not self.text[start:end].strip():
            return
        offset = start
        for stop in islice(_commas(self.text, start, end), ARGUMENT_LIMIT):
            part = self.text[offset:stop]
            stripped = part.strip()
            place = offset + len(part) - len(part.lstrip())
            yield stripped, self._span(place, place + len(stripped))
            offset = stop + 1


def _blank(match: re.Match[str]) -> str:
    """Spaces for a comment; a text in quotes stays, as it may look like one inside."""
    text = match.group()
    return text if text.startswith('"') else " " * len(text)


def _closing(text: str, opening: int, end: int) -> int:
    """Where the bracket that opens here closes; -1: nowhere."""
    depth = 0
    for place in range(opening, end):
        depth += (text[place] == "(") - (text[place] == ")")
        if depth == 0:
            return place
    return -1


def _commas(text: str, start: int, end: int) -> Iterator[int]:
    """The commas outside all brackets, and the end."""
    depth = 0
    for place in range(start, end):
        depth += (text[place] == "(") - (text[place] == ")")
        if text[place] == "," and depth == 0:
            yield place
    yield end


def cut(text: str) -> str:
    """A text as it can be shown: printable, and not too long."""
    text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return f"{text[:39]}…" if len(text) > 40 else text


def shown(text: str) -> str:
    return f"'{cut(text)}'"
