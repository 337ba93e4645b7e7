"""The experience manager: keeps the author's endings in reach by what others choose to do.

It looks for a story from here to an ending in which everybody acts on motives of their own, the
player included, and prefers what the story needs and what does not spoil it. It never makes anybody
do what they have no reason for, and touches neither minds nor rules: all it can do is choose among
what people want to do anyway, who comes first, and when chance has its turn.
Source: Riedl, Saretto & Young 2003, Managing interaction between users and agents in a
multi-agent storytelling environment (a story plan kept, repaired or made anew as the player acts).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from weakref import finalize

from dramaturge.play.courses import Opening, search, without
from dramaturge.play.stage import Course, Stage
from dramaturge.play.wills import Wills
from dramaturge.semantics import State

SLICE = 5_000  # states that each turn without a course gives to the search for one
MOST_SAVED = 4  # turns whose slices go into one search
LAST = 6  # slices of the search when nothing happens any more
REMEMBERED = 8  # courses that may be taken up again
CHECKED = (
    16_000  # work (`wills.STATE`) to find out whether everybody still wants what a course needs
)
GLIMPSED = 4_000  # and whether they would, after an act that is not part of it
FAR = 1_000  # a hope that is none


class Manager:
    """Steers one game towards any of the wanted endings, the first ones first.

    A course is kept while it can be, and mended if what is left of it, or of an earlier one, still
    leads to an ending without the acts that cannot be any more. Else a new one is looked for: a
    short search first, then longer ones, for which the slices of several turns are saved up.
    """

    def __init__(
        self, stage: Stage, wills: Wills, wanted: Sequence[str], player: int | None, seed: int
    ) -> None:
        self._stage = stage
        self._wills = wills
        self._wanted = tuple(wanted)
        self._player = player
        self._seed = seed
        self._opening: Opening | None = None
        self._searches = 0
        self._saved = 0  # slices
        self._needed = 1  # slices of the next search
        self._spoiling: tuple[State | None, dict[tuple[int, ...], bool]] = (None, {})
        self._given_up: State | None = None  # where no course was found by the longest search
        self._earlier: list[Course] = []  # the last one first
        self._mended: Course | None = None  # the earlier course that the present one comes from
        self.course: Course | None = None
        self.has_searched = False  # in this turn

    def open(self) -> None:
        """Begins to look for a course from the start, longer than there is time for later."""
        if self._wanted:
            self._opening = Opening(self._stage, self._wanted, self._seed)
            finalize(self, self._opening.stop)  # a game that is forgotten needs no course

    def settle(self, start: State, is_stopped: Callable[[], bool]) -> bool:
        """Waits for what `open` began, in the state that it began in; False if it was stopped."""
        if self._opening is None:
            return True
        course, is_done = self._opening.result(is_stopped)
        if is_done:
            self._opening = None
            if course is not None:
                self._take(start, course)
        return is_done

    def close(self) -> None:
        """Nobody plays any more."""
        if self._opening is not None:
            self._opening.stop()

    def happened(self, state: State, action: int) -> None:
        """An action has led to the state: the course goes on, if it still can."""
        if self.course is None:
            return
        foreseen = self.next == action
        self.course = without(self.course, action)
        acts = self.course.acts
        is_kept = bool(acts) and self._wills.leads(state, acts)
        if not is_kept or not (foreseen or self._is_wanted(state, acts, CHECKED)):
            self._lose()

    def prepare(self, state: State, acts: Sequence[int]) -> None:
        """Finds a course if there is none, and if that does not take more than a turn may."""
        self.has_searched = False
        self._saved = min(self._saved + 1, MOST_SAVED)
        if self.course is not None or not self._wanted:
            return
        if self._wills.hope(state) is None:
            return
        for earlier in self._earlier:
            left = self._wills.remaining(state, earlier.acts)
            if left and self._is_wanted(state, left, CHECKED):
                self._mended = earlier
                self.course = Course(earlier.ending, left, ())
                return
        if self._saved >= self._needed:
            self._search(state, acts)

    def _is_wanted(self, state: State, acts: Sequence[int], effort: int) -> bool:
        """Whether nobody but the player is known to have no reason for something in a course."""
        return self._wills.are_wanted(state, acts, self._player, effort)

    def may_insist(self, state: State) -> bool:
        """Whether `insist` may find something, now or in the next turn."""
        is_new = self.course is None and state is not self._given_up
        return is_new and bool(self._wanted) and self._wills.hope(state) is not None

    def insist(self, state: State, acts: Sequence[int]) -> bool:
        """Where nothing happens any more: whether a longer search finds a course after all. Once in
        a state, and not in a turn that has had its search."""
        if self.has_searched or not self.may_insist(state):
            return False
        self._given_up = state
        self._saved = LAST
        self._search(state, acts)
        return self.course is not None

    def _search(self, state: State, acts: Sequence[int]) -> None:
        """Looks for a course to one ending; to the next ones, too, as far as that is cheap."""
        self.has_searched = True
        left = self._saved * SLICE
        for _ in self._wanted:
            ending = self._wanted[self._searches % len(self._wanted)]
            self._searches += 1
            found = search(self._stage, ending, acts, left, self._seed)
            left -= found.states
            if found.course is not None:
                self._take(state, found.course)
                return
            if left < SLICE // 2:
                break
        else:
            self._given_up = state  # all was searched through
        self._saved = 0
        self._needed = min(2 * self._needed, MOST_SAVED)

    def _take(self, state: State, course: Course) -> None:
        self.course = course
        self._earlier = [course, *self._earlier][:REMEMBERED]
        self._wills.learn(state, course)
        self._needed = 1

    def abandon(self) -> None:
        """Somebody will not do what the course asks of them: it is no good, nor what it was mended
        from."""
        gone = self._mended or (self._earlier[0] if self.course and self._earlier else None)
        self._earlier = [each for each in self._earlier if each is not gone]
        self._lose()

    def _lose(self) -> None:
        """There is no course; what it was mended from may be mended once more."""
        self.course = self._mended = None

    def restart(self) -> None:
        """Turns were taken back or put on the table by others: nothing is certain any more."""
        self.close()
        self._opening = None
        self._saved, self._needed = 0, 1
        self._lose()

    @property
    def next(self) -> int | None:
        """What the course asks for next."""
        return self.course.acts[0] if self.course is not None and self.course.acts else None

    def spoils(self, state: State, action: int) -> bool:
        """Whether the course could not be kept after an action that is possible in the state, be it
        that something in it is not possible any more, or not wanted."""
        if self.course is None or self.next == action:
            return False
        acts = (action, *without(self.course, action).acts)
        if self._spoiling[0] is not state:
            self._spoiling = (state, {})
        known = self._spoiling[1]
        if acts not in known:
            goes_on = self._wills.leads(state, acts) and self._is_wanted(state, acts, GLIMPSED)
            known[acts] = not goes_on
        return known[acts]

    def cost(self, state: State, action: int) -> int:
        """How far from any ending the action leaves everybody, at least; FAR: beyond reach."""
        hope = self._wills.hope(state, action)
        return FAR if hope is None else hope
