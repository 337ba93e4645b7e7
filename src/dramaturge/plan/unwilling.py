"""The rest of a story as a plan that fails only because somebody in it would not join in.

Who acts may count on somebody who, as they imagine it, thinks their part impossible, or has no
reason for it. That is what the author can mend, so it is told where no reason was found.
"""

from __future__ import annotations

from dataclasses import dataclass

from dramaturge.plan.foreseen import Asked, Foreseen, TooDearError
from dramaturge.plan.minimal import shorter_plan
from dramaturge.plan.ways import Acts, Mind, Way, ends, followed
from dramaturge.semantics import Dynamics, State


@dataclass(frozen=True, slots=True)
class Refusal:
    """Somebody who would not join in an act of the story, so many beats after the one that was
    asked about. mind: theirs at that point, as whoever counts on them imagines it."""

    position: int
    action: int
    other: int
    mind: State


def refusals(
    foreseen: Foreseen, state: State, character: int, action: int, rest: Acts
) -> tuple[Refusal, ...]:
    """Who would not join in, if that alone keeps the rest of the story from being the plan of the
    character who takes part in an act. Empty if it fails otherwise, or that is not soon found."""
    mind = foreseen.mind(state, character, action, rest)
    if mind is None:
        return ()
    dynamics, asked = foreseen.dynamics, foreseen.asked()
    whole = followed(dynamics, mind, range(len(mind.acts)))
    try:
        for end, least in ends(dynamics, mind, whole):
            way = asked.agreed(mind, end, least)
            if _refused(asked, mind, way):
                needed = _needed(dynamics, asked, mind, way)
                if needed is not None:
                    return _refused(asked, mind, needed)
    except (TooDearError, RecursionError):
        pass
    return ()


def _needed(dynamics: Dynamics, asked: Asked, mind: Mind, way: Way) -> Way | None:
    """The way without needless acts, those who refuse taken as willing, unless they would only then
    think it impossible; None if the first is one, or if the way is longer than a plan may be."""
    refused = {
        refusal.position: asked.is_blocked_in(refusal.mind, refusal.action)
        for refusal in _refused(asked, mind, way)
    }

    def willing(state: State, step: int, kept: int) -> bool:
        position, left = way.positions[step], mind.left - kept
        if step == 0 and kept == 0:
            return True
        action = way.actions[step]
        if position in refused:
            return refused[position] or not any(
                asked.is_blocked_in(state.believed(other), action)
                for other in asked.others(mind, action)
            )
        return asked.may_join(mind, state, action, position, left)

    kept = shorter_plan(dynamics, mind.state, way.actions, 1 + mind.character, willing)
    if kept is not None:
        if 0 not in kept:
            return None
        way = followed(dynamics, mind, [way.positions[at] for at in kept])
    return way if 1 < len(way.actions) <= mind.left else None


def _refused(asked: Asked, mind: Mind, way: Way) -> tuple[Refusal, ...]:
    return tuple(
        Refusal(position, action, other, state.believed(other))
        for step, (state, action, position) in enumerate(way.later, 1)
        for other in asked.others(mind, action)
        if asked.joins(mind, state, action, position, other, mind.left - step) is None
    )
