"""Why somebody did something, as one who saw it may guess: by what they think of that person."""

from __future__ import annotations

from dramaturge.plan.motive import Motives
from dramaturge.play.picture import Picture
from dramaturge.semantics import Dynamics, State

LIMITS = (4, 2)
STATES = 400  # that may be visited


def guessed(
    dynamics: Dynamics, picture: Picture, mind: State, who: int, other: int, action: int
) -> tuple[str, ...]:
    """The reason, and the reasons within it, that `who` takes somebody to have had for an act, in
    the mind that `who` had before it; none if they cannot tell."""
    motives = Motives(dynamics, *LIMITS, STATES)
    found = motives.motive(mind, other, action, owner=who, depth=1).found
    if found is None:
        return ()
    return tuple(text for _, text in picture.teller.nested(found, mind))
