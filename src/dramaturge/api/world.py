"""A world and the questions it answers; the answers are made in the modules beside this one."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, get_args, overload

from dramaturge.api import arguments
from dramaturge.api.loaded import LoadedWorld
from dramaturge.api.script import StoryLike, Why
from dramaturge.source import Source
from dramaturge.story import Progress, SearchResult

if TYPE_CHECKING:
    from dramaturge.explore import Exploration
    from dramaturge.explore.advice import Counsel
    from dramaturge.feelings import Feelings
    from dramaturge.knowledge import Knowledge
    from dramaturge.play import Game
    from dramaturge.review.patterns import Match
    from dramaturge.review.sifted import Sifted
    from dramaturge.revise.repair import Repairs
    from dramaturge.revise.whynot import WhyNot
    from dramaturge.tell import Telling
    from dramaturge.tell.telling import Order, Person, Tense
    from dramaturge.verdict import Verdict
    from dramaturge.whatif import WhatIf


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


class World(LoadedWorld):
    """A loaded world. `problems` holds every mistake and warning that loading found."""

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
        after: StoryLike = (),
    ) -> SearchResult:
        """A story in which everybody has a reason to act and the author's utility rises.

        after: it begins where this one ends; ValueError if an act of that is not possible.
        ending: one in which this ending becomes true instead; it counts 1 then, all else 0.
        goal: the least utility at the end; default: the next whole number above the first.
        author_limit: the most acts of the story (default 12, but longer ones are looked for, too).
        character_limit: the most acts of a plan that a character has in mind. epistemic_limit: how
        many minds deep plans are nested; for one not given, the values in `RUNGS` take turns
        (shortest, prove: the last). memory_limit: in megabytes (4096). time_limit, in seconds, and
        state_limit: none unless given.

        shortest: a story with as few acts as possible, and the proof; better and better ones until
        then. prove: the proof that there is none, or a story that disproves it. stories: so many
        that differ in more than the order of acts (see `dramaturge.plan.variety`). One of these
        three. seed: decides what is tried first among equals.

        progress is called some five times a second, and for every story found; Ctrl-C ends the
        search, not the program: the outcome is then `cancelled`, with the best that was found, or
        `found` if that reaches the goal.
        """
        arguments.number(goal=goal, time_limit=time_limit, memory_limit=memory_limit)
        arguments.number(state_limit=state_limit)
        arguments.whole(author_limit=author_limit, character_limit=character_limit)
        arguments.whole(epistemic_limit=epistemic_limit, stories=stories, seed=seed)
        from dramaturge.api import searching

        return searching.find(
            self,
            goal,
            author_limit,
            character_limit,
            epistemic_limit,
            time_limit,
            memory_limit,
            state_limit,
            progress,
            shortest=shortest,
            prove=prove,
            stories=stories,
            seed=seed,
            ending=ending,
            after=after,
        )

    def explore(
        self,
        depth: int = 8,
        story: StoryLike = (),
        character_limit: int | None = None,
        epistemic_limit: int | None = None,
        time_limit: float | None = None,
        memory_limit: int | None = None,
        state_limit: int | None = None,
        *,
        beyond: float = 0.0,
        seed: int = 0,
        progress: Callable[[int, int], None] | None = None,
    ) -> Exploration:
        """All that can happen within `depth` acts from the end of a story (default: from the
        start of the world), every act motivated: endings, points of no return, what never happens,
        and how many stories there are.

        character_limit, epistemic_limit: of plans in minds (5 and 2; 3 in worlds of 200 acts and
        more; without the first, people plan further ahead where nothing new happens otherwise).
        beyond: so many seconds are spent on looking, with `find`, for the endings that do not come
        within the depth, from the start of the world only. seed: of samples, where there is too
        much to count. progress is told the depth and the situations met. Ctrl-C and limits
        end it with what was met so far. Raises ValueError if an act of the story is not possible.
        """
        arguments.number(time_limit=time_limit, beyond=beyond)
        arguments.number(memory_limit=memory_limit, state_limit=state_limit)
        arguments.whole(depth=depth, character_limit=character_limit)
        arguments.whole(epistemic_limit=epistemic_limit, seed=seed)
        from dramaturge.api import exploring

        return exploring.explore(
            self,
            depth,
            story,
            character_limit,
            epistemic_limit,
            time_limit,
            memory_limit,
            state_limit,
            beyond=beyond,
            seed=seed,
            progress=progress,
        )

    def counsel(
        self,
        plan: StoryLike,
        story: StoryLike = (),
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
        arguments.number(time_limit=time_limit, memory_limit=memory_limit)
        arguments.whole(character_limit=character_limit, epistemic_limit=epistemic_limit)
        arguments.whole(answers=answers)
        from dramaturge.api import exploring

        return exploring.counsel(
            self,
            plan,
            story,
            character_limit,
            epistemic_limit,
            time_limit,
            memory_limit,
            answers=answers,
            planners=planners,
            ending=ending,
        )

    def check(
        self,
        story: StoryLike,
        character_limit: int | None = None,
        epistemic_limit: int | None = None,
        *,
        draft: bool = False,
        ending: str | None = None,
        goal: float | None = None,
        brief: bool = False,
        time_limit: float | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Verdict:
        """Whether the story stands: all that is wrong with it and why, or the reasons of all.

        Every act must be possible, with a reason for all who must be willing; and what the story
        expects must hold. Of a plain list of acts, in a world with a utility for the author, also
        that must be better at the end, and no act needless on the way there (docs/semantics.md
        7.1); a story in scenes need not end anywhere, unless an ending is asked for. ending: the
        one that must become true. goal: what the end must be worth to the author, at least; the
        verdict's `utility` is what it is. draft: the end is still to come, so only the acts count.
        brief: only up to the first beat at fault, without notes on what a reader would miss, which
        is quicker; what is wrong is said in the notation of the language. time_limit: in seconds;
        that, and Ctrl-C, ends the search for reasons, and what is left open is told (C105; the
        verdict's `limit`). progress is told the beat that is judged, and of how many.

        After an act that is impossible the story is judged as though it had happened all the same.
        Besides what does not stand (errors) there are warnings, which leave the verdict as it is:
        docs/review.md.
        Raises WorldError if the story's text has mistakes: see `read`.
        """
        arguments.whole(character_limit=character_limit, epistemic_limit=epistemic_limit)
        arguments.number(time_limit=time_limit, goal=goal)
        from dramaturge.api import judging

        return judging.check(
            self,
            story,
            character_limit,
            epistemic_limit,
            draft=draft,
            ending=ending,
            goal=goal,
            brief=brief,
            time_limit=time_limit,
            progress=progress,
        )

    @overload
    def patterns(
        self,
        story: StoryLike,
        name: str | None = None,
        character_limit: int | None = None,
        epistemic_limit: int | None = None,
    ) -> tuple[Match, ...]: ...

    @overload
    def patterns(
        self,
        story: None = None,
        name: str | None = None,
        character_limit: int | None = None,
        epistemic_limit: int | None = None,
        *,
        depth: int = 4,
        time_limit: float | None = 20.0,
        memory_limit: int | None = None,
        state_limit: int | None = None,
        stories: int = 1000,
        seed: int = 0,
        progress: Callable[[int, int], None] | None = None,
    ) -> Sifted: ...

    def patterns(
        self,
        story: StoryLike | None = None,
        name: str | None = None,
        character_limit: int | None = None,
        epistemic_limit: int | None = None,
        *,
        depth: int = 4,
        time_limit: float | None = 20.0,
        memory_limit: int | None = None,
        state_limit: int | None = None,
        stories: int = 1000,
        seed: int = 0,
        progress: Callable[[int, int], None] | None = None,
    ) -> tuple[Match, ...] | Sifted:
        """Where the patterns of the world, or one of them, come about in a story; without a story,
        in all motivated stories of up to `depth` acts, with the shortest for each match.

        What follows epistemic_limit is for that only. stories: so many are gone through; where
        there are more, some of the longest are picked at random (seed). progress is told the acts
        and the stories. Minds are limited as for `explore`. Ctrl-C and limits (seconds, megabytes,
        states) end it with what was found.
        Raises ValueError if there is no such pattern, or if one has too many choices of who and
        what; WorldError if the story's text has mistakes. See docs/patterns.md.
        """
        arguments.whole(character_limit=character_limit, epistemic_limit=epistemic_limit)
        arguments.whole(depth=depth, stories=stories, seed=seed)
        arguments.number(time_limit=time_limit, memory_limit=memory_limit)
        arguments.number(state_limit=state_limit)
        from dramaturge.api import judging, sifting

        if story is not None:
            return judging.patterns(self, story, name, character_limit, epistemic_limit)
        return sifting.sift_all(
            self,
            name,
            character_limit,
            epistemic_limit,
            depth=depth,
            time_limit=time_limit,
            memory_limit=memory_limit,
            state_limit=state_limit,
            stories=stories,
            seed=seed,
            progress=progress,
        )

    def why_not(
        self,
        act: str,
        story: StoryLike = (),
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
        arguments.text(act=act)
        arguments.number(time_limit=time_limit)
        arguments.whole(character_limit=character_limit, epistemic_limit=epistemic_limit)
        arguments.whole(most=most)
        from dramaturge.api import exploring

        return exploring.why_not(
            self, act, story, character_limit, epistemic_limit, time_limit, most=most
        )

    def repairs(
        self,
        story: StoryLike,
        *,
        draft: bool = False,
        ending: str | None = None,
        most: int = 5,
        time_limit: float = 20.0,
        progress: Callable[[str, int], None] | None = None,
    ) -> Repairs:
        """The smallest changes that make a story hold, each verified by `check`; none if it holds.

        A beat left out, moved or replaced, up to three put in, or one fact or belief different at
        the start; scenes, expectations and marks stay. draft, ending: as for `check`. most: how
        many at most. progress is told what is tried and how many were so far; Ctrl-C and the time
        limit (seconds) end it with those found. Raises WorldError if the story's text has
        mistakes, ValueError if there is no such ending.
        """
        arguments.number(time_limit=time_limit)
        arguments.whole(most=most)
        from dramaturge.api import exploring

        return exploring.repairs(
            self,
            story,
            draft=draft,
            ending=ending,
            most=most,
            time_limit=time_limit,
            progress=progress,
        )

    def what_if(
        self,
        story: StoryLike = (),
        *statements: str,
        without: Collection[int] = (),
        instead: Mapping[int, StoryLike] | None = None,
        after: Mapping[int, StoryLike] | None = None,
        depth: int = 4,
        time_limit: float = 10.0,
    ) -> WhatIf:
        """What differs if something were otherwise: a story as told, and as it would be.

        statements: what is otherwise at the start, or what is wanted, as for `changed`. without:
        beats (from 1) left out; instead: acts in the place of a beat; after: acts put in after a
        beat (0: at the beginning). Beats that then are impossible, or for which somebody has no
        reason any more, do not happen. depth: for how many acts beyond both ends the endings of
        the world are looked for, for at most `time_limit` seconds. Raises WorldError if a text or
        the changed world has mistakes, ValueError if the story does not have such a beat.
        """
        arguments.number(time_limit=time_limit)
        arguments.whole(depth=depth)
        from dramaturge.api import supposing

        return supposing.what_if(
            self,
            story,
            statements,
            without=without,
            instead=instead or {},
            after=after or {},
            depth=depth,
            time_limit=time_limit,
        )

    def why(
        self,
        story: StoryLike,
        beat: int,
        character_limit: int | None = None,
        epistemic_limit: int | None = None,
    ) -> Why:
        """The plans in mind of those who take part in a beat (from 1) of a story.

        Raises WorldError if the story's text has mistakes, ValueError if it has no such beat or
        if the beat cannot be reached because an earlier one is impossible.
        """
        if beat is None:
            raise TypeError("beat must be a whole number, not None")
        arguments.whole(beat=beat, character_limit=character_limit)
        arguments.whole(epistemic_limit=epistemic_limit)
        from dramaturge.api import judging

        return judging.why(self, story, beat, character_limit, epistemic_limit)

    def knows(
        self,
        story: StoryLike,
        about: str | Sequence[str] | None = None,
        depth: int = 1,
    ) -> Knowledge:
        """Who knows what along a story, to a depth of nested minds.

        about: fluents (`at(Tom)`), properties (`at`), entities (`Tom`) or facts of the world (what
        they speak of); default: whatever some mind is wrong about at some time.
        """
        arguments.whole(depth=depth)
        arguments.texts("about", [about] if isinstance(about, str) else about or ())
        from dramaturge.api import minds

        return minds.knows(self, story, about, depth)

    def feelings(self, story: StoryLike) -> Feelings:
        """What each character feels after each beat, and why (docs/feelings.md)."""
        from dramaturge.api import minds

        return minds.feelings(self, story)

    def play(self, player: str | None = None, *, ending: str | None = None, seed: int = 0) -> Game:
        """A game in the world: one takes the part of one of its people, and all others act on
        their own beliefs and wants (docs/playing.md).

        player: the name of the entity; None: one only watches. ending: the one that the others
        are steered to as far as their motives allow, and that ends the game; None: any. seed:
        decides between equals; the same seed and decisions give the same game. Raises ValueError if
        there is no such person or ending.
        """
        arguments.text(player=player)
        arguments.whole(seed=seed)
        from dramaturge.play import Game

        assert self.dynamics.initial is not None
        if ending is not None and self.endings:
            self.target(ending)
        return Game(self.stage, player, ending=ending, seed=seed)

    def tell(
        self,
        story: StoryLike,
        teller: str | None = None,
        *,
        observer: bool = False,
        person: Person = "third",
        tense: Tense = "past",
        order: Order = "as it happened",
        seed: int = 0,
        reasons: bool = True,
    ) -> Telling:
        """The story in prose, from one mind at a time (docs/telling.md).

        teller: the character it is told from, all of it; default: whose eyes each scene is seen
        with. observer: from outside instead, with no look into any mind. seed: another choice of
        words. reasons: whether motives and feelings are looked for, which takes most of the time.
        Raises CannotTellError, a WorldError, for an unknown or dead teller, one who learns nothing
        of it, or a story that is impossible; ValueError for a teller and an observer at once.
        """
        from dramaturge.api import minds
        from dramaturge.tell.build import Manner
        from dramaturge.tell.telling import Order, Person, Tense

        arguments.text(teller=teller)
        arguments.whole(seed=seed)
        arguments.one_of("person", person, get_args(Person))
        arguments.one_of("tense", tense, get_args(Tense))
        arguments.one_of("order", order, get_args(Order))

        if teller is not None and observer:
            raise ValueError("a story has a teller or an observer, not both")
        manner = Manner(teller, observer, person, tense, order, seed)
        return minds.tell(self, story, manner, reasons=reasons)
