"""A world that has been read: what every question to it is answered from."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from dramaturge.api import arguments
from dramaturge.api.script import Script, StoryLike
from dramaturge.ground.world import GroundWorld
from dramaturge.model.world import Ending
from dramaturge.model.world import World as Model
from dramaturge.problems import Problem, WorldError, errors
from dramaturge.source import Source
from dramaturge.story import Limits

if TYPE_CHECKING:
    from dramaturge.explore import Target
    from dramaturge.ground.queries import Queries
    from dramaturge.kernel.compile import Compiled
    from dramaturge.narrate import Teller, Words
    from dramaturge.plan.check import Checker
    from dramaturge.plan.ladder import Ladder
    from dramaturge.play import Stage
    from dramaturge.review import Reviewer
    from dramaturge.semantics import Dynamics, State
    from dramaturge.tell.motives import Plans


class LoadedWorld:
    """The stages of a world, each made when first asked for, and kept."""

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
        self._reviewers: dict[tuple[Limits, str | None], Reviewer] = {}
        self._judges: dict[Limits, Ladder] = {}
        self._aimed: dict[str, GroundWorld] = {}
        self._compiled: dict[str | None, Compiled] = {}

    def __repr__(self) -> str:
        return f"<World {self.name!r}{'' if self.ok else ' with errors'}>"

    @property
    def ok(self) -> bool:
        """Whether the world means something; warnings may remain."""
        return self._model is not None and not errors(self.problems)

    def require(self) -> Self:
        """The world itself; raises WorldError if it has errors."""
        if not self.ok:
            raise WorldError(self.problems)
        return self

    def changed(self, *statements: str) -> Self:
        """The same world with something different at the start, or with other wants.

        Statements of the language: `at(Tom) = Market;`, `believes(Ann, at(Tom)) = Inn;`,
        `utility(Ann): 0;`. Mistakes in them are in the `problems` of the world that results.
        Raises ValueError for one that is empty.
        """
        from dramaturge.revise.change import changed_text

        self.require()
        assert self.source is not None
        arguments.texts("a statement", statements)
        if not all(statement.strip("; \t\n") for statement in statements):
            raise ValueError("an empty statement changes nothing")
        text = changed_text(self.source.text, statements)
        started = time.perf_counter()
        found = type(self)(Source(self.source.name, text), self.name, (), started, self.place)
        if not found.ok:  # no line of the file is to blame
            source = Source(f"{self.source.name}, changed", text)
            found = type(self)(source, self.name, (), started, self.place)
        return found

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
            from dramaturge.ground.world import Const

            condition = self.queries.condition(self.endings[ending].condition)
            wanted = fold.choice(condition, Const(1.0), Const(0.0))
            utilities = (wanted, *self.ground.utilities[1:])
            self._aimed[ending] = replace(self.ground, utilities=utilities)
        return self._aimed[ending]

    def compiled(self, ending: str | None) -> Compiled:
        """`aimed`, as the kernel wants it for searches."""
        if ending not in self._compiled:
            from dramaturge.plan.search import compiled_for_search

            ground = self.aimed(ending)
            started = time.perf_counter()
            self._compiled[ending] = compiled_for_search(ground)
            self.ground_s += time.perf_counter() - started
        return self._compiled[ending]

    def begins_with(self, ending: str, after: Sequence[str] = ()) -> bool:
        """Whether the ending holds at the start already, or after these acts; no story that begins
        there can make it come true then."""
        from dramaturge.semantics import Dynamics

        dynamics = Dynamics(self.aimed(ending))
        start = dynamics.initial
        numbers = {action.name: number for number, action in enumerate(self.ground.actions)}
        acts = (numbers[act] for act in after)
        state = None if start is None else dynamics.after_all(start, acts)
        return state is not None and dynamics.utility(state, 0) == 1.0

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """The problems of loading, and those that only show when the world is ground."""
        if not self.ok:
            return self.problems
        from dramaturge.ground.checks import never_happening

        found, problems = self._grounded
        idle = () if found is None else never_happening(self.model, found)
        return (*self.problems, *problems, *idle)

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
        from dramaturge.semantics.dynamics import MOST_MINDS

        (seen,) = dynamics.unsettled.values()
        of_event = {t.name: t.event for t in self.ground.triggers}
        if not seen:
            return Problem(
                "E501",
                f"at the start people have more than {MOST_MINDS:,} different minds",
                None,
                "say less of what people believe about each other's beliefs",
            )
        first = next((t for t in self.model.triggers if t.name == of_event[seen[0]]), None)
        return Problem(
            "E501",
            f"at the start the triggers never come to rest; seen last: {', '.join(seen)}",
            first.span if first else None,
            "triggers that undo each other go round for ever: let one of them ask for more",
        )

    @cached_property
    def queries(self) -> Queries:
        """Conditions of the language as those of the ground world."""
        from dramaturge.ground.queries import Queries

        return Queries(self.model, self.ground)

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

    def read(self, story: StoryLike) -> Script:
        """A story from a file, a text (anything with a bracket in it) or a list of acts."""
        from dramaturge.plan.story_file import load_text, read_text

        arguments.story(story)
        if isinstance(story, Script):
            return story
        if isinstance(story, str) and "(" not in story and "\n" not in story:
            story = Path(story)
        if isinstance(story, Path):
            found, problems = load_text(story, self.model)
        else:
            text = story if isinstance(story, str) else "\n".join(story)
            found, problems = read_text(Source("story", text), self.model)
        return Script(
            found.beats, problems, found.title, found.scenes, found.expectations, found.claims
        )

    def judges_end(self, script: Script) -> bool:
        """Whether `check` asks where a story leads though no ending is named: see there."""
        return "" in self.model.utilities and not script.scenes

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """The endings that the world declares, to look out for."""
        from dramaturge.explore import Target
        from dramaturge.semantics.evaluation import Evaluator

        evaluator = Evaluator()
        return tuple(
            Target(name, ending.text, evaluator.test(self.queries.condition(ending.condition)))
            for name, ending in self.model.endings.items()
        )

    @cached_property
    def stage(self) -> Stage:
        """The world as one plays in it."""
        from dramaturge.api.playing import stage_of

        return stage_of(self)

    def target(self, name: str) -> Target:
        """The ending of that name. Raises ValueError if there is none."""
        for target in self.targets:
            if target.name == name:
                return target
        raise ValueError(_no_ending(name, self.endings))

    def in_words(self, acts: Iterable[str]) -> dict[str, str]:
        """Acts as sentences, by act."""
        return {act: self.words.sentence(act) for act in dict.fromkeys(acts)}

    def checker(self, limits: Limits, ending: str | None) -> Checker:
        """One for all stories, so that what it found out about states is kept."""
        from dramaturge.plan.check import Checker
        from dramaturge.plan.proposals import Proposals

        key = limits, ending
        if key not in self._checkers:
            ground = self.aimed(ending)
            proposals = Proposals(ground, limits)
            self._checkers[key] = Checker(self.model, ground, limits, proposals)
        return self._checkers[key]

    def reviewer(self, limits: Limits, ending: str | None) -> Reviewer:
        """One for all stories, too."""
        from dramaturge.review import Reviewer

        key = limits, ending
        if key not in self._reviewers:
            self._reviewers[key] = Reviewer(self.checker(limits, ending), self.words)
        return self._reviewers[key]

    def reached(self, actions: Sequence[str], beat: int) -> tuple[State, int]:
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

    def motives(self, limits: Limits) -> Ladder:
        """One for all questions, so that what it found out about states is kept."""
        from dramaturge.plan.ladder import Ladder
        from dramaturge.plan.proposals import Proposals

        if limits not in self._judges:
            proposals = Proposals(self.ground, limits)
            self._judges[limits] = Ladder(self.dynamics, limits, limits.states, proposals)
        return self._judges[limits]

    def plans(self, actions: Sequence[str]) -> Plans:
        """The plan on which a character takes part in a beat, found when asked for; `within`
        another character's mind: what that one would take it to be."""
        from dramaturge.plan.reasoner import Reasoner

        states = self.teller.states(actions)
        numbers = [self.teller.number(act) for act in actions[: len(states) - 1]]
        reasoner = cache(lambda: Reasoner(self.dynamics, states, numbers))

        @cache
        def plan(beat: int, character: str, within: str | None = None) -> tuple[str, ...] | None:
            _, action = self.reached(actions, beat)
            who = self.ground.characters.index(character)
            owner = None if within is None else self.ground.characters.index(within)
            found = reasoner().plan(beat, who, action, owner)
            return None if found is None else tuple(self.ground.actions[a].name for a in found)

        return plan


def _no_ending(name: str, endings: Mapping[str, Ending]) -> str:
    """What to say of an unknown ending, with the nearest names."""
    if not endings:
        return f"there is no ending '{name}': the world declares none (ending name : condition;)"
    close = get_close_matches(name, list(endings), 3, 0.5)
    nearest = close or list(endings)[:10]
    asked = "did you mean" if close else "there are"
    shown = ", ".join(f"'{one}'" for one in nearest)
    return f"there is no ending '{name}'; {asked} {shown}{'?' if close else ''}"


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
