"""The library's front door: load a world, then find, check, explain and ask who knows what.

Loading never raises for what an author got wrong: the world says it in `problems`. Asking more of
a broken world or story raises `WorldError` with the same problems. What the *caller* gets wrong (a
negative limit, say) raises ValueError.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from dramaturge.ground.world import GroundWorld
from dramaturge.model.world import Ending
from dramaturge.model.world import World as Model
from dramaturge.narrate.words import listed
from dramaturge.plan.limits import (
    Question,
    check_limits,
    question_of,
    rungs_of,
    search_limits,
)
from dramaturge.problems import Problem, WorldError, errors
from dramaturge.source import Source
from dramaturge.story import Explanation, Limits, Progress, SearchResult

if TYPE_CHECKING:
    from dramaturge.explore import Exploration, Target
    from dramaturge.explore.counsel import Counsel
    from dramaturge.feelings import Feelings
    from dramaturge.knowledge import Knowledge
    from dramaturge.narrate import Teller, Words
    from dramaturge.plan.check import Checker
    from dramaturge.plan.ladder import Ladder
    from dramaturge.plan.story_file import Beat, Expectation, Scene
    from dramaturge.revise.repair import Repairs
    from dramaturge.revise.whynot import WhyNot
    from dramaturge.semantics import Dynamics, State
    from dramaturge.verdict import Verdict

# The limits of plans in minds where stories are listed, not looked for.
EXPLORED = (5, 2)


@dataclass(frozen=True, slots=True)
class Script:
    """A story as read: its acts, and what is wrong with its text.

    scenes: where they begin, whose eyes they are seen with. expectations: what must be so along
    the way.
    """

    beats: tuple[Beat, ...]
    problems: tuple[Problem, ...] = ()
    title: str = ""
    scenes: tuple[Scene, ...] = ()
    expectations: tuple[Expectation, ...] = ()

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
    return World(source, Path(path).stem, problems, started, Path(path))


def loads(text: str, name: str = "world") -> World:
    """The world in a text; `name` is what problems call it."""
    started = time.perf_counter()
    return World(Source(name, text), name, (), started)


class World:
    """A loaded world. `problems` holds every mistake and warning that loading found."""

    def __init__(
        self,
        source: Source | None,
        name: str,
        problems: tuple[Problem, ...],
        started: float,
        place: Path | None = None,
    ) -> None:
        self.name = name
        self.source = source
        self.place = place
        self._model: Model | None = None
        if source is not None and not errors(problems):
            self._model, found = _built(source, name, place)
            problems = (*problems, *found)
        self.problems = problems
        self.load_s = time.perf_counter() - started
        self.ground_s = 0.0
        self._checkers: dict[tuple[Limits, str | None], Checker] = {}
        self._judges: dict[Limits, Ladder] = {}
        self._aimed: dict[str, GroundWorld] = {}

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

    def changed(self, *statements: str) -> World:
        """The same world with something different at the start, or with other wants.

        Statements of the language: `at(Tom) = Market;`, `believes(Ann, at(Tom)) = Inn;`,
        `utility(Ann): 0;`. Mistakes in them are in the `problems` of the world that results.
        """
        from dramaturge.revise.change import changed_text

        self.require()
        assert self.source is not None
        text = changed_text(self.source.text, statements)
        source = Source(self.source.name, text)
        return World(source, self.name, (), time.perf_counter(), self.place)

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
    def endings(self) -> Mapping[str, Ending]:
        """The author's endings by name, in order. Raises WorldError if the world has errors."""
        return self.model.endings

    def aimed(self, ending: str | None) -> GroundWorld:
        """The ground world in which the author wants this ending: it is worth 1, all else 0.

        None: the author wants what the world says. Raises ValueError if there is no such ending.
        """
        if ending is None:
            return self.ground
        if ending not in self.endings:
            raise ValueError(_no_ending(ending, self.endings))
        if ending not in self._aimed:
            from dramaturge.ground import fold
            from dramaturge.ground.ground import ground_condition
            from dramaturge.ground.world import Const

            condition = ground_condition(self.model, self.ground, self.endings[ending].condition)
            wanted = fold.choice(condition, Const(1.0), Const(0.0))
            utilities = (wanted, *self.ground.utilities[1:])
            self._aimed[ending] = replace(self.ground, utilities=utilities)
        return self._aimed[ending]

    def begins_with(self, ending: str) -> bool:
        """Whether the ending holds at the start already; no story can make it come true then."""
        from dramaturge.semantics import Dynamics

        dynamics = Dynamics(self.aimed(ending))
        return dynamics.initial is not None and dynamics.utility(dynamics.initial, 0) == 1.0

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
        """The states of the world: slow, exact, for looking into stories beat by beat.

        Raises WorldError if no story can begin, because the triggers never come to rest.
        """
        from dramaturge.semantics import Dynamics

        dynamics = Dynamics(self.ground)
        if dynamics.initial is None:
            raise WorldError([self._restless(dynamics)])
        return dynamics

    def _restless(self, dynamics: Dynamics) -> Problem:
        """At the start triggers fire without end."""
        (seen,) = dynamics.unsettled.values()
        of_event = {t.name: t.event for t in self.ground.triggers}
        first = next((t for t in self.model.triggers if seen and t.name == of_event[seen[0]]), None)
        return Problem(
            "E501",
            f"at the start the triggers never come to rest; seen last: {', '.join(seen)}",
            first.span if first else None,
            "triggers that undo each other go round for ever: let one of them ask for more",
        )

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
        from dramaturge.plan.story_file import load_text, read_text

        if isinstance(story, Script):
            return story
        if isinstance(story, str) and "(" not in story and "\n" not in story:
            story = Path(story)
        if isinstance(story, Path):
            found, problems = load_text(story, self.model)
        else:
            text = story if isinstance(story, str) else "\n".join(story)
            found, problems = read_text(Source("story", text), self.model)
        return Script(found.beats, problems, found.title, found.scenes, found.expectations)

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
        *,
        shortest: bool = False,
        prove: bool = False,
        stories: int | None = None,
        seed: int = 0,
        ending: str | None = None,
    ) -> SearchResult:
        """A story in which everybody has a reason to act and the author's utility rises.

        ending: one in which this ending becomes true instead; it counts 1 then, all else 0.
        goal: the least utility at the end; default: the next whole number above the first.
        author_limit: the most acts of the story (default 12). character_limit: the most acts of a
        plan that a character has in mind. epistemic_limit: how many minds deep plans are nested;
        for one not given, the values in `RUNGS` are tried one after another (shortest, prove: the
        last). memory_limit: in megabytes (4096). time_limit, in seconds, and state_limit: none
        unless given.

        shortest: a story with as few acts as possible, and the proof; better and better ones until
        then. prove: the proof that there is none, or a story that disproves it. stories: so many
        that differ in more than the order of acts (see `dramaturge.plan.variety`). One of these
        three. seed: decides what is tried first among equals.

        progress is called some five times a second, and for every story found; Ctrl-C ends the
        search, not the program: the outcome is then `cancelled`, with the best that was found, or
        `found` if that reaches the goal.
        """
        if goal is not None and not math.isfinite(goal):
            raise ValueError(f"goal must be a finite number, not {goal}")
        question = question_of(shortest, prove, stories, seed)
        begun = time.perf_counter()
        ground = self.aimed(ending)
        if ending is not None:
            if goal is not None:
                raise ValueError("a search has a goal or an ending, not both")
            goal = 1.0
        spent: dict[str, float] = {}
        best: SearchResult | None = None
        rungs = rungs_of(character_limit, epistemic_limit)
        for character, epistemic in rungs[-1:] if question.is_strict else rungs:
            left = None if time_limit is None else time_limit - (time.perf_counter() - begun)
            if best is not None and left is not None and left <= 0:
                break
            limits = search_limits(
                author_limit, character, epistemic, time_limit, memory_limit, state_limit
            )
            if left is not None:
                limits = replace(limits, time_s=max(left, 0.0))
            result = self._find_within(ground, limits, goal, progress, question)
            spent = {key: spent.get(key, 0.0) + value for key, value in result.seconds.items()}
            # A later rung with fewer stories (a limit may have ended it) is no improvement.
            if best is None or len(result.stories) >= len(best.stories):
                best = result
            if question.is_answered(result):
                break
        assert best is not None
        best = replace(best, limits=replace(best.limits, time_s=time_limit))
        seconds = {"load": self.load_s, "ground": self.ground_s, **spent}
        return replace(best, seconds=seconds)

    def _find_within(
        self,
        ground: GroundWorld,
        limits: Limits,
        goal: float | None,
        progress: Callable[[Progress], None] | None,
        question: Question,
    ) -> SearchResult:
        from dramaturge.plan.search import find

        try:
            return find(
                ground,
                limits,
                goal,
                progress,
                aim=question.aim,
                count=question.count,
                seed=question.seed,
            )
        except ValueError:  # no story can begin; all else that it may refuse was checked before
            assert self.dynamics.initial is None
            raise

    def explore(
        self,
        depth: int = 8,
        story: Script | Path | str | Sequence[str] = (),
        character_limit: int | None = None,
        epistemic_limit: int | None = None,
        time_limit: float | None = None,
        memory_limit: int | None = None,
        state_limit: int | None = None,
        *,
        seed: int = 0,
        progress: Callable[[int, int], None] | None = None,
    ) -> Exploration:
        """All that can happen within `depth` acts from the end of a story (default: from the
        start of the world), every act motivated: endings, points of no return, what never happens,
        and how many stories there are.

        character_limit, epistemic_limit: of plans in minds (5 and 2). seed: of samples, where there
        is too much to count. progress is told the depth and the situations met. Ctrl-C and limits
        end it with what was met so far. Raises ValueError if an act of the story is not possible.
        """
        from dramaturge.explore import explore

        script = self.read(story).require() if story else None
        limits = search_limits(
            depth,
            EXPLORED[0] if character_limit is None else character_limit,
            EXPLORED[1] if epistemic_limit is None else epistemic_limit,
            time_limit,
            memory_limit,
            state_limit,
        )
        assert self.dynamics.initial is not None
        acts = script.actions if script is not None else ()
        targets = self._targets or None
        return explore(self.ground, targets, limits, acts, seed=seed, progress=progress)

    @cached_property
    def _targets(self) -> tuple[Target, ...]:
        """The endings that the world declares, to look out for."""
        from dramaturge.explore import Target
        from dramaturge.ground.ground import ground_condition
        from dramaturge.semantics.evaluation import Evaluator

        evaluator = Evaluator()
        return tuple(
            Target(
                name,
                ending.text,
                evaluator.test(ground_condition(self.model, self.ground, ending.condition)),
            )
            for name, ending in self.model.endings.items()
        )

    def counsel(
        self,
        plan: Script | Path | str | Sequence[str],
        story: Script | Path | str | Sequence[str] = (),
        character_limit: int | None = None,
        epistemic_limit: int | None = None,
        time_limit: float | None = None,
        memory_limit: int | None = None,
        *,
        answers: int = 2,
        planners: Sequence[str] | None = None,
        ending: str | None = None,
    ) -> Counsel:
        """What would become of a plan after a story: how the others would answer each step on
        motives of their own, the ways in which it fails and succeeds, how everybody can end, and
        whether the planners could have foreseen it.

        answers: the most acts of others in a row. planners: default: all who consent to a step.
        ending: the name of what they want to come of it; default: that all steps are done. Raises
        ValueError if there is no such ending, if an act of the story is impossible, or if one of
        the plan always is.
        """
        from dramaturge.explore.counsel import counsel

        limits = search_limits(
            None,
            EXPLORED[0] if character_limit is None else character_limit,
            EXPLORED[1] if epistemic_limit is None else epistemic_limit,
            time_limit,
            memory_limit,
        )
        assert self.dynamics.initial is not None
        steps = self.read(plan).require().actions
        before = self.read(story).require().actions if story else ()
        return counsel(
            self.ground,
            steps,
            limits,
            before,
            answers=answers,
            planners=planners,
            wanted=None if ending is None else self._target(ending).test,
        )

    def _target(self, name: str) -> Target:
        for target in self._targets:
            if target.name == name:
                return target
        close = get_close_matches(name, self.model.endings, n=1)
        known = listed(list(self.model.endings)) or "none"
        hint = f"did you mean '{close[0]}'?" if close else f"there are: {known}"
        raise ValueError(f"the world has no ending '{name}'; {hint}")

    def check(
        self,
        story: Script | Path | str | Sequence[str],
        character_limit: int | None = None,
        epistemic_limit: int | None = None,
        *,
        draft: bool = False,
        ending: str | None = None,
    ) -> Verdict:
        """Whether the story stands: the first beat at fault and why, or the reasons of all.

        Every act must be possible, with a reason for all who must be willing; and what the story
        expects must hold. Of a plain list of acts, in a world with a utility for the author, also
        that must be better at the end, and no act needless on the way there (docs/semantics.md
        7.1); a story in scenes need not end anywhere, unless an ending is asked for. ending: the
        one that must become true. draft: the end is still to come, so only the acts count.
        Raises WorldError if the story's text has mistakes: see `read`.
        """
        script = self.read(story).require()
        limits = check_limits(character_limit, epistemic_limit)
        has_end = not draft and (ending is not None or self.judges_end(script))
        assert self.dynamics.initial is not None
        return self._checker(limits, ending).check(
            script.beats, solution=has_end, expectations=script.expectations, draft=draft
        )

    def judges_end(self, script: Script) -> bool:
        """Whether `check` asks where a story leads though no ending is named: see there."""
        return "" in self.model.utilities and not script.scenes

    def why_not(
        self,
        act: str,
        story: Script | Path | str | Sequence[str] = (),
        character_limit: int | None = None,
        epistemic_limit: int | None = None,
        time_limit: float = 10.0,
        *,
        most: int = 5,
    ) -> WhyNot:
        """Why an act does not happen after a story (default: at the start), and the smallest sets
        of facts, beliefs and wants that would have to be otherwise then.

        character_limit, epistemic_limit: of plans in minds (5 and 2). Raises ValueError if the
        world has no such act, or if an act of the story is impossible; WorldError if texts have
        mistakes.
        """
        from dramaturge.revise.whynot import STATES_PER_REASON, Asked

        (beat,) = self.read([act]).require().actions
        actions = self.read(story).require().actions if story else ()
        states = self.teller.states(actions)
        if len(states) <= len(actions):
            raise ValueError(f"beat {len(states)} is impossible: {actions[len(states) - 1]}")
        names = [action.name for action in self.ground.actions]
        if beat not in names:
            raise ValueError(f"this can never happen in the world: {beat}")
        limits = search_limits(
            None,
            EXPLORED[0] if character_limit is None else character_limit,
            EXPLORED[1] if epistemic_limit is None else epistemic_limit,
            states=STATES_PER_REASON,
        )
        asked = Asked(self.dynamics, limits)
        return asked.why_not(states[-1], names.index(beat), most=most, time_limit_s=time_limit)

    def repairs(
        self,
        story: Script | Path | str | Sequence[str],
        *,
        draft: bool = False,
        most: int = 5,
        time_limit: float = 20.0,
        progress: Callable[[str, int], None] | None = None,
    ) -> Repairs:
        """The smallest changes that make a story hold, each verified by `check`; none if it holds.

        A beat left out or moved, up to three put in, or one fact or belief different at the start.
        most: how many at most. progress is told what is tried and how many were so far; Ctrl-C and
        the time limit (seconds) end it with those found. Raises WorldError if the story's text has
        mistakes.
        """
        from dramaturge.revise.repair import repair

        acts = self.read(story).require().actions
        return repair(
            self, acts, draft=draft, most=most, time_limit_s=time_limit, progress=progress
        )

    def _checker(self, limits: Limits, ending: str | None) -> Checker:
        """One for all stories, so that what it found out about states is kept."""
        from dramaturge.plan.check import Checker

        key = limits, ending
        if key not in self._checkers:
            self._checkers[key] = Checker(self.model, self.aimed(ending), limits)
        return self._checkers[key]

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
        script = self.read(story).require()
        state, action = self._reached(script.actions, beat)
        motives = self._motives(check_limits(character_limit, epistemic_limit))
        found: list[Explanation] = []
        unexplained: list[str] = []
        undecided: list[str] = []
        for character in self.ground.actions[action].consenting:
            motive = motives.motive(state, character, action)
            name = self.ground.characters[character]
            if motive.found is not None:
                found.append(motive.found)
            elif motive.exhausted:
                unexplained.append(name)
            else:
                undecided.append(name)
        act = script.actions[beat - 1]
        return Why(beat, act, tuple(found), tuple(unexplained), tuple(undecided))

    def _reached(self, actions: Sequence[str], beat: int) -> tuple[State, int]:
        """The state before a beat, and the number of its action, which is possible there."""
        if not 1 <= beat <= len(actions):
            raise ValueError(f"beat {beat} is not in the story, which has {len(actions)}")
        states = self.teller.states(actions[:beat])
        if len(states) < beat:
            raise ValueError(f"beat {len(states)} is impossible, so beat {beat} never comes")
        if len(states) == beat:
            raise ValueError(f"beat {beat} is impossible: {actions[beat - 1]}")
        names = [action.name for action in self.ground.actions]
        return states[beat - 1], names.index(actions[beat - 1])

    def _motives(self, limits: Limits) -> Ladder:
        """One for all questions, so that what it found out about states is kept."""
        from dramaturge.plan.ladder import Ladder

        if limits not in self._judges:
            self._judges[limits] = Ladder(self.dynamics, limits, limits.states)
        return self._judges[limits]

    def knows(
        self,
        story: Script | Path | str | Sequence[str],
        about: str | Sequence[str] | None = None,
        depth: int = 1,
    ) -> Knowledge:
        """Who knows what along a story, to a depth of nested minds.

        about: fluents (`at(Tom)`), properties (`at`), entities (`Tom`) or facts of the world (what
        they speak of); default: whatever some mind is wrong about at some time.
        """
        from dramaturge.knowledge import knowledge

        if depth < 0:
            raise ValueError(f"depth must be at least 0, not {depth}")
        script = self.read(story).require()
        asked = [about] if isinstance(about, str) else about
        wanted = None if asked is None else [n for name in asked for n in self._rows(name)]
        reasons = self._plans(script.actions)
        return knowledge(self.dynamics, script.actions, wanted, depth, self.words, reasons)

    def feelings(self, story: Script | Path | str | Sequence[str]) -> Feelings:
        """What each character feels after each beat, and why (docs/feelings.md)."""
        from dramaturge.feelings import feelings

        actions = self.read(story).require().actions
        return feelings(self.dynamics, actions, self.teller, self._plans(actions))

    def _rows(self, name: str) -> list[str]:
        """What a name stands for in a table: of a fact the fluents that it speaks of."""
        names = {"".join(fact.split()): fact for fact in self.model.facts}
        fact = names.get("".join(name.split()))
        if fact is None:
            return [name]
        from dramaturge.ground import ground_condition
        from dramaturge.ground.walk import reads
        from dramaturge.model.build import build_condition
        from dramaturge.syntax import parse_expression

        parsed, problems = parse_expression(Source("fact", f"holds({fact})"))
        assert parsed is not None, problems
        content, problems = build_condition(parsed, self.model)
        assert content is not None, problems
        found = dict.fromkeys(reads(ground_condition(self.model, self.ground, content)))
        if not found:
            raise ValueError(f"'{name}' never changes, and everybody knows it")
        return list(dict.fromkeys(self.ground.fluents[read.fluent].name for read in found))

    def _plans(self, actions: Sequence[str]) -> Callable[[int, str], Sequence[str] | None]:
        """The plan on which a character takes part in a beat, found when asked for."""

        @cache
        def plan(beat: int, character: str) -> tuple[str, ...] | None:
            state, action = self._reached(actions, beat)
            motives = self._motives(check_limits(None, None))
            found = motives.motive(state, self.ground.characters.index(character), action).found
            return None if found is None else tuple(step.action for step in found.plan)

        return plan


def _no_ending(name: str, endings: Mapping[str, Ending]) -> str:
    """What to say of an unknown ending, with the nearest names."""
    if not endings:
        return f"there is no ending '{name}': the world declares none (ending name : condition;)"
    close = get_close_matches(name, list(endings), 3, 0.5)
    nearest = close or list(endings)[:10]
    asked = "did you mean" if close else "there are"
    return f"there is no ending '{name}'; {asked} {', '.join(nearest)}{'?' if close else ''}"


def _built(
    source: Source, name: str, place: Path | None
) -> tuple[Model | None, tuple[Problem, ...]]:
    from dramaturge.model.build import build
    from dramaturge.syntax.modules import assemble

    text, problems = assemble(source, place)
    if errors(problems):
        return None, problems
    model, found = build(text, name)
    return model, (*problems, *found)
