"""What to try next when no story was found, in the words of `dramaturge find`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dramaturge.ground.world import Const
from dramaturge.story import Outcome, SearchResult

if TYPE_CHECKING:
    from dramaturge.api import World


def is_vain(world: World, ending: str | None) -> bool:
    """Whether the author's utility is the same whatever happens."""
    return isinstance(world.aimed(ending).utilities[0], Const)


def advice(world: World, result: SearchResult, ending: str | None) -> Iterator[str]:
    """What to try next."""
    limits = result.limits
    if is_vain(world, ending):
        if ending is not None:
            yield "let the ending depend on something that an act changes"
        elif "" in world.model.utilities:
            yield "let the author's utility() depend on something that an act changes"
        else:
            yield "say what the author wants to see at the end: utility(): …;"
        return
    if result.outcome is Outcome.none:
        can_help = "never" not in result.proves
        if can_help and limits.author is not None:
            yield f"a longer story: --author-limit {limits.author + 4}"
        if can_help and limits.character is not None:
            yield f"characters who plan further ahead: --character-limit {limits.character + 2}"
        if can_help and limits.epistemic is not None:
            yield f"minds that see deeper into each other: --epistemic-limit {limits.epistemic + 1}"
        if result.story is not None:
            yield f"a lesser ending: --goal {number_in_words(result.story.utility)}"
        yield "give somebody in the world a reason, or a way, to bring the ending about"
        return
    if result.outcome is Outcome.cancelled:
        yield "the same again, with more patience"
    if result.limit == "time" and limits.time_s is not None:
        yield f"more time: --time-limit {limits.time_s * 4:g}"
    if result.limit == "memory" and limits.memory_mb is not None:
        yield f"more memory: --memory-limit {limits.memory_mb * 2:g}"
    if limits.character is not None and limits.character > 3:
        yield f"shorter plans, which are tried faster: --character-limit {limits.character - 2}"
    if limits.epistemic is not None and limits.epistemic > 1:
        yield f"minds that see less deep into each other: --epistemic-limit {limits.epistemic - 1}"
    if result.story is not None:
        yield f"a lesser ending: --goal {number_in_words(result.story.utility)}"


def number_in_words(value: float) -> str:
    return f"{value:g}"
