"""What somebody believes will come of an act, before it is done: by their own picture alone."""

from __future__ import annotations

from dramaturge.narrate.words import as_sentence, capitalised, listed
from dramaturge.plan.motive import Motives, OutOfStatesError
from dramaturge.play.picture import Picture
from dramaturge.play.stage import Stage
from dramaturge.play.view import Choice
from dramaturge.semantics import Dynamics, State

LIMITS = (3, 2)  # of the plans that one takes others to have
MOST_CHANGES = 8  # that are told
STATES = 200  # that may be visited to find out whether they would join


def foreseen(
    stage: Stage, dynamics: Dynamics, picture: Picture, mind: State, who: int, choice: Choice
) -> tuple[str, ...]:
    """Sentences: what would be otherwise, what is won or lost by it, who would have to agree."""
    action = stage.numbers[choice.act]
    after = dynamics.after(mind, action)
    if after is None:
        return ()
    found: list[str] = []
    changes = picture.changes(mind, after, who)
    if changes:
        found.append(as_sentence(f"then {_as_one(changes)}"))
    else:
        is_nothing = after is mind
        found.append(
            "Nothing would come of it." if is_nothing else "What comes of it is up to others."
        )
    before, worth = dynamics.utility(mind, 1 + who), dynamics.utility(after, 1 + who)
    gain = picture.gain(who, mind, after)
    if before is not None and worth is not None and worth != before:
        kind = "what you want" if worth > before else "not what you want"
        found.append(as_sentence(f"that is {kind}{f': {gain}' if gain else ''}"))
    motives = Motives(dynamics, *LIMITS, STATES)
    for name in choice.others:
        other = stage.character(name)
        called = capitalised(picture.called(name))
        try:
            nesting = motives.nesting(1)
            plan = motives.reason(mind, who, other, action, motives.character_limit, nesting)
        except (OutOfStatesError, RecursionError):
            found.append(f"You cannot tell whether {called} would agree.")
            continue
        found.append(f"You think that {called} would{'' if plan else ' not'} agree.")
    return tuple(found)


def _as_one(clauses: tuple[str, ...]) -> str:
    """Some of the clauses as one; how many were left out is said."""
    shown = list(clauses[:MOST_CHANGES])
    if len(clauses) > MOST_CHANGES:
        shown.append(f"{len(clauses) - MOST_CHANGES} things more")
    return listed(shown)
