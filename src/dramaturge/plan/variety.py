"""Which of several stories differ most.

Two stories are *alike* if they have the same acts, in whatever order, and end the same: in the
world and in all minds. The kernel gives each kind once. How far two others are apart is told by
what happens in them: the share of their acts (taken together, an act that comes twice counted
twice) that only one of them has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dramaturge.story import Story


def distance(one: Story, other: Story) -> float:
    """From 0, the same acts, to 1, not an act in common."""
    first, second = (Counter(step.action for step in story.steps) for story in (one, other))
    union = (first | second).total()
    return 1.0 - (first & second).total() / union if union else 0.0


def most_different(stories: Sequence[Story], count: int) -> list[int]:
    """The positions of so many stories: the first, then always one that is as far as can be from
    the nearest of those chosen; among equals the shortest, then the earliest."""
    if not stories or count < 1:
        return []
    chosen = [0]
    nearest = [distance(story, stories[0]) for story in stories]
    while len(chosen) < min(count, len(stories)):
        rest = [at for at in range(len(stories)) if at not in chosen]
        best = min(rest, key=lambda at: (-nearest[at], len(stories[at].steps), at))
        chosen.append(best)
        further = [distance(story, stories[best]) for story in stories]
        nearest = list(map(min, nearest, further))
    return chosen
