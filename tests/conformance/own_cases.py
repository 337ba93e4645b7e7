"""The worlds in cases/, each with questions in its comments.

A question is one line of its world (a line that begins with `//?` and more than one space goes on
with it):

    //? 4.2 value [after wave(Ann); nod(Bob)] [in Ann, Bob] mood() + 1 -> 3

that is, the definition in docs/semantics.md that it proves, the kind of question, what is asked,
and the answer. `[after …]` gives the acts from the beginning on, `[in …]` a chain of minds; both
may be left out. The kinds, with what is asked:

    value EXPRESSION                           the value, `?` if unknown
    utility author | utility Ann               how well the author or a character fares
    possible act(Ann)                          yes or no: whether the act has a state after it
    same [in Ann] & [after nod(Bob)] [in Bob]  yes or no: two states; the first `[after …]` counts
                                               for both unless the second has its own; `[]` stands
                                               for no chain
    explained act(Ann) for Ann character 3 epistemic 1    yes or no; without `for`: fully explained
    stories author 3 character 3 epistemic 1 goal 2       every story, separated by `|`, or none;
                                               without `goal`: the next whole number (7.1)
    unsettled act(Ann) | unsettled             the triggers that went round after the act, or at the
                                               beginning; none if the triggers settle
    characters, entities, fluents, actions, triggers      what grounding keeps, in its order
    refused                                    the codes of the mistakes that the world has
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dramaturge.semantics import AUTHOR, State
from tests.conformance.questions import Opened, RejectedError, shown

CASES = Path(__file__).parent / "cases"
DEFINITIONS = Path(__file__).resolve().parents[2] / "docs" / "semantics.md"

_MARK = "//?"
_MORE = "//?  "
_NOT_REFUSED = "not at all"
_QUESTION = re.compile(
    r"//\? (?P<definition>\d+\.\d+) (?P<kind>[a-z]+)(?P<asked> .*)? -> (?P<answer>.+)"
)
_PLACE = re.compile(r"\s*(?:\[after(?P<after>[^]]*)\])?\s*(?:\[in (?P<within>[^]]*)\])?\s*")
_EXPLAINED = re.compile(
    r"(?P<act>.+?)(?: for (?P<who>\w+))? character (?P<T>\d+) epistemic (?P<k>\d+)"
)
_STORIES = re.compile(
    r"author (?P<most>\d+) character (?P<T>\d+) epistemic (?P<k>\d+)(?: goal (?P<goal>\S+))?"
)
_NAME = re.compile(r"[^\s(|]+(?:\([^)]*\))?")


@dataclass(frozen=True, slots=True)
class Question:
    """One line of a world; see the module."""

    world: str  # "told-beats-seen.world"
    line: int
    definition: str  # "4.2"
    kind: str
    asked: str
    answer: str

    def __str__(self) -> str:
        return f"{self.world}:{self.line}"


@dataclass(frozen=True, slots=True)
class Place:
    """A state: after these acts (None: not said), in the mind at the end of the chain."""

    after: tuple[str, ...] | None
    within: tuple[str, ...]


def definitions() -> list[str]:
    """The numbers of the definitions, in order."""
    return re.findall(r"^\*\*(\d+\.\d+)\*\*", DEFINITIONS.read_text(encoding="utf-8"), re.MULTILINE)


def read_questions(text: str, world: str) -> list[Question]:
    """The questions of a world; ValueError if it has none, or one that is not in the fixed form."""
    found = []
    for number, line in _asked_lines(text):
        match = _QUESTION.fullmatch(line)
        if match is None or match["kind"] not in _ANSWERS:
            raise ValueError(f"{world}:{number}: not a question: {line}")
        asked = (match["asked"] or "").strip()
        found.append(
            Question(world, number, match["definition"], match["kind"], asked, match["answer"])
        )
    if not found:
        raise ValueError(f"{world}: nothing is asked")
    return found


def _asked_lines(text: str) -> list[tuple[int, str]]:
    """The lines with the mark, by number, what continues one joined to it."""
    found: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith(_MORE) and found:
            first, begun = found.pop()
            found.append((first, f"{begun} {line.removeprefix(_MARK).strip()}"))
        elif _MARK in line:
            found.append((number, line))
    return found


def all_questions() -> list[Question]:
    """The questions of every world, in order of name."""
    return [
        question
        for path in sorted(CASES.glob("*.world"))
        for question in read_questions(path.read_text(encoding="utf-8"), path.name)
    ]


def needs_pruning(question: Question) -> bool:
    """Whether the answer is about what grounding leaves out."""
    return question.kind in ("fluents", "actions", "triggers")


def expected(question: Question) -> str:
    """The answer that is written down, in the order in which `answer` gives it."""
    if question.kind == "stories":
        return " | ".join(sorted(_line(story) for story in question.answer.split("|")))
    if question.kind == "unsettled":
        return " ".join(sorted(_NAME.findall(question.answer)))
    return " ".join(question.answer.split())


def answer(question: Question, *, prune: bool = True) -> str:
    """The answer of the reference semantics."""
    if question.kind == "refused":
        return _refused(question.world)
    # Rounds of triggers that were met before are remembered, and then not reported again.
    world = (opened if question.kind != "unsettled" else _anew)(question.world, prune)
    return answer_in(world, question)


def answer_in(world: Opened, question: Question) -> str:
    """The answer in a world that is open; not for mistakes, with which none is."""
    return _ANSWERS[question.kind](world, question.asked)


@cache
def opened(world: str, prune: bool) -> Opened:
    return _anew(world, prune)


def _anew(world: str, prune: bool) -> Opened:
    return Opened((CASES / world).read_text(encoding="utf-8"), world, prune=prune)


def _refused(world: str) -> str:
    try:
        _anew(world, True)
    except RejectedError as rejected:
        return str(rejected)
    return _NOT_REFUSED


# Places.


def _placed(asked: str) -> tuple[Place, str]:
    """The place at the beginning of what is asked, and the rest."""
    match = _PLACE.match(asked)
    assert match is not None
    after = None if match["after"] is None else _parts(match["after"], ";")
    return Place(after, _parts(match["within"] or "", ",")), asked[match.end() :]


def _parts(text: str, separator: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(separator) if part.strip())


def _state(world: Opened, place: Place) -> State:
    """The state at a place; ValueError if an act on the way is impossible."""
    state = world.after(list(place.after or ()))
    if state is None:
        raise ValueError(f"impossible: {place.after}")
    return world.believed(state, list(place.within))


def _action(world: Opened, name: str) -> int | None:
    """The index of an act; None if grounding left it out. ValueError if there is none such."""
    if opened(world.world.name, False).action(name) is None:
        raise ValueError(f"there is no {name}")
    return world.action(name)


# The kinds of questions.


def _value(world: Opened, asked: str) -> str:
    place, expression = _placed(asked)
    return shown(world.value(_state(world, place), expression))


def _utility(world: Opened, asked: str) -> str:
    place, who = _placed(asked)
    agent = 0 if who == "author" else 1 + world.ground.characters.index(who)
    return shown(world.dynamics.utility(_state(world, place), agent))


def _possible(world: Opened, asked: str) -> str:
    place, name = _placed(asked)
    action, state = _action(world, name), _state(world, place)
    return _yes(action is not None and world.dynamics.after(state, action) is not None)


def _same(world: Opened, asked: str) -> str:
    (first, rest), (second, more) = (_placed(side) for side in asked.split("&"))
    if {rest.strip(), more.strip()} - {"", "[]"}:
        raise ValueError(f"not understood: {asked}")
    if second.after is None:
        second = Place(first.after, second.within)
    return _yes(_state(world, first) is _state(world, second))


def _explained(world: Opened, asked: str) -> str:
    place, rest = _placed(asked)
    match = _EXPLAINED.fullmatch(rest)
    if match is None:
        raise ValueError(f"not understood: {rest}")
    state, action = _state(world, place), _action(world, match["act"])
    characters = world.ground.characters
    reasons = world.reasons(int(match["T"]), int(match["k"]))
    if action is None:
        return "no"
    if match["who"] is None:
        assert not place.within  # 6.2 is about reality
        return _yes(reasons.fully_explained(state, action))
    owner = characters.index(place.within[-1]) if place.within else AUTHOR
    who, depth = characters.index(match["who"]), len(place.within)
    return _yes(reasons.reason(state, owner, who, action, int(match["T"]), depth) is not None)


def _stories(world: Opened, asked: str) -> str:
    match = _STORIES.fullmatch(asked)
    if match is None:
        raise ValueError(f"not understood: {asked}")
    goal = _next_whole(world) if match["goal"] is None else float(match["goal"])
    reasons = world.reasons(int(match["T"]), int(match["k"]))
    found = (
        " ".join(world.ground.actions[action].name for action in story)
        for story in reasons.solutions(int(match["most"]), goal)
    )
    return " | ".join(sorted(found)) or "none"


def _next_whole(world: Opened) -> float:
    """The goal if none is given (7.1)."""
    start = world.dynamics.utility(_state(world, Place((), ())), 0)
    if start is None:
        raise ValueError("no number is next to an unknown one")
    return float(math.floor(start) + 1)


def _unsettled(world: Opened, asked: str) -> str:
    place, name = _placed(asked)
    if name:
        action = world.action(name)
        assert action is not None
        world.dynamics.after(_state(world, place), action)
    elif world.dynamics.initial is None:
        name = "the initial state"
    return " ".join(sorted(world.dynamics.unsettled.get(name, ()))) or "none"


def _listed(names: Callable[[Opened], tuple[str, ...]]) -> Callable[[Opened, str], str]:
    return lambda world, asked: " ".join(names(world)) or "none"


def _yes(verdict: bool) -> str:
    return "yes" if verdict else "no"


def _line(story: str) -> str:
    return " ".join(_NAME.findall(story))


_ANSWERS: dict[str, Callable[[Opened, str], str]] = {
    "value": _value,
    "utility": _utility,
    "possible": _possible,
    "same": _same,
    "explained": _explained,
    "stories": _stories,
    "unsettled": _unsettled,
    "characters": _listed(lambda world: world.ground.characters),
    "entities": _listed(lambda world: world.ground.entities),
    "fluents": _listed(lambda world: tuple(f.name for f in world.ground.fluents)),
    "actions": _listed(lambda world: tuple(a.name for a in world.ground.actions)),
    "triggers": _listed(lambda world: tuple(t.name for t in world.ground.triggers)),
    "refused": lambda world, asked: _NOT_REFUSED,
}
