"""What to try next when no story was found, in the words of `dramaturge find`.

Only what can help: whatever is said in one's mind, a story needs an act, and a plan needs two of
them before anybody else's plans matter to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dramaturge.ground.world import Const
from dramaturge.plan.schedule import FAR
from dramaturge.story import Limits, Outcome, SearchResult

if TYPE_CHECKING:
    from dramaturge.api import World


# Plans in minds that are worth all the time where no limits are given and none of those that took
# turns had a story: long ones, of people who only see others' immediate reasons.
FIXED = (10, 1)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options say. author, character, epistemic: limits, None where not given; is_strict:
    whether nothing beyond the limits is looked for in any case."""

    author: int | None = None
    character: int | None = None
    epistemic: int | None = None
    is_strict: bool = False

    def goes_beyond(self, limits: Limits) -> bool:
        """Whether stories were also looked for beyond limits within which there is none."""
        if self.is_strict or limits.author == 0:
            return False
        is_longer = self.author is None and limits.author is not None and limits.author < FAR
        is_more_minded = (self.character is None and _can_plan_longer(limits)) or (
            self.epistemic is None and _can_see_deeper(limits)
        )
        return is_longer or is_more_minded


def _can_plan_longer(limits: Limits) -> bool:
    """Whether longer plans in minds can bring about what there is not within the limits: where
    only immediate reasons count, all have one act."""
    return limits.author != 0 and (limits.epistemic != 0 or limits.character == 0)


def _can_see_deeper(limits: Limits) -> bool:
    """Whether more minds within minds can: each further one has an act less left, and with one act
    there are only immediate reasons."""
    character, epistemic = limits.character, limits.epistemic
    if limits.author == 0 or epistemic is None:
        return False
    return character is None or epistemic < character - 1


def is_vain(world: World, ending: str | None) -> bool:
    """Whether the author's utility is the same whatever happens."""
    return isinstance(world.aimed(ending).utilities[0], Const)


def advice(world: World, result: SearchResult, ending: str | None, asked: Asked) -> Iterator[str]:
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
        is_never = "never" in result.proves
        if not is_never:
            yield from _larger(limits)
        if result.story is not None:
            yield f"a lesser ending: --goal {number_in_words(result.story.utility)}"
        if is_never or limits.author != 0:
            yield "give somebody in the world a reason, or a way, to bring the ending about"
        return
    if result.outcome is Outcome.cancelled:
        yield "the same again, with more patience"
    if result.limit == "time" and limits.time_s is not None:
        yield f"more time: --time-limit {limits.time_s * 4:g}"
    if result.limit == "memory" and limits.memory_mb is not None:
        yield f"more memory: --memory-limit {limits.memory_mb * 2:g}"
    if len(result.tried) > 1:
        yield from _fixed(asked)
    else:
        yield from _smaller(limits)
    if result.story is not None:
        yield f"a lesser ending: --goal {number_in_words(result.story.utility)}"


def _larger(limits: Limits) -> Iterator[str]:
    """Limits beyond those within which there is nothing."""
    if limits.author is not None:
        yield f"a longer story: --author-limit {limits.author + 4}"
    if limits.character is not None and _can_plan_longer(limits):
        yield f"characters who plan further ahead: --character-limit {limits.character + 2}"
    if limits.epistemic is not None and _can_see_deeper(limits):
        yield f"minds that see deeper into each other: --epistemic-limit {limits.epistemic + 1}"


def _smaller(limits: Limits) -> Iterator[str]:
    """Limits within which more is soon searched."""
    if limits.character is not None and limits.character > 3 and limits.epistemic != 0:
        yield f"shorter plans, which are tried faster: --character-limit {limits.character - 2}"
    if limits.epistemic is not None and limits.epistemic > 1:
        yield f"minds that see less deep into each other: --epistemic-limit {limits.epistemic - 1}"


def _fixed(asked: Asked) -> Iterator[str]:
    """Limits of one's own, where several took turns."""
    character, epistemic = FIXED
    options = []
    if asked.character is None and asked.epistemic != 0:
        options.append(f"--character-limit {character}")
    if asked.epistemic is None and (asked.character is None or asked.character > 1):
        options.append(f"--epistemic-limit {epistemic}")
    if options:
        yield f"plans of one kind only, which have all the time then: {' '.join(options)}"


def number_in_words(value: float) -> str:
    return f"{value:g}"
