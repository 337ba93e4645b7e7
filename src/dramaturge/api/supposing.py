"""What would differ: a world and a story, and both with something otherwise."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from dramaturge.api.arguments import whole
from dramaturge.api.exploring import minds
from dramaturge.api.loaded import LoadedWorld
from dramaturge.api.script import StoryLike
from dramaturge.ground.collection import no_collection
from dramaturge.story import Limits

if TYPE_CHECKING:
    from dramaturge.whatif import WhatIf
    from dramaturge.whatif.side import Side

# A reason that takes longer plans, or more effort, counts as none in both stories: that somebody
# has none is asked often, and is dear to find out.
REASONS = Limits(character=5, epistemic=2, states=2_000)


@no_collection()
def what_if(
    world: LoadedWorld,
    story: StoryLike,
    statements: Sequence[str],
    *,
    without: Collection[int],
    instead: Mapping[int, StoryLike],
    after: Mapping[int, StoryLike],
    depth: int,
    time_limit: float,
) -> WhatIf:
    """See `World.what_if`."""
    from dramaturge.whatif import Edits, compare
    from dramaturge.whatif.endings import Ahead

    if depth < 0:
        raise ValueError(f"depth must be at least 0, not {depth}")
    if not time_limit > 0:
        raise ValueError(f"time_limit must be more than 0 seconds, not {time_limit}")
    for beat in (*without, *instead, *after):
        whole(beat=beat)
    acts = world.read(story).require().actions if story else ()
    other = world.changed(*statements).require() if statements else world

    def read(edits: Mapping[int, StoryLike]) -> dict[int, tuple[str, ...]]:
        return {beat: other.read(new).require().actions for beat, new in edits.items()}

    edits = Edits(frozenset(without), read(instead), read(after))
    told = side(world)
    ahead = Ahead(world.targets, other.targets, depth, *minds(world, None, None), time_limit)
    changes = [*statements, *_changes(world, acts, edits.without, edits.instead, edits.after)]
    return compare(told, told if other is world else side(other), acts, edits, changes, ahead)


def side(world: LoadedWorld) -> Side:
    """The world as one of the two that are compared."""
    from dramaturge.whatif.side import Side

    assert world.dynamics.initial is not None
    return Side(world.teller, world.dynamics, world.motives(REASONS))


def _changes(
    world: LoadedWorld,
    acts: Sequence[str],
    without: Collection[int],
    instead: Mapping[int, Sequence[str]],
    after: Mapping[int, Sequence[str]],
) -> list[str]:
    """The edits in words."""
    sentence = world.words.sentence
    found = [f"Without beat {n}: {sentence(acts[n - 1])}" for n in sorted(without) if _has(acts, n)]
    for beat, new in sorted(instead.items()):
        told = " ".join(sentence(act) for act in new)
        found.append(f"Instead of beat {beat}: {told}")
    for beat, new in sorted(after.items()):
        told = " ".join(sentence(act) for act in new)
        found.append(f"After beat {beat}: {told}" if beat else f"At the beginning: {told}")
    return found


def _has(acts: Sequence[str], beat: int) -> bool:
    return 1 <= beat <= len(acts)
