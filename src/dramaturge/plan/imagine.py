"""Search for the plan that a character has in mind: shortest first, in one mind.

A plan of a character's begins with a given act and ends better for the character than it began;
the others who must consent to its later acts have reasons of their own; nothing in it could be
left out. Whether anything in a plan could be left out depends on the whole path, so the search
carries the *alternatives*: states that willing subsequences of the path reach. Whether the rest of
a path can still succeed does not, so it is tabulated (`_within`) and prunes the search.
Source: docs/semantics.md 6; PLANNER.md 3.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dramaturge.plan.glance import Glance
from dramaturge.plan.relaxed import NEVER, Relaxed
from dramaturge.semantics import Dynamics, State

PATIENCE = 3_000  # visits until a better bound, which is dear itself, pays

Plan = tuple[int, ...]
Willing = Callable[[State, int, int, int], bool]
Alternatives = tuple[tuple[State, int], ...]  # in the order found: never iterate over a set


class Imagination:
    """Plans of one character, `others` being the judge of everybody else's consent.

    others(state, character, action, left): whether the character has a reason, in this mind.
    timeless: the answer of `others` does not depend on `left`, which is then always 1 here.
    glance: at the character's utility. plain, rich: bounds; the rich one, if any, is made only when
    the search has become long.
    visit: called once per visited state; it may raise to end the search.
    """

    def __init__(
        self,
        dynamics: Dynamics,
        character: int,
        glance: Glance,
        plain: Relaxed,
        rich: Callable[[], Relaxed] | None,
        actions: tuple[int, ...],
        others: Willing,
        timeless: bool,
        visit: Callable[[], None],
    ) -> None:
        self._dynamics = dynamics
        self._character = character
        self._glance = glance
        self._bound = plain
        self._rich = rich
        self._patience = PATIENCE
        self._actions = actions
        self._others = others
        self._timeless = timeless
        self._visit = visit
        self._possible = dynamics.possible_among(actions)
        self._open: dict[State, list[int]] = {}  # acts that may still lead on, in order
        # Fewest acts to a utility above the threshold: at least, at most.
        self._distance: dict[tuple[State, float, int], tuple[int, int]] = {}
        self._failed: set[tuple[State, frozenset[tuple[State, int]], float, int, int]] = set()

    def plan(self, start: State, action: int, length: int, limit: int) -> Plan | None:
        """The plan of just that length (at least 2) that begins so; `limit`: that of the acts."""
        after, threshold, left = self._begun(start, action, limit)
        if not self._within(after, threshold, length - 1, left):
            return None
        whole = ((start, 1 if self._timeless else limit),)
        rest = self._extended(after, whole, threshold, length - 1, left)
        return None if rest is None else (action, *rest)

    def shared_plans(self, around: State, action: int, limit: int) -> Iterator[Plan]:
        """The plans of at least two acts that begin so, shortest first, and that the mind around
        this one shares; needless acts allowed. For timeless ones."""
        start = around.believed(self._character)
        after, threshold, _ = self._begun(start, action, limit)
        following = self._dynamics.after(around, action)
        if following is None or following.believed(self._character) is not after:
            return
        for length in range(1, limit):
            for rest in self._shared(following, after, threshold, length):
                yield (action, *rest)

    def _shared(self, around: State, state: State, threshold: float, length: int) -> Iterator[Plan]:
        """The rests, of just that length, of shared plans that end above the threshold."""
        if not self._within(state, threshold, length, 1):
            return
        self._count()
        for action, after, _ in self._successors(state, threshold, length - 1, 1):
            following = self._dynamics.after(around, action)
            if following is None or following.believed(self._character) is not after:
                continue
            if length > 1:
                higher = self._raised(threshold, after)
                for rest in self._shared(following, after, higher, length - 1):
                    yield (action, *rest)
            elif self._known(after, threshold, 1)[1] == 0:
                yield (action,)

    def helps(self, start: State, action: int, limit: int) -> bool:
        """Whether a plan that begins so raises the utility, needless acts allowed."""
        after, threshold, left = self._begun(start, action, limit)
        return self._within(after, threshold, limit - 1, left)

    def helping(self, start: State, action: int, limit: int) -> Plan | None:
        """The shortest plan that begins so and raises the utility, needless acts allowed."""
        if not self.helps(start, action, limit):
            return None
        state, threshold, left = self._begun(start, action, limit)
        plan = [action]
        while most := self._known(state, threshold, left)[1]:
            later = self._later(left)
            for step, after, _ in self._successors(state, threshold, most - 1, later):
                is_nearer = self._known(after, threshold, later)[1] < most
                if is_nearer and self._agreed(state, step, left):
                    break
            else:
                return None
            plan.append(step)
            state, left = after, later
        return tuple(plan)

    def _begun(self, start: State, action: int, limit: int) -> tuple[State, float, int]:
        """The state after the first act, the utility to exceed, and what is left of the limit."""
        after = self._dynamics.after(start, action)
        worth = self._utility(start)
        assert after is not None
        assert worth is not None
        return after, self._raised(worth, after), 1 if self._timeless else limit - 1

    def willing(self, state: State, action: int, left: int) -> bool:
        """Whether everyone else who must consent to the act has a reason, in the owner's eyes."""
        return all(
            self._others(state, other, action, left)
            for other in self._dynamics.ground.actions[action].consenting
            if other != self._character
        )

    def _count(self) -> None:
        self._visit()
        self._patience -= 1
        if self._patience == 0 and self._rich is not None:
            self._bound = self._rich()
            self._distance.clear()  # its lower bounds are now too low

    def _utility(self, state: State) -> float | None:
        return self._dynamics.utility(state, 1 + self._character)

    def _raised(self, threshold: float, state: State) -> float:
        utility = self._utility(state)
        return threshold if utility is None else max(threshold, utility)

    def _later(self, left: int) -> int:
        return left if self._timeless else left - 1

    def _successors(
        self, state: State, threshold: float, steps: int, later: int
    ) -> Iterator[tuple[int, State, int]]:
        """Possible acts, what follows, and a lower bound on the steps from there above the
        threshold, which is at most `steps`; if timeless only those that find consent. Most acts
        are refused before it is looked what follows."""
        acts = self._open.get(state)
        if acts is None:
            acts = self._open[state] = self._possible(state)
        for action in acts:
            if steps == 0:
                if not self._glance.may_exceed(state, action, threshold):
                    continue
            elif not self._bound.is_within_after(state, action, threshold, steps):
                continue
            if self._timeless and not self.willing(state, action, 1):
                continue
            after = self._dynamics.after(state, action)
            if after is not None:
                least, _ = self._known(after, threshold, later)
                if least <= steps:
                    yield action, after, least

    def _agreed(self, state: State, action: int, left: int) -> bool:
        return self._timeless or self.willing(state, action, left)

    # Is there any way, needless acts allowed?

    def _within(self, state: State, threshold: float, steps: int, left: int) -> bool:
        """Whether at most that many willing acts lead above the threshold."""
        least, most = self._known(state, threshold, left)
        if most <= steps:
            return True
        return any(
            self._reaches(state, threshold, bound, left) for bound in range(least, steps + 1)
        )

    def _known(self, state: State, threshold: float, left: int) -> tuple[int, int]:
        key = (state, threshold, left)
        found = self._distance.get(key)
        if found is None:
            least = self._bound.steps(state, threshold)
            if least == 0:
                utility = self._utility(state)
                reached = utility is not None and utility > threshold
                least = 0 if reached else 1
            found = self._distance[key] = (least, 0 if least == 0 else NEVER)
        return found

    def _reaches(self, state: State, threshold: float, steps: int, left: int) -> bool:
        least, most = self._known(state, threshold, left)
        if most <= steps:
            return True
        if least > steps:
            return False
        self._count()
        later = self._later(left)
        nearest = list(self._successors(state, threshold, steps - 1, later))
        nearest.sort(key=lambda entry: (entry[2], entry[0]))
        for action, after, _ in nearest:
            if self._agreed(state, action, left) and self._reaches(
                after, threshold, steps - 1, later
            ):
                least, most = self._known(state, threshold, left)
                self._distance[state, threshold, left] = (least, min(most, steps))
                return True
        _, most = self._known(state, threshold, left)
        self._distance[state, threshold, left] = (steps + 1, most)
        return False

    # Is there one without needless acts?

    def _extended(
        self,
        state: State,
        alternatives: Alternatives,
        threshold: float,
        length: int,
        left: int,
    ) -> Plan | None:
        """The rest of a plan: just `length` acts to a utility above the threshold (the best of
        all states on the path and of all alternatives) that no alternative attains."""
        key = (state, frozenset(alternatives), threshold, length, left)
        if key in self._failed:
            return None
        self._count()
        later = self._later(left)
        for action, after, _ in self._successors(state, threshold, length - 1, later):
            higher = threshold if length == 1 else self._raised(threshold, after)
            if self._known(after, higher, later)[0] > length - 1:
                continue
            if not self._agreed(state, action, left):
                continue
            if not self._within(after, higher, length - 1, later):
                continue
            others, best = self._advanced(state, alternatives, action, higher, length - 1, left)
            if length == 1:
                utility = self._utility(after)
                if utility is not None and utility > best:
                    return (action,)
                continue
            if self._timeless and (after, 1) in others:
                continue  # whatever follows could follow without some of these acts
            if not self._within(after, best, length - 1, later):
                continue
            rest = self._extended(after, others, best, length - 1, later)
            if rest is not None:
                return (action, *rest)
        self._failed.add(key)
        return None

    def _advanced(
        self,
        state: State,
        alternatives: Alternatives,
        action: int,
        threshold: float,
        length: int,
        left: int,
    ) -> tuple[Alternatives, float]:
        """The alternatives after one more act, which each of them may take or leave, as far as
        they can still attain more than the threshold; and the threshold raised by them."""
        found = dict.fromkeys(((state, left), *alternatives))
        for other, other_left in alternatives:
            after = self._dynamics.after(other, action)
            if after is None or not self._bound.is_within(after, threshold, length):
                continue
            if self.willing(other, action, other_left):
                found[after, self._later(other_left)] = None
        for other, _ in found:
            threshold = self._raised(threshold, other)
        kept = (entry for entry in found if self._bound.is_within(entry[0], threshold, length))
        return tuple(kept), threshold


def shares(dynamics: Dynamics, around: State, character: int, plan: Plan) -> bool:
    """Whether a possible plan in the mind that the character has in the state around leads there
    to what the character then has in mind (6.1)."""
    mind = around.believed(character)
    for action in plan:
        after, following = dynamics.after(mind, action), dynamics.after(around, action)
        if after is None or following is None or following.believed(character) is not after:
            return False
        mind, around = after, following
    return True
