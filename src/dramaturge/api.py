"""The library's front door: load a world, then find, check, explain and ask who knows what.

Loading never raises for what an author got wrong: the world says it in `problems`. Asking more of
a broken world or story raises `WorldError` with the same problems. What the *caller* gets wrong (a
negative limit, say) raises ValueError.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from dramaturge.ground.world import GroundWorld
from dramaturge.model.world import World as Model
from dramaturge.problems import Problem, WorldError, errors
from dramaturge.source import Source
from dramaturge.story import Explanation, Limits, Progress, SearchResult

if TYPE_CHECKING:
    from dramaturge.knowledge import Knowledge
    from dramaturge.narrate import Teller, Words
    from dramaturge.plan.check import Checker
    from dramaturge.plan.story_file import Beat
    from dramaturge.semantics import Dynamics
    from dramaturge.verdict import Verdict

AUTHOR_LIMIT = 10
CHARACTER_LIMIT = 6
EPISTEMIC_LIMIT = 2
CHECK_STATES = 10_000  # visited for one reason of a hand-written act


@dataclass(frozen=True, slots=True)
class Script:
    """A story as read: its acts, and what is wrong with its text."""

    beats: tuple[Beat, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def actions(self) -> tuple[str, ...]:
        """The names of the acts: `walk(Tom, Cottage, Market)`."""
        return tuple(beat.text for beat in self.beats)

    @property
    def ok(self) -> bool:
        return not errors(self.problems)

    def require(self) -> Script:
        """The story itself; raises WorldError if its text has mistakes."""
        if not self.ok:
            raise WorldError(self.problems)
        return self


@dataclass(frozen=True, slots=True)
class Why:
    """Why a beat happens: one explanation for each who has a reason.

    unexplained: those who must be willing and have none within the limits; undecided: those of
    whom that was not found out.
    """

    beat: int
    action: str
    explanations: tuple[Explanation, ...]
    unexplained: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()


def load(path: str | Path) -> World:
    """The world in a file. Never raises for its content, nor if there is no such file."""
    from dramaturge.syntax.reading import read

    started = time.perf_counter()
    source, problems = read(Path(path))
    return World(source, Path(path).stem, problems, started)


def loads(text: str, name: str = "world") -> World:
    """The world in a text; `name` is what problems call it."""
    started = time.perf_counter()
    return World(Source(name, text), name, (), started)


class World:
    """A loaded world. `problems` holds every mistake and warning that loading found."""

    def __init__(
        self, source: Source | None, name: str, problems: tuple[Problem, ...], started: float
    ) -> None:
        self.name = name
        self.source = source
        self._model: Model | None = None
        if source is not None and not errors(problems):
            self._model, found = _built(source, name)
            problems = (*problems, *found)
        self.problems = problems
        self.load_s = time.perf_counter() - started
        self.ground_s = 0.0
        self._checkers: dict[Limits, Checker] = {}

    def __repr__(self) -> str:
        return f"<World {self.name!r}{'' if self.ok else ' with errors'}>"

    @property
    def ok(self) -> bool:
        """Whether the world means something; warnings may remain."""
        return self._model is not None and not errors(self.problems)

    def require(self) -> World:
        """The world itself; raises WorldError if it has errors."""
        if not self.ok:
            raise WorldError(self.problems)
        return self

    @property
    def model(self) -> Model:
        """What the text means. Raises WorldError if it has errors."""
        self.require()
        assert self._model is not None
        return self._model

    @property
    def ground(self) -> GroundWorld:
        """The world without variables, made when first asked for; `ground_s` tells how long it
        took. Raises WorldError where that shows mistakes, or if it grows too large."""
        found, problems = self._grounded
        if found is None:
            raise WorldError(problems)
        return found

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """The problems of loading, and those that only show when the world is ground."""
        return (*self.problems, *(self._grounded[1] if self.ok else ()))

    @cached_property
    def _grounded(self) -> tuple[GroundWorld | None, tuple[Problem, ...]]:
        from dramaturge.ground import ground

        model = self.model
        started = time.perf_counter()
        found = ground(model)
        self.ground_s = time.perf_counter() - started
        return found

    @cached_property
    def dynamics(self) -> Dynamics:
        """The states of the world: slow, exact, for looking into stories beat by beat."""
        from dramaturge.semantics import Dynamics

        return Dynamics(self.ground)

    @cached_property
    def words(self) -> Words:
        """Sentences about the world's acts and facts."""
        from dramaturge.narrate import Words

        return Words(self.model)

    @cached_property
    def teller(self) -> Teller:
        """Sentences about reasons."""
        from dramaturge.narrate import Teller

        return Teller(self.model, self.dynamics, self.words)

    def sentence(self, action: str) -> str:
        """`walk(Tom, Cottage, Market)` in words."""
        return self.words.sentence(action)

    def sentence_start(self, name: str) -> str:
        """What an entity is called, as the first words of a sentence."""
        called = self.words.names.of(name)
        return called[:1].upper() + called[1:]

    def read(self, story: Script | Path | str | Sequence[str]) -> Script:
        """A story from a file, a text (anything with a bracket in it) or a list of acts."""
        from dramaturge.plan.story_file import load_story, read_story

        if isinstance(story, Script):
            return story
        if isinstance(story, str) and "(" not in story and "\n" not in story:
            story = Path(story)
        if isinstance(story, Path):
            beats, problems = load_story(story, self.model)
        else:
            text = story if isinstance(story, str) else "\n".join(story)
            beats, problems = read_story(Source("story", text), self.model)
        return Script(beats, problems)

    def find(
        self,
        goal: float | None = None,
        author_limit: int | None = None,
        character_limit: int | None = None,
        epistemic_limit: int | None = None,
        time_limit: float | None = None,
        memory_limit: int | None = None,
        state_limit: int | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> SearchResult:
        """A story in which everybody has a reason to act and the author's utility rises.

        goal: the least utility at the end; default: the next whole number above the first.
        author_limit: the most acts of the story (10). character_limit: the most acts of a plan that
        a character has in mind (6). epistemic_limit: how many minds deep plans are nested (2).
        time_limit in seconds, memory_limit in megabytes, state_limit: none unless given.
        progress is called some five times a second; Ctrl-C ends the search, not the program: the
        outcome is then `cancelled`, with the best that was found.
        """
        from dramaturge.plan.search import find

        limits = search_limits(
            author_limit, character_limit, epistemic_limit, time_limit, memory_limit, state_limit
        )
        if goal is not None and not math.isfinite(goal):
            raise ValueError(f"goal must be a finite number, not {goal}")
        ground = self.ground
        try:
            result = find(ground, limits, goal, progress)
        except ValueError as error:  # all else that it may refuse was checked above
            raise WorldError([Problem("C101", str(error))]) from None
        seconds = {"load": self.load_s, "ground": self.ground_s, **result.seconds}
        return replace(result, seconds=seconds)

    def check(
        self,
        story: Script | Path | str | Sequence[str],
        character_limit: int | None = None,
        epistemic_limit: int | None = None,
        *,
        draft: bool = False,
        strict: bool = False,
    ) -> Verdict:
        """Whether the story stands: the first beat at fault and why, or the reasons of all.

        Every act must be possible, with a reason for all who must be willing; and in a world with
        a utility for the author, that must be better at the end. draft: the end is still to come,
        so it does not matter. strict: no act may be needless. Raises WorldError if the story's
        text has mistakes: see `read`.
        """
        script = self.read(story).require()
        limits = search_limits(None, character_limit, epistemic_limit, states=CHECK_STATES)
        has_end = strict or (not draft and "" in self.model.utilities)
        verdict = self._checker(limits).check(script.beats, solution=has_end)
        is_whole = len(verdict.explanations) == len(script.beats)
        if not strict and is_whole and all(f.code == "C103" for f in verdict.findings):
            return replace(verdict, ok=True, findings=())
        return verdict

    def _checker(self, limits: Limits) -> Checker:
        """One for all stories, so that what it found out about states is kept."""
        from dramaturge.plan.check import Checker

        if limits not in self._checkers:
            self._checkers[limits] = Checker(self.model, self.ground, limits)
        return self._checkers[limits]

    def why(
        self,
        story: Script | Path | str | Sequence[str],
        beat: int,
        character_limit: int | None = None,
        epistemic_limit: int | None = None,
    ) -> Why:
        """The plans in mind of those who take part in a beat (from 1) of a story.

        Raises WorldError if the story's text has mistakes, ValueError if it has no such beat or
        if the beat cannot be reached because an earlier one is impossible.
        """
        from dramaturge.plan.motive import Motives

        script = self.read(story).require()
        if not 1 <= beat <= len(script.actions):
            raise ValueError(f"beat {beat} is not in the story, which has {len(script.actions)}")
        limits = search_limits(None, character_limit, epistemic_limit, states=CHECK_STATES)
        states = self.teller.states(script.actions[: beat - 1])
        if len(states) < beat:
            raise ValueError(f"beat {len(states)} is impossible, so beat {beat} never comes")
        action = script.actions[beat - 1]
        numbers = {event.name: index for index, event in enumerate(self.ground.actions)}
        if action not in numbers:
            raise ValueError(f"beat {beat} is impossible: {action}")
        number = numbers[action]
        motives = Motives(self.dynamics, limits.character, limits.epistemic, limits.states)
        found: list[Explanation] = []
        unexplained: list[str] = []
        undecided: list[str] = []
        for character in self.ground.actions[number].consenting:
            motive = motives.motive(states[-1], character, number)
            if motive.found is not None:
                found.append(motive.found)
            else:
                (unexplained if motive.exhausted else undecided).append(
                    self.ground.characters[character]
                )
        return Why(beat, action, tuple(found), tuple(unexplained), tuple(undecided))

    def knows(
        self,
        story: Script | Path | str | Sequence[str],
        about: str | Sequence[str] | None = None,
        depth: int = 1,
    ) -> Knowledge:
        """Who knows what along a story, to a depth of nested minds.

        about: fluents (`at(Tom)`), properties (`at`) or entities (`Tom`); default: whatever some
        mind is wrong about at some time.
        """
        from dramaturge.knowledge import knowledge

        if depth < 0:
            raise ValueError(f"depth must be at least 0, not {depth}")
        script = self.read(story).require()
        wanted = [about] if isinstance(about, str) else about
        return knowledge(self.dynamics, script.actions, wanted, depth)


def search_limits(
    author: int | None = None,
    character: int | None = None,
    epistemic: int | None = None,
    time_s: float | None = None,
    memory_mb: int | None = None,
    states: int | None = None,
) -> Limits:
    """The limits with defaults where None; raises ValueError for one that makes no sense."""
    for name, value, least in (
        ("author_limit", author, 1),
        ("character_limit", character, 1),
        ("epistemic_limit", epistemic, 0),
        ("memory_limit", memory_mb, 1),
        ("state_limit", states, 1),
    ):
        if value is not None and (isinstance(value, bool) or value < least):
            raise ValueError(f"{name} must be at least {least}, not {value}")
    if time_s is not None and not time_s > 0:
        raise ValueError(f"time_limit must be more than 0 seconds, not {time_s}")
    return Limits(
        author=AUTHOR_LIMIT if author is None else author,
        character=CHARACTER_LIMIT if character is None else character,
        epistemic=EPISTEMIC_LIMIT if epistemic is None else epistemic,
        time_s=time_s,
        memory_mb=memory_mb,
        states=states,
    )


def _built(source: Source, name: str) -> tuple[Model | None, tuple[Problem, ...]]:
    from dramaturge.model.build import build
    from dramaturge.syntax.parser import parse

    text, problems = parse(source)
    if errors(problems):
        return None, problems
    model, found = build(text, name)
    return model, (*problems, *found)
