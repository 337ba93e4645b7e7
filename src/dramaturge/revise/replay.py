"""Changed stories gone through in the kernel: what is possible first, who is willing only then."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dramaturge.ground.world import GroundWorld
from dramaturge.kernel.explorer import Explorer
from dramaturge.revise.pieces import Piece
from dramaturge.semantics import State
from dramaturge.story import Limits

# (most acts of plans in minds, how deep, small steps of work): a reason found is a reason. What is
# refuted or left open within these counts as none, so a repair may be missed.
ASKED = ((3, 2, 50_000), (5, 2, 100_000))

Test = Callable[[State], bool]


class Replay:
    """Stories in one world, what was found out kept.

    expected: by the index of an expectation whether it is so (those about plans are left to the
    checker). end: what must be so at the end, if anything.
    """

    def __init__(
        self,
        ground: GroundWorld,
        expected: Mapping[int, Test],
        end: Callable[[Explorer, int], bool] | None,
    ) -> None:
        """ValueError if the triggers never settle at the start."""
        self.explorer = Explorer(ground, Limits(character=10, epistemic=3))
        self.names = [action.name for action in ground.actions]
        self._ground = ground
        self._expected = expected
        self._end = end
        self._numbers: dict[str, list[int]] = {}
        for number, name in enumerate(self.names):
            self._numbers.setdefault(name, []).append(number)
        self._after: dict[tuple[int, str], tuple[int, int] | None] = {}
        self._possible: dict[int, tuple[tuple[str, int], ...]] = {}
        self._willing: dict[tuple[int, int, int], bool] = {}

    @property
    def initial(self) -> int:
        return self.explorer.initial

    def step(self, state: int, act: str) -> tuple[int, int] | None:
        """(action, state after) of an act that is possible."""
        key = state, act
        if key not in self._after:
            self._after[key] = None
            for number in self._numbers.get(act, ()):
                reached = self.explorer.after(state, number)
                if reached is not None:
                    self._after[key] = number, reached
                    break
        return self._after[key]

    def possible(self, state: int) -> tuple[tuple[str, int], ...]:
        """All acts that are possible in a state, with where they lead."""
        if state not in self._possible:
            moves = self.explorer.moves(state, ask=False)
            self._possible[state] = tuple((self.names[m.action], m.after) for m in moves)
        return self._possible[state]

    def states(self, row: Sequence[Piece], state: int) -> list[int] | None:
        """The states before each piece and after the last; None if something is impossible, or not
        as expected, or if it does not end as it should."""
        found = [state]
        for piece in row:
            if piece.act:
                step = self.step(state, piece.act)
                if step is None:
                    return None
                state = step[1]
            elif piece.is_expected and not self._is_so(piece.index, state):
                return None
            found.append(state)
        if self._end is not None and not self._end(self.explorer, state):
            return None
        return found

    def until(self, row: Sequence[Piece]) -> list[int]:
        """The same from the start, as far as the acts are possible; expectations are not asked."""
        state = self.initial
        found = [state]
        for piece in row:
            step = self.step(state, piece.act) if piece.act else None
            if piece.act and step is None:
                break
            state = state if step is None else step[1]
            found.append(state)
        return found

    def all_willing(self, row: Sequence[Piece], states: Sequence[int]) -> bool:
        """Whether all concerned in each act, given the states before it, have a reason."""
        return all(
            piece.is_meant or not piece.act or self.willing(state, piece.act)
            for piece, state in zip(row, states, strict=False)
        )

    def willing(self, state: int, act: str) -> bool:
        """Whether all who must be willing are found to have a reason for a possible act."""
        step = self.step(state, act)
        if step is None:
            return False
        action = step[0]
        return all(
            self._has_reason(state, character, action)
            for character in self._ground.actions[action].consenting
        )

    def _has_reason(self, state: int, character: int, action: int) -> bool:
        key = self.explorer.believed(state, character), character, action
        if key not in self._willing:
            self._willing[key] = any(
                self.explorer.reason(state, character, action, (plan, deep), effort)
                for plan, deep, effort in ASKED
            )
        return self._willing[key]

    def _is_so(self, index: int, state: int) -> bool:
        test = self._expected.get(index)
        return test is None or test(self.explorer.view(state))
