"""The experience manager: keeps the author's endings in reach by what others choose to do.

It looks for a story from here to an ending in which everybody acts on motives of their own, the
player included, and prefers what the story needs and what does not spoil it. It never makes anybody
do what they have no reason for, and touches neither minds nor rules: all it can do is choose among
what people want to do anyway, who comes first, and when chance has its turn.
Source: Riedl, Saretto & Young 2003, Managing interaction between users and agents in a
multi-agent storytelling environment (a story plan kept, repaired or made anew as the player acts).
"""

from __future__ import annotations

from collections.abc import Sequence

from dramaturge.kernel.planner import Planner
from dramaturge.play.stage import Course, Stage, lot
from dramaturge.play.wills import RUNGS, Wills
from dramaturge.semantics import State
from dramaturge.story import Limits

LONGEST = 18  # acts of a story looked for
OPENING_STATES = 20_000  # that the search before the first turn may store, per ending
TURN_STATES = 3_000  # that the search of one turn may store
PROOF = 1_000  # steps of work on what could be left out; nobody depends on it
FAR = 1_000  # a hope that is none


class Manager:
    """Steers one game towards any of the wanted endings, the first ones first."""

    def __init__(
        self,
        stage: Stage,
        wills: Wills,
        wanted: Sequence[str],
        seed: int,
        openings: dict[tuple[str, int], Course | None],
    ) -> None:
        """openings: what was found at the start of other games in this world."""
        self._stage = stage
        self._wills = wills
        self._wanted = tuple(wanted)
        self._seed = seed
        self._openings = openings
        self._searches = 0
        self.course: Course | None = None

    def open(self, start: State) -> None:
        """Looks for a course from the start, longer than there is time for later."""
        for ending in self._wanted:
            key = (ending, self._seed)
            if key not in self._openings:
                self._openings[key] = self._search(ending, (), OPENING_STATES)
            self.course = self._openings[key]
            if self.course is not None:
                self._wills.learn(start, self.course)
                return

    def happened(self, state: State, action: int) -> None:
        """An action has led to the state: the course goes on, if it still can."""
        if self.course is None:
            return
        acts = self.course.acts
        if acts and acts[0] == action:
            self.course = Course(self.course.ending, acts[1:], self.course.reasons[1:])
        if not self.course.acts or not self._wills.leads(state, self.course.acts):
            self.course = None

    def prepare(self, state: State, acts: Sequence[int]) -> None:
        """Looks for a course if there is none: one ending at a time, in turn."""
        if self.course is not None or not self._wanted:
            return
        ending = self._wanted[self._searches % len(self._wanted)]
        self._searches += 1
        if self._wills.hope(state) is not None:
            self.course = self._search(ending, acts, TURN_STATES)
        if self.course is not None:
            self._wills.learn(state, self.course)

    def abandon(self) -> None:
        """Somebody will not do what the course asks of them."""
        self.course = None

    @property
    def next(self) -> int | None:
        """What the course asks for next."""
        return self.course.acts[0] if self.course is not None and self.course.acts else None

    def spoils(self, state: State, action: int) -> bool:
        """Whether the course could not be kept after an action that is possible in the state."""
        if self.course is None or self.next == action:
            return False
        return not self._wills.leads(state, (action, *self.course.acts))

    def cost(self, state: State, action: int) -> int:
        """How far from any ending the action leaves everybody, at least; FAR: beyond reach."""
        hope = self._wills.hope(state, action)
        return FAR if hope is None else hope

    def _search(self, ending: str, acts: Sequence[int], states: int) -> Course | None:
        character, epistemic = RUNGS[-1][0]
        limits = Limits(author=LONGEST, character=character, epistemic=epistemic, states=states)
        aimed = self._stage.aimed((ending,))
        order = int(lot(self._seed, "order") * 1_000_000)
        compiled = self._stage.compiled((ending,))
        planner = Planner(aimed, limits, None, order, PROOF, acts, compiled)
        tales = planner.run(self._stage.aim(ending).goal).tales
        if not tales:
            return None
        deeds = tales[0].deeds
        reasons = (
            tuple((who, tuple(act for act, _ in plan)) for who, plan in given) for _, given in deeds
        )
        return Course(ending, tuple(action for action, _ in deeds), tuple(reasons))
