"""The search for a course: a story from here to an ending, with a motive for every act."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dramaturge.kernel.planner import Planner
from dramaturge.play.stage import Course, Stage, lot
from dramaturge.play.wills import RUNGS
from dramaturge.story import Limits, Progress

LONGEST = 18  # acts of a story looked for
PROOF = 1_000  # steps of work on what could be left out; nobody depends on it
OPENING_STATES = 400_000  # that a search before the first turn may store
OPENINGS_STATES = 600_000  # and all of those searches


_one_at_a_time = threading.Lock()  # however many games are begun at once


def without(course: Course, action: int) -> Course:
    """What is left of a course when one of its acts has been done, be it before its time."""
    if action not in course.acts:
        return course
    at = course.acts.index(action)
    acts = course.acts[:at] + course.acts[at + 1 :]
    return Course(course.ending, acts, course.reasons[:at] + course.reasons[at + 1 :])


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search came to. course: None if there is none, or none was found. states: stored."""

    course: Course | None
    states: int


def search(
    stage: Stage,
    ending: str,
    acts: Sequence[int],
    states: int,
    seed: int,
    progress: Callable[[Progress], None] | None = None,
) -> Searched:
    """Looks for a course to an ending after these acts, storing no more than so many states."""
    character, epistemic = RUNGS[-1][0]
    limits = Limits(author=LONGEST, character=character, epistemic=epistemic, states=states)
    order = int(lot(seed, "order") * 1_000_000)
    aimed, compiled = stage.aimed((ending,)), stage.compiled((ending,))
    try:
        planner = Planner(aimed, limits, progress, order, PROOF, acts, compiled)
    except ValueError:
        # The acts have happened, but people's minds have grown past what the kernel constructs at
        # once (docs/semantics.md 5.4): it has nothing to say of what comes.
        return Searched(None, 0)
    answer = planner.run(stage.aim(ending).goal)
    if not answer.tales:
        return Searched(None, answer.states)
    deeds = answer.tales[0].deeds
    reasons = tuple(
        tuple((who, tuple(act for act, _ in plan)) for who, plan in given) for _, given in deeds
    )
    course = Course(ending, tuple(action for action, _ in deeds), reasons)
    return Searched(course, answer.states)


class Opening:
    """The search before the first turn. It goes on in a thread while the player reads the
    beginning; the first turn waits for it, so that the game does not depend on who is faster."""

    def __init__(self, stage: Stage, wanted: Sequence[str], seed: int) -> None:
        self._stage = stage
        self._wanted = tuple(wanted)
        self._seed = seed
        self._course: Course | None = None
        self._failure: BaseException | None = None
        self._is_stopped = False
        self._key = (self._wanted, seed)
        self._thread: threading.Thread | None = None
        if self._key in stage.openings:
            self._course = stage.openings[self._key]
        else:
            self._thread = threading.Thread(target=self._run, name="opening")
            self._thread.start()

    def stop(self) -> None:
        """Nobody waits for it any more."""
        self._is_stopped = True

    def result(self, is_stopped: Callable[[], bool]) -> tuple[Course | None, bool]:
        """The course, if there is one, and True; (None, False) if it was stopped, by `stop` or by
        `is_stopped`, which is asked while one waits; then it can be asked again."""
        while self._thread is not None and self._thread.is_alive():
            self._thread.join(0.02)
            if is_stopped():
                return None, False
        if self._failure is not None:
            raise self._failure
        return self._course, not self._is_stopped

    def _run(self) -> None:
        try:
            with _one_at_a_time:
                course = self._found()
        except BaseException as error:
            self._failure = error
            return
        if not self._is_stopped:
            self._course = self._stage.openings[self._key] = course

    def _found(self) -> Course | None:
        left = OPENINGS_STATES
        for ending in self._wanted:
            if left <= 0 or self._is_stopped:
                break
            most = min(left, OPENING_STATES)
            found = search(self._stage, ending, (), most, self._seed, self._watch)
            left -= found.states
            if found.course is not None:
                return found.course
        return None

    def _watch(self, _: Progress) -> None:
        if self._is_stopped:
            raise KeyboardInterrupt  # how one cancels a planner
