"""The rest of a story as a plan in the mind of somebody in it.

Who acts for the sake of something distant has a plan that hardly any search finds, but the author
has mostly written it down: it is what happens next, as the character imagines it, without what
does not matter to it. Whoever must join in has a short reason of their own, or again the rest of
the story as they imagine it. It counts only if `plan.verify` confirms it.
Source: docs/semantics.md 6.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dramaturge.plan.bounds import Bounds
from dramaturge.plan.imagine import Plan, shares
from dramaturge.plan.minimal import shorter_plan
from dramaturge.plan.motive import IMMEDIATE, LONGEST, SHARING, Motives, OutOfStatesError
from dramaturge.plan.verify import STATES_PER_QUESTION, confirms
from dramaturge.plan.ways import Acts, Mind, Way, ends, followed, pruned
from dramaturge.semantics import Dynamics, State
from dramaturge.story import Explanation, Step

FARTHEST = 40  # beats
SHORT = 4  # acts of a reason to join in that is looked for apart from the story
STATES = 60  # visited for one of those
EFFORT = 300  # questions why somebody would join in, before it is given up
LAST = 2  # acts of somebody's before the end of a story, that may have reasons beyond it
BEYOND = 5  # acts of such a reason
STATES_BEYOND = 300  # visited for one of those


class Foreseen:
    """Reasons for acts of stories within limits. What was asked before changes no answer.

    bounds: of plans of at least character_limit acts.
    """

    def __init__(
        self, dynamics: Dynamics, character_limit: int, epistemic_limit: int, bounds: Bounds
    ) -> None:
        self.dynamics = dynamics
        self._longest = character_limit
        self._deepest = epistemic_limit
        self._bounds = bounds

    def reason(self, state: State, character: int, action: int, rest: Acts) -> Explanation | None:
        """The character's reason for an act that is possible in the state, made of the acts that
        follow it; None if there is none, or none is soon found."""
        mind = self.mind(state, character, action, rest)
        if mind is None:
            return None
        asked = self.asked()
        try:
            for found in asked.whole(mind):
                if confirms(asked.motives, state, character, action, found):
                    return found
        except (TooDearError, RecursionError):
            pass
        return None

    def mind(self, state: State, character: int, action: int, rest: Acts) -> Mind | None:
        """The character before the act, which the rest follows; None if they think the act
        impossible."""
        within, meant = state.believed(character), self.dynamics.ground.meant(action)
        if self.dynamics.after(within, meant) is None:
            return None
        acts, nesting = ((meant,), *rest[:FARTHEST]), max(self._deepest, IMMEDIATE)
        return Mind(within, character, acts, self._longest, nesting)

    def asked(self) -> Asked:
        """A question's tables, with nothing in them."""
        return Asked(self._motives(STATES), self._motives(STATES_BEYOND))

    def _motives(self, states: int) -> Motives:
        return Motives(
            self.dynamics, self._longest, self._deepest, states, STATES_PER_QUESTION, self._bounds
        )


@dataclass(frozen=True, slots=True)
class Needed:
    """Limits within which the rest of a story is a reason: a plan of so many acts."""

    acts: int
    character_limit: int
    epistemic_limit: int


def needed(
    dynamics: Dynamics,
    limits: tuple[int, int],
    state: State,
    character: int,
    action: int,
    rest: Acts,
) -> Needed | None:
    """Limits beyond the given ones (of acts, and of minds), if they would do. What lies beyond the
    end of the story is left out of account."""
    acts = ((dynamics.ground.meant(action),), *rest[:FARTHEST])
    mind = Mind(state.believed(character), character, acts, LONGEST, 0)
    way = followed(dynamics, mind, range(len(acts)))
    if way.positions[:1] != (0,) or not any(True for _ in ends(dynamics, mind, way)):
        return None
    longest, deepest = limits

    def plan(most: int, minds: int) -> int | None:
        asked = Foreseen(dynamics, most, minds, Bounds(dynamics.ground, most))
        found = asked.reason(state, character, action, rest)
        return None if found is None else len(found.plan)

    for minds in (deepest, deepest + 1):
        most = plan(max(longest, len(way.actions)), minds)
        if most is None:
            continue
        if minds == deepest and most <= longest:
            return None
        most = max(most, longest)  # plans of others share the limit, so it is tried again
        count = plan(most, minds)
        if count is not None:
            return Needed(count, most, minds)
    return None


class TooDearError(Exception):
    """It takes too much to find out why others would join in."""


class Asked:
    """One question. motives: of those who join in; beyond: of whoever acts when the story ends."""

    def __init__(self, motives: Motives, beyond: Motives) -> None:
        self.motives = motives
        self._beyond = beyond
        self._dynamics = motives.dynamics
        self._ground = motives.dynamics.ground
        self._effort = EFFORT
        self._joined: dict[tuple[object, ...], Explanation | None] = {}

    def whole(self, mind: Mind) -> Iterator[Explanation]:
        """Plans that begin with the first of the acts, each as short as it gets. Where the story
        ends too early for that, it goes on as the character would."""
        way = followed(self._dynamics, mind, range(len(mind.acts)))
        if any(True for _ in ends(self._dynamics, mind, way)):
            yield from (found for found, _ in self._plans(mind))
            return
        own = [
            at
            for at, action in enumerate(way.actions)
            if at and mind.character in self._ground.actions[action].consenting
        ]
        for at in own[: -LAST - 1 : -1]:
            acts = self._going_on(mind, way.states[at], way.actions[at])
            if acts:
                longer = replace(mind, acts=(*mind.acts[: way.positions[at]], *acts))
                yield from (found for found, _ in self._plans(longer))

    def _going_on(self, mind: Mind, state: State, action: int) -> Acts:
        """A short plan that begins with an act, in the mind, if it has one soon."""
        found = self._beyond.motive(
            state,
            mind.character,
            action,
            owner=mind.character,
            left=BEYOND,
            depth=self._depth(mind),
        ).found
        names = [step.action for step in found.plan] if found is not None else []
        numbers: dict[str, list[int]] = {name: [] for name in names}
        for index, each in enumerate(self._ground.actions):
            if each.name in numbers:
                numbers[each.name].append(index)
        return tuple(tuple(numbers[name]) for name in names)

    def _depth(self, mind: Mind) -> int:
        return self.motives.epistemic_limit + 1 - mind.nesting

    def _plans(self, mind: Mind) -> Iterator[tuple[Explanation, Plan]]:
        """Plans made of the acts that follow, each as short as it gets: at first as though all who
        must join in were willing, then with what makes them so."""
        whole = followed(self._dynamics, mind, range(len(mind.acts)))
        for way, least in ends(self._dynamics, mind, whole):
            bare = pruned(self._dynamics, mind, way, least, lambda _: 0)
            found = self._explained(mind, bare)
            if found is None:
                agreed = self.agreed(mind, way, least)
                if agreed.actions != bare.actions:
                    found = self._explained(mind, agreed)
            if found is not None:
                yield found

    def agreed(self, mind: Mind, way: Way, least: float) -> Way:
        """The way without what is needed neither to fare so well nor to make others willing."""
        return pruned(
            self._dynamics, mind, way, least, lambda shorter: self._refusals(mind, shorter)
        )

    def _refusals(self, mind: Mind, way: Way) -> int:
        """How many reasons to join in are lacking; what others think impossible counts twice."""
        return sum(
            1 + self.is_blocked_in(state.believed(other), action)
            for state, action, position in way.later
            for other in self.others(mind, action)
            if self.joins(mind, state, action, position, other, mind.left - 1) is None
        )

    def is_blocked_in(self, theirs: State, action: int) -> bool:
        """Whether somebody, in a mind of theirs, thinks impossible what they are to join in."""
        return self._dynamics.after(theirs, self._ground.meant(action)) is None

    def others(self, mind: Mind, action: int) -> list[int]:
        """Who must join in the act besides the owner of the mind."""
        return [c for c in self._ground.actions[action].consenting if c != mind.character]

    def _explained(self, mind: Mind, way: Way) -> tuple[Explanation, Plan] | None:
        """The way as a plan without needless acts, with the reasons of all who join in."""
        kept = self._shorter(mind, way)
        while kept is not None:
            if 0 not in kept:
                return None
            way = followed(self._dynamics, mind, [way.positions[at] for at in kept])
            kept = self._shorter(mind, way)
        if len(way.actions) > mind.left:
            return None
        steps = []
        for step, action in enumerate(way.actions):
            reasons = []
            for other in self.others(mind, action) if step else ():
                state, position = way.states[step], way.positions[step]
                reason = self.joins(mind, state, action, position, other, mind.left - step)
                if reason is None:
                    return None
                reasons.append(reason)
            steps.append(Step(self._ground.actions[action].name, tuple(reasons)))
        name = self._ground.characters[mind.character]
        return Explanation(name, tuple(steps)), way.actions

    def _shorter(self, mind: Mind, way: Way) -> tuple[int, ...] | None:
        """What is kept of a way that is longer than it need be."""

        def willing(state: State, position: int, kept: int) -> bool:
            if position == 0 and kept == 0:
                return True
            action, left = way.actions[position], mind.left - kept
            try:
                return self.motives.willing(state, mind.character, action, left, mind.nesting)
            except OutOfStatesError:
                return self.may_join(mind, state, action, way.positions[position], left)

        return shorter_plan(self._dynamics, mind.state, way.actions, 1 + mind.character, willing)

    def may_join(self, mind: Mind, state: State, action: int, position: int, left: int) -> bool:
        """Whether all whose consent an act needs are willing as far as the story tells."""
        try:
            return all(
                self.joins(mind, state, action, position, other, left) is not None
                for other in self.others(mind, action)
            )
        except TooDearError:
            return False

    def joins(
        self, mind: Mind, state: State, action: int, position: int, other: int, left: int
    ) -> Explanation | None:
        """Why somebody would join in an act of the story, in a state in that mind."""
        rest = mind.acts[position + 1 :]
        key = (state, mind.character, other, action, rest, left, mind.nesting)
        if key not in self._joined:
            if self._effort == 0:
                raise TooDearError
            self._effort -= 1
            self._joined[key] = self._why(mind, state, action, other, rest, left)
        return self._joined[key]

    def _why(
        self, mind: Mind, state: State, action: int, other: int, rest: Acts, left: int
    ) -> Explanation | None:
        theirs, meant = state.believed(other), self._ground.meant(action)
        if left < 1 or self._dynamics.after(theirs, meant) is None:
            return None
        short = self.motives.motive(
            state,
            other,
            action,
            owner=mind.character,
            left=min(left, SHORT),
            depth=self._depth(mind),
        )
        if short.found is not None or mind.nesting < SHARING or left == 1:
            return short.found
        within = max(mind.nesting - 1, IMMEDIATE)
        for found, plan in self._plans(Mind(theirs, other, ((meant,), *rest), left, within)):
            if mind.nesting > SHARING or shares(self._dynamics, state, other, plan):
                return found
        return None
